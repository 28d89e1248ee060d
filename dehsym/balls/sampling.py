"""Exact points for checks: endless, reproducible, and spread over every combination of strata.

A domain has numbered strata (signs, magnitudes, quadrants, nearness to an end). The i-th point takes for the j-th
symbol the stratum a j + b modulo a prime p above the number of strata, where (a, b) runs through all of Z_p^2: over
p^2 points every pair of strata of every two of the first p symbols occurs exactly once. The order of the (a, b) is
drawn from the seed, so that few points already differ in every respect.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from hashlib import sha256
from itertools import count
from random import Random

from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef

from dehsym import symbolic
from dehsym.balls.functions import Point, TestFunction, Value
from dehsym.domain import Domain, Exact, exact_text
from dehsym.errors import EvaluationError

PRIME = 37  # above the 32 strata of the complex plane, the most that a domain has
COEFFICIENTS = 6


def points(domains: Mapping[Expr, Domain], seed: str) -> Iterator[dict[Expr, Value]]:
    """Endless points with a value in its domain for every symbol, and a test function for every F(x).

    The test function is a polynomial of degree 5 about the sampled x, with dyadic coefficients, whose value there is
    drawn from the domain given for F(x). The same domains and seed give the same points in every process. Raise
    `EvaluationError` for a key that is neither a symbol nor an undefined function of one of the symbols, and for two
    keys with one function.

    >>> from dehsym.domain import POSITIVE
    >>> x = Symbol("x", positive=True)
    >>> first = next(points({x: POSITIVE}, "a seed"))
    >>> first == next(points({x: POSITIVE}, "a seed")), first == next(points({x: POSITIVE}, "another"))
    (True, False)
    """
    keys = sorted(domains, key=lambda key: (str(key), symbolic.stable_text(key)))
    symbols = [key for key in keys if isinstance(key, Symbol)]
    functions = {key: _variable(key, symbols) for key in keys if not isinstance(key, Symbol)}
    heads = [key.func for key in functions]
    for key in functions:
        if heads.count(key.func) > 1:
            raise EvaluationError(f"one domain for the function {key.func} is wanted, found {heads.count(key.func)}")
    return _endless(domains, keys, functions, seed)


def _endless(
    domains: Mapping[Expr, Domain], keys: list[Expr], functions: Mapping[Expr, Symbol], seed: str
) -> Iterator[dict[Expr, Value]]:
    streams = [random_stream(f"{seed}\n{key}\n{domains[key]}") for key in keys]
    for strata in _strata(len(keys), random_stream(seed)):
        sampled: dict[Expr, Exact] = {}
        for key, stratum, stream in zip(keys, strata, streams, strict=True):
            sampled[key] = domains[key].sample(stratum, stream)
        point: dict[Expr, Value] = {}
        for key, stream in zip(keys, streams, strict=True):
            value = sampled[key]
            point[key] = _test_function(sampled[functions[key]], value, stream) if key in functions else value
        yield point


def _variable(key: Expr, symbols: list[Symbol]) -> Symbol:
    if isinstance(key, AppliedUndef) and len(key.args) == 1:
        (variable,) = key.args
        if isinstance(variable, Symbol) and variable in symbols:
            return variable
    raise EvaluationError(f"a symbol, or an undefined function of a symbol with a domain, is wanted, found {key}")


def random_stream(text: str) -> Random:
    """Random numbers that the text decides, the same in every process.

    >>> random_stream("a").random() == random_stream("a").random()
    True
    """
    return Random(int.from_bytes(sha256(text.encode()).digest(), "big"))


def _strata(number: int, random: Random) -> Iterator[list[int]]:
    for block in count():
        order = random.sample(range(PRIME), PRIME)
        for b, shift in enumerate(order):
            a = block + shift
            yield [(a * j + b) % PRIME for j in range(number)]


def _test_function(centre: Exact, value: Exact, random: Random) -> TestFunction:
    start, constant = (_on_real_axis(each) for each in (centre, value))
    rest = (Fraction(random.randrange(-63, 64) | 1, 32) for _ in range(COEFFICIENTS - 1))
    return TestFunction(start, (constant, *rest))


def _on_real_axis(value: Exact) -> Fraction:
    """Return a real polynomial serves for a complex function too: at complex places its values are complex."""
    if not isinstance(value, tuple):
        return value
    return value[0] or value[1]


def text_of(point: Point) -> tuple[tuple[str, str], ...]:
    """Return the point as (name, exact value) pairs in the order of the names, for a witness.

    >>> text_of({Symbol("y"): (Fraction(1), Fraction(-2)), Symbol("x"): Fraction(1, 2)})
    (('x', '1/2'), ('y', '1 - 2*I'))
    """
    return tuple(sorted((str(key), _value_text(key, value)) for key, value in point.items()))


def _value_text(key: Expr, value: Value) -> str:
    if isinstance(value, TestFunction):
        return value.text(str(key.args[0]))
    return exact_text(value)
