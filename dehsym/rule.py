"""The one extension point: how an equation may follow from another.

A rule computes (`derive`) and checks by another road (`verify`). Anybody adds one as a class in any file; there is no
registration. The laws in `tests/laws.py` tamper with its results and expect `verify` to notice.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Protocol, runtime_checkable

from sympy import Expr

from dehsym.equation import Equation
from dehsym.errors import EvaluationError, RuleError
from dehsym.grant import Grant
from dehsym.judge import Judge
from dehsym.verdict import Verdict, undecided

Latex = Callable[[Expr], str]
"""Prints an expression in the notation of the paper at hand."""


@runtime_checkable
class Fact(Protocol):
    """Anything already established that a rule may lean on; in practice a `Step`."""

    @property
    def equation(self) -> Equation:
        """What was established."""
        ...


class Rule(ABC):
    """A named, parametrised way from one equation to the next.

    A subclass is a final, frozen dataclass whose fields are its parameters. Its docstring is the theorem, "before →
    after". It must

    * compute: `derive` is pure, and raises `RuleError` where the rule does not apply;
    * check by another road: `verify` never calls `derive`. Differentiate what was integrated, put back what was
      solved, enclose what was rewritten; and what cannot be checked is named in `grants`;
    * say so: `because` is LaTeX that completes "by …".
    """

    @abstractmethod
    def derive(self, source: Equation) -> Equation:
        """The equation that follows from `source`; raise `RuleError` where the rule does not apply."""

    @abstractmethod
    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Whether `result` follows from `source`, found by another road than `derive`.

        May raise `RuleError` for a result that is not of the form that the rule makes.
        """

    def check(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """What `verify` finds; what it cannot look at, or cannot evaluate, is undecided with the reason."""
        try:
            return self.verify(source, result, judge)
        except (RuleError, EvaluationError) as error:
            return undecided(str(error))

    @abstractmethod
    def because(self, latex: Latex) -> str:
        """The reason, as LaTeX text that completes "by …"."""

    @property
    def grants(self) -> tuple[Grant, ...]:
        """What a reader must grant beyond what `verify` checks."""
        return ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The established equations among the parameters: the step's further parents."""
        found: list[Fact] = []
        if is_dataclass(self):
            for field in fields(self):
                value: object = getattr(self, field.name)
                if isinstance(value, Rule):
                    found.extend(value.facts)
                elif isinstance(value, Fact):
                    found.append(value)
        return tuple(found)

    @property
    def name(self) -> str:
        """The name of the rule, as shown to readers."""
        return type(self).__name__
