"""The functions that people may type: SymPy's names and mpmath's, how many arguments each takes, and its SymPy head.

A row says also up to which numbers SymPy may evaluate the function: zeta(10**6), legendre(10**6, x) and their like
would become a number or polynomial of as many digits or terms. Beyond, the function is kept as it stands; only where
its value at whole numbers is a whole number (gamma, factorial, binomial, rf, ff) is it refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import lgamma, log, log2
from types import MappingProxyType
from typing import final

import sympy as sp
from sympy import Expr, Integer, Rational, S
from sympy.core.numbers import ImaginaryUnit

from dehsym.errors import NotationError
from dehsym.nearest import hint
from dehsym.notation.build import Builder, is_large
from dehsym.notation.size import MAX_BITS, bits, magnitude

Arguments = tuple[Expr, ...]


@final
@dataclass(frozen=True, slots=True)
class FunctionRow:
    """One function: `make` builds it, `arity` lists the numbers of arguments it takes (none: one or more)."""

    make: Callable[[Builder, Arguments], Expr]
    arity: tuple[int, ...]


def _head(head: Callable[..., Expr], *arity: int, up_to: int | None = None) -> FunctionRow:
    """A SymPy function, left unevaluated where a rational argument is beyond `up_to` or two are irrational numbers."""

    def make(builder: Builder, arguments: Arguments) -> Expr:
        if up_to is None:
            return builder.call(head, arguments)
        large = any(is_large(argument, up_to) for argument in arguments)
        irrational = [part for part in arguments if not isinstance(part, Rational) and not part.free_symbols]
        return builder.call(head, arguments, eager=not large and len(irrational) < 2)

    return FunctionRow(make, arity)


def _counted(head: Callable[..., Expr], result_bits: Callable[..., float], *arity: int, up_to: int = 20) -> FunctionRow:
    """A SymPy function that multiplies whole numbers out: refused where `result_bits` of its arguments is too large.

    With an argument that is not a rational number it is left unevaluated where another is beyond `up_to`.
    """

    def make(builder: Builder, arguments: Arguments) -> Expr:
        numbers = [argument for argument in arguments if isinstance(argument, Rational)]
        if len(numbers) < len(arguments):
            return builder.call(head, arguments, eager=not any(is_large(number, up_to) for number in numbers))
        if any(is_large(number, 2**512) for number in numbers) or result_bits(*numbers) > MAX_BITS:
            raise NotationError(f"number too large: a value of more than {MAX_BITS:,} bits")
        return builder.call(head, arguments)

    return FunctionRow(make, arity)


def _gamma_bits(x: Rational) -> float:
    size = abs(x.p) / x.q
    return size * log2(size + 2)


def _factors_bits(x: Rational, k: Rational) -> float:
    if k.q > 1:
        return _gamma_bits(Rational(abs(x.p) * k.q + abs(k.p) * x.q, x.q * k.q))  # SymPy writes it with gamma
    return (abs(k.p) / k.q + 1) * (bits(x) + bits(k))


def _binomial_bits(n: Rational, k: Rational) -> float:
    if n.q == k.q == 1 and n.p >= 0:
        least = max(min(k.p, n.p - k.p), 0)
        return least * log2(n.p + 2) - lgamma(least + 1) / log(2)  # n^k / k! bounds it from above
    return _factors_bits(n, k)


def _polylog(builder: Builder, arguments: Arguments) -> Expr:
    # SymPy gives polylog(s, 1) as zeta(s) for every s, also for s <= 1 where the series diverges, and asks of other
    # arguments whether they equal 1 by random evaluation.
    s, z = arguments
    above_one = isinstance(s, Rational) and s.p > s.q
    plain = isinstance(z, (Rational, sp.Symbol)) and not is_large(s, 10)
    return builder.call(sp.polylog, arguments, eager=plain and (z is not S.One or s is S.One or above_one))


def _logarithm(builder: Builder, arguments: Arguments) -> Expr:
    logarithms = [builder.call(sp.log, (argument,)) for argument in arguments]
    return logarithms[0] if len(logarithms) == 1 else builder.divide(*logarithms)


def _root(builder: Builder, arguments: Arguments) -> Expr:
    return builder.power(arguments[0], builder.power(arguments[1], Integer(-1)))


def _fixed_root(degree: int) -> FunctionRow:
    return FunctionRow(lambda builder, arguments: builder.power(arguments[0], Rational(1, degree)), (1,))


def _exponential_integral(builder: Builder, arguments: Arguments) -> Expr:
    return builder.call(sp.expint, (Integer(1), *arguments))


def _hypergeometric(upper: int, lower: int) -> FunctionRow:
    def head(*arguments: Expr, evaluate: bool = True) -> Expr:
        with sp.evaluate(evaluate):  # `hyper` drops an option of this name
            return sp.hyper(arguments[:upper], arguments[upper:-1], arguments[-1])

    return FunctionRow(lambda builder, arguments: builder.call(head, arguments), (upper + lower + 1,))


def _tricomi(builder: Builder, arguments: Arguments) -> Expr:
    # U(a, b, z) = z^-a 2F0(a, a - b + 1; ; -1/z), DLMF 13.6.21: SymPy has no head for U, and 2F0 is defined by U.
    a, b, z = arguments
    second = builder.add([a, builder.negate(b), Integer(1)])
    series = _hypergeometric(2, 0).make(builder, (a, second, builder.divide(Integer(-1), z)))
    return builder.multiply([builder.power(z, builder.negate(a)), series])


def _rounding(head: Callable[..., Expr]) -> FunctionRow:
    """Floor or ceiling; of a complex or large irrational number kept: SymPy would evaluate until it is sure."""

    def make(builder: Builder, arguments: Arguments) -> Expr:
        (argument,) = arguments
        irrational = not isinstance(argument, Rational) and not argument.free_symbols
        hard = irrational and (argument.has(ImaginaryUnit) or magnitude(argument) > 64)
        return builder.call(head, arguments, eager=not hard)

    return FunctionRow(make, (1,))


def _elementary() -> dict[str, FunctionRow]:
    circular = {"sin": sp.sin, "cos": sp.cos, "tan": sp.tan, "cot": sp.cot, "sec": sp.sec, "csc": sp.csc}
    hyperbolic = {"sinh": sp.sinh, "cosh": sp.cosh, "tanh": sp.tanh, "coth": sp.coth, "sech": sp.sech, "csch": sp.csch}
    arcs = {"sin": sp.asin, "cos": sp.acos, "tan": sp.atan, "cot": sp.acot, "sec": sp.asec, "csc": sp.acsc}
    areas = {
        "sinh": sp.asinh, "cosh": sp.acosh, "tanh": sp.atanh, "coth": sp.acoth, "sech": sp.asech, "csch": sp.acsch
    }  # fmt: skip
    rows = {name: _head(head, 1) for name, head in (circular | hyperbolic).items()}
    for name, head in (arcs | areas).items():
        rows |= {prefix + name: _head(head, 1) for prefix in ("a", "arc")}
    rows |= {f"ar{name}": _head(head, 1) for name, head in areas.items()}
    return rows | {
        "exp": _head(sp.exp, 1),
        "log": FunctionRow(_logarithm, (1, 2)),
        "ln": FunctionRow(_logarithm, (1,)),
        "sqrt": _fixed_root(2),
        "cbrt": _fixed_root(3),
        "root": FunctionRow(_root, (2,)),
        "sinc": _head(sp.sinc, 1),
        "atan2": _head(sp.atan2, 2),
        "arctan2": _head(sp.atan2, 2),
    }


def _parts() -> dict[str, FunctionRow]:
    rows = {"abs": sp.Abs, "Abs": sp.Abs, "sign": sp.sign, "re": sp.re, "im": sp.im, "arg": sp.arg}
    rows |= {"conjugate": sp.conjugate, "conj": sp.conjugate}
    rounded = {"floor": sp.floor, "ceiling": sp.ceiling, "ceil": sp.ceiling}
    extremes = {"Min": sp.Min, "Max": sp.Max, "min": sp.Min, "max": sp.Max}
    return (
        {name: _head(head, 1) for name, head in rows.items()}
        | {name: _head(head) for name, head in extremes.items()}
        | {name: _rounding(head) for name, head in rounded.items()}
    )


def _gamma_family() -> dict[str, FunctionRow]:
    gamma = _counted(sp.gamma, _gamma_bits, 1)
    factorial = _counted(sp.factorial, _gamma_bits, 1)
    rising = _counted(sp.RisingFactorial, _factors_bits, 2)
    falling = _counted(sp.FallingFactorial, _factors_bits, 2)
    return {
        "gamma": gamma,
        "factorial": factorial, "fac": factorial,
        "binomial": _counted(sp.binomial, _binomial_bits, 2),
        "rf": rising, "RisingFactorial": rising,
        "ff": falling, "FallingFactorial": falling,
        "beta": _head(sp.beta, 2, up_to=100),
        "loggamma": _head(sp.loggamma, 1, up_to=200),
        "digamma": _head(sp.digamma, 1, up_to=100),
        "polygamma": _head(sp.polygamma, 2, up_to=50), "psi": _head(sp.polygamma, 2, up_to=50),
        "uppergamma": _head(sp.uppergamma, 2, up_to=20),
        "lowergamma": _head(sp.lowergamma, 2, up_to=20),
    }  # fmt: skip


def _zeta_family() -> dict[str, FunctionRow]:
    eta, lambert = _head(sp.dirichlet_eta, 1, up_to=200), _head(sp.LambertW, 1, 2, up_to=1000)
    return {
        "zeta": _head(sp.zeta, 1, 2, up_to=200),
        "dirichlet_eta": eta, "altzeta": eta,
        "bernoulli": _head(sp.bernoulli, 1, 2, up_to=100),
        "polylog": FunctionRow(_polylog, (2,)),
        "lerchphi": _head(sp.lerchphi, 3, up_to=100),
        "lambertw": lambert, "LambertW": lambert,
    }  # fmt: skip


def _integrals_and_bessel() -> dict[str, FunctionRow]:
    of_one = {"erf": sp.erf, "erfc": sp.erfc, "erfi": sp.erfi, "Ei": sp.Ei, "Si": sp.Si, "Ci": sp.Ci, "Shi": sp.Shi}
    of_one |= {"Chi": sp.Chi, "li": sp.li, "ei": sp.Ei, "si": sp.Si, "ci": sp.Ci, "shi": sp.Shi, "chi": sp.Chi}
    of_one |= {"airyai": sp.airyai, "airybi": sp.airybi, "airyaiprime": sp.airyaiprime}
    of_one |= {"airybiprime": sp.airybiprime, "elliptic_k": sp.elliptic_k, "ellipk": sp.elliptic_k}
    of_two = {"besselj": sp.besselj, "bessely": sp.bessely, "besseli": sp.besseli, "besselk": sp.besselk}
    of_two |= {"hankel1": sp.hankel1, "hankel2": sp.hankel2, "elliptic_f": sp.elliptic_f, "ellipf": sp.elliptic_f}
    rows = {name: _head(head, 1) for name, head in of_one.items()}
    rows |= {name: _head(head, 2, up_to=100) for name, head in of_two.items()}
    elliptic_e = _head(sp.elliptic_e, 1, 2, up_to=100)
    return rows | {
        "elliptic_e": elliptic_e, "ellipe": elliptic_e,
        "expint": _head(sp.expint, 2, up_to=20),
        "e1": FunctionRow(_exponential_integral, (1,)),
        "hyp0f1": _hypergeometric(0, 1),
        "hyp1f1": _hypergeometric(1, 1),
        "hyp2f1": _hypergeometric(2, 1),
        "hyp2f0": _hypergeometric(2, 0),
        "hyperu": FunctionRow(_tricomi, (3,)),
    }  # fmt: skip


def _orthogonal_polynomials() -> dict[str, FunctionRow]:
    heads = (
        (2, sp.legendre, "legendre"), (2, sp.hermite, "hermite"), (2, sp.laguerre, "laguerre"),
        (2, sp.chebyshevt, "chebyshevt"), (2, sp.chebyshevt, "chebyt"),
        (2, sp.chebyshevu, "chebyshevu"), (2, sp.chebyshevu, "chebyu"),
        (3, sp.assoc_legendre, "assoc_legendre"), (3, sp.assoc_laguerre, "assoc_laguerre"),
        (3, sp.gegenbauer, "gegenbauer"), (4, sp.jacobi, "jacobi"),
    )  # fmt: skip
    return {name: _head(head, arity, up_to=20) for arity, head, name in heads}


FUNCTIONS: Mapping[str, FunctionRow] = MappingProxyType(
    _elementary() | _parts() | _gamma_family() | _zeta_family() | _integrals_and_bessel() | _orthogonal_polynomials()
)
"""All functions by the names that people type."""

_UNSUPPORTED = ("Piecewise", "meijerg", "struveh", "struvel", "whitm", "whitw", "barnesg", "jtheta", "legenp", "legenq")
"""What people know from SymPy and mpmath and may expect: named, so that the error can say so."""


def function_row(name: str) -> FunctionRow:
    """Return the row of the function `name`; raise `NotationError` with the nearest name if there is none.

    >>> function_row("atan2").arity
    (2,)
    """
    if name in FUNCTIONS:
        return FUNCTIONS[name]
    if name in _UNSUPPORTED:
        raise NotationError(f"{name} is not supported in expressions")
    raise NotationError(f"unknown function {name[:40]!r}{hint(name[:40], FUNCTIONS)}")


def apply(builder: Builder, name: str, arguments: Arguments) -> Expr:
    """Return the function called `name` of the arguments.

    Raises `NotationError` for a name that is not in `FUNCTIONS`, with the nearest that is, for a wrong number of
    arguments, and where the function has no finite value.

    >>> apply(Builder(), "cbrt", (Integer(27),))
    3
    """
    row = function_row(name)
    if len(arguments) not in row.arity and (row.arity or not arguments):
        wanted = " or ".join(map(str, row.arity)) or "1 or more"
        raise NotationError(f"{name} takes {wanted} argument(s), found {len(arguments)}")
    return row.make(builder, arguments)
