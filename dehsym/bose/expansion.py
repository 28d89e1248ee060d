r"""The expansion of g_s(e^-a) in powers of a, and the singular one (DLMF 25.12.12).

    g_s(e^-a) = Gamma(1 - s) a^(s-1) + sum_(j >= 0) zeta(s - j) (-a)^j/j!,      0 < a < 2 pi, s not 1, 2, 3, ...

For half-integers s = k + 1/2 of either sign. Values of zeta are dear, so that this serves where few terms do: for very
small a, and for negative s, which the trapezoid rule does not give.
"""

from __future__ import annotations

import math

from flint import arb, fmpq

from dehsym.bose.magnitude import BITS_OF_BOUNDS, FEWEST_BITS, around_zero, natural_logarithm
from dehsym.precision import working_precision

_MOST_TERMS = 10**6


def by_expansion(a: arb, k: int, bits: int) -> arb:
    """Return g_(k+1/2)(e^-a), 0 < a < 2 pi exact, enclosed to about `bits` bits where a is of order 1 or less.

    Where more than a million terms would be needed, and beyond 2 pi, the ball is not finite.

    >>> with working_precision(80):
    ...     by_expansion(arb(0.5), -1, 80).overlaps(arb(-0.5).exp().polylog(-0.5))
    True
    """
    logarithm = natural_logarithm(a)
    terms = terms_of_expansion(logarithm, k, bits)
    if terms > _MOST_TERMS:
        return around_zero(arb.pos_inf())
    count = int(terms)
    largest = _size_of_value(logarithm, k)
    with working_precision(bits + 8 + 3 * count.bit_length()):
        full = bits + 8 + 3 * count.bit_length()
        total = arb.gamma_fmpq(fmpq(1 - 2 * k, 2)) * a**k / a.sqrt() + _rest_of_expansion(a, k, count)
        power = arb(1)  # (-a)^j/j!
        for j in range(count):
            needed = full + int((_size_of_term(logarithm, k, j) - largest) / math.log(2))
            with working_precision(max(min(needed, full), FEWEST_BITS)):
                term = arb(fmpq(2 * (k - j) + 1, 2)).zeta() * power
            total += term
            power = power * -a / (j + 1)
        return total


def _size_of_term(logarithm: float, k: int, j: int) -> float:
    """Return about ln |zeta(s - j) a^j/j!|, by the functional equation for j > s."""
    size = j * logarithm - math.lgamma(j + 1)
    reflected = j + 0.5 - k  # 1 - (s - j)
    if reflected > 1:
        size += math.log(2) - reflected * math.log(2 * math.pi) + math.lgamma(reflected) + 0.9
    return size + 1


def _size_of_value(logarithm: float, k: int) -> float:
    """Return less than ln g: of z for s > 1, of the singular part for s < 1, which a larger a does not reach."""
    a = math.exp(logarithm)
    return -a if k > 0 else math.lgamma(0.5 - k) + (k - 0.5) * logarithm - 2 * a


def terms_of_expansion(logarithm: float, k: int, bits: int) -> float:
    """Return about how many terms are needed so that the rest is less than 2^-bits of the value; ln a = `logarithm`."""
    gain = math.log(2 * math.pi) - logarithm
    if gain <= 0:
        return math.inf
    target = _size_of_value(logarithm, k) - bits * math.log(2)
    least = max(k + 1, 1)
    number = least
    for _ in range(6):  # terms fall like e^(-gain j), with a power of j that changes slowly
        excess = (_size_of_term(logarithm, k, number) - target) / gain
        if number + excess > _MOST_TERMS:
            return math.inf
        number = max(least, number + math.ceil(excess))
    return number


def _rest_of_expansion(a: arb, k: int, count: int) -> arb:
    """Return a ball around 0 that contains the terms from j = `count` on; not finite unless count > s.

    By zeta(1 - x) = 2 (2 pi)^(-x) cos(pi x/2) Gamma(x) zeta(x) (DLMF 25.4.1), x = j + 1 - s > 1, a term is at most
    2 (2 pi)^(-x) Gamma(x) zeta(x) a^j/j!. The quotient of that and the one before is at most
    a/(2 pi) max(1, x/(j + 1)) with the x and j of the one before, as zeta falls, and x/(j + 1) falls or is below 1.
    """
    with working_precision(BITS_OF_BOUNDS):
        x = arb(fmpq(2 * (count - k) + 1, 2))
        twice_pi = 2 * arb.pi()
        ratio = a / twice_pi * (x / (count + 1)).max(1)
        if not (x > 1 and ratio < 1):
            return around_zero(arb.pos_inf())
        size = x.lgamma() - arb(count + 1).lgamma() + count * a.log() - x * twice_pi.log()
        return around_zero(2 * size.exp() * x.zeta() / (1 - ratio))
