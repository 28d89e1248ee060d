"""Complete elliptic integrals of balls, sharp also where the ball is wide.

Arb's enclosures of K(m) and E(m) are worthless for balls of radius 1/100. With u = sup Re m < 1, and 0 if that is
negative, |1 - m sin^2 t| >= 1 - u sin^2 t; so the integrals over the angle bound the functions and their derivatives by
their values at u, and the value in the middle is moved through the ball.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import acb, arb

from dehsym.balls.environment import disc

_ENOUGH = 3  # bits that an enclosure may lack before the bounds are tried


def elliptic_k(m: acb) -> acb:
    """K(m): |K(m)| <= K(u), and |K'(m)| <= 1/2 int (1 - u sin^2 t)^(-3/2) dt = E(u)/(2 (1 - u)) (DLMF 19.4.1, 19.4.3).

    >>> elliptic_k(acb(arb(0.9, 0.01))).rel_accuracy_bits() > 2
    True
    """
    return _sharp(acb.elliptic_k, lambda u: (_real(acb.elliptic_k, u), _real(acb.elliptic_e, u) / (2 * (1 - u))), m)


def elliptic_e(m: acb) -> acb:
    """E(m): |E(m)| <= pi/2 sqrt(1 + |m|), and |E'(m)| <= 1/2 int (1 - u sin^2 t)^(-1/2) dt = K(u)/2.

    >>> elliptic_e(acb(arb(0.9, 0.01))).rel_accuracy_bits() > 2
    True
    """
    size = arb.pi() / 2 * (1 + arb(m.abs_upper())).sqrt()
    return _sharp(acb.elliptic_e, lambda u: (size, _real(acb.elliptic_k, u) / 2), m)


def _real(function: Callable[[acb], acb], u: arb) -> arb:
    return arb(function(acb(u)).real.upper())


def _sharp(function: Callable[[acb], acb], bounds: Callable[[arb], tuple[arb, arb]], m: acb) -> acb:
    value = function(m)
    sharp = value.is_finite() and value.rel_accuracy_bits() >= m.rel_accuracy_bits() - _ENOUGH
    if m.is_exact() or not m.is_finite() or sharp:
        return value
    u = arb.max(arb(m.real.upper()), arb(0))
    if not u < 1:
        return value
    size, slope = bounds(u)
    middle = acb(m.real.mid(), m.imag.mid())
    moved = function(middle) + disc(arb((m - middle).abs_upper()) * slope)
    if m.imag.is_zero():
        moved, size_ball = acb(moved.real), acb(arb(0, size.upper()))
    else:
        size_ball = disc(size)
    choices = [each for each in (value, moved, size_ball) if each.is_finite()]
    return min(choices, key=lambda ball: float(ball.rad()), default=value)
