"""Appendix 5. Equations of state: p/n k_B T in two ways, (4a), (4b), the critical temperature (5), and (7).

The phases are chosen here, and differently from place to place. Eliminating the wavelength leaves exp(i (gamma - nu)),
eliminating the fugacity exp(i (gamma - 2 nu)). With the phases that make n positive, nu = pi/2, the second member of
(4a) is minus the third on the principal branch: (4a) contradicts itself. Squared it does not, so that (4b) stands, and
follows from (A.2) alone.
"""

from sympy import I, Integer, Rational, S, exp, log, oo, pi, sqrt, zeta

from dehsym.claim import Reading
from dehsym.derivation import Ledger, Step, derivation
from dehsym.grant import GrantKind
from dehsym.proposition import Operator, Relation
from dehsym.rules.algebra import Choose, Divide, Eliminate, Extend, Members, Multiply, OnRight, SolveFor
from dehsym.rules.calculus import TakeLimit
from dehsym.rules.consistency import ChainConsistently
from dehsym.rules.roots import SquareBoth, TakeRoot
from derivations.deh4.symbols import (
    Lambda_B,
    Lambda_c,
    N,
    T,
    T_c,
    V,
    beta,
    gamma,
    h,
    k_B,
    m,
    n,
    nu,
    omega,
    p,
    phi,
)

_AT_T_C = {"T_C": T_c}


@derivation("Appendix 5", "The ratio p/n k_B T, in two ways")
def equations_of_state(d: Ledger) -> None:
    """2 exp(i (gamma - nu)) ln(phi)^(1/2), 2 pi^(-1/2) n Lambda_B^3 exp(i (gamma - 2 nu)), and the paper's phases."""
    density = _density(d)
    pressure = d.step("(A.3) in the same limit:", d.cite("A.3"), TakeLimit(V, oo))
    ratio = d.step("The ratio asked for:", pressure, Divide(n), prints=Reading("a5.question", {"P": p}))

    by_wavelength = _without_wavelength(d, pressure, density)
    d.step(
        "The phases of the paper for this way:",
        by_wavelength,
        Choose({gamma: pi / 2, nu: S.Zero}, "as the paper has it for this way", GrantKind.PHASE),
        prints=Reading("a5.eliminate-wavelength", stands_for=("4a", 0, 1)),
    )
    squared = d.step(r"The other way. Of the density, $\ln(\phi)$ is known by its square:", density, SquareBoth())
    by_fugacity = d.step("The fugacity eliminated, for any phases:", ratio, Eliminate(log(phi), squared))
    d.step(
        "The phases of the paper for that way:",
        by_fugacity,
        Choose({gamma: pi, nu: pi / 2}, "as the paper has it for that way", GrantKind.PHASE),
        prints=Reading("a5.eliminate-fugacity", stands_for=("4a", 0, 2)),
    )


def _density(d: Ledger) -> Step:
    """n = [pi ln(phi)]^(1/2) exp(i nu)/Lambda_B^3."""
    return d.step("(A.2) as the volume grows, at a fixed fugacity:", d.cite("A.2"), Members(0, 2), TakeLimit(V, oo))


def _without_wavelength(d: Ledger, source: Step, density: Step) -> Step:
    """Eliminate 1/Lambda_B^3 between a line and the density, and divide by n."""
    cube = d.step("The wavelength by the density:", density, Divide(density.equation.rhs * Lambda_B**3))
    return d.step("The wavelength eliminated, for any phases:", source, Eliminate(Lambda_B ** (-3), cube), Divide(n))


def _positive_density(d: Ledger) -> Step:
    """n = [-pi ln(phi)]^(1/2)/Lambda_B^3, which is (A.2) with nu = pi/2 on the branch where it is positive."""
    squared = d.step("The density squared has no branch.", _density(d), SquareBoth())
    return d.step(
        r"It is positive for $\nu = \pi/2$, and so is the density.",
        squared,
        Choose({nu: pi / 2}, "as in the second way of the paper", GrantKind.PHASE),
        TakeRoot(),
    )


@derivation("Section 4", "The equations of state (4a) and (4b)")
def state_equations(d: Ledger) -> None:
    """p/n k_B T = 2 i ln(phi)^(1/2) = 2 n Lambda_B^3/pi^(1/2), phi = exp(-(n Lambda_B^3)^2/pi) = exp(-(T_c/T)^3/pi)."""
    by_wavelength, by_fugacity = d.cite("a5.eliminate-wavelength"), d.cite("a5.eliminate-fugacity")
    density = _positive_density(d)
    both = d.step(
        "Both results as one equation, although each has phases of its own.",
        by_wavelength,
        ChainConsistently(by_fugacity, density),
        prints="4a",
    )
    d.step("What the second result is in terms of the fugacity:", by_fugacity, Extend(Eliminate(n, density)))
    d.step("The fugacity by (A.2) alone:", density, SquareBoth(), SolveFor(phi))

    critical = _critical_temperature(d)
    fugacity = d.step("The paper's way to it: (4a), squared.", both, Members(1, 2), SquareBoth(), SolveFor(phi))
    d.step(
        "The density by the critical temperature:",
        fugacity,
        Extend(Eliminate(n, critical)),
        OnRight(Eliminate(Lambda_B, d.cite("2"))),
        prints=Reading("4b", _AT_T_C),
    )


def _critical_temperature(d: Ledger) -> Step:
    """T_c = h^2 n^(2/3)/(2 pi m k_B)."""
    wavelength = d.let(
        "The thermal wavelength at the critical temperature.", Lambda_c, h / sqrt(2 * pi * m * k_B * T_c)
    )
    exact = d.given(
        "Condensation of an ideal Bose gas sets in where the excited states are full",
        n * Lambda_c**3,
        zeta(Rational(3, 2)),
        kind=GrantKind.CITATION,
        cite="Pathria & Beale, Statistical Mechanics, 7.1; Annett, Ch. 2; derived in bose_gas",
    )
    filled = d.leap(
        "The paper has one quantum in a thermal volume there.",
        exact,
        n * Lambda_c**3,
        Integer(1),
        because=r"with 1 in the place of $\zeta(3/2)$, so that $T_c$ is $\zeta(3/2)^{2/3}$ times as high",
    )
    return d.step(
        "Solved for the temperature:",
        filled,
        Eliminate(Lambda_c, wavelength),
        SolveFor(T_c),
        prints=Reading("5", _AT_T_C),
    )


@derivation("Appendix 5", "The free energy over the density")
def free_energy_ratio(d: Ledger) -> None:
    """F = N k_B T ln(phi) exp(i (omega - nu)), and the paper's phases."""
    temperature = d.let("The inverse temperature.", beta, 1 / (k_B * T))
    number = d.let("The number density.", n, N / V)
    density = _density(d)
    ratio = _without_wavelength(d, d.cite("A.4"), density)
    whole = d.step("For all quanta:", ratio, Eliminate(n, number), Eliminate(beta, temperature), Multiply(N * k_B * T))
    d.step(
        r"Only the difference of the phases matters; the paper's is $\pi$.",
        whole,
        Choose({omega: pi, nu: S.Zero}, "as the paper has it for (7)", GrantKind.PHASE),
        prints=Reading("a5.free-energy", stands_for=("7", 0, 1)),
    )
    sign = (exp(I * (omega - nu))).xreplace({omega: pi, nu: S.Zero})
    d.remark(
        "c.signs",
        r"the sign of (7) is that of $\exp[i(\omega - \nu)]$, for which the values chosen will do",
        whole,
        relation=Relation(sign, Operator.EQUAL, Integer(-1)),
    )


@derivation("Section 4", "Equation (7)")
def free_energy_of_state(d: Ledger) -> None:
    """F = -N k_B T ln(phi)."""
    d.step("As Appendix 5 has it:", d.cite("a5.free-energy"), Members(0, 1), prints="7")


scripts = (equations_of_state, state_equations, free_energy_ratio, free_energy_of_state)
