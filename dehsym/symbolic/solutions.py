"""Equations solved: for a root, and for a function."""

from __future__ import annotations

from contextlib import suppress

from sympy import Basic, Eq, Equality, Expr, Ne, Piecewise, S, Symbol
from sympy.core.function import expand
from sympy.solvers import dsolve, solve

from dehsym.errors import RuleError
from dehsym.symbolic.methods import methods_of
from dehsym.symbolic.polynomials import coefficient


def root_for(left: Expr, right: Expr, unknown: Expr) -> Expr:
    """The one value of `unknown` for which `left = right`; raise `RuleError` if there is none or more than one.

    A positive symbol drops the roots that are not positive: that is how `solve` accounts for branches here.

    >>> from sympy import exp, symbols
    >>> a, x = symbols("a x", positive=True)
    >>> root_for(exp(x), a**2, x)
    2*log(a)
    """
    with suppress(RuleError):  # not linear: solve knows more
        factor, rest = coefficient(left - right, unknown)
        return -rest / factor
    try:
        roots = solve(left - right, unknown)
    except NotImplementedError as error:
        raise RuleError(f"{left} = {right} is wanted solved for {unknown}, which SymPy cannot do: {error}") from error
    if len(roots) != 1:
        raise RuleError(f"{left} = {right} is wanted to have one root for {unknown}, found {len(roots)}: {roots}")
    return roots[0]


def ode_solution(left: Expr, right: Expr, unknown: Expr, constant: Symbol) -> Expr:
    """The general solution of the differential equation `left = right` for `unknown`, its constant named `constant`.

    The kind of equation is named to SymPy, not left to it: on the Riccati form of the fluctuation equation its
    `1st_rational_riccati` returns a wrong answer that `checkodesol` rejects. Raises `RuleError` where there is not one
    explicit solution.

    >>> from sympy import Function, symbols
    >>> c, x = symbols("c x")
    >>> y = Function("y")(x)
    >>> ode_solution(y.diff(x), y, y, c)
    c*exp(x)
    """
    equation = Eq(left, right, evaluate=False)
    for hint in ("1st_linear", "separable", "Bernoulli"):
        try:
            answer = dsolve(equation, unknown, hint=hint, simplify=False)
        except (ValueError, NotImplementedError):
            continue  # the equation is not of this kind
        if isinstance(answer, list) or answer.lhs != unknown or answer.rhs.has(unknown):
            raise RuleError(f"one explicit solution for {unknown} is wanted, SymPy found {answer}")
        general = methods_of(_generic_piece(answer.rhs)).subs({Symbol("C1"): constant}, simultaneous=False)
        return expand(general)
    raise RuleError(f"a linear, separable or Bernoulli equation for {unknown} is wanted, found {equation}")


def second_order_solution(left: Expr, right: Expr, unknown: Expr, constants: tuple[Symbol, Symbol]) -> Expr:
    """The general solution of a linear equation of the second order with constant coefficients.

    The constants take the names given, the first with the exponential that SymPy puts first. Raises `RuleError` where
    the equation is not of that kind, or SymPy finds no explicit solution.

    >>> from sympy import Function, symbols
    >>> a, b, x = symbols("a b x")
    >>> y = Function("y")(x)
    >>> second_order_solution(y.diff(x, 2), y + 1, y, (a, b))
    a*exp(-x) + b*exp(x) - 1
    """
    answer = _by_constant_coefficients(left, right, unknown)
    if isinstance(answer, list) or answer.lhs != unknown or answer.rhs.has(unknown):
        raise RuleError(f"one explicit solution for {unknown} is wanted, SymPy found {answer}")
    named = dict(zip((Symbol("C1"), Symbol("C2")), constants, strict=True))
    if not all(answer.rhs.has(constant) for constant in named) or answer.rhs.has(Symbol("C3")):
        raise RuleError(f"an equation of the second order is wanted, found {left} = {right}")
    return expand(answer.rhs.xreplace(named))


def _by_constant_coefficients(left: Expr, right: Expr, unknown: Expr) -> Equality | list[Equality]:
    equation = Eq(left, right, evaluate=False)
    for hint in ("homogeneous", "undetermined_coefficients"):
        try:
            return dsolve(equation, unknown, hint=f"nth_linear_constant_coeff_{hint}", simplify=False)
        except (ValueError, NotImplementedError):
            continue  # the equation is not of this kind
    raise RuleError(f"a linear equation with constant coefficients is wanted, found {equation}")


def _generic_piece(expr: Expr) -> Expr:
    """Of each Piecewise the piece for parameters other than 0: the one that the general solution is written for.

    With a parameter that may vanish `dsolve` sets the degenerate equation apart; a derivation that needs that case
    states it as an equation of its own.
    """

    def generic(*pieces: tuple[Expr, Basic]) -> Expr:
        for value, condition in pieces:
            if isinstance(condition, Ne) and condition.rhs == S.Zero:
                return value
        raise RuleError(f"a generic solution is wanted, SymPy found {expr}")

    return methods_of(expr).replace(Piecewise, generic)
