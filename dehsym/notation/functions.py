"""The functions that people may type: SymPy's names and mpmath's, how many arguments each takes, and its SymPy head.

A row says also up to which numbers SymPy may evaluate the function: zeta(10**6), legendre(10**6, x) and their like
would become a number or polynomial of as many digits or terms. Beyond, the function is kept as it stands; only where
its value at whole numbers is a whole number (gamma, factorial, binomial, rf, ff) is it refused. And where SymPy 1.14
evaluates wrongly, which was found by enclosing both forms, it is not let evaluate; `keeping` lists those places.
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
from dehsym.notation import keeping
from dehsym.notation.build import Builder, is_large
from dehsym.notation.size import MAX_BITS, bits, magnitude

Arguments = tuple[Expr, ...]
_Test = Callable[[Arguments], bool]


@final
@dataclass(frozen=True, slots=True)
class FunctionRow:
    """One function: `make` builds it, `arity` lists the numbers of arguments it takes (none: one or more)."""

    make: Callable[[Builder, Arguments], Expr]
    arity: tuple[int, ...]


def _head(
    head: Callable[..., Expr], *arity: int, up_to: int | None = None, kept: _Test = keeping.nowhere
) -> FunctionRow:
    """A SymPy function, left unevaluated where it is `kept`.

    With `up_to` it is so too where a rational argument is beyond, or two are irrational numbers.
    """

    def make(builder: Builder, arguments: Arguments) -> Expr:
        large = up_to is not None and any(is_large(argument, up_to) for argument in arguments)
        irrational = [part for part in arguments if not isinstance(part, Rational) and not part.free_symbols]
        hard = up_to is not None and (large or len(irrational) > 1)
        return builder.call(head, arguments, eager=not (hard or kept(arguments)))

    return FunctionRow(make, arity)


def _counted(
    head: Callable[..., Expr],
    result_bits: Callable[..., float],
    *arity: int,
    up_to: int = 20,
    kept: _Test = keeping.nowhere,
) -> FunctionRow:
    """A SymPy function that multiplies whole numbers out: refused where `result_bits` of its arguments is too large.

    With an argument that is not a rational number it is left unevaluated where another is beyond `up_to`.
    """

    def make(builder: Builder, arguments: Arguments) -> Expr:
        numbers = [argument for argument in arguments if isinstance(argument, Rational)]
        if len(numbers) < len(arguments):
            large = any(is_large(number, up_to) for number in numbers)
            return builder.call(head, arguments, eager=not (large or kept(arguments)))
        if any(is_large(number, 2**512) for number in numbers) or result_bits(*numbers) > MAX_BITS:
            raise NotationError(f"number too large: a value of more than {MAX_BITS:,} bits")
        return builder.call(head, arguments, eager=not kept(arguments))

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


def hypergeometric(upper: int, lower: int) -> FunctionRow:
    """The generalised hypergeometric series with so many upper and lower parameters, and its argument last.

    >>> from sympy.abc import x
    >>> hypergeometric(1, 0).make(Builder(), (Rational(1, 2), x))
    hyper((1/2,), (), x)
    """

    def head(*arguments: Expr, evaluate: bool = True) -> Expr:
        with sp.evaluate(evaluate):  # `hyper` drops an option of this name
            return sp.hyper(arguments[:upper], arguments[upper:-1], arguments[-1])

    def make(builder: Builder, arguments: Arguments) -> Expr:
        return builder.call(head, arguments, eager=not keeping.hypergeometric_at_a_pole(arguments[upper:-1]))

    return FunctionRow(make, (upper + lower + 1,))


def _tricomi(builder: Builder, arguments: Arguments) -> Expr:
    # U(a, b, z) = z^-a 2F0(a, a - b + 1; ; -1/z), DLMF 13.6.21: SymPy has no head for U, and 2F0 is defined by U.
    a, b, z = arguments
    second = builder.add([a, builder.negate(b), Integer(1)])
    series = hypergeometric(2, 0).make(builder, (a, second, builder.divide(Integer(-1), z)))
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
    rows = {name: _head(head, 1, kept=keeping.of_inverse_cotangent) for name, head in (circular | hyperbolic).items()}
    for name, head in (arcs | areas).items():
        row = _head(head, 1, kept=keeping.maybe_zero if name in ("cot", "coth") else keeping.nowhere)
        rows |= {prefix + name: row for prefix in (("a", "arc", "ar") if name in areas else ("a", "arc"))}
    return rows | {
        "exp": _head(sp.exp, 1),
        "log": FunctionRow(_logarithm, (1, 2)),
        "ln": FunctionRow(_logarithm, (1,)),
        "sqrt": _fixed_root(2),
        "cbrt": _fixed_root(3),
        "root": FunctionRow(_root, (2,)),
        "sinc": _head(sp.sinc, 1, kept=keeping.of_integers),
        "atan2": _head(sp.atan2, 2, kept=keeping.maybe_complex),
        "arctan2": _head(sp.atan2, 2, kept=keeping.maybe_complex),
        "expm1": FunctionRow(_exponential_less_one, (1,)),
        "log1p": FunctionRow(_logarithm_of_one_more, (1,)),
        "sinpi": _of_pi_times("sin"),
        "cospi": _of_pi_times("cos"),
        "Heaviside": _head(sp.Heaviside, 1, 2),
    }


def _exponential_less_one(builder: Builder, arguments: Arguments) -> Expr:
    return builder.add([builder.power(S.Exp1, *arguments), Integer(-1)])


def _logarithm_of_one_more(builder: Builder, arguments: Arguments) -> Expr:
    return builder.call(sp.log, (builder.add([Integer(1), *arguments]),))


def _of_pi_times(name: str) -> FunctionRow:
    heads = {"sin": sp.sin, "cos": sp.cos}
    return FunctionRow(
        lambda builder, arguments: builder.call(heads[name], (builder.multiply([S.Pi, *arguments]),)), (1,)
    )


def _parts() -> dict[str, FunctionRow]:
    rows = {"abs": sp.Abs, "Abs": sp.Abs, "sign": sp.sign, "sgn": sp.sign, "re": sp.re, "im": sp.im, "arg": sp.arg}
    rows |= {"conjugate": sp.conjugate, "conj": sp.conjugate}
    rounded = {"floor": sp.floor, "ceiling": sp.ceiling, "ceil": sp.ceiling, "frac": sp.frac}
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
        "factorial2": _counted(sp.factorial2, _gamma_bits, 1), "fac2": _counted(sp.factorial2, _gamma_bits, 1),
        "subfactorial": _counted(sp.subfactorial, _gamma_bits, 1),
        "binomial": _counted(sp.binomial, _binomial_bits, 2, kept=keeping.binomial),
        "rf": rising, "RisingFactorial": rising,
        "ff": falling, "FallingFactorial": falling,
        "beta": _head(sp.beta, 2, up_to=100),
        "loggamma": _head(sp.loggamma, 1, up_to=200),
        "digamma": _head(sp.digamma, 1, up_to=100),
        "trigamma": FunctionRow(lambda builder, z: builder.call(sp.polygamma, (Integer(1), *z)), (1,)),
        "polygamma": _head(sp.polygamma, 2, up_to=50, kept=keeping.without_whole_order),
        "psi": _head(sp.polygamma, 2, up_to=50, kept=keeping.without_whole_order),
        "uppergamma": _head(sp.uppergamma, 2, up_to=20, kept=keeping.second_zero),
        "lowergamma": _head(sp.lowergamma, 2, up_to=20, kept=keeping.second_zero),
        "gammainc": _head(sp.uppergamma, 2, up_to=20, kept=keeping.second_zero),
        "betainc": _head(sp.betainc, 4, up_to=20),
        "betainc_regularized": FunctionRow(lambda _, arguments: sp.betainc_regularized(*arguments), (4,)),
        "harmonic": _head(sp.harmonic, 1, 2, up_to=100, kept=keeping.without_whole_order),
    }  # fmt: skip


def _zeta_family() -> dict[str, FunctionRow]:
    eta, lambert = _head(sp.dirichlet_eta, 1, up_to=200), _head(sp.LambertW, 1, 2, up_to=1000)
    return {
        "zeta": _head(sp.zeta, 1, 2, up_to=200, kept=keeping.second_not_positive),
        "stieltjes": _head(sp.stieltjes, 1, 2, up_to=100),
        "riemann_xi": _head(sp.riemann_xi, 1, up_to=100),
        "dirichlet_eta": eta, "altzeta": eta,
        "bernoulli": _head(sp.bernoulli, 1, 2, up_to=100, kept=keeping.without_natural_index),
        "euler": _head(sp.euler, 1, 2, up_to=100, kept=keeping.without_natural_index),
        "genocchi": _head(sp.genocchi, 1, up_to=100, kept=keeping.without_natural_index),
        "fibonacci": _head(sp.fibonacci, 1, up_to=100, kept=keeping.without_natural_index),
        "lucas": _head(sp.lucas, 1, up_to=100, kept=keeping.without_natural_index),
        "catalan": _head(sp.catalan, 1, up_to=100, kept=keeping.without_natural_index),
        "bell": _head(sp.bell, 1, 2, up_to=20, kept=keeping.without_natural_index),
        "polylog": FunctionRow(_polylog, (2,)),
        "lerchphi": _head(sp.lerchphi, 3, up_to=100),
        "lambertw": lambert, "LambertW": lambert,
    }  # fmt: skip


def _integrals_and_bessel() -> dict[str, FunctionRow]:
    of_one = {"erf": sp.erf, "erfc": sp.erfc, "erfi": sp.erfi, "Ei": sp.Ei, "Si": sp.Si, "Ci": sp.Ci, "Shi": sp.Shi}
    of_one |= {
        "Chi": sp.Chi,
        "li": sp.li,
        "Li": sp.Li,
        "ei": sp.Ei,
        "si": sp.Si,
        "ci": sp.Ci,
        "shi": sp.Shi,
        "chi": sp.Chi,
    }
    of_one |= {"airyai": sp.airyai, "airybi": sp.airybi, "airyaiprime": sp.airyaiprime}
    of_one |= {"airybiprime": sp.airybiprime, "elliptic_k": sp.elliptic_k, "ellipk": sp.elliptic_k}
    of_one |= {"fresnels": sp.fresnels, "fresnelc": sp.fresnelc, "erfinv": sp.erfinv, "erfcinv": sp.erfcinv}
    bessel = {"besselj": sp.besselj, "bessely": sp.bessely, "besseli": sp.besseli, "besselk": sp.besselk}
    bessel |= {"hankel1": sp.hankel1, "hankel2": sp.hankel2, "jn": sp.jn, "yn": sp.yn}
    of_two = {"elliptic_f": sp.elliptic_f, "ellipf": sp.elliptic_f, "erf2": sp.erf2}
    rows = {name: _head(head, 1) for name, head in of_one.items()}
    rows |= {name: _head(head, 2, up_to=100) for name, head in of_two.items()}
    rows |= {name: _head(head, 2, up_to=100, kept=keeping.bessel) for name, head in bessel.items()}
    elliptic_e, elliptic_pi = (
        _head(sp.elliptic_e, 1, 2, up_to=100),
        _head(sp.elliptic_pi, 2, 3, up_to=100, kept=keeping.incomplete),
    )
    return rows | {
        "elliptic_e": elliptic_e, "ellipe": elliptic_e,
        "elliptic_pi": elliptic_pi, "ellippi": elliptic_pi,
        "expint": _head(sp.expint, 2, up_to=20, kept=keeping.second_zero),
        "e1": FunctionRow(_exponential_integral, (1,)), "E1": FunctionRow(_exponential_integral, (1,)),
        "hyp0f1": hypergeometric(0, 1),
        "hyp1f1": hypergeometric(1, 1),
        "hyp2f1": hypergeometric(2, 1),
        "hyp2f0": hypergeometric(2, 0),
        "hyp1f2": hypergeometric(1, 2), "hyp2f2": hypergeometric(2, 2),
        "hyp2f3": hypergeometric(2, 3), "hyp3f2": hypergeometric(3, 2),
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
    kept = {"jacobi": keeping.jacobi, "assoc_legendre": keeping.without_whole_degrees}
    return {
        name: _head(head, arity, up_to=20, kept=kept.get(name, keeping.without_natural_index))
        for arity, head, name in heads
    }


FUNCTIONS: Mapping[str, FunctionRow] = MappingProxyType(
    _elementary() | _parts() | _gamma_family() | _zeta_family() | _integrals_and_bessel() | _orthogonal_polynomials()
)
"""All functions by the names that people type."""

_UNSUPPORTED = ("meijerg", "struveh", "struvel", "whitm", "whitw", "barnesg", "jtheta", "legenp", "legenq")
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
