"""Typed expressions: what is read, what is refused, and that nothing but `NotationError` ever comes out."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Catalan,
    Derivative,
    E,
    EulerGamma,
    Expr,
    Function,
    GoldenRatio,
    I,
    Integer,
    Integral,
    LambertW,
    Limit,
    Product,
    Rational,
    Sum,
    Symbol,
    acosh,
    atan2,
    besselj,
    beta,
    exp,
    expint,
    gamma,
    hyper,
    log,
    oo,
    pi,
    polygamma,
    polylog,
    sin,
    sqrt,
    zeta,
)

from dehsym.errors import NotationError
from dehsym.notation.build import Builder
from dehsym.notation.functions import FUNCTIONS, apply
from dehsym.notation.numerals import exact_ratio, integer_text
from dehsym.notation.typed import read_assignment, read_expression
from tests.notation.refusal import refused

x, y = Symbol("x"), Symbol("y")
b = Symbol("beta", positive=True)
F: Expr = Function("F")(b)
NAMES: dict[str, Expr] = {"x": x, "y": y, "beta": b, "F": F}

READINGS: list[tuple[str, Expr]] = [
    ("-x**2", -(x**2)),
    ("2**-3**2", Rational(1, 512)),
    ("x^2^3", x**8),
    ("x/y/2", x / (2 * y)),
    ("x - y - 1", x - y - 1),
    ("- - +x", x),
    ("2*-x", -2 * x),
    ("0.25", Rational(1, 4)),
    ("6.306e24", Integer(6306 * 10**21)),
    (".5 + 5. + 1E-1", Rational(28, 5)),
    ("0**0", Integer(1)),
    ("e**x - E + exp(1)", exp(x)),
    ("pi + I + EulerGamma + Catalan + GoldenRatio", pi + I + EulerGamma + Catalan + GoldenRatio),
    ("cbrt(8) + root(27, 3) + sqrt(4)", Integer(7)),
    ("log(x, 2)", log(x) / log(2)),
    ("ln(x) + arcosh(y) + arccosh(y) + acosh(y)", log(x) + 3 * acosh(y)),
    ("arctan2(x, y)", atan2(x, y)),
    ("beta(1/3, x) + beta", beta(Rational(1, 3), x) + b),
    ("zeta(3, x) + zeta(2)", zeta(3, x) + pi**2 / 6),
    ("lambertw(x, -1)", LambertW(x, -1)),
    ("psi(2, x) + expint(3, x) + e1(x)", polygamma(2, x) + expint(3, x) + expint(1, x)),
    ("besselj(1, x)", besselj(1, x)),
    ("hyp2f1(1/2, x, y, 3)", hyper((Rational(1, 2), x), (y,), Integer(3))),
    ("hyp0f1(y, x) + hyp1f1(1, y, x)", hyper((), (y,), x) + hyper((Integer(1),), (y,), x)),
    ("F*F(2)", F * F.func(2)),
    ("polylog(1/2, x)", polylog(Rational(1, 2), x)),
    ("(x/y)**gamma(2/3) + sqrt(1/gamma(x))", (x / y) ** gamma(Rational(2, 3)) + sqrt(1 / gamma(x))),
    ("floor(7/2) + ceil(pi) + floor(exp(3))", Integer(27)),
    ("0*polylog(log(1e9), 3*pi)", Integer(0)),
    ("2**sqrt(2)**sqrt(2)", 2 ** (sqrt(2) ** sqrt(2))),
    ("Derivative(F, beta)", Derivative(F, b)),
    ("Derivative(sin(x), (x, 3))", Derivative(sin(x), (x, 3))),
]


@pytest.mark.parametrize(("text", "wanted"), READINGS, ids=[text for text, _ in READINGS])
def test_expression_is_read(text: str, wanted: Expr) -> None:
    assert read_expression(text, NAMES) == wanted


def test_bound_variables_are_fresh_and_shadow() -> None:
    t, k = Symbol("t", real=True), Symbol("k", integer=True)
    assert read_expression("Integral(exp(-t**2), (t, 0, oo))", {}) == Integral(exp(-(t**2)), (t, 0, oo))
    assert read_expression("Sum(1/k**2, (k, 1, oo))", NAMES) == Sum(k**-2, (k, 1, oo))
    assert read_expression("Product(k, (k, 1, x))", NAMES) == Product(k, (k, 1, x))
    shadow = Symbol("x", real=True)
    assert read_expression("x + Integral(x, (x, 0, x))", NAMES) == x + Integral(shadow, (shadow, 0, x))
    assert read_expression("Limit(sin(x)/x, x, 0, '-')", NAMES) == Limit(sin(shadow) / shadow, shadow, 0, "-")


def test_inner_range_may_depend_on_the_outer_variable() -> None:
    s, t = Symbol("s", real=True), Symbol("t", real=True)
    assert read_expression("Integral(s*t, (s, 0, t), (t, 0, 1))", {}) == Integral(s * t, (s, 0, t), (t, 0, 1))
    with pytest.raises(NotationError, match="unknown name 's' at column 33"):
        read_expression("Integral(s*t, (s, 0, 1), (t, 0, s))", {})


def test_catalogued_e_comes_before_eulers_number_and_other_constants_stay() -> None:
    charge = Symbol("e")
    assert read_expression("e + E", {"e": charge}) == charge + E
    assert read_expression("I*pi", {"I": x, "pi": y}) == I * pi


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_builds_with_each_arity_and_refuses_others(name: str) -> None:
    row = FUNCTIONS[name]
    for count in row.arity or (1, 2, 5):
        symbols = [Symbol(f"s{i}") for i in range(count)]
        text = f"{name}({', '.join(symbol.name for symbol in symbols)})"
        value = read_expression(text, {symbol.name: symbol for symbol in symbols})
        assert value.free_symbols == set(symbols)
    if row.arity:
        with pytest.raises(NotationError, match=r"takes .* argument"):
            apply(Builder(), name, (x,) * (max(row.arity) + 1))


REFUSALS = [
    ("", "a number, a name or a bracket is wanted at column 1, found the end"),
    ("q", "unknown name 'q' at column 1"),
    ("2 + gama(3)", "unknown function 'gama'; did you mean 'gamma'? at column 5"),
    ("bata", "unknown name 'bata'; did you mean 'beta'? at column 1"),
    ("2x", "at column 2, found 'x'; write products with *"),
    ("x(2)", "x is not a function; write products with * at column 1"),
    ("F(1, 2)", "F takes 1 argument(s), found 2 at column 1"),
    ("sin", "the function sin wants its arguments in brackets at column 1"),
    ("atan2(1)", "atan2 takes 2 argument(s), found 1 at column 1"),
    ("Piecewise((x, x))", "a condition such as x > 0, or True, is wanted at column 15"),
    ("meijerg(x)", "meijerg is not supported in expressions at column 1"),
    ("sin(x < 1)", "an expression is wanted at column 5, found a condition"),
    ("x = 1", "an operator or the end is wanted at column 3, found '='"),
    ("hyper(x, y, 1)", "hyper([a, ...], [b, ...], z) is wanted at column 1"),
    ("(x, y)", "one expression is wanted in the brackets at column 1, found a list"),
    ("x +", "a number, a name or a bracket is wanted at column 4, found the end"),
    ("(x", "an operator, a comma or ')' is wanted at column 3, found the end"),
    ("1 + 1/(x - x)", "division by zero at column 6"),
    ("0**-1", "division by zero at column 2"),
    ("1/(exp(0) - 1)", "division by zero at column 2"),
    ("log(0)", "a value is wanted, found one that is infinite or undefined at column 1"),
    ("gamma(-3)", "a value is wanted, found one that is infinite or undefined at column 1"),
    ("atan(I)", "a value is wanted, found one that is infinite or undefined at column 1"),
    ("x*oo", "a value is wanted, found one that is infinite or undefined at column 2"),
    ("oo - oo", "a value is wanted, found one that is infinite or undefined at column 4"),
    ("x**oo", "a finite exponent is wanted, found oo at column 2"),
    ("sin(oo)", "a value is wanted, found one that is infinite or undefined at column 1"),
    ("Integral(x, x)", "(name, from, to) is wanted in Integral at column 13"),
    ("Sum(x, (pi, 1, 2))", "Sum wants the name of its variable at column 9"),
    ("Limit(x, x, 0, 'up')", "'+', '-' or '+-' is wanted as the side of Limit at column 16"),
    ("Derivative(x, (x, 10**9))", "Derivative wants an order from 1 to 100 at column 15"),
    ("Derivative(x, 2)", "Derivative wants a variable at column 15, found an expression"),
    ("'+'", "an expression is wanted, found the quoted '+' at column 1"),
    ("x; y", "unexpected character ';' at column 2"),
    ("x\0", r"unexpected character '\x00' at column 2"),
    ("π", "unexpected character 'π' at column 1"),
    ("__import__('os')", "unknown function '__import__'"),
    ("x.__class__", "unexpected character '.' at column 2"),
    ("lambda: 1", "unexpected character ':' at column 7"),
]


@pytest.mark.parametrize(("text", "message"), REFUSALS, ids=[text for text, _ in REFUSALS])
def test_refusal_says_what_and_where(text: str, message: str) -> None:
    refused(lambda: read_expression(text, NAMES), message)


TOO_LARGE = [
    "10**(10**9)", "9**9**9**9", "2**(10**9 + x)", "(2*x)**1000**3", "gamma(10**6)", "factorial(10**7)", "rf(2, 10**6)",
    "binomial(10**6, 10**5)", "ff(10**6, 10**5)", "exp(exp(exp(exp(9))))", "sin(exp(10**9))", "2**(1/3)**-99999999",
    "sqrt(3**2000*7 + 2)", "1e999999999999", "1e-200001", "1"*200_001, "(3 + 4*I)**(10001/2)", "-"*3000 + "(" * 3000,
    "("*3000 + "x" + ")"*3000, "x**"*100 + "x", "+".join(["x"]*2500), "x"*10_001, "x"*1_000_000, "1"*1_000_000,
    "+".join(["1/3**2000"]*1000), "+".join(["sqrt(3**1200*7+2)"]*500), "sqrt(2 + sqrt("*20 + "2" + "))"*20,
    "sqrt(1+sin("*25 + "1" + "))"*25, "sqrt(expint(chebyshevu(1e9, 10**3), pi**E))", "((x+I)**4000+1)**(1/(1+y))",
    "((x**1000)**conjugate((-1)**(7/3)))**log(-7/2*Max(x, y))",
    "(((x+I)**1000 + 1)**2)**(1/3)", "sqrt(1/((x+I)**1000 + 1))",
    "((2/polylog(I, -1))**(1+I))**(assoc_laguerre(e, 1+I, pi) + 1/gegenbauer(2, I, 7/3))",
]  # fmt: skip


@pytest.mark.parametrize("text", TOO_LARGE, ids=[text[:30] for text in TOO_LARGE])
def test_what_would_be_too_large_is_refused_at_once(text: str) -> None:
    began = time.perf_counter()
    with pytest.raises(NotationError, match=r"too large|deeper than|too deeply|too hard|characters are wanted"):
        read_expression(text, NAMES)
    assert time.perf_counter() - began < 5


KEPT = [
    "zeta(10**6)", "legendre(10**6, x)", "bernoulli(10**6)", "digamma(10**9)", "loggamma(10**9)", "polygamma(10**6, 1)",
    "rf(x, 10**6)", "re((x + I)**1000)", "Abs((x + I)**1000 + 1)", "expint(10**6, x)", "polylog(1/2, 1)",
    "floor(polylog(3**1000, -5/2))", "besseli(1e9, -5/2)", "abs(atan2(2, 1+I)**(7/3*pi))",
    "ceil(exp(1000*(1 + I)))", "elliptic_e(root(3, -5/2)**2, log(pi, asin(3)))",
    "log(conjugate((1+I)**y) + dirichlet_eta(1e9))",
    "1/(1+sin(" * 29 + "1" + "))" * 29,
]  # fmt: skip


@pytest.mark.parametrize("text", KEPT)
def test_what_sympy_would_work_long_on_is_kept_as_it_stands(text: str) -> None:
    began = time.perf_counter()
    assert read_expression(text, NAMES).args
    assert time.perf_counter() - began < 5


def test_deepest_allowed_nesting_is_read() -> None:
    for opening, closing in (("(", ")"), ("sin(1+", ")"), ("1/(1+", ")"), ("sqrt(1+", ")"), ("x**(", ")")):
        count = 29 if opening == "x**(" else 58
        assert read_expression(opening * count + "x" + closing * count, NAMES).has(x)


def test_numbers_of_many_digits_are_exact() -> None:
    digits = "31" * 100_000
    value = read_expression(digits, {})
    assert isinstance(value, Integer)
    assert integer_text(value.p) == digits
    assert exact_ratio("1e-199998") == (1, 10**199_998)
    assert read_expression("-1.5e-1000", {}) == -Rational(15, 10**1001)


def test_assignment() -> None:
    assert read_assignment(" x = 2.7255 ", NAMES) == ("x", Rational(27255, 10000))
    assert read_assignment("F=sqrt(2)*pi", NAMES) == ("F", sqrt(2) * pi)
    assert read_assignment("beta=Integral(exp(-t), (t, 0, oo))", NAMES)[1].has(Integral)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x", "NAME=VALUE is wanted, found 'x'"),
        ("bata=1", "NAME=VALUE wants a known name, found 'bata'; did you mean 'beta'?"),
        ("x=y", "x=VALUE wants a number: unknown name 'y' at column 1"),
        ("x=", "x=VALUE wants a number: a number, a name or a bracket is wanted"),
        ("x==2", "x=VALUE wants a number"),
        ("x=-oo", "x=VALUE wants a finite number, found '-oo'"),
        ("x=1/0", "x=VALUE wants a number: division by zero"),
    ],
)
def test_assignment_refusals(text: str, message: str) -> None:
    with pytest.raises(NotationError) as caught:
        read_assignment(text, NAMES)
    assert message in str(caught.value)


def test_gamma_at_a_half_is_evaluated_as_in_sympy() -> None:
    assert read_expression("gamma(1/2)", {}) == gamma(Rational(1, 2)) == sqrt(pi)


WORDS = [*sorted(FUNCTIONS), "Integral", "Sum", "Limit", "Derivative", "x", "y", "F", "e", "I", "oo", "pi", "q"]
SIGNS = ["+", "-", "*", "/", "**", "^", "(", "(", ")", ")", ",", ".", "'+'", "=", " ", "1", "2", "1/2", "9", "1e9", "0"]
soup = st.lists(st.sampled_from(WORDS) | st.sampled_from(SIGNS), max_size=25).map("".join)


def _any_text() -> st.SearchStrategy[str]:
    return st.text(max_size=60) | soup


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(_any_text())
def test_only_notation_errors_come_out(text: str) -> None:
    try:
        value = read_expression(text, NAMES)
    except NotationError:
        return
    assert isinstance(value, Expr)


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(_any_text())
def test_only_notation_errors_come_out_of_assignments(text: str) -> None:
    with pytest.raises(NotationError):
        read_assignment(f"{text}=q", NAMES)
    try:
        name, _ = read_assignment(f"x={text}", NAMES)
    except NotationError:
        return
    assert name == "x"


def _combine(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    calls = st.sampled_from(sorted(FUNCTIONS)).flatmap(
        lambda name: st.lists(
            parts, min_size=(FUNCTIONS[name].arity or (1,))[0], max_size=(FUNCTIONS[name].arity or (2,))[-1]
        ).map(lambda arguments: f"{name}({', '.join(arguments)})")
    )
    binary = st.tuples(parts, st.sampled_from(["+", "-", "*", "/", "**"]), parts).map(
        lambda p: f"({p[0]}){p[1]}({p[2]})"
    )
    return calls | binary


leaves = st.sampled_from(["x", "y", "F", "2", "3", "-1", "1/2", "7/3", "pi", "e", "I", "oo", "1e9", "0", "(1+I)"])
formulas = st.recursive(leaves, _combine, max_leaves=12)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(formulas)
def test_well_formed_expressions_are_read_or_refused_in_time(text: str) -> None:
    began = time.perf_counter()
    with suppress(NotationError):
        read_expression(text, NAMES)
    assert time.perf_counter() - began < 10


def test_a_product_with_zero_does_not_make_sympy_evaluate_its_other_factor() -> None:
    """0*dirichlet_eta(10^9) + I once took all the memory there was: SymPy asks whether the factor is finite."""
    began = time.perf_counter()
    with suppress(NotationError):
        read_expression("((0)*(dirichlet_eta(1e9)))+(I)", NAMES)
    assert time.perf_counter() - began < 10
