"""Claims and conditions: what is read, into which domains, what is refused, and that nothing else ever comes out."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import And, Integral, Piecewise, Rational, Sum, Symbol, acot, pi, polylog, sinc

from dehsym.errors import NotationError
from dehsym.notation.functions import FUNCTIONS
from dehsym.notation.propositions import read_proposition
from dehsym.notation.tree_reader import FORMS
from dehsym.proposition import Operator, Proposition

# claim, the relations evaluated by SymPy, the relations as typed
CLAIMS: list[tuple[str, str, str]] = [
    ("sin(x)**2 + cos(x)**2 = 1", "sin(x)**2 + cos(x)**2 = 1", "sin(x)**2 + cos(x)**2 = 1"),
    ("x == y", "x = y", "x = y"),
    ("x < y", "x < y", "x < y"),
    ("x <= y", "x <= y", "x <= y"),
    ("x > y", "y < x", "y < x"),
    ("x >= y", "y <= x", "y <= x"),
    ("x != y", "x != y", "x != y"),
    ("x ≤ y", "x <= y", "x <= y"),
    ("x ≥ y", "y <= x", "y <= x"),
    ("x ≠ y", "x != y", "x != y"),
    ("x − 1 = y", "x - 1 = y", "x - 1 = y"),
    ("a < b < c", "a < b; b < c", "a < b; b < c"),
    ("a = b = c", "a = b; b = c", "a = b; b = c"),
    ("0 <= a > b", "0 <= a; b < a", "0 <= a; b < a"),
    ("x - x = 0", "0 = 0", "-x + x = 0"),
    ("2*3 + 1/4 = 2**-3", "25/4 = 1/8", "25/4 = 1/8"),
    ("sqrt(4) = 2", "2 = 2", "sqrt(4) = 2"),
    ("e**x = exp(x)", "exp(x) = exp(x)", "exp(x) = exp(x)"),
    ("e = E", "E = E", "E = E"),
    ("i*I = -1", "I*i = -1", "I*i = -1"),
    ("exp(I*pi) = -1", "-1 = -1", "exp(I*pi) = -1"),
    ("beta = beta(1, 2)", "beta = 1/2", "beta = beta(1, 2)"),
    ("gamma(gamma) = zeta", "gamma(gamma) = zeta", "gamma(gamma) = zeta"),
    ("e1 = e1(x)", "e1 = expint(1, x)", "e1 = expint(1, x)"),
    ("x1 + x_1 + n_max + alpha_0 + lambda = Gamma", "", ""),
    ("polylog(1/2, 1) = zeta(1/2)", "polylog(1/2, 1) = zeta(1/2)", "polylog(1/2, 1) = zeta(1/2)"),
    ("acot(-x) = -acot(x)", "acot(-x) = -acot(x)", "acot(-x) = -acot(x)"),
    ("sin(-x) = -sin(x)", "-sin(x) = -sin(x)", "sin(-x) = -sin(x)"),
    ("log(x, 2) = ln(x)/log(2)", "log(x)/log(2) = log(x)/log(2)", "log(x)/log(2) = log(x)/log(2)"),
    ("cbrt(-8) = -2", "2*(-1)**(1/3) = -2", "(-8)**(1/3) = -2"),
    ("Heaviside(0) = 1/2", "1/2 = 1/2", "Heaviside(0) = 1/2"),
    ("hyper([1, a], [], z) = 1", "hyper((1, a), (), z) = 1", "hyper((1, a), (), z) = 1"),
    ("harmonic(3) = 11/6", "11/6 = 11/6", "harmonic(3) = 11/6"),
    ("0**x = 0", "0**x = 0", "0**x = 0"),
    ("Sum(k, (k, 1, n)) = n", "Sum(k, (k, 1, n)) = n", "Sum(k, (k, 1, n)) = n"),
    ("Integral(t + t, (t, 0, x)) = x + x", "Integral(2*t, (t, 0, x)) = 2*x", "Integral(2*t, (t, 0, x)) = x + x"),
    ("Derivative(x*x, x) = 2*x", "Derivative(x**2, x) = 2*x", "Derivative(x**2, x) = 2*x"),
    ("Limit(sin(t)/t, t, 0) = 1", "Limit(sin(t)/t, t, 0, dir='+') = 1", "Limit(sin(t)/t, t, 0, dir='+') = 1"),
    (r"$e^{i\pi} + 1 = 0$", "0 = 0", "1 + exp(I*pi) = 0"),
    (r"$$a \le b \lt c$$", "a <= b; b < c", "a <= b; b < c"),
    (r"\(a \ge b\)", "b <= a", "b <= a"),
    (r"\[a \ne b\]", "a != b", "a != b"),
    (r"$a \gt b$", "b < a", "b < a"),
    (
        r"$\sum_{k=1}^n k = \frac{n(n+1)}{2}$",
        "Sum(k, (k, 1, n)) = n*(n + 1)/2",
        "Sum(k, (k, 1, n)) = (n*(n + 1))*(1/2)",
    ),
    (
        r"$\int_0^1 x^n dx = \frac{1}{n+1}$",
        "Integral(x**n, (x, 0, 1)) = 1/(n + 1)",
        "Integral(x**n, (x, 0, 1)) = 1/(n + 1)",
    ),
    (r"$\Gamma(z + 1) = z\Gamma(z)$", "gamma(z + 1) = z*gamma(z)", "gamma(z + 1) = z*gamma(z)"),
    (r"$\zeta + \alpha_0 = x_{max}$", "alpha_0 + zeta = x_max", "alpha_0 + zeta = x_max"),
    (r"$\frac{d}{dx}\sin x = \cos x$", "Derivative(sin(x), x) = cos(x)", "Derivative(sin(x), x) = cos(x)"),
    (r"$\varphi^2 = 1$", "varphi**2 = 1", "varphi**2 = 1"),
    (r"$\gamma_{\mathrm{E}} < 1$", "EulerGamma < 1", "EulerGamma < 1"),
]


def _shown(proposition: Proposition, *, typed: bool) -> str:
    return "; ".join(map(str, proposition.typed if typed else proposition.relations))


@pytest.mark.parametrize(("claim", "evaluated", "typed"), CLAIMS, ids=[claim for claim, _, _ in CLAIMS])
def test_claim_is_read_in_two_forms(claim: str, evaluated: str, typed: str) -> None:
    proposition = read_proposition(claim)
    assert proposition.text == claim
    assert len(proposition.relations) == len(proposition.typed)
    if claim.startswith("x1 +"):
        assert {str(s) for s in proposition.domains} == {"x1", "x_1", "n_max", "alpha_0", "lambda", "Gamma"}
        return
    assert _shown(proposition, typed=False) == evaluated
    assert _shown(proposition, typed=True) == typed


# conditions, the domains of the symbols, the conditions that no domain expresses
CONDITIONS: list[tuple[str, str, str]] = [
    ("", "x: x complex", ""),
    ("x > 0", "x: 0 < x", ""),
    ("0 < x", "x: 0 < x", ""),
    ("0 < x < 1", "x: 0 < x < 1", ""),
    ("0 <= x < 1", "x: 0 ≤ x < 1", ""),
    ("1 > x >= -1/2", "x: -1/2 ≤ x < 1", ""),
    ("x real", "x: x real", ""),
    ("x is real", "x: x real", ""),
    ("x complex", "x: x complex", ""),
    ("x integer", "x: x integer", ""),
    ("x integers", "x: x integer", ""),
    ("x natural", "x: 0 ≤ x integer", ""),
    ("x positive", "x: 0 < x", ""),
    ("x is a positive integer", "x: 1 ≤ x integer", ""),
    ("x nonnegative", "x: 0 ≤ x", ""),
    ("x negative integer", "x: x ≤ -1 integer", ""),
    ("x rational", "x: x rational", ""),
    ("x nonzero", "x: x complex", "x != 0"),
    ("x even", "x: x integer", "(-1)**x = 1"),
    ("x odd", "x: x integer", "(-1)**x = -1"),
    ("x >= 2, x integer", "x: 2 ≤ x integer", ""),
    ("x integer, x > 1/2", "x: 1 ≤ x integer", ""),
    ("x integer, -1 < x < 7/2", "x: 0 ≤ x ≤ 3 integer", ""),
    ("x complex, x > 0", "x: 0 < x", ""),
    ("x real, x integer", "x: x integer", ""),
    ("x in (0, 1)", "x: 0 < x < 1", ""),
    ("x in [0, oo)", "x: 0 ≤ x", ""),
    ("x in (-oo, 3]", "x: x ≤ 3", ""),
    ("x in R", "x: x real", ""),
    ("x in N", "x: 0 ≤ x integer", ""),
    ("x ∈ (0, 1)", "x: 0 < x < 1", ""),
    ("x, y integer", "x: x integer; y: x integer", ""),
    ("x, y > 0", "x: 0 < x; y: 0 < x", ""),
    ("x, y in (0, 1)", "x: 0 < x < 1; y: 0 < x < 1", ""),
    ("x > 0 and y real", "x: 0 < x; y: x real", ""),
    ("x > 0; y < 0", "x: 0 < x; y: x < 0", ""),
    ("0 < x, y < 1", "x: 0 < x; y: x < 1", ""),
    ("re(x) > 0", "x: x complex, 0 < re(x)", ""),
    ("0 < im(x) <= 1", "x: x complex, 0 < im(x) ≤ 1", ""),
    ("abs(x) < 1", "x: x complex, 0 ≤ |x| < 1", ""),
    ("abs(x) > 0", "x: x complex, 0 < |x|", ""),
    ("im(x) = 0", "x: x real", ""),
    ("x = 2", "x: 2 ≤ x ≤ 2", ""),
    ("x real, abs(x) < 1", "x: -1 < x < 1", ""),
    ("x real, abs(x) > 1", "x: x real", "1 < Abs(x)"),
    ("x real, re(x) > 1", "x: 1 < x", ""),
    ("im(x) != 0", "x: x complex", "im(x) != 0"),
    ("abs(arg(x)) < pi", "x: x complex", "Abs(arg(x)) < pi"),
    ("sin(x) != 0", "x: x complex", "sin(x) != 0"),
    ("x != y", "x: x complex; y: x complex", "x != y"),
    ("x < y", "x: x real; y: x real", "x < y"),
    ("x + y > 0", "x: x real; y: x real", "0 < x + y"),
    ("abs(x) < y", "x: x complex; y: x real", "Abs(x) < y"),
    ("x*conj(x) < 1", "x: x complex", "x*conjugate(x) < 1"),
    ("x < oo", "x: x real", ""),
    ("-pi < x <= pi", "x: -3294199/1048576 < x ≤ 3294199/1048576", "-pi < x; x <= pi"),
    ("0 < x < pi/2", "x: 0 < x < 411775/262144", "x < pi*(1/2)"),
    ("x > sqrt(4)", "x: 2 < x", ""),
    ("x in [0, 2*pi)", "x: 0 ≤ x < 3294199/524288", "x < 2*pi"),
    ("$x > 0$", "x: 0 < x", ""),
    (r"$0 < x, y \le 1$, x integer", "x: 1 ≤ x integer; y: x ≤ 1", ""),
    ("n > 2", "x: x complex", ""),
]


@pytest.mark.parametrize(("where", "domains", "others"), CONDITIONS, ids=[where for where, _, _ in CONDITIONS])
def test_conditions_become_domains_and_relations(where: str, domains: str, others: str) -> None:
    proposition = read_proposition("x + y = 0" if "y" in domains else "x = 0", where)
    assert "; ".join(f"{symbol}: {domain}" for symbol, domain in proposition.domains.items()) == domains
    assert "; ".join(map(str, proposition.conditions)) == others
    assert all(symbol == Symbol(symbol.name, **domain.assumptions) for symbol, domain in proposition.domains.items())


def test_every_free_symbol_has_a_domain_and_no_other() -> None:
    proposition = read_proposition("x - x = 0", "y != z, n integer")
    assert {str(symbol) for symbol in proposition.domains} == {"x", "y", "z"}


def test_domain_contains_what_an_irrational_bound_allows() -> None:
    (domain,) = read_proposition("x = 0", "x > pi").domains.values()
    low = domain.values.low
    assert low is not None
    assert low < Fraction(314159265, 10**8) < low + Fraction(1, 2**19)


def test_assumptions_let_the_evaluated_form_simplify_and_leave_the_typed_one() -> None:
    proposition = read_proposition("sqrt(x**2) = x", "x > 0")
    assert proposition.relations[0].left == proposition.relations[0].right
    assert str(proposition.typed[0].left) == "sqrt(x**2)"
    assert proposition.relations[0].operator is Operator.EQUAL


def test_bound_variables_have_no_domain_and_know_their_kind() -> None:
    proposition = read_proposition(r"$\sum_{k=1}^n k = \int_0^n t \, dt$")
    assert [str(symbol) for symbol in proposition.domains] == ["n"]
    (total,) = proposition.relations[0].left.atoms(Sum)
    (integral,) = proposition.relations[0].right.atoms(Integral)
    assert total.variables == [Symbol("k", integer=True)]
    assert integral.variables == [Symbol("t", real=True)]


def test_piecewise_keeps_its_conditions() -> None:
    claim = "Piecewise((x, x < 0), (2*x, 0 <= x <= 1 & Not(x = 1/2)), (3, x > 2 or x == 3/2), (1, otherwise)) = x"
    proposition = read_proposition(claim, "x real")
    for relation in (*proposition.relations, *proposition.typed):
        assert isinstance(relation.left, Piecewise)
        conditions = [pair.args[1] for pair in relation.left.args]
        assert str(conditions[0]) == "x < 0"
        assert isinstance(conditions[1], And)
        assert len(conditions) == 4
    assert read_proposition("Piecewise((1, And(x < 0, y < 0)), (2, True)) = 1").domains.keys() == {
        Symbol("x", complex=True),
        Symbol("y", complex=True),
    }


REFUSALS: list[tuple[str, str, str]] = [
    ("x + 1", "", "in the claim: a relation such as LHS = RHS is wanted, found the expression 'x + 1'"),
    ("", "", "in the claim: a number, a name or a bracket is wanted at column 1, found the end"),
    ("x =", "", "in the claim: a number, a name or a bracket is wanted at column 4, found the end"),
    ("x = 1 and y = 2", "", "in the claim: an operator or the end is wanted at column 7, found 'and'"),
    ("x <> y", "", "in the claim: a number, a name or a bracket is wanted at column 4, found '>'"),
    ("2x = 1", "", "in the claim: an operator or the end is wanted at column 2, found 'x'; write products with *"),
    ("foo = 1", "", "in the claim: unknown name 'foo' at column 1; did you mean 'oo'?"),
    (
        "xyzzy = 1",
        "",
        "in the claim: unknown name 'xyzzy' at column 1: a symbol is one letter or the name of a Greek one, "
        "as in x, x1, n_max, alpha",
    ),
    ("sine(x) = 1", "", "in the claim: unknown function 'sine' at column 1; did you mean 'sin'?"),
    (
        "f(x) = 1",
        "",
        "in the claim: unknown function 'f' at column 1: an undefined function has no value, and products are written "
        "with *",
    ),
    ("sin = 1", "", "in the claim: the function sin wants its arguments in brackets at column 1"),
    ("x < oo", "", "in the claim: a finite value is wanted on each side, found oo"),
    ("x = 1", "x > gamma(-3)", "in where: a value is wanted, found one that is infinite or undefined at column 5"),
    ("x = 1", "x > 1/0", "in where: division by zero at column 6"),
    ("9**9**9 = 1", "", "in the claim: number too large: a power of more than 65,536 bits at column 2"),
    ("$a$ = 2", "", "in the claim: all of the claim between two dollar signs is wanted, or none of it"),
    (
        r"\sin x = 2",
        "",
        "in the claim: LaTeX is wanted between dollar signs, as in $...$, found a backslash without them",
    ),
    ("$a$", "", r"in the claim: a relation =, <, \le, >, \ge or \ne is wanted"),
    (r"$x \to 1$", "", r"in the claim: a relation =, <, \le, >, \ge or \ne is wanted"),
    ("$sin(x) = 1$", "", r"in the claim: \sin is wanted at position 2, found 'sin' letter by letter"),
    (
        "$f(x) = 1$",
        "",
        r"in the claim: function or product at position 2? An undefined function has no value; "
        r"a product is written f \cdot (...)",
    ),
    (
        "$F_0(2x) = 1$",
        "",
        r"in the claim: function or product at position 2? An undefined function has no value; "
        r"a product is written F_0 \cdot (...)",
    ),
    (r"$\int x dx = 1$", "", "in the claim: both ends of every integral are wanted, found Integral(x, x)"),
    (r"$\frac{dy}{dx} = 2$", "", "in the claim: an expression with a value is wanted, found the formal d"),
    (r"$x_{n+1} = 1$", "", "in the claim: a subscript of letters and digits is wanted at position 2"),
    (
        r"$\zeta = \zeta(3)$",
        "",
        r"in the claim: \zeta is a function at one place and a symbol at another: rename the symbol",
    ),
    ("x = 1", "x > 1, x < 0", "in where: a value of x with x > 1 and x < 0 is wanted, there is none"),
    ("n = 1", "n integer, 0 < n < 1", "in where: a value of n with n integer and 0 < n < 1 is wanted, there is none"),
    ("x = 1", "pi < x < 3", "in where: a value of x with pi < x < 3 is wanted, there is none"),
    ("x = 1", "x real, im(x) > 0", "in where: a value of x with x real and im(x) > 0 is wanted, there is none"),
    ("x = 1", "x reel", "in where: a kind of number is wanted at column 3, found 'reel'; did you mean 'real'?"),
    ("x = 1", "x", "in where: a condition on x is wanted at column 1, found the name alone"),
    ("x = 1", "x, 0 < y", "in where: a condition on x is wanted before column 3, found the name alone"),
    ("x = 1", "x > 0,", "in where: a condition is wanted at column 7, found none"),
    ("x = 1", "pi real", "in where: a symbol is wanted at column 1, found 'pi'"),
    ("x = 1", "1 < 2", "in where: a condition on a symbol is wanted, found '1 < 2'"),
    ("x = 1", "x > I", "in where: a finite real bound is wanted, found I"),
    ("x = 1", "x > oo", "in where: a finite bound is wanted, found oo"),
    ("x = 1", "x in (0, 1, 2)", "in where: an interval such as (0, 1) or [0, oo) is wanted at column 5"),
    ("x = 1", "x > 0 or x < -1", "in where: an operator or the end is wanted at column 7, found 'or'"),
    ("x = 1", "y > 0, x + + ", "in where: a number, a name or a bracket is wanted at column 14, found the end"),
    ("x = 1", "y > 0, sine(x) > 0", "in where: unknown function 'sine' at column 8; did you mean 'sin'?"),
    ("x = 1", "$x$ > 0", "in where: one condition between two dollar signs is wanted at column 1"),
    ("x" * 10_001 + " = 1", "", "in the claim: at most 10,000 characters are wanted, found 10,005"),
    ("x = 1", "x" * 10_001, "in where: at most 10,000 characters are wanted, found 10,001"),
]


@pytest.mark.parametrize(("claim", "where", "message"), REFUSALS, ids=[(c + " | " + w)[:50] for c, w, _ in REFUSALS])
def test_refusal_says_what_and_where(claim: str, where: str, message: str) -> None:
    with pytest.raises(NotationError) as caught:
        read_proposition(claim, where)
    said = str(caught.value)
    assert said == message or (message.endswith(" d") and said.startswith(message))
    assert "\n" not in said


CONTRACT = """
sqrt cbrt root exp log ln sin cos tan cot sec csc asin acos atan atan2 acot asec acsc arcsin arccos arctan
sinh cosh tanh coth sech csch asinh acosh atanh acoth asech acsch sinc abs sign re im conjugate arg floor
ceiling Min Max gamma loggamma digamma polygamma beta factorial binomial rf ff zeta polylog lerchphi
dirichlet_eta bernoulli lambertw erf erfc erfi Ei Si Ci Shi Chi li expint besselj bessely besseli besselk
hankel1 hankel2 airyai airybi airyaiprime airybiprime hyp0f1 hyp1f1 hyp2f1 hyperu elliptic_k elliptic_e
elliptic_f legendre assoc_legendre chebyshevt chebyshevu hermite laguerre assoc_laguerre gegenbauer jacobi
Piecewise Integral Sum Product Derivative Limit
"""


@pytest.mark.parametrize("name", CONTRACT.split())
def test_every_function_of_the_contract_is_known(name: str) -> None:
    assert name in FUNCTIONS or name in FORMS


def test_known_errors_of_sympy_are_kept_out() -> None:
    n, x = Symbol("n", integer=True), Symbol("x", real=True)
    assert read_proposition("sinc(pi*n/2) = 0", "n integer").relations[0].left == sinc(pi * n / 2, evaluate=False)
    assert read_proposition("acot(-x) = 0", "x real").relations[0].left == acot(-x, evaluate=False)
    assert read_proposition("polylog(1/2, 1) = 0").relations[0].left == polylog(Rational(1, 2), 1, evaluate=False)
