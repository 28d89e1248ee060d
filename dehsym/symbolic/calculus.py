"""Integrals, residues, limits and series."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Integral, Rational, S, Symbol, exp, factorial, gamma, log, polylog, zeta
from sympy.core.function import PoleError, expand
from sympy.integrals import integrate
from sympy.series import limit, series
from sympy.series import residue as sympy_residue

from dehsym.errors import RuleError
from dehsym.symbolic.factors import factored_out, numerator_and_denominator
from dehsym.symbolic.methods import methods_of
from dehsym.symbolic.polynomials import power_coefficients
from dehsym.symbolic.substitution import put
from dehsym.symbolic.zero_test import zero_method

_NO_SERIES = (ValueError, NotImplementedError, TypeError, ZeroDivisionError, AttributeError, PoleError)
"""What SymPy's `series` raises, one or the other, of a function or at a point for which it has no expansion."""


def single_limits(integral: Integral) -> tuple[Symbol, Expr, Expr]:
    """Variable, lower and upper end of a single definite integral; raise `RuleError` for any other.

    >>> from sympy.abc import x
    >>> single_limits(Integral(x, (x, 0, 1)))
    (x, 0, 1)
    """
    if len(integral.limits) != 1 or len(integral.limits[0]) != 3:
        raise RuleError(f"a single definite integral is wanted, found {integral}")
    variable, low, high = integral.limits[0]
    assert isinstance(variable, Symbol), variable
    return variable, low, high


def transformed(integral: Integral, old: Symbol, new: Expr, variable: Symbol) -> tuple[Expr, Integral]:
    """The integral with `old = new(variable)` as (constant factor, integral).

    `Integral.transform` wants the new variable named beside the expression when that has parameters, and fails on
    forms such as y² → ξ even for positive symbols: the inverse form y = √ξ is what it takes. Raises `RuleError` where
    it fails.

    >>> from sympy import exp, symbols
    >>> x, y = symbols("x y", positive=True)
    >>> transformed(Integral(exp(-2*x), (x, 0, 1)), x, y/2, y)
    (1/2, Integral(exp(-y), (y, 0, 2)))
    """
    try:
        moved = methods_of(integral).transform(old, (new, variable))
    except ValueError as error:
        raise RuleError(f"{old} = {new} is wanted in {integral}, which SymPy cannot put: {error}") from error
    if not isinstance(moved, Integral):
        raise RuleError(f"an integral over {variable} is wanted, found {moved}")
    constant, body = factored_out(moved.function, variable)
    over = Integral(body, single_limits(moved))
    assert isinstance(over, Integral), over
    return constant, over


def antiderivative_difference(integral: Integral) -> Expr:
    """The value of a definite integral by SymPy's `integrate`; raise `RuleError` if it stays unevaluated.

    >>> from sympy.abc import x
    >>> antiderivative_difference(Integral(x**2, (x, 0, 1)))
    1/3
    """
    value = integrate(integral.function, *integral.limits)
    if value.has(Integral):
        raise RuleError(f"a closed form is wanted for {integral}, SymPy found none")
    return value


def residue(body: Expr, variable: Symbol, pole: Expr) -> Expr:
    """The residue of `body` at `variable = pole`, by SymPy's series.

    A coefficient that would be expanded through a root is taken at a plain complex symbol: `residue` follows the
    assumptions of positive symbols into branches that the caller did not choose.

    >>> from sympy import Integer
    >>> from sympy.abc import x
    >>> residue(1 / (x * (x - 2)), x, Integer(2))
    1/2
    """
    return sympy_residue(body, variable, pole)


def simple_pole_residue(body: Expr, variable: Symbol, pole: Expr) -> Expr:
    """N(p)/D′(p) for body = N/D with a simple zero of D at p; raise `RuleError` for any other body.

    >>> from sympy import exp, log, symbols
    >>> x, a = symbols("x a", positive=True)
    >>> simple_pole_residue(x / (exp(x) - a), x, log(a))
    log(a)/a
    """
    numerator, denominator = numerator_and_denominator(body)
    at_pole, slope = put(denominator, {variable: pole}), put(denominator.diff(variable), {variable: pole})
    if zero_method(at_pole) is None or zero_method(slope) is not None:
        raise RuleError(f"a simple pole at {variable} = {pole} is wanted, found the denominator {denominator}")
    return put(numerator, {variable: pole}) / slope


def limit_at(expr: Expr, variable: Symbol, point: Expr, direction: str = "+") -> Expr:
    """Lim `expr` as `variable` → `point` from the side `direction`.

    SymPy's series of a polylogarithm at 1 drops its fractional power (sympy #25159): there the first terms of its
    expansion are put in (DLMF 25.12.12).

    >>> from sympy import Integer, exp, polylog, sin, sqrt, zeta
    >>> from sympy.abc import x
    >>> limit_at(sin(x) / x, x, Integer(0))
    1
    >>> order = Rational(3, 2)
    >>> limit_at((zeta(order) - polylog(order, exp(-x))) / sqrt(x), x, Integer(0))
    2*sqrt(pi)
    """
    at_one = {
        head: _near_one(head)
        for head in expr.atoms(polylog)
        if _has_half_order(head) and limit(head.args[1], variable, point, direction) == S.One
    }
    return limit(expr.xreplace(at_one), variable, point, direction)


def _has_half_order(head: polylog) -> bool:
    order = head.args[0]
    return isinstance(order, Rational) and not order.is_integer


def _near_one(head: polylog) -> Expr:
    """The term of Li_s(e^-u) that is not analytic at u = 0, and those of its power series up to beyond u^s."""
    order, argument = head.args
    assert isinstance(order, Rational), order
    u = -argument.args[0] if isinstance(argument, exp) else -log(argument)
    terms = [zeta(order - k) * (-u) ** k / factorial(k) for k in map(Integer, range(max(0, int(order)) + 4))]
    return Add(gamma(1 - order) * u ** (order - 1), *terms)


def taylor_polynomial(expr: Expr, variable: Symbol, about: Expr, order: int) -> Expr:
    """The terms below (variable - about)^order of SymPy's series; raise `RuleError` where they are not such powers.

    SymPy's series of a polylogarithm at 1 drops its fractional powers (sympy #25159): whoever asks has to check.

    >>> from sympy import Integer, sin
    >>> from sympy.abc import x
    >>> taylor_polynomial(sin(x), x, Integer(0), 5)
    -x**3/6 + x
    """
    try:
        found = methods_of(series(expr, variable, about, order)).removeO()
    except _NO_SERIES as error:
        raise RuleError(f"a power series in {variable} - {about} is wanted, SymPy finds none for {expr}") from error
    shifted = expand(methods_of(found).subs({variable: about + variable}, simultaneous=False))
    power_coefficients(shifted, variable)
    return found
