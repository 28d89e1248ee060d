"""Numbers of number theory and combinatorics, continued to complex arguments as SymPy and mpmath continue them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import sympy
from flint import acb, arb, fmpz
from sympy import Expr

from dehsym.balls import regions, singular
from dehsym.balls.environment import exact_integer, undefined
from dehsym.balls.node import Head, unary

MOST_INDEX = 100_000


def _golden() -> acb:
    return (1 + acb(5).sqrt()) / 2


def fibonacci(n: acb) -> acb:
    """(phi^n - cos(pi n) phi^(-n))/sqrt(5), phi = (1 + sqrt(5))/2 (DLMF 26.11.7 at whole n).

    >>> fibonacci(acb(10)) == 55
    True
    """
    whole = exact_integer(n)
    if whole is not None and abs(whole) <= MOST_INDEX:
        value = acb(arb.fib(abs(whole)))
        return -value if whole < 0 and whole % 2 == 0 else value
    power = (n * _golden().log()).exp()
    return (power - n.cos_pi() / power) / acb(5).sqrt()


def lucas(n: acb) -> acb:
    """phi^n + cos(pi n) phi^(-n) (DLMF 26.11.8 at whole n).

    >>> lucas(acb(5)) == 11
    True
    """
    return fibonacci(n - 1) + fibonacci(n + 1)


def harmonic(n: acb, order: acb | None = None) -> acb:
    """psi(n + 1) + gamma, or zeta(r) - zeta(r, n + 1): the sum of k^(-r) for k from 1 to whole n >= 0.

    >>> harmonic(acb(3)).overlaps(acb(11) / 6), harmonic(acb(2), acb(2)).overlaps(acb(5) / 4)
    (True, True)
    """
    if order is None or (order - 1).is_zero():
        return (n + 1).digamma() + acb(arb.const_euler())
    return order.zeta() - order.zeta(n + 1) if abs(order) < MOST_INDEX else undefined()


def _harmonic_has_pole(n: acb, order: acb | None = None) -> bool:
    plain = order is None or (order - 1).is_zero()
    positive = order is not None and bool(order.imag.is_zero()) and bool(order.real > 0)
    return (plain or positive) and singular.at_negative_whole(n)


def _harmonic_region(n: acb, order: acb | None = None) -> bool:
    return order is None or bool((order - 1).is_zero()) or regions.off_negative_axis(n + 1)


def catalan(n: acb) -> acb:
    """4^n Gamma(n + 1/2)/(sqrt(pi) Gamma(n + 2)) (DLMF 26.5.1 at whole n).

    >>> catalan(acb(3)).overlaps(acb(5))
    True
    """
    return (n * acb(4).log()).exp() * (n + acb(1) / 2).gamma() * (n + 2).rgamma() / acb.pi().sqrt()


def euler(n: acb, x: acb | None = None) -> acb:
    """E_n(x) = 2 (B_(n+1)(x) - 2^(n+1) B_(n+1)(x/2))/(n + 1), and E_n = 2^n E_n(1/2) (DLMF 24.4.22, 24.2.9).

    >>> euler(acb(4)).overlaps(acb(5)), euler(acb(1), acb(3)).overlaps(acb(5) / 2)
    (True, True)
    """
    whole = exact_integer(n)
    if whole is None or not 0 <= whole <= MOST_INDEX:
        return undefined()
    if x is None:
        return euler(n, acb(1) / 2) * acb(2) ** whole
    return 2 * (x.bernoulli_poly(whole + 1) - acb(2) ** (whole + 1) * (x / 2).bernoulli_poly(whole + 1)) / (whole + 1)


def factorial2(n: acb) -> acb:
    """2^(n/2) Gamma(n/2 + 1) (2/pi)^((1 - cos(pi n))/4), the double factorial n!! (DLMF 5.4.2).

    >>> factorial2(acb(7)).overlaps(acb(105))
    True
    """
    shift = (1 - n.cos_pi()) / 4
    return (n / 2 * acb(2).log() + shift * (2 / acb.pi()).log()).exp() * (n / 2 + 1).gamma()


def subfactorial(n: acb) -> acb:
    """Gamma(n + 1, -1)/e: permutations without a fixed point (DLMF 26.13.5).

    >>> subfactorial(acb(4)).overlaps(acb(9))
    True
    """
    return acb(-1).gamma_upper(n + 1) / acb(arb.const_e())


def stieltjes(n: acb, a: acb | None = None) -> acb:
    """gamma_n(a), the coefficient of (-1)^n (s - 1)^n/n! in zeta(s, a) (DLMF 25.2.5).

    >>> stieltjes(acb(0)).overlaps(acb(arb.const_euler()))
    True
    """
    whole = exact_integer(n)
    if whole is None or not 0 <= whole <= MOST_INDEX:
        return undefined()
    return acb.stieltjes(fmpz(whole), acb(1) if a is None else a)


def _second_off_negative_axis(_: acb, a: acb | None = None) -> bool:
    return a is None or regions.off_negative_axis(a)


def _second_argument_whole(n: acb, _: acb | None = None) -> bool:
    return exact_integer(n) is not None


SEQUENCES: Mapping[type[Expr], Head] = MappingProxyType(
    {
        sympy.harmonic: Head(harmonic, _harmonic_region, singular=_harmonic_has_pole),
        sympy.catalan: unary(catalan),
        sympy.fibonacci: unary(fibonacci),
        sympy.lucas: unary(lucas),
        sympy.euler: Head(euler, _second_argument_whole),
        sympy.factorial2: unary(factorial2),
        sympy.subfactorial: unary(subfactorial),
        sympy.stieltjes: Head(stieltjes, _second_off_negative_axis),
    }
)
"""Every such function by its SymPy class."""
