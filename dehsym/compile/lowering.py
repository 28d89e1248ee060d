"""From SymPy expressions to a straight-line program in real numbers.

Every value is taken to be real. Where one is not, as the square root of a negative number, the backends say so when
they compute it; whoever asks then asks another evaluator. So a finite answer is that of principal values throughout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import final

import sympy
from sympy import Add, Expr, Integer, Mul, Pow, Rational, Symbol

from dehsym.compile.identifier import identifier
from dehsym.compile.powers import Factor, product_of_powers
from dehsym.compile.program import Numbering, Program
from dehsym.errors import EvaluationError
from dehsym.heads import UniqueRoot

HEADS: Mapping[type[Expr], str] = MappingProxyType(
    {
        sympy.exp: "exp",
        sympy.log: "log",
        sympy.sin: "sin",
        sympy.cos: "cos",
        sympy.tan: "tan",
        sympy.cot: "cot",
        sympy.sec: "sec",
        sympy.csc: "csc",
        sympy.sinc: "sinc",
        sympy.asin: "asin",
        sympy.acos: "acos",
        sympy.atan: "atan",
        sympy.sinh: "sinh",
        sympy.cosh: "cosh",
        sympy.tanh: "tanh",
        sympy.coth: "coth",
        sympy.sech: "sech",
        sympy.csch: "csch",
        sympy.asinh: "asinh",
        sympy.acosh: "acosh",
        sympy.atanh: "atanh",
        sympy.gamma: "gamma",
        sympy.loggamma: "loggamma",
        sympy.digamma: "digamma",
        sympy.erf: "erf",
        sympy.erfc: "erfc",
        sympy.erfi: "erfi",
        sympy.Ei: "Ei",
        sympy.Si: "Si",
        sympy.Ci: "Ci",
        sympy.Shi: "Shi",
        sympy.Chi: "Chi",
        sympy.li: "li",
        sympy.airyai: "airyai",
        sympy.airybi: "airybi",
        sympy.Abs: "abs",
        sympy.floor: "floor",
        sympy.ceiling: "ceiling",
    }
)
"""Functions of one argument by their SymPy class. All but the last three are analytic."""

ZETA, POLYLOG, MAXIMUM, MINIMUM = "zeta", "polylog", "Max", "Min"
LAMBERT, LAMBERT_BELOW = "LambertW", "LambertW of branch -1"
_WITH_CORNERS = (sympy.Abs, sympy.floor, sympy.ceiling, sympy.Max, sympy.Min)
_NAMED: Mapping[Expr, str] = MappingProxyType(
    {sympy.pi: "pi", sympy.E: "e", sympy.EulerGamma: "euler_gamma", sympy.Catalan: "catalan"}
)


class Unsupported(EvaluationError):  # noqa: N818  (an answer that callers ask for, not a fault of theirs)
    """An expression has no straight-line program in real numbers; the message names what is in the way."""


def lowered(
    results: Sequence[Expr],
    inputs: Sequence[Symbol],
    constants: Sequence[Symbol] = (),
    steps: Sequence[tuple[Symbol, Expr]] = (),
    shared: Mapping[Expr, str] | None = None,
) -> Program:
    """The program that computes `results` from `inputs`; whatever holds only `constants` is computed beforehand.

    `steps` are named on the way, each in terms of what is before it, and keep their names. What is `shared` is a number
    that is computed elsewhere, by the function of that name. The program may take square roots of products of symbols
    that are declared positive: it holds for positive values of these alone.

    Raises `Unsupported` for a function that has no real program, for a complex number and for another symbol.

    >>> from sympy.abc import x
    >>> program = lowered([x**2 + x**2 * sympy.sin(x**2)], [x])
    >>> len(program.needed(program.results))
    5
    """
    lowering = _Lowering()
    for symbol in inputs:
        lowering.known[symbol] = lowering.numbering.input(symbol.name)
    for symbol in constants:
        lowering.known[symbol] = lowering.numbering.constant(symbol.name)
    names = {symbol.name for symbol in (*inputs, *constants)}
    if len(names) < len(inputs) + len(constants):
        raise Unsupported(f"one symbol of each name is wanted, found several among {', '.join(sorted(names))}")
    for number, name in (shared or {}).items():
        lowering.known[number] = lowering.numbering.call(name)
    named: dict[int, str] = {}
    for symbol, value in steps:
        number = lowering.lower(value)
        named.setdefault(number, symbol.name)
        lowering.known[symbol] = number
    wanted = [lowering.lower(result) for result in results]
    return lowering.numbering.finished(wanted, named, (s.name for s in inputs), (s.name for s in constants))


@final
class _Lowering:
    """Numbers the parts of expressions; `known` are the symbols and whatever has its number already."""

    def __init__(self) -> None:
        self.numbering = Numbering()
        self.known: dict[Expr, int] = {}
        self._bound: set[str] = set()

    def lower(self, expr: Expr) -> int:
        """The value of an expression."""
        if expr not in self.known:
            self.known[expr] = self._lower(expr)
        return self.known[expr]

    def _lower(self, expr: Expr) -> int:
        if isinstance(expr, Rational):
            return self.numbering.number(Fraction(expr.p, expr.q))
        if expr in _NAMED:
            return self.numbering.named(_NAMED[expr])
        if expr == sympy.GoldenRatio:
            return self.lower((1 + sympy.sqrt(5)) / 2)
        if isinstance(expr, Add):
            return self._sum(expr)
        if isinstance(expr, Mul | Pow):
            return self._product(expr)
        if isinstance(expr, UniqueRoot):
            return self._unique_root(expr)
        if isinstance(expr, Symbol):
            raise Unsupported(f"a value for {expr} is wanted, it is no input")
        return self._function(expr)

    # --- Sums

    def _sum(self, expr: Expr) -> int:
        """Positive terms first; constants together; 1 - exp(y) and exp(y) - 1 without cancellation."""
        terms, exponential = _with_expm1(Add.make_args(expr))
        signed = [self._signed(term) for term in terms]
        if exponential is not None:
            argument, negative = exponential
            signed.append((self.numbering.call("expm1", self.lower(argument)), negative))
        constants = [each for each in signed if not self.numbering.varies(each[0])]
        others = [each for each in signed if self.numbering.varies(each[0])]
        if len(constants) > 1 and others:
            return self._added([*others, (self._added(constants), False)])
        return self._added(signed)

    def _signed(self, term: Expr) -> tuple[int, bool]:
        """A term without its sign, and whether that is a minus."""
        coefficient, _ = term.as_coeff_Mul()
        negative = isinstance(coefficient, Rational) and coefficient.p < 0
        return self.lower(-term if negative else term), negative

    def _added(self, signed: Sequence[tuple[int, bool]]) -> int:
        positive = [value for value, negative in signed if not negative]
        negative = [value for value, negative in signed if negative]
        if not positive:
            return self.numbering.negate(self._added([(value, False) for value in negative]))
        found = positive[0]
        for value in positive[1:]:
            found = self.numbering.add(found, value)
        for value in negative:
            found = self.numbering.subtract(found, value)
        return found

    # --- Products and powers

    def _product(self, expr: Expr) -> int:
        return product_of_powers(self.numbering, [self._factor(factor) for factor in Mul.make_args(expr)])

    def _factor(self, factor: Expr) -> Factor:
        """A factor as a power to a rational number, of itself to 1 where it is no such power."""
        base, exponent = (factor, Integer(1)) if isinstance(factor, Rational | sympy.exp) else factor.as_base_exp()
        if not isinstance(exponent, Rational):
            return Factor(self._general_power(base, exponent), Fraction(1), factor.is_nonnegative is True)
        if base.is_negative and exponent.q > 1:
            raise Unsupported(f"a real number is wanted, found {factor}")
        return Factor(self.lower(base), Fraction(exponent.p, exponent.q), base.is_nonnegative is True)

    def _general_power(self, base: Expr, exponent: Expr) -> int:
        if base == sympy.E:
            return self.numbering.call("exp", self.lower(exponent))
        return self.numbering.general_power(self.lower(base), self.lower(exponent))

    # --- Functions

    def _function(self, expr: Expr) -> int:
        if type(expr) in HEADS:
            return self.numbering.call(HEADS[type(expr)], *map(self.lower, expr.args))
        match expr:
            case sympy.polygamma(args=(order, argument)) if order == Integer(0):
                return self.numbering.call("digamma", self.lower(argument))
            case sympy.factorial(args=(argument,)):
                return self.numbering.call("gamma", self.lower(argument + 1))
            case sympy.zeta(args=(argument,)):
                return self.numbering.call(ZETA, self.lower(argument))
            case sympy.polylog(args=(order, argument)):
                return self.numbering.call(POLYLOG, self.lower(order), self.lower(argument))
            case sympy.LambertW(args=(argument,)):
                return self.numbering.call(LAMBERT, self.lower(argument))
            case sympy.LambertW(args=(argument, branch)) if branch == Integer(-1):
                return self.numbering.call(LAMBERT_BELOW, self.lower(argument))
            case sympy.Max() | sympy.Min():
                head = MAXIMUM if isinstance(expr, sympy.Max) else MINIMUM
                first, *others = map(self.lower, expr.args)
                for other in others:
                    first = self.numbering.call(head, first, other)
                return first
            case _:
                raise Unsupported(f"a real function with a program is wanted, found {_name(expr)}")

    def _unique_root(self, expr: UniqueRoot) -> int:
        """The function and its slope, of a bound variable that no other root has; both analytic."""
        corners = sorted(kind.__name__ for kind in _WITH_CORNERS if expr.body.has(kind))
        if corners:
            raise Unsupported(f"a root of an analytic function is wanted, found {corners[0]} in it")
        unique = identifier(expr.variable.name, self._bound)
        self._bound.add(unique)
        variable = Symbol(f"{unique} of {expr}", **expr.variable.assumptions0)  # no other symbol is called that
        self.known[variable] = self.numbering.bound(unique)
        body = expr.body.xreplace({expr.variable: variable})
        low, high = map(self.lower, expr.ends)
        return self.numbering.unique_root(unique, self.lower(body), self.lower(body.diff(variable)), low, high)


def _with_expm1(terms: Sequence[Expr]) -> tuple[list[Expr], tuple[Expr, bool] | None]:
    """The terms but a 1 and an exponential of unlike sign; the exponent of that, and whether it had the minus."""
    units = [term for term in terms if term in (Integer(1), Integer(-1))]
    for unit in units:
        for term in terms:
            if isinstance(-unit * term, sympy.exp):
                rest = [each for each in terms if each not in (unit, term)]
                return rest, ((-unit * term).args[0], unit == Integer(1))
    return list(terms), None


def _name(expr: Expr) -> str:
    text = str(expr)
    return type(expr).__name__ if len(text) > 60 else f"{type(expr).__name__} in {text}"
