"""How large a ball is: as a double for estimates, which decide the work, and as a bound, which is a proof."""

from __future__ import annotations

import math

from flint import arb

BITS_OF_BOUNDS = 48
"""Bounds are computed with few bits: they are balls too, and only their upper ends are used."""
FEWEST_BITS = 32
"""No term of a sum is computed with less, however small it is."""
MOST_AT_ONCE = 256
"""So many terms of a sum are held in memory together: at a hundred thousand digits there are many, and long ones."""
_LARGEST = 1e300


def nearby(x: arb) -> float:
    """Return about `x` >= 0 as a double of which also the inverse is finite, or 0.

    >>> nearby(arb(2)), nearby(arb(2) ** 5000), nearby(arb(2) ** -5000)
    (2.0, 1e+300, 0.0)
    """
    near = min(float(x), _LARGEST)
    return near if near * _LARGEST > 1 else 0.0


def natural_logarithm(x: arb) -> float:
    """Return about ln x for an exact x > 0, also where x is beyond the doubles.

    >>> round(natural_logarithm(arb(2) ** -5000) / math.log(2))
    -5000
    """
    mantissa, exponent = x.mid().man_exp()
    shift = max(0, int(mantissa).bit_length() - 53)
    return math.log(int(mantissa) >> shift) + (int(exponent) + shift) * math.log(2)


def binary_exponent(x: arb) -> int:
    """Return e with 2^(e-1) <= |mid(x)| < 2^e; 0 for a middle of 0.

    >>> binary_exponent(arb(1)), binary_exponent(arb(0.375))
    (1, -1)
    """
    mantissa, exponent = x.mid().man_exp()
    return int(exponent) + abs(mantissa).bit_length() if mantissa else 0


def around_zero(radius: arb) -> arb:
    """Return a ball that contains every real number of modulus at most `radius`.

    >>> around_zero(arb(3)).contains(-3), around_zero(arb.nan()).is_finite()
    (True, False)
    """
    return arb(0, radius.abs_upper())
