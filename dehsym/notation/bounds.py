"""What conditions say of the values of single symbols, gathered into domains.

A domain has rational ends. A bound such as π is taken outwards to a multiple of 2^-20, so that the domain contains the
true set, and the exact condition is kept beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType
from typing import Literal, final

from sympy import Abs, Expr, Rational, Symbol, im, oo, re

from dehsym.balls import compile_enclosure
from dehsym.domain import ALL, Domain, Interval
from dehsym.errors import EvaluationError, NotationError
from dehsym.notation.statement import Link
from dehsym.notation.syntax import RelationSign

Kind = Literal["complex", "real", "rational", "integer"]
Part = Literal["value", "real part", "imaginary part", "modulus"]

_GRAIN = 2**20
_BITS = 256
_TURNED: Mapping[RelationSign, RelationSign] = MappingProxyType(
    {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
)
_ANY_MODULUS = Interval(Fraction(0), low_closed=True)


@final
@dataclass(frozen=True, slots=True)
class Bound:
    """That a part of the symbol `name` lies in `interval`; `exact` unless the interval had to be widened."""

    name: str
    part: Part
    interval: Interval
    exact: bool


def bound_in(link: Link) -> Bound | None:
    """The bound on one symbol that the link states; `None` if it states something else.

    Raises `NotationError` for a bound that is not a finite real number where that is needed.

    >>> from sympy.abc import x
    >>> found = bound_in(Link(x, "<", Rational(1, 2)))
    >>> str(found.interval), found.part, found.exact
    ('x < 1/2', 'value', True)
    """
    for each in (link, Link(link.right, _TURNED[link.sign], link.left)):
        if (both := _both_ways(each)) is not None:
            return both
        subject = _subject(each.left)
        if subject is not None and not each.right.free_symbols and each.sign != "!=":
            interval, exact = _interval(each.sign, each.right)
            return Bound(*subject, interval, exact)
    return None


def _both_ways(link: Link) -> Bound | None:
    """|re z| < c, or the same of im z: a bound on that part from both sides."""
    inner = link.left.args[0] if isinstance(link.left, Abs) else None
    if not isinstance(inner, re | im) or link.sign not in ("<", "<=") or link.right.free_symbols:
        return None
    subject = _subject(inner)
    interval, exact = _interval(link.sign, link.right)
    if subject is None or interval.high is None:
        return None
    closed = interval.high_closed
    return Bound(*subject, Interval(-interval.high, interval.high, low_closed=closed, high_closed=closed), exact)


def _subject(side: Expr) -> tuple[str, Part] | None:
    if isinstance(side, Symbol):
        return side.name, "value"
    inner = side.args[0] if isinstance(side, re | im | Abs) else None
    if not isinstance(inner, Symbol):
        return None
    part: Part = "real part" if isinstance(side, re) else "imaginary part" if isinstance(side, im) else "modulus"
    return inner.name, part


def _interval(sign: RelationSign, constant: Expr) -> tuple[Interval, bool]:
    if constant in (oo, -oo):
        if (sign in ("<", "<=")) != (constant == oo) or sign == "=":
            raise NotationError(f"a finite bound is wanted, found {constant}")
        return ALL, True
    low, high = _rational_ends(constant)
    closed = sign in ("<=", ">=", "=")
    match sign:
        case "<" | "<=":
            return Interval(high=high, high_closed=closed), low == high
        case ">" | ">=":
            return Interval(low=low, low_closed=closed), low == high
        case _:
            return Interval(low, high, low_closed=True, high_closed=True), low == high


def _rational_ends(constant: Expr) -> tuple[Fraction, Fraction]:
    """Rational numbers below and above, both the number itself where it is rational."""
    if isinstance(constant, Rational):
        return Fraction(constant.p, constant.q), Fraction(constant.p, constant.q)
    try:
        ball = compile_enclosure(constant)({}, _BITS)
    except EvaluationError as error:
        raise NotationError(f"a bound with a value is wanted, found {constant}: {error}") from None
    if not ball.is_finite() or not ball.imag.contains(0):
        raise NotationError(f"a finite real bound is wanted, found {constant}")
    low = (ball.real * _GRAIN).lower().floor().unique_fmpz()
    high = (ball.real * _GRAIN).upper().ceil().unique_fmpz()
    if low is None or high is None:
        raise NotationError(f"a bound of moderate size is wanted, found {constant}")
    return Fraction(int(low), _GRAIN), Fraction(int(high), _GRAIN)


@final
@dataclass
class Bounds:
    """What is known of one symbol so far."""

    kinds: set[Kind] = field(default_factory=set[Kind])
    intervals: dict[Part, Interval] = field(default_factory=dict[Part, Interval])
    texts: list[str] = field(default_factory=list[str])

    def meet(self, bound: Bound) -> None:
        """Take one more bound; a bound on the value itself makes the symbol real."""
        if bound.part == "value":
            self.kinds.add("real")
        self.intervals[bound.part] = self.intervals.get(bound.part, ALL).meet(bound.interval)
        if bound.part == "imaginary part" and bound.interval.ends == (Fraction(0),) and bound.interval.high == 0:
            self.kinds.add("real")

    def keeps(self, bound: Bound) -> bool:
        """Whether the domain expresses the bound exactly, so that no condition need be kept beside it."""
        outside = bound.part == "modulus" and self.kind != "complex" and bound.interval.low is not None
        return bound.exact and not outside

    @property
    def kind(self) -> Literal["complex", "real", "integer"]:
        """Integer, if that was said; real, if that or rational was said or follows from an order; else complex."""
        return "integer" if "integer" in self.kinds else "real" if self.kinds & {"real", "rational"} else "complex"

    @property
    def domain(self) -> Domain:
        """The smallest domain that contains all values that are allowed.

        >>> Bounds({"integer"}, {"value": Interval(Fraction(1, 2))}).domain.values.low
        Fraction(1, 1)
        """
        of = {part: interval for part, interval in self.intervals.items() if part != "value"}
        values = self.intervals.get("value", ALL).meet(of.get("real part", ALL))
        imaginary, modulus = of.get("imaginary part", ALL), _ANY_MODULUS.meet(of.get("modulus", ALL))
        if self.kind == "complex":
            return Domain("complex", values, imaginary, modulus)
        if modulus.high is not None:
            values = values.meet(
                Interval(-modulus.high, modulus.high, low_closed=modulus.high_closed, high_closed=modulus.high_closed)
            )
        if Fraction(0) not in imaginary or modulus.is_empty:
            values = Interval(Fraction(0), Fraction(0))  # empty
        if self.kind == "integer":
            return Domain("integer", _whole(values))
        return Domain("real", values, rational="rational" in self.kinds)


def _whole(values: Interval) -> Interval:
    """The same integers, with ends that are among them."""
    low, high = values.low, values.high
    if low is not None:
        first = ceil(low)
        low = Fraction(first + (first == low and not values.low_closed))
    if high is not None:
        last = floor(high)
        high = Fraction(last - (last == high and not values.high_closed))
    return replace(values, low=low, high=high, low_closed=low is not None, high_closed=high is not None)
