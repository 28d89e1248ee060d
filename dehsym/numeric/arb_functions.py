"""What compiled code calls besides the methods of a ball: constants, and functions that have more than one branch.

Each is real: where its principal value is not, as that of log(-1), the answer is no number (a ball that is not finite),
and so is that of whatever is computed from it. A finite ball at the end hence encloses the principal value.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import acb, arb

from dehsym.numeric.unique_root import unique_root as unique_root

Real = arb
"""A real number in an interval."""

Number = Callable[[int], arb]
"""What turns an integer into a number: `arb`, or `fmpq` where everything is rational and is to be exact."""

Function = Callable[..., arb]
"""A function of the inputs in the order of their names."""

Functions = Callable[..., tuple[arb, ...]]
"""One that has several values."""

_LARGEST_ORDER = 10**6  # beyond it some zeta-like functions of FLINT take minutes, and polylogarithms end the process


def pi() -> Real:
    """The ratio of circumference to diameter."""
    return arb.pi()


def e() -> Real:
    """Euler's number."""
    return arb.const_e()


def euler_gamma() -> Real:
    """The limit of 1 + 1/2 + ... + 1/n - ln n."""
    return arb.const_euler()


def catalan() -> Real:
    """1 - 1/3^2 + 1/5^2 - ..."""
    return arb.const_catalan()


def power(base: Real, exponent: Real) -> Real:
    """base^exponent for base > 0, or a whole exponent; of no number no number, for which Arb has nan^0 = 1.

    >>> power(arb.nan(), arb(0)).is_finite(), power(arb(2), arb(0.5)).overlaps(arb(2).sqrt())
    (False, True)
    """
    return base**exponent if base.is_finite() else arb.nan()


def sinc(x: Real) -> Real:
    """sin(x)/x, 1 at 0; of no number no number, for which Arb has all that sinc can be."""
    return x.sinc() if x.is_finite() else arb.nan()


def lambert_w(x: Real, branch: int = 0) -> Real:
    """The inverse of w exp(w): the `branch` 0 for x >= -1/e, -1 for -1/e <= x < 0; elsewhere no number.

    >>> lambert_w(arb(-1) / 4, -1).str(8, radius=False)
    '-2.1532924'
    """
    return x.lambertw(branch)


def zeta(s: Real) -> Real:
    """Riemann's zeta function of a real s."""
    return s.zeta() if abs(s) < _LARGEST_ORDER else arb.nan()


def polylogarithm(order: Real, z: Real) -> Real:
    """Li_s(z) = z + z^2/2^s + z^3/3^s + ..., continued to z <= 1; at z = 1 zeta(s) for s > 1; elsewhere no number.

    >>> polylogarithm(arb(2), arb(1)).overlaps(arb.pi() ** 2 / 6), polylogarithm(arb(0.5), arb(1)).is_finite()
    (True, False)
    """
    if z.is_zero() and order.is_finite():
        return arb(0)
    if not abs(order) < _LARGEST_ORDER or (z.contains(1) and not order > 1):
        return arb.nan()
    from dehsym.bose import half_integer_polylogarithm  # start-up: few quantities hold a polylogarithm

    bose = half_integer_polylogarithm(order, z)
    if bose is not None:
        return bose
    value = acb(z).polylog(acb(order))  # of a real 1 the function of real balls has no value
    return value.real if value.imag.is_zero() else arb.nan()
