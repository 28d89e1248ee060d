"""A counterexample that a reader can check by hand: small numbers, and one level for a sum over states.

A judge finds its points by strata, which is what shows a claim false wherever it is; their fractions are unhandy. Where
the two sides of a false relation also differ at 1, 1/2, 2, ..., that is the point to show. The values are enclosed in
balls there too, so that a witness from here proves as much as any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from flint import acb
from sympy import Derivative, Expr, Symbol
from sympy.core.function import AppliedUndef

from dehsym.balls import Point, ball_text, compile_enclosure, text_of
from dehsym.catalogue import Catalogue
from dehsym.domain import Domain
from dehsym.errors import DehsymError
from dehsym.heads import BoundHead, StateSum
from dehsym.proposition import Operator, Relation
from dehsym.verdict import Witness

_BITS = 128
_HANDY = tuple(map(Fraction, ("1", "1/2", "2", "3", "1/3", "-1", "-2")))
_SHIFTS = 3


def hand_witness(relation: Relation, catalogue: Catalogue) -> Witness | None:
    """A handy point of the catalogued domains at which the relation certainly fails; `None` where none is found.

    Two sums over the same states are compared for a system of one level; a function stands for its value at a place.

    >>> from dehsym.domain import POSITIVE
    >>> from dehsym.dimension import ONE
    >>> catalogue = Catalogue()
    >>> x = catalogue.symbol("x", meaning="a number", dimension=ONE, domain=POSITIVE)
    >>> str(hand_witness(Relation(x, Operator.EQUAL, x**2), catalogue))
    '`0.500000000000` ≠ `0.250000000000` at `x = 1/2`'
    """
    left, right = _one_level(relation.left, relation.right)
    if any(side.has(Derivative) or side.atoms(BoundHead) for side in (left, right)):
        return None
    domains = _domains(left, right, catalogue)
    names: dict[Expr, Expr] = {key: _named(key) for key in domains if isinstance(key, AppliedUndef)}
    try:
        sides = [compile_enclosure(side.xreplace(names)) for side in (left, right)]
        for point in _handy_points({names.get(key, key): domain for key, domain in domains.items()}):
            one, other = (side(point, _BITS) for side in sides)
            if one.is_finite() and other.is_finite() and _fails(one, other, relation.operator):
                return Witness(text_of(point), ball_text(one), ball_text(other))
    except DehsymError:
        pass  # what has no enclosure has no witness of this kind; the verdict has one of its own
    return None


def _one_level(left: Expr, right: Expr) -> tuple[Expr, Expr]:
    if isinstance(left, StateSum) and isinstance(right, StateSum) and left.variable == right.variable:
        return left.body, right.body
    return left, right


def _domains(left: Expr, right: Expr, catalogue: Catalogue) -> dict[Expr, Domain]:
    """Those of free symbols and of functions; the arguments of a function are no variables of their own."""
    functions = {*left.atoms(AppliedUndef), *right.atoms(AppliedUndef)}
    blind: dict[Expr, Expr] = {each: _named(each) for each in functions}
    symbols = left.xreplace(blind).free_symbols | right.xreplace(blind).free_symbols
    wanted: list[Expr] = [*functions, *(symbol for symbol in symbols if symbol not in blind.values())]
    return {key: catalogue[key].domain for key in sorted(wanted, key=str) if key in catalogue}


def _named(function: Expr) -> Symbol:
    """A symbol for the value of a function at one place."""
    return Symbol(str(function).partition("(")[0])


def _handy_points(domains: Mapping[Expr, Domain]) -> Iterator[Point]:
    """All variables alike first, then unlike."""
    choices = {key: _handy(domain) for key, domain in domains.items()}
    if not all(choices.values()):
        return
    for turn in range(len(_HANDY)):
        yield {key: values[turn % len(values)] for key, values in choices.items()}
    for shift in range(1, _SHIFTS + 1):
        yield {
            key: values[(place * shift + shift) % len(values)] for place, (key, values) in enumerate(choices.items())
        }


def _handy(domain: Domain) -> list[Fraction]:
    whole = domain.kind not in ("real", "complex")
    return [value for value in _HANDY if value in domain.values and not (whole and value.denominator > 1)]


def _fails(left: acb, right: acb, operator: Operator) -> bool:
    """Whether the relation is certainly false of two enclosed numbers."""
    if operator is Operator.EQUAL:
        return not left.overlaps(right)
    if operator is Operator.UNEQUAL or not (left.imag.is_zero() and right.imag.is_zero()):
        return False
    return bool(left.real > right.real or (operator is Operator.LESS and left.real >= right.real))
