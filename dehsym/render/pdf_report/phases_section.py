"""Branches and phases: every assignment that meets what is wanted, and the paper's own choices against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from sympy import Expr, Integer, pi

from dehsym.catalogue import Catalogue
from dehsym.phases import Branch, ChoiceTested, Clash, PhaseRelation, PhaseReport, PhaseSolution, ProblemReport
from dehsym.render.latex import latex_expression
from dehsym.render.pdf_report.formulas import said
from dehsym.render.pdf_report.lines import evidence
from dehsym.render.pdf_report.markup import Code, array, call, joined
from dehsym.symbolic import rational


def phases(report: PhaseReport, catalogue: Catalogue) -> Code:
    """For every problem the table of its solutions and that of the paper's choices; then what contradicts itself."""
    content = [_problem(each, catalogue) for each in report.problems]
    if report.clashes:
        content.append(call("subtitle", "Choices that contradict each other"))
    return joined([*content, *(_clash(each, catalogue) for each in report.clashes)])


def _problem(report: ProblemReport, catalogue: Catalogue) -> Code:
    problem, solutions = report.problem, report.solutions
    tested = [*report.choices, *report.together]
    return joined(
        [
            call("part", f"phases {problem.name}", said(problem.prose or problem.name, catalogue)),
            call("paragraph", evidence(solutions.verdict, catalogue)),
            call("subtitle", "Every assignment"),
            _table("(auto, 1fr)", ("branch", "phases"), _assignments(report, catalogue)),
            call("subtitle", "The paper’s choices") if tested else joined([]),
            _table("(9em, auto, 1fr)", ("chosen in", "phases", "verdict"), _choices(tested, catalogue)),
        ]
    )


def _table(columns: str, heads: tuple[str, ...], cells: Iterator[Code]) -> Code:
    """A table, if it has rows."""
    given = list(cells)
    return call("ruled-table", Code(columns), Code("left"), array(heads), *given) if given else joined([])


def _assignments(report: ProblemReport, catalogue: Catalogue) -> Iterator[Code]:
    for found in report.solutions.on_branches:
        name = _branch(found.branch, catalogue) + (" (principal)" if found.is_principal and found.branch else "")
        for solution in found.solutions:
            yield said(name, catalogue)
            yield said(_solution(solution, catalogue), catalogue)
        if found.contradiction:
            yield said(name, catalogue)
            yield said(f"none: {found.contradiction}", catalogue)


def _choices(tested: list[ChoiceTested], catalogue: Catalogue) -> Iterator[Code]:
    for each in tested:
        yield joined([each.choice.where])
        yield said(_values(each.choice.in_half_turns, catalogue), catalogue)
        yield evidence(each.verdict, catalogue)


def _clash(clash: Clash, catalogue: Catalogue) -> Code:
    chosen = (
        f"{_values({clash.symbol: choice.in_half_turns[clash.symbol]}, catalogue)} in {choice.where}"
        for choice in (clash.first, clash.second)
    )
    return call("paragraph", said(", but ".join(chosen) + ".", catalogue))


# --- Formulas among words


def _branch(branch: Branch, catalogue: Catalogue) -> str:
    """The labels of a branch: m counts the turns of the argument of a many-valued base."""
    labels = (rf"$m\left[{latex_expression(base, catalogue)}\right] = {label}$" for base, label in branch.items())
    return ", ".join(labels) or "always"


def _solution(solution: PhaseSolution, catalogue: Catalogue) -> str:
    free = solution.dimension
    relations = ", ".join(_relation(each, catalogue) for each in solution.relations)
    return relations + (f" ({free} free parameter{'s' if free > 1 else ''})" if free else "")


def _relation(relation: PhaseRelation, catalogue: Catalogue) -> str:
    """That it holds mod 2π goes without saying."""
    left: Expr = sum((factor * symbol for symbol, factor in relation.coefficients), Integer(0))
    sides = latex_expression(left, catalogue), _angle(relation.value, catalogue)
    modulus = rf" \text{{ mod }} {_angle(Fraction(relation.modulus), catalogue)}" if relation.modulus != 2 else ""
    return f"${' = '.join(sides)}{modulus}$"


def _values(in_half_turns: Mapping[Expr, Fraction], catalogue: Catalogue) -> str:
    values = (
        f"${latex_expression(symbol, catalogue)} = {_angle(value, catalogue)}$"
        for symbol, value in in_half_turns.items()
    )
    return ", ".join(values)


def _angle(half_turns: Fraction, catalogue: Catalogue) -> str:
    return latex_expression(rational(half_turns) * pi, catalogue)
