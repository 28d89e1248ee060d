"""Printing: the paper's equations come out as the paper types them, and whatever is printed is read back unchanged."""

from __future__ import annotations

import re

import pytest
from sympy import (
    Add,
    Derivative,
    E,
    Expr,
    Function,
    I,
    Integer,
    Integral,
    Limit,
    Mul,
    Product,
    Rational,
    Sum,
    Symbol,
    cos,
    exp,
    gamma,
    log,
    nan,
    oo,
    pi,
    sin,
    sqrt,
    zoo,
)

from dehsym.catalogue import Catalogue
from dehsym.equation import Equation
from dehsym.heads import ContourIntegral, Differential, ExcitedSum, StateSum
from dehsym.notation import latex_names
from dehsym.notation.functions import FUNCTIONS
from dehsym.notation.latex_reader import read_latex
from dehsym.notation.typed import read_expression
from dehsym.render.latex import latex_equation, latex_expression
from derivations.deh4 import symbols as s

thermal = s.Lambda_B**3
bose = s.n * thermal
x_T = s.k_B * s.T

EQUATIONS: list[tuple[tuple[Expr, ...], str]] = [
    (
        (s.n, s.N / s.V, sqrt(pi * log(s.phi)) * exp(I * s.nu) / thermal + s.phi / (s.V * (1 - s.phi))),
        r"n = \frac{N}{V} = \frac{[\pi \ln(\phi)]^{1/2} \exp(i\nu)}{\Lambda_B^3} + \frac{\phi}{V(1-\phi)}",
    ),
    (
        (s.F / x_T, s.m * s.c**2 / x_T, s.beta * s.mu / (exp(s.beta * s.mu) - 1), log(bose) / (bose - 1)),
        r"\frac{\langle F \rangle}{k_B T} = \frac{mc^2}{k_B T} = \frac{\beta\mu}{\exp(\beta\mu) - 1}"
        r" = \frac{\ln(n\Lambda_B^3)}{n\Lambda_B^3 - 1}",
    ),
    ((s.Lambda_B, s.h / sqrt(2 * pi * s.m * x_T)), r"\Lambda_B = \frac{h}{\sqrt{2\pi mk_B T}}"),
    ((s.m * s.c**2 / x_T, 1 / E), r"\frac{mc^2}{k_B T} = \frac{1}{e}"),
    (
        (s.variance_F, -Derivative(s.F, s.beta), s.F**2 + s.mu * s.F),
        r"\sigma_F^2 = -\frac{d\langle F \rangle}{d\beta} = \langle F \rangle^2 + \mu\langle F \rangle",
    ),
    ((s.F_total, -s.N * x_T * log(s.phi)), r"F = -Nk_B T \ln(\phi)"),
    (
        (s.arc_integral, ContourIntegral(s.f_z / (s.z - s.a), s.z)),
        r"I = \oint \frac{f(z)\,dz}{z - a}",
    ),
    ((s.arc_integral, pi * s.f_z.func(s.a) * exp(I * s.nu)), r"I = \pi f(a) \exp(i\nu)"),
    (
        (I * Integral(Integer(1), s.theta), I * Integral(Integer(1), (s.theta, 5 * pi / 2, 7 * pi / 2))),
        r"i \int d\phi = i \int_{5\pi/2}^{7\pi/2} d\phi",
    ),
    (
        (s.N, StateSum(s.phi / (exp(s.beta * s.eps_n) - s.phi), s.n_q)),
        r"N = \sum_n \frac{\phi}{\exp(\beta\varepsilon_n) - \phi}",
    ),
    ((Differential(s.tau), pi * s.n_q**2 * Differential(s.n_q) / 2), r"d\tau = \frac{\pi n^2\,dn}{2}"),
    ((s.n_x**2 + s.n_y**2 + s.n_z**2,) * 2, r"n_x^2 + n_y^2 + n_z^2 = n_x^2 + n_y^2 + n_z^2"),
    (
        (s.p * s.V / x_T, -StateSum(log(1 - s.phi * exp(-s.beta * s.eps_n)), s.n_q)),
        r"\frac{pV}{k_B T} = -\sum_n \ln[1 - \phi \exp(-\beta\varepsilon_n)]",
    ),
    ((2 * I * sqrt(log(s.phi)), 2 * bose / sqrt(pi)), r"2i[\ln \phi]^{1/2} = \frac{2n\Lambda_B^3}{\pi^{1/2}}"),
    ((s.phi, exp(-(bose**2) / pi)), r"\phi = \exp\left[-\frac{(n\Lambda_B^3)^2}{\pi}\right]"),
    (
        (s.p, 2 * (s.T_c / s.T) ** 3 * x_T / (sqrt(pi) * thermal)),
        r"p = \frac{2}{\pi^{1/2}} \left(\frac{T_c}{T}\right)^3 \frac{k_B T}{\Lambda_B^3}",
    ),
    ((s.T_c, s.n ** Rational(2, 3) * s.h**2 / (2 * pi * s.m * s.k_B)), r"T_c = \frac{h^2 n^{2/3}}{2\pi mk_B}"),
    ((s.U, s.c**2 * (s.M_dm + s.M_b) + s.U_lambda), r"U = U_\lambda + c^2[M(dm) + M(b)]"),
    ((s.xi, sqrt(s.xi)), r"\xi = \xi^{1/2}"),
    ((s.variance_F, s.F_thermal**2), r"\sigma_F^2 = \langle F \rangle_T^2"),
]


@pytest.mark.parametrize(("members", "latex"), EQUATIONS, ids=[latex for _, latex in EQUATIONS])
def test_the_papers_equations_are_printed_as_a_physicist_types_them(members: tuple[Expr, ...], latex: str) -> None:
    assert latex_equation(Equation.chain(*members), s.catalogue) == latex


def test_integral_over_states_has_its_differential_in_the_numerator() -> None:
    integral = Integral(s.n_q**2 / (exp(s.alpha * s.n_q**2) - s.phi), (s.n_q, 0, oo))
    printed = latex_expression(pi * s.phi / 2 * integral, s.catalogue)
    assert printed.startswith(r"\frac{\pi\phi}{2} \int_0^\infty \frac{n^2\,dn}{\exp(")


x, y, t = Symbol("x"), Symbol("y"), Symbol("t_max")
EXPRESSIONS: list[tuple[Expr, str]] = [
    (1 - x, "1 - x"),
    (x - 1, "x - 1"),
    (-x - 1, "-x - 1"),
    (-(x**2) / 2, r"-\frac{x^2}{2}"),
    (x * (1 - y), "x(1-y)"),
    (Mul(Integer(-1), Add(x, y), evaluate=False), "-(x+y)"),
    (sqrt(Integer(2)) / 2, r"\frac{1}{\sqrt{2}}"),
    (Rational(-3, 4), r"-\frac{3}{4}"),
    (2 * 3**x, r"2 \cdot 3^x"),
    (x ** (y / 2), "x^{y/2}"),
    ((x / y) ** Rational(2, 3), r"\left(\frac{x}{y}\right)^{2/3}"),
    (exp(-x / y), r"\exp\left(-\frac{x}{y}\right)"),
    (log(x) ** 2, r"[\ln x]^2"),
    (1 - x + x**2 / 2, r"1 - x + \frac{x^2}{2}"),
    (sqrt(Integer(2)) * 4, "2^{5/2}"),
    (sqrt(Integer(2)) * 2, r"2\sqrt{2}"),
    ((2 * pi) ** Rational(-3, 2), r"\frac{1}{(2\pi)^{3/2}}"),
    (sqrt(6 / pi) / x, r"\frac{1}{x} \sqrt{\frac{6}{\pi}}"),
    (sin(x) ** 2 * cos(x), r"\cos(x) \sin^2(x)"),
    (Integer(10) ** 4400, "1" + "0" * 4400),
    (-oo, r"-\infty"),
    (t + Symbol("beta_1") + Symbol("spin"), r"\beta_1 + \mathrm{spin} + t_{\mathrm{max}}"),
    (Symbol("a b&c"), r"\mathrm{a b\&c}"),
    (Function("g")(x, y), "g(x, y)"),
    (Derivative(Function("g")(x, y), (x, 2), y), r"\frac{\partial^3g(x, y)}{\partial x^2\,\partial y}"),
    (Derivative(x**2, x), r"\frac{d}{dx}[x^2]"),
    (Sum(x**-2, (x, 1, oo)), r"\sum_{x=1}^\infty \frac{1}{x^2}"),
    (Product(x + 1, (x, 1, 3)), r"\prod_{x=1}^3 (x+1)"),
    (Limit(sin(x) / x, x, 0), r"\lim_{x \to 0^{+}} \frac{\sin(x)}{x}"),
    (x * ExcitedSum(x + y, x), r"x \sum_{x \neq 0} (x+y)"),
    (Integral(x * y, (x, 0, y), (y, 0, 1)), r"\int_0^1 \int_0^y xy\,dx\,dy"),
    (Integral(Integer(1), x) * Integral(Integer(1), y), r"\left(\int dx\right) \int dy"),
    (Differential(x) / Differential(y), r"\frac{dx}{dy}"),
    (zoo, r"\tilde{\infty}"),
    (nan, r"\mathrm{nan}"),
]


@pytest.mark.parametrize(("expr", "latex"), EXPRESSIONS, ids=[latex[:40] for _, latex in EXPRESSIONS])
def test_expression_is_printed(expr: Expr, latex: str) -> None:
    assert latex_expression(expr, Catalogue()) == latex


SPECIAL = {
    "besselj(1, x)": "J_1(x)",
    "hankel1(1, x)": "H^{(1)}_1(x)",
    "polygamma(2, x)": r"\psi^{(2)}\left(x\right)",
    "digamma(x)": r"\psi(x)",
    "lambertw(x)": r"\operatorname{W}(x)",
    "lambertw(x, -1)": r"\operatorname{W}_{-1}(x)",
    "bernoulli(y, x)": "B_y(x)",
    "zeta(x, y)": r"\zeta(x, y)",
    "polylog(3/2, x)": r"\operatorname{Li}_{3/2}(x)",
    "hyp2f1(1, 2, 3, x)": r"{}_{2}F_{1}\left(1, 2; 3; x\right)",
    "factorial(x)": "x!",
    "factorial(x + y)": "(x+y)!",
    "binomial(x, y)**2": r"\binom{x}{y}^2",
    "rf(x, y)": r"\left(x\right)_{y}",
    "abs(x)**3": r"\left\lvert x \right\rvert^3",
    "loggamma(x)": r"\operatorname{Ln}\Gamma(x)",
    "jacobi(x, 1/2, y, 3)": r"P_{x}^{(\frac{1}{2}, y)}\left(3\right)",
    "airyaiprime(x)": r"\operatorname{Ai}'(x)",
}


@pytest.mark.parametrize(("text", "latex"), SPECIAL.items(), ids=list(SPECIAL))
def test_special_function_is_printed_as_the_digital_library_has_it(text: str, latex: str) -> None:
    assert latex_expression(read_expression(text, {"x": x, "y": y}), Catalogue()) == latex


def test_letters_that_the_catalogue_uses_are_not_used_for_functions_and_constants() -> None:
    catalogue = Catalogue()
    names = {"G": r"\Gamma", "charge": "e", "current": "i", "distance": "d", "step": r"\Delta S"}
    g, charge, current, distance, step = (
        catalogue.symbol(name, latex=tex, meaning=name) for name, tex in names.items()
    )
    expr = g * gamma(g) * E * I * charge * current * distance * step**2 * Integral(distance, distance)
    printed = latex_expression(expr, catalogue)
    assert read_latex(printed, catalogue).members == (expr,)
    assert printed.endswith(r"(\Delta S)^2 \operatorname{Gamma}(\Gamma) \int d\,\mathrm{d}d")


KNOWN_OPERATORS = {*latex_names.FUNCTIONS, *latex_names.INDEXED, r"\operatorname{Ln}"}


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_that_can_be_typed_is_printed_with_all_its_arguments(name: str) -> None:
    for count in FUNCTIONS[name].arity or (2,):
        symbols = {f"s{i}": Symbol(f"s{i}") for i in range(count)}
        latex = latex_expression(read_expression(f"{name}({', '.join(symbols)})", dict(symbols)), Catalogue())
        assert all(f"s_{i}" in latex for i in range(count))
        assert latex.count("{") == latex.count("}")
        assert set(re.findall(r"\\operatorname\{[^}]*\}", latex)) <= KNOWN_OPERATORS
