"""How an expression is built: its parts, what it binds, and a text that is the same in every process."""

from __future__ import annotations

from collections.abc import Sequence

import sympy
from sympy import Add, Basic, E, Expr, Function, Max, Min, Mul, Piecewise, Pow, Rational, Rel, Symbol, srepr
from sympy.core.function import AppliedUndef
from sympy.core.traversal import preorder_traversal

_MOST_BITS_OF_DECIMALS = 14_000


def stable_text(expr: Expr) -> str:
    """A text that is the same for equal expressions in every process: the key of caches and seeds.

    `srepr` orders terms by their numerical values, which SymPy may evaluate for long; here they are ordered as texts.

    >>> from sympy.abc import x
    >>> stable_text(2 * x + 1)
    'Add(1, Mul(2, x[]))'
    """
    return _stable(expr, {})


def _stable(part: Basic, known: dict[Basic, str]) -> str:
    if part in known:
        return known[part]
    if isinstance(part, Symbol):
        assumed = part.assumptions0.items()
        words = sorted(name if value else f"not {name}" for name, value in assumed if name != "commutative")
        text = f"{part.name}[{' '.join(words)}]"
    elif isinstance(part, Rational) and max(part.p.bit_length(), part.q.bit_length()) > _MOST_BITS_OF_DECIMALS:
        text = f"{part.p:#x}/{part.q:#x}"  # Python writes no decimals of more than 4,300 digits
    elif not part.args:
        text = str(part)
    else:
        arguments = [_stable(argument, known) for argument in part.args]
        if isinstance(part, Add | Mul | Max | Min):
            arguments.sort()
        text = f"{part.func.__name__}({', '.join(arguments)})"
    known[part] = text
    return text


def opaque_functions(expr: Expr) -> set[Expr]:
    """The undefined functions applied in `expr`, such as F(β).

    >>> from sympy import Function
    >>> from sympy.abc import x
    >>> opaque_functions(Function("F")(x) + x)
    {F(x)}
    """
    return set(expr.atoms(AppliedUndef))


def subexpressions(expr: Expr) -> list[Expr]:
    """Every part of `expr` that is an expression, the whole first; with repetitions.

    >>> from sympy.abc import x
    >>> subexpressions(x**2 + 1)
    [x**2 + 1, 1, x**2, x, 2]
    """
    return [part for part in preorder_traversal(expr) if isinstance(part, Expr)]


def size(expr: Expr) -> int:
    """The number of nodes of the tree.

    >>> from sympy.abc import x
    >>> size(x**2 + 1)
    5
    """
    return sum(1 for _ in preorder_traversal(expr))


def is_plain_application(expr: Expr) -> bool:
    """Whether `expr` is a function of expressions alone, that binds no variable and has no conditions.

    >>> from sympy import Integral, gamma
    >>> from sympy.abc import x
    >>> is_plain_application(gamma(x)), is_plain_application(Integral(x, (x, 0, 1)))
    (True, False)
    """
    arguments = _arguments(expr)
    return isinstance(expr, Function) and bool(arguments) and all(isinstance(each, Expr) for each in arguments)


def _arguments(part: Basic) -> tuple[Basic, ...]:
    """The arguments, among which may be the pairs of a Piecewise and the limits of a sum."""
    return part.args


def compared_sides(expr: Expr) -> list[tuple[Expr, Expr]]:
    """Both sides of every comparison among the conditions of a Piecewise; of other expressions none.

    >>> from sympy import Piecewise
    >>> from sympy.abc import x
    >>> compared_sides(Piecewise((x, x > 1), (1, True)))
    [(x, 1)]
    """
    if not isinstance(expr, Piecewise):
        return []
    conditions = [pair.args[1] for pair in expr.args]
    found = [each for condition in conditions for each in sorted(condition.atoms(Rel), key=srepr)]
    return [(each.lhs, each.rhs) for each in found]


def binding_operators(expr: Expr) -> list[Expr]:
    """The integrals, sums, products and other heads in `expr` that bind variables.

    >>> from sympy import Integral
    >>> from sympy.abc import x
    >>> binding_operators(1 + Integral(x, (x, 0, 1)))
    [Integral(x, (x, 0, 1))]
    """
    return [part for part in subexpressions(expr) if bound_variables(part)]


def bound_variables(operator: Expr) -> list[Symbol]:
    """The variables that `operator` binds.

    >>> from sympy import Integral
    >>> from sympy.abc import x, y
    >>> bound_variables(Integral(x * y, (x, 0, y)))
    [x]
    """
    bound: Sequence[Symbol] = getattr(operator, "bound_symbols", ())
    return list(bound)


def is_finite_form(expr: Expr) -> bool:
    """Whether `expr` holds no infinity and no undefined value.

    >>> from sympy import oo
    >>> from sympy.abc import x
    >>> is_finite_form(x + 1), is_finite_form(oo * x)
    (True, False)
    """
    return not expr.has(sympy.oo, -sympy.oo, sympy.zoo, sympy.nan)


def has_branch_cut(expr: Expr) -> bool:
    """Whether `expr` is built with a function that has a branch cut or is not analytic.

    >>> from sympy import exp, sqrt
    >>> from sympy.abc import x
    >>> has_branch_cut(sqrt(x)), has_branch_cut(exp(x**2))
    (True, False)
    """
    return expr.has(*_CUT) or any(not power.exp.is_Integer for power in expr.atoms(Pow) if power.base != E)


_CUT_NAMES = """
log asin acos atan acot asec acsc asinh acosh atanh acoth asech acsch atan2 Abs sign re im conjugate arg floor ceiling
Max Min loggamma polylog lerchphi LambertW Ei Ci Chi li expint uppergamma lowergamma bessely besselk besselj besseli
hankel1 hankel2 elliptic_k elliptic_e elliptic_f hyper Piecewise
"""
_CUT: tuple[type[Basic], ...] = tuple(getattr(sympy, name) for name in _CUT_NAMES.split())
