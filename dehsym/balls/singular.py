"""At which exact points a function has, provably, no finite value: its poles, and the ends of its cuts where it grows.

Each test is asked about exact arguments, and only after the enclosure there was not finite. It says True where the
function tends to infinity or its defining series diverges; in doubt it says False, and nothing is claimed.
"""

from __future__ import annotations

from flint import acb, arb

from dehsym.balls.environment import exact_integer


def at_zero(z: acb) -> bool:
    """Whether z = 0: log, cot, csc and others.

    >>> at_zero(acb(0)), at_zero(acb(1))
    (True, False)
    """
    return bool(z.is_zero())


def at_one(z: acb) -> bool:
    """Whether z = 1: zeta, K, li.

    >>> at_one(acb(1))
    True
    """
    return bool((z - 1).is_zero())


def at_units(z: acb) -> bool:
    """Whether z = 1 and z = -1: atanh, acoth.

    >>> at_units(acb(-1))
    True
    """
    return bool((z * z - 1).is_zero())


def at_imaginary_units(z: acb) -> bool:
    """Whether z = i and z = -i: atan, acot.

    >>> at_imaginary_units(acb(0, -1))
    True
    """
    return bool((z * z + 1).is_zero())


def at_whole_below_one(z: acb) -> bool:
    """Whether z = 0, -1, -2, ...: Gamma and its logarithmic derivatives (DLMF 5.2(i)).

    >>> at_whole_below_one(acb(-2)), at_whole_below_one(acb(2))
    (True, False)
    """
    whole = exact_integer(z)
    return whole is not None and whole <= 0


def at_negative_whole(z: acb) -> bool:
    """Whether z = -1, -2, ...: the factorial, the harmonic numbers.

    >>> at_negative_whole(acb(-1)), at_negative_whole(acb(0))
    (True, False)
    """
    return at_whole_below_one(z + 1)


def polygamma(order: acb, z: acb) -> bool:
    """Poles of psi^(m), m = 0, 1, 2, ... (DLMF 5.15).

    >>> polygamma(acb(1), acb(0))
    True
    """
    return bool(order.is_zero() or at_whole_below_one(-order)) and at_whole_below_one(z)


def beta(x: acb, y: acb | None = None) -> bool:
    """Gamma(x) Gamma(y)/Gamma(x + y) with a pole above and none below (DLMF 5.12.1).

    >>> beta(acb(0), acb(2)), beta(acb(0), acb(-1))
    (True, False)
    """
    second = x if y is None else y
    return (at_whole_below_one(x) or at_whole_below_one(second)) and not at_whole_below_one(x + second)


def _real_and(z: acb, holds: bool) -> bool:
    return bool(z.imag.is_zero()) and holds


def zeta(s: acb, a: acb | None = None) -> bool:
    """Whether s = 1, and for s > 0 also the terms (n + a)^(-s) with n + a = 0 (DLMF 25.2, 25.11).

    >>> zeta(acb(1)), zeta(acb(2), acb(-1))
    (True, True)
    """
    return at_one(s) or (a is not None and at_whole_below_one(a) and _real_and(s, bool(s.real > 0)))


def polylog(s: acb, z: acb) -> bool:
    """Whether z = 1, real s <= 1: the series of positive terms diverges, as the continuation does (DLMF 25.12.12).

    >>> polylog(acb(1), acb(1)), polylog(acb(2), acb(1))
    (True, False)
    """
    return at_one(z) and _real_and(s, bool(s.real <= 1))


def lerch(z: acb, s: acb, a: acb) -> bool:
    """Whether z = 1 and real s <= 1; and for s > 0 a vanishing n + a (DLMF 25.14.1).

    >>> lerch(acb(1), acb(1), acb(2))
    True
    """
    diverges = at_one(z) and _real_and(s, bool(s.real <= 1))
    return diverges or (at_whole_below_one(a) and not z.is_zero() and _real_and(s, bool(s.real > 0)))


def expint(order: acb, z: acb) -> bool:
    """E_p(0) = 1/(p - 1) for p > 1 only (DLMF 8.19.6).

    >>> expint(acb(1), acb(0)), expint(acb(2), acb(0))
    (True, False)
    """
    return at_zero(z) and _real_and(order, bool(order.real <= 1))


def second_at_zero(_: acb, z: acb) -> bool:
    """Return whether z = 0: Bessel Y, K and H of any order (DLMF 10.7, 10.30).

    >>> second_at_zero(acb(1), acb(0))
    True
    """
    return at_zero(z)


def bessel(order: acb, z: acb) -> bool:
    """J_v(0) and I_v(0) for negative v that are not whole: (z/2)^v/Gamma(v + 1) (DLMF 10.7.3, 10.30.1).

    >>> bessel(acb(-0.5), acb(0)), bessel(acb(-1), acb(0))
    (True, False)
    """
    return at_zero(z) and _real_and(order, bool(order.real < 0)) and exact_integer(order) is None


def upper_gamma(s: acb, z: acb) -> bool:
    """Gamma(s, 0) for real s <= 0 (DLMF 8.4.15, 8.7.3).

    >>> upper_gamma(acb(0), acb(0)), upper_gamma(acb(1), acb(0))
    (True, False)
    """
    return at_zero(z) and _real_and(s, bool(s.real <= 0))


def lower_gamma(s: acb, z: acb) -> bool:
    """Whole s <= 0, where gamma(s, z) has poles in s; real s < 0 at z = 0 (DLMF 8.2(ii)).

    >>> lower_gamma(acb(-1), acb(2))
    True
    """
    return at_whole_below_one(s) or (at_zero(z) and _real_and(s, bool(s.real < 0)))


def elliptic_f(phi: acb, m: acb) -> bool:
    """F(phi, 1) for real |phi| > pi/2: the integral of 1/cos diverges at pi/2 (DLMF 19.2.4).

    >>> elliptic_f(acb(2), acb(1)), elliptic_f(acb(1), acb(1))
    (True, False)
    """
    return at_one(m) and _real_and(phi, bool(abs(phi.real) > arb.pi() / 2))


def lambert(z: acb, branch: acb | None = None) -> bool:
    """W_k(0) for k != 0 (DLMF 4.13).

    >>> lambert(acb(0), acb(-1)), lambert(acb(0))
    (True, False)
    """
    whole = None if branch is None else exact_integer(branch)
    return at_zero(z) and whole is not None and whole != 0


def hypergeometric(upper: tuple[acb, ...], lower: tuple[acb, ...], z: acb) -> bool:
    """Whether some b = 0, -1, -2, ...; or z = 1, p = q + 1, all parameters positive, sum(b) <= sum(a).

    For such b the function is not defined (DLMF 16.2(i)), a series that ends before the zero in its denominators
    included: limits of the parameters give several values. In the other case the series diverges (DLMF 16.2(iii)).

    >>> hypergeometric((acb(1), acb(1)), (acb(2),), acb(1)), hypergeometric((acb(1), acb(1)), (acb(3),), acb(1))
    (True, False)
    """
    if any(map(at_whole_below_one, lower)):
        return True
    if not at_one(z) or len(upper) != len(lower) + 1:
        return False
    parameters = (*upper, *lower)
    if not all(_real_and(each, bool(each.real > 0)) for each in parameters):
        return False
    excess = sum((b.real for b in lower), arb(0)) - sum((a.real for a in upper), arb(0))
    return bool(excess <= 0)
