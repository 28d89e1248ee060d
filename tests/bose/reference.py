"""Values of polylogarithms by a road that has nothing in common with ours: FLINT's, at several times the precision."""

from __future__ import annotations

from flint import acb, arb, fmpq

from dehsym.precision import working_precision


def reference(a: arb, k: int, bits: int) -> arb:
    """Return Li_(k+1/2)(e^-a) for an exact a >= 0 to at least `bits` bits: precision is raised until they are there."""
    precision = bits + 64
    while True:
        with working_precision(precision):
            order = acb(arb(fmpq(2 * k + 1, 2)))
            value = (order.zeta() if a.is_zero() else acb((-a).exp()).polylog(order)).real
            if value.is_finite() and value.rel_accuracy_bits() >= bits:
                return value
        assert precision < 100 * bits + 10**5
        precision *= 2
