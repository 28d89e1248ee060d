"""How a line may still stand in a changed world, where the rule that its author wrote no longer applies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Expr, Rational, Symbol

from dehsym.catalogue import Catalogue
from dehsym.equation import Equation
from dehsym.errors import DehsymError
from dehsym.rule import Rule
from dehsym.rules.algebra import Choose, Eliminate, LastMember, Leap, Members, SolveFor
from dehsym.rules.changed_world import AtTheEnd, Unaffected
from dehsym.rules.substitution import Substitute


def recoveries(rule: Rule, source: Equation, catalogue: Catalogue) -> Iterator[Rule]:
    """What may be done to `source` in the place of a rule that does not apply to it, the first that applies.

    Where what is to be eliminated, chosen or put in does not occur, nothing is to be done. Where an unknown has no root
    in its domain, an end of the domain may be one.

    >>> from sympy.abc import a, b, x
    >>> next(recoveries(Substitute({x: a}), Equation(a, b), Catalogue())).name
    'Unaffected'
    """
    if isinstance(rule, LastMember):
        last = Equation(source.rhs, source.rhs)
        yield from (replace(rule, rule=inner) for inner in recoveries(rule.rule, last, catalogue))
    parts = _concerned(rule)
    if parts and not any(source.has(part) for part in parts):
        yield Unaffected(parts)
    if isinstance(rule, SolveFor) and isinstance(rule.unknown, Symbol) and rule.unknown in catalogue:
        values = catalogue[rule.unknown].domain.values
        for end in (values.low, values.high):
            if end is not None:
                yield AtTheEnd(rule.unknown, Rational(end.numerator, end.denominator))


def _concerned(rule: Rule) -> tuple[Expr, ...]:
    if isinstance(rule, Eliminate):
        return (rule.symbol,)
    return tuple(rule.values) if isinstance(rule, Choose | Substitute) else ()


def computed_instead(leap: Leap, source: Equation) -> Rule:
    """The rule that takes `source` to the form of the leap: the computed line in the place of the paper's.

    >>> from sympy.abc import a, b, c
    >>> computed_instead(Leap(a, -b, "the sign lost"), Equation.chain(a, c, b))
    Members(first=0, second=-1)
    """
    if leap.lhs == source.rhs:
        return Members(-1, 0)
    return Members(0, -1) if leap.lhs == source.lhs or source.between else SolveFor(leap.lhs)


def derived_somehow(rule: Rule, source: Equation, catalogue: Catalogue) -> tuple[Rule, Equation]:
    """The rule with what it derives, or the first of its recoveries that applies; raise as the rule does for none.

    >>> from sympy.abc import a, b, x
    >>> str(derived_somehow(Substitute({x: a}), Equation(a, b), Catalogue())[1])
    'a = b'
    """
    try:
        return rule, rule.derive(source)
    except DehsymError:
        for other in recoveries(rule, source, catalogue):
            try:
                return other, other.derive(source)
            except DehsymError:
                continue
        raise
