"""Functions that SymPy rebuilds by rules that fail at some point, held so that it does not.

Whatever SymPy rearranges it builds anew, and a head that is built evaluates: acot(-x) becomes -acot(x), which is false
at x = 0, and the conjugate of loggamma(z) becomes loggamma of the conjugate, which is false on the cut. A held head is
the same function, a subclass of it, that is evaluated at numbers alone and whose conjugate stays a conjugate. The heads
listed here are those at which both forms, enclosed in balls on and beside cuts, at 0 and at whole numbers, disagreed.

0^u is held too: SymPy writes 0^(a + b) as 0^a 0^b, and 0 times an infinity as 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import sympy
from sympy import Add, Expr, Function, Integer, Mul, Pow, S
from sympy.core.traversal import preorder_traversal

from dehsym.symbolic.structure import is_plain_application

_OF_ANY = "loggamma li uppergamma lowergamma elliptic_f elliptic_e elliptic_pi betainc betainc_regularized sinc atan2"
_OF_AN_INDEX = """
legendre chebyshevt chebyshevu hermite laguerre assoc_legendre assoc_laguerre gegenbauer jacobi bernoulli
"""
"""Their reflections are those of whole indices, and SymPy uses them for others."""


_LARGEST_INDEX = 20


class _Held:
    """What a held head does otherwise than the function that it is."""

    plain: type[Expr]

    @classmethod
    def eval(cls, *args: Expr) -> Expr | None:
        """The function itself of numbers; of anything else nothing that is simpler."""
        return None if any(each.free_symbols for each in args) else cls.plain(*args)

    def _eval_conjugate(self) -> None:  # pyright: ignore[reportUnusedFunction]  (SymPy calls it)
        """The function of conjugates is another number on a cut: nothing is put for the conjugate."""


class _HeldSequence(_Held):
    """A function of an index, which is evaluated at 0, 1, 2, ... of that alone."""

    @classmethod
    def eval(cls, *args: Expr) -> Expr | None:
        """The function itself where its index is a whole number, and small."""
        index = args[0]
        return cls.plain(*args) if isinstance(index, Integer) and 0 <= int(index) <= _LARGEST_INDEX else None


class _HeldCotangent(_Held, Function):
    """An inverse cotangent, held; it is no subclass of SymPy's, whose sine would be evaluated without a look at 0."""

    nargs = 1
    sign = 1

    def fdiff(self, argindex: int = 1) -> Expr:
        """The derivative: -1/(1 + z^2) of the circular one, 1/(1 - z^2) of the hyperbolic one."""
        return -1 / (self.sign + self.args[0] ** 2)

    def _sympystr(self, printer: Any) -> str:  # pyright: ignore[reportUnusedFunction]  (SymPy calls it)
        return f"{self.plain.__name__}({printer._print(self.args[0])})"


class _HeldAcot(_HeldCotangent):
    plain = sympy.acot

    def _eval_is_real(self) -> bool | None:  # pyright: ignore[reportUnusedFunction]  (SymPy calls it)
        return True if self.args[0].is_real else None


class _HeldAcoth(_HeldCotangent):
    plain = sympy.acoth
    sign = -1


class PowerOfZero(Function):
    """0^u: 1 at u = 0, 0 for Re u > 0, and without a value elsewhere."""

    nargs = 1

    @classmethod
    def eval(cls, exponent: Expr) -> Expr | None:
        """The power itself of a number."""
        return None if exponent.free_symbols else Pow(S.Zero, exponent)


def _subclasses(names: str, how: type[_Held]) -> dict[type[Expr], type[Expr]]:
    """For each of the functions a subclass of it that is held in this way."""
    found: dict[type[Expr], type[Expr]] = {}
    for name in names.split():
        plain = getattr(sympy, name)
        members = {"plain": plain, "nargs": tuple(plain.nargs), "__module__": __name__, "__doc__": f"{name}, held."}
        found[plain] = type(name, (how, plain), members)
    return found


_SEQUENCES = MappingProxyType(_subclasses(_OF_AN_INDEX, _HeldSequence))
_COTANGENTS: dict[type[Expr], type[Expr]] = {sympy.acot: _HeldAcot, sympy.acoth: _HeldAcoth}
_HELD: Mapping[type[Expr], type[Expr]] = MappingProxyType({**_COTANGENTS, **_subclasses(_OF_ANY, _Held), **_SEQUENCES})


def held(expr: Expr) -> Expr:
    """The same expression with every function held whose rules fail somewhere.

    >>> from sympy import acot, sin
    >>> from sympy.abc import x
    >>> held(acot(1 - x, evaluate=False)).subs({x: -x}), sin(held(acot(x)))
    (acot(x + 1), sin(acot(x)))
    """
    found = [part for part in preorder_traversal(expr) if isinstance(part, Expr) and _is_failing(part)]
    values: dict[Expr, Expr] = {}
    for part in reversed(found):  # the inner ones first
        arguments = [each.xreplace(values) for each in part.args]
        values[part] = PowerOfZero(arguments[1]) if isinstance(part, Pow) else _HELD[part.func](*arguments)
    return expr.xreplace(values) if values else expr


def _is_failing(part: Expr) -> bool:
    if part.func in _SEQUENCES:
        return True
    return (part.func in _HELD or (isinstance(part, Pow) and part.base is S.Zero)) and bool(part.free_symbols)


def released(expr: Expr) -> Expr:
    """The same expression with SymPy's own heads again, unevaluated.

    >>> from sympy import acot
    >>> from sympy.abc import x
    >>> released(held(acot(1 - x, evaluate=False)))
    acot(1 - x)
    """
    if not any(isinstance(part, _Held | PowerOfZero) for part in preorder_traversal(expr)):
        return expr
    arguments = tuple(map(released, expr.args))
    if isinstance(expr, PowerOfZero):
        return Pow(S.Zero, *arguments, evaluate=False)
    if isinstance(expr, Add | Mul | Pow) or is_plain_application(expr):
        return unevaluated(plain_head(expr))(*arguments, evaluate=False)
    return expr.func(*arguments)


def unevaluated(head: type[Expr]) -> Callable[..., Expr]:
    """The constructor of a head, which takes `evaluate`.

    >>> from sympy import Integer, sin
    >>> unevaluated(sin)(Integer(0), evaluate=False)
    sin(0)
    """
    return head


def plain_head(expr: Expr) -> type[Expr]:
    """The function that an expression applies: of a held one the one that it is.

    >>> from sympy import acot
    >>> from sympy.abc import x
    >>> plain_head(held(acot(x))), plain_head(acot(x))
    (acot, acot)
    """
    return expr.plain if isinstance(expr, _Held) else expr.func
