"""Where functions are holomorphic: each test answers for every point of a ball at once.

A test says True only if the whole ball lies off the branch cuts; a ball that touches a cut, or is not finite, fails.
The cuts are those of Arb and mpmath (DLMF 4.2, 4.23, 4.37). Poles need no test: there the value is not finite.
"""

from __future__ import annotations

from flint import acb, fmpq

from dehsym.balls.environment import exact_integer


def everywhere(*_: acb) -> bool:
    """No cut at all."""
    return True


def nowhere(*_: acb) -> bool:
    """Holomorphic on no open set, as the modulus."""
    return False


def _off_axis(z: acb) -> bool:
    return z.is_finite() and not z.imag.contains(0)


def off_negative_axis(z: acb) -> bool:
    """Off (-oo, 0].

    >>> off_negative_axis(acb(1)), off_negative_axis(acb(-1, 1)), off_negative_axis(acb(-1)), off_negative_axis(acb(0))
    (True, True, False, False)
    """
    return _off_axis(z) or (z.is_finite() and bool(z.real > 0))


def off_below_one(z: acb) -> bool:
    """Off (-oo, 1]."""
    return _off_axis(z) or (z.is_finite() and bool(z.real > 1))


def off_below_minus_one(z: acb) -> bool:
    """Off (-oo, -1]."""
    return _off_axis(z) or (z.is_finite() and bool(z.real > -1))


def off_above_one(z: acb) -> bool:
    """Off [1, oo)."""
    return _off_axis(z) or (z.is_finite() and bool(z.real < 1))


def off_outer_reals(z: acb) -> bool:
    """Off (-oo, -1] and [1, oo)."""
    return _off_axis(z) or (z.is_finite() and bool(z.real < 1) and bool(z.real > -1))


def off_outer_imaginaries(z: acb) -> bool:
    """Off the imaginary axis outside (-i, i)."""
    return off_outer_reals(z * acb(0, 1))


def second_off_negative_axis(_: acb, z: acb) -> bool:
    """Return the second argument off (-oo, 0]."""
    return off_negative_axis(z)


def second_off_above_one(_: acb, z: acb) -> bool:
    """Return the second argument off [1, oo)."""
    return off_above_one(z)


def second_if_not_whole(order: acb, z: acb) -> bool:
    """Return the second argument off (-oo, 0], unless the first is an integer (Bessel J and I, DLMF 10.2(ii))."""
    return exact_integer(order) is not None or off_negative_axis(z)


def lambert(z: acb, branch: acb | None = None) -> bool:
    """Off (-oo, -1/e] on the principal branch of W, off (-oo, 0] on the others (DLMF 4.13)."""
    if branch is None or branch.is_zero():
        return _off_axis(z) or (z.is_finite() and bool(z.real > fmpq(-3678, 10000)))  # -1/e = -0.36787...
    return off_negative_axis(z)


def hurwitz(s: acb, a: acb | None = None) -> bool:
    """Zeta(s) has no cut; zeta(s, a) = sum (n + a)^(-s) has one along a <= 0."""
    return a is None or (s.is_finite() and off_negative_axis(a))


def lerch(z: acb, _: acb, a: acb) -> bool:
    """Return the Lerch transcendent: z off [1, oo) and a off (-oo, 0]."""
    return off_above_one(z) and off_negative_axis(a)


def incomplete_elliptic(first: acb, second: acb | None = None) -> bool:
    """Of one argument m, off [1, oo). Of phi and m: |Re phi| < pi/2 and |m sin^2 phi| < 1.

    There the integrand (1 - m sin^2 t)^(-1/2) keeps a positive real part of its radicand on the segment from 0 to
    phi, because |sin t|^2 = sin^2(Re t) + sinh^2(Im t) grows along it.
    """
    if second is None:
        return off_above_one(first)
    narrow = bool(first.real < fmpq(157, 100)) and bool(first.real > fmpq(-157, 100))
    return narrow and bool(abs(second * first.sin() ** 2) < 1)
