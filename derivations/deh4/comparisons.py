"""Section 4, the comparisons: states for a boson, helium, nitrogen, nearest neighbours, the Compton wavelength.

None of this rests on the contour integrals. The density of states is counted in the box of Appendix 2 up to the mean
thermal energy; the distance of nearest neighbours is the mean over the distribution of Hertz, whose coefficient is
Gamma(4/3) (3/4 pi)^{1/3} = 0.55396.
"""

from sympy import Abs, Expr, Integer, Integral, Rational, exp, log, oo, pi

from dehsym.derivation import Ledger, derivation
from dehsym.grant import GrantKind
from dehsym.proposition import Operator, Relation
from dehsym.rules.algebra import Eliminate, SolveFor
from dehsym.rules.calculus import Integrate
from derivations.deh4.inputs import (
    HELIUM_DENSITY,
    HELIUM_DISTANCE,
    HELIUM_MASS,
    NITROGEN_MASS,
    NITROGEN_PRESSURE,
    T_LAMBDA_POINT,
    T_ROOM,
)
from derivations.deh4.symbols import (
    Lambda_B,
    Phi,
    T,
    V,
    coefficient,
    degeneracy,
    distance,
    eps_n,
    h,
    k_B,
    m,
    n,
    n_q,
    p,
    r,
    rho_liquid,
    spacing,
    states_each,
    tau,
)

_CHANDRASEKHAR = "Chandrasekhar, Rev. Mod. Phys. 15 (1943) 1, Ch. VII; reference [6] of the paper"
_MCQUARRIE = "McQuarrie, Statistical Mechanics, Ch. 4"


@derivation("Section 4", "States for a boson")
def states(d: Ledger) -> None:
    """Phi = (6/pi)^{1/2}/Lambda_B^3: the states below the energy 3 k_B T/2."""
    thermal = d.given(
        "A quantum has the mean energy of a classical gas",
        eps_n,
        3 * k_B * T / 2,
        kind=GrantKind.MODEL,
        cite=_MCQUARRIE,
    )
    reached = d.step("It lies in the level", thermal, Eliminate(eps_n, d.cite("a2.levels")), SolveFor(n_q))
    density = d.let("The number of states below it, a unit of volume.", Phi, tau / V)
    d.step(
        "The octant up to that level, with $h$ in terms of the wavelength:",
        density,
        Eliminate(tau, d.cite("a2.octant")),
        Eliminate(n_q, reached),
        Eliminate(h, d.cite("2")),
        prints="s4.states",
    )


@derivation("Section 4", "Nitrogen at room temperature")
def nitrogen(d: Ledger) -> None:
    """Phi/n of an ideal gas of nitrogen at 300 K and 1 bar."""
    share = d.let("States for a molecule.", states_each, Phi / n)
    ideal = d.given("An ideal classical gas", p, n * k_B * T, kind=GrantKind.MODEL, cite=_MCQUARRIE)
    each = d.step(
        "With the wavelength of its molecules:",
        share,
        Eliminate(Phi, d.cite("s4.states")),
        Eliminate(n, ideal),
        Eliminate(Lambda_B, d.cite("2")),
    )
    air = {m: NITROGEN_MASS, T: T_ROOM, p: NITROGEN_PRESSURE}
    d.quantity("nitrogen-states-per-molecule", each, at=air)
    order = of_order(each.equation.rhs, 6)
    for claim in ("c.N2", "O4"):
        d.remark(
            claim, "the nearest power of ten is another, by a criterion of half a decade", each, relation=order, at=air
        )


def of_order(number: Expr, power: int) -> Relation:
    """That a number lies within half a decade of a power of ten: of all powers it is the nearest."""
    return Relation(Abs(log(number) / log(Integer(10)) - power), Operator.AT_MOST, Rational(1, 2))


@derivation("Section 4", "Helium for comparison")
def helium(d: Ledger) -> None:
    """Lambda_B of helium at 2.17 K, over the distance of its atoms."""
    wavelength = d.cite("2")
    superfluid = {m: HELIUM_MASS, T: T_LAMBDA_POINT}
    d.quantity("helium-wavelength", wavelength, at=superfluid)
    ratio = d.let("How far the waves of neighbours overlap.", degeneracy, Lambda_B / distance)
    overlap = d.step("For helium atoms:", ratio, Eliminate(Lambda_B, wavelength))
    d.quantity("helium-degeneracy", overlap, at={**superfluid, distance: HELIUM_DISTANCE})
    _spacing_of_helium(d)


def _spacing_of_helium(d: Ledger) -> None:
    """n^(-1/3) at the density of the liquid, to compare with the interatomic distance that is printed."""
    number = d.let("The number density by the mass density.", n, rho_liquid / m)
    apart = d.let("The mean spacing.", spacing, n ** Rational(-1, 3))
    value = d.step("By the mass density:", apart, Eliminate(n, number))
    d.remark(
        "c.He",
        "the ratio is that of the printed lengths; but the mean spacing $n^{-1/3}$ of the liquid, by its density, is "
        "more than a tenth longer than the interatomic distance that is printed",
        value,
        relation=Relation(value.equation.rhs, Operator.AT_MOST, distance * Rational(11, 10)),
        at={m: HELIUM_MASS, rho_liquid: HELIUM_DENSITY, distance: HELIUM_DISTANCE},
    )


@derivation("Section 4", "The nearest neighbour")
def neighbours(d: Ledger) -> None:
    """The mean distance of the nearest neighbour, Gamma(4/3) (4 pi n/3)^{-1/3}."""
    mean = d.given(
        r"No neighbour is nearer than $r$ with the probability $\exp(-4\pi n r^3/3)$; the mean distance",
        distance,
        Integral(r * 4 * pi * n * r**2 * exp(-4 * pi * n * r**3 / 3), (r, 0, oo)),
        kind=GrantKind.CITATION,
        cite=_CHANDRASEKHAR,
    )
    scaled = d.step("The integral over all distances:", mean, Integrate())
    near = d.step("At the density of the present epoch:", scaled, Eliminate(n, d.cite("number-density")))
    d.quantity("neighbour-distance", near)
    ratio = d.let("In units of the mean spacing.", coefficient, distance * n ** Rational(1, 3))
    pure = d.step("Its coefficient:", ratio, Eliminate(distance, scaled))
    d.quantity("neighbour-coefficient", pure)
    d.remark("c.Chandra", r"the coefficient of the mean distance is $\Gamma(4/3)\,(3/4\pi)^{1/3}$", numbers=("N28",))


scripts = (states, nitrogen, helium)
scripts_after_the_density = (neighbours,)
