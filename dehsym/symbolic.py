"""The customs house: everything that is asked of SymPy and is not plain arithmetic, typed once.

SymPy returns a `Basic`, a list, a tuple or a bool as the mood takes it, and some of its answers are wrong. What this
package asks of it beyond +, -, *, /, ** and constructors is asked here; the known bugs are worked around here, each
beside the call that has it; and every other module holds `Expr`s and nothing else. The stubs in `typings/sympy` leave
these calls out, so that using them elsewhere is a type error.
"""
# This module is the one place that type-checks loosely: SymPy ships no stubs.
# pyright: basic

from __future__ import annotations

import importlib
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sympy import Derivative, Expr, Integral, Pow, Rational, Symbol
from sympy.core.function import AppliedUndef

from dehsym.errors import EvaluationError, RuleError

_sympy: Any = importlib.import_module("sympy")


# --- Substitution and rearrangement --------------------------------------------------------------------------------


def put(expr: Expr, values: Mapping[Expr, Expr]) -> Expr:
    """Substitute all `values` at once and carry out derivatives; integrals, sums and limits stay as they are.

    >>> from sympy.abc import x, y
    >>> put(x**2 + y, {x: y, y: x})
    x + y**2
    """
    changed: Any = expr.subs(dict(values), simultaneous=True)  # pyright: ignore[reportAttributeAccessIssue]
    return differentiated(changed)


def differentiated(expr: Expr) -> Expr:
    """Carry out every derivative of an explicit expression; leave those of undefined functions.

    >>> from sympy import Derivative
    >>> from sympy.abc import x
    >>> differentiated(Derivative(x**2, x))
    2*x
    """
    found: Any = [d for d in expr.atoms(Derivative) if not isinstance(d.expr, AppliedUndef)]
    return expr.xreplace({d: d.doit(deep=False) for d in found}) if found else expr


def expanded(expr: Expr) -> Expr:
    """Multiply a product out over the sums among its factors; what stands in denominators and functions stays.

    >>> from sympy.abc import x, y
    >>> expanded(x * (1 / x + y) / (x + y))
    x*y/(x + y) + 1/(x + y)
    """
    terms: list[Any] = []
    for product in _sympy.Add.make_args(expr):
        parts: list[Any] = [_sympy.Integer(1)]
        for factor in _sympy.Mul.make_args(product):
            parts = [part * term for part in parts for term in _sympy.Add.make_args(factor)]
        terms.extend(parts)
    return _sympy.Add(*terms)


def tidied(expr: Expr) -> Expr:
    """Write with powers joined and what cancels cancelled: another look, the same value.

    >>> from sympy import exp, sqrt, symbols
    >>> a, b = symbols("a b", positive=True)
    >>> tidied(sqrt(a) * sqrt(a * b) / a)
    sqrt(b)
    >>> tidied(1 / (exp(a) / b - 1 / b)), tidied(a / (1 - a))
    (b/(exp(a) - 1), a/(1 - a))
    """
    joined: Any = expanded(_sympy.powsimp(_sympy.powdenest(_sympy.expand_power_base(expr))))
    joined = _sympy.Add(*(_sympy.powdenest(_sympy.powsimp(term)) for term in _sympy.Add.make_args(joined)))
    cancelled: Any = _sympy.cancel(joined)
    return cancelled if _sympy.count_ops(cancelled) < _sympy.count_ops(joined) else joined


def numbers_in_front(expr: Expr) -> Expr:
    """Take common factors out of the sums in `expr`: 1/(2 a - 2 b) becomes 1/(2 (a - b)).

    >>> from sympy.abc import x, y
    >>> numbers_in_front(1 / (2 * x - 2 * y))
    1/(2*(x - y))
    """
    return _sympy.factor_terms(expr)


def outside_first(expr: Expr) -> Expr:
    """Multiply the numeric factors of a product with an integral together; sums stay as they are."""
    return _sympy.Mul(*_sympy.Mul.make_args(expr))


def log_expanded(expr: Expr) -> Expr:
    """Split logarithms of products and powers of positive symbols into sums.

    >>> from sympy import log, symbols
    >>> a, b = symbols("a b", positive=True)
    >>> log_expanded(log(a**2 * b))
    2*log(a) + log(b)
    """
    return _sympy.expand_log(expr)


def factored_out(expr: Expr, variable: Symbol) -> tuple[Expr, Expr]:
    """Split the product `expr` into (what is free of `variable`, the rest).

    >>> from sympy import symbols
    >>> a, x = symbols("a x")
    >>> factored_out(a**2 * (x + 1), x)
    (a**2, x + 1)
    """
    return expr.as_independent(variable, as_Add=False)  # pyright: ignore[reportAttributeAccessIssue]


def coefficient(expr: Expr, part: Expr) -> tuple[Expr, Expr]:
    """Write `expr = factor·part + rest`; raise `RuleError` if `part` does not occur linearly and outside functions.

    >>> from sympy.abc import x, y
    >>> coefficient(3*x*y + y + 1, x)
    (3*y, y + 1)
    """
    mark: Any = _sympy.Dummy()
    swapped: Any = _sympy.expand(expr.xreplace({part: mark}))
    factor = swapped.coeff(mark, 1)
    rest = _sympy.expand(swapped - factor * mark)
    if rest.has(mark) or factor.has(mark) or factor == 0:
        raise RuleError(f"{part} is wanted as a linear term, found {expr}")
    return factor, rest


def numerator_and_denominator(expr: Expr) -> tuple[Expr, Expr]:
    """The two, over one fraction line.

    >>> from sympy.abc import x, y
    >>> numerator_and_denominator(x / (1 + y) + 1)
    (x + y + 1, y + 1)
    """
    return _sympy.fraction(_sympy.together(expr))


def root_for(left: Expr, right: Expr, unknown: Expr) -> Expr:
    """The one value of `unknown` for which `left = right`; raise `RuleError` if there is none or more than one.

    A positive symbol drops the roots that are not positive: that is how `solve` accounts for branches here.
    """
    try:
        factor, rest = coefficient(left - right, unknown)
        return -rest / factor
    except RuleError:
        pass  # not linear: solve knows more
    try:
        roots: Any = _sympy.solve(left - right, unknown)
    except NotImplementedError as error:
        raise RuleError(f"{left} = {right} is wanted solved for {unknown}, which SymPy cannot do: {error}") from error
    if len(roots) != 1:
        raise RuleError(f"{left} = {right} is wanted to have one root for {unknown}, found {len(roots)}: {roots}")
    return roots[0]


def power_coefficients(expr: Expr, variable: Symbol) -> list[Expr]:
    """The coefficients c_0, c_1, … of a polynomial in `variable`; raise `RuleError` for anything else.

    >>> from sympy.abc import a, x
    >>> power_coefficients(a * x**2 + 1, x)
    [1, 0, a]
    """
    try:
        polynomial: Any = _sympy.Poly(expr, variable)
    except _sympy.PolynomialError:
        polynomial = None
    if polynomial is None or any(coefficient.has(variable) for coefficient in polynomial.all_coeffs()):
        raise RuleError(f"a polynomial in {variable} is wanted, found {expr}")
    return list(reversed(polynomial.all_coeffs()))


# --- Differential equations ----------------------------------------------------------------------------------------


def ode_solution(left: Expr, right: Expr, unknown: Expr, constant: Symbol) -> Expr:
    """The general solution of the differential equation `left = right` for `unknown`, its constant named `constant`.

    The kind of equation is named to SymPy, not left to it: on the Riccati form of the fluctuation equation its
    `1st_rational_riccati` returns a wrong answer that `checkodesol` rejects.
    """
    equation: Any = _sympy.Eq(left, right, evaluate=False)
    answer: Any = None
    for hint in ("1st_linear", "separable", "Bernoulli"):
        try:
            answer = _sympy.dsolve(equation, unknown, hint=hint, simplify=False)
            break
        except (ValueError, NotImplementedError):
            continue  # the equation is not of this kind
    if answer is None:
        raise RuleError(f"a linear, separable or Bernoulli equation for {unknown} is wanted, found {equation}")
    if isinstance(answer, list) or answer.lhs != unknown or answer.rhs.has(unknown):
        raise RuleError(f"one explicit solution for {unknown} is wanted, SymPy found {answer}")
    return _sympy.expand(_generic_piece(answer.rhs).subs(Symbol("C1"), constant))


def _generic_piece(expr: Any) -> Any:
    """Of each Piecewise the piece for parameters other than 0: the one that the general solution is written for.

    With a parameter that may vanish `dsolve` sets the degenerate equation apart; a derivation that needs that case
    states it as an equation of its own.
    """

    def generic(*pieces: Any) -> Any:
        for value, condition in pieces:
            if isinstance(condition, _sympy.Ne) and condition.rhs == 0:
                return value
        raise RuleError(f"a generic solution is wanted, SymPy found {expr}")

    return expr.replace(_sympy.Piecewise, generic)


# --- Integrals, residues, limits -----------------------------------------------------------------------------------


def single_limits(integral: Integral) -> tuple[Symbol, Expr, Expr]:
    """Variable, lower and upper end of a single definite integral; raise `RuleError` for any other."""
    if len(integral.limits) != 1 or len(integral.limits[0]) != 3:
        raise RuleError(f"a single definite integral is wanted, found {integral}")
    variable, low, high = integral.limits[0]
    assert isinstance(variable, Symbol), variable
    return variable, low, high


def transformed(integral: Integral, old: Symbol, new: Expr, variable: Symbol) -> tuple[Expr, Integral]:
    """The integral with `old = new(variable)` as (constant factor, integral).

    `Integral.transform` wants the new variable named beside the expression when that has parameters, and fails on
    forms such as y² → ξ even for positive symbols: the inverse form y = √ξ is what it takes.
    """
    try:
        moved: Any = integral.transform(old, (new, variable))  # pyright: ignore[reportAttributeAccessIssue]
    except ValueError as error:
        raise RuleError(f"{old} = {new} is wanted in {integral}, which SymPy cannot put: {error}") from error
    if not isinstance(moved, Integral):
        raise RuleError(f"an integral over {variable} is wanted, found {moved}")
    constant, body = factored_out(moved.function, variable)
    return constant, Integral(body, *moved.limits)  # pyright: ignore[reportArgumentType]


def antiderivative_difference(integral: Integral) -> Expr:
    """The value of a definite integral by SymPy's `integrate`; raise `RuleError` if it stays unevaluated."""
    value: Any = _sympy.integrate(integral.function, *integral.limits)
    if value.has(_sympy.Integral):
        raise RuleError(f"a closed form is wanted for {integral}, SymPy found none")
    return value


def residue(body: Expr, variable: Symbol, pole: Expr) -> Expr:
    """The residue of `body` at `variable = pole`, by SymPy's series.

    A coefficient that would be expanded through a root is taken at a plain complex symbol: `residue` follows the
    assumptions of positive symbols into branches that the caller did not choose.
    """
    return _sympy.residue(body, variable, pole)


def simple_pole_residue(body: Expr, variable: Symbol, pole: Expr) -> Expr:
    """N(p)/D′(p) for body = N/D with a simple zero of D at p; raise `RuleError` for any other body.

    >>> from sympy import exp, log, symbols
    >>> x, a = symbols("x a", positive=True)
    >>> simple_pole_residue(x / (exp(x) - a), x, log(a))
    log(a)/a
    """
    numerator, denominator = numerator_and_denominator(body)
    at_pole, slope = put(denominator, {variable: pole}), put(_sympy.diff(denominator, variable), {variable: pole})
    if zero_method(at_pole) is None or zero_method(slope) is not None:
        raise RuleError(f"a simple pole at {variable} = {pole} is wanted, found the denominator {denominator}")
    return put(numerator, {variable: pole}) / slope


def limit_at(expr: Expr, variable: Symbol, point: Expr, direction: str = "+") -> Expr:
    """Lim `expr` as `variable` → `point` from the side `direction`."""
    return _sympy.limit(expr, variable, point, direction)


def taylor_polynomial(expr: Expr, variable: Symbol, about: Expr, order: int) -> Expr:
    """The terms below (variable - about)^order of SymPy's series; raise `RuleError` where they are not such powers.

    SymPy's series of a polylogarithm at 1 drops its fractional powers (sympy #25159): whoever asks has to check.

    >>> from sympy import Integer, sin
    >>> from sympy.abc import x
    >>> taylor_polynomial(sin(x), x, Integer(0), 5)
    -x**3/6 + x
    """
    try:
        series: Any = _sympy.series(expr, variable, about, order)
    except (ValueError, NotImplementedError, TypeError, ZeroDivisionError, AttributeError, _sympy.PoleError) as error:
        raise RuleError(f"a power series in {variable} - {about} is wanted, SymPy finds none for {expr}") from error
    found: Any = series.removeO()
    shifted = _sympy.expand(found.subs(variable, about + variable))
    power_coefficients(shifted, variable)
    return found


# --- Exact tests of zero -------------------------------------------------------------------------------------------


def zero_method(expr: Expr) -> str | None:
    """The name of the first exact method that reduces `expr` to 0, else `None`.

    Each method is a terminating rewriting that keeps the value for every point of the symbols' assumptions: no
    `simplify`, no `equals`, no `doit`.

    >>> from sympy.abc import x
    >>> zero_method((x + 1)**2 - x**2 - 2*x - 1)
    'expansion'
    """
    if expr == 0:
        return "identity"
    for name, method in _ZERO_METHODS:
        try:
            reduced = method(expr)
        except (_sympy.PolynomialError, ValueError, TypeError, NotImplementedError):
            continue  # the method does not take this kind of expression; the next may
        if reduced == 0:
            return name
    return None


def _powers(expr: Any) -> Any:
    return _sympy.expand(_sympy.powsimp(_sympy.powdenest(_sympy.expand_power_base(_sympy.expand(expr)))))


def _over_one_denominator(expr: Any) -> Any:
    numerator, _ = _sympy.fraction(_sympy.together(expr))
    return _powers(numerator)


_ZERO_METHODS: tuple[tuple[str, Any], ...] = (
    ("expansion", lambda e: _sympy.expand(e)),
    ("powers", _powers),
    ("rational functions", lambda e: _sympy.cancel(_sympy.together(e))),
    ("common denominator and powers", _over_one_denominator),
    ("logarithms", lambda e: _sympy.expand(_sympy.expand_log(e))),
    ("exponentials", lambda e: _sympy.expand(_sympy.powsimp(_sympy.expand(e.rewrite(_sympy.exp))))),
    ("exponentials over one denominator", lambda e: _over_one_denominator(e.rewrite(_sympy.exp))),
)


# --- For exact proofs ----------------------------------------------------------------------------------------------


def one_fraction(expr: Expr) -> Expr:
    """A rational function of whatever it is made of, over one denominator and cancelled.

    >>> from sympy.abc import x
    >>> one_fraction(1 / x + 1 / x**2)
    (x + 1)/x**2
    """
    try:
        return _sympy.cancel(_sympy.together(expr))
    except _sympy.PolynomialError:  # of something that is not commutative or not polynomial, such as a Piecewise
        return expr


def spread(expr: Expr) -> Expr:
    """The products of the expression multiplied out.

    >>> from sympy.abc import x
    >>> spread((2 * x + 1) / 2)
    x + 1/2
    """
    return _sympy.expand_mul(expr)


def terms_over_one_denominator(expr: Expr) -> list[Expr]:
    """The terms of a sum, after everything has been brought over one denominator and its numerator multiplied out.

    >>> from sympy.abc import x, y
    >>> terms_over_one_denominator(x / (1 + y) + 1)
    [x/(y + 1), y/(y + 1), 1/(y + 1)]
    """
    numerator, denominator = _sympy.fraction(one_fraction(expr))
    terms = _sympy.Add.make_args(_sympy.expand(numerator))
    return sorted((term / denominator for term in terms), key=_sympy.default_sort_key)


def factors_and_exponents(expr: Expr) -> list[tuple[Expr, Expr]]:
    """The factors of an expression with their exponents; a rational number as its numerator and denominator.

    >>> from sympy.abc import x
    >>> factors_and_exponents((x**2 + 2*x + 1) / 6)
    [(6, -1), (x + 1, 2)]
    """
    try:
        factored: Any = _sympy.factor(_sympy.together(expr))
    except _sympy.PolynomialError:
        factored = expr
    found: list[tuple[Any, Any]] = []
    for factor in _sympy.Mul.make_args(factored):
        base, exponent = factor.as_base_exp()
        if isinstance(factor, _sympy.Rational):
            parts = [(_sympy.Integer(factor.p), 1), (_sympy.Integer(factor.q), -1)]
            found += [(part, _sympy.Integer(power)) for part, power in parts if part != 1]
        elif isinstance(factor, _sympy.exp):
            found.append((factor, _sympy.Integer(1)))
        elif isinstance(base, _sympy.Rational) and base.q != 1:
            found += [(_sympy.Integer(base.p), exponent), (_sympy.Integer(base.q), -exponent)]
        else:
            found.append((base, exponent))
    return found


def prime_factors(number: int) -> list[tuple[int, int]]:
    """The primes of a positive whole number with their exponents; a number too hard to factor counts as a prime.

    >>> prime_factors(12)
    [(2, 2), (3, 1)]
    """
    return sorted(_sympy.factorint(number, limit=10**5).items())


def is_plain_application(expr: Expr) -> bool:
    """Whether `expr` is a function of expressions alone, that binds no variable and has no conditions.

    >>> from sympy import Integral, gamma
    >>> from sympy.abc import x
    >>> is_plain_application(gamma(x)), is_plain_application(Integral(x, (x, 0, 1)))
    (True, False)
    """
    return isinstance(expr, _sympy.Function) and bool(expr.args) and all(isinstance(a, Expr) for a in expr.args)


def leads_with_minus(expr: Expr) -> bool:
    """Whether, of an expression and its negative, this is the one that is written with a minus in front."""
    return expr.could_extract_minus_sign()  # pyright: ignore[reportAttributeAccessIssue]


def coefficients_in(polynomial: Expr, variable: Expr) -> list[tuple[int, Expr]] | None:
    """Exponents and coefficients of a polynomial in one variable; `None` if it is none.

    >>> from sympy.abc import a, x
    >>> coefficients_in(a * x**2 + 1, x)
    [(2, a), (0, 1)]
    """
    if not polynomial.is_polynomial(variable):  # pyright: ignore[reportAttributeAccessIssue]
        return None
    return [(int(k), c) for (k,), c in _sympy.Poly(polynomial, variable).terms()]


def rational_coefficients(polynomial: Expr) -> list[Fraction] | None:
    """The coefficients of a polynomial in its symbols; `None` if it is none, or they are not rational numbers.

    >>> from sympy.abc import x, y
    >>> rational_coefficients(x * (y + 1) / 2)
    [Fraction(1, 2), Fraction(1, 2)]
    """
    if not polynomial.free_symbols:
        return [Fraction(polynomial.p, polynomial.q)] if isinstance(polynomial, Rational) else None
    try:
        poly: Any = _sympy.Poly(polynomial, *sorted(polynomial.free_symbols, key=str), domain="QQ")
    except (_sympy.PolynomialError, _sympy.CoercionFailed):
        return None
    return [Fraction(int(c.p), int(c.q)) for c in poly.coeffs()]


def roots_between(polynomial: Expr, variable: Symbol, low: Expr | None, high: Expr | None) -> int:
    """The number of distinct real roots of a polynomial with rational coefficients in the closed interval, by Sturm.

    >>> from sympy import Integer
    >>> from sympy.abc import x
    >>> roots_between(x**2 - 2, x, Integer(0), None)
    1
    """
    return int(_sympy.Poly(polynomial, variable).count_roots(low, high))


# --- How an expression is built ------------------------------------------------------------------------------------


def stable_text(expr: Expr) -> str:
    """A text that is the same for equal expressions in every process: the key of caches and seeds.

    `srepr` orders terms by their numerical values, which SymPy may evaluate for long; here they are ordered as texts.

    >>> from sympy.abc import x
    >>> stable_text(2 * x + 1)
    'Add(1, Mul(2, x[]))'
    """
    return _stable(expr, {})


def _stable(part: Any, known: dict[Any, str]) -> str:
    if part in known:
        return known[part]
    if isinstance(part, Symbol):
        symbol: Any = part
        assumed = symbol.assumptions0
        words = sorted(name if value else f"not {name}" for name, value in assumed.items() if name != "commutative")
        text = f"{part.name}[{' '.join(words)}]"
    elif not getattr(part, "args", ()):
        text = str(part)
    else:
        arguments = [_stable(argument, known) for argument in part.args]
        if part.is_Add or part.is_Mul or isinstance(part, _sympy.Max | _sympy.Min):
            arguments.sort()
        text = f"{part.func.__name__}({', '.join(arguments)})"
    known[part] = text
    return text


def opaque_functions(expr: Expr) -> set[Expr]:
    """The undefined functions applied in `expr`, such as F(β)."""
    return set(expr.atoms(AppliedUndef))


def subexpressions(expr: Expr) -> list[Expr]:
    """Every part of `expr` that is an expression, the whole first; with repetitions.

    >>> from sympy.abc import x
    >>> subexpressions(x**2 + 1)
    [x**2 + 1, 1, x**2, x, 2]
    """
    return [part for part in _sympy.preorder_traversal(expr) if isinstance(part, Expr)]


def size(expr: Expr) -> int:
    """The number of nodes of the tree.

    >>> from sympy.abc import x
    >>> size(x**2 + 1)
    5
    """
    return sum(1 for _ in _sympy.preorder_traversal(expr))


def compared_sides(expr: Expr) -> list[tuple[Expr, Expr]]:
    """Both sides of every comparison among the conditions of a Piecewise; of other expressions none.

    >>> from sympy import Piecewise
    >>> from sympy.abc import x
    >>> compared_sides(Piecewise((x, x > 1), (1, True)))
    [(x, 1)]
    """
    if not isinstance(expr, _sympy.Piecewise):
        return []
    found: Any = [condition.atoms(_sympy.core.relational.Relational) for _, condition in list[Any](expr.args)]
    return [(each.lhs, each.rhs) for relations in found for each in sorted(relations, key=_sympy.srepr)]


def binding_operators(expr: Expr) -> list[Expr]:
    """The integrals, sums, products and other heads in `expr` that bind variables."""
    return [part for part in _sympy.preorder_traversal(expr) if getattr(part, "bound_symbols", None)]


def bound_variables(operator: Expr) -> list[Symbol]:
    """The variables that `operator` binds.

    >>> from sympy import Integral
    >>> from sympy.abc import x, y
    >>> bound_variables(Integral(x * y, (x, 0, y)))
    [x]
    """
    return list(getattr(operator, "bound_symbols", ()))


def is_finite_form(expr: Expr) -> bool:
    """Whether `expr` holds no infinity and no undefined value."""
    return not expr.has(_sympy.oo, -_sympy.oo, _sympy.zoo, _sympy.nan)


def degree_excess(expr: Expr, variable: Symbol) -> int | None:
    """Degree of the denominator less that of the numerator in `variable`; `None` if `expr` is not rational in it.

    >>> from sympy.abc import x
    >>> degree_excess(1 / (1 + x**2), x)
    2
    """
    numerator: Any
    denominator: Any
    numerator, denominator = numerator_and_denominator(expr)
    if not (numerator.is_polynomial(variable) and denominator.is_polynomial(variable)):
        return None
    return int(_sympy.degree(denominator, variable)) - int(_sympy.degree(numerator, variable))


def has_branch_cut(expr: Expr) -> bool:
    """Whether `expr` is built with a function that has a branch cut or is not analytic."""
    return expr.has(*_CUT) or any(not power.exp.is_Integer for power in expr.atoms(Pow) if power.base != _sympy.E)


_CUT_NAMES = """
log asin acos atan acot asec acsc asinh acosh atanh acoth asech acsch atan2 Abs sign re im conjugate arg floor ceiling
Max Min loggamma polylog lerchphi LambertW Ei Ci Chi li expint uppergamma lowergamma bessely besselk besselj besseli
hankel1 hankel2 elliptic_k elliptic_e elliptic_f hyper Piecewise
"""
_CUT: tuple[Any, ...] = tuple(getattr(_sympy, name) for name in _CUT_NAMES.split())


# --- Numbers -------------------------------------------------------------------------------------------------------


def mpmath_decimal(number: Expr, digits: int) -> str:
    """The value of a constant expression by `lambdify` to mpmath, with ten guard digits; not certified."""
    import mpmath  # the reference backend alone needs it

    try:
        with mpmath.workdps(digits + 10):
            value: Any = _sympy.lambdify([], number, modules="mpmath")()
            value = mpmath.mpmathify(value)
            if not mpmath.isfinite(value):
                raise EvaluationError(f"a finite value is wanted, mpmath finds {mpmath.nstr(value, 5)} for {number}")
            return str(mpmath.nstr(value, digits, strip_zeros=False))
    except (ValueError, TypeError, ZeroDivisionError, NameError, AttributeError, NotImplementedError) as error:
        raise EvaluationError(f"mpmath cannot evaluate {number}: {error}") from error
