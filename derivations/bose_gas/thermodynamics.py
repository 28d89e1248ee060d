"""Section 3. Pressure, energy, free energy: with the state of energy 0 apart, and in the thermodynamic limit."""

from sympy import E, LambertW, exp, log, oo, polylog, sqrt

from dehsym.claim import Reading
from dehsym.derivation import Ledger, Step, derivation
from dehsym.grant import GrantKind
from dehsym.heads import StateSum
from dehsym.rules.algebra import Divide, Eliminate, OnRight, SolveFor
from dehsym.rules.by_parts import ByParts
from dehsym.rules.calculus import ChangeVariable, Differentiate, TakeLimit
from dehsym.rules.states import GroundStateApart, OctantContinuum
from dehsym.rules.substitution import Substitute
from derivations.bose_gas.number import (
    PATHRIA,
    STATES,
    bose_integral,
    excited,
    levels,
    octant,
    per_volume,
    scale,
    temperature,
    wavelength,
)
from derivations.bose_gas.symbols import (
    FIVE_HALVES,
    THREE_HALVES,
    A,
    G,
    N,
    P,
    T,
    U,
    V,
    beta,
    box,
    eps_n,
    g_3_2,
    g_5_2,
    h,
    k_B,
    lambda_T,
    mu,
    n,
    n_q,
    nu,
    q,
    q_e,
    x,
    z,
)


def _grand(d: Ledger) -> Step:
    return d.given(
        "The logarithm of the grand partition function as a sum over the states of one particle",
        P * V / (k_B * T),
        StateSum(-log(1 - z * exp(-beta * eps_n)), n_q),
        kind=GrantKind.CITATION,
        cite=PATHRIA,
        prints=Reading("7.1.pressure-sum", STATES),
    )


@derivation("Section 3", "The pressure")
def pressure(d: Ledger) -> None:
    """P/kT = g_(5/2)(z)/lambda^3 - ln(1 - z)/V."""
    inverse = temperature(d)
    total = _grand(d)
    spectrum, counted, scaled = levels(d), octant(d), scale(d)
    split = d.step(
        "The state $n = 0$ apart:",
        total,
        Eliminate(eps_n, spectrum),
        Eliminate(h, scaled),
        GroundStateApart(),
    )
    gas = d.let("What the other states give.", q_e, excited(split))
    logarithm = d.step("The integral of Section 1:", d.cite("s1.logarithm"), Substitute({nu: THREE_HALVES}))
    continuum = d.step(
        "As an integral over the density of states, and in the energy in units of kT:",
        gas,
        OctantContinuum(counted),
        ChangeVariable(n_q, sqrt(x) / sqrt(box), x),
        Eliminate(logarithm.equation.lhs, logarithm),
    )
    total = d.step("All states together:", split, Eliminate(excited(split), gas), Eliminate(q_e, continuum))
    per_volume(d, total, (inverse, scaled), prints=Reading("s3.pressure", g_5_2))


@derivation("Section 3", "The internal energy")
def energy(d: Ledger) -> None:
    """U/V = (3/2) kT g_(5/2)(z)/lambda^3 = (3/2) P, in the thermodynamic limit."""
    inverse, wave = temperature(d), wavelength(d)
    limit = d.step(
        "In the thermodynamic limit, at fixed fugacity, the lowest state gives nothing to the pressure.",
        d.cite("s3.pressure"),
        TakeLimit(V, oo),
        prints=Reading("7.1.P", g_5_2),
    )
    explicit = _slope_of_logarithm(d, limit, (inverse, wave))
    slope = d.given(
        "The energy is minus the slope of that logarithm, at fixed fugacity and volume",
        U,
        -q.diff(beta),
        kind=GrantKind.CITATION,
        cite=PATHRIA,
        prints=Reading("s3.energy-slope", {}),
    )
    internal = d.step(
        "The energy:",
        slope,
        Eliminate(q.diff(beta), explicit),
        Eliminate(beta, inverse),
        Eliminate(h, wave),
        prints=Reading("7.1.U", g_5_2),
    )
    d.step(
        "Two thirds of its density are the pressure.",
        internal,
        Eliminate(polylog(FIVE_HALVES, z), limit),
        SolveFor(P),
        prints="7.1.two-thirds",
    )


def _slope_of_logarithm(d: Ledger, pressure: Step, facts: tuple[Step, Step]) -> Step:
    inverse, wave = facts
    grand = d.given(
        "The logarithm of the grand partition function of a large system",
        q,
        P * V / (k_B * T),
        kind=GrantKind.CITATION,
        cite=PATHRIA,
    )
    return d.step(
        "As a function of the inverse temperature, at fixed fugacity:",
        grand,
        Eliminate(P, pressure),
        Eliminate(lambda_T, wave),
        Eliminate(T, inverse),
        Differentiate(beta),
    )


@derivation("Section 3", "Two thirds of the energy density, by parts")
def two_thirds(d: Ledger) -> None:
    """P V = (2/3) U once more, from the sums over states: no Bose function is evaluated."""
    inverse, spectrum, counted, scaled = temperature(d), levels(d), octant(d), scale(d)
    energies = d.given(
        "The energy as a sum over the states of one particle",
        U,
        StateSum(eps_n * z / (exp(beta * eps_n) - z), n_q),
        kind=GrantKind.CITATION,
        cite=PATHRIA,
        prints=Reading("s3.energy-sum", STATES),
    )
    in_units = (Eliminate(eps_n, spectrum), Eliminate(h, scaled), GroundStateApart())
    by_energy = ChangeVariable(n_q, sqrt(x) / sqrt(box), x)
    peak = sqrt((1 + LambertW(-z / E)) / box)
    internal = d.step(
        "As an integral over the density of states; the summand rises to a peak before it falls.",
        energies,
        *in_units,
        OctantContinuum(counted, peak),
        by_energy,
    )
    split = d.step("The state $n = 0$ apart:", _grand(d), *in_units)
    gas = d.let("What the other states give.", q_e, excited(split))
    by_parts = d.step(
        "By parts, the logarithm gives way to the same integral; nothing is left at either end.",
        gas,
        OctantContinuum(counted),
        ByParts(n_q**3 / 3),
        by_energy,
        Eliminate(bose_integral(internal), internal),
    )
    d.step(
        "Both integrals are the same but for a factor.",
        split,
        Eliminate(excited(split), gas),
        Eliminate(q_e, by_parts),
        Eliminate(beta, inverse),
        prints="s3.two-thirds",
    )


@derivation("Section 3", "The Helmholtz free energy")
def free_energy(d: Ledger) -> None:
    """A/NkT = ln z - g_(5/2)(z)/g_(3/2)(z), in the thermodynamic limit."""
    inverse, number = temperature(d), d.let("The number density.", n, N / V)
    density = d.step(
        "It, in the thermodynamic limit:",
        d.cite("s2.density"),
        TakeLimit(V, oo),
        prints=Reading("7.1.N", g_3_2),
    )
    fugacity = d.given("The fugacity", z, exp(beta * mu), kind=GrantKind.CITATION, cite=PATHRIA)
    potential = d.step("The chemical potential:", fugacity, SolveFor(mu), Eliminate(beta, inverse))
    euler = d.given(
        r"The free energy from the Gibbs energy $\mu N$",
        A,
        N * mu - P * V,
        kind=GrantKind.CITATION,
        cite=PATHRIA,
    )
    gibbs = d.step("By the fugacity:", euler, Eliminate(mu, potential))
    d.step(
        "Per particle and in units of kT:",
        gibbs,
        Divide(N * k_B * T),
        OnRight(Eliminate(P, d.cite("7.1.P"))),
        OnRight(Eliminate(N, number)),
        OnRight(Eliminate(n, density)),
        prints=Reading("7.1.A", G),
    )
    d.step(
        "Per volume and in units of kT:",
        gibbs,
        Divide(V * k_B * T),
        OnRight(Eliminate(P, d.cite("7.1.P"))),
        OnRight(Eliminate(N, number)),
        OnRight(Eliminate(n, density)),
        prints=Reading("s3.free-energy", G),
    )


scripts = (pressure, energy, two_thirds, free_energy)
