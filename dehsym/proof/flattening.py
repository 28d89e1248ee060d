"""An expression as a rational function of generators, with the relations that those are known to obey.

The identities of calculus are mostly identities of rational functions in disguise: sin and cosh are rational in
exponentials, a root is a generator with one relation, z^a is exp(a log z), conj z is a number of its own. Each step
here is an equality of values for all values of the symbols (off the poles, and off the zeros of bases that
`nonzero` names), so that a rational function that vanishes modulo the relations proves that the expression does;
that the generators may obey further relations is no matter: then a proof is missed, and none is wrong.

    exp(u)              one generator exp(t/q) for each term t of u up to rational factors, q a common denominator
    b^(p/q)             the generator b^(1/q), whose q-th power is b; principal powers are exp((p/q) log b) for b != 0
    b^a                 exp(a log b)
    log(p c)            log p + log c for p > 0 and any c: the argument is unchanged
    i, roots of unity   powers of exp(i pi/q)
    |z|                 the square root of z conj(z)
    exp(i asin z)       iz + (1 - z^2)^(1/2), and so for the other inverses (DLMF 4.23(iv), 4.37(iv))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from math import lcm
from operator import mul
from typing import final

import sympy
from sympy import Add, E, Expr, I, Integer, Mul, Pow, Rational, Symbol, pi

from dehsym import symbolic
from dehsym.domain import Domain
from dehsym.errors import RuleError
from dehsym.proof.function_rules import Rewriting, rewritten
from dehsym.proof.realness import is_real_valued
from dehsym.proof.sign import sign_of

HALF = Rational(1, 2)
MOST_GENERATORS = 40
_IMAGINARY = Symbol("i")
"""The imaginary unit inside a flattened expression, until it becomes a power of a root of unity."""


def _is_odd(exponent: Expr) -> bool:
    return isinstance(exponent, Integer) and int(exponent) % 2 == 1


def _whole_number(factor: Expr, exponent: Expr) -> int | None:
    """The whole number of which this is a power whose logarithm is known: 2^z is positive for real z only."""
    if not isinstance(factor, Integer) or int(factor) == 0:
        return None
    known = isinstance(exponent, Integer) or (int(factor) > 0 and exponent.is_real)
    return int(factor) if known else None


def exponential_of(term: Expr) -> Rewriting | None:
    """exp(term) where it is an algebraic function of simpler things; `None` where it is not.

    >>> exponential_of(sympy.asinh(Symbol("z"))).expr
    z + sqrt(z**2 + 1)
    """
    rest = term / I
    match (term, rest):
        case (sympy.log(), _):
            return Rewriting(term.args[0])
        case (sympy.asinh(), _):
            (z,) = term.args
            return Rewriting(z + sympy.sqrt(1 + z**2))
        case (sympy.acosh(), _):
            (z,) = term.args
            return Rewriting(z + sympy.sqrt(z - 1) * sympy.sqrt(z + 1))
        case (sympy.atanh(), _):
            (z,) = term.args
            return Rewriting(sympy.sqrt(1 + z) / sympy.sqrt(1 - z))
        case (sympy.LambertW(), _):
            return Rewriting(term.args[0] / term, (term.args[0],))
        case (sympy.loggamma(), _):
            return Rewriting(sympy.gamma(term.args[0]))
        case (_, sympy.asin()):
            (z,) = rest.args
            return Rewriting(I * z + sympy.sqrt(1 - z**2))
        case (_, sympy.atan()):
            (z,) = rest.args
            return Rewriting(sympy.sqrt(1 + I * z) / sympy.sqrt(1 - I * z))
        case (_, sympy.arg()):
            (z,) = rest.args
            return Rewriting(z / sympy.Abs(z), (z,))
        case _:
            return None


@final
@dataclass(frozen=True, slots=True)
class Generator:
    """A symbol that stands for `meaning`; if `degree` is not 0, its power of that degree is `power`."""

    symbol: Symbol
    meaning: Expr
    degree: int = 0
    power: Expr = sympy.S.Zero
    algebraic: bool = False


@final
@dataclass
class _Exponential:
    """A term t of an exponent: the rational factors it occurs with, and exp(t) where that is known to be simpler."""

    symbol: Symbol
    denominators: set[int] = field(default_factory=lambda: {1})
    value: Expr | None = None


@final
@dataclass
class Flattening:
    """The generators met so far. `domains` tells which factors are positive."""

    domains: Mapping[Expr, Domain]
    nonzero: dict[Expr, None] = field(default_factory=dict[Expr, None])
    _plain: dict[Expr, Symbol] = field(default_factory=dict[Expr, Symbol])
    _terms: dict[Expr, _Exponential] = field(default_factory=dict[Expr, _Exponential])
    _parts: dict[Symbol, tuple[tuple[Expr, Fraction], ...]] = field(
        default_factory=dict[Symbol, tuple[tuple[Expr, Fraction], ...]]
    )
    _cache: dict[Expr, Expr] = field(default_factory=dict[Expr, Expr])

    def flatten(self, expr: Expr) -> Expr:
        """The expression with generators; exponentials are still placeholders, which `resolved` replaces."""
        if expr not in self._cache:
            self._cache[expr] = self._flatten(expr)
        return self._cache[expr]

    def _flatten(self, expr: Expr) -> Expr:
        match expr:
            case Rational():
                return expr
            case Symbol():
                return self._named(expr)
            case Add() | Mul():
                return expr.func(*map(self.flatten, expr.args))
            case Pow():
                return self._power(*expr.as_base_exp())
            case sympy.exp():
                return self._exponential(expr.args[0])
            case sympy.log():
                return self._sum_of_logarithms(expr.args[0])
            case _:
                return self._function(expr)

    def _function(self, expr: Expr) -> Expr:
        if expr == I:
            self._term(I * pi)  # the root of unity that it is a power of
            return _IMAGINARY
        if expr == E:
            return self._exponential(Integer(1))
        if isinstance(expr, sympy.conjugate):
            inner = symbolic.differentiated(expr.args[0])
            if is_real_valued(inner, self.domains):
                return self.flatten(inner)
        if isinstance(expr, sympy.arg) and isinstance(expr.args[0], sympy.exp):
            return self._argument_of_exponential(*expr.args[0].args)
        change = rewritten(expr)
        if change is None:
            plain = symbolic.is_plain_application(expr)
            return self._named(expr.func(*map(self._canonical, expr.args)) if plain else expr)
        self._suppose_nonzero(*change.nonzero)
        return self.flatten(symbolic.held(change.expr))

    def _argument_of_exponential(self, exponent: Expr) -> Expr:
        """arg(e^(a + w)) = arg(e^w) for real a."""
        kept = [term for term in Add.make_args(exponent) if not is_real_valued(term, self.domains)]
        return self._named(sympy.arg(sympy.exp(Add(*kept)), evaluate=False))

    def _canonical(self, argument: Expr) -> Expr:
        """One form for equal rational arguments of a function that is not looked into."""
        return argument if argument.is_Atom else symbolic.one_fraction(argument)

    def _named(self, expr: Expr) -> Symbol:
        if expr in (sympy.oo, -sympy.oo) or expr.has(sympy.zoo, sympy.nan):
            raise RuleError(f"numbers are wanted, found {expr}")  # two poles are not equal numbers
        if expr not in self._plain:
            if len(self._plain) + len(self._terms) >= MOST_GENERATORS:
                raise RuleError(f"at most {MOST_GENERATORS} generators are wanted, found more")
            self._plain[expr] = Symbol(f"g{len(self._plain)}")
        return self._plain[expr]

    def _suppose_nonzero(self, *exprs: Expr) -> None:
        """Note that these must not vanish, unless they cannot."""
        for expr in exprs:
            if expr.free_symbols and expr.is_zero is not False and sign_of(expr, self.domains) == 0:
                self.nonzero[expr] = None

    # --- Powers and exponentials

    def _power(self, base: Expr, exponent: Expr) -> Expr:
        if isinstance(exponent, Integer):
            return self.flatten(base) ** exponent
        if base.is_zero:
            raise RuleError("a power of a base other than 0 is wanted")
        if not (isinstance(exponent, Rational) and exponent.p > 0):  # g^q = b holds for the root 0 of 0
            self._suppose_nonzero(base)
        return self._exponential(exponent * self._logarithm(base))

    def _exponential(self, exponent: Expr) -> Expr:
        """Exp of a sum, as a product over its terms: one placeholder, or a power where exp(t) is an old friend."""
        parts: list[tuple[Expr, Fraction]] = []
        for term in symbolic.terms_over_one_denominator(self._with_split_logarithms(exponent)):
            coefficient, rest = term.as_coeff_Mul()
            if not isinstance(coefficient, Rational):
                raise RuleError(f"a rational coefficient is wanted, found {coefficient}")
            self._term(rest).denominators.add(coefficient.q)
            parts.append((rest, Fraction(coefficient.p, coefficient.q)))
        key = tuple(sorted(parts, key=lambda part: symbolic.stable_text(part[0])))
        placeholder = Symbol("exp " + " ".join(f"{self._terms[t].symbol.name}:{r}" for t, r in key))
        self._parts[placeholder] = key
        return placeholder

    def _with_split_logarithms(self, exponent: Expr) -> Expr:
        logarithms = exponent.atoms(sympy.log)
        return exponent.xreplace({each: self._logarithm(each.args[0]) for each in logarithms})

    def _term(self, term: Expr) -> _Exponential:
        if term not in self._terms:
            if len(self._plain) + len(self._terms) >= MOST_GENERATORS:
                raise RuleError(f"at most {MOST_GENERATORS} generators are wanted, found more")
            change = exponential_of(term)
            flat = None if change is None else self.flatten(change.expr)  # first: it may need generators of its own
            self._suppose_nonzero(*(change.nonzero if change else ()))
            self._terms[term] = _Exponential(Symbol(f"e{len(self._terms)}"), value=flat)
        return self._terms[term]

    # --- Logarithms

    def _sum_of_logarithms(self, argument: Expr) -> Expr:
        total = self._logarithm(argument)
        if isinstance(total, sympy.log):
            return self._named(total)
        return self._flat_sum(total)

    def _flat_sum(self, total: Expr) -> Expr:
        named: dict[Expr, Symbol] = {each: self._named(each) for each in total.atoms(sympy.log)}
        return self.flatten_with(total, named)

    def flatten_with(self, expr: Expr, named: Mapping[Expr, Symbol]) -> Expr:
        """Flatten what is linear in logarithms that have their generators already."""
        if expr in named:
            return named[expr]
        if isinstance(expr, Add | Mul):
            return expr.func(*(self.flatten_with(part, named) for part in expr.args))
        return self.flatten(expr)

    def _logarithm(self, argument: Expr) -> Expr:
        """Log of a product, as a sum: each positive factor apart, and what is left under one logarithm."""
        total, unknown, sign = Integer(0) + 0, Integer(1) + 0, 1
        for factor, exponent in symbolic.factors_and_exponents(argument):
            if number := _whole_number(factor, exponent):
                sign = -sign if number < 0 and _is_odd(exponent) else sign
                total = Add(total, *(exponent * k * sympy.log(p) for p, k in symbolic.prime_factors(abs(number))))
                continue
            known = sign_of(factor, self.domains) if exponent.is_real else 0
            if known > 0:
                total = total + exponent * self._logarithm_of_positive(factor)
            elif known < 0 and isinstance(exponent, Integer):
                sign = -sign if int(exponent) % 2 else sign
                total = total + exponent * self._logarithm_of_positive(-factor)
            else:
                unknown = unknown * factor**exponent
        return total + self._logarithm_of_unit(sign * unknown)

    def _logarithm_of_positive(self, factor: Expr) -> Expr:
        if isinstance(factor, sympy.exp) and factor.args[0].is_real:
            return factor.args[0]
        return sympy.log(self._canonical(factor), evaluate=False)

    def _logarithm_of_unit(self, unknown: Expr) -> Expr:
        if unknown == Integer(1):
            return Integer(0)
        if unknown == Integer(-1):
            return I * pi
        if unknown in (I, -I):
            return unknown * pi / 2
        return sympy.log(self._canonical(unknown), evaluate=False)

    # --- Resolution

    def generators(self) -> list[Generator]:
        """All generators, the simpler before those whose relations are written with them."""
        found = [Generator(symbol, meaning) for meaning, symbol in self._plain.items()]
        for term, exponential in self._terms.items():
            degree = self._degree(term)
            meaning = sympy.exp(term / degree, evaluate=False)
            unity = term == I * pi
            if unity:
                found.append(Generator(exponential.symbol, meaning, degree, Integer(-1), algebraic=True))
            elif exponential.value is None:
                found.append(Generator(exponential.symbol, meaning))
            else:
                found.append(Generator(exponential.symbol, meaning, degree, self.resolved(exponential.value)))
        return found

    def _degree(self, term: Expr) -> int:
        denominators = set(self._terms[term].denominators)
        if term == I * pi:
            denominators.add(2)
        return lcm(*denominators)

    def resolved(self, flat: Expr) -> Expr:
        """The flattened expression with powers of generators for its placeholders and for i."""
        values: dict[Expr, Expr] = {}
        for symbol in flat.free_symbols:
            if symbol == _IMAGINARY:
                values[symbol] = self._terms[I * pi].symbol ** (self._degree(I * pi) // 2)
            elif symbol in self._parts:
                powers = [self._terms[t].symbol ** Integer(int(r * self._degree(t))) for t, r in self._parts[symbol]]
                values[symbol] = reduce(mul, powers, Integer(1) + 0)
        return flat.xreplace(values)
