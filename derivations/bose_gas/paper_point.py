"""Section 8. Both gases at the fugacity of the paper's illustration, phi = exp(-1/e): the exact one and the paper's."""

from sympy import Abs, E, exp, pi, sqrt

from dehsym.derivation import Ledger, derivation
from dehsym.grant import GrantKind
from dehsym.rules.algebra import Eliminate, SolveFor
from dehsym.rules.substitution import Substitute
from derivations.bose_gas.symbols import (
    THREE_HALVES,
    P,
    T,
    T_c,
    alpha,
    degeneracy,
    degeneracy_A,
    h,
    k_B,
    lambda_T,
    m,
    n,
    n_contour,
    quotient,
    ratio,
    ratio_A,
    relative_T_c,
    singular,
    z,
)

_TOGEAS = "J. Togeas, A Dark Energy Hypothesis IV, JHEPGC 11 (2025) 45-55"
_HERE = Substitute({z: exp(-1 / E)})


@derivation("Section 8", "The exact gas at the paper's fugacity")
def exact_point(d: Ledger) -> None:
    """n lambda^3 = g_(3/2)(phi), P/nkT = g_(5/2)(phi)/g_(3/2)(phi), T_c/T = (g_(3/2)(phi)/zeta(3/2))^(2/3)."""
    wave = d.let("The thermal wavelength.", lambda_T, h / sqrt(2 * pi * m * k_B * T))
    occupation = d.let("Particles in a cube of that wavelength.", degeneracy, n * lambda_T**3)
    dense = d.step("By the fugacity:", occupation, Eliminate(n, d.cite("7.1.N")))
    d.quantity("exact-degeneracy", d.step(r"At $\phi = \exp(-1/e)$:", dense, _HERE, prints="s8.degeneracy"))
    quotient = d.let("The pressure in units of that of a classical gas.", ratio, P / (n * k_B * T))
    compressed = d.step(
        "Likewise:",
        quotient,
        Eliminate(P, d.cite("7.1.P")),
        Eliminate(n, d.cite("7.1.N")),
        _HERE,
        prints="s8.pressure",
    )
    d.quantity("exact-pressure-ratio", compressed)
    relative = d.let("The critical temperature in units of the temperature.", relative_T_c, T_c / T)
    density = d.step("The density by the number in a cube:", occupation, SolveFor(n), Eliminate(lambda_T, wave))
    critical = d.step(
        "It depends on the number in a cube alone.",
        relative,
        Eliminate(T_c, d.cite("7.1.Tc")),
        Eliminate(n, density),
        Eliminate(degeneracy, dense),
        _HERE,
        prints="s8.critical-temperature",
    )
    d.quantity("exact-critical-temperature-ratio", critical)


@derivation("Section 8", "The paper's gas at that fugacity")
def contour_point(d: Ledger) -> None:
    """n lambda^3 = sqrt(pi/e) and P/nkT = 2/sqrt(e)."""
    occupation = d.let("The modulus of the number in a cube by (A.2).", degeneracy_A, Abs(n_contour * lambda_T**3))
    defined = d.let(
        "That of the main term by the singular term.", quotient["2"], n_contour * lambda_T**3 / singular[THREE_HALVES]
    )
    size = d.step(
        "Half the singular term, by Section 7:",
        occupation,
        Eliminate(n_contour, defined),
        Eliminate(quotient["2"], d.cite("s7.ratio-2")),
        Eliminate(singular[THREE_HALVES], d.cite("s6.singular-3/2")),
    )
    there = d.step(r"At $\phi = \exp(-1/e)$:", size, Substitute({alpha: 1 / E}), prints="s8.contour-degeneracy")
    d.quantity("contour-degeneracy", there)
    pressure = d.given(
        "The paper's equation of state (4a), its outer members",
        ratio_A,
        2 / sqrt(pi) * degeneracy_A,
        kind=GrantKind.CITATION,
        cite=_TOGEAS,
    )
    with_it = d.step("With that:", pressure, Eliminate(degeneracy_A, there), prints="s8.contour-pressure")
    d.quantity("contour-pressure-ratio", with_it)


scripts = (exact_point, contour_point)
