"""A declared symbol as an input of compiled code."""

from __future__ import annotations

from fractions import Fraction

from dehsym.domain import Domain
from dehsym.numeric.inputs import Input, Range


def declared_input(name: str, domain: Domain, value: str = "", source: str = "") -> Input:
    """The symbol of that name with its exact value as text, "" if it has none, and its source.

    Compiled code takes real numbers: of a complex domain these, without its bounds.

    >>> from dehsym.domain import FRACTION
    >>> declared_input("phi", FRACTION, "1/2").range.wanted("phi")
    '0 < phi < 1'
    """
    return Input(name, value, source, Range() if domain.kind == "complex" else _range(domain))


def _range(domain: Domain) -> Range:
    ends = domain.values
    return Range(_end(ends.low), _end(ends.high), ends.low_closed, ends.high_closed, domain.kind == "integer")


def _end(end: Fraction | None) -> str:
    return "" if end is None else str(end)
