"""The ideal Bose gas at a given density: z with g_(3/2)(z) = x = n Lambda^3, enclosed with a proof that it is the one.

The unknown is w = sqrt(-ln z), in which x is smooth with a slope of -2 sqrt(pi) at the critical point w = 0. Newton's
method goes from a start of double precision to twice as many bits in each step, of which the last is one of interval
arithmetic: with H(w) = ln g_(3/2) and H'(W) an enclosure of its derivative over an interval W about m,

    N = m - (H(m) - ln x)/H'(W):  if N lies in the interior of W there is exactly one solution in W, and it lies in N

(Moore, Kearfott & Cloud, Introduction to Interval Analysis, SIAM 2009, chapter 8; by the mean value theorem every
solution in W lies in N, and N inside W brackets a change of sign). As g_(3/2) falls with w, there is no other one
anywhere. What the gas is at w follows from the values at m.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from flint import arb, fmpq

from dehsym.bose.density_series import NEAR, density_series
from dehsym.bose.functions import at_point, changes, written
from dehsym.bose.magnitude import BITS_OF_BOUNDS, around_zero, binary_exponent, nearby
from dehsym.bose.series import upper_bound
from dehsym.errors import EvaluationError
from dehsym.precision import held_precision, working_precision

if TYPE_CHECKING:
    from fractions import Fraction  # takes as long to import as a number to compute

_GUARD = 10
_MARGIN = 3  # of 2 b bits that a step makes of b, those that it may miss
_START_BITS = 49  # of w, in the start
_DISTANCE_BITS = 54  # of zeta(3/2) - x
_ATTEMPTS = 6
_FAR = 2  # from the critical point, so that its distance is known to double precision
_ORDERS = (0, 1, 2)


class CondensedError(EvaluationError):
    """n Lambda^3 is more than zeta(3/2): with z = 1 the rest of the particles is in the ground state."""


class CriticalError(EvaluationError):
    """n Lambda^3 cannot be told from zeta(3/2) with the bits that there are."""


@final
@dataclass(frozen=True, slots=True)
class NormalGas:
    """The ideal Bose gas above its critical temperature: balls that contain what n Lambda^3 determines.

    `root` is w = sqrt(-ln z) > 0, `exponent` w^2 = -mu/(k T), `fugacity` z, and `pressure_ratio` p/(n k T), which is
    g_(5/2)(z)/g_(3/2)(z).
    """

    root: arb
    exponent: arb
    fugacity: arb
    pressure_ratio: arb


def solve_density(density: arb | Fraction | int) -> NormalGas:
    """Return the gas with g_(3/2)(z) = x for the phase-space density x = n Lambda^3, 0 < x < zeta(3/2).

    For an exact x the balls are accurate to about the working precision; for a ball they contain the solutions for each
    of its points. Nearer to the critical point more bits are used, up to sixteen times the working precision.

    Raise `CondensedError` if x > zeta(3/2), `CriticalError` if it cannot be told from zeta(3/2), as when its ball
    reaches that far, and `EvaluationError` unless x is finite and positive.

    >>> gas = solve_density(2)
    >>> gas.fugacity.str(10, radius=False), gas.pressure_ratio.str(10, radius=False)
    ('0.9655850555', '0.6322967155')
    """
    given = density if isinstance(density, arb) else fmpq(density.numerator, density.denominator)
    with held_precision() as bits:
        x = arb(given)
        if not (x.is_finite() and x > 0):
            raise EvaluationError(f"a finite n Lambda^3 > 0 is wanted, found {_text(x)}")
        gas = _solution(given, bits)
        return NormalGas(+gas.root, +gas.exponent, +gas.fugacity, +gas.pressure_ratio)


def _solution(x: arb | fmpq, bits: int) -> NormalGas:
    """Return the gas for a number x > 0, or for a ball of them."""
    distance = _distance(x, bits)
    if isinstance(x, arb) and not x.is_exact():
        known = min(binary_exponent(x), binary_exponent(distance)) - binary_exponent(x.rad())
        if known <= bits // 2 + _GUARD:
            return _between_ends(x, distance, min(bits, max(known, 0) + 2 * _GUARD))
        bits = min(bits, known + 2 * _GUARD)
    root = _start(x, distance)
    lost = max(0, -binary_exponent(root))  # w is known to so many bits less than x is
    wanted = bits + _GUARD + max(0, 2 * binary_exponent(root))  # z needs an absolute error of w^2
    with working_precision(wanted + lost + _GUARD):
        sharp = arb(x)
    for known in _ladder(wanted):
        root = _step(root, sharp, known, lost)
    return _certified(root, sharp, wanted, lost)


def _between_ends(x: arb, distance: arb, bits: int) -> NormalGas:
    """Return the gas for a wide ball, between those for its ends: all that is asked is monotonic in x.

    For p/(n k T): z d/dz(g_(5/2)/g_(3/2)) has the sign of g_(3/2)^2 - g_(5/2) g_(1/2), negative by Cauchy's inequality.
    """
    with working_precision(bits + BITS_OF_BOUNDS + max(0, -binary_exponent(distance))):
        low, high = x.lower(), x.upper()
    if not low > 0:
        raise EvaluationError(f"a finite n Lambda^3 > 0 is wanted, found {_text(x)}")
    lower, upper = _solution(low.mid(), bits), _solution(high.mid(), bits)
    with working_precision(bits + _GUARD):
        return NormalGas(
            lower.root.union(upper.root),
            lower.exponent.union(upper.exponent),
            lower.fugacity.union(upper.fugacity),
            lower.pressure_ratio.union(upper.pressure_ratio),
        )


def _distance(x: arb | fmpq, bits: int) -> arb:
    """Return zeta(3/2) - x > 0, to about double precision; raise where it is not positive."""
    if x < _FAR:
        with working_precision(_DISTANCE_BITS + _GUARD):
            return arb(density_series().critical[0]) - x
    used, most = 64, 8 * (bits + 64)
    while True:
        (zeta,) = at_point(arb(0), (1,), used)
        with working_precision(used + _GUARD):
            distance = zeta - x
        if distance < 0:
            raise CondensedError(f"n Lambda^3 < zeta(3/2) = 2.612... is wanted, found {_text(x)}: it is condensed")
        sharp = not isinstance(x, arb) or 8 * zeta.rad() > x.rad()  # more bits would tell more
        if distance > 0 and (distance.rel_accuracy_bits() >= _DISTANCE_BITS or not sharp):
            return distance
        if used >= most or not sharp:
            raise CriticalError(
                f"n Lambda^3 < zeta(3/2) is wanted, found {_text(x)}, "
                f"which cannot be told from the critical point zeta(3/2) with {used} bits"
            )
        used *= 2


def _text(x: arb | fmpq) -> str:
    return written(arb(x), exact=not isinstance(x, arb))


def _start(x: arb | fmpq, distance: arb) -> arb:
    """Return w to about double precision, by the series about the critical point or by that in x."""
    series = density_series()
    with working_precision(_DISTANCE_BITS + _GUARD):
        if distance < NEAR:
            quotient = sum(c * nearby(distance) ** index for index, c in enumerate(series.root[1:]))
            return (distance.mid() * quotient).mid()
        density = arb(x).mid()
        powers = sum(c * float(density) ** index for index, c in enumerate(series.logarithm))
        return arb(math.sqrt(-float(density.log()) - powers))


def _ladder(wanted: int) -> list[int]:
    """Return the bits of w after each step before the last one, which doubles them to `wanted`."""
    steps: list[int] = []
    bits = wanted // 2 + _MARGIN
    while bits > _START_BITS:
        steps.append(bits)
        bits = bits // 2 + _MARGIN
    return steps[::-1]


def _step(root: arb, x: arb, bits: int, lost: int) -> arb:
    """Return a nearer w, of `bits` bits: w + ln(g_(3/2)/x) g_(3/2)/(2 w g_(1/2)), Newton's method for ln g_(3/2)."""
    g_half, g_three_halves = at_point(_square(root), (0, 1), bits + lost + _GUARD)
    with working_precision(bits + lost + _GUARD):
        step = (g_three_halves / x.mid()).log() * g_three_halves / (2 * root * g_half)
    with working_precision(bits):
        return (root + step.mid()).mid()


def _square(x: arb) -> arb:
    """Return x^2, exact as x is."""
    with working_precision(2 * max(x.bits(), 1) + 2):
        return x * x


def _certified(root: arb, x: arb, bits: int, lost: int) -> NormalGas:
    """Return the gas, by one step of the interval Newton method from `root`, which gives twice the bits that it has."""
    exponent = _square(root)
    values = at_point(exponent, _ORDERS, bits + lost + _GUARD)
    with working_precision(bits + lost + _GUARD):
        residual = (values[1] / x).log()
        reach = arb((residual * values[1] / (root * values[0])).abs_upper()) + root * arb(2) ** -bits
        for _ in range(_ATTEMPTS):
            around = root + around_zero(reach)
            slope = _slope(values, exponent, around)
            narrowed = root + residual / slope
            if around > 0 and around.contains_interior(narrowed):
                return _gas(narrowed, exponent, values, x, around)
            reach = 4 * reach
    raise EvaluationError(f"a certificate of a solution is wanted, found none for n Lambda^3 = {_text(x)}")


def _slope(values: list[arb], exponent: arb, around: arb) -> arb:
    """Return -d(ln g_(3/2))/dw = 2 w g_(1/2)/g_(3/2) over all w of `around`, from g_s at an exponent among the w^2."""
    exponents = around * around
    low, moved = arb(exponents.lower()), arb((exponents - exponent).abs_upper())
    if not low > 0:
        return arb.nan()
    with working_precision(BITS_OF_BOUNDS):
        half, three_halves, _ = changes(values, _ORDERS, moved, low)
    return 2 * around * (values[0] + half) / (values[1] + three_halves)


def _gas(root: arb, near: arb, values: list[arb], x: arb, around: arb) -> NormalGas:
    """Return the gas at w from g_s at an exponent `near` to it; `around` contains w and the square root of `near`.

    By Taylor's theorem g_(5/2) there is g_(5/2) - g_(3/2) d + g_(1/2) d^2/2, d = w^2 - near, with an error of at most
    |d|^3/6 times the largest g_(-1/2) between.
    """
    exponent = root * root
    d = exponent - near
    third = around_zero(d * d * d * upper_bound(arb((around * around).lower()), -1) / 6)
    pressure = values[2] - values[1] * d + values[0] * d * d / 2 + third
    return NormalGas(root, exponent, exponent.neg(exact=True).exp(), pressure / x)
