"""Principal powers of balls: b^e = exp(e log b), -pi < arg b <= pi, with 0^0 = 1 and 0^e = 0 for Re e > 0.

Balls that contain 0 are what integrals from 0 and square roots of rounded zeros need: there |b^e| is bounded by
|b|^(Re e) exp(pi |Im e|), because |arg b| <= pi.
"""

from __future__ import annotations

from flint import acb, acb_series, arb, fmpz

from dehsym.balls.environment import disc, exact_integer, undefined, undefined_series
from dehsym.balls.regions import off_negative_axis


def principal_power(base: acb, exponent: acb, analytic: bool) -> acb:
    """Return a ball around base^exponent; with `analytic`, not finite unless the power is holomorphic on all of `base`.

    >>> principal_power(acb(0), acb(0), False) == 1
    True
    >>> principal_power(acb(-8), acb(1) / 3, False).overlaps(acb(1) + acb(-3).sqrt())
    True
    """
    whole = exact_integer(exponent)
    if whole is not None:
        return base ** fmpz(whole)
    if analytic and not off_negative_axis(base):
        return undefined()
    if base.contains(0):
        return _power_near_zero(base, exponent)
    return base.pow(exponent)


def principal_root(base: acb, degree: int, analytic: bool) -> acb:
    """Return a ball around base^(1/degree), for degree >= 1.

    >>> principal_root(acb(-4), 2, False) == acb(0, 2)
    True
    """
    if analytic and not off_negative_axis(base):
        return undefined()
    if base.contains(0):
        return _power_near_zero(base, acb(1) / degree)
    return base.sqrt() if degree == 2 else base.root(degree)


def _power_near_zero(base: acb, exponent: acb) -> acb:
    if not exponent.real > 0:
        return undefined()
    if base.is_zero():
        return acb(0)
    reach = arb(base.abs_upper()) ** exponent.real
    if base.imag.is_zero() and exponent.imag.is_zero() and base.real >= 0:
        half = reach.abs_upper() / 2
        return acb(arb(half, half.abs_upper()))
    return disc(reach * (arb.pi() * abs(exponent.imag)).exp())


def on_real_line(series: acb_series) -> bool:
    """Whether every coefficient is exactly real: the values stay on the real axis, also where a cut lies on it."""
    return all(series[k].imag.is_zero() for k in range(series.length()))


def power_series(base: acb_series, exponent: acb_series, length: int, analytic: bool) -> acb_series:
    """base^exponent as a power series; not finite where the base meets the cut of the logarithm.

    A base that is real for every real parameter may lie on the cut: there log has the imaginary part pi throughout.
    """
    whole = exact_integer(exponent[0]) if exponent.length() <= 1 else None
    if whole is not None and (whole >= 0 or not base[0].contains(0)):
        return base**whole
    if base[0].contains(0) or not (off_negative_axis(base[0]) or (not analytic and on_real_line(base))):
        return undefined_series(length)
    if exponent.length() <= 1 and exponent[0] == acb(1) / 2:
        return base.sqrt()
    return (exponent * base.log()).exp()
