"""Section 1. Bose functions: the integral, the series in the fugacity, the polylogarithm.

The geometric series under the integral sign has positive terms, so that sum and integral change places; each term is an
integral of Euler's; the sum is the polylogarithm. The same for the logarithm that the pressure needs, and the relation
between both by parts.
"""

from sympy import Integral, exp, gamma, log, oo

from dehsym.derivation import Ledger, derivation
from dehsym.rules.algebra import Eliminate
from dehsym.rules.by_parts import ByParts
from dehsym.rules.termwise import (
    GammaIntegral,
    GeometricSeries,
    IntegrateTermwise,
    LogarithmicSeries,
    SumToPolylogarithm,
)
from derivations.bose_gas.symbols import g_nu, l, nu, x, z


@derivation("Section 1", "The Bose function as a series")
def bose_function(d: Ledger) -> None:
    """g_nu(z) = (1/Gamma(nu)) int_0^oo x^(nu-1) dx/(e^x/z - 1) = sum z^l/l^nu = Li_nu(z)."""
    definition = d.let(
        r"The Bose function of order $\nu$, for $\nu > 0$ and $0 < z < 1$.",
        g_nu,
        z / gamma(nu) * Integral(x ** (nu - 1) / (exp(x) - z), (x, 0, oo)),
        prints="d.integral",
    )
    series = d.step(
        r"The denominator as a series in $z\exp(-x)$, integrated term by term:",
        definition,
        GeometricSeries(z * exp(-x), l),
        IntegrateTermwise(),
        GammaIntegral(),
        prints="d.series",
    )
    function = d.step("The sum has a name.", series, SumToPolylogarithm(), prints="s1.name")
    d.step("By that name:", series, Eliminate(g_nu, function), prints="25.12.10")
    d.step(
        "And the integral:",
        definition,
        Eliminate(g_nu, function),
        prints="25.12.11",
    )


@derivation("Section 1", "The logarithm under the integral")
def bose_logarithm(d: Ledger) -> None:
    """int_0^oo x^(nu-1) ln(1 - z e^-x) dx = -Gamma(nu) Li_(nu+1)(z), and the same by parts."""
    logarithm = Integral(x ** (nu - 1) * log(1 - z * exp(-x)), (x, 0, oo))
    stated = d.let("The integral that the pressure needs.", logarithm, logarithm)
    d.step(
        "The series of the logarithm, integrated term by term, gives the next order.",
        stated,
        LogarithmicSeries(z * exp(-x), l),
        IntegrateTermwise(),
        GammaIntegral(),
        SumToPolylogarithm(),
        prints="s1.logarithm",
    )
    d.step(
        "By parts it is an integral of the other kind; nothing is left at either end.",
        stated,
        ByParts(x**nu / nu),
        prints="s1.by-parts",
    )


scripts = (bose_function, bose_logarithm)
