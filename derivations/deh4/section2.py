"""Section 2. The mass and density of the dark matter, and two estimates of the mass of a quantum.

Both estimates start from Equation (1). The first drops the 1 beside n Lambda_B^3, takes the quotient that is left at
its maximum, and so has (3): there the dropped 1 is more than a third of what is kept. With the 1 kept the ratio has no
maximum; for x > 1 it has a least upper bound, 1, which is the ratio of the second estimate; and the degeneracy that
goes with 1/e is not e but a root on the other branch of the Lambert function. The second estimate lets mu tend to 0 as
T does; at any fixed mu > 0 the ratio tends to 0 instead. The temperature of the present epoch is the 2.7255 K of
Section 4: with the 2.73 K of Table 1 the rest energy would be 0.0865 meV, not the 0.0864 meV that is printed.
"""

from sympy import Abs, E, Integer, Max, Rational, exp, log, oo, pi, sqrt

from dehsym.claim import Reading
from dehsym.derivation import Ledger, Step, derivation
from dehsym.grant import GrantKind
from dehsym.proposition import Operator, Relation
from dehsym.rules.algebra import Chain, Choose, Divide, Eliminate, Extend, Members, Multiply, SolveFor
from dehsym.rules.approximation import DropTerm
from dehsym.rules.bounds import LeastUpperBound
from dehsym.rules.calculus import TakeLimit
from dehsym.rules.extrema import Maximum
from dehsym.rules.lambert import LambertRoot
from dehsym.rules.substitution import Substitute
from derivations.deh4.inputs import (
    A_NOW,
    AXION_HIGH,
    AXION_LOW,
    ENERGY_SCALE,
    G_HIGH,
    G_LOW,
    GAMMA,
    MASS_SCALE,
    T_MU_ZERO,
    T_NOW,
    T_TABLE_1,
)
from derivations.deh4.section1 import dark_matter_now, share_of_dark_matter
from derivations.deh4.section3 import classical_chemical_potential
from derivations.deh4.symbols import (
    E_high,
    E_low,
    E_scale,
    F,
    G,
    Gamma,
    Lambda_B,
    M_dm,
    T,
    T_mu,
    U,
    X,
    X_above,
    a_now,
    a_scale,
    beta,
    c,
    chi,
    h,
    k_B,
    kappa,
    lambda_dark,
    log_ratio,
    m,
    m_scale,
    mu,
    mu_above,
    n,
    n_rho,
    phi_above,
    rest_energy,
    rest_ratio,
    rest_ratio_of_X,
    rest_ratio_sup,
    rho_dm,
)

_DEH_II = "Togeas, A Dark Energy Hypothesis II, reference [1] of the paper"
_TEMPERATURES = {T: T_NOW, T_mu: T_MU_ZERO}


@derivation("Section 2", "The mass and the density of the dark matter")
def mass_and_density(d: Ledger) -> None:
    """M = 0.25 Gamma/kappa c^2, and M/a^3."""
    einstein = d.let("The Einstein constant.", kappa, 8 * pi * G / c**4)
    d.quantity("einstein-constant", einstein, unit="m/J")
    d.remark("c.kappa", r"$8\pi G/c^4$ is a length over an energy", einstein)
    length = d.let("The total energy as a length.", Gamma, kappa * U)
    share = share_of_dark_matter(d)
    now = dark_matter_now(d, d.cite("s1.partition"))
    mass = d.step(
        "A quarter of the total energy is dark matter now.",
        share,
        SolveFor(M_dm),
        Eliminate(U, length),
        Eliminate(chi, now),
    )
    mass = d.step(
        "In terms of constants of nature:",
        mass,
        Extend(Eliminate(kappa, einstein)),
        prints=Reading("s2.mass", {"M": M_dm}),
    )
    d.quantity("dark-matter-mass", mass)
    d.quantity("dark-matter-mass-at-least", mass, at={G: G_HIGH}, unit="kg")
    d.quantity("dark-matter-mass-at-most", mass, at={G: G_LOW}, unit="kg")
    _density(d, d.step("For short:", mass, Members(0, 2)))


def _density(d: Ledger, mass: Step) -> None:
    """rho = M/a^3."""
    spread = d.given(
        "The dark matter is spread over the volume $a^3$", rho_dm, M_dm / a_scale**3, kind=GrantKind.IDENTIFICATION
    )
    density = d.step("Its density:", spread, Eliminate(M_dm, mass), prints=Reading("s2.density", {r"\rho": rho_dm}))
    d.quantity("dark-matter-density", density)
    scale = d.given("The present scale factor", a_scale, a_now, kind=GrantKind.CITATION, cite=_DEH_II)
    d.quantity("scale-factor", scale, at={a_now: A_NOW})


@derivation("Section 2", "The thermal wavelength")
def thermal_wavelength(d: Ledger) -> None:
    """Lambda_B = h/(2 pi m k_B T)^{1/2}."""
    d.let("The de Broglie wavelength of thermal motion.", Lambda_B, h / sqrt(2 * pi * m * k_B * T), prints="2")


@derivation("Section 2", "Method one: the 1 dropped, and the maximum")
def method_one(d: Ledger) -> None:
    """mc^2/k_B T = ln(n Lambda_B^3)/n Lambda_B^3, which is 1/e at the most."""
    degeneracy = d.let("The degeneracy.", X, n * Lambda_B**3)
    dropped = d.step(
        "The 1 is dropped; how large it is beside $x$, near the place $x = e$ that is taken below, is measured.",
        _ratio_in_degeneracy(d, degeneracy),
        Multiply(X - 1),
        DropTerm(-m * c**2 / (k_B * T), region={X: (Rational(27, 10), Rational(28, 10))}),
        Divide(X),
    )
    d.step("What is left:", dropped, Eliminate(X, degeneracy), prints="s2.method-one")
    d.remark(
        "c.expbetamu",
        r"$\exp(\beta\mu) > 1$ needs $\mu > 0$, however large $\beta$ is, and bosons have $\mu \le 0$: in Section 4 "
        r"the same $\exp(\beta\mu)$ is a fugacity below 1; and where the 1 is dropped it is $1/e$ of what is kept",
        dropped,
        relation=Relation(Integer(1), Operator.LESS, exp(beta * mu)),
    )
    quotient = d.let("The quotient by itself.", log_ratio, log(X) / X)
    place = d.step("It is greatest at", quotient, Maximum(X))
    greatest = d.step("where it is", quotient, Eliminate(X, place))
    d.quantity("maximum-log-ratio", greatest)
    d.remark(
        "c.max", r"so it is, of $\ln(x)/x$; $\ln(x)/(x - 1)$, which stands in (1), has no maximum", place, greatest
    )
    chosen = d.step(
        "The ratio is taken at its maximum.",
        dropped,
        Choose({X: E}, r"where $\ln(x)/x$ is greatest; $\ln(x)/(x - 1)$, which stands in (1), is greatest nowhere"),
        prints="3",
    )
    energy = _mass_by(d, "method-one", chosen)
    d.quantity("mass-scale-conclusion", energy)
    d.quantity("rest-energy-by-table-1", energy, at={T: T_TABLE_1}, unit="meV")


def _ratio_in_degeneracy(d: Ledger, degeneracy: Step) -> Step:
    """mc^2/k_B T = ln(x)/(x - 1) with x = n Lambda_B^3."""
    return d.step("By (1), in terms of the degeneracy:", d.cite("1"), Members(1, 3), Eliminate(n, degeneracy))


def _mass_by(d: Ledger, method: str, ratio: Step) -> Step:
    """The mass that a value of mc^2/k_B T gives, and its rest energy, which is returned."""
    mass = d.step("The mass of a quantum:", ratio, SolveFor(m))
    epoch = {T_mu: T_MU_ZERO}
    d.quantity(f"mass-{method}", mass, at=epoch)
    energy = d.step("Its rest energy:", d.let("In units of energy.", rest_energy, m * c**2), Eliminate(m, mass))
    d.quantity(f"rest-energy-{method}", energy, at=epoch)
    return energy


@derivation("Section 2", "Method one with the 1 kept")
def method_one_exactly(d: Ledger) -> None:
    """ln(x)/(x - 1) has no maximum; it is 1/e at x = -e W_{-1}(-e^{-1 - 1/e})."""
    degeneracy = d.let("The degeneracy.", X, n * Lambda_B**3)
    ratio = d.let("The rest energy over the thermal energy.", rest_ratio, m * c**2 / (k_B * T))
    exact = d.step(
        r"The ratio at a degeneracy above 1, for which $\mu$ is positive:",
        ratio,
        Chain(_ratio_in_degeneracy(d, degeneracy)),
        Members(0, 2),
        Substitute({X: X_above}),
    )
    function = d.let("The same as a function.", rest_ratio_of_X, log(X_above) / (X_above - 1))
    d.step(
        r"For $x > 1$ it falls all the way: it has no maximum, and comes as near to 1 as one likes as $\mu$ tends to "
        "0.",
        function,
        LeastUpperBound(X_above, Integer(1), rest_ratio_sup),
    )
    at_e = d.step("At the place of method one it is", exact, Substitute({X_above: E}))
    d.quantity("exact-ratio-at-e", at_e)
    root = d.step("A given ratio has one degeneracy, on the branch -1:", exact, LambertRoot(X_above, -1))
    at_ratio = d.step("For the ratio $1/e$:", root, Substitute({rest_ratio: exp(Integer(-1))}))
    d.quantity("exact-degeneracy", at_ratio)


@derivation("Section 2", "The chemical potential of method one")
def potential_of_method_one(d: Ledger) -> None:
    """mu = k_B T > 0, and a fugacity of e."""
    potential = classical_chemical_potential(d)
    degeneracy = d.let("The degeneracy.", X, n * Lambda_B**3)
    positive = d.step(
        "At $x = e$ the chemical potential is positive: no ideal Bose gas has one that is, and the classical "
        "expression holds for $x$ far below 1.",
        potential,
        Eliminate(n, degeneracy),
        Substitute({X: E}),
    )
    fugacity = d.let("The fugacity, which Section 4 bounds by 1.", phi_above, exp(mu / (k_B * T)))
    d.quantity("fugacity-of-method-one", d.step("Here it is", fugacity, Eliminate(mu, positive)))


@derivation("Section 2", "Method two: the limit of small mu")
def method_two(d: Ledger) -> None:
    """mc^2/k_B T tends to 1 as mu tends to 0."""
    temperature = d.let("The inverse temperature.", beta, 1 / (k_B * T))
    limit = d.step(
        "By (1), in the limit of a small chemical potential:",
        d.cite("1"),
        Members(1, 2),
        TakeLimit(mu),
        prints=Reading("s2.method-two", tends=(mu, Integer(0))),
    )
    d.step(
        "A low temperature alone does not lead there: at a fixed potential above 0 the ratio vanishes.",
        d.cite("1"),
        Members(0, 2),
        Eliminate(T, temperature),
        Substitute({mu: mu_above}),
        TakeLimit(beta, oo),
    )
    supposed = d.step(
        "The ratio is taken at 1.71 K.",
        limit,
        Choose({T: T_mu}, r"a temperature at which $\mu$ is supposed to vanish", GrantKind.POSTULATE),
    )
    remaining = d.step("The share of dark matter:", d.cite("s1.partition"), SolveFor(chi))
    left = d.step(
        r"It is the temperature at which $\lambda$ is 0.95, and no dark matter is left.",
        remaining,
        Substitute({lambda_dark: Rational(95, 100)}),
    )
    d.remark(
        "c.mu0",
        r"a speculation, as the paper says; by its Table 1 that is the temperature of $\lambda = 0.95$, where "
        r"$\chi(dm)$ is 0: no dark matter is left whose quanta could have a mass",
        left,
        relation=Relation(Integer(0), Operator.LESS, left.equation.rhs),
    )
    _mass_by(d, "method-two", supposed)


@derivation("Section 2", "The two masses beside one another")
def comparison(d: Ledger) -> None:
    """Near 10^-40 kg and 0.1 meV, in the window of axions; at one temperature a factor of e apart, always."""
    one, two = d.cite("mass-method-one"), d.cite("mass-method-two")
    first, second = one.equation.rhs, two.equation.rhs
    first_energy, second_energy = (d.cite(f"rest-energy-method-{each}").equation.rhs for each in ("one", "two"))
    d.remark(
        "c.similar",
        "the two are compared at two temperatures, 1.71 K and 2.7255 K; at one temperature their ratio is $e$, "
        "whatever the data are, so that their nearness confirms neither",
        one,
        two,
        relation=Relation(second.xreplace({T_mu: T}) / first, Operator.EQUAL, second / first),
        at=_TEMPERATURES,
    )
    logarithms = [Abs(log(mass / m_scale)) for mass in (first, second)]
    logarithms += [Abs(log(energy / E_scale)) for energy in (first_energy, second_energy)]
    d.remark(
        "O5",
        "of the powers of ten these are the nearest, for both masses and both rest energies",
        one,
        two,
        relation=Relation(Max(*logarithms), Operator.LESS, log(Integer(10)) / 2),
        at={**_TEMPERATURES, m_scale: MASS_SCALE, E_scale: ENERGY_SCALE},
    )
    d.remark(
        "c.axion",
        "both rest energies lie between $10^{-5}$ eV and $10^{-2}$ eV, the window that is cited for axions",
        one,
        two,
        relation=Relation(
            Max(E_low / first_energy, E_low / second_energy, first_energy / E_high, second_energy / E_high),
            Operator.LESS,
            Integer(1),
        ),
        at={**_TEMPERATURES, E_low: AXION_LOW, E_high: AXION_HIGH},
    )


@derivation("Section 2", "Whether the density is low")
def dilution(d: Ledger) -> None:
    """The degeneracy that the mass density has with the mass of method one: 9000, where e was taken."""
    wavelength = d.cite("2")
    mass = d.cite("mass-method-one")
    number = d.let("The number density that goes with the mass density.", n_rho, rho_dm / m)
    degeneracy = d.let("Its degeneracy.", X, n_rho * Lambda_B**3)
    value = d.step(
        "With the density of dark matter, and with the mass of method one:",
        degeneracy,
        Eliminate(n_rho, number),
        Eliminate(rho_dm, d.cite("dark-matter-density")),
        Eliminate(Lambda_B, wavelength),
        Eliminate(m, mass),
    )
    d.quantity("degeneracy-by-mass-density", value)
    d.remark(
        "c.lowdensity",
        r"low in mass, not in number: with the mass of (3) the waves of neighbours overlap, $n\Lambda_B^3$ is near "
        "9000 "
        "where a dilute gas has less than 1; that there are no forces between quanta is the paper's model, and nothing "
        "in it confirms that",
        value,
        relation=Relation(value.equation.rhs, Operator.LESS, Integer(1)),
        at={T: T_NOW, a_scale: A_NOW, Gamma: GAMMA},
    )


@derivation("Section 2", "A quantum of constant mass")
def constant_mass(d: Ledger) -> None:
    """The fluctuation equation leaves mu = -mc^2 if the mass does not depend on the temperature."""
    equation = d.step("The fluctuation equation of Section 3:", d.cite("s3.bernoulli"), Members(1, 2))
    constant = d.step(
        r"With $\langle F \rangle = mc^2$, the same at every temperature, its left side vanishes.",
        equation,
        Eliminate(F, d.cite("s1.rest-energy")),
    )
    d.step("So the chemical potential of a constant mass is", constant, Divide(m * c**2), SolveFor(mu))


scripts = (
    mass_and_density,
    thermal_wavelength,
    method_one,
    method_one_exactly,
    potential_of_method_one,
    method_two,
    comparison,
    dilution,
    constant_mass,
)
