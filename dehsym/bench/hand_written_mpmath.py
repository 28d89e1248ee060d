"""The Bose functions by hand in mpmath: floating-point numbers of the context's precision, which certify nothing.

The context is the library's own, so that its compiled parts serve. MPFR has no polylogarithm: in gmpy2 there are none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from dehsym.bench.hand_written_arb import START_BITS, doublings

Value = Callable[..., Any]
_START_STEPS, _LOST_BITS = 60, 16


def bose_functions(mp: Any) -> Value:
    """g_(1/2), g_(3/2), g_(5/2) at z = e^-a: three polylogarithms."""
    half = mp.mpf(1) / 2

    def value(a: Any) -> tuple[Any, ...]:
        z = mp.exp(-a)
        return mp.polylog(half, z), mp.polylog(3 * half, z), mp.polylog(5 * half, z)

    return value


def bose_solve(mp: Any) -> Value:
    """Z with g_(3/2)(z) = x, and g_(5/2)/x: Newton's method in w = sqrt(-ln z), the precision doubled in each step."""
    half = mp.mpf(1) / 2

    def step(w: Any, x: Any) -> Any:
        z = mp.exp(-w * w)
        return (mp.polylog(3 * half, z) - x) / (2 * w * mp.polylog(half, z))

    def value(x: Any) -> tuple[Any, ...]:
        bits = mp.prec
        with mp.workprec(2 * START_BITS):
            w = (mp.zeta(3 * half) - x) / (2 * mp.sqrt(mp.pi))
            lost = _LOST_BITS + 2 * max(0, -int(mp.floor(mp.log(w, 2))))
            w = _start(mp, step, w, x)
        for more in doublings(bits):
            with mp.workprec(more + lost):
                w += step(w, x)
        with mp.workprec(bits + lost):
            z = mp.exp(-w * w)
            return z, mp.polylog(5 * half, z) / x

    return value


def _start(mp: Any, step: Value, w: Any, x: Any) -> Any:
    """Newton's steps until they are shorter than 2^-30 of w, which is then known to twice as many bits."""
    for _ in range(_START_STEPS):
        change = step(w, x)
        w += change
        if abs(change) < mp.ldexp(w, -30):
            break
    return w


FORMULAS: Mapping[str, Callable[[Any], Value]] = MappingProxyType(
    {
        "bose-functions": bose_functions,
        "bose-solve": bose_solve,
        "bose-solve-near-critical": bose_solve,
    }
)
