"""Functions against their closed forms, with the place in the DLMF or Abramowitz-Stegun (A-S) that states them."""

from __future__ import annotations

from typing import Any

import pytest
import sympy
from flint import arb
from sympy import Expr, Function, I, Integer, Rational, cbrt, cos, exp, log, pi, sqrt

from dehsym.balls import bits_for, compile_enclosure, working_precision

h, third, quarter = Rational(1, 2), Rational(1, 3), Rational(1, 4)


def apply(head: type[Function], *arguments: Any) -> Expr:
    """The head applied without evaluation, so that SymPy's own closed form is not what is tested."""
    return head(*arguments, evaluate=False)


TABLE: list[tuple[str, Expr, Expr]] = [
    ("DLMF 4.17.2", apply(sympy.exp, I * pi), Integer(-1)),
    ("DLMF 4.17.1 sin pi/3", apply(sympy.sin, pi / 3), sqrt(3) / 2),
    ("DLMF 4.17.1 tan pi/8", apply(sympy.tan, pi / 8), sqrt(2) - 1),
    ("A-S 4.3.46 cos pi/5", apply(sympy.cos, pi / 5), sympy.GoldenRatio / 2),
    ("DLMF 4.23.42 asin 1/2", apply(sympy.asin, h), pi / 6),
    ("DLMF 4.24.15 atan", 4 * apply(sympy.atan, Rational(1, 5)) - apply(sympy.atan, Rational(1, 239)), pi / 4),
    ("DLMF 4.37.19 acosh 2", apply(sympy.acosh, 2), log(2 + sqrt(3))),
    ("DLMF 4.37.16 asinh 1", apply(sympy.asinh, 1), log(1 + sqrt(2))),
    ("DLMF 4.37.24 atanh 1/2", apply(sympy.atanh, h), log(3) / 2),
    ("DLMF 4.23.9 acot", apply(sympy.acot, sqrt(3)), pi / 6),
    ("DLMF 4.23.8 asec", apply(sympy.asec, 2), pi / 3),
    ("DLMF 4.23.7 acsc", apply(sympy.acsc, 2), pi / 6),
    ("DLMF 4.37.9 acoth", apply(sympy.acoth, 2), log(3) / 2),
    ("DLMF 4.37.8 asech", apply(sympy.asech, h), log(2 + sqrt(3))),
    ("DLMF 4.37.7 acsch", apply(sympy.acsch, 1), log(1 + sqrt(2))),
    ("definition of sinc", apply(sympy.sinc, pi / 6), 3 / pi),
    ("DLMF 5.4.6 gamma 1/2", apply(sympy.gamma, h), sqrt(pi)),
    ("DLMF 5.5.3", apply(sympy.gamma, third) * apply(sympy.gamma, 2 * third), 2 * pi / sqrt(3)),
    ("DLMF 5.4.6 loggamma", apply(sympy.loggamma, h), log(pi) / 2),
    ("DLMF 5.4.13 psi(1/2)", apply(sympy.digamma, h), -sympy.EulerGamma - 2 * log(2)),
    ("DLMF 5.15.3 psi'(1/2)", apply(sympy.polygamma, 1, h), pi**2 / 2),
    ("DLMF 25.11.40 psi'(1/4)", apply(sympy.polygamma, 1, quarter), pi**2 + 8 * sympy.Catalan),
    ("DLMF 5.12.1", apply(sympy.beta, h, h), pi),
    ("DLMF 5.2.4", apply(sympy.RisingFactorial, h, 3), Rational(15, 8)),
    ("falling factorial", apply(sympy.FallingFactorial, h, 3), Rational(3, 8)),
    ("A-S 24.1.1", apply(sympy.binomial, h, 3), Rational(1, 16)),
    ("factorial", apply(sympy.factorial, h), sqrt(pi) / 2),
    ("DLMF 8.4.5", apply(sympy.uppergamma, 1, 2), exp(-2)),
    ("DLMF 8.4.1", apply(sympy.lowergamma, h, 1), sqrt(pi) * apply(sympy.erf, 1)),
    ("DLMF 25.6.1", apply(sympy.zeta, 4), pi**4 / 90),
    ("DLMF 25.6.3", apply(sympy.zeta, -3), Rational(1, 120)),
    ("DLMF 25.11.11", apply(sympy.zeta, 2, h), pi**2 / 2),
    ("DLMF 25.2.3", apply(sympy.dirichlet_eta, 1), log(2)),
    ("DLMF 25.12.5 Li2(1/2)", apply(sympy.polylog, 2, h), pi**2 / 12 - log(2) ** 2 / 2),
    ("DLMF 25.12.2 Li2(1)", apply(sympy.polylog, 2, 1), pi**2 / 6),
    ("DLMF 25.14.3 via Li1", apply(sympy.lerchphi, h, 1, 1), 2 * log(2)),
    ("DLMF 24.2.3", apply(sympy.bernoulli, 12), Rational(-691, 2730)),
    ("DLMF 4.13.1", apply(sympy.LambertW, sympy.E), Integer(1)),
    ("DLMF 4.13.1 on branch -1", apply(sympy.LambertW, -2 * exp(-2), -1), Integer(-2)),
    ("DLMF 7.2.2", apply(sympy.erf, 1) + apply(sympy.erfc, 1), Integer(1)),
    ("erfi by DLMF 7.5.1", apply(sympy.erfi, 1), -I * apply(sympy.erf, I)),
    ("DLMF 6.5.5", apply(sympy.Ei, 1) - apply(sympy.Shi, 1), apply(sympy.Chi, 1)),
    ("DLMF 6.5.6", apply(sympy.Ci, 1) + I * apply(sympy.Si, 1) - I * pi / 2, -apply(sympy.expint, 1, -I)),
    ("DLMF 6.2.8", apply(sympy.li, 2), apply(sympy.Ei, log(2))),
    ("DLMF 8.19.1 E_2", apply(sympy.expint, 2, 1), exp(-1) - apply(sympy.expint, 1, 1)),
    ("DLMF 10.16.1 J", apply(sympy.besselj, h, 1), sqrt(2 / pi) * sympy.sin(1)),
    ("DLMF 10.16.1 Y", apply(sympy.bessely, h, 1), -sqrt(2 / pi) * cos(1)),
    ("DLMF 10.39.1 I", apply(sympy.besseli, h, 1), sqrt(2 / pi) * sympy.sinh(1)),
    ("DLMF 10.39.2 K", apply(sympy.besselk, h, 1), sqrt(pi / 2) * exp(-1)),
    ("DLMF 10.16.2 H1", apply(sympy.hankel1, h, 1), -I * sqrt(2 / pi) * exp(I)),
    ("DLMF 10.16.2 H2", apply(sympy.hankel2, h, 1), I * sqrt(2 / pi) * exp(-I)),
    ("DLMF 9.2.3", apply(sympy.airyai, 0), 1 / (3 ** (2 * third) * sympy.gamma(2 * third))),
    ("DLMF 9.2.4", apply(sympy.airyaiprime, 0), -1 / (cbrt(3) * sympy.gamma(third))),
    ("DLMF 9.2.5", apply(sympy.airybi, 0), 1 / (3 ** Rational(1, 6) * sympy.gamma(2 * third))),
    ("DLMF 9.2.6", apply(sympy.airybiprime, 0), 3 ** Rational(1, 6) / sympy.gamma(third)),
    ("DLMF 15.4.1", apply(sympy.hyper, (1, 1), (2,), h), 2 * log(2)),
    ("DLMF 15.4.20", apply(sympy.hyper, (h, h), (2,), 1), 4 / pi),
    ("DLMF 13.6.1", apply(sympy.hyper, (2,), (2,), 1), sympy.E),
    ("DLMF 10.39.9", apply(sympy.hyper, (), (1,), 1), apply(sympy.besseli, 0, 2)),
    ("DLMF 16.18 3F2 = Li2", apply(sympy.hyper, (1, 1, 1), (2, 2), h), 2 * apply(sympy.polylog, 2, h)),
    ("DLMF 19.6.1 lemniscate", apply(sympy.elliptic_k, h), sympy.gamma(quarter) ** 2 / (4 * sqrt(pi))),
    ("DLMF 19.6.1 E(0)", apply(sympy.elliptic_e, 0), pi / 2),
    ("DLMF 19.6.8", apply(sympy.elliptic_f, 1, 0), Integer(1)),
    ("DLMF 19.6.9", apply(sympy.elliptic_e, pi / 6, 1), h),
    ("DLMF 25.6.2 atan2", apply(sympy.atan2, 1, -1), 3 * pi / 4),
    ("golden ratio", sympy.GoldenRatio**2, sympy.GoldenRatio + 1),
    ("moduli", apply(sympy.Abs, 3 + 4 * I), Integer(5)),
    ("argument", apply(sympy.arg, -1 + I), 3 * pi / 4),
    ("sign", apply(sympy.sign, 3 + 4 * I), Rational(3, 5) + Rational(4, 5) * I),
    ("parts", apply(sympy.re, 3 + 4 * I) + I * apply(sympy.im, 3 + 4 * I), 3 + 4 * I),
    ("conjugate", apply(sympy.conjugate, 3 + 4 * I), 3 - 4 * I),
    ("floor", apply(sympy.floor, pi) + apply(sympy.ceiling, pi), Integer(7)),
    ("extremes", apply(sympy.Max, pi, 3) - apply(sympy.Min, pi, 3), pi - 3),
]


@pytest.mark.parametrize(("source", "left", "right"), TABLE, ids=[row[0] for row in TABLE])
@pytest.mark.parametrize("digits", [15, 50, 1000])
def test_closed_form(source: str, left: Expr, right: Expr, digits: int) -> None:
    bits = bits_for(digits)
    with working_precision(bits):
        difference = compile_enclosure(left)({}, bits) - compile_enclosure(right)({}, bits)
        assert difference.contains(0), source
        assert abs(difference) < arb(10) ** -digits, source
