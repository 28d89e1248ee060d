"""Branches and phases: which arguments of roots, and which free factors exp(iθ), make quantities real and positive.

Quantities are brought into polar normal form, with one whole label for every many-valued base; each condition on a
quantity is then a linear equation mod 2π, and all solutions are found, or a contradiction, by the Smith normal form.
They are looked at again on a grid of phases and in balls. This package knows no paper.

`PhaseReport.as_json` has the keys

    problems: [{name, prose, conditions: [{name, demand, expr, origin, follows}], phases: [names],
                bases: [{base, principal_argument, branches}],
                assignments: [{branch: {base: label}, phases: {name: angle}, relations: [text], free_parameters}],
                branches: [B], verdict, choices: [C], together: [C]}]
    clashes:  [{choices: [two names], phase, values: [two angles]}]
    C = {name, where, claims: [ids], values: {name: angle}, verdict, consistent_on: [{base: label}], branches: [B]}
    B = {branch: {base: label}, consistent, quantities: {name: angle}, solutions: [{phases, relations,
         free_parameters}], contradiction: text or null}

where an angle is typed as in "3*pi/2", a label of 0 means the principal argument and one of m that plus 2πm, and the
quantities are those whose phase is fixed. `phases` has what a solution fixes, `relations` everything that it asks.
"""

from dehsym.phases.check import value_on_branch
from dehsym.phases.polar import PolarForm, PolarReader
from dehsym.phases.problem import Branch, Choice, Condition, Demand, PhaseProblem, angle_text, half_turns, linear_text
from dehsym.phases.report import (
    ChoiceTested,
    Clash,
    PhaseReport,
    PhaseSolutions,
    ProblemReport,
    examine,
    solve,
    try_choice,
)
from dehsym.phases.solution import Contradiction, OnBranch, PhaseRelation, PhaseSolution, phase_words

__all__ = [
    "Branch",
    "Choice",
    "ChoiceTested",
    "Clash",
    "Condition",
    "Contradiction",
    "Demand",
    "OnBranch",
    "PhaseProblem",
    "PhaseRelation",
    "PhaseReport",
    "PhaseSolution",
    "PhaseSolutions",
    "PolarForm",
    "PolarReader",
    "ProblemReport",
    "angle_text",
    "examine",
    "half_turns",
    "linear_text",
    "phase_words",
    "solve",
    "try_choice",
    "value_on_branch",
]
