"""Sides that come together where a part of them vanishes: (cos x - x)^2 > 0 fails at a number without a closed form.

Such a difference falls to zero without changing its sign, but the base of the even power does change it. If both sides
are proved equal with 0 put for the part, they are equal at every zero of its base, and one is certified by interval
Newton (Moore, Methods and Applications of Interval Analysis, 5.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice, product

from sympy import Abs, Dummy, Expr, Integer, Pow, Symbol

from dehsym import symbolic
from dehsym.backticks import typed_point
from dehsym.balls import Point, compile_enclosure, text_of, working_precision
from dehsym.domain import Exact
from dehsym.errors import EvaluationError
from dehsym.judge.comparison import CompiledRelation
from dehsym.judge.contact import REACH, certified_zero, disc_about, enclosure_text, holds_throughout
from dehsym.judge.probing import solved
from dehsym.judge.question import Question
from dehsym.proof import prove_equal
from dehsym.proof.methods import SYMPY_GIVES_UP
from dehsym.verdict import Verdict, Witness, refuted

_MOST_STARTS = 12
_MOST_PARTS = 3
_BITS = 192

_Zero = tuple[Symbol, Exact, Point]


def meeting_where_a_part_vanishes(
    question: Question, conditions: Sequence[CompiledRelation], starts: Sequence[Point]
) -> Verdict | None:
    """A refutation of < or != at a zero of the base of an even power, or of what stands in an absolute value.

    `starts` are points of the domains from which zeros are searched; `conditions` hold at the zero for certain.

    >>> from sympy import Symbol, cos
    >>> from dehsym.domain import REAL
    >>> from dehsym.proposition import Operator, Relation
    >>> x = Symbol("x", real=True)
    >>> claim = Relation(Integer(0), Operator.LESS, (cos(x) - x) ** 2)
    >>> asked = Question(claim, claim, {x: REAL})
    >>> meeting_where_a_part_vanishes(asked, (), [{x: Fraction(1)}]).kind.word
    'refuted'
    """
    for part, inner in islice(_vanishing_parts(question), _MOST_PARTS):
        hole = Dummy("part", real=True)
        sides = [side.xreplace({part: hole}) for side in question.sides]
        if not _are_equal_without(sides, hole, question):
            continue
        typed = _typed_sides(question, part, hole)
        for base, symbol in product(starts[:_MOST_STARTS], question.symbols):
            if symbol not in inner.free_symbols or question.domains[symbol].kind == "integer":
                continue
            near = solved(inner, 0j, symbol, base)
            place = None if near is None else certified_zero(inner, near, symbol, base, question.domains[symbol])
            if place is None or not _have_values(typed, hole, conditions, (symbol, place, base)):
                continue
            where = enclosure_text(place, REACH)
            at = tuple((name, where if name == str(symbol) else text) for name, text in text_of(base))
            texts = [str(side.xreplace({hole: Integer(0)})) for side in sides]
            where, zero = typed_point([(str(symbol), where)]), typed_point([(str(inner), "0")])
            evidence = f"the sides are equal for some {where}, where {zero}"
            return refuted(evidence, Witness(at, *texts), "interval Newton")
    return None


def _vanishing_parts(question: Question) -> Iterator[tuple[Expr, Expr]]:
    """Even powers and absolute values, each with what vanishes where it does."""
    for part in dict.fromkeys(part for side in question.sides for part in symbolic.subexpressions(side)):
        if isinstance(part, Abs):
            inner = part.args[0]
        elif isinstance(part, Pow) and isinstance(part.exp, Integer) and part.exp.p > 0 and part.exp.p % 2 == 0:
            inner = part.base
        else:
            continue
        if inner.free_symbols and not isinstance(inner, Abs | Symbol):
            yield part, inner


def _are_equal_without(sides: Sequence[Expr], hole: Dummy, question: Question) -> bool:
    """Whether the sides are proved equal, and have values in form, where the part is 0."""
    try:
        left, right = (symbolic.put(side, {hole: Integer(0)}) for side in sides)
        if not (symbolic.is_finite_form(left) and symbolic.is_finite_form(right)):
            return False
        proof = prove_equal(left, right, question.domains)
    except SYMPY_GIVES_UP:
        return False
    return proof is not None and not proof.nonzero


def _typed_sides(question: Question, part: Expr, hole: Dummy) -> list[Expr]:
    """What must have a value at a zero: the sides as they were typed, without the part, and what it was typed with."""
    found: list[Expr] = []
    for side in (question.typed.left, question.typed.right):
        alike = (each for each in symbolic.subexpressions(side) if isinstance(each, Abs | Pow) and each.args)
        parts = [each for each in alike if each.func is part.func and prove_equal(each, part, question.domains)]
        kept: dict[Expr, Expr] = {symbol: symbol for symbol in side.free_symbols}
        found.append(symbolic.put_inertly(side, {**kept, **dict.fromkeys(parts, hole)}))
        found.extend(each.args[0] for each in parts)
    return found


def _have_values(sides: Sequence[Expr], hole: Dummy, conditions: Sequence[CompiledRelation], zero: _Zero) -> bool:
    """Whether the sides have values, and the conditions hold, throughout the disc that holds the zero."""
    symbol, place, base = zero
    discs = {symbol: disc_about(place)}
    try:
        with working_precision(_BITS):
            around = [compile_enclosure(side).over({**base, hole: Fraction(0)}, discs) for side in sides]
            return all(ball.is_finite() for ball in around) and holds_throughout(conditions, base, discs)
    except EvaluationError:
        return False
