"""Limits and derivatives as LaTeX prints them, from the parts that were read."""

from __future__ import annotations

from sympy import Derivative, Expr, Limit, Symbol, oo

from dehsym.balls import WithoutValue
from dehsym.errors import NotationError
from dehsym.heads import Differential, UniqueRoot
from dehsym.notation.build import finite
from dehsym.notation.latex_tokens import BRACKETS, Cursor, Lexicon

_MARKS = ("d", r"\mathrm{d}", r"\partial")


def limit_of(body: Expr, variable: Expr, point: Expr, side: str) -> Expr:
    """The limit of `body`, from both sides if no `side` is given; raise `NotationError` if the variable is none.

    >>> x = Symbol("x")
    >>> limit_of(1 / x, x, oo, "")
    Limit(1/x, x, oo, dir='-')
    """
    if not isinstance(variable, Symbol):
        raise NotationError(f"the variable of a limit is wanted, found {variable}")
    if isinstance(body, WithoutValue):
        return body
    return Limit(body, variable, point, "+" if point in (oo, -oo) else side or "+-")


def differentiated(function: Expr, argument: Expr, primes: int) -> Expr:
    """f'(x), f''(x): the derivative by the argument, which must be a symbol, else `NotationError`.

    >>> from sympy import sin
    >>> x = Symbol("x")
    >>> differentiated(sin(x), x, 2)
    Derivative(sin(x), (x, 2))
    """
    if not isinstance(argument, Symbol):
        raise NotationError(f"a symbol is wanted as the argument after a prime, found {argument}")
    return Derivative(function, (argument, primes))


def derivative_mark(cursor: Cursor, lexicon: Lexicon) -> str | None:
    r"""The d or \partial of the derivative that the fraction ahead is; `None` if it is another fraction.

    Decided by looking ahead, without reading: a derivative has nothing in its numerator but d, an order and one
    operand, or no operand, and its denominator begins with d as well.
    """
    end = cursor.closing()
    words = cursor.ahead(end + 3)
    if len(words) < 3 or len(words) < end + 3 or words[0].text != "{" or words[end + 1].text != "{":
        return None
    mark = words[1].text
    if mark not in _MARKS or words[end + 2].text != mark or lexicon.longest(words[1:]):
        return None
    start = 2 if words[2].text != "^" else cursor.closing(3) + 1 if words[3].text == "{" else 4
    return mark if _is_operand(cursor, lexicon, start, end) else None


def _is_operand(cursor: Cursor, lexicon: Lexicon, start: int, end: int) -> bool:
    words = cursor.ahead(end + 3)
    if start == end or (words[start].text in BRACKETS and cursor.closing(start) + 1 == end):
        return True
    name_end = start + lexicon.longest(words[start:])
    applied = words[name_end].text == "(" and cursor.closing(name_end) + 1 == end
    return name_end > start and (name_end == end or applied)


def derivative_or_quotient(operand: Expr, variables: list[tuple[Symbol, int]], *, partial: bool) -> Expr:
    """The derivative of what depends on the variables; of two plain symbols the quotient of differentials.

    Raises `NotationError` where the operand does not depend on a variable.

    >>> x, y = Symbol("x"), Symbol("y")
    >>> derivative_or_quotient(x * y, [(x, 1)], partial=True)
    Derivative(x*y, x)
    """
    if isinstance(operand, WithoutValue):
        return operand
    alone = isinstance(operand, Symbol) and len(variables) == 1 and variables[0][1] == 1
    if alone and not partial:
        return Differential(operand) / Differential(variables[0][0])
    for variable, _ in variables:
        if variable not in operand.free_symbols or operand == variable:
            raise NotationError(f"a function of {variable} is wanted in the derivative, found {operand}")
    return finite(Derivative(operand, *variables))


def root_between(body: Expr, variable: Expr, low: Expr, high: Expr) -> Expr:
    """The one zero of `body` between the ends; raise `NotationError` if the variable is none, or stands in an end.

    >>> x = Symbol("x")
    >>> from sympy import Integer
    >>> root_between(x**2 - 2, x, Integer(0), Integer(2))
    UniqueRoot(x**2 - 2, x, 0, 2)
    """
    if not isinstance(variable, Symbol) or any(variable in end.free_symbols for end in (low, high)):
        raise NotationError(f"a symbol that the ends do not hold is wanted as the variable of a root, found {variable}")
    return UniqueRoot(body, variable, low, high)
