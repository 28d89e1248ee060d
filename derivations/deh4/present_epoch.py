"""Section 4, the numbers of the present epoch, carried without rounding from T = 2.7255 K and m c^2 = k_B T/e.

With mu = m c^2 everything is a closed form in T, h, k_B, c: the fugacity exp(-1/e), n Lambda_B^3 = (pi/e)^{1/2},
p/n k_B T = 2 e^{-1/2}, T_c/T = (pi/e)^{1/3}. The scale factor a and the energy Gamma come in with the volume a^3 and
the mass M.
"""

from sympy import Abs, E, Integer, Rational, exp, log, pi, polylog, sqrt

from dehsym.claim import Reading
from dehsym.derivation import Ledger, Step, derivation
from dehsym.grant import GrantKind
from dehsym.proposition import Operator, Relation
from dehsym.rules.algebra import Chain, Eliminate, Extend, Members, OnRight, SolveFor
from derivations.deh4.comparisons import of_order
from derivations.deh4.inputs import A_NOW, GAMMA, T_NOW
from derivations.deh4.symbols import (
    F_bose,
    F_rest,
    F_total,
    Gamma,
    Lambda_B,
    M_dm,
    N,
    N_rest,
    Phi,
    T,
    T_c,
    a_scale,
    beta,
    c,
    compressibility,
    degeneracy,
    distance,
    exact_compressibility,
    f_c,
    h,
    hbar,
    k_B,
    lambda_c,
    m,
    mu,
    n,
    p,
    phi,
    phi_above,
    pressure_factor,
    states_each,
    thermal_volume,
    virial_term,
)

_NOW = {T: T_NOW, a_scale: A_NOW, Gamma: GAMMA}


@derivation("Section 4", "Numbers of the present epoch: the quantum and its fugacity")
def quantum(d: Ledger) -> None:
    """m = k_B T/e c^2 and phi = exp(-1/e)."""
    mass, energy = d.cite("mass-method-one"), d.cite("rest-energy-method-one")
    d.quantity("mass-now", mass)
    d.quantity("rest-energy-now", energy)
    assumed = d.given(
        "The chemical potential is the rest energy in the present epoch", mu, m * c**2, kind=GrantKind.POSTULATE
    )
    d.remark("c.mu=mc2", "it is assumed for illustration", assumed)
    potential = d.step("So it is a part of the thermal energy:", assumed, Eliminate(m, mass))
    by_definition = d.let("The fugacity as Appendix 2 has it.", phi_above, exp(mu / (k_B * T)))
    above = d.step("With that potential:", by_definition, Eliminate(mu, potential))
    d.remark(
        "c.0<phi<1",
        r"by (4b) it is so for every density; but $\phi = \exp(\beta\mu)$, as in Appendix 2, exceeds 1 where "
        r"$\mu = mc^2 > 0$",
        above,
        relation=Relation(above.equation.rhs, Operator.LESS, Integer(1)),
    )
    temperature = d.let("The inverse temperature.", beta, 1 / (k_B * T))
    fugacity = d.step("By (6) and (8) the fugacity is", d.cite("8"), Eliminate(f_c, d.cite("6")), SolveFor(phi))
    pure = d.step(
        "With that potential it is a pure number:", fugacity, Eliminate(beta, temperature), Eliminate(mu, potential)
    )
    d.quantity("fugacity-now", pure)


@derivation("Section 4", "Numbers of the present epoch: temperature, density, wavelength")
def state(d: Ledger) -> None:
    """T_c, n and Lambda_B."""
    mass, fugacity = d.cite("mass-now"), d.cite("fugacity-now")
    critical = d.step("The critical temperature:", d.cite("s4.log-fugacity"), Eliminate(phi, fugacity), SolveFor(T_c))
    d.quantity("critical-temperature", critical)
    density = d.step(
        "The number density that goes with it:", d.cite("5"), SolveFor(n), Eliminate(T_c, critical), Eliminate(m, mass)
    )
    d.quantity("number-density", density)
    wavelength = d.step("The thermal wavelength:", d.cite("2"), Eliminate(m, mass))
    d.quantity("wavelength-now", wavelength)
    taken = Relation(density.equation.rhs * wavelength.equation.rhs**3, Operator.EQUAL, E)
    d.remark(
        "c.concl2",
        r"neither $N$ nor $n$ stands in (3), but its maximum lies at $n\Lambda_B^3 = e$, so that the mass fixes $n$ "
        r"at a given temperature; Section 4 goes on with $(\pi/e)^{1/2}$ for the same product",
        density,
        wavelength,
        relation=taken,
    )
    cube = d.let("Its cube.", thermal_volume, Lambda_B**3)
    full = d.step("In full:", cube, Extend(Eliminate(Lambda_B, wavelength)))
    d.step("That is,", full, Members(1, 2), prints="s4.thermal-volume")
    d.quantity("thermal-volume", d.step("As a number:", full, Members(0, 2)))


@derivation("Section 4", "Numbers of the present epoch: the equation of state")
def equation_of_state(d: Ledger) -> None:
    """p/n k_B T, and the same of the exact ideal Bose gas."""
    critical, density, wavelength = (
        d.cite(name) for name in ("critical-temperature", "number-density", "wavelength-now")
    )
    ratio = d.let("The compressibility factor.", compressibility, p / (n * k_B * T))
    paper = d.step(
        "By (4a) it is", ratio, Chain(d.step("Its outer members:", d.cite("4a"), Members(0, 2))), Members(0, 2)
    )
    value = d.step("As a number:", paper, Eliminate(n, density), Eliminate(Lambda_B, wavelength))
    d.quantity("pressure-ratio", value)
    exact = d.given(
        "An ideal Bose gas has, at that fugacity or any other",
        exact_compressibility,
        polylog(Rational(5, 2), phi) / polylog(Rational(3, 2), phi),
        kind=GrantKind.CITATION,
        cite="Pathria & Beale, Statistical Mechanics, 7.1; derived in bose_gas",
    )
    exact = d.step("As a number:", exact, Eliminate(phi, d.cite("fugacity-now")))
    d.quantity("exact-pressure-ratio", exact)
    same = Relation(exact.equation.rhs, Operator.EQUAL, value.equation.rhs)
    d.remark(
        "c.quantum",
        "an ideal Bose gas of that fugacity has less than 1: its quantum effects lower the pressure",
        value,
        exact,
        relation=same,
    )
    factor = d.let(
        r"The factor of $k_B T/\Lambda_B^3$ in the pressure.", pressure_factor, 2 / sqrt(pi) * (T_c / T) ** 3
    )
    d.quantity("pressure-factor", d.step("As a number:", factor, Eliminate(T_c, critical)))
    pressure = d.step("The pressure:", d.cite("s4.pressure"), Eliminate(T_c, critical), Eliminate(Lambda_B, wavelength))
    d.quantity("pressure", pressure)
    slope = d.step("The slope that the paper has:", d.cite("s4.clapeyron"), Members(0, 2))
    slope = d.step("As a number:", slope, Eliminate(T_c, critical), Eliminate(Lambda_B, wavelength))
    d.quantity("clapeyron-slope", slope)
    entropy = d.step("The entropy:", d.cite("s4.entropy"), Eliminate(T_c, critical), Eliminate(Lambda_B, wavelength))
    d.quantity("transition-entropy", entropy)
    d.remark(
        "c.coexist",
        "by a criterion of 1 %: less is left of the one or the other at ten times and at a tenth of $T_c$; by (4b) and "
        "(6) neither is ever 0",
        relation=_left(d),
    )


def _left(d: Ledger) -> Relation:
    """The condensate at T = 10 T_c and the gas at T = T_c/10, together."""
    gas = d.step("The share of the gas at any temperature:", d.cite("4b"), Members(0, 2)).equation.rhs
    hot, cold = ({T_c: Integer(1), T: Integer(10)}, {T_c: Integer(10), T: Integer(1)})
    return Relation(1 - gas.xreplace(hot) + gas.xreplace(cold), Operator.LESS, Rational(1, 100))


@derivation("Section 4", "Numbers of the present epoch: two free energies")
def free_energies(d: Ledger) -> None:
    """F by (7) and F = M c^2, and the number of quanta by either."""
    mass, fugacity, density = (d.cite(name) for name in ("mass-now", "fugacity-now", "number-density"))
    filled = d.given("The gas fills the volume $a^3$", N, n * a_scale**3, kind=GrantKind.IDENTIFICATION)
    d.remark("c.N=na3", "the gas is taken to fill the volume $a^3$", filled)
    number = d.step("The number of quanta:", filled, Eliminate(n, density))
    d.quantity("number-of-quanta", number)
    bose = d.let("The free energy of the Bose gas.", F_bose, F_total)
    bose = d.step("By (7):", bose, Eliminate(F_total, d.cite("7")), Eliminate(N, number), Eliminate(phi, fugacity))
    d.quantity("free-energy-bose", bose)
    total = d.given("All dark matter as energy", F_rest, M_dm * c**2, kind=GrantKind.IDENTIFICATION)
    d.remark("c.F2", "the free energy is read as the rest energy of all dark matter", total)
    amount = d.step("From the energy of the universe:", d.cite("s2.mass"), Members(0, -1))
    total = d.step("As a number:", total, Eliminate(M_dm, amount))
    d.quantity("free-energy-total", total)
    counted = d.let("The number of quanta in that mass.", N_rest, M_dm / m)
    counted = d.step("As a number:", counted, Eliminate(M_dm, amount), Eliminate(m, mass))
    d.quantity("quanta-from-total-mass", counted)
    for_one = (bose.equation.rhs / number.equation.rhs, total.equation.rhs / counted.equation.rhs)
    d.remark(
        "c.classical",
        "by either line a quantum has the free energy $mc^2$, so that they differ in the number of quanta alone and "
        "statistics plays no part in it",
        bose,
        total,
        relation=Relation(for_one[0], Operator.UNEQUAL, for_one[1]),
    )
    energies = of_order(total.equation.rhs / bose.equation.rhs, 4)
    numbers = of_order(counted.equation.rhs / number.equation.rhs, 4)
    d.remark("O1", "the ratio lies within half a decade of $10^4$", total, bose, relation=energies, at=_NOW)
    d.remark("O2", "the ratio lies within half a decade of $10^4$", counted, number, relation=numbers, at=_NOW)
    same = Relation(total.equation.rhs / bose.equation.rhs, Operator.EQUAL, counted.equation.rhs / number.equation.rhs)
    d.remark("c.1e4", "both ratios are one and the same", total, counted, relation=same, at=_NOW)


@derivation("Section 4", "Numbers of the present epoch: degeneracy")
def degenerate(d: Ledger) -> None:
    """States for a boson, the distance of neighbours, the lengths, the first virial term."""
    mass, density, wavelength = (d.cite(name) for name in ("mass-now", "number-density", "wavelength-now"))
    states = d.step("The density of states:", d.cite("s4.states"), Eliminate(Lambda_B, wavelength))
    d.quantity("states-density", states)
    share = d.let("States for a boson.", states_each, Phi / n)
    each = d.step("As a number:", share, Eliminate(Phi, states), Eliminate(n, density))
    d.quantity("states-per-boson", each)
    single = Relation(Abs(log(each.equation.rhs)), Operator.LESS, log(Integer(2)))
    criterion = "by a criterion of a factor of two, and as a mean over the states below $3k_B T/2$"
    d.remark("c.single", criterion, each, relation=single)
    overlap = d.let("The wavelength over that distance.", degeneracy, Lambda_B / distance)
    overlap = d.step(
        "As a number:", overlap, Eliminate(Lambda_B, wavelength), Eliminate(distance, d.cite("neighbour-distance"))
    )
    d.quantity("degeneracy-now", overlap)
    _lengths(d, mass, wavelength)
    term = d.let("The first virial term.", virial_term, n * Lambda_B**3 / 2 ** Rational(5, 2))
    full = d.step("With what the density and the wavelength are:", term, Extend(Eliminate(n, density)))
    full = d.step("As a number:", full, OnRight(Eliminate(Lambda_B, wavelength)))
    d.step("That is,", full, Members(1, 2), prints="s4.virial-term")
    d.quantity("virial-term", d.step("As a quantity:", full, Members(0, 2)))


def _lengths(d: Ledger, mass: Step, wavelength: Step) -> None:
    """The thermal and the Compton wavelength."""
    reduced = d.let("The reduced constant.", hbar, h / (2 * pi))
    length = d.given(
        "The reduced Compton wavelength",
        lambda_c,
        hbar / (m * c),
        kind=GrantKind.CITATION,
        cite=r"Compton, Phys. Rev. 21 (1923) 483, over $2\pi$",
    )
    full = d.step(
        "In full, beside the thermal one:",
        length,
        Extend(Eliminate(m, mass)),
        OnRight(Eliminate(hbar, reduced)),
        prints=Reading("s4.lengths", earlier=(wavelength,)),
    )
    value = d.step("As a number:", full, Members(0, 2))
    d.quantity("compton-wavelength", value)
    d.remark(
        "c.comparable",
        "by a criterion of a factor of two the reduced wavelength is, which is printed, the Compton wavelength "
        r"$h/(mc)$ not; by (3) either ratio to $\Lambda_B$ is the same at every temperature",
        wavelength,
        value,
        relation=Relation(2 * pi * value.equation.rhs, Operator.AT_MOST, 2 * wavelength.equation.rhs),
        at=_NOW,
    )


scripts = (quantum, state)
scripts_after_the_neighbours = (equation_of_state, free_energies, degenerate)
