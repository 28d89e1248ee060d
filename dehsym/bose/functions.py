"""The Bose functions g_s(z) = Li_s(z) = sum z^j/j^s of half-integer order for 0 < z <= 1, enclosed in balls.

With z = e^-a every g_s falls with a > 0, and its derivative is -g_(s-1). Near z = 1 the number a is known where z is
not: it is what these functions take, and z is turned into it with the bits that takes. The value at the middle of a
ball is computed to the working precision, by the way that is the shortest there, and moved through the ball by a bound
of the derivative; a wide ball is enclosed between the values at its ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from flint import acb, arb, fmpq

from dehsym.bose.expansion import by_expansion, terms_of_expansion
from dehsym.bose.magnitude import BITS_OF_BOUNDS, around_zero, binary_exponent, natural_logarithm, nearby
from dehsym.bose.series import leading_terms, rest_of_series, terms_for, upper_bound
from dehsym.bose.trapezoid import by_trapezoid
from dehsym.errors import EvaluationError
from dehsym.precision import held_precision, working_precision

if TYPE_CHECKING:
    from fractions import Fraction  # takes as long to import as a number to compute

LARGEST_ORDER = 10**4
_GUARD = 16
_ALLOWANCE = 3  # bits by which the rest of the series is smaller than the last bit asked for
_ATTEMPTS = 5  # to get enough bits from FLINT
_SHORT = 0.36  # terms of the series for each bit, and 16 more, that cost as much as the trapezoid rule


class BoseFunctions(NamedTuple):
    """g_(1/2), g_(3/2) and g_(5/2) at one z."""

    half: arb
    three_halves: arb
    five_halves: arb


def bose_functions(exponent: arb | Fraction | int) -> BoseFunctions:
    """Return balls that contain g_(1/2), g_(3/2), g_(5/2) at z = e^-a, for the exponent a = -ln z > 0, from one pass.

    For an exact a the balls are accurate to about the working precision; for a ball they contain the values at each of
    its points, and are not finite if it reaches a < 0, or is not finite itself.

    Raise `EvaluationError` if all of a is negative, or a = 0: g_(1/2)(1) diverges.

    >>> from fractions import Fraction
    >>> with working_precision(80):
    ...     [value.str(20, radius=False) for value in bose_functions(Fraction(1, 2))]
    ['1.1468661004199864209', '0.81049045232672917277', '0.69256050577005267195']
    """
    with held_precision() as bits:
        half, three_halves, five_halves = enclosures(exponent, (0, 1, 2), bits)
        return BoseFunctions(+half, +three_halves, +five_halves)


def bose_function(order: Fraction, exponent: arb | Fraction | int) -> arb:
    """Return a ball that contains g_s(e^-a), s = `order` half an odd integer, |s| <= 10^4; a as for `bose_functions`.

    At a = 0 it is zeta(s) for s > 1. Raise `EvaluationError` for another order, if all of a is negative, and at a = 0
    for s < 1, where g_s diverges.

    >>> from fractions import Fraction
    >>> with working_precision(64):
    ...     bose_function(Fraction(5, 2), 0).str(16, radius=False)
    '1.341487257250917'
    """
    if order.denominator != 2 or abs(order) > LARGEST_ORDER:
        raise EvaluationError(f"half an odd integer up to {LARGEST_ORDER} is wanted as order, found {order}")
    with held_precision() as bits:
        (value,) = enclosures(exponent, ((order.numerator - 1) // 2,), bits)
        return +value


def bose_functions_at(fugacity: arb | Fraction | int) -> BoseFunctions:
    """Return balls that contain g_(1/2), g_(3/2), g_(5/2) at the fugacity z, 0 < z <= 1; see `bose_functions`.

    >>> from fractions import Fraction
    >>> bose_functions_at(Fraction(1, 2)).three_halves.overlaps(arb(0.5).polylog(1.5))
    True
    """
    with held_precision():
        return bose_functions(exponent_of(fugacity))


def bose_function_at(order: Fraction, fugacity: arb | Fraction | int) -> arb:
    """Return a ball that contains g_s(z), 0 < z <= 1; see `bose_function`.

    >>> from fractions import Fraction
    >>> bose_function_at(Fraction(3, 2), 1).str(10, radius=False)
    '2.612375349'
    """
    with held_precision():
        return bose_function(order, exponent_of(fugacity))


def exponent_of(fugacity: arb | Fraction | int) -> arb:
    """Return a ball that contains a = -ln z, 0 < z <= 1, accurate to more than the working precision if z is exact.

    It is not finite if the ball of z reaches 0 or is not finite, and reaches a < 0 if that of z reaches beyond 1. Raise
    `EvaluationError` if no point of it is in the domain.

    >>> from fractions import Fraction
    >>> exponent_of(1), exponent_of(1 - Fraction(1, 2**200)).rel_accuracy_bits() >= 53
    (0, True)
    """
    with held_precision() as held:
        bits = held + _GUARD
    with working_precision(bits):
        ball = _ball(fugacity)
        beyond = _ball(fugacity - 1)  # exact before it is rounded: 1 - z keeps all bits of z
        if ball <= 0 or beyond > 0:
            raise EvaluationError(
                f"a fugacity 0 < z <= 1 is wanted, found {written(ball, exact=not isinstance(fugacity, arb))}"
            )
    near = bool(ball > 0.5)
    more = 0 if near or not ball.is_finite() else max(0, abs(binary_exponent(ball)).bit_length())
    with working_precision(bits + more):
        return -(beyond.log1p() if near else _ball(fugacity).log())


def enclosures(exponent: arb | Fraction | int, orders: tuple[int, ...], bits: int) -> list[arb]:
    """Return balls that contain g_(k+1/2)(e^-a) for each k of `orders`, consecutive and ascending.

    They are accurate to `bits` bits and some more for an exact a. Errors are those of `bose_functions`.

    >>> [value.is_finite() for value in enclosures(arb(0.5, 1), (0, 1), 64)]
    [False, False]
    """
    with working_precision(bits + _GUARD):
        a = _ball(exponent)
        if a < 0:
            raise EvaluationError(
                f"an exponent a = -ln z >= 0 is wanted, found {written(a, exact=not isinstance(exponent, arb))}"
            )
    if not (a.is_exact() or isinstance(exponent, arb)):
        with working_precision(bits + _GUARD + max(0, binary_exponent(a))):
            a = _ball(exponent)
    if not a.is_finite():
        return [arb.nan()] * len(orders)
    if a.is_exact():
        return at_point(a, orders, bits)
    return _over_ball(a, orders, bits)


def _ball(value: arb | Fraction | int) -> arb:
    return value if isinstance(value, arb) else arb(fmpq(value.numerator, value.denominator))


def written(ball: arb, *, exact: bool = False) -> str:
    """Return a ball for a message: its middle alone if it is exact, or stands for an exact number.

    >>> written(arb(0.5)), written(arb(0.5, 0.25))
    ('0.50000000', '0.50000000 +/- 0.250')
    """
    middle = ball.mid().str(8, radius=False)
    return middle if exact or ball.is_exact() else f"{middle} +/- {ball.rad().str(3, radius=False)}"


def at_point(a: arb, orders: Sequence[int], bits: int) -> list[arb]:
    """Return g_(k+1/2)(e^-a) for each k of `orders` and an exact, finite a >= 0, to about `bits` bits.

    Orders below 1/2 come alone. Raise `EvaluationError` for a = 0 where the lowest order is below 1.

    >>> at_point(arb(3), (1,), 64)[0].overlaps(arb(-3).exp().polylog(1.5))
    True
    """
    lowest = orders[0]
    if a.is_zero() and lowest <= 0:
        raise EvaluationError(f"z < 1 is wanted, found z = 1, where g_({2 * lowest + 1}/2)(z) diverges")
    terms = terms_for(nearby(a), lowest, bits + _ALLOWANCE)
    if terms <= _SHORT * bits + 16:
        return _by_series(a, orders, bits, terms)
    if lowest < 0:
        return [_of_negative_order(a, lowest, bits, terms)]
    if not a.is_zero() and -binary_exponent(a) > 16 * bits:  # the trapezoid rule loses half as many bits
        return [by_expansion(a, k, bits) for k in orders]
    return by_trapezoid(a, orders, bits)


def _by_series(a: arb, orders: Sequence[int], bits: int, terms: float) -> list[arb]:
    count = int(terms) + 1
    sums = leading_terms(a, orders, count, bits + 8 + 2 * count.bit_length())
    rests = [rest_of_series(a, k, count) for k in orders]
    with working_precision(bits + 8):
        return [total + rest for total, rest in zip(sums, rests, strict=True)]


def _of_negative_order(a: arb, k: int, bits: int, terms: float) -> arb:
    """Return g_s, s < 0, by its series of so many `terms`, its expansion, or FLINT, whichever is the shortest.

    A value of zeta costs as much as 16 + bits^(3/2)/150 terms of the series, FLINT's polylogarithm as 2 bits of them.
    """
    others = min(terms_of_expansion(natural_logarithm(a), k, bits) * (16 + bits**1.5 / 150), 2 * bits + 50)
    if terms <= others:
        return _by_series(a, (k,), bits, terms)[0]
    if others < 2 * bits + 50:
        return by_expansion(a, k, bits)
    value, wanted = arb.nan(), bits + _GUARD
    for _ in range(_ATTEMPTS):
        with working_precision(wanted):
            value = acb(a.neg(exact=True).exp()).polylog(acb(arb(fmpq(2 * k + 1, 2)))).real
        if value.rel_accuracy_bits() >= bits:
            break
        wanted *= 2
    return value


def _over_ball(a: arb, orders: tuple[int, ...], bits: int) -> list[arb]:
    """Return enclosures of the values at all points of a ball of some width."""
    middle, size = a.mid(), binary_exponent(a)
    known = size - binary_exponent(a.rad()) - max(0, size)  # bits of a, relative or absolute: g falls like e^-a
    with working_precision(max(bits, known) + BITS_OF_BOUNDS):
        low, high = a.lower(), a.upper()
    if not low > 0:
        return [arb.nan()] * len(orders)
    if known <= bits // 2:
        fewer = min(bits, max(known, 0) + _GUARD)
        ends = zip(at_point(low.mid(), orders, fewer), at_point(high.mid(), orders, fewer), strict=True)
        with working_precision(fewer + _GUARD):
            return [above.union(below) for above, below in ends]
    values = at_point(middle, orders, bits)
    with working_precision(BITS_OF_BOUNDS):
        errors = changes(values, orders, arb(a.rad()), low)
    with working_precision(bits + _GUARD):
        return [value + error for value, error in zip(values, errors, strict=True)]


def changes(values: Sequence[arb], orders: Sequence[int], radius: arb, low: arb) -> list[arb]:
    """Return balls around 0 that contain the changes of g_(k+1/2) from its `values` at the middle, up to `radius` away.

    Where a >= `low`, |dg_s/da| = g_(s-1) is at most its bound there for the lowest order, and for every other one the
    value of the order before and its change.
    """
    changes: list[arb] = []
    slope = upper_bound(low, orders[0] - 1)
    for value in values:
        changes.append(around_zero(radius * slope))
        slope = arb((value + changes[-1]).abs_upper())
    return changes
