"""Appendix 2. The number density: a sum over states, an integral, a contour, a residue with a free phase, (A.2).

The sum over states becomes an integral up to an error that is bounded; two changes of variable are exact. Two steps do
not follow: the arc that would close the contour does not vanish, and for 0 < phi < 1 the pole lies on the branch cut of
the square root, where no residue is defined. Granted is the phase of (A.1).
"""

from sympy import I, Integer, Integral, Rational, exp, log, pi, sin, sqrt

from dehsym.claim import Reading
from dehsym.derivation import Ledger, Step, derivation
from dehsym.grant import GrantKind
from dehsym.heads import ContourIntegral, ExcitedSum, StateSum
from dehsym.proposition import Operator, Relation
from dehsym.rules.algebra import Chain, Divide, Eliminate, Multiply, SolveFor
from dehsym.rules.calculus import ChangeVariable, ExtendEven, TakeDifferential
from dehsym.rules.contour import CloseContour, ContourVariable, ResidueByPhase
from dehsym.rules.parts import only
from dehsym.rules.roots import TakeRoot
from dehsym.rules.states import GroundStateApart, OctantContinuum
from dehsym.rules.substitution import Substitute
from derivations.deh4.symbols import (
    N,
    N_gas,
    T,
    V,
    alpha,
    ball,
    beta,
    eps_n,
    h,
    k_B,
    m,
    mu,
    n,
    n_q,
    n_x,
    n_y,
    n_z,
    phi,
    rho,
    tau,
    theta,
    x,
    xi,
    y,
    z,
)

_MCQUARRIE = "McQuarrie, Statistical Mechanics, Ch. 4"
_SUM = {"n": n_q}
_GAS = {"n": n_q, "N": N_gas}


@derivation("Appendix 2", "Contour integral for the number density")
def number_density(d: Ledger) -> None:
    """n = N/V = [pi ln phi]^(1/2) exp(i nu)/Lambda_B^3 + phi/(V (1 - phi))."""
    temperature = d.let("The inverse temperature.", beta, 1 / (k_B * T))
    total, levels = _sum_over_states(d)
    octant = _states_in_octant(d)

    scale = d.let("A pure number that scales the sum.", alpha, beta * h**2 / (8 * m * V ** Rational(2, 3)))
    split = d.step(
        "The state $n = 0$ is kept apart, for the density of states gives it no weight.",
        total,
        Eliminate(eps_n, levels),
        Eliminate(h, scale),
        GroundStateApart(),
    )
    excited = only(ExcitedSum, split.equation.rhs)
    gas = d.let("The quanta in all the other states.", N_gas, excited)
    contour = _contour_integral(d, gas, octant)
    residue = _residue_at_fugacity(d, contour)

    wavelength = d.cite("2")
    density = d.let("The number density.", n, N / V)
    number = d.step(
        r"All quanta, those in the state $n = 0$ included, a unit of volume; $\alpha$ and $h$ give way to the "
        "wavelength.",
        split,
        Eliminate(excited, gas),
        Eliminate(N_gas, residue),
        Divide(V),
        Eliminate(alpha, scale),
        Eliminate(beta, temperature),
        Eliminate(h, wavelength),
        Eliminate(N, density),
    )
    d.step("Equation (A.2):", density, Chain(number), prints="A.2")


def _sum_over_states(d: Ledger) -> tuple[Step, Step]:
    """N as the sum of phi/(exp(beta eps_n) - phi), and the levels eps_n of a quantum in a box."""
    total = d.given(
        "The number of bosons as a sum over the states of one",
        N,
        StateSum(phi / (exp(beta * eps_n) - phi), n_q),
        kind=GrantKind.CITATION,
        cite=_MCQUARRIE,
        prints=Reading("a2.sum", _SUM),
    )
    levels = d.given(
        "The levels of a quantum in a cubic box, with a state $n = 0$ of energy 0 added",
        eps_n,
        n_q**2 * h**2 / (8 * m * V ** Rational(2, 3)),
        kind=GrantKind.MODEL,
        cite=_MCQUARRIE,
        prints=Reading("a2.levels", _SUM),
    )
    return total, levels


def _states_in_octant(d: Ledger) -> Step:
    """tau = (4 pi n^3/3)/8 states up to the radius n, and d tau = pi n^2 dn/2 in a shell."""
    d.let(
        "The radius in the space of quantum numbers.",
        n_q**2,
        n_x**2 + n_y**2 + n_z**2,
        prints=Reading("a2.quantum-number", _SUM),
    )
    sphere = d.given(
        "The volume of a ball", ball, 4 * pi * n_q**3 / 3, kind=GrantKind.CITATION, cite="Euclid XII, Archimedes"
    )
    octant = d.given(
        "One state a unit of volume, and all three numbers are positive in one octant only",
        tau,
        ball / 8,
        kind=GrantKind.MODEL,
        cite=_MCQUARRIE,
    )
    octant = d.step(
        "The number of states up to $n$:", octant, Eliminate(ball, sphere), prints=Reading("a2.octant", _SUM)
    )
    d.step("The number of states in a shell:", octant, TakeDifferential((tau, n_q)), prints=Reading("a2.shell", _SUM))
    return octant


def _contour_integral(d: Ledger, gas: Step, octant: Step) -> Step:
    """The quanta with n > 0: an integral over n, over the whole line, around a contour in z, and one in xi = z^2."""
    integral = d.step(
        "Their number as an integral over the density of states:",
        gas,
        OctantContinuum(octant),
        prints=Reading("a2.integral", _GAS),
    )
    contour = d.step(
        "In the scaled variable, over the whole line, and closed in the complex plane:",
        integral,
        ChangeVariable(n_q, x / sqrt(alpha), x),
        ExtendEven(y),
        CloseContour(z),
        prints=Reading("a2.contour-z", _GAS),
    )
    return d.step(
        "In the square of that variable:",
        contour,
        ContourVariable(sqrt(xi), xi),
        prints=Reading("a2.contour-xi", _GAS),
    )


def _residue_at_fugacity(d: Ledger, contour: Step) -> Step:
    """The contour integral by the residue at xi = beta mu, with the phase of (A.1)."""
    fugacity = d.given("The fugacity", phi, exp(beta * mu), kind=GrantKind.CITATION, cite=_MCQUARRIE)
    circle = d.let(
        "A circle about the pole.",
        rho * exp(I * theta),
        exp(xi) - exp(beta * mu),
        prints=Reading("a2.circle", {r"\phi": theta}),
    )
    d.step(
        "Along it:", circle, TakeDifferential((theta, xi)), prints=Reading("a2.circle-differential", {r"\phi": theta})
    )
    pole = d.step("The pole lies where the exponential is the fugacity:", fugacity, SolveFor(mu), Multiply(beta))
    return d.step("Its residue goes into (A.1).", contour, ResidueByPhase(pole, d.cite("A.1")))


@derivation("Appendix 2", "What is said of quantum numbers, integrand and pole")
def in_words(d: Ledger) -> None:
    """Whether n is an integer, what n = 0 is, evenness, the two half planes, and where the pole lies."""
    radius = d.step("The radius of a state:", d.cite("a2.quantum-number"), TakeRoot())
    d.remark(
        "c.integer",
        "$n$ is the root of a sum of three squares, as a rule no integer",
        radius,
        relation=Relation(sin(pi * radius.equation.rhs), Operator.EQUAL, Integer(0)),
    )
    first = d.step("The first state of the box:", radius, Substitute(dict.fromkeys((n_x, n_y, n_z), Integer(1))))
    lowest = d.step("Its energy, the lowest that the box has:", d.cite("a2.levels"), Eliminate(n_q, first))
    d.remark(
        "c.eps0",
        "a state of energy 0 is added; the lowest level of the box is $3h^2/8mV^{2/3}$, which tends to 0 as $V$ grows",
        lowest,
        kind=GrantKind.MODEL,
        cite="the paper's model",
    )
    integrand = only(Integral, d.cite("a2.integral").equation.rhs).function
    opposite = Relation(integrand, Operator.EQUAL, integrand.xreplace({n_q: -n_q}))
    d.remark("c.even", "the integrand is the same at $n$ and at $-n$", relation=opposite)

    contour = only(ContourIntegral, d.cite("a2.contour-z").equation.rhs)
    form = contour.body * contour.variable  # f(z) dz on an arc z = rho exp(i theta) is i z f(z) d theta
    upper = form.xreplace({contour.variable: rho * exp(I * theta)})
    lower = form.xreplace({contour.variable: -rho * exp(I * theta)})
    d.remark(
        "c.halfplane",
        "the arcs above and below the line, from its one end to the other, give the same, for the integrand is even; "
        "neither vanishes",
        relation=Relation(upper, Operator.EQUAL, -lower),
    )
    _place_of_the_pole(d)


def _place_of_the_pole(d: Ledger) -> None:
    """Whether a real z has z^2 = beta mu, for 0 < phi < 1."""
    squared = d.let("Where the exponential is the fugacity:", z**2, beta * mu)
    potential = d.given("The chemical potential", mu, log(phi) / beta, kind=GrantKind.CITATION, cite=_MCQUARRIE)
    place = d.step("In terms of the fugacity:", squared, Eliminate(mu, potential))
    d.remark(
        "c.realpole",
        r"for $0 < \phi < 1$ the product $\beta\mu$ is negative and $z$ imaginary; it is $\xi = z^2$ that is real "
        "there",
        place,
        relation=Relation(Integer(0), Operator.AT_MOST, place.equation.rhs),
    )


scripts = (number_density, in_words)
