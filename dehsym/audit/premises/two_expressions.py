"""One symbol for which a paper has two expressions in the same symbols that are nowhere equal.

Two lines s = f(x) and s = g(x) may well be two equations from which x is found. They contradict one another where
f(x) = g(x) for no value that the domains of the symbols allow: then no state is described by both.

Compared are lines of which neither is derived from the other, for that step has a verdict of its own; a line on whose
value for s the paper does not go on, because it goes on with another one, is not the paper's; and the symbols must mean
the same in both: they have the same definitions, and no symbol is given different values on the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import final

from sympy import Expr, Symbol

from dehsym import symbolic
from dehsym.audit.explicit import is_explicit
from dehsym.audit.premises.lines import Lines, is_definition
from dehsym.derivation import Step
from dehsym.findings import Finding
from dehsym.judge import Judge
from dehsym.paper_definition import PaperDefinition
from dehsym.proposition import Operator, Relation
from dehsym.render.latex import latex_expression
from dehsym.rules.algebra import Choose, Leap
from dehsym.rules.approximation import DropTerm
from dehsym.rules.series import Expand
from dehsym.rules.substitution import Substitute
from dehsym.verdict import Kind, Verdict


@final
@dataclass(frozen=True, eq=False)
class Explicit:
    """A line that says what a symbol is: `symbol` = `expression`."""

    symbol: Symbol
    expression: Expr
    step: Step


@final
@dataclass(frozen=True, eq=False)
class TwoExpressions:
    """Two lines for one symbol that are nowhere equal; `apart` is a point at which they differ."""

    one: Explicit
    other: Explicit
    nowhere: Verdict
    apart: Verdict


def two_expressions(paper: PaperDefinition) -> list[TwoExpressions]:
    """Every pair of lines, of several with the same expression the first, in the order of the derivations.

    >>> from pathlib import Path
    >>> from dehsym.catalogue import Catalogue
    >>> two_expressions(PaperDefinition("none", "", "", Catalogue(), Path(), scripts=()))
    []
    """
    judge = Judge(paper.catalogue)
    found: list[TwoExpressions] = []
    told: set[tuple[Symbol, frozenset[Expr]]] = set()
    for one, other in _pairs(Lines(paper)):
        key = one.symbol, frozenset((one.expression, other.expression))
        if key in told:
            continue
        told.add(key)
        apart = judge.equal(one.expression, other.expression)
        if apart.kind is not Kind.REFUTED or apart.witness is None:
            continue
        nowhere = judge.decides(Relation(one.expression, Operator.UNEQUAL, other.expression))
        if nowhere.kind is Kind.PROVED:
            found.append(TwoExpressions(one, other, nowhere, apart))
    return found


def two_expression_findings(paper: PaperDefinition) -> list[Finding]:
    """The symbols for which the paper has two expressions that are nowhere equal, one finding for each pair.

    >>> from pathlib import Path
    >>> from dehsym.catalogue import Catalogue
    >>> two_expression_findings(PaperDefinition("none", "", "", Catalogue(), Path(), scripts=()))
    []
    """
    lines = Lines(paper)
    return [_finding(lines, each) for each in two_expressions(paper)]


def _finding(lines: Lines, pair: TwoExpressions) -> Finding:
    steps = pair.one.step, pair.other.step
    ids = [lines.id_of(step) for step in steps]
    affected = lines.affected(*steps)
    symbol = latex_expression(pair.one.symbol, lines.paper.catalogue)
    one, other = (lines.text(each.expression) for each in (pair.one, pair.other))
    return Finding(
        ".".join(("two-expressions", *ids)),
        "; ".join(dict.fromkeys(lines.part_of(step) for step in steps)),
        "breaks" if affected else "unsupported",
        affected,
        "; ".join(lines.shown(step) for step in steps),
        f"the two expressions for ${symbol}$, {one} and {other}, are equal for no values of their symbols "
        f"({pair.nowhere.evidence}); no state is described by both",
        pair.apart,
        "",
    )


# --- Which lines are compared


def _pairs(lines: Lines) -> Iterator[tuple[Explicit, Explicit]]:
    groups: dict[tuple[Symbol, frozenset[Symbol]], list[Explicit]] = {}
    left = {(id(step), leap.equation.lhs) for leap in _leaps(lines) for step in leap.ancestry if step is not leap}
    for each in _explicit(lines):
        if (id(each.step), each.symbol) not in left:
            free = frozenset(s for s in each.expression.free_symbols if not lines.is_constant_of_nature(s))
            groups.setdefault((each.symbol, free), []).append(each)

    definitions = {
        steps[0].place[0]: [step for step in steps if is_definition(step)]
        for steps in (derivation.steps for derivation in lines.paper.derivations)
        if steps
    }

    @cache
    def background(step: Step) -> _Background:
        return _Background.of(step, definitions)

    for (symbol, free), rows in groups.items():
        for one, other in combinations(rows, 2):
            differ = free and one.expression != other.expression
            if differ and background(one.step).agrees(background(other.step), free | {symbol}):
                yield one, other


def _leaps(lines: Lines) -> list[Step]:
    return [step for step in lines.steps if isinstance(step.rule, Leap)]


def _explicit(lines: Lines) -> Iterator[Explicit]:
    """The lines of which one member is a symbol, and another an expression with a value that does not hold it."""
    for step in lines.steps:
        for symbol in step.equation.members:
            if isinstance(symbol, Symbol):
                for member in step.equation.members:
                    if not member.has(symbol) and _has_value(member, lines):
                        yield Explicit(symbol, member, step)


def _has_value(expr: Expr, lines: Lines) -> bool:
    known = all(symbol in lines.paper.catalogue for symbol in expr.free_symbols)
    return known and is_explicit(expr) and symbolic.is_finite_form(expr)


@final
@dataclass(frozen=True, eq=False)
class _Background:
    """What a line rests on: its `ancestry` by identity, and what symbols are defined and put to be on the way.

    It is `exact` if nothing on the way is dropped and no series cut off.
    """

    line: Step
    ancestry: frozenset[int]
    defined: Mapping[Expr, frozenset[Expr]]
    put: Mapping[Expr, frozenset[Expr]]
    exact: bool

    @classmethod
    def of(cls, step: Step, definitions: Mapping[str, Sequence[Step]]) -> _Background:
        """Of that line; `definitions` are those of each derivation, and count in all of it."""
        ancestry = list(step.ancestry)
        names = dict.fromkeys(each.place[0] for each in ancestry)
        defined = [(each.equation.lhs, each.equation.rhs) for name in names for each in definitions.get(name, ())]
        put = [
            pair for each in ancestry if isinstance(each.rule, Choose | Substitute) for pair in each.rule.values.items()
        ]
        exact = not any(isinstance(each.rule, DropTerm | Expand) for each in ancestry)
        return cls(step, frozenset(map(id, ancestry)), _gathered(defined), _gathered(put), exact)

    def agrees(self, other: _Background, symbols: frozenset[Symbol]) -> bool:
        """Whether neither rests on the other, both are exact, and these symbols mean the same in both."""
        if id(self.line) in other.ancestry or id(other.line) in self.ancestry or not (self.exact and other.exact):
            return False
        meant = self._meant(symbols) | other._meant(symbols)
        same = all(self.defined[s] == other.defined[s] for s in self.defined.keys() & other.defined.keys() & meant)
        return same and all(self.put[s] == other.put[s] for s in self.put.keys() & other.put.keys())

    def _meant(self, symbols: frozenset[Symbol]) -> set[Expr]:
        """The symbols, and those by which they are defined, and so on."""
        found: set[Expr] = set()
        waiting: list[Expr] = list(symbols)
        while waiting:
            symbol = waiting.pop()
            if symbol not in found:
                found.add(symbol)
                waiting += [each for expr in self.defined.get(symbol, ()) for each in expr.free_symbols]
        return found


def _gathered(pairs: Sequence[tuple[Expr, Expr]]) -> dict[Expr, frozenset[Expr]]:
    found: dict[Expr, set[Expr]] = {}
    for symbol, value in pairs:
        found.setdefault(symbol, set()).add(value)
    return {symbol: frozenset(values) for symbol, values in found.items()}
