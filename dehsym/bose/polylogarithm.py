"""Li_s(z) where it is a Bose function, for evaluators of polylogarithms in general.

FLINT's polylogarithm of one order costs more than all three Bose functions from about 50 digits on, four times as much
at a thousand, and loses more bits. At lower precision, and for small z where both sum few terms, FLINT is the quicker.
"""

from __future__ import annotations

from flint import arb

from dehsym.bose.functions import LARGEST_ORDER, enclosures, exponent_of
from dehsym.precision import held_precision

_MANY_BITS = 2000  # from there on no z is so small, and none so near 1, that FLINT would be much quicker
_FEW_BITS = 192  # below FLINT is as quick or quicker for each z


def half_integer_polylogarithm(order: arb, z: arb) -> arb | None:
    """Return a ball around Li_s(z), 0 < z <= 1, s exactly half an odd integer between 0 and 10^4; else None.

    None is returned also where FLINT is about as quick; for a ball of z that reaches beyond its domain; and at z = 1
    for s < 1, where the sum diverges.

    >>> from dehsym.precision import working_precision
    >>> with working_precision(1000):
    ...     half_integer_polylogarithm(arb(1.5), arb(0.5)).overlaps(arb(0.5).polylog(1.5))
    True
    >>> half_integer_polylogarithm(arb(2), arb(0.5)) is half_integer_polylogarithm(arb(1.5), arb(-1)) is None
    True
    """
    with held_precision() as bits:
        k = _whole_part(order)
        if k is None or not (z > 0 and z <= 1) or (z.contains(1) and k == 0):
            return None
        if bits < _MANY_BITS and (bits < _FEW_BITS or not (z > 0.25 and z < 1)):
            return None
        (value,) = enclosures(exponent_of(z), (k,), bits)
        return +value if value.is_finite() else None


def _whole_part(order: arb) -> int | None:
    """Return k for an order of exactly k + 1/2, k = 0, 1, 2, ..."""
    if not (order.is_exact() and order > 0 and order < LARGEST_ORDER):
        return None
    twice = order + order
    return int(twice.fmpz()) // 2 if twice.is_integer() and not order.is_integer() else None
