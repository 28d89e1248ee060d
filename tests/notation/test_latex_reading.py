"""The paper's displayed equations read from their print, and the notation that is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Derivative,
    E,
    Expr,
    Function,
    I,
    Integer,
    Integral,
    LambertW,
    Mul,
    Pow,
    Product,
    Rational,
    Sum,
    Symbol,
    cos,
    exp,
    log,
    oo,
    pi,
    sin,
    sqrt,
)

from dehsym.catalogue import Catalogue
from dehsym.errors import NotationError
from dehsym.heads import ContourIntegral, Differential, ExcitedSum, StateSum, UniqueRoot
from dehsym.notation.latex_reader import Chain, read_latex
from derivations.deh4 import symbols as s
from tests.notation.refusal import refused

INVENTORY = json.loads((Path(s.__file__).parent / "inventory.json").read_text())
PRINTED = {row["id"]: row["printed_latex"] for row in INVENTORY["equations"]}

# Which of the symbols that share a letter a part of the paper means by it.
GAS: dict[str, Expr] = {
    "N": s.N, "n": s.n, r"\phi": s.phi, r"\nu": s.nu, "z": s.z, r"\langle F \rangle": s.F, r"\sigma_F^2": s.variance_F
}  # fmt: skip
OSCILLATOR = {**GAS, r"\nu": s.nu_light}
STATES = {**GAS, "n": s.n_q}
ANGLE = {**GAS, r"\phi": s.theta}

x_T, F = s.k_B * s.T, s.F
thermal = s.Lambda_B**3
bose = s.n * thermal
arc = exp(I * s.theta)

READINGS: list[tuple[str, dict[str, Expr], tuple[Expr, ...]]] = [
    ("1", GAS, (F / x_T, s.m * s.c**2 / x_T, s.beta * s.mu / (exp(s.beta * s.mu) - 1), log(bose) / (bose - 1))),
    ("2", GAS, (s.Lambda_B, s.h / sqrt(2 * pi * s.m * x_T))),
    ("s2.method-one", GAS, (s.m * s.c**2 / x_T, log(bose) / bose)),
    ("3", GAS, (s.m * s.c**2 / x_T, 1 / E)),
    ("s2.method-two", GAS, (s.m * s.c**2 / x_T, s.beta * s.mu / (exp(s.beta * s.mu) - 1), Integer(1))),
    ("s3.variance", GAS, (s.variance_U, s.U2_mean - s.U_mean**2)),
    ("s3.variance-derivative", GAS, (s.variance_U, -Derivative(s.U_mean, s.beta))),
    ("s3.helmholtz", GAS, (s.F_total, -s.p * s.V + s.mu * s.N)),
    ("s3.per-quantum", GAS, (F, s.F_total / s.N, s.mu - x_T, s.mu - 1 / s.beta)),
    ("s3.temperature-variance", GAS, (s.variance_F, s.beta**-2, F**2)),
    ("s3.number-variance-mu", GAS, (s.variance_F, s.mu**2 * s.variance_N)),
    ("s3.number-variance", GAS, (s.variance_F, s.mu * F)),
    ("s3.bernoulli", GAS, (s.variance_F, -Derivative(F, s.beta), F**2 + s.mu * F)),
    ("s3.planck", OSCILLATOR, (s.E_mean, s.h * s.nu_light / (exp(s.beta * s.h * s.nu_light) - 1))),
    ("4a", GAS, (s.p / (s.n * x_T), 2 * I * sqrt(log(s.phi)), 2 / sqrt(pi) * bose)),
    ("7", GAS, (s.F_total, -s.N * x_T * log(s.phi))),
    ("s4.virial-term", GAS, (bose / sqrt(Integer(32)), Rational(189, 1000))),
    ("a1.integral", ANGLE, (s.arc_integral, ContourIntegral(s.f_z / (s.z - s.a), s.z))),
    ("a1.circle", ANGLE, (s.rho * arc, s.z - s.a)),
    ("a1.differential", ANGLE, (Differential(s.z), s.rho * I * arc * Differential(s.theta))),
    (
        "a1.arc-half",
        ANGLE,
        (I * Integral(Integer(1), s.theta), I * Integral(Integer(1), (s.theta, -pi, 0)), pi * I),
    ),
    (
        "a1.arc-second",
        ANGLE,
        (I * Integral(Integer(1), s.theta), I * Integral(Integer(1), (s.theta, 5 * pi / 2, 7 * pi / 2)), pi * I / 2),
    ),
    ("A.1", ANGLE, (s.arc_integral, s.f_z.func(s.a) * pi * exp(I * s.nu))),
    ("a2.sum", STATES, (s.N, StateSum(s.phi / (exp(s.beta * s.eps_n) - s.phi), s.n_q))),
    ("a2.levels", STATES, (s.eps_n, s.n_q**2 * s.h**2 / (8 * s.m * s.V ** Rational(2, 3)))),
    ("a2.quantum-number", STATES, (s.n_q**2, s.n_x**2 + s.n_y**2 + s.n_z**2)),
    ("a2.octant", STATES, (s.tau, pi * s.n_q**3 / 6, pi * s.n_q**3 / 6)),
    ("a2.shell", STATES, (Differential(s.tau), pi * s.n_q**2 * Differential(s.n_q) / 2)),
    (
        "a2.integral",
        STATES,
        (s.N, pi * s.phi / 2 * Integral(s.n_q**2 / (exp(s.alpha * s.n_q**2) - s.phi), (s.n_q, 0, oo))),
    ),
    (
        "a2.contour-z",
        STATES,
        (s.N, pi * s.phi / (4 * s.alpha ** Rational(3, 2)) * ContourIntegral(s.z**2 / (exp(s.z**2) - s.phi), s.z)),
    ),
    (
        "a2.contour-xi",
        STATES,
        (s.N, pi * s.phi / (8 * s.alpha ** Rational(3, 2)) * ContourIntegral(sqrt(s.xi) / (exp(s.xi) - s.phi), s.xi)),
    ),
    # The letter phi is the angle on the left and, hidden in exp(beta mu), the fugacity on the right: one reading cannot
    # carry both, and here it is the angle.
    ("a2.circle", ANGLE, (s.rho * arc, exp(s.xi) - exp(s.beta * s.mu))),
    ("a2.circle-differential", ANGLE, (s.rho * I * arc * Differential(s.theta), exp(s.xi) * Differential(s.xi))),
    (
        "A.2",
        GAS,
        (s.n, s.N / s.V, sqrt(pi * log(s.phi)) * exp(I * s.nu) / thermal + s.phi / (s.V * (1 - s.phi))),
    ),
    (
        "a3.contour-pole",
        GAS,
        (
            s.p * s.V / x_T,
            -pi / (4 * s.alpha ** Rational(3, 2)) * ContourIntegral(s.z**2 / (s.z - sqrt(log(s.phi))), s.z),
        ),
    ),
]


@pytest.mark.parametrize(("claim", "override", "members"), READINGS, ids=[row[0] for row in READINGS])
def test_printed_equation_is_read(claim: str, override: dict[str, Expr], members: tuple[Expr, ...]) -> None:
    assert read_latex(PRINTED[claim], s.catalogue, {**s.catalogue.letters, **override}).members == members


def test_every_equation_of_the_derived_sections_is_covered() -> None:
    wanted = {row["id"] for row in INVENTORY["equations"] if row["where"] in ("Section 3", "Appendix 1", "Appendix 2")}
    assert wanted <= {claim for claim, _, _ in READINGS}


def test_relations() -> None:
    assert read_latex(PRINTED["s2.method-two"], s.catalogue, {**s.catalogue.letters, **GAS}).relations == ("=", "->")
    assert read_latex(r"T > 0", s.catalogue, s.catalogue.letters) == Chain((s.T, Integer(0)), (">",))
    assert read_latex(r"T \le V \neq p \approx 1.5", s.catalogue, s.catalogue.letters).relations == ("<=", "!=", "~")


def small() -> tuple[Catalogue, Symbol, Symbol, Expr]:
    """A catalogue of two symbols and a function, without shared letters."""
    catalogue = Catalogue()
    a, b = catalogue.symbol("a", meaning="a"), catalogue.symbol("b", latex=r"\beta", meaning="b")
    return catalogue, a, b, catalogue.function("g", b, meaning="g")


SMALL, a, b, g = small()

NOTATION: list[tuple[str, Expr]] = [
    (r"2 a \beta", 2 * a * b),
    (r"a(1-\beta)", a * (1 - b)),
    (r"2i(a+1)", 2 * I * (a + 1)),
    (r"g", g),
    (r"g(a) + g^2(a)", g.func(a) + g**2 * a),
    (r"\frac12 a + \frac{1}{3}", a / 2 + Rational(1, 3)),
    (r"\sqrt[3]{a} + \sqrt a", a ** Rational(1, 3) + sqrt(a)),
    (r"a^{2}a^2{a}^{-1}", a**3),
    (r"\left( a + \left[ \beta \right] \right)\,a", a * (a + b)),
    (r"\sin^2 a + \sin^{2}(a)", 2 * sin(a) ** 2),
    (r"\ln \cos \beta", log(cos(b))),
    (r"\log_2(a) + \log a", log(a) / log(2) + log(a)),
    (r"\left| -a \right| + \lvert a \rvert", 2 * a),
    (r"3! + \binom{4}{2}", Integer(12)),
    (r"8.45 \times 10^{49}", Integer(845) * Integer(10) ** 47),
    (r"a \cdot \beta / 2", a * b / 2),
    (r"\frac{d^2 g}{d\beta^2}", Derivative(g, (b, 2))),
    (r"\frac{\partial g}{\partial \beta}", Derivative(g, b)),
    (r"\frac{d}{d\beta}\left[ a g \right]", Derivative(a * g, b)),
    (r"\frac{d a}{d \beta}", Differential(a) / Differential(b)),
    (r"\int a + \beta\,da", Integral(a + b, a)),
    (r"\int_0^1 \int_0^a \beta\,d\beta\,da", Integral(b, (b, 0, a), (a, 0, 1))),
    (r"\int_{0}^{a} \frac{da}{\beta} \beta", b * Integral(1 / b, (a, 0, a))),
    (r"\int a/2\,da", Integral(a / 2, a)),
    (r"\int_0^1 \int_0^1 da\,d\beta", Integral(Integer(1), (a, 0, 1), (b, 0, 1))),
    (r"\int \mathrm{d}a", Integral(Integer(1), a)),
    (r"\sum_{a=1}^{\infty} a^{-2}", Sum(a**-2, (a, 1, oo))),
    (r"\prod_{a=1}^{3} a", Product(a, (a, 1, 3))),
    (r"\sum_{a \neq 0} a\beta + 1", ExcitedSum(a * b, a) + 1),
    (r"e^{i\pi} + \mathrm{e}", E - 1),
    (r"a = a \quad (4b)", a),
    (r"\operatorname{root}_{0 \le a \le 2}[a^2 - \beta]", UniqueRoot(a**2 - b, a, 0, 2)),
    (r"\operatorname{W}_{-1}(a) + \operatorname{W}(a)", LambertW(a, Integer(-1)) + LambertW(a)),
    (r"\frac{a}{4(a-\beta)}", Mul(a, Rational(1, 4), Pow(a - b, Integer(-1)))),
    (r"\frac{a-\beta}{4} a", Mul(Rational(1, 4), a, a - b)),
    (r"a, \tag{A.1}", a),
]


@pytest.mark.parametrize(("text", "wanted"), NOTATION, ids=[text for text, _ in NOTATION])
def test_notation_is_read(text: str, wanted: Expr) -> None:
    assert read_latex(text, SMALL).members[0] == wanted


def test_longest_name_wins_and_override_adds_a_spelling() -> None:
    catalogue = Catalogue()
    n, n_x, square = (
        catalogue.symbol(name, latex=tex, meaning=name) for name, tex in (("n", "n"), ("k", "n_x"), ("q", "n^2"))
    )
    assert read_latex("n_x + n_{x} + n", catalogue).members == (2 * n_x + n,)
    assert read_latex("n^{2} + n^3", catalogue).members == (square + n**3,)
    assert read_latex(r"\nu_1", catalogue, {r"\nu_{1}": n}).members == (n,)


def test_a_catalogued_d_is_a_symbol_and_upright_d_stays_a_differential() -> None:
    catalogue = Catalogue()
    d, T = catalogue.symbol("d", meaning="distance"), catalogue.symbol("T", meaning="temperature")
    assert read_latex(r"d T", catalogue).members == (d * T,)
    assert read_latex(r"\frac{d T}{d}", catalogue).members == (T,)
    assert read_latex(r"\int d\,\mathrm{d}T", catalogue).members == (Integral(d, T),)


REFUSALS = [
    ("", "a factor is wanted at position 1, found 'the end'"),
    ("q", "unknown name 'q' at position 1"),
    (r"a + \bata", r"unknown name '\\bata' at position 5; did you mean '\\beta'?"),
    ("a_x", "unknown name 'a_x' at position 1"),
    (r"\langle W \rangle", r"unknown name '\\langleW\\rangle' at position 1"),
    (r"a \text{ kg}", r"unknown name '\\text' at position 3"),
    ("a = ?", "unexpected character '?' at position 5"),
    ("(a]", "')' is wanted at position 3, found ']'"),
    (r"\left(a", "')' is wanted at position 8, found 'the end'"),
    ("a/2a", "a/bc has two readings at position 4: write a \\frac"),
    ("2 3", "two numbers side by side at position 3: write \\cdot"),
    ("a^23", "braces are wanted around '23' at position 3"),
    ("a^2^3", "no '^' is wanted at position 4"),
    (r"\ln a \beta", r"brackets are wanted around the argument of \ln before 7"),
    (r"\sin 2 a", r"brackets are wanted around the argument of \sin before 8"),
    (r"\sin^{-1}(a)", "a positive whole power of a function is wanted before position 10"),
    (r"\int a", "the differential of an integral is wanted before position 7"),
    (r"\int da\,\beta", "the integrand is wanted before the differential, at position 10"),
    (r"\int da/a", "the integrand is wanted before the differential, at position 8"),
    (r"\int_0 a\,da", "both ends of an integral are wanted, or none"),
    (r"\frac{dg}{da}", "a function of a is wanted in the derivative, found g(b) at position 6"),
    (r"\frac{\partial a}{\partial \beta}", "a function of b is wanted in the derivative, found a"),
    (r"\frac{d^2 g}{d\beta}", "order 2 is wanted in the denominator of the derivative at position 6"),
    ("g(a, a)", "1 argument(s) are wanted at position 2"),
    (r"\frac{1}{a - a}", "division by zero"),
    (r"10^{10^{9}}", "number too large"),
    ("a == a", "a factor is wanted at position 4, found '='"),
    (
        r"\operatorname{root}_{0 \le a \le a}[a]",
        "a symbol that the ends do not hold is wanted as the variable of a root",
    ),
    (r"\operatorname{root}_{0 \le a}[a]", r"'\\le' is wanted at position"),
    ("a + -a", "a factor is wanted at position 5, found '-'"),
]


@pytest.mark.parametrize(("text", "message"), REFUSALS, ids=[text for text, _ in REFUSALS])
def test_refusal_says_what_and_where(text: str, message: str) -> None:
    refused(lambda: read_latex(text, SMALL), message)


def test_shared_letter_is_ambiguous_without_override() -> None:
    with pytest.raises(NotationError, match="'n' at position 1 is ambiguous: n or n_q; say which is meant"):
        read_latex("n", s.catalogue)


TOO_LARGE = [
    "(" * 3000 + "a" + ")" * 3000, "a" * 20_000, r"\frac{1}{" * 70 + "a" + "}" * 70, r"\ln " * 100 + "a",
    "+".join(["a"] * 4000), "a^{" * 70 + "a" + "}" * 70, r"\sqrt{" * 70 + "a" + "}" * 70, "9^{9^{9^{9}}}",
]  # fmt: skip


@pytest.mark.parametrize("text", TOO_LARGE, ids=[text[:12] for text in TOO_LARGE])
def test_what_is_too_large_is_refused(text: str) -> None:
    with pytest.raises(NotationError, match=r"too large|deeper than|characters of LaTeX"):
        read_latex(text, SMALL)


def test_deepest_allowed_nesting_is_read() -> None:
    for opening, closing in (("(", ")"), (r"\frac{1}{1+", "}"), (r"\exp(1+", ")"), ("a^{", "}")):
        assert read_latex(opening * 28 + "a" + closing * 28, SMALL).members[0].has(a)


WORDS = [
    r"\frac", r"\sqrt", r"\int", r"\oint", r"\sum", r"\prod", r"\ln", r"\exp", r"\sin", r"\left(", r"\right)", "{", "}",
    "{", "}", "(", ")", "[", "]", "^", "_", "a", r"\beta", "g", "d", r"\partial", "=", "+", "-", "/", "1", "2", "0.5",
    r"\pi", "e", "i", r"\infty", r"\cdot", "!", ",", r"\operatorname{Li}", r"\lvert", r"\rvert", r"\tag{1}", r"\,", "|",
    r"\langle", r"\rangle", r"\frac{d", r"}{d\beta}", r"\int_0^1", "da", r"\sum_a", r"\to", "&", "\\",
]  # fmt: skip


@settings(max_examples=800, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(WORDS), max_size=20).map("".join) | st.text(max_size=40))
def test_only_notation_errors_come_out(text: str) -> None:
    try:
        chain = read_latex(text, SMALL)
    except NotationError:
        return
    assert len(chain.members) == len(chain.relations) + 1


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=20))
def test_only_notation_errors_come_out_of_overrides(latex: str) -> None:
    try:
        chain = read_latex(latex, SMALL, {latex: Function("h")(b)})
    except NotationError:
        return
    assert chain.members
