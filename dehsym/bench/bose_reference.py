"""What the Bose functions and the solution for the fugacity come to, by FLINT's polylogarithm and by bracketing.

Nothing of `dehsym.bose` is used here, except where the polylogarithm would take minutes.
"""

from __future__ import annotations

from flint import arb, fmpq

from dehsym.bench.case import Point
from dehsym.bench.hand_written_arb import bose_functions as by_polylogarithm
from dehsym.bench.hand_written_arb import fugacity_and_pressure
from dehsym.bose import bose_functions
from dehsym.errors import EvaluationError
from dehsym.precision import working_precision

_MOST_BITS = 8_000
"""From there on a polylogarithm of FLINT takes longer than all the peers together."""

_EXTRA_BITS, _LOST_BITS = 128, 64


def bose_reference(point: Point, bits: int) -> tuple[arb, ...]:
    """g_(1/2), g_(3/2), g_(5/2) at z = e^-a by polylogarithms.

    From 8,000 bits on by our own functions instead: the peer that uses polylogarithms at the precision asked for, and
    whose balls have to overlap these, is then the check by another road.

    >>> bose_reference((fmpq(1, 2),), 64)[1].str(15, radius=False)
    '0.810490452326729'
    """
    if bits > _MOST_BITS:
        with working_precision(bits):
            return tuple(bose_functions(arb(point[0])))
    with working_precision(bits + _EXTRA_BITS):
        return by_polylogarithm(arb(point[0]))


def solve_reference(point: Point, bits: int) -> tuple[arb, ...]:
    """Z with g_(3/2)(z) = x, and g_(5/2)(z)/x, for an exact x: a certified bracket of z about an approximate one.

    g_(3/2) rises with z, so that x between its values at two ends proves that z lies between these. Raises
    `EvaluationError` where no bracket is found.

    >>> solve_reference((fmpq(2),), 64)[0].str(10, radius=False)
    '0.9655850555'
    """
    with working_precision(bits + _EXTRA_BITS):
        x = arb(point[0])
        middle = arb(fugacity_and_pressure(x, bits + _EXTRA_BITS)[0].mid())
        for lost in (_LOST_BITS // 8, _LOST_BITS // 2, _LOST_BITS):
            radius = arb(2) ** (lost - bits - _EXTRA_BITS)
            low, high = middle - radius, middle + radius
            if _density(low) < x < _density(high):
                z = low.union(high)
                return z, z.polylog(fmpq(5, 2)) / x
    raise EvaluationError(f"a bracket of the fugacity is wanted, found none for n Lambda^3 = {point[0]}")


def _density(z: arb) -> arb:
    return z.polylog(fmpq(3, 2))
