"""Section 4. Condensation: excited states hold only so many particles; the others are in the lowest state."""

from sympy import Integer, pi, sqrt, zeta

from dehsym.claim import Reading
from dehsym.derivation import Ledger, derivation
from dehsym.grant import GrantKind
from dehsym.rules.algebra import Chain, Divide, Eliminate, Members, Multiply, OnRight, SolveFor
from dehsym.rules.calculus import Differentiate, TakeLimit
from derivations.bose_gas.number import PATHRIA
from derivations.bose_gas.symbols import (
    THREE_HALVES,
    G,
    N_e,
    P,
    T,
    T_c,
    V,
    f_0,
    h,
    k_B,
    lambda_c,
    lambda_T,
    m,
    n,
    n_0,
    n_e,
    n_s,
    ratio_c,
    ratio_z,
    z,
)


@derivation("Section 4", "The critical temperature and the condensate")
def condensation(d: Ledger) -> None:
    """T_c = (h^2/2 pi m k) (n/zeta(3/2))^(2/3), and n_0/n = 1 - (T/T_c)^(3/2) below it."""
    wave = d.let("The thermal wavelength.", lambda_T, h / sqrt(2 * pi * m * k_B * T))
    critical_wave = d.let("The same at the critical temperature.", lambda_c, h / sqrt(2 * pi * m * k_B * T_c))
    density = d.let("The number density in the excited states.", n_e, N_e / V)
    excited = d.step("By the fugacity, at fixed temperature:", density, Eliminate(N_e, d.cite("s2.excited")))
    d.step("It grows with the fugacity.", excited, Differentiate(z), prints=Reading("s4.growth", {}))
    limit = d.step("It is greatest as the fugacity tends to 1.", excited, TakeLimit(z, Integer(1), side="-"))
    most = d.let("That most the excited states can hold.", n_s, limit.equation.lhs)
    saturated = d.step(
        "In terms of the wavelength:", most, Eliminate(limit.equation.lhs, limit), prints="s4.saturation"
    )
    d.quantity("saturation", d.step("In a cube of the wavelength:", saturated, Multiply(lambda_T**3)))

    critical = d.let("There all particles just fit into excited states.", n, zeta(THREE_HALVES) / lambda_c**3)
    d.step(
        "The critical temperature:",
        critical,
        Eliminate(lambda_c, critical_wave),
        SolveFor(T_c),
        prints="7.1.Tc",
    )

    rest = d.given(
        "Below it the excited states are full, and the other particles are in the lowest state",
        n_0,
        n - n_s,
        kind=GrantKind.MODEL,
        cite=PATHRIA,
    )
    fraction = d.let("Their share of all particles.", f_0, n_0 / n)
    d.step(
        "At fixed density it depends on $T/T_c$ alone.",
        fraction,
        Eliminate(n_0, rest),
        Eliminate(n_s, saturated),
        Eliminate(n, critical),
        Eliminate(lambda_T, wave),
        Eliminate(lambda_c, critical_wave),
        prints="7.1.condensate",
    )


@derivation("Section 4", "The pressure at the critical temperature")
def critical_pressure(d: Ledger) -> None:
    """P/(n k T) = zeta(5/2)/zeta(3/2) at the critical point."""
    by_fugacity = d.step(
        "The pressure in units of that of a classical gas:",
        d.cite("7.1.P"),
        Divide(n),
        OnRight(Eliminate(n, d.cite("7.1.N"))),
        prints=Reading("s4.compressibility", G),
    )
    compressibility = d.let("As a function of the fugacity.", ratio_z, P / (n * k_B * T))
    limit = d.step(
        "At the critical temperature the fugacity tends to 1.",
        compressibility,
        Chain(by_fugacity),
        Members(0, 2),
        TakeLimit(z, Integer(1), side="-"),
    )
    there = d.let("That limit.", ratio_c, limit.equation.lhs)
    value = d.step(r"In values of $\zeta$:", there, Eliminate(limit.equation.lhs, limit), prints="s4.critical-pressure")
    d.quantity("critical-compressibility", value)


scripts = (condensation, critical_pressure)
