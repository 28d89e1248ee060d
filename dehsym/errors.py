"""Everything this package raises on purpose; each message is one line that says what was wanted and what was found."""

from __future__ import annotations


class DehsymError(Exception):
    """Base of all errors that a caller, an author or a typist can cause; never raised itself."""


class RuleError(DehsymError):
    """A rule does not apply to the equation it was given."""


class DimensionError(DehsymError):
    """Two terms of a sum, or two sides of an equation, differ in physical dimension."""


class CatalogueError(DehsymError):
    """A symbol is missing from the catalogue, or is declared twice."""


class EvaluationError(DehsymError):
    """No number could be certified to the digits asked for."""


class PhaseError(DehsymError):
    """A condition on phases and branches is not a linear equation mod 2π in the phases that are declared."""


class NotationError(DehsymError):
    """A text is not an expression of the closed notation that the reader knows."""


class PaperError(DehsymError):
    """A paper cannot be loaded, or has nothing under the id asked for."""


class AuthorError(DehsymError):
    """A line of an author's derivation cannot stand; the message begins with file and line."""
