"""Symbols that stand for rational numbers alone: where two sides meet they need not be.

The search for places at which sides meet runs through the real numbers: x^2 and 2 meet at the root of 2. Of a rational
symbol such a place is a counterexample only if its number is known to be rational; else it leaves the claim open, and
a proof that the roots are irrational settles it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from sympy import Expr

from dehsym import symbolic
from dehsym.backticks import typed_point
from dehsym.balls import Point
from dehsym.domain import Domain
from dehsym.verdict import Kind, Verdict, undecided


def among_the_reals(domains: Mapping[Expr, Domain]) -> dict[Expr, Domain]:
    """The domains with the real numbers between the rational ones.

    >>> from sympy.abc import x
    >>> among_the_reals({x: Domain("real", rational=True)})[x] == Domain("real")
    True
    """
    return {key: replace(domain, rational=False) for key, domain in domains.items()}


def if_rational(found: Verdict, domains: Mapping[Expr, Domain]) -> Verdict:
    """The refutation itself if its witness has a rational number for every rational symbol; else that it is open.

    >>> from dehsym.verdict import Witness, refuted
    >>> from sympy.abc import x
    >>> meeting = refuted("equal", Witness((("x", "sqrt(2)"),), "2", "2"))
    >>> if_rational(meeting, {x: Domain("real", rational=True)}).kind.word
    'undecided'
    """
    names = {str(key) for key, domain in domains.items() if domain.rational}
    if not names or found.kind is not Kind.REFUTED or found.witness is None:
        return found
    places = [(name, value) for name, value in found.witness.at if name in names and not _is_rational(value)]
    if not places:
        return found
    shown = typed_point(places)
    return undecided(f"the sides meet for {shown}; whether that is a rational number is open")


def _is_rational(text: str) -> bool:
    try:
        Fraction(text)
    except ValueError:
        return False
    return True


def rational_meetings(difference: Expr, domains: Mapping[Expr, Domain], base: Point) -> Iterator[Point]:
    """Points at which a difference that is a polynomial in its only symbol, a rational one, is 0.

    >>> from sympy.abc import x
    >>> [point[x] for point in rational_meetings(9 * x**2 - 4, {x: Domain("real", rational=True)}, {})]
    [Fraction(-2, 3), Fraction(2, 3)]
    """
    symbols = [symbol for symbol in difference.free_symbols if symbol in domains and domains[symbol].rational]
    if len(symbols) == 1 and difference.free_symbols == set(symbols):
        (symbol,) = symbols
        numerator, _ = symbolic.numerator_and_denominator(difference)
        roots = symbolic.rational_roots(numerator, symbol)
        yield from ({**base, symbol: root} for root in roots if root in domains[symbol])
