"""Numbers of mpmath, the reference: nothing in them is certified.

A callable computes in mpmath's own context, to whatever precision that is set to, as one of `sympy.lambdify` does. A
value of so many digits is computed in a context of its own, so that no precision set elsewhere is felt or changed.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any, final

import mpmath
from flint import fmpq
from mpmath.libmp import NoConvergence

from dehsym.errors import EvaluationError
from dehsym.numeric.decimal_digits import Unsettled, rational_digits
from dehsym.numeric.exact import exact_number, scaled_by_two
from dehsym.numeric.formula import Prepare

_GUARD_DIGITS = 10
_FAILURES = (ArithmeticError, ValueError, TypeError, NotImplementedError, NoConvergence)
"""What mpmath raises at a pole, for an argument out of range, for one that it has no method for, and for a series that
does not converge."""
_SLOW_ABOVE = 0.75
_MOST_SLOW_BITS = 400


def polylogarithm(context: Any, order: Any, z: Any) -> Any:
    """Li_s(z) by mpmath, where it ends in a reasonable time.

    Raises `EvaluationError` for z near 1 at more than a hundred digits: there mpmath does not end, and Arb does.

    >>> polylogarithm(mpmath.mp, 2, 1) == mpmath.mp.zeta(2)
    True
    """
    if _SLOW_ABOVE < abs(z) < 1 and not context.isint(order) and context.prec > _MOST_SLOW_BITS:
        raise EvaluationError(
            f"|z| <= {_SLOW_ABOVE} is wanted by polylog of mpmath at this precision; arb has no limit"
        )
    return context.polylog(order, z)


@final
class MpmathNumbers:
    """Numbers of one context, that of the process unless another is given."""

    name = "mpmath"

    def __init__(self, context: Any = None) -> None:
        self.context: Any = mpmath.mp if context is None else context

    @contextmanager
    def held(self) -> Generator[int]:
        """The precision of the context, which nothing here changes."""
        yield self.context.prec

    def number(self, value: object) -> Any:
        """A number of mpmath as it is, an exact number rounded to the precision."""
        if isinstance(value, self.context.mpf):
            return value
        exact = exact_number(value)
        return self.context.mpf(int(exact.numerator)) / int(exact.denominator)

    def is_finite(self, number: Any) -> bool:
        """Whether it is neither infinite nor "not a number"."""
        return bool(self.context.isfinite(number))

    def prepare(self, prepare: Prepare, constants: Sequence[fmpq]) -> Callable[..., Any]:
        """Compiled code in this context."""
        return prepare(self.context, *map(self.number, constants))


def mpmath_digits(prepare: Prepare, constants: Sequence[fmpq], inputs: Sequence[fmpq], unit: fmpq, digits: int) -> str:
    """The value by mpmath in units of `unit`, with ten guard digits.

    Raises `Unsettled` where it is not real, `EvaluationError` where mpmath has no value, or none that is finite.

    >>> mpmath_digits(lambda mp: lambda x: mp.sqrt(x), [], [fmpq(2)], fmpq(1), 20)
    '1.4142135623730950488'
    """
    numbers = MpmathNumbers(mpmath.MPContext())
    context = numbers.context
    context.dps = digits + _GUARD_DIGITS
    try:
        value = context.convert(numbers.prepare(prepare, constants)(*map(numbers.number, inputs))) / numbers.number(
            unit
        )
    except _FAILURES as error:
        raise EvaluationError(f"mpmath has no value: {' '.join(str(error).split())}") from error
    if not isinstance(value, context.mpf):
        raise Unsettled(f"a real value is wanted, mpmath finds {context.nstr(value, 5)}")
    if not context.isfinite(value):
        raise EvaluationError(f"a finite value is wanted, mpmath finds {context.nstr(value, 5)}")
    sign, mantissa, exponent, _ = value._mpf_
    return rational_digits(scaled_by_two(-int(mantissa) if sign else int(mantissa), int(exponent)), digits)
