"""Section 2. The number of particles: the sum over states, its continuum, the state of energy 0 kept apart."""

from sympy import Expr, Integral, Rational, exp, pi, sqrt

from dehsym.claim import Reading
from dehsym.derivation import Ledger, Step, derivation
from dehsym.grant import GrantKind
from dehsym.heads import ExcitedSum, StateSum
from dehsym.rules.algebra import Divide, Eliminate
from dehsym.rules.calculus import ChangeVariable
from dehsym.rules.parts import only
from dehsym.rules.states import GroundStateApart, OctantContinuum
from dehsym.rules.substitution import Substitute
from derivations.bose_gas.symbols import (
    N,
    N_e,
    T,
    V,
    ball,
    beta,
    box,
    eps_n,
    g_3_2,
    h,
    k_B,
    lambda_T,
    m,
    n,
    n_q,
    nu,
    tau,
    x,
    z,
)

PATHRIA = "Pathria and Beale, Statistical Mechanics, 3rd ed., Ch. 7"
STATES = {"n": n_q}


def levels(d: Ledger) -> Step:
    """The levels of a particle in a box, the lowest put at 0."""
    return d.given(
        "The levels of a particle in a cubic box, with a state $n = 0$ of energy 0 for the lowest",
        eps_n,
        n_q**2 * h**2 / (8 * m * V ** Rational(2, 3)),
        kind=GrantKind.MODEL,
        cite=PATHRIA,
    )


def octant(d: Ledger) -> Step:
    """The number of states up to n."""
    sphere = d.given(
        "The volume of a ball", ball, 4 * pi * n_q**3 / 3, kind=GrantKind.CITATION, cite="Euclid XII, Archimedes"
    )
    counted = d.given(
        "One state a unit of volume, and all three quantum numbers positive in one octant",
        tau,
        ball / 8,
        kind=GrantKind.MODEL,
        cite=PATHRIA,
    )
    return d.step("The number of states up to $n$:", counted, Eliminate(ball, sphere))


def scale(d: Ledger) -> Step:
    """What turns n into an energy in units of kT."""
    return d.let("A pure number that scales the levels.", box, beta * h**2 / (8 * m * V ** Rational(2, 3)))


def wavelength(d: Ledger) -> Step:
    """The thermal wavelength."""
    return d.let("The thermal wavelength.", lambda_T, h / sqrt(2 * pi * m * k_B * T), prints="s2.wavelength")


def temperature(d: Ledger) -> Step:
    """The inverse temperature."""
    return d.let("The inverse temperature.", beta, 1 / (k_B * T))


def of_order(d: Ledger, order: Rational) -> Step:
    """The integral of Section 1 for one order."""
    return d.step(f"The Bose function of order {order}, from Section 1:", d.cite("25.12.11"), Substitute({nu: order}))


def per_volume(d: Ledger, continuum: Step, facts: tuple[Step, Step], *, prints: Reading) -> Step:
    """A line that counts, over the volume; the scale of the levels gives way to the wavelength."""
    inverse, scaled = facts
    wave = wavelength(d)
    return d.step(
        "A unit of volume, in terms of the thermal wavelength:",
        continuum,
        Divide(V),
        Eliminate(box, scaled),
        Eliminate(beta, inverse),
        Eliminate(h, wave),
        prints=prints,
    )


def excited(step: Step) -> Expr:
    """The sum over all states but the lowest in a line."""
    return only(ExcitedSum, step.equation.rhs)


def bose_integral(step: Step) -> Expr:
    """The integral in a line of Section 1."""
    return only(Integral, step.equation.rhs)


@derivation("Section 2", "The number density")
def number_density(d: Ledger) -> None:
    """n = g_(3/2)(z)/lambda^3 + z/(V (1 - z))."""
    inverse = temperature(d)
    total = d.given(
        "The number of bosons as a sum over the states of one",
        N,
        StateSum(z / (exp(beta * eps_n) - z), n_q),
        kind=GrantKind.CITATION,
        cite=PATHRIA,
        prints=Reading("7.1.number-sum", STATES),
    )
    spectrum, counted, scaled = levels(d), octant(d), scale(d)
    split = d.step(
        "The state $n = 0$ is kept apart, for the density of states gives it no weight.",
        total,
        Eliminate(eps_n, spectrum),
        Eliminate(h, scaled),
        GroundStateApart(),
    )
    gas = d.let("The particles in all other states.", N_e, excited(split))
    order = of_order(d, Rational(3, 2))
    continuum = d.step(
        "Their number as an integral over the density of states, by the energy in units of kT, is a Bose function.",
        gas,
        OctantContinuum(counted),
        ChangeVariable(n_q, sqrt(x) / sqrt(box), x),
        Eliminate(bose_integral(order), order),
    )
    excited_density = per_volume(d, continuum, (inverse, scaled), prints=Reading("s2.excited", g_3_2))
    density = d.let("The number density.", n, N / V)
    d.step(
        "All particles, those in the lowest state included:",
        density,
        Eliminate(N, split),
        Eliminate(excited(split), gas),
        Eliminate(N_e, excited_density),
        prints=Reading("s2.density", g_3_2),
    )


scripts = (number_density,)
