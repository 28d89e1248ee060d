"""Symbols, domains and the quantities of a gas with free phases, for these tests."""

from __future__ import annotations

from sympy import Expr, I, Rational, Symbol, exp, log, pi, sqrt

from dehsym.domain import COMPLEX, FRACTION, POSITIVE, REAL, Domain
from dehsym.phases import Condition, PhaseProblem

PHI, PSI = (Symbol(name, positive=True) for name in ("phi", "psi"))
X, Y, LENGTH = (Symbol(name, positive=True) for name in ("x", "y", "L"))
REAL_ONE, COMPLEX_ONE = Symbol("r", real=True), Symbol("z", complex=True)
NU, GAMMA, OMEGA = (Symbol(name, real=True) for name in ("nu", "gamma", "omega"))
PHASES = (NU, GAMMA, OMEGA)
DOMAINS: dict[Expr, Domain] = {
    **dict.fromkeys((PHI, PSI), FRACTION),
    **dict.fromkeys((X, Y, LENGTH), POSITIVE),
    REAL_ONE: REAL,
    COMPLEX_ONE: COMPLEX,
}

DENSITY = sqrt(pi) * exp(I * NU) * sqrt(log(PHI)) / LENGTH**3
PRESSURE = 2 * sqrt(pi) * log(PHI) * exp(I * GAMMA) / LENGTH**3
FREE_ENERGY = sqrt(pi) * log(PHI) ** Rational(3, 2) * exp(I * OMEGA) / LENGTH**3

QUANTITIES = PhaseProblem(
    "quantities",
    (Condition("n", DENSITY), Condition("p", PRESSURE), Condition("F", FREE_ENERGY)),
    PHASES,
    DOMAINS,
)
QUOTIENTS = PhaseProblem(
    "quotients",
    (Condition("p/n", PRESSURE / DENSITY), Condition("F/n", FREE_ENERGY / DENSITY)),
    PHASES,
    DOMAINS,
)
