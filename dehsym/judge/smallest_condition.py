"""Of a claim that fails somewhere and holds elsewhere: the weakest of the usual conditions under which it holds.

The candidates are those that handbooks print beside such identities. One is named only if every point at which the
claim was seen to fail breaks it, and a survey of its own under the condition finds no failure; that is evidence, at
so many points, and is worded so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from sympy import Expr, Symbol

from dehsym.balls import Point, Value
from dehsym.domain import Domain, Interval
from dehsym.judge.probing import Probe
from dehsym.judge.question import Question
from dehsym.judge.survey import Survey, Surveyor

_LOOKED_AT = 24
_ZERO, _ONE = Fraction(0), Fraction(1)
_UP, _UP_CLOSED, _DOWN = Interval(_ZERO), Interval(_ZERO, low_closed=True), Interval(high=_ZERO)
_DISC = Interval(_ZERO, _ONE, low_closed=True)
_OUTSIDE = Interval(_ONE)
_UNIT, _BEYOND, _BOTH = Interval(_ZERO, _ONE), Interval(_ONE), Interval(-_ONE, _ONE)

Candidate = tuple[str, Domain]


def _candidates(domain: Domain) -> Iterator[Candidate]:
    """Narrower domains with their text, `x` for the symbol; the weaker before the stronger."""
    if domain.kind == "complex":
        yield "re(x) > 0", replace(domain, values=domain.values.meet(_UP))
        yield "re(x) < 0", replace(domain, values=domain.values.meet(_DOWN))
        yield "im(x) > 0", replace(domain, imaginary=domain.imaginary.meet(_UP))
        yield "im(x) < 0", replace(domain, imaginary=domain.imaginary.meet(_DOWN))
        yield "|x| < 1", replace(domain, modulus=domain.modulus.meet(_DISC))
        yield "|x| > 1", replace(domain, modulus=domain.modulus.meet(_OUTSIDE))
        yield from _real_candidates(Domain("real", domain.values), stated=True)
    elif domain.kind == "real":
        yield from _real_candidates(domain, stated=False)
    else:
        yield from ((f"x {text}", replace(domain, values=domain.values.meet(part))) for text, part in _INTERVALS[:3])


_INTERVALS = (
    ("≥ 0", _UP_CLOSED),
    ("> 0", _UP),
    ("< 0", _DOWN),
    ("> 1", _BEYOND),
    ("between -1 and 1", _BOTH),
    ("between 0 and 1", _UNIT),
)


def _real_candidates(domain: Domain, *, stated: bool) -> Iterator[Candidate]:
    if stated:
        yield "x real", domain
    for text, part in _INTERVALS:
        yield f"x {text}", replace(domain, values=domain.values.meet(part))
    yield "x integer", Domain("integer", domain.values)


def smallest_condition(question: Question, survey: Survey, samples: int) -> str | None:
    """The text of a condition, such as "re(z) > 0"; `None` if no point agreed or no candidate serves.

    >>> from sympy import sqrt
    >>> from dehsym.domain import COMPLEX
    >>> from dehsym.proposition import Operator, Relation
    >>> from dehsym.judge.survey import survey as surveyed
    >>> z = Symbol("z", complex=True)
    >>> claim = Relation(sqrt(z**2), Operator.EQUAL, z)
    >>> asked = Question(claim, claim, {z: COMPLEX})
    >>> smallest_condition(asked, surveyed(asked), 12)
    're(z) > 0'
    """
    if survey.failed is None or question.is_heavy or not question.symbols:
        return None
    surveyor = Surveyor.of(question, samples)
    held, failed = _sorted_points(surveyor, question, survey)
    if not held:
        return None
    for symbols in _groups(question.symbols):
        kinds = {question.domains[symbol].kind for symbol in symbols}
        if len(kinds) != 1:
            continue
        for candidate in zip(*(_candidates(question.domains[symbol]) for symbol in symbols), strict=True):
            narrowed: dict[Expr, Domain] = {
                symbol: domain for symbol, (_, domain) in zip(symbols, candidate, strict=True)
            }
            if _serves(question, narrowed, held, failed, samples):
                texts = (text.replace("x", str(s)) for s, (text, _) in zip(symbols, candidate, strict=True))
                return ", ".join(texts)
    return None


def _groups(symbols: Sequence[Symbol]) -> Iterator[tuple[Symbol, ...]]:
    yield from ((symbol,) for symbol in symbols)
    if len(symbols) > 1:
        yield tuple(symbols)


def _sorted_points(surveyor: Surveyor, question: Question, survey: Survey) -> tuple[list[Point], list[Point]]:
    """Some points at which the claim holds, and those at which it does not."""
    assert survey.failed is not None
    held, failed = list(survey.agreed), [survey.failed]
    generic = Probe(question.domains, question.sides, question.seed).generic()
    for point in islice(filter(surveyor.allows, islice(generic, 4 * _LOOKED_AT)), _LOOKED_AT):
        (held if surveyor.holds_at(point) else failed).append(point)
    return held, failed


def _serves(
    question: Question,
    narrowed: Mapping[Expr, Domain],
    held: list[Point],
    failed: list[Point],
    samples: int,
) -> bool:
    if any(domain.is_empty for domain in narrowed.values()) or any(_inside(point, narrowed) for point in failed):
        return False
    if not any(_inside(point, narrowed) for point in held) and all(d.kind != "integer" for d in narrowed.values()):
        return False
    return Surveyor.of(question.with_domains(narrowed), samples).survey().verdict.holds


def _inside(point: Point, narrowed: Mapping[Expr, Domain]) -> bool:
    return all(_contains(domain, point[symbol]) for symbol, domain in narrowed.items())


def _contains(domain: Domain, value: Value) -> bool:
    if isinstance(value, tuple):
        x, y = value
        return (x, y) in domain or (y == 0 and x in domain)
    return isinstance(value, Fraction) and value in domain
