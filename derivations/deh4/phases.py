"""The branches and phases of (A.2), (A.3) and (A.4) as V → ∞, and the values that the paper takes for them.

Each residue leaves a phase open, and roots of ln(phi) < 0 a branch. Asked is that n, p and F are positive; or less,
that the quotients p/n and F/n are, which is all that (7) and the second member of (4a) need; or that p/n and p/n^2
are, which the second and the third member of (4a) need together. And apart from any sign: on an arc of the angle L
about a simple pole the integral tends to i L f(a), so that the phase of (A.1) is pi/2 or -pi/2.
"""

from sympy import I, S, Symbol, exp, oo, pi

from dehsym.equation import Equation
from dehsym.judge import Judge
from dehsym.paper_definition import PaperDefinition
from dehsym.phases import Choice, Condition, PhaseProblem, PhaseReport, examine
from dehsym.rules.calculus import TakeLimit
from derivations.deh4.symbols import F_total, V, catalogue, gamma, n, nu, omega, p


def report(definition: PaperDefinition) -> PhaseReport:
    """The problem as it follows from the derived equations, solved, with the paper's choices tested."""
    density, pressure, free_energy = (definition.step(claim).equation for claim in ("A.2", "A.3", "A.4"))
    return examine((*problems(density, pressure, free_energy), on_an_arc()), choices)


def problems(density: Equation, pressure: Equation, free_energy: Equation) -> tuple[PhaseProblem, ...]:
    """Positive quantities, positive quotients, and both members of (4a), in the limit V → ∞."""
    of_n = _in_the_limit(n, density, "n", "(A.2)")
    of_p = _in_the_limit(p, pressure, "p", "(A.3)")
    of_f = _in_the_limit(F_total, free_energy, "F", "(A.4)")
    by_density = _quotient(of_p, of_n, 1)
    quotients = (by_density, _quotient(of_f, of_n, 1))
    members = (by_density, _quotient(of_p, of_n, 2))
    phases, where = (nu, gamma, omega), r"for $0 < \phi < 1$"
    domains = {key: entry.domain for key, entry in catalogue.items()}
    return (
        PhaseProblem("quantities", (of_n, of_p, of_f), phases, domains, f"$n$, $p$ and $F$ positive {where}"),
        PhaseProblem("quotients", quotients, phases, domains, f"$p/n$ and $F/n$ positive {where}"),
        PhaseProblem(
            "members", members, (nu, gamma), domains, f"Both members of (4a): $p/n$ and $p/n^2$ positive {where}"
        ),
    )


def on_an_arc() -> PhaseProblem:
    """The phases that an arc about the pole can have: exp(i theta) = ±i, so that -exp(2 i theta) is positive."""
    phases = (nu, gamma, omega)
    conditions = tuple(
        Condition(f"-exp(2*I*{phase})", -exp(2 * I * phase), origin="(A.1), an arc of the angle $L$: $iLf(a)$")
        for phase in phases
    )
    prose = r"an arc of the angle $L$ about a simple pole gives $iLf(a)$, so that only $\pi/2$ and $-\pi/2$ can be had"
    return PhaseProblem("arc", conditions, phases, {}, prose)


choices = (
    Choice("Lambda eliminated", "Appendix 5, 1)", {gamma: pi / 2, nu: S.Zero}, ("a5.eliminate-wavelength", "4a")),
    Choice("ln phi eliminated", "Appendix 5, 2)", {gamma: pi, nu: pi / 2}, ("a5.eliminate-fugacity", "4a")),
    Choice("free energy", "Appendix 5, Equation (7)", {omega: pi, nu: S.Zero}, ("a5.free-energy", "7")),
    Choice("vapour pressure", "Section 4, by (A.3)", {gamma: pi}, ("s4.pressure",)),
)
"""What the paper takes for its phases, place by place."""


def _in_the_limit(quantity: Symbol, equation: Equation, name: str, claim: str) -> Condition:
    """The quantity by the last member of its equation as V → ∞. The first member may hold V, as F/V does."""
    last = Equation(S.Zero, equation.rhs)
    limit = TakeLimit(V, oo).derive(last)
    follows = TakeLimit(V, oo).check(last, limit, Judge(catalogue))
    main = Equation(equation.lhs, limit.rhs)
    return Condition.on(quantity, main, name=name, origin=f"{claim} as V → ∞", follows=follows)


def _quotient(over: Condition, under: Condition, power: int) -> Condition:
    """A quantity by a power of another, positive."""
    name = f"{over.name}/{under.name}" + (f"^{power}" if power > 1 else "")
    by = "the square of " if power == 2 else ""
    return Condition(
        name,
        over.expr / under.expr**power,
        origin=f"{over.origin.split()[0]} by {by}{under.origin}",
        follows=over.follows & under.follows,
    )
