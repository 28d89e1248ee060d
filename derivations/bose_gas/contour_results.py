"""Section 7. What the contour results of "A Dark Energy Hypothesis IV" keep of the exact gas, and what they leave out.

The integrals of the exact gas, over the whole line in the root of the energy, have poles at roots of 2 pi i k - alpha.
The integral once round the one next to the real axis *is* the term that is not analytic at alpha = 0: of density,
pressure and energy alike. The paper takes that pole alone, with pi in the place of 2 pi (its Equation (A.1)): half the
singular term, in modulus. The power series in alpha, which begins with zeta(3/2) or zeta(5/2), is what it leaves out.
Its pressure (A.3) goes with another power of alpha and is no part of the exact pressure.
"""

from sympy import Abs, Expr, I, Integral, Rational, S, exp, log, oo, pi, sqrt

from dehsym.claim import Reading
from dehsym.derivation import Ledger, Step, derivation
from dehsym.grant import GrantKind
from dehsym.rules.algebra import Chain, Eliminate, Members, Multiply
from dehsym.rules.calculus import ChangeVariable, ExtendEven, TakeLimit
from dehsym.rules.circles import ResidueInside, around
from dehsym.rules.parts import linear
from dehsym.rules.substitution import Substitute
from derivations.bose_gas.number import of_order
from derivations.bose_gas.symbols import (
    FIVE_HALVES,
    ORDERS,
    THREE_HALVES,
    F_contour,
    N_contour,
    P_contour,
    P_parts,
    T,
    V,
    alpha,
    beta,
    gamma_3,
    jump,
    k_B,
    lambda_T,
    linear_term,
    n_contour,
    nu_2,
    omega_4,
    part,
    quotient,
    residue,
    singular,
    slopes,
    t,
    theta,
    w,
    x,
    y,
    z,
)

_TOGEAS = "J. Togeas, A Dark Energy Hypothesis IV, JHEPGC 11 (2025) 45-55"
_LETTERS: dict[str, Expr] = {r"\phi": z, r"\Lambda_B": lambda_T, "k_B": k_B, r"\beta": beta}
_AT_ALPHA = Substitute({z: exp(-alpha)})


@derivation("Section 7", "The pole next to the real axis")
def poles(d: Ledger) -> None:
    """Once round w = i sqrt(alpha), the integrand of g_s over the whole line gives the singular term of g_s."""
    for text, order in ORDERS.items():
        whole = d.step(
            r"In the root of the energy, over the whole line, at $z = \exp(-\alpha)$:",
            of_order(d, order),
            ChangeVariable(x, y**2, y),
            ExtendEven(w),
            _AT_ALPHA,
        )
        integral = linear(Integral, whole.equation.rhs)
        circle = d.let(
            "The same integrand once round its pole next to the real axis.",
            residue[order],
            around(integral.factor * integral.part.function, w, I * sqrt(alpha), sqrt(alpha) / 4, theta),
        )
        d.step(
            "That is the singular term, all of it and no more.",
            circle,
            ResidueInside(),
            Chain(d.cite(f"s6.singular-{text}")),
            prints=f"s7.pole-{text}",
        )


@derivation("Section 7", "The density of (A.2)")
def contour_density(d: Ledger) -> None:
    """The main term of (A.2) is half the singular term of g_(3/2) in modulus."""
    defined = d.let("The number density of the paper.", n_contour, N_contour / V)
    stated = d.given(
        "What the paper finds for it",
        N_contour / V,
        sqrt(pi * log(z)) * exp(I * nu_2) / lambda_T**3 + z / (V * (1 - z)),
        kind=GrantKind.CITATION,
        cite=_TOGEAS,
    )
    letters = {**_LETTERS, "n": n_contour, "N": N_contour, r"\nu": nu_2}
    printed = d.step("Equation (A.2):", defined, Chain(stated), prints=Reading("deh4.A.2", letters))
    main = d.step(
        r"Its main term, in units of the wavelength and at $z = \exp(-\alpha)$:",
        printed,
        Members(0, 2),
        TakeLimit(V, oo),
        Multiply(lambda_T**3),
        _AT_ALPHA,
    )
    compared = _by_singular_term(d, "2", n_contour * lambda_T**3, Eliminate(n_contour, main), order=THREE_HALVES)
    d.step(
        r"With the phase $3\pi/2$, which makes the paper's density positive, its sign is not that of the singular "
        "term.",
        compared,
        Substitute({nu_2: 3 * pi / 2}),
        prints="s7.opposite-2",
    )


@derivation("Section 7", "The energy of (A.4), and the pressure that goes with it")
def contour_energy(d: Ledger) -> None:
    """The result of (A.4), and two thirds of it, are half the singular terms of (3/2) g_(5/2) and g_(5/2)."""
    stated = d.given(
        "What the paper finds for the sum of the energies, which it calls F",
        beta * F_contour / V,
        sqrt(pi) * log(z) ** (THREE_HALVES) * exp(I * omega_4) / lambda_T**3,
        kind=GrantKind.CITATION,
        cite=_TOGEAS,
        prints=Reading("deh4.A.4", {**_LETTERS, "F": F_contour, r"\omega": omega_4}),
    )
    main = d.step(r"In units of the wavelength and at $z = \exp(-\alpha)$:", stated, Multiply(lambda_T**3), _AT_ALPHA)
    energy = beta * F_contour / V * lambda_T**3
    _by_singular_term(d, "4", energy, Eliminate(F_contour, main), order=FIVE_HALVES, times=THREE_HALVES)
    by_parts = d.given(
        "The pressure is two thirds of the energy density (Section 3, by parts)",
        P_parts,
        Rational(2, 3) * F_contour / V,
        kind=GrantKind.CITATION,
        cite="Pathria & Beale, Statistical Mechanics, 7.1",
    )
    eliminated = (Eliminate(P_parts, by_parts), Eliminate(F_contour, main))
    _by_singular_term(d, "B", beta * P_parts * lambda_T**3, *eliminated, order=FIVE_HALVES)


@derivation("Section 7", "The pressure of (A.3)")
def contour_pressure(d: Ledger) -> None:
    """The main term of (A.3) goes as alpha; the singular term as alpha^(3/2), and the regular alpha has -zeta(3/2)."""
    stated = d.given(
        "What the paper finds for the pressure",
        P_contour / (k_B * T),
        2 * sqrt(pi) * log(z) * exp(I * gamma_3) / lambda_T**3 - log(1 - z) / V,
        kind=GrantKind.CITATION,
        cite=_TOGEAS,
        prints=Reading("deh4.A.3", {**_LETTERS, "p": P_contour, r"\gamma": gamma_3}),
    )
    main = d.step(
        r"Its main term, in units of the wavelength and at $z = \exp(-\alpha)$:",
        stated,
        TakeLimit(V, oo),
        Multiply(lambda_T**3),
        _AT_ALPHA,
    )
    whole = P_contour / (k_B * T) * lambda_T**3
    _by_singular_term(d, "3", whole, Eliminate(P_contour, main), order=FIVE_HALVES)
    slope = slopes[linear_term]
    first_power = d.let(
        r"Its modulus by that of the first power of $\alpha$.", part["linear"], Abs(whole) / (slope * alpha)
    )
    by_first = d.step(
        "That is no simple number either: no term of the exact pressure is the paper's.",
        first_power,
        Eliminate(P_contour, main),
        Eliminate(slope, d.cite("s6.linear")),
        prints="s7.linear-3",
    )
    d.quantity("pressure-by-first-power", by_first)


@derivation("Section 7", "The singular term and the jump")
def singular_by_jump(d: Ledger) -> None:
    """In modulus the singular terms are half the jumps at the mirror place t = exp(alpha) on the cut."""
    for text, order in ORDERS.items():
        across = d.step("The jump at the mirror place:", d.cite(f"s6.jump-{text}"), Substitute({t: exp(alpha)}))
        share = d.let("The singular term by it, in modulus.", part[text], Abs(singular[order]) / Abs(jump[order]))
        d.step(
            "One half:",
            share,
            Eliminate(singular[order], d.cite(f"s6.singular-{text}")),
            Eliminate(jump[order], across),
            prints=f"s7.by-jump-{text}",
        )


def _by_singular_term(
    d: Ledger, name: str, term: Expr, *eliminated: Eliminate, order: Rational, times: Rational = S.One
) -> Step:
    """A contour result by the singular term of the exact one, and the modulus of that quotient."""
    text = str(order)
    by_singular = d.let(
        "It by the singular term of the exact result.", quotient[name], term / (times * singular[order])
    )
    compared = d.step(
        "Put in:",
        by_singular,
        *eliminated,
        Eliminate(singular[order], d.cite(f"s6.singular-{text}")),
        prints=f"s7.ratio-{name}",
    )
    size = d.let("In modulus.", part[name], Abs(quotient[name]))
    d.step("Whatever the phase:", size, Eliminate(quotient[name], compared), prints=f"s7.modulus-{name}")
    return compared


scripts = (poles, contour_density, contour_energy, contour_pressure, singular_by_jump)
