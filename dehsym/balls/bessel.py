"""Bessel functions of balls, sharp also where Arb's own enclosures are not.

Arb computes I and K of moderate arguments from power series, whose terms cancel: K loses almost three bits for every
unit of |z|, and a ball that is not tiny may lose everything. Here the value at the middle of the ball is computed with
those bits added, and moved through the ball by a bound on the derivative. All bounds are for Re z > 0 and come from
integral representations; an order v with an imaginary part adds a factor of at most exp(pi |Im v|) to their angles.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import final

from flint import acb, arb, ctx

from dehsym.balls.environment import disc, undefined
from dehsym.precision import working_precision

_BITS_OF_BOUNDS = 48
_ENOUGH = 24  # bits that an enclosure may lack before it is computed again
_MOST_CANCELLATION = 4096  # |z| beyond which Arb's asymptotic expansions serve


@final
@dataclass(frozen=True, slots=True)
class _Region:
    """The real parts of a ball from x > 0 up, the largest modulus of its imaginary parts; |Re order| and |Im order|."""

    low: arb
    high: arb
    height: arb
    order: arb
    turn: arb

    @property
    def angles(self) -> arb:
        """What an imaginary part of the order adds to the integrals over an angle."""
        return (arb.pi() * self.turn).exp()


def _steep(region: _Region, order: arb) -> arb:
    """Bound int_0^oo exp(-x sinh t + order t) dt: with u = e^t, sinh t >= (u - 1)/2, it is at most an incomplete gamma.

    The integral of u^(order - 1) exp(-x (u - 1)/2) from 1 to oo is e^(x/2) (2/x)^order Gamma(order, x/2).
    """
    half = region.low / 2
    return half.exp() * half ** (-order) * half.gamma_upper(order)


def _second_modified(region: _Region, order: arb) -> arb:
    """|K_v(z)| <= K_|v|(Re z): int_0^oo exp(-z cosh t) cosh(v t) dt (DLMF 10.32.9)."""
    with working_precision(_BITS_OF_BOUNDS):
        return arb(_with_more_bits(acb.bessel_k, acb(order), acb(region.low)).real.abs_upper())


def _bound_k(region: _Region, more: int) -> arb:
    return _second_modified(region, region.order + more)


def _bound_i(region: _Region, more: int) -> arb:
    """|I_v(z)| <= e^x + K_|v|(x): DLMF 10.32.4, whose second integral is at most int exp(-x cosh t + |v| t) dt."""
    return region.angles * (region.high.exp() + _second_modified(region, region.order + more))


def _bound_j(region: _Region, more: int) -> arb:
    """|J_v(z)|, |Y_v(z)| <= e^|Im z| + int exp(-x sinh t + |v| t) dt: Schlaefli's integrals (DLMF 10.9.6, 10.9.7).

    The second integral of 10.9.7 has e^(v t) + e^(-v t) cos(v pi), at most 2 e^(|v| t), and the factor 1/pi.
    """
    return region.angles * (region.height.exp() + _steep(region, region.order + more))


def _region(order: acb, z: acb) -> _Region | None:
    if not (z.is_finite() and order.is_finite() and bool(z.real > 0)):
        return None
    low, high = arb(z.real.lower()), arb(z.real.upper())
    if not low > 0:
        return None
    return _Region(low, high, arb(z.imag.abs_upper()), arb(order.real.abs_upper()), arb(order.imag.abs_upper()))


def _with_more_bits(function: Callable[[acb, acb], acb], order: acb, z: acb) -> acb:
    """Return the value at exact numbers, computed with the bits that cancel where it would otherwise be poor."""
    value = function(z, order)
    if value.is_finite() and value.rel_accuracy_bits() >= ctx.prec - _ENOUGH:
        return value
    size = abs(z)
    if not size < _MOST_CANCELLATION:
        return value
    with working_precision(ctx.prec + 32 + 3 * int(size.upper().ceil().fmpz())):
        return function(z, order)


def _sharp(function: Callable[[acb, acb], acb], bound: Callable[[_Region, int], arb], order: acb, z: acb) -> acb:
    """Return f at the middle, moved by the bounds on its derivatives, or sup |f| where that is less.

    With B the bound of the next order, |df/dz| <= B: 2 J' = J_(v-1) - J_(v+1), and likewise for Y, I and K but for
    signs (DLMF 10.6.1, 10.29.1). And |df/dv| <= 2 B: under the integrals over an angle it gives a factor of at most
    pi/2, under the others one of at most 1 + t <= e^t.
    """
    if z.is_exact() and order.is_exact():
        return _with_more_bits(function, order, z)
    known = min(z.rel_accuracy_bits(), order.rel_accuracy_bits() if not order.is_zero() else ctx.prec)
    with working_precision(max(_BITS_OF_BOUNDS, min(ctx.prec, known + _BITS_OF_BOUNDS))):
        return _moved(function, bound, order, z, known)


def _moved(
    function: Callable[[acb, acb], acb], bound: Callable[[_Region, int], arb], order: acb, z: acb, known: int
) -> acb:
    """Return the same for arguments of which `known` bits are known, with as many bits as they are worth."""
    value, region = function(z, order), _region(order, z)
    if region is None or (value.is_finite() and value.rel_accuracy_bits() >= known - _ENOUGH):
        return value
    middle, centre = acb(z.real.mid(), z.imag.mid()), acb(order.real.mid(), order.imag.mid())
    way = arb((z - middle).abs_upper()) + 2 * arb((order - centre).abs_upper())
    moved = _with_more_bits(function, centre, middle) + disc(way * bound(region, 1))
    choices = [value, moved, disc(bound(region, 0))]
    finite = [choice for choice in choices if choice.is_finite()]
    return min(finite, key=_width, default=undefined())


def _width(ball: acb) -> float:
    return float((ball.real.rad() + ball.imag.rad()).upper())


def bessel_j(order: acb, z: acb) -> acb:
    """Return J of real or complex order.

    >>> bessel_j(acb(1) / 3, acb("50 +/- 1e-10")).rel_accuracy_bits() > 20
    True
    """
    return _sharp(acb.bessel_j, _bound_j, order, z)


def bessel_y(order: acb, z: acb) -> acb:
    """Return Y.

    >>> bessel_y(acb(0), acb("50 +/- 1e-10")).rel_accuracy_bits() > 20
    True
    """
    return _sharp(acb.bessel_y, _bound_j, order, z)


def bessel_i(order: acb, z: acb) -> acb:
    """Return I.

    >>> bessel_i(acb(0), acb("50 +/- 1e-10")).rel_accuracy_bits() > 20
    True
    """
    return _sharp(acb.bessel_i, _bound_i, order, z)


def bessel_k(order: acb, z: acb) -> acb:
    """Return K.

    >>> bessel_k(acb(0), acb(30)).rel_accuracy_bits() > ctx.prec - 30
    True
    >>> bessel_k(acb(0), acb("50 +/- 1e-10")).rel_accuracy_bits() > 20
    True
    """
    return _sharp(acb.bessel_k, _bound_k, order, z)
