"""What is held fixed while an equation is solved, and is a function of the variable further on.

The solution of a differential equation in v is found with every other symbol held fixed. To put an expression that
depends on v for one of these symbols afterwards gives another function: with s = s(v) the solution W(v, s) has the
slope W_v + W_s s', and satisfies the equation only where W_s s' = 0. What is left then is a relation between partial
derivatives at a given s, and each premise of the equation has to hold for these.

To differentiate with s held fixed, and to evaluate the slope at s = s(v) afterwards, is no mistake: that is not
looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import final

from sympy import Expr, Integer, Symbol

from dehsym import symbolic
from dehsym.audit.explicit import is_explicit
from dehsym.audit.premises.lines import Lines
from dehsym.derivation import Step
from dehsym.errors import RuleError
from dehsym.findings import Finding
from dehsym.judge import Judge
from dehsym.paper_definition import PaperDefinition
from dehsym.render.latex import latex_expression
from dehsym.rule import Rule
from dehsym.rules.algebra import Eliminate, LastMember
from dehsym.rules.ode import SolveODE, SolveSecondOrder
from dehsym.verdict import Kind, Verdict

_DEEPEST = 4


@final
@dataclass(frozen=True, eq=False)
class HeldFixed:
    """A solution by `variable` with `symbol` held fixed, and the line that puts an expression for it.

    `slope` is the derivative of that expression with what symbols are defined to be in it; `verdict` that it is not 0.
    """

    variable: Symbol
    symbol: Symbol
    solution: Step
    used: Step
    fact: Step
    slope: Expr
    verdict: Verdict


def held_fixed(paper: PaperDefinition) -> list[HeldFixed]:
    """Every symbol that a solution holds fixed and that is replaced by an expression which varies, the first time.

    >>> from pathlib import Path
    >>> from dehsym.catalogue import Catalogue
    >>> held_fixed(PaperDefinition("none", "", "", Catalogue(), Path(), scripts=()))
    []
    """
    lines = Lines(paper)
    judge = Judge(paper.catalogue)
    found: dict[tuple[int, Symbol], HeldFixed] = {}
    for solution in lines.steps:
        if isinstance(solution.rule, SolveODE | SolveSecondOrder):
            for each in _replaced(lines, judge, solution, solution.rule.unknown):
                found.setdefault((id(solution), each.symbol), each)
    return list(found.values())


def held_fixed_findings(paper: PaperDefinition) -> list[Finding]:
    """The symbols that a solution of a differential equation holds fixed, and that are replaced by what varies.

    >>> from pathlib import Path
    >>> from dehsym.catalogue import Catalogue
    >>> held_fixed_findings(PaperDefinition("none", "", "", Catalogue(), Path(), scripts=()))
    []
    """
    lines = Lines(paper)
    return [_finding(lines, each) for each in held_fixed(paper)]


# --- What is replaced


def _replaced(lines: Lines, judge: Judge, solution: Step, unknown: Expr) -> Iterator[HeldFixed]:
    (variable,) = unknown.free_symbols
    source = solution.parents[0].equation
    held = {symbol for symbol in source.symbols - {variable} if not lines.is_constant_of_nature(symbol)}
    for step in lines.steps:
        rule = _inner(step.rule)
        if not isinstance(rule, Eliminate) or rule.symbol not in held or solution not in step.parents[0].ancestry:
            continue
        fact = rule.fact
        if not isinstance(fact, Step) or fact.equation.lhs != rule.symbol or not isinstance(rule.symbol, Symbol):
            continue
        slope = _slope(fact.equation.rhs, variable, lines)
        if slope is None or slope.is_zero:
            continue
        verdict = judge.equal(slope, Integer(0))
        if verdict.kind is Kind.REFUTED:
            yield HeldFixed(variable, rule.symbol, solution, step, fact, slope, verdict)


def _inner(rule: Rule | None) -> Rule | None:
    return _inner(rule.rule) if isinstance(rule, LastMember) else rule


def _slope(expr: Expr, variable: Symbol, lines: Lines) -> Expr | None:
    """The derivative of an expression, with what symbols are defined to be by the variable; `None` for a formal one."""
    known = dict(lines.definitions)
    known.update(_inverse(variable, known.pop(variable, None), lines))
    for _ in range(_DEEPEST):
        used = {symbol: known[symbol] for symbol in expr.free_symbols & known.keys()}
        expr = expr.xreplace({symbol: each for symbol, each in used.items() if _depends(each, variable, known)})
    return expr.diff(variable) if is_explicit(expr) else None


def _inverse(variable: Symbol, defined: Expr | None, lines: Lines) -> dict[Symbol, Expr]:
    """Where the variable is defined by one other symbol, that symbol by the variable: T by beta = 1/kT."""
    symbols = [each for each in defined.free_symbols if not lines.is_constant_of_nature(each)] if defined else []
    if defined is None or len(symbols) != 1:
        return {}
    with suppress(RuleError):
        return {symbols[0]: symbolic.root_for(variable, defined, symbols[0])}
    return {}


def _depends(expr: Expr, variable: Symbol, known: Mapping[Symbol, Expr], depth: int = _DEEPEST) -> bool:
    if expr.has(variable) or depth == 0:
        return expr.has(variable)
    inner = (known[symbol] for symbol in expr.free_symbols & known.keys())
    return any(_depends(each, variable, known, depth - 1) for each in inner)


# --- In words


def _finding(lines: Lines, each: HeldFixed) -> Finding:
    symbol, variable = (latex_expression(s, lines.paper.catalogue) for s in (each.symbol, each.variable))
    others = ", ".join(
        f"${latex_expression(s, lines.paper.catalogue)}$"
        for s in sorted(each.slope.free_symbols - {each.variable}, key=lambda s: lines.paper.catalogue[s].rank)
        if not lines.is_constant_of_nature(s)
    )
    given = f" at given {others}" if others else ""
    source, fact = (lines.shown(step) for step in (each.solution.parents[0], each.fact))
    return Finding(
        f"held-fixed.{each.symbol}.{lines.id_of(each.used)}",
        "; ".join(dict.fromkeys(lines.part_of(step) for step in (each.solution, each.used))),
        "unsupported",
        lines.affected(each.used),
        f"{source} is solved by ${variable}$ with ${symbol}$ held fixed; then {fact} is put",
        f"${symbol}$ is no constant there: its derivative by ${variable}${given} is {lines.text(each.slope)}; "
        f"so what comes of it satisfies the equation with slopes at a fixed ${symbol}$ alone",
        each.verdict,
        "",
    )
