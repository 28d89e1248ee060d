"""Balls of Arb: a ball in, a ball out, to the precision that python-flint is set to."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any, final

from flint import arb, ctx, fmpq

from dehsym.numeric.exact import exact_number
from dehsym.numeric.formula import Prepare
from dehsym.precision import GUARD_BITS, held_precision, working_precision


@final
class ArbNumbers:
    """Intervals; the answer holds the values for all numbers in those that are put in."""

    name = "arb"

    @contextmanager
    def held(self) -> Generator[int]:
        """The precision of the process, which no other thread changes meanwhile."""
        with held_precision() as bits:
            yield bits

    def number(self, value: object) -> arb:
        """A ball as it is; an exact number as the smallest ball of the working precision around it."""
        return value if isinstance(value, arb) else arb(exact_number(value))

    def is_finite(self, number: Any) -> bool:
        """Whether the ball is bounded."""
        return bool(number.is_finite())

    def prepare(self, prepare: Prepare, constants: Sequence[fmpq]) -> Callable[..., Any]:
        """Compiled code, its constants with a few bits more."""
        with working_precision(ctx.prec + GUARD_BITS):
            return prepare(arb, *map(arb, constants))
