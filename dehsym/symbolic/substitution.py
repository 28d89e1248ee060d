"""Values put in the place of symbols, and derivatives carried out."""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Add, Derivative, Expr, Mul, Pow, Rational
from sympy.core.function import AppliedUndef

from dehsym.symbolic.methods import methods_of
from dehsym.symbolic.structure import is_plain_application


def put(expr: Expr, values: Mapping[Expr, Expr]) -> Expr:
    """Substitute all `values` at once and carry out derivatives; integrals, sums and limits stay as they are.

    >>> from sympy.abc import x, y
    >>> put(x**2 + y, {x: y, y: x})
    x + y**2
    """
    return differentiated(methods_of(expr).subs(dict(values), simultaneous=True))


def put_inertly(expr: Expr, values: Mapping[Expr, Expr]) -> Expr:
    """Substitute `values` and evaluate nothing: polylog(1/2, 1) has no value, and SymPy gives it one.

    What binds a variable or has conditions is evaluated all the same.

    >>> from sympy import log
    >>> from sympy.abc import x
    >>> put_inertly(log(x) + x, {x: x / x})
    log(1) + 1
    """
    if expr in values:
        return values[expr]
    if not expr.free_symbols & set(values):
        return expr
    if not (isinstance(expr, Add | Mul | Pow) or is_plain_application(expr)):
        return put(expr, values)
    return _composed(expr, [put_inertly(part, values) for part in expr.args])


def _composed(expr: Expr, parts: list[Expr]) -> Expr:
    """Put parts together as those of `expr` were, unevaluated, but for sums and products of rational numbers.

    These always have a value. SymPy 1.14 finds the unevaluated 3*0 both odd and even, in one process of fifteen, for
    it asks for assumptions in an order that it draws at random, and raises `InconsistentAssumptions`.
    """
    if isinstance(expr, Add | Mul):
        numbers = [part for part in parts if isinstance(part, Rational)]
        if len(numbers) > 1:
            rest = [part for part in parts if not isinstance(part, Rational)]
            parts = [methods_of(expr).func(*numbers, evaluate=True), *rest]
        if len(parts) == 1:
            return parts[0]
    return methods_of(expr).func(*parts, evaluate=False)


def exchanged(expr: Expr, values: Mapping[Expr, Expr]) -> Expr:
    """Exchange whole parts of `expr` for others and evaluate nothing, but for what binds a variable or has conditions.

    >>> from sympy import floor
    >>> from sympy.abc import x
    >>> exchanged(floor(x**2) + x, {x**2: 0 * x + 2})
    x + floor(2)
    """
    if expr in values:
        return values[expr]
    if expr.is_Atom or not expr.has(*values):
        return expr
    if not (isinstance(expr, Add | Mul | Pow) or is_plain_application(expr)):
        return expr.xreplace(values)
    return _composed(expr, [exchanged(part, values) for part in expr.args])


def differentiated(expr: Expr) -> Expr:
    """Carry out every derivative of an explicit expression; leave those of undefined functions.

    >>> from sympy import Derivative
    >>> from sympy.abc import x
    >>> differentiated(Derivative(x**2, x))
    2*x
    """
    found = [slope for slope in expr.atoms(Derivative) if not isinstance(slope.expr, AppliedUndef)]
    return expr.xreplace({slope: methods_of(slope).doit(deep=False) for slope in found}) if found else expr
