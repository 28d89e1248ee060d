"""Section 4. Equations of state: fractions of condensate and gas, the chemical potential, the vapour pressure.

The equations of state come from Appendix 5. The chemical potential does not follow as the paper has it: at fixed volume
the fugacity of (4b) changes with the number of quanta too, and the slope of F is three times as large. Nor does the
slope of the vapour pressure: with the density kept, the pressure falls as the temperature rises.
"""

from sympy import Add, Integer, log, oo, pi

from dehsym.claim import Reading
from dehsym.derivation import Ledger, Step, derivation
from dehsym.grant import GrantKind
from dehsym.proposition import Operator, Relation
from dehsym.rules.algebra import Chain, Choose, Eliminate, Extend, Members, Multiply, OnRight, SolveFor
from dehsym.rules.calculus import Differentiate, TakeLimit
from dehsym.rules.substitution import Substitute
from derivations.deh4.symbols import (
    F_of_N,
    F_total,
    Lambda_B,
    N,
    S_transition,
    T,
    T_c,
    V,
    V_gas,
    a_scale,
    beta,
    f_0,
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
    condensate = d.step("What is left is the condensate:", shares, Eliminate(f_g, gas), SolveFor(f_c), prints="6")
    _share_of_ground_state(d, gas, condensate)


def _share_of_ground_state(d: Ledger, gas: Step, condensate: Step) -> None:
    """By (A.2) the state n = 0 has the share phi/(n V (1 - phi)), which tends to 0 as V grows."""
    number = d.step("The density of (A.2), the state $n = 0$ included:", d.cite("A.2"), Members(0, 2))
    (ground,) = (term for term in Add.make_args(number.equation.rhs) if term.has(V))
    share = d.let("The share of the state $n = 0$, the condensate, in it.", f_0, ground / n)
    limit = d.step("In the thermodynamic limit, at a fixed fugacity:", share, TakeLimit(V, oo))
    d.remark(
        "c.f_g",
        r"by (A.2) the share of the state $n = 0$ is $\phi/[nV(1 - \phi)]$, which tends to 0 as $V$ grows; with "
        r"$f_g = \phi$ it would be $1 - \phi$",
        gas,
        limit,
        relation=Relation(limit.equation.rhs, Operator.EQUAL, condensate.equation.rhs),
    )


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
    in_number = d.step("It changes with $N$ at a given volume:", fugacity, Eliminate(n, density))
    function = d.let("The free energy of $N$ quanta at given $T$ and $V$.", F_of_N, F_total)
    energy = d.step("How it depends on $N$:", function, Eliminate(F_total, total), Eliminate(phi, in_number))
    slope = d.step("So the slope is", potential, Eliminate(F_of_N, energy))
    logarithm = d.let("The logarithm of the inverse fugacity.", log_inverse, log(1 / phi))
    known = d.step(
        "It is known in these terms too:", logarithm, Extend(Eliminate(phi, in_number)), Multiply(3 * k_B * T)
    )
    turned = d.step("That is,", known, Members(2, 1))
    in_fugacity = d.step("So in terms of the fugacity", slope, Chain(turned), Members(0, 2))
    fixed = d.leap(
        "The paper holds the fugacity fixed as $N$ grows.",
        in_fugacity,
        mu,
        -k_B * T * log(phi),
        because="with a fugacity that does not depend on $N$",
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
        "It grows with the third power of $T_c/T$:",
        logarithm,
        Extend(Eliminate(phi, state)),
        Members(1, 2),
        prints="s4.log-fugacity",
    )


@derivation("Section 4", "The vapour pressure and its slope")
def vapour(d: Ledger) -> None:
    """p = 2 pi^{-1/2} (T_c/T)^3 k_B T/Lambda_B^3, its slope, and the entropy of the transition."""
    equilibrium = d.given(
        "Condensate and gas are in equilibrium, which is read as one chemical potential",
        mu_c,
        mu_g,
        kind=GrantKind.IDENTIFICATION,
        prints="s4.phase-equilibrium",
    )
    pressure = _pressure(d)
    clapeyron = d.given(
        "The equation of Clausius and Clapeyron",
        p_of_T.diff(T),
        S_transition / V_gas,
        kind=GrantKind.CITATION,
        cite="McQuarrie & Simon, Physical Chemistry, Ch. 23",
    )
    slope = _slope(d, pressure)
    chain = d.step("The slope both ways:", clapeyron, Chain(slope), prints=Reading("s4.clapeyron", {"p": p_of_T}))
    entropy = d.step("The entropy of the transition:", chain, Members(1, 2), SolveFor(S_transition))
    volume = d.given(
        "The change of volume is the volume of the gas, and that of the universe $a^3$",
        V_gas,
        a_scale**3,
        kind=GrantKind.IDENTIFICATION,
    )
    d.quantity("volume-change", volume)
    d.remark("c.DeltaV", "the volume of the condensate is neglected, that of space is $a^3$", volume)
    d.step("With that volume:", entropy, Eliminate(V_gas, volume), prints="s4.entropy")
    _as_vapour(d, equilibrium, pressure)
    _at_the_critical_temperature(d)


def _as_vapour(d: Ledger, equilibrium: Step, pressure: Step) -> None:
    """A vapour pressure is a function of the temperature alone; this one grows with the density."""
    dense = d.step("The pressure by density and temperature:", pressure, Eliminate(T_c, d.cite("5")))
    d.remark(
        "c.vapour",
        "a vapour pressure is fixed by the temperature, whatever the amount is: dp/dn would be 0",
        equilibrium,
        dense,
        relation=Relation(dense.equation.rhs.diff(n), Operator.EQUAL, Integer(0)),
    )


def _at_the_critical_temperature(d: Ledger) -> None:
    """f_c = 1 - exp(-1/pi) at T_c: nothing begins there."""
    fugacity = d.step("The fugacity by the temperature:", d.cite("4b"), Members(0, 2))
    condensate = d.step("The condensate at $T_c$:", d.cite("6"), Eliminate(phi, fugacity), Substitute({T: T_c}))
    d.remark(
        "c.firstorder",
        "by (4b) and (6) the condensate does not begin at $T_c$: some is there above it, and its share is smooth in "
        "$T$ throughout, so that there is no transition of any order",
        condensate,
        relation=Relation(condensate.equation.rhs, Operator.EQUAL, Integer(0)),
    )


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


def _slope(d: Ledger, pressure: Step) -> Step:
    """dp/dT: what it is at a given density, and what the paper goes on with."""
    wavelength = d.cite("2")
    function = d.let("The pressure as a function of the temperature, at the density of $T_c$.", p_of_T, p)
    explicit = d.step("In full:", function, Eliminate(p, pressure), Eliminate(Lambda_B, wavelength))
    falling = d.step("Its slope:", explicit, Differentiate(T), OnRight(Eliminate(h, wavelength)))
    return d.leap(
        "The paper divides by $T$ instead.",
        falling,
        p_of_T.diff(T),
        pressure.equation.rhs / T,
        because="as if only the factor $k_B T$ depended on the temperature",
    )


scripts = (fractions, chemical_potential, logarithm_of_fugacity, vapour)
