"""How large an expression would be, estimated before SymPy is asked to build it.

Three estimates, none of which evaluates anything: the bits of the rational numbers that a power would multiply out,
the number of terms of real and imaginary parts, and the binary order of magnitude of a constant. SymPy computes all
three kinds of thing while it builds (9**9**9, re((x + I)**1000), sin(exp(exp(exp(9))))), without a limit. It also asks
for the signs of constants, by numerical evaluation that takes twice as long with each function inside another.
"""

from __future__ import annotations

import cmath
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from math import comb, inf, log2, prod
from types import MappingProxyType

from sympy import (
    Add,
    Basic,
    Ei,
    Expr,
    Function,
    Mul,
    Pow,
    Rational,
    Shi,
    Symbol,
    cos,
    cosh,
    erf,
    erfc,
    erfi,
    exp,
    factorial,
    gamma,
    sech,
    sin,
    sinh,
    tanh,
)
from sympy.core.function import AppliedUndef
from sympy.core.numbers import ImaginaryUnit, Infinity, NegativeInfinity

MAX_BITS = 4_096
"""The largest integer that a power, factorial or binomial may make, and the largest argument of a function."""

EAGER_TERMS = 64
"""The most terms an argument may have when multiplied out for SymPy to evaluate a function of it."""

EAGER_NODES = 40
"""The most nodes an argument may have for SymPy to evaluate a function of it."""

MAX_CONSTANT_NESTING = 8
"""The most roots and functions inside one another in a constant, whose sign SymPy finds in exponential time."""

EAGER_CONSTANT_NODES = 12
"""The most nodes a constant argument may have, whose value SymPy may compute to decide signs."""

EAGER_NESTING = 2
"""The most roots and functions inside one another in a constant for SymPy to evaluate a function of it."""

_SMALL_NUMBER = 1_000_000
_MANY_NODES = 200
_ELEMENTARY = frozenset(
    (
        "exp", "log", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch",
        "asin", "acos", "atan", "acot", "asinh", "acosh", "atanh", "acoth",
        "Abs", "re", "im", "arg", "sign", "conjugate",
    )
)  # fmt: skip
_CONSTANTS: Mapping[str, complex] = MappingProxyType(
    {"pi": cmath.pi, "E": cmath.e, "I": 1j, "EulerGamma": 0.5772, "Catalan": 0.916, "GoldenRatio": 1.618}
)
_APPROXIMATIONS: Mapping[str, Callable[[complex], complex]] = {
    "exp": cmath.exp, "log": cmath.log, "sin": cmath.sin, "cos": cmath.cos, "tan": cmath.tan, "sinh": cmath.sinh,
    "cosh": cmath.cosh, "tanh": cmath.tanh, "asin": cmath.asin, "acos": cmath.acos, "atan": cmath.atan,
    "asinh": cmath.asinh, "acosh": cmath.acosh, "atanh": cmath.atanh, "Abs": abs,
    "cot": lambda z: 1 / cmath.tan(z), "sec": lambda z: 1 / cmath.cos(z), "csc": lambda z: 1 / cmath.sin(z),
    "coth": lambda z: 1 / cmath.tanh(z), "sech": lambda z: 1 / cmath.cosh(z), "csch": lambda z: 1 / cmath.sinh(z),
    "re": lambda z: complex(z.real), "im": lambda z: complex(z.imag), "conjugate": lambda z: z.conjugate(),
    "arg": lambda z: complex(cmath.phase(z)),
}  # fmt: skip
_BOUNDED_ON_THE_REALS = (sin, cos, sech, tanh, erf, erfc)
_GROWS_EXPONENTIALLY = (exp, sin, cos, sinh, cosh, erf, erfc, erfi, Ei, Shi)
_GROWS_AS_FACTORIAL = (gamma, factorial)


def bits(value: Expr) -> int:
    """The bits of numerator and denominator of a rational number; 0 for anything else.

    >>> from sympy import Rational
    >>> bits(Rational(3, 4))
    5
    """
    return value.p.bit_length() + value.q.bit_length() if isinstance(value, Rational) else 0


def factor_bits(base: Expr, *, sums: bool) -> float:
    """The bits of the rational factors of `base`, which a power of `base` would raise; of its terms too if `sums`.

    >>> from sympy import sqrt
    >>> from sympy.abc import x
    >>> factor_bits(3 * x * sqrt(5), sums=False)
    3.5
    """
    match base:
        case Rational():
            return max(base.p.bit_length(), base.q.bit_length()) if base.p not in (1, -1) or base.q != 1 else 0
        case Mul():
            return sum(factor_bits(factor, sums=sums) for factor in base.args)
        case Pow() if not isinstance(base, exp) and isinstance(base.exp, Rational):
            return factor_bits(base.base, sums=sums) * abs(base.exp.p) / base.exp.q
        case Add() if sums:
            return sum(factor_bits(term, sums=sums) for term in base.args)
        case _:
            return 0


def is_simple(expr: Basic) -> bool:
    """Whether SymPy evaluates functions of `expr` fast: a number, or a short expression of elementary functions.

    Short means few nodes, small numbers, few terms when multiplied out, and constants that are not nested deeply.

    >>> from sympy import I, gamma
    >>> from sympy.abc import x
    >>> is_simple(x + I), is_simple((x + I)**1000), is_simple(gamma(x))
    (True, False, False)
    """
    if isinstance(expr, Rational):
        return True
    nodes = list(islice(_nodes(expr), EAGER_NODES + 1))
    return (
        len(nodes) <= (EAGER_NODES if expr.free_symbols else EAGER_CONSTANT_NODES)
        and all(map(_is_plain, nodes))
        and _terms(expr) <= EAGER_TERMS
        and (bool(expr.free_symbols) or constant_nesting(expr) <= EAGER_NESTING)
    )


def has_hard_constant(expr: Basic) -> bool:
    """Whether a constant in `expr` is a special function that is slow to evaluate.

    That is one of a large number, of another special function, or of two and more irrational numbers.

    >>> from sympy import Integer, zeta
    >>> has_hard_constant(zeta(Integer(3))), has_hard_constant(zeta(Integer(10**6), evaluate=False))
    (False, True)
    """
    return any(
        isinstance(node, Function)
        and type(node).__name__ not in _ELEMENTARY
        and not node.free_symbols
        and (sum(not isinstance(part, Rational) for part in node.args) > 1 or not all(map(_is_easy, node.args)))
        for node in _nodes(expr)
    )


def expands_far(expr: Basic) -> bool:
    """Whether the real and imaginary parts of `expr` would have many terms.

    >>> from sympy.abc import x
    >>> expands_far(x**2 + 1), expands_far((x + 1)**1000)
    (False, True)
    """
    return sum(1 for _ in islice(_nodes(expr), _MANY_NODES)) == _MANY_NODES or _terms(expr) > EAGER_TERMS


def _is_easy(constant: Basic) -> bool:
    return is_simple(constant) and magnitude(constant) < 8


def _nodes(expr: Basic) -> Iterator[Basic]:
    yield expr
    for part in expr.args:
        yield from _nodes(part)


def _is_plain(node: Basic) -> bool:
    """Whether a node is a small number, a symbol, arithmetic or an elementary function."""
    match node:
        case Rational():
            return max(abs(node.p), node.q) <= _SMALL_NUMBER
        case Function():
            return isinstance(node, AppliedUndef) or type(node).__name__ in _ELEMENTARY
        case Pow():  # 2^I and pi^e, whose parts SymPy seeks through logarithms, are not plain
            return isinstance(node.exp, Rational) or bool(node.free_symbols)
        case _:
            return isinstance(node, (Symbol, Add, Mul, Infinity, NegativeInfinity)) or str(node) in _CONSTANTS


def _terms(expr: Basic) -> float:
    """Count the terms of the expansion of `expr` into real and imaginary parts, as re(z) makes it.

    A symbol that may be complex has two parts; a function counts as many as its arguments together.
    """
    match expr:
        case Symbol() | AppliedUndef():
            return 1 if expr.is_real else 2
        case Add():
            return sum(map(_terms, expr.args))
        case Pow() if not isinstance(expr, exp) and isinstance(expr.exp, Rational):
            terms, power = _terms(expr.base), abs(expr.exp.p)
            return 1 if terms <= 1 else comb(int(terms) + power - 1, power) if terms + power < 1000 else inf
        case _:
            return prod(map(_terms, expr.args), start=1.0)


def constants_in(expr: Basic) -> Iterator[Basic]:
    """Yield the largest parts of `expr` that have no symbols and are not numbers or names themselves."""
    if not expr.args:
        return
    if not expr.free_symbols:
        yield expr
        return
    for part in expr.args:
        yield from constants_in(part)


def constant_nesting(constant: Basic) -> int:
    """How many roots and functions lie inside one another in `constant`, an expression without symbols.

    >>> from sympy import Integer, sqrt
    >>> constant_nesting(1 + sqrt(2 + sqrt(Integer(3))))
    2
    """
    inside = max(map(constant_nesting, constant.args), default=0)
    whole_power = isinstance(constant, Pow) and constant.args[1].is_Integer
    return inside + (isinstance(constant, (Pow, Function)) and not whole_power)


def magnitude(constant: Basic) -> float:
    """Estimate log2 |constant| from above for an expression without symbols; `inf` where it is out of reach.

    Where floating-point arithmetic gives a value without much cancellation, that is the estimate. Elsewhere it is
    composed from the parts, and the reciprocal of what may be almost zero is taken to be 2^64.

    >>> from sympy import Integer, exp
    >>> magnitude(Integer(8)), magnitude(exp(exp(Integer(1000))))
    (3.0, inf)
    """
    value = _approximate(constant)
    if value:
        return log2(abs(value))
    match constant:
        case Rational():
            return float(constant.p.bit_length() - constant.q.bit_length() + 1)
        case Add():
            return max(map(magnitude, constant.args)) + log2(len(constant.args))
        case Mul():
            return sum(map(magnitude, constant.args))
        case Pow() if not isinstance(constant, exp):
            return _of_power(constant.base, constant.exp)
        case Function():
            return _of_function(constant, max((magnitude(part) for part in constant.args), default=0.0))
        case _:
            return 2.0  # integrals and sums, whose size is not known


def _of_power(base: Expr, power: Expr) -> float:
    size = magnitude(base)
    if isinstance(power, Rational):
        if power.p < 0:
            size = -size if isinstance(base, Rational) or _approximate(base) else 64.0
        return abs(power.p) / power.q * size if abs(power.p).bit_length() < 1000 else inf
    return (abs(size) + 4) * _two_to(magnitude(power))


def _of_function(function: Function, size: float) -> float:
    if isinstance(function, _BOUNDED_ON_THE_REALS) and not function.has(ImaginaryUnit):
        return 1.0
    size = max(size, 0.0)
    if isinstance(function, _GROWS_EXPONENTIALLY):
        return 1.5 * _two_to(size)
    if isinstance(function, _GROWS_AS_FACTORIAL):
        return (size + 1) * _two_to(size)
    return size + 8


def _two_to(size: float) -> float:
    return 2.0**size if size < 512 else inf


def _approximate(constant: Basic) -> complex | None:
    """The value of a constant in floating-point arithmetic; `None` where it is out of range, unknown or cancels."""
    try:
        match constant:
            case Rational():
                return constant.p / constant.q
            case Add():
                return _approximate_sum(constant)
            case Mul():
                return _all_or_none(constant.args, prod)
            case Pow() if not isinstance(constant, exp):
                return _all_or_none(constant.args, lambda parts: parts[0] ** parts[1])
            case Function():
                name = type(constant).__name__
                function = _APPROXIMATIONS.get("exp" if isinstance(constant, exp) else name)
                return _all_or_none(constant.args[-1:], lambda parts: function(parts[0])) if function else None
            case _:
                return _CONSTANTS.get(str(constant)) if constant.is_Atom else None
    except (ArithmeticError, ValueError):
        return None


def _all_or_none(parts: Sequence[Basic], combine: Callable[[list[complex]], complex]) -> complex | None:
    values = [value for value in map(_approximate, parts) if value is not None]
    return combine(values) if len(values) == len(parts) else None


def _approximate_sum(constant: Add) -> complex | None:
    values = [value for value in map(_approximate, constant.args) if value is not None]
    total = sum(values)
    known = len(values) == len(constant.args) and abs(total) > 1e-6 * max(map(abs, values))
    return total if known else None
