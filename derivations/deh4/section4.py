"""Section 4. Equations of state: fractions of condensate and gas, the chemical potential, the vapour pressure.

The equations of state come from Appendix 5. The chemical potential does not follow as the paper has it: at fixed volume
the fugacity of (4b) changes with the number of quanta too, and the slope of F is three times as large. Nor does the
slope of the vapour pressure: with the density kept, the pressure falls as the temperature rises.
"""

from sympy import Abs, Integer, log, oo, pi

from dehsym.claim import Reading
from dehsym.derivation import Ledger, Step, derivation
from dehsym.grant import GrantKind
from dehsym.proposition import Operator, Relation
from dehsym.rules.algebra import Chain, Choose, Eliminate, Extend, Members, Multiply, OnRight, SolveFor
from dehsym.rules.calculus import Differentiate, TakeLimit
from derivations.deh4.symbols import (
    F_of_N,
    F_total,
    Lambda_B,
    N,
    S_transition,
    T,
    V,
    V_gas,
    a_scale,
    beta,
    f_c,
    f_g,
    gamma,
    h,
    k_B,
    log_inverse,
    mu,
    mu_c,
    mu_g,
    n,
    p,
    p_of_T,
    phi,
)

_MCQUARRIE = "McQuarrie, Statistical Mechanics"


@derivation("Section 4", "Condensate and gas")
def fractions(d: Ledger) -> None:
    """f_c = 1 - phi."""
    shares = d.given(
        "A boson is in the condensate or in the gas",
        f_c + f_g,
        Integer(1),
        kind=GrantKind.MODEL,
        cite="the paper's model",
        prints="s4.fractions",
    )
    gas = d.given("The share of the gas is read as the fugacity", f_g, phi, kind=GrantKind.IDENTIFICATION)
    d.step("What is left is the condensate:", shares, Eliminate(f_g, gas), SolveFor(f_c), prints="6")
    d.remark("c.f_g", "the share of the gas is set to the fugacity", kind=GrantKind.IDENTIFICATION)
    state = d.step("The fugacity by the density:", d.cite("4b"), Members(0, 1))
    between = Relation(Abs(2 * state.equation.rhs - 1), Operator.LESS, Integer(1))
    d.remark("c.0<phi<1", "by (4b) it is so for every density", state, relation=between)


@derivation("Section 4", "The chemical potential")
def chemical_potential(d: Ledger) -> None:
    """f_c = 1 - exp(-beta mu), from the slope of F at a fixed fugacity."""
    potential = d.given(
        "The chemical potential is the slope of the free energy",
        mu,
        F_of_N.diff(N),
        kind=GrantKind.CITATION,
        cite=_MCQUARRIE,
        prints=Reading("s4.chemical-potential", {"F": F_of_N}),
    )
    state, total = d.cite("4b"), d.cite("7")
    density = d.let("The number density.", n, N / V)
    fugacity = d.step("The fugacity of the gas:", state, Members(0, 1))
    in_number = d.step("It changes with N at a given volume:", fugacity, Eliminate(n, density))
    function = d.let("The free energy of N quanta at given T and V.", F_of_N, F_total)
    energy = d.step("How it depends on N:", function, Eliminate(F_total, total), Eliminate(phi, in_number))
    slope = d.step("So the slope is", potential, Eliminate(F_of_N, energy))
    logarithm = d.let("The logarithm of the inverse fugacity.", log_inverse, log(1 / phi))
    known = d.step(
        "It is known in these terms too:", logarithm, Extend(Eliminate(phi, in_number)), Multiply(3 * k_B * T)
    )
    turned = d.step("That is,", known, Members(2, 1))
    in_fugacity = d.step("So in terms of the fugacity", slope, Chain(turned), Members(0, 2))
    fixed = d.leap(
        "The paper holds the fugacity fixed as N grows.",
        in_fugacity,
        mu,
        -k_B * T * log(phi),
        because="with a fugacity that does not depend on N",
    )
    inverse = d.step("The fugacity follows from it:", fixed, SolveFor(phi))
    temperature = d.let("The inverse temperature.", beta, 1 / (k_B * T))
    d.step(
        "And the condensate:",
        d.cite("6"),
        Eliminate(phi, inverse),
        Eliminate(T, temperature),
        prints="8",
    )


@derivation("Section 4", "The critical temperature and the fugacity")
def logarithm_of_fugacity(d: Ledger) -> None:
    """ln(1/phi) = (T_c/T)^3/pi."""
    state = d.step("The fugacity in terms of the temperature:", d.cite("4b"), Members(0, 2))
    logarithm = d.let("The logarithm of its inverse.", log_inverse, log(1 / phi))
    d.step(
        "It grows with the third power of T_c/T:",
        logarithm,
        Extend(Eliminate(phi, state)),
        Members(1, 2),
        prints="s4.log-fugacity",
    )


@derivation("Section 4", "The vapour pressure and its slope")
def vapour(d: Ledger) -> None:
    """p = 2 pi^{-1/2} (T_c/T)^3 k_B T/Lambda_B^3, its slope, and the entropy of the transition."""
    equilibrium = d.given(
        "Condensate and gas are in equilibrium: one chemical potential",
        mu_c,
        mu_g,
        kind=GrantKind.MODEL,
        cite=_MCQUARRIE,
        prints="s4.phase-equilibrium",
    )
    d.remark("c.vapour", "two phases in equilibrium are assumed, so that p is a vapour pressure", equilibrium)
    pressure = _pressure(d)
    clapeyron = d.given(
        "The equation of Clausius and Clapeyron",
        p_of_T.diff(T),
        S_transition / V_gas,
        kind=GrantKind.CITATION,
        cite="McQuarrie & Simon, Physical Chemistry, Ch. 23",
    )
    falling, slope = _slope(d, pressure)
    rises = Relation(Integer(0), Operator.LESS, falling.equation.rhs)
    d.remark("c.firstorder", "an entropy greater than 0 wants a vapour pressure that rises", falling, relation=rises)
    chain = d.step("The slope both ways:", clapeyron, Chain(slope), prints=Reading("s4.clapeyron", {"p": p_of_T}))
    entropy = d.step("The entropy of the transition:", chain, Members(1, 2), SolveFor(S_transition))
    volume = d.given(
        "The change of volume is the volume of the gas, and that of the universe a^3",
        V_gas,
        a_scale**3,
        kind=GrantKind.IDENTIFICATION,
    )
    d.quantity("volume-change", volume)
    d.remark("c.DeltaV", "the volume of the condensate is neglected, that of space is a^3", volume)
    d.step("With that volume:", entropy, Eliminate(V_gas, volume), prints="s4.entropy")


def _pressure(d: Ledger) -> Step:
    """The pressure of (A.3) without the ground state, for gamma = pi."""
    gas = d.step("The gas in the limit of a large volume:", d.cite("A.3"), TakeLimit(V, oo))
    chosen = d.step(
        "With the phase chosen:", gas, Choose({gamma: pi}, "by which the pressure is positive", GrantKind.PHASE)
    )
    logarithm = d.cite("s4.log-fugacity")
    fugacity = d.step("The fugacity:", logarithm, SolveFor(phi))
    return d.step(
        "So the vapour pressure is",
        chosen,
        Eliminate(phi, fugacity),
        SolveFor(p),
        prints="s4.pressure",
    )


def _slope(d: Ledger, pressure: Step) -> tuple[Step, Step]:
    """dp/dT: what it is at a given density, and what the paper goes on with."""
    wavelength = d.cite("2")
    function = d.let("The pressure as a function of the temperature, at the density of T_c.", p_of_T, p)
    explicit = d.step("In full:", function, Eliminate(p, pressure), Eliminate(Lambda_B, wavelength))
    falling = d.step("Its slope:", explicit, Differentiate(T), OnRight(Eliminate(h, wavelength)))
    paper = d.leap(
        "The paper divides by T instead.",
        falling,
        p_of_T.diff(T),
        pressure.equation.rhs / T,
        because="as if only the factor k_B T depended on the temperature",
    )
    return falling, paper


scripts = (fractions, chemical_potential, logarithm_of_fugacity, vapour)
