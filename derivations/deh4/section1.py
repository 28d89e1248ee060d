"""Section 1. The energies of the universe: their shares, the free energy of matter, the rest energy of a quantum.

The total energy is conserved, and dark matter turns into dark energy: the shares 70:25:5 and the rule of evolution are
a consequence of that. The dark entropy U_lambda/T takes the dark energy out of F = U - TS, as the paper has it. That F
is thereby the Legendre transform of U does not follow: at a fixed volume it would need T = dU/dS, which together with
S = U/T makes U linear in S, and a linear function has no such transform.
"""

from sympy import Abs, Integer, Rational

from dehsym.claim import Reading
from dehsym.derivation import Ledger, Step, derivation
from dehsym.grant import GrantKind
from dehsym.proposition import Operator, Relation
from dehsym.rules.addition import AddToBoth
from dehsym.rules.algebra import Divide, Eliminate, Members, Multiply, OnRight, SolveFor
from dehsym.rules.calculus import Differentiate, TakeDifferential
from dehsym.rules.substitution import Substitute
from derivations.deh4.symbols import (
    F,
    F_matter,
    F_total,
    M_b,
    M_dm,
    N,
    S_lambda,
    T,
    T_of_S,
    U,
    U_lambda,
    U_of_S,
    c,
    chi,
    chi_b,
    lambda_dark,
    m,
)

_DEH_II = "Togeas, A Dark Energy Hypothesis II, reference [1] of the paper"
_CALLEN = "Callen, Thermodynamics, 2nd ed., Ch. 5"


@derivation("Section 1", "The energies of the universe and their shares")
def energies(d: Ledger) -> None:
    """U = U_lambda + [M(dm) + M(b)]c^2, lambda + chi(dm) = 0.95, d lambda = -d chi(dm)."""
    total = d.given(
        "The conserved energy of the universe is dark energy and the rest energies of two kinds of matter",
        U,
        U_lambda + (M_dm + M_b) * c**2,
        kind=GrantKind.MODEL,
        cite=_DEH_II,
        prints="s1.total-energy",
    )
    dark_energy = d.let("The share of dark energy.", lambda_dark, U_lambda / U)
    dark_matter, baryons = share_of_dark_matter(d), d.let("The share of baryons.", chi_b, M_b * c**2 / U)
    shares = d.step(
        "The shares of the whole:",
        total,
        Divide(U),
        Eliminate(U_lambda, dark_energy),
        Eliminate(M_dm, dark_matter),
        Eliminate(M_b, baryons),
    )
    constant = d.given(
        "Of 100 parts 5 are baryons now, and always: their mass and the total energy do not change",
        chi_b,
        Rational(5, 100),
        kind=GrantKind.MODEL,
        cite=_DEH_II,
    )
    partition = d.step(
        "Dark energy and dark matter share the rest.",
        shares,
        Eliminate(chi_b, constant),
        AddToBoth(-Rational(5, 100)),
        Members(1, 0),
        prints="s1.partition",
    )
    d.quantity("energy-partition", partition)
    falling = d.step("What one gains the other loses.", partition, SolveFor(lambda_dark))
    d.step(
        "So it is in every moment; that dark energy is what grows is granted.",
        falling,
        TakeDifferential((lambda_dark, chi)),
        prints=Reading("s1.evolution-rule", asserts="dark matter turns into dark energy, never the other way"),
    )
    _five_to_one(d, partition, dark_matter, baryons, constant)


def share_of_dark_matter(d: Ledger) -> Step:
    """chi(dm) = M(dm) c^2/U, a definition."""
    return d.let("The share of dark matter.", chi, M_dm * c**2 / U)


def dark_matter_now(d: Ledger, partition: Step) -> Step:
    """chi(dm) = 1/4 where lambda = 7/10."""
    remaining = d.step("The share of dark matter for a share of dark energy:", partition, SolveFor(chi))
    return d.step(r"In the present epoch $\lambda$ is 7/10.", remaining, Substitute({lambda_dark: Rational(7, 10)}))


def _five_to_one(d: Ledger, partition: Step, dark_matter: Step, baryons: Step, constant: Step) -> None:
    now = dark_matter_now(d, partition)
    ratio = d.step(
        "The ratio of the shares is that of the masses.",
        dark_matter,
        Divide(chi_b),
        OnRight(Eliminate(chi_b, baryons)),
    )
    five = d.step("In the present epoch:", ratio, Eliminate(chi, now), Eliminate(chi_b, constant))
    d.remark(
        "c.ratio",
        r"five to one at $\lambda = 7/10$, by the shares 25 and 5; in no other epoch, for only dark matter turns into "
        "dark energy",
        five,
    )


@derivation("Section 1", "The free energy of matter")
def free_energy(d: Ledger) -> None:
    """F = U - T S_lambda = [M(dm) + M(b)]c^2."""
    entropy = dark_entropy(d)
    d.remark(
        "c.S_lambda",
        "the dark entropy is taken over from the preceding paper as the dark energy over the temperature",
        kind=GrantKind.POSTULATE,
        cite="the paper's own, Section 1",
    )
    helmholtz = d.given(
        "The free energy of the universe, whose only entropy is the dark one",
        F_matter,
        U - T * S_lambda,
        kind=GrantKind.IDENTIFICATION,
    )
    d.step(
        r"The dark energy drops out, for $TS_\lambda$ is $U_\lambda$.",
        helmholtz,
        Eliminate(S_lambda, entropy),
        Eliminate(U, d.cite("s1.total-energy")),
        prints=Reading("s1.free-energy", {"F": F_matter}),
    )


def dark_entropy(d: Ledger) -> Step:
    """S_lambda = U_lambda/T, a postulate."""
    return d.given("The dark entropy", S_lambda, U_lambda / T, kind=GrantKind.POSTULATE, cite="the paper, Section 1")


@derivation("Section 1", "Whether that is the Legendre transform")
def legendre(d: Ledger) -> None:
    """T = dU/dS and S = U/T leave dT/dS = 0."""
    function = d.let("The dark energy as a function of its entropy.", U_lambda, U_of_S)
    temperature = d.let("The temperature too.", T, T_of_S)
    slope = d.given(
        "A Legendre transform of the energy changes its variable $S$ to the slope, the temperature",
        T_of_S,
        U_of_S.diff(S_lambda),
        kind=GrantKind.CITATION,
        cite=_CALLEN,
    )
    product = d.step(
        "By the dark entropy the energy is $TS$ at every entropy, so that its slope has two terms.",
        dark_entropy(d),
        Multiply(T),
        Eliminate(T, temperature),
        Eliminate(U_lambda, function),
        Differentiate(S_lambda),
    )
    constant = d.step(
        "One of them is the slope already: the temperature does not change with the entropy.",
        product,
        Eliminate(U_of_S.diff(S_lambda), slope),
        AddToBoth(-T_of_S),
        Divide(S_lambda),
    )
    (slope_of_temperature,) = (member for member in constant.equation.members if not member.has(T_of_S))
    d.remark(
        "c.Legendre",
        "$U - TS$ holds as a definition of $F$; a Legendre transform from $S$ to $T$, at fixed volume, needs a "
        "$T = dU/dS$ that changes with $S$; with $S = U/T$ it does not: $U$ is linear in $S$ and the transform "
        "degenerate",
        constant,
        relation=Relation(Integer(0), Operator.LESS, Abs(slope_of_temperature)),
    )


@derivation("Section 1", "The free energy of one quantum")
def per_quantum(d: Ledger) -> None:
    """F = N <F>, and <F> = mc^2."""
    dark_part = d.given(
        "From here on $F$ is the part of dark matter, and the Helmholtz free energy of its gas",
        F_total,
        M_dm * c**2,
        kind=GrantKind.IDENTIFICATION,
    )
    mean = d.let("The mean over the quanta.", F, F_total / N)
    d.step("All quanta together:", mean, Multiply(N), prints="s1.per-quantum")
    quanta = d.given(
        "The dark matter consists of $N$ quanta at rest, all of one mass",
        M_dm,
        N * m,
        kind=GrantKind.MODEL,
        cite="the paper's model",
    )
    d.step(
        "A quantum's share is its rest energy.",
        mean,
        Eliminate(F_total, dark_part),
        Eliminate(M_dm, quanta),
        prints="s1.rest-energy",
    )


scripts = (energies, free_energy, legendre, per_quantum)
