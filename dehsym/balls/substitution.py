"""Symbols for the inside of an integral: fresh names, changes of variable, constants taken out.

A subexpression without the integration variable is computed once, as a ball. That is faster, and it is needed: the
test "holomorphic on this ball?" concerns the variable of integration alone, so that log(-2) x is as good as x.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import count
from typing import Any

import sympy
from sympy import Basic, Expr, Symbol

from dehsym.balls.node import unsupported
from dehsym.heads import UniqueRoot

BINDERS = (sympy.Integral, sympy.Sum, sympy.Product, sympy.Derivative, sympy.Subs, sympy.Limit, UniqueRoot)


def fresh(name: str, taken: Collection[Symbol], *, real: bool = False, positive: bool = False) -> Symbol:
    """Return the first of name, name_1, name_2, ... that no symbol of `taken` has, with the assumptions asked for.

    >>> from sympy.abc import x
    >>> fresh("x", {x}), fresh("x", set())
    (x_1, x)
    """
    names = {symbol.name for symbol in taken}
    candidates = (name if k == 0 else f"{name}_{k}" for k in count())
    chosen = next(candidate for candidate in candidates if candidate not in names)
    if positive:
        return Symbol(chosen, positive=True)
    return Symbol(chosen, real=True) if real else Symbol(chosen)


def substituted(expr: Expr, x: Symbol, place: Expr) -> Expr:
    """Return `expr` with `place` for x; raise `Unsupported` where x is bound inside, or differentiated by.

    >>> from sympy.abc import x, y
    >>> substituted(x + 1, x, y**2)
    y**2 + 1
    """
    for binder in expr.atoms(*BINDERS):
        if isinstance(binder, sympy.Derivative):
            held = set[Basic]() if isinstance(place, Symbol) else {pair.args[0] for pair in binder.args[1:]}
        elif isinstance(binder, sympy.Subs):
            held = set[Basic](binder.args[1].args)
        elif isinstance(binder, sympy.Limit | UniqueRoot):
            held = {binder.args[1]}
        else:
            held = {limit.args[0] for limit in binder.args[1:]}
        if x in held:
            raise unsupported(f"{x} bound, or differentiated by, inside a range over {x}", expr)
    return expr.xreplace({x: place})


def hoisted(expr: Expr, x: Symbol) -> tuple[Expr, dict[Symbol, Expr]]:
    """Return `expr` with every maximal compound part that is free of x named, and what the names stand for.

    >>> from sympy import log
    >>> from sympy.abc import a, x
    >>> hoisted(x * log(a), x)
    (c*x, {c: log(a)})
    """
    taken = expr.atoms(Symbol)
    names: dict[Expr, Symbol] = {}

    def name_for(part: Expr) -> Expr:
        if part.is_Atom:
            return part
        if part not in names:
            names[part] = fresh("c", taken, real=bool(part.is_real), positive=bool(part.is_positive))
            taken.add(names[part])
        return names[part]

    def walk(part: Basic) -> Expr:
        if not isinstance(part, Expr):
            tuple_of_parameters: Any = part.func(*map(walk, part.args))  # as hyper has them
            return tuple_of_parameters
        if x not in part.free_symbols:
            return name_for(part)
        if part.is_Atom or isinstance(part, (*BINDERS, sympy.Piecewise)):
            return part  # of a Piecewise only the branch that is chosen may be computed
        if isinstance(part, sympy.Add | sympy.Mul):
            fixed = [each for each in part.args if x not in each.free_symbols]
            moving = [walk(each) for each in part.args if x in each.free_symbols]
            return part.func(*moving, name_for(part.func(*fixed))) if fixed else part.func(*moving)
        return part.func(*map(walk, part.args))

    body = walk(expr)
    return body, {symbol: part for part, symbol in names.items()}
