"""A changed world: what is otherwise than the paper has it, and what becomes of lines that cannot stand in it.

Derivations are programs, so that "what if" is answered by running them again. Where a line cannot be had any more, a
placeholder goes on in its stead: an unknown function of every symbol, which survives whatever an author does with an
expression. So each line that uses it is known, and falls too, and all others stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, cast, final

from sympy import Expr, Function, Symbol, nan, oo, zoo
from sympy.core.function import AppliedUndef

from dehsym.catalogue import Catalogue
from dehsym.constants import Constant
from dehsym.equation import Equation
from dehsym.rule import Fact

Place = tuple[str, int]
"""A line of a paper: the name of its derivation and its number there."""

_NAME = re.compile(r"<fallen: (.*?) :fallen>")


@final
@dataclass(frozen=True)
class Alterations:
    """What is otherwise.

    `premises` are stated with another right side; in `computed` the ledger goes on with the computed line instead of
    the paper's; what rests on a line that is `left_out` falls. `inputs` maps a value from outside to another one,
    wherever it is used, and `constants` does so for constants of nature.

    >>> from dehsym.constants import C, H
    >>> Alterations(inputs={C: H}).input(C) == H
    True
    """

    premises: Mapping[Place, Expr] = field(default_factory=dict[Place, Expr])
    computed: frozenset[Place] = frozenset()
    left_out: frozenset[Place] = frozenset()
    inputs: Mapping[Constant, Constant] = field(default_factory=dict[Constant, Constant])
    constants: Mapping[Expr, Constant] = field(default_factory=dict[Expr, Constant])

    def input(self, given: Constant) -> Constant:
        """The value that stands in the place of `given`."""
        return self.inputs.get(given, given)

    def inputs_of(self, given: Mapping[Symbol, Constant]) -> dict[Symbol, Constant]:
        """The values of several symbols."""
        return {symbol: self.input(value) for symbol, value in given.items()}


@final
@dataclass(frozen=True, slots=True)
class Fallen:
    """What can no longer be had in a changed world: a line by its place, a quantity by its name, a claim by its id.

    `cause` is what the author's line said that could not stand, or which line is left out. `line` is for lines.
    """

    id: str
    cause: str
    line: bool = False


def place_text(place: Place) -> str:
    """A place as people type it.

    >>> place_text(("vapour", 13))
    'vapour.13'
    """
    return f"{place[0]}.{place[1]}"


def fallen_equation(cause: str, catalogue: Catalogue) -> Equation:
    """What stands in the place of a line that fell.

    >>> from sympy.abc import x
    >>> catalogue = Catalogue()
    >>> T = catalogue.symbol("T", meaning="temperature")
    >>> cause_in(x + fallen_equation("it is left out", catalogue).rhs.diff(T))
    'it is left out'
    """
    of = sorted((each for each in catalogue if isinstance(each, Symbol)), key=str)
    unknown: Expr = Function(f"<fallen: {cause} :fallen>")(*of)
    return Equation(unknown, unknown)


def cause_in(value: object) -> str:
    """Why something cannot be had: the cause of the first placeholder in it, or the empty string.

    Looked into are expressions, equations, texts that quote them, the parameters of rules, and collections of these.
    """
    if isinstance(value, Expr):
        names = sorted(str(each.func) for each in value.atoms(AppliedUndef))
        return next((cause for name in names if (cause := cause_in(name))), "")
    if isinstance(value, str):
        found = _NAME.search(value)
        return found[1] if found else ""
    return next((cause for part in _parts(value) if (cause := cause_in(part))), "")


def is_defined(expr: Expr) -> bool:
    """Whether `expr` holds no undefined value, as of a division by 0, and is not infinite itself.

    >>> from sympy import Integral, exp, oo, zoo
    >>> from sympy.abc import x
    >>> is_defined(Integral(exp(-x), (x, 0, oo))), is_defined(x + zoo)
    (True, False)
    """
    return not expr.has(zoo, nan) and expr not in (oo, -oo)


def _parts(value: object) -> list[object]:
    if isinstance(value, Fact):
        return [value.equation]
    if isinstance(value, Mapping):
        return list(cast("Mapping[Any, object]", value).values())
    if isinstance(value, tuple | list):
        return list(cast("tuple[object, ...]", value))
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, each.name) for each in fields(value)]
    return []
