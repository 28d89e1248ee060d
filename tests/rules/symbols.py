"""The symbols that the tests of rules share, and a judge over their domains."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, I, Symbol, exp, pi

from dehsym.catalogue import Catalogue
from dehsym.domain import COMPLEX, FRACTION, POSITIVE, REAL, Domain, Interval
from dehsym.equation import Equation
from dehsym.judge import Judge

CATALOGUE = Catalogue()


def _symbol(name: str, domain: Domain = POSITIVE) -> Symbol:
    return CATALOGUE.symbol(name, meaning=name, domain=domain)


a, b, c, k, s, t = (_symbol(name) for name in "abckst")
x, y, u, n, R, S = (_symbol(name) for name in "xyunRS")
r, v, nu, theta, theta0 = (_symbol(name, REAL) for name in ["r", "v", "nu", "theta", "theta0"])
z, w, zeta = (_symbol(name, COMPLEX) for name in ["z", "w", "zeta"])
phi = _symbol("phi", FRACTION)
rho = _symbol("rho")
big = CATALOGUE.symbol("big", meaning="a number above 1", domain=Domain("real", Interval(low=FRACTION.values.high)))
f: Expr = CATALOGUE.function("f", t, meaning="a function")
g: Expr = CATALOGUE.function("g", t, meaning="another function")
h: Expr = CATALOGUE.function("h", z, meaning="an analytic function", domain=COMPLEX)
JUDGE = Judge(CATALOGUE)


@dataclass(frozen=True)
class Known:
    """An established equation, in the place of a step."""

    equation: Equation


LAW = Known(Equation(S, pi * h * exp(I * nu)))
OCTANT = Known(Equation(S, pi * n**3 / 6))
BOSE = phi / (exp(a * n**2) - phi)
