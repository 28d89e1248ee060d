"""Every consistent assignment of branch and phases as tables, and the paper's own choices against them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from sympy import Expr

from dehsym.backticks import typed
from dehsym.catalogue import Catalogue
from dehsym.phases import (
    Branch,
    ChoiceTested,
    OnBranch,
    PhaseProblem,
    PhaseReport,
    PhaseSolution,
    ProblemReport,
    angle_text,
    linear_text,
    phase_words,
)
from dehsym.render.explorer.badges import verdict_badge
from dehsym.render.explorer.markup import Html, joined, tag
from dehsym.render.explorer.said import said
from dehsym.render.text import text_expression


def phases(report: PhaseReport, catalogue: Catalogue) -> Html:
    """A table of solutions and a table of choices for every problem."""
    return joined(_problem(each, catalogue) for each in report.problems)


def _problem(report: ProblemReport, catalogue: Catalogue) -> Html:
    problem, solutions = report.problem, report.solutions
    tested = [*report.choices, *report.together]
    return tag(
        "section",
        tag("h3", said(problem.prose or problem.name, catalogue)),
        tag("p", verdict_badge(solutions.verdict), " ", said(solutions.verdict.evidence, catalogue), class_="evidence"),
        _table(
            problem, "Every assignment", ("branch", "phases"), _assignments(problem, solutions.on_branches, catalogue)
        ),
        _table(problem, "The paper’s choices", *_choices(problem, tested, catalogue)) if tested else "",
        class_="item",
    )


def _table(problem: PhaseProblem, caption: str, heads: Sequence[str], rows: Iterator[Sequence[str]]) -> Html:
    head = tag("tr", *(tag("th", each, scope="col") for each in heads))
    body = [tag("tr", tag("th", row[0], scope="row"), *(tag("td", each) for each in row[1:])) for row in rows]
    table = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body))
    return tag("div", table, class_="wide", tabindex="0", role="region", aria_label=f"{caption}: {problem.name}")


def _assignments(
    problem: PhaseProblem, on_branches: Sequence[OnBranch], catalogue: Catalogue
) -> Iterator[tuple[str, ...]]:
    for found in on_branches:
        name = _branch(problem, found.branch) + (" (principal)" if found.is_principal and found.branch else "")
        for solution in found.solutions:
            yield name, _solution(solution, catalogue)
        if found.contradiction:
            yield name, said(f"none: {found.contradiction}", catalogue)


def _choices(
    problem: PhaseProblem, tested: Sequence[ChoiceTested], catalogue: Catalogue
) -> tuple[Sequence[str], Iterator[Sequence[str]]]:
    branches = [_branch(problem, found.branch) for found in tested[0].on_branches]

    def rows() -> Iterator[Sequence[str]]:
        for each in tested:
            values = ", ".join(_equals(symbol, value, catalogue) for symbol, value in each.choice.in_half_turns.items())
            cells = [_on_branch(found, catalogue) for found in each.on_branches]
            yield each.choice.where, values, *cells, verdict_badge(each.verdict)

    return ("where", "choice", *branches, "verdict"), rows()


def _on_branch(found: OnBranch, catalogue: Catalogue) -> Html:
    told = [said(f"{typed(name)} {phase_words(phase)}", catalogue) for name, phase in found.phases.items()]
    if found.solutions:
        left = " or ".join(filter(None, (_solution(each, catalogue) for each in found.solutions)))
        told.append(joined([f"consistent{', with ' if left else ''}", left]))
    elif found.contradiction and len(found.contradiction.powers) > 1:
        told.append(said(str(found.contradiction), catalogue))
    return joined(told, "; ")


def _solution(solution: PhaseSolution, catalogue: Catalogue) -> str:
    relations: list[str] = []
    for each in solution.relations:
        left = linear_text((a, text_expression(symbol, catalogue)) for symbol, a in each.coefficients)
        modulus = f" mod {angle_text(Fraction(each.modulus))}" if each.modulus != 2 else ""
        relations.append(_angles(f"{left} = {angle_text(each.value)}{modulus}"))
    free = solution.dimension
    return ", ".join(relations) + (f" ({free} free parameter{'s' if free > 1 else ''})" if free else "")


def _equals(symbol: Expr, value: Fraction, catalogue: Catalogue) -> str:
    return f"{text_expression(symbol, catalogue)} = {_angles(angle_text(value))}"


def _branch(problem: PhaseProblem, branch: Branch) -> str:
    """The labels of a branch: m counts the turns of the argument of a many-valued base."""
    count = len(problem.periods)
    names = ["m"] if count == 1 else [f"m{place + 1}" for place in range(count)]
    return ", ".join(f"{name} = {label}" for name, label in zip(names, branch.values(), strict=True)) or "always"


def _angles(text: str) -> str:
    """Typed multiples of pi with the letter."""
    return text.replace("pi", "π").replace("*", "")
