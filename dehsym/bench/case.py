"""What is computed: a case with its points, and the values at them in balls, found by a road of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import final

from flint import arb, fmpq
from sympy import Expr, Symbol

from dehsym.compile import Compiled, compile_expression
from dehsym.numeric.inputs import Input

Point = tuple[fmpq, ...]
Reference = Callable[[Point, int], tuple[arb, ...]]
"""Of a point and a number of bits, the results in balls about so sharp."""

FORMULA, BOSE_FUNCTIONS, BOSE_SOLVE, NEAR_CRITICAL = "formulas", "Bose functions", "Bose solve", "near critical"


@final
@dataclass(frozen=True)
class Chain:
    """Expressions in `inputs` and constants of nature, each of which may use the symbols of those before it."""

    inputs: tuple[Symbol, ...]
    steps: tuple[tuple[Symbol, Expr], ...]
    constants: Mapping[Symbol, Input] = field(default_factory=dict[Symbol, Input])

    @cached_property
    def composed(self) -> tuple[Expr, ...]:
        """Every step in terms of the inputs and the constants of nature alone."""
        known: dict[Expr, Expr] = {}
        for symbol, value in self.steps:
            known[symbol] = value.xreplace(known)
        return tuple(known.values())

    def compiled(self, name: str) -> Compiled:
        """The chain as our compiler has it; of one step alone, a plain formula."""
        results = [symbol for symbol, _ in self.steps]
        inputs = {symbol: Input(symbol.name, "") for symbol in self.inputs}
        if len(results) == 1:
            return compile_expression(name, self.steps[0][1], inputs, self.constants)
        return compile_expression(name, results, inputs, self.constants, steps=self.steps)


@final
@dataclass(frozen=True)
class Case:
    """A named computation of a `group`, at distinct exact `points`, with a `reference` that no peer shares.

    `chain` holds the formulas, where they are elementary. `fewer` says how many of the points are taken from so many
    digits on, where one takes seconds.
    """

    name: str
    group: str
    points: tuple[Point, ...]
    reference: Reference
    chain: Chain | None = None
    fewer: Mapping[int, int] = field(default_factory=dict[int, int])

    def points_at(self, digits: int) -> tuple[Point, ...]:
        """The points at which that many digits are computed: none where the case goes only to fewer digits.

        >>> case = Case("x", FORMULA, ((fmpq(1),), (fmpq(2),)), lambda point, bits: (arb(point[0]),), fewer={100: 1})
        >>> len(case.points_at(99)), len(case.points_at(100))
        (2, 1)
        """
        count = min((few for least, few in self.fewer.items() if digits >= least), default=len(self.points))
        return self.points[:count]
