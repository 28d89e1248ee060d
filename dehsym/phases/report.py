"""Problems solved and an author's choices tested: one by one, in pairs, and against one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import Any, final

from sympy import Expr, Integer, Symbol, pi

from dehsym.backticks import typed, without_backticks
from dehsym.display.tables import below, table
from dehsym.display.verdicts import verdict_cell
from dehsym.display.words import formula, plain, prose
from dehsym.errors import PhaseError
from dehsym.markup import Html, joined
from dehsym.phases.check import Checker, witness
from dehsym.phases.polar import Coefficients
from dehsym.phases.problem import Branch, Choice, PhaseProblem, angle_text
from dehsym.phases.solution import OnBranch, PhaseEquations, PhaseRelation, PhaseSolution
from dehsym.symbolic import own_latex, rational
from dehsym.verdict import Kind, Verdict, proved, refuted, undecided


@final
@dataclass(frozen=True)
class PhaseSolutions:
    """Every assignment of branch and phases that meets the conditions, and how sure that is."""

    problem: PhaseProblem
    on_branches: tuple[OnBranch, ...]
    verdict: Verdict

    @property
    def assignments(self) -> list[tuple[Branch, PhaseSolution]]:
        """The connected sets of solutions, each with its branch."""
        return [(found.branch, solution) for found in self.on_branches for solution in found.solutions]


def solve(problem: PhaseProblem) -> PhaseSolutions:
    """All solutions, looked at by the other roads; raise `PhaseError` for conditions that are not linear mod 2π.

    >>> from dehsym.domain import FRACTION
    >>> from dehsym.phases.problem import Condition
    >>> from sympy import I, exp, log, sqrt
    >>> phi, nu = Symbol("phi", positive=True), Symbol("nu", real=True)
    >>> problem = PhaseProblem("density", (Condition("n", sqrt(log(phi)) * exp(I * nu)),), (nu,), {phi: FRACTION})
    >>> [(branch[log(phi)], str(found.values[nu])) for branch, found in solve(problem).assignments]
    [(0, '3/2'), (1, '1/2')]
    """
    equations = PhaseEquations(problem, {})
    return PhaseSolutions(problem, equations.solved, Checker(equations).verdict())


@final
@dataclass(frozen=True)
class ChoiceTested:
    """An author's choice against one problem.

    The verdict is PROVED where every condition can be met on some branch, which it names, and REFUTED with a quantity
    and its value where there is no such branch.
    """

    choice: Choice
    problem: PhaseProblem
    on_branches: tuple[OnBranch, ...]
    verdict: Verdict

    @property
    def consistent_on(self) -> list[Branch]:
        """The branches on which the conditions can be met."""
        return [found.branch for found in self.on_branches if found.solutions]


def try_choice(problem: PhaseProblem, choice: Choice) -> ChoiceTested:
    """The conditions with the choice put in; phases that it leaves open are solved for.

    Raises `PhaseError` for a value of a phase that the problem does not have, or that is no rational multiple of π.

    >>> from dehsym.domain import FRACTION
    >>> from dehsym.phases.problem import Condition
    >>> from sympy import I, exp, log, pi, sqrt
    >>> phi, nu = Symbol("phi", positive=True), Symbol("nu", real=True)
    >>> problem = PhaseProblem("density", (Condition("n", sqrt(log(phi)) * exp(I * nu)),), (nu,), {phi: FRACTION})
    >>> str(try_choice(problem, Choice("ours", "here", {nu: pi / 2})).verdict)
    'proved: the conditions can be met, on `m[log(phi)] = 1` only'
    >>> str(try_choice(problem, Choice("ours", "here", {nu: pi / 4})).verdict.witness)
    '`n = -0.588705011258 + 0.588705011258*I` ≠ positive at `phi = 1/2`, `nu = pi/4`, `m[log(phi)] = 0`'
    """
    for symbol in choice.values:
        if symbol not in problem.phases:
            known = ", ".join(map(str, problem.phases))
            raise PhaseError(f"a phase of {problem.name} ({known}) is wanted in {choice.name}, found {symbol}")
    fixed = choice.in_half_turns
    equations = PhaseEquations(problem, fixed)
    checked = Checker(equations).verdict()
    parted = undecided(f"the other road has another answer: {checked.evidence}; {checked.witness}")
    judged = _judged(problem, fixed, equations.solved)
    verdict = replace(judged, kind=min(judged.kind, checked.kind)) if checked.holds else parted
    return ChoiceTested(choice, problem, equations.solved, verdict)


def _judged(problem: PhaseProblem, fixed: Coefficients, on_branches: Sequence[OnBranch]) -> Verdict:
    consistent = [found.branch for found in on_branches if found.solutions]
    if len(consistent) == len(on_branches):
        return proved("the conditions can be met on every branch", _METHOD)
    if consistent:
        return proved(f"the conditions can be met, on {_listed(consistent)} only", _METHOD)
    first = on_branches[0]
    every = {str(found.contradiction) for found in on_branches}
    if len(every) == 1:
        evidence = f"on every branch {first.contradiction}"
    else:
        evidence = "; ".join(f"on {_listed([found.branch])} {found.contradiction}" for found in on_branches)
    assert first.contradiction
    phases: dict[Expr, Fraction] = {**dict.fromkeys(problem.phases, Fraction(0)), **fixed}
    powers, wanted = dict(first.contradiction.powers), first.contradiction.wanted
    return refuted(evidence, witness(problem, powers, wanted, first.branch, phases), _METHOD)


_METHOD = "linear equations mod 2π"


def _listed(branches: Sequence[Branch]) -> str:
    names = [" and ".join(typed(f"m[{base}] = {label}") for base, label in branch.items()) for branch in branches]
    return ", ".join(names)


@final
@dataclass(frozen=True)
class Clash:
    """Two choices that give one phase different values."""

    first: Choice
    second: Choice
    symbol: Symbol

    def __str__(self) -> str:
        one, other = (angle_text(choice.in_half_turns[self.symbol]) for choice in (self.first, self.second))
        one, other = (typed(f"{self.symbol} = {value}") for value in (one, other))
        return f"{one} in {self.first.name}, {other} in {self.second.name}"


@final
@dataclass(frozen=True)
class ProblemReport:
    """One problem with all its solutions, the choices tested, and the pairs of choices that agree tested together."""

    solutions: PhaseSolutions
    choices: tuple[ChoiceTested, ...]
    together: tuple[ChoiceTested, ...]

    @property
    def problem(self) -> PhaseProblem:
        """The problem."""
        return self.solutions.problem

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        return _problem_tables(self)

    def __repr__(self) -> str:
        tested = len(self.choices) + len(self.together)
        return f"<{self.problem.name}: {len(self.solutions.assignments)} assignments, {tested} choices tested>"


@final
@dataclass(frozen=True)
class PhaseReport:
    """What a paper's phases come to."""

    problems: tuple[ProblemReport, ...]
    clashes: tuple[Clash, ...]

    @property
    def is_checked(self) -> bool:
        """Whether the other roads agree everywhere, and the quantities follow from what they are taken from."""
        tested = [each for report in self.problems for each in (*report.choices, *report.together)]
        solved = all(report.solutions.verdict.holds for report in self.problems)
        follow = all(each.follows.holds for report in self.problems for each in report.problem.conditions)
        return solved and follow and all(each.verdict.kind is not Kind.UNDECIDED for each in tested)

    def as_json(self) -> dict[str, Any]:
        """The report as a JSON object; `dehsym.phases` lists its keys."""
        return {
            "problems": [_problem_json(report) for report in self.problems],
            "clashes": [_clash_json(clash) for clash in self.clashes],
        }

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        clashes = [
            (_equals(clash.symbol, choice.in_half_turns[clash.symbol]), choice.where)
            for clash in self.clashes
            for choice in (clash.first, clash.second)
        ]
        contradict = table(["", ""], clashes, "Choices that contradict each other") if clashes else ""
        return below(*map(_problem_tables, self.problems), contradict)

    def __repr__(self) -> str:
        return "\n".join([*map(repr, self.problems), *(without_backticks(str(each)) for each in self.clashes)])


def examine(problems: Sequence[PhaseProblem], choices: Sequence[Choice]) -> PhaseReport:
    """Solve every problem and test every choice of its phases, alone and in pairs; tell which choices contradict.

    Raises `PhaseError` for a choice of a phase that no problem has.

    >>> from dehsym.phases.problem import Condition
    >>> from sympy import I, S, exp, pi
    >>> nu = Symbol("nu", real=True)
    >>> problem = PhaseProblem("number", (Condition("n", I * exp(I * nu)),), (nu,), {})
    >>> report = examine([problem], [Choice("one", "here", {nu: S.Zero}), Choice("two", "there", {nu: 3 * pi / 2})])
    >>> [tested.verdict.kind.word for tested in report.problems[0].choices]
    ['refuted', 'proved']
    >>> [str(clash) for clash in report.clashes]
    ['`nu = 0` in one, `nu = 3*pi/2` in two']
    """
    for choice in choices:
        if not any(set(choice.values) <= set(problem.phases) for problem in problems):
            named = ", ".join(map(str, choice.values))
            raise PhaseError(f"a problem with the phases of {choice.name} ({named}) is wanted, found none")
    turns = {s: lcm(*(p.turns[s] for p in problems if s in p.turns)) for choice in choices for s in choice.values}
    clashes: list[Clash] = []
    pairs: list[Choice] = []
    for first, second in combinations(choices, 2):
        shared = [symbol for symbol in first.values if symbol in second.values]
        here = [Clash(first, second, symbol) for symbol in shared if _differ(first, second, symbol, turns)]
        clashes += here
        joint = {**first.in_half_turns, **second.in_half_turns}
        if not here and joint not in (first.in_half_turns, second.in_half_turns):
            pairs.append(_joined(first, second))
    reports = [_examined(problem, choices, pairs) for problem in problems]
    return PhaseReport(tuple(reports), tuple(clashes))


def _examined(problem: PhaseProblem, choices: Sequence[Choice], pairs: Sequence[Choice]) -> ProblemReport:
    """Choices of phases that the problem does not have are made for something else."""
    alone, together = (
        tuple(try_choice(problem, choice) for choice in listed if set(choice.values) <= set(problem.phases))
        for listed in (choices, pairs)
    )
    return ProblemReport(solve(problem), alone, together)


def _differ(first: Choice, second: Choice, symbol: Symbol, turns: Mapping[Symbol, int]) -> bool:
    return (first.in_half_turns[symbol] - second.in_half_turns[symbol]) % (2 * turns[symbol]) != 0


def _joined(first: Choice, second: Choice) -> Choice:
    where = first.where if first.where == second.where else f"{first.where}; {second.where}"
    values = {**first.values, **second.values}
    return Choice(f"{first.name} with {second.name}", where, values, (*first.claims, *second.claims))


# --- In a notebook


def _problem_tables(report: ProblemReport) -> Html:
    """What is wanted, all that meets it, and the choices tested."""
    problem, tested = report.problem, (*report.choices, *report.together)
    wanted = [
        (
            joined([each.name, " ", each.demand.word]),
            formula(own_latex(each.expr)),
            each.origin,
            verdict_cell(each.follows),
        )
        for each in problem.conditions
    ]
    solved = [
        (_branch_words(branch), joined(map(_relation, solution.relations), ", "))
        for branch, solution in report.solutions.assignments
    ]
    chosen = [(each.choice.where, _values(each.choice), verdict_cell(each.verdict)) for each in tested]
    return below(
        table(["wanted", "", "from", "follows"], wanted, prose(problem.prose or problem.name)),
        table(["branch", "phases that meet it"], solved, note=verdict_cell(report.solutions.verdict)),
        table(["chosen in", "", "verdict"], chosen) if chosen else "",
    )


def _branch_words(branch: Branch) -> Html:
    words = (prose(f"$m[{own_latex(base)}] = {label}$") for base, label in branch.items())
    return joined(words, ", ") if branch else plain("always")


def _relation(relation: PhaseRelation) -> Html:
    """That it holds mod 2π goes without saying."""
    left = sum((factor * symbol for symbol, factor in relation.coefficients), Integer(0))
    modulus = rf" \pmod{{{own_latex(relation.modulus * pi)}}}" if relation.modulus != 2 else ""
    return prose(f"${own_latex(left)} = {own_latex(rational(relation.value) * pi)}{modulus}$")


def _values(choice: Choice) -> Html:
    return joined((_equals(symbol, value) for symbol, value in choice.in_half_turns.items()), ", ")


def _equals(symbol: Expr, value: Fraction) -> Html:
    return prose(f"${own_latex(symbol)} = {own_latex(rational(value) * pi)}$")


# --- JSON


def _problem_json(report: ProblemReport) -> dict[str, Any]:
    problem = report.problem
    return {
        "name": problem.name,
        "prose": problem.prose,
        "conditions": [
            {
                "name": c.name,
                "demand": c.demand.word,
                "expr": str(c.expr),
                "origin": c.origin,
                "follows": c.follows.as_json(),
            }
            for c in problem.conditions
        ],
        "phases": [str(symbol) for symbol in problem.phases],
        "bases": [
            {"base": str(base), "principal_argument": angle_text(problem.arguments[base]), "branches": period}
            for base, period in problem.periods.items()
        ],
        "assignments": [
            {"branch": _branch_json(branch), **_solution_json(found)} for branch, found in report.solutions.assignments
        ],
        "branches": [_on_branch_json(found) for found in report.solutions.on_branches],
        "verdict": report.solutions.verdict.as_json(),
        "choices": [_choice_json(tested) for tested in report.choices],
        "together": [_choice_json(tested) for tested in report.together],
    }


def _branch_json(branch: Branch) -> dict[str, int]:
    return {str(base): label for base, label in branch.items()}


def _solution_json(found: PhaseSolution) -> dict[str, Any]:
    return {
        "phases": {str(symbol): angle_text(value) for symbol, value in found.values.items()},
        "relations": [str(relation) for relation in found.relations],
        "free_parameters": found.dimension,
    }


def _on_branch_json(found: OnBranch) -> dict[str, Any]:
    return {
        "branch": _branch_json(found.branch),
        "consistent": bool(found.solutions),
        "quantities": {name: angle_text(phase) for name, phase in found.phases.items()},
        "solutions": [_solution_json(solution) for solution in found.solutions],
        "contradiction": str(found.contradiction) if found.contradiction else None,
    }


def _choice_json(tested: ChoiceTested) -> dict[str, Any]:
    return {
        "name": tested.choice.name,
        "where": tested.choice.where,
        "claims": list(tested.choice.claims),
        "values": {str(symbol): angle_text(value) for symbol, value in tested.choice.in_half_turns.items()},
        "verdict": tested.verdict.as_json(),
        "consistent_on": [_branch_json(branch) for branch in tested.consistent_on],
        "branches": [_on_branch_json(found) for found in tested.on_branches],
    }


def _clash_json(clash: Clash) -> dict[str, Any]:
    values = [angle_text(choice.in_half_turns[clash.symbol]) for choice in (clash.first, clash.second)]
    return {"choices": [clash.first.name, clash.second.name], "phase": str(clash.symbol), "values": values}
