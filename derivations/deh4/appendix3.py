"""Appendix 3. pV/k_B T: the sum over states, its contour integral, the logarithm replaced by a pole, (A.3).

The replacement is no derivation: round the zero of its argument the logarithm has an integral that tends to 0 with the
circle, the simple pole has not. So (A.3) rests on a leap. Integrated by parts the same integral has a true pole, and
another power of ln(phi) comes out: that line stands beside the paper's.
"""

from sympy import Abs, Expr, Integer, Integral, Rational, S, exp, log, pi, sqrt

from dehsym import symbolic
from dehsym.claim import Reading
from dehsym.derivation import Ledger, Step, derivation
from dehsym.grant import GrantKind
from dehsym.heads import ContourIntegral, ExcitedSum, StateSum
from dehsym.proposition import Operator, Relation
from dehsym.rules.algebra import Divide, Eliminate
from dehsym.rules.by_parts import ByParts
from dehsym.rules.calculus import ChangeVariable, ExtendEven
from dehsym.rules.contour import CloseContour, FreePhase, ResidueByPhase
from dehsym.rules.parts import only
from dehsym.rules.roots import TakeRoot
from dehsym.rules.singular_parts import SameSingularPart
from dehsym.rules.states import GroundStateApart, OctantContinuum
from derivations.deh4.symbols import (
    T,
    V,
    alpha,
    beta,
    eps_n,
    gamma,
    h,
    k_B,
    m,
    n_q,
    nu,
    p,
    p_gas,
    phi,
    x,
    y,
    z,
)

_MCQUARRIE = "McQuarrie, Statistical Mechanics, Ch. 4"
_SUM = {"n": n_q, r"\epsilon_n": eps_n}
_GAS = {"p": p_gas}


@derivation("Appendix 3", "Contour integral for pV/k_B T")
def pressure(d: Ledger) -> None:
    """p/k_B T = 2 pi^(1/2) ln(phi) exp(i gamma)/Lambda_B^3 - ln(1 - phi)/V, and the same by parts."""
    temperature = d.let("The inverse temperature.", beta, 1 / (k_B * T))
    scale = d.let("A pure number that scales the sum.", alpha, beta * h**2 / (8 * m * V ** Rational(2, 3)))
    split = ground_state_apart(d, _sum_over_states(d), scale)
    excited = only(ExcitedSum, split.equation.rhs)
    gas = d.let("The share of all the other states.", p_gas * V / (k_B * T), excited)
    line = over_the_line(d, gas)
    pole = singular_point(d)
    by_pole, by_parts = _by_pole(d, line, pole), _by_parts(d, line, pole)

    unit = (Divide(V), Eliminate(alpha, scale), Eliminate(beta, temperature), Eliminate(h, d.cite("2")))
    d.step(
        "All states, a unit of volume: Equation (A.3).",
        split,
        Eliminate(excited, gas),
        Eliminate(p_gas, by_pole),
        *unit,
        prints="A.3",
    )
    d.step(
        r"The same with the pole that comes out by parts: another power of $\ln(\phi)$ than in (A.3).",
        split,
        Eliminate(excited, gas),
        Eliminate(p_gas, by_parts),
        *unit,
    )


def _sum_over_states(d: Ledger) -> Step:
    return d.given(
        "pV of a gas of bosons as a sum over the states of one",
        p * V / (k_B * T),
        StateSum(-log(1 - phi * exp(-beta * eps_n)), n_q),
        kind=GrantKind.CITATION,
        cite=_MCQUARRIE,
        prints=Reading("a3.sum", _SUM),
    )


def ground_state_apart(d: Ledger, total: Step, scale: Step) -> Step:
    """A sum over states as its term n = 0 and the sum over the other states, in terms of alpha."""
    return d.step(
        "The state $n = 0$ is kept apart.",
        total,
        Eliminate(eps_n, d.cite("a2.levels")),
        Eliminate(h, scale),
        GroundStateApart(),
    )


def over_the_line(d: Ledger, gas: Step, peak: Expr = S.Zero) -> Step:
    """A sum over excited states as an integral over the scaled variable y from -oo to oo."""
    return d.step(
        "The sum as an integral over the density of states, in the scaled variable and over the whole line:",
        gas,
        OctantContinuum(d.cite("a2.octant"), peak),
        ChangeVariable(n_q, x / sqrt(alpha), x),
        ExtendEven(y),
    )


def singular_point(d: Ledger) -> Step:
    """The root of z^2 = ln(phi) that is taken for the pole."""
    squared = d.let(r"Where $\phi\exp(-z^2)$ is 1:", z**2, log(phi))
    return d.step("Of the two places one is taken:", squared, TakeRoot(granted="the one in the upper half plane"))


def _by_pole(d: Ledger, line: Step, pole: Step) -> Step:
    """The paper's route: the contour integral of the logarithm, a pole in its place, the residue."""
    contour = d.step("Closed in the complex plane:", line, CloseContour(z), prints=Reading("a3.contour-log", _GAS))
    _integrable(d, contour, pole)
    instead = d.step(
        "The paper puts a simple pole in the place of the logarithm.",
        contour,
        SameSingularPart(z**2 / (z - pole.equation.rhs), pole.equation.rhs, "a simple pole for the logarithm"),
        prints=Reading("a3.contour-pole", _GAS),
    )
    residue = d.step("Its residue goes into (A.1).", instead, ResidueByPhase(pole, d.cite("A.1")))
    return d.step("The minus sign goes into a phase of its own.", residue, FreePhase(gamma, nu + pi))


def _integrable(d: Ledger, contour: Step, pole: Step) -> None:
    """Look at the integral up to the zero of the logarithm's argument: the paper has it that it is infinite."""
    body, place = only(ContourIntegral, contour.equation.rhs).body, pole.equation.rhs
    logarithm = only(log, body)
    # along z = x place, 0 < x < 1, exp(-z^2) is phi^(-x^2)
    argument = symbolic.tidied(logarithm.args[0].xreplace({exp(-(z**2)): phi ** (-(x**2))}))
    along = body.xreplace({logarithm: log(argument)}).xreplace({z: x * place}) * place
    d.remark(
        "c.diverges",
        r"a logarithm is integrable up to its singularity: from 0 to the point where $\phi\exp(-z^2)$ is 1 the "
        "integral is finite; if it diverged, its modulus would exceed every number, 1 too",
        relation=Relation(Integer(1), Operator.LESS, Abs(Integral(along, (x, 0, 1)))),
    )


def _by_parts(d: Ledger, line: Step, pole: Step) -> Step:
    """The same integral without a logarithm: its pole is a true one."""
    rational = d.step(
        "Beside it, the line integral by parts: the logarithm gives way to a pole of its own.",
        line,
        ByParts(y**3 / 3),
    )
    return d.step(
        "Closed like the others, though the arc does not vanish either; the residue goes into (A.1).",
        rational,
        CloseContour(z),
        ResidueByPhase(pole, d.cite("A.1")),
        FreePhase(gamma, nu),
    )


scripts = (pressure,)
