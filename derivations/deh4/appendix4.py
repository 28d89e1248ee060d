"""Appendix 4. The free energy as a sum over states, (A.4); and what that sum is.

By thermodynamics F = mu N - pV. As sums over states that is not the sum that the paper calls F: its terms are those of
the mean energy. So F is put equal to the energy U of the gas by a leap, and (A.4) rests on it. From there on the route
is that of Appendix 2. The same energy is found as 3/2 pV, with pV by parts as in Appendix 3: integral by integral.
"""

from sympy import Integral, LambertW, Rational, exp, log, sqrt

from dehsym.claim import Reading
from dehsym.derivation import Ledger, Step, derivation
from dehsym.grant import GrantKind
from dehsym.heads import ExcitedSum, StateSum
from dehsym.rules.algebra import Chain, Divide, Eliminate, Multiply, OnRight
from dehsym.rules.by_parts import ByParts
from dehsym.rules.contour import CloseContour, FreePhase, ResidueByPhase
from dehsym.rules.linearity import UnderOneSum
from dehsym.rules.parts import only
from derivations.deh4.appendix3 import ground_state_apart, over_the_line, singular_point
from derivations.deh4.symbols import (
    F_total,
    N,
    T,
    U_gas,
    V,
    alpha,
    beta,
    eps_n,
    h,
    k_B,
    m,
    mu,
    n_q,
    nu,
    omega,
    p,
    p_gas,
    phi,
    y,
    z,
)

_MCQUARRIE = "McQuarrie, Statistical Mechanics, Ch. 4"
_SUM = {"n": n_q, r"\epsilon_n": eps_n, "F": F_total}
_MEAN_ENERGY = StateSum(phi * eps_n / (exp(beta * eps_n) - phi), n_q)
PEAK = sqrt((1 + LambertW(-phi * exp(-1))) / alpha)
"""Where t/(exp(t) - phi) has its maximum, t = alpha n^2: there (1 - t) exp(t) = phi."""


@derivation("Appendix 4", "Contour integral for F")
def free_energy_integral(d: Ledger) -> None:
    """beta F/V = pi^(1/2) ln(phi)^(3/2) exp(i omega)/Lambda_B^3."""
    temperature = d.let("The inverse temperature.", beta, 1 / (k_B * T))
    scale = _scale(d)
    total = _sum_over_states(d, temperature)
    energy = _mean_energy(d)
    d.step("The sum that the paper calls $F$ is the mean energy.", total, Chain(energy))

    split = _in_units_of_temperature(d, total, scale)
    pole = singular_point(d)
    residue = d.step(
        "Closed in the complex plane; the residue goes into (A.1), with a phase of its own.",
        over_the_line(d, split, PEAK),
        CloseContour(z),
        ResidueByPhase(pole, d.cite("A.1")),
        FreePhase(omega, nu),
    )
    d.step(
        "A unit of volume, Equation (A.4):",
        residue,
        Divide(V),
        Eliminate(alpha, scale),
        OnRight(Eliminate(beta, temperature)),
        Eliminate(h, d.cite("2")),
        prints="A.4",
    )


def _scale(d: Ledger) -> Step:
    return d.let("A pure number that scales the sum.", alpha, beta * h**2 / (8 * m * V ** Rational(2, 3)))


def _mean_energy(d: Ledger) -> Step:
    return d.given(
        "The mean energy of a gas of bosons, level by level",
        U_gas,
        _MEAN_ENERGY,
        kind=GrantKind.CITATION,
        cite=_MCQUARRIE,
    )


def _sum_over_states(d: Ledger, temperature: Step) -> Step:
    """F = mu N - pV as one sum over states, and what the paper has in its place."""
    fugacity = d.given("The chemical potential", mu, log(phi) / beta, kind=GrantKind.CITATION, cite=_MCQUARRIE)
    thermodynamic = d.step(
        "The free energy of the gas, by thermodynamics, as one sum over states:",
        d.cite("s3.helmholtz"),
        Eliminate(p, d.cite("a3.sum")),
        Eliminate(N, d.cite("a2.sum")),
        Eliminate(mu, fugacity),
        Eliminate(T, temperature),
        UnderOneSum(),
    )
    return d.leap(
        "The paper has another sum in its place.",
        thermodynamic,
        F_total,
        _MEAN_ENERGY,
        because="with the mean energy of every level for its share of the free energy",
        prints=Reading("a4.sum", _SUM),
    )


def _in_units_of_temperature(d: Ledger, total: Step, scale: Step) -> Step:
    """Beta times the sum, in terms of alpha; the state n = 0 adds nothing."""
    return ground_state_apart(d, d.step("In units of the thermal energy:", total, Multiply(beta)), scale)


@derivation("Appendix 4", "The energy of the gas is 3/2 pV")
def energy_and_pressure(d: Ledger) -> None:
    """U = 3/2 p V, from the integrals over states: what (A.4) is, with the pressure that follows by parts."""
    temperature = d.let("The inverse temperature.", beta, 1 / (k_B * T))
    scale = _scale(d)
    split = ground_state_apart(d, d.cite("a3.sum"), scale)
    excited = only(ExcitedSum, split.equation.rhs)
    gas = d.let("The share of all states but $n = 0$.", p_gas * V / (k_B * T), excited)
    pressure = d.step("The pressure, by parts:", over_the_line(d, gas), ByParts(y**3 / 3))
    energy = over_the_line(d, _in_units_of_temperature(d, _mean_energy(d), scale), PEAK)
    shared = only(Integral, energy.equation.rhs)
    d.step(
        "Both are the same integral, which drops out:",
        energy,
        Eliminate(shared, pressure),
        Divide(beta),
        Eliminate(T, temperature),
    )


scripts = (free_energy_integral, energy_and_pressure)
