"""Evaluations in great number, each held against an independent evaluator at twice the precision.

    python -m tests.numeric.at_scale --count 100000

A *subject* is a quantity of a paper, by its shipped code, or a random expression, by code compiled for it; it is
evaluated at random inputs in their domains, to 1 to 300 digits, sometimes 1,000. The evaluator beside it never sees
that code: it is the tree of `dehsym.balls`, in complex balls, which bound their own errors; or mpmath, for roots of
equations and for polylogarithms, where the tree and the code come to the same routine. Of every text it is checked that
it has as many digits as were asked for, and that none is wrong: |text - value| <= half a unit of the last digit.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from importlib import import_module
from random import Random
from typing import Any

import sympy
from flint import arb, fmpq, fmpz
from sympy import Expr, Rational, Symbol
from sympy.utilities.lambdify import lambdify

from dehsym import load
from dehsym.balls import compile_enclosure
from dehsym.compile import compile_expression
from dehsym.errors import DehsymError
from dehsym.heads import UniqueRoot
from dehsym.numeric.exact import exact_number
from dehsym.numeric.inputs import Input, Range
from dehsym.numeric.numbers import optional_module
from dehsym.precision import bits_for, working_precision
from dehsym.quantity import Quantity

PAPERS = ("deh4", "bose_gas")
MOST_DIGITS = 300
MANY_DIGITS, MANY_SHARE = 1_000, 0.01
_EVALUATIONS_A_SUBJECT = 50
_NUMERAL = re.compile(r"-?([0-9]+)(?:\.([0-9]+))?(?:e([+-][0-9]+))?")
_ATTEMPTS = 8
_MP_SHARE = 1.5
"""Of the digits of mpmath, at twice as many as are asked for, so many times these are relied upon."""

Values = dict[str, Fraction]
Evaluator = Callable[[Values, int], arb]
"""Of inputs by name and a number of bits, a ball about the value."""


@dataclass(frozen=True)
class Subject:
    """Something with a value: how it is computed, how it is checked, and which inputs it takes."""

    name: str
    inputs: tuple[Input, ...]
    compute: Callable[[Values, int], str]
    check: Evaluator
    exact: Callable[[Values], Fraction | None]
    most_digits: int = MANY_DIGITS


@dataclass
class Tally:
    """What came of it."""

    right: int = 0
    refused: Counter[str] = field(default_factory=Counter[str])
    undecided: list[str] = field(default_factory=list[str])
    wrong: list[str] = field(default_factory=list[str])

    def __str__(self) -> str:
        refused = ", ".join(f"{count} {why}" for why, count in self.refused.most_common()) or "none"
        return f"{self.right} right, {len(self.wrong)} wrong, {len(self.undecided)} undecided; refused: {refused}"


def evaluations(count: int, seed: int) -> Tally:
    """Check `count` evaluations that gave a number: half of quantities, half of random expressions."""
    stream, tally = Random(seed), Tally()
    chosen = quantities()
    while tally.right + len(tally.wrong) + len(tally.undecided) < count:
        expression = stream.random() < 0.5
        subject = random_subject(stream) if expression else stream.choice(chosen)
        if subject is None:
            continue
        for _ in range(_EVALUATIONS_A_SUBJECT):
            values = {each.name: _in_domain(each, stream) for each in subject.inputs}
            digits = min(subject.most_digits, _digits(stream))
            said = verdict(subject, values, digits, tally)
            shown = {name: str(value) for name, value in values.items()}
            if said:
                (tally.undecided if said == "undecided" else tally.wrong).append(
                    f"{subject.name}, {digits} digits, {shown}: {said}"
                )
    return tally


def verdict(subject: Subject, values: Values, digits: int, tally: Tally) -> str:
    """What is wrong with one evaluation, "" if nothing; what is right or refused is counted."""
    try:
        text = subject.compute(values, digits)
    except DehsymError as error:
        tally.refused[re.sub(r"\d+", "N", str(error))[:60]] += 1
        return ""
    except Exception as error:  # whatever else is raised is a fault, and is told as one
        return f"fails: {type(error).__name__}: {error}"
    exact = subject.exact(values)
    said = wrong_digits(text, digits, lambda bits: subject.check(values, bits), exact)
    tally.right += not said
    return said


def wrong_digits(text: str, digits: int, value: Callable[[int], arb], exact: Fraction | None = None) -> str:
    """Whether a decimal text is the value correctly rounded: "" if so, and otherwise what is wrong, or "undecided".

    Where the value is rational, `exact`, it may be a tie, which goes to the even digit.

    >>> wrong_digits("0.667", 3, lambda bits: arb(2) / 3), wrong_digits("0.66", 2, lambda bits: arb(2) / 3)[:14]
    ('', '0.66 is wrong:')
    """
    parts = _NUMERAL.fullmatch(text)
    if parts is None:
        return f"a decimal is wanted, found {text[:40]}"
    whole, fraction, exponent = parts.group(1), parts.group(2) or "", int(parts.group(3) or 0)
    if text != "0" and len((whole + fraction).lstrip("0")) != digits:
        return f"{digits} digits are wanted, found {text[:40]}"
    number = fmpz(("-" if text.startswith("-") else "") + whole + fraction)
    if exact is not None:
        steps = abs(Fraction(text) - exact) / Fraction(10) ** (exponent - len(fraction))
        near = steps < Fraction(1, 2) or (steps == Fraction(1, 2) and number % 2 == 0)
        is_right = exact == 0 if text == "0" else near
        return "" if is_right else f"{text[:60]} is wrong: {exact}"
    bits = 2 * bits_for(digits)
    for _ in range(_ATTEMPTS):
        ball = value(bits)
        with working_precision(2 * bits):
            unit = arb(10) ** fmpz(exponent - len(fraction))
            error = abs(ball - number * unit)
            if ball.is_zero() if text == "0" else 2 * error <= unit:
                return ""
            if ball != 0 if text == "0" else 2 * error > unit:
                return f"{text[:60]} is wrong: {ball.str(min(digits + 5, 60), radius=False)}"
        bits *= 2
    return "undecided"


# --- Quantities


@cache
def quantities() -> tuple[Subject, ...]:
    """Those of both papers, by the code that is shipped with them."""
    return tuple(_of_quantity(paper, quantity) for paper in PAPERS for quantity in load(paper).quantities.values())


def _of_quantity(paper: str, quantity: Quantity) -> Subject:
    shipped = import_module(f"derivations.{paper}.generated").QUANTITIES[quantity.name]
    expr = quantity.closed_form / Rational(quantity.unit.factor.numerator, quantity.unit.factor.denominator)
    symbols = {quantity.catalogue[symbol].name: symbol for symbol in expr.free_symbols}

    def compute(values: Values, digits: int) -> str:
        return shipped.evaluate(values, digits=digits).text

    by_mpmath = bool(expr.atoms(UniqueRoot) or expr.atoms(sympy.polylog))
    check = _mpmath_evaluator(expr, symbols) if by_mpmath else _ball_evaluator(expr, symbols)
    most = MOST_DIGITS if by_mpmath else MANY_DIGITS
    name, inputs = f"{paper}: {quantity.name}", shipped.formula.depends_on
    return Subject(name, inputs, compute, check, _exact_evaluator(expr, symbols), most)


def _ball_evaluator(expr: Expr, symbols: dict[str, Symbol]) -> Evaluator:
    enclosure = compile_enclosure(expr)

    def check(values: Values, bits: int) -> arb:
        ball = enclosure({symbols[name]: value for name, value in values.items() if name in symbols}, bits)
        return ball.real if ball.imag.contains(0) else arb.nan()

    return check


def _exact_evaluator(expr: Expr, symbols: dict[str, Symbol]) -> Callable[[Values], Fraction | None]:
    """The value of a rational function by SymPy's exact numbers; None of anything else."""
    if expr.atoms(sympy.Function, UniqueRoot):
        return lambda values: None

    def exact(values: Values) -> Fraction | None:
        given: dict[Expr, Expr] = {
            symbols[name]: Rational(value.numerator, value.denominator)
            for name, value in values.items()
            if name in symbols
        }
        found = expr.xreplace(given)
        return Fraction(int(found.p), int(found.q)) if isinstance(found, Rational) else None

    return exact


def _mpmath_evaluator(expr: Expr, symbols: dict[str, Symbol]) -> Evaluator:
    """By mpmath: each root by its own root-finder, everything else by its own functions."""
    mp = optional_module("mpmath").mp
    roots = {root: Symbol(f"root_{place}") for place, root in enumerate(sorted(expr.atoms(UniqueRoot), key=str))}
    outer = lambdify([*symbols.values(), *roots.values()], expr.xreplace({**roots}), modules="mpmath")
    inner = [_equation(root) for root in roots]

    @cache
    def found(bits: int) -> list[Any]:
        with mp.workprec(bits):
            return [mp.findroot(equation, ends, solver="anderson", tol=mp.eps**1.9) for equation, ends in inner]

    @cache
    def value(bits: int, *given: Fraction) -> arb:
        with mp.workprec(bits):
            numbers = [mp.mpf(each.numerator) / each.denominator for each in given]
            sign, mantissa, exponent, _ = mp.mpf(outer(*numbers, *found(bits)))._mpf_
        with working_precision(2 * bits):
            middle = arb(int(-mantissa if sign else mantissa)) * arb(2) ** int(exponent)
            return arb(middle, abs(middle) * arb(2) ** -int(_MP_SHARE * bits / 2))

    return lambda values, bits: value(bits, *(values[name] for name in symbols))


def _equation(root: UniqueRoot) -> tuple[Callable[..., Any], tuple[float, float]]:
    """The function of which it is the root, for mpmath, and the ends of the interval."""
    left, variable, low, high = root.args
    assert isinstance(variable, Symbol)
    assert isinstance(low, Rational)
    assert isinstance(high, Rational)
    return lambdify([variable], left, modules="mpmath"), (low.p / low.q, high.p / high.q)


# --- Random expressions

X, Y = (Symbol(name, positive=True) for name in ("x", "y"))
_ONE_ARGUMENT: tuple[Callable[[Expr], Expr], ...] = (
    sympy.exp,
    sympy.sin,
    sympy.cos,
    sympy.tan,
    sympy.atan,
    sympy.sinh,
    sympy.cosh,
    sympy.tanh,
    sympy.asinh,
    sympy.erf,
    sympy.erfc,
    sympy.gamma,
    lambda u: sympy.sqrt(1 + u**2),
    lambda u: sympy.log(1 + u**2),
    lambda u: sympy.LambertW(u**2),
    lambda u: (2 + sympy.cos(u)) ** Rational(2, 3),
    lambda u: 1 - sympy.exp(-u),
    lambda u: 1 / (1 + u**2),
)


def random_subject(stream: Random) -> Subject | None:
    """A random expression of x, y > 0, compiled; None for one that is a number, or that cannot be compiled."""
    expr = random_expression(stream, 3)
    used = sorted(expr.free_symbols, key=str)
    if not used or expr.has(sympy.zoo, sympy.nan, sympy.oo):
        return None
    inputs = {symbol: Input(symbol.name, "", range=Range("0")) for symbol in used}
    try:
        formula = compile_expression("random", expr, inputs).formula()
        symbols = {symbol.name: symbol for symbol in used}
        check = _ball_evaluator(expr, symbols)
    except DehsymError:
        return None

    def compute(values: Values, digits: int) -> str:
        exact = {name: exact_number(value) for name, value in values.items()}
        return formula.decimal(exact, digits).real

    return Subject(str(expr), tuple(inputs.values()), compute, check, _exact_evaluator(expr, symbols))


def random_expression(stream: Random, depth: int) -> Expr:
    """Sums, products, quotients, powers and functions, nested so deep."""
    if depth == 0 or stream.random() < 0.1:
        return stream.choice((X, Y, Rational(stream.randint(-20, 20), stream.randint(1, 9)), sympy.pi))
    left = random_expression(stream, depth - 1)
    kind = stream.randrange(6)
    if kind <= 2:
        return stream.choice(_ONE_ARGUMENT)(left)
    right = random_expression(stream, depth - 1)
    return (left + right, left * right, left / (1 + right**2))[kind - 3]


def _in_domain(declared: Input, stream: Random) -> Fraction:
    """A random exact number in the range: about the value here, where there is one."""
    known = declared.exact if declared.value else fmpq(stream.choice((1, 1, 10, fmpq(1, 1000))))
    ends = exact_number(declared.range.low) if declared.range.low else None, declared.range.high
    while True:
        value = known * fmpq(stream.randint(1, 10**6), 10 ** stream.randint(5, 6))
        if ends[0] is not None and ends[1]:
            value = ends[0] + (exact_number(ends[1]) - ends[0]) * fmpq(stream.randint(1, 10**6 - 1), 10**6)
        if declared.range.holds(value):
            return Fraction(int(value.numerator), int(value.denominator))


def _digits(stream: Random) -> int:
    """Mostly few, evenly in their logarithm."""
    if stream.random() < MANY_SHARE:
        return MANY_DIGITS
    return max(1, min(MOST_DIGITS, int((MOST_DIGITS + 1) ** stream.random())))


def main() -> int:
    """Run so many and say what was found; 1 if a digit was wrong."""
    parser = argparse.ArgumentParser(description="evaluations against an independent evaluator")
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    began = time.monotonic()
    tally = evaluations(asked.count, asked.seed)
    for line in (*tally.wrong, *tally.undecided):
        print(line)
    print(f"seed {asked.seed}: {tally}; {time.monotonic() - began:.0f} s")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
