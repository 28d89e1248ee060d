"""The series g_s(z) = z + z^2/2^s + z^3/3^s + ..., its first terms and a bound of the rest.

With z = e^-a every power of z costs a/ln 2 bits: the j-th term is needed to that many bits fewer than the first.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate, repeat
from operator import mul

from flint import arb, fmpq

from dehsym.bose.magnitude import BITS_OF_BOUNDS, FEWEST_BITS, MOST_AT_ONCE, around_zero, nearby
from dehsym.precision import working_precision

_STRIDE = 128  # bits by which the precision falls, at least, before it is set anew


def leading_terms(a: arb, orders: Sequence[int], count: int, bits: int) -> list[arb]:
    """Return sum_(1 <= j <= count) e^(-a j) j^(-k-1/2) for each k of `orders`, which are consecutive and ascend.

    `a` >= 0 is exact. The sums are enclosed to about `bits` bits.

    >>> first, second = leading_terms(arb(0), (0, 1), 2, 64)
    >>> first.overlaps(1 + arb(0.5).sqrt()), second.overlaps(1 + arb(0.125).sqrt())
    (True, True)
    """
    sums = [arb(0)] * len(orders)
    if count:
        with working_precision(bits):
            z = a.neg(exact=True).exp()
            power = z  # z^j for the first j of a band
            for numbers, fewer in _bands(nearby(a), orders[0], count, bits):
                with working_precision(fewer):
                    powers = list(accumulate(repeat(z, len(numbers)), mul, initial=power))
                    power = powers.pop()
                    terms = list(map(mul, powers, inverse_powers(orders[-1], numbers)))
                _add_moments(sums, terms, numbers)
    return sums


def _add_moments(sums: list[arb], terms: Sequence[arb], numbers: Sequence[int]) -> None:
    """Add the sum of `terms` to the last of `sums`, that of j times the terms to the last but one, and so on."""
    for index in reversed(range(len(sums))):
        sums[index] = sum(terms, sums[index])
        if index:
            terms = list(map(mul, terms, numbers))


def inverse_powers(k: int, numbers: Sequence[int]) -> Iterator[arb]:
    """Yield j^(-k-1/2) for each j of `numbers`.

    >>> [root.str(5, radius=False) for root in inverse_powers(0, range(1, 4))]
    ['1.0000', '0.70711', '0.57735']
    """
    if k >= 0:
        return (arb(j ** (2 * k + 1)).rsqrt() for j in numbers)
    return (arb(j ** (-2 * k - 1)).sqrt() for j in numbers)


def _bands(a: float, k: int, count: int, bits: int) -> Iterator[tuple[range, int]]:
    """Yield 1, ..., `count` in runs with the bits that the first of each run is needed to.

    The j-th term is smaller than z by a factor j^(-s) e^(-a (j - 1)), s = k + 1/2; negative s make terms grow first.
    """
    length = MOST_AT_ONCE
    if a > 0:
        length = max(1, min(length, int(max(_STRIDE, bits // 16) * math.log(2) / a)))
    for start in range(1, count + 1, length):
        stop = min(start + length, count + 1)
        spent = (start - 1) * a / math.log(2) + min(k, 0) * math.log2(stop)
        yield range(start, stop), max(bits - int(spent), FEWEST_BITS)


def rest_of_series(a: arb, k: int, count: int) -> arb:
    r"""Return a ball around 0 that contains sum_(j > count) e^(-a j) j^(-s), s = k + 1/2, or one that is not finite.

    With J = count + 1, z = e^-a, the first omitted term is t = z^J J^(-s). The quotient of the next two terms,
    z (j/(j+1))^s, is at most r = z max(1, ((J+1)/J)^(-s)) for all j >= J: the rest is at most t/(1 - r) if r < 1. For
    s > 1 it is also at most z^J (J^(-s) + int_J^oo x^(-s) dx) = t (1 + J/(s - 1)), which serves at z = 1.

    >>> rest_of_series(arb(1), 1, 10).contains(arb(-11).exp() / 11**1.5)
    True
    >>> rest_of_series(arb(0), 0, 10).is_finite()
    False
    """
    first = count + 1
    with working_precision(BITS_OF_BOUNDS):
        (root,) = inverse_powers(k, (first,))
        term = (-a * first).exp() * root
        ratio = a.neg(exact=True).exp()
        if k < 0:
            (larger,) = inverse_powers(k, (first + 1,))
            ratio = ratio * larger / root
        factor = 1 / (1 - ratio) if ratio < 1 else arb.pos_inf()
        if k > 0:
            factor = factor.min(1 + arb(2 * first) / (2 * k - 1))
        return around_zero(term * factor)


def upper_bound(a: arb, k: int) -> arb:
    """Return an upper bound of g_s(e^-a), a > 0, s = k + 1/2; as g falls, `a` may be a lower bound of the exponent.

    For s > 1 it is at most z zeta(3/2), z = e^-a. Otherwise g = z (1 + sum_(j >= 1) (j + 1)^(-s) z^j): for s = 1/2 the
    sum is at most int_0^oo x^(-1/2) e^(-a x) dx = sqrt(pi/a); for s = -p < 0, (j + 1)^p <= 2^p j^p, and the sum of
    j^p e^(-a j), which rises and then falls, is at most its integral and its maximum: Gamma(p+1)/a^(p+1) + (p/(e a))^p.

    >>> upper_bound(arb(1), 0) > arb(-1).exp().polylog(0.5)
    True
    """
    z = a.neg(exact=True).exp()
    if k > 0:
        return z * fmpq(26124, 10000)  # zeta(3/2) = 2.61237...
    if k == 0:
        return z * (1 + (arb.pi() / a).sqrt())
    power = arb(fmpq(-2 * k - 1, 2))
    highest = (power / a) ** power * (-power).exp()
    return z * (1 + arb(2) ** power * ((power + 1).gamma() / (a**-k * a.sqrt()) + highest))


def terms_for(a: float, k: int, bits: int) -> float:
    """Return about how many terms are needed so that the rest is less than 2^-bits of z = e^-a.

    That is the root K of f(K) = a K + s ln(1 + K) - bits ln 2 with s = k + 1/2. For s > 0 the function is concave and
    increasing, and Newton's method climbs to the root from 0; for s < 0 it is convex, and is descended from a point
    where it is positive. Only an estimate: `rest_of_series` bounds what is left in any case.
    """
    order = k + 0.5
    target = bits * math.log(2) - math.log(-math.expm1(-a)) if a else math.inf
    if order > 1:
        target = min(target, bits * math.log(2) + math.log(2))
    if target == math.inf:
        return math.inf
    number = 0.0 if order > 0 else _beyond(a, -order, target)
    for _ in range(60):
        step = (a * number + order * math.log1p(number) - target) / (a + order / (1 + number))
        number -= step
        if abs(step) < 0.5:
            break
    return number + 1


def _beyond(a: float, power: float, target: float) -> float:
    """Return some K with a K - power ln(1 + K) > target."""
    number = 1 + (target + power) / a
    while a * number - power * math.log1p(number) <= target:
        number *= 2
    return number
