"""Verify derived steps, compare them with what the paper prints, and see what they rest on.

A step is examined three times over, and the three can fail apart: does it *follow* from its parents; does it *match*
what the paper prints; and what is its *standing*, the weakest step in its whole ancestry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, final

from sympy import Expr

from dehsym.catalogue import Catalogue
from dehsym.claim import Claims
from dehsym.derivation import Step
from dehsym.equation import Equation
from dehsym.errors import DehsymError, DimensionError, NotationError
from dehsym.fingerprint import domains_text, fingerprint, text_of
from dehsym.grant import Grant
from dehsym.judge import Judge
from dehsym.notation.latex_reader import read_latex
from dehsym.parallel import in_processes
from dehsym.verdict import Kind, Verdict, granted, proved, refuted, undecided, weakest
from dehsym.verdict_store import Store


@final
@dataclass(frozen=True, eq=False)
class Checked:
    """A step with its verdicts. `matches` is `None` where the paper prints nothing in its place."""

    step: Step
    follows: Verdict
    matches: Verdict | None
    parents: tuple[Checked, ...]

    @cached_property
    def ancestry(self) -> tuple[Checked, ...]:
        """This step and all it rests on, each once, in the order of the paper."""
        found: dict[int, Checked] = {}
        waiting: list[Checked] = [self]
        while waiting:
            node = waiting.pop()
            if id(node) not in found:
                found[id(node)] = node
                waiting.extend(node.parents)
        return tuple(sorted(found.values(), key=lambda node: node.step.serial))

    @cached_property
    def standing(self) -> Verdict:
        """A result is as good as the weakest step it rests on; the first of equals speaks for them."""
        return weakest(*(node.follows for node in self.ancestry))

    @cached_property
    def rests_on(self) -> tuple[tuple[Checked, str, str], ...]:
        """What a reader must grant, as (step, prose, kind): premises, choices, and every step that was not shown."""
        rows: list[tuple[Checked, str, str]] = []
        for node in self.ancestry:
            rows += [(node, grant.prose, grant.kind.value) for grant in node.step.grants]
            if node.step.rule and node.follows.kind not in (Kind.GRANTED, Kind.CERTIFIED, Kind.PROVED):
                rows.append((node, node.follows.evidence, node.follows.kind.word))
        return tuple(rows)

    @property
    def claim(self) -> str | None:
        """The id of what the paper prints here, if it prints anything."""
        return self.step.prints.claim if self.step.prints else None


@final
@dataclass(frozen=True)
class Examiner:
    """Finds the verdicts of steps, remembering them in a store."""

    catalogue: Catalogue
    claims: Claims
    store: Store

    @property
    def judge(self) -> Judge:
        """The judge over the paper's domains."""
        return Judge(self.catalogue)

    def examine(
        self, steps: Iterable[Step], *, jobs: int = 1, on_done: Callable[[Step], None] | None = None
    ) -> dict[int, Checked]:
        """Examine the steps and all they rest on, by `jobs` processes; the result is keyed by `id(step)`.

        `on_done` is called after each step, for a progress bar.
        """
        wanted = {id(each): each for step in steps for each in step.ancestry}
        verdicts = in_processes(self._verdicts, list(wanted.values()), jobs, on_done)
        done: dict[int, Checked] = {}
        for step, (follows, matches) in zip(wanted.values(), verdicts, strict=True):
            parents = tuple(done[id(parent)] for parent in step.parents)
            printed = Verdict.from_json(matches) if matches else None
            done[id(step)] = Checked(step, Verdict.from_json(follows), printed, parents)
        return done

    def _verdicts(self, step: Step) -> tuple[dict[str, Any], dict[str, Any] | None]:
        matches = self.matches(step)
        return self.follows(step).as_json(), matches.as_json() if matches else None

    # --- Does it follow?

    def follows(self, step: Step) -> Verdict:
        """The verdict on a step given its parents."""
        if step.premise:
            return granted(step.premise.prose)
        if step.rule is None:
            return proved("a definition", "definition")
        source = step.parents[0].equation
        key = fingerprint(
            "follows", text_of(step.rule), text_of(source), text_of(step.equation), self._domains(step, source)
        )
        return self._remembered(key, lambda: self._verified(step, source))

    def _domains(self, step: Step, source: Equation) -> str:
        return domains_text(self.catalogue, source, step.equation, *(parent.equation for parent in step.parents))

    def _verified(self, step: Step, source: Equation) -> Verdict:
        assert step.rule
        try:
            self.catalogue.check_homogeneous(step.equation.members)
            verdict = step.rule.check(source, step.equation, self.judge)
        except DimensionError as error:
            return refuted(f"the dimensions of its members differ: {error}", method="dimensions")
        except DehsymError as error:
            return undecided(str(error))
        return _capped(verdict, step.rule.grants)

    # --- Is it what the paper prints?

    def matches(self, step: Step) -> Verdict | None:
        """The verdict on a step against the print beside it."""
        if not step.prints:
            return None
        claim = self.claims[step.prints.claim]
        letters = text_of(step.prints.letters)
        key = fingerprint(
            "matches", text_of(step.equation), claim.latex or "", letters, self._domains(step, step.equation)
        )
        return self._remembered(key, lambda: self._compared(step))

    def _compared(self, step: Step) -> Verdict:
        assert step.prints
        claim = self.claims[step.prints.claim]
        if claim.latex is None:
            return undecided("the paper states this in words, which are not read")
        try:
            letters = {**self.catalogue.letters, **step.prints.letters}
            chain = read_latex(claim.latex, self.catalogue, letters)
            self.catalogue.check_homogeneous(chain.members)
        except DimensionError as error:
            return refuted(f"the dimensions of the printed members differ: {error}", method="dimensions")
        except NotationError as error:
            return undecided(f"the print cannot be read: {error}")
        if set(chain.relations) != {"="}:
            return undecided(f"the print is not an equation but a chain of {', '.join(chain.relations)}")
        return self._member_by_member(_without_repeats(chain.members), step.equation)

    def _member_by_member(self, printed: Sequence[Expr], computed: Equation) -> Verdict:
        if len(printed) != len(computed.members):
            return undecided(f"the print has {len(printed)} members, the derivation {len(computed.members)}")
        forward = self.judge.same(computed, Equation.chain(*printed))
        if forward.holds:
            return forward
        backward = self.judge.same(computed, Equation.chain(*reversed(printed)))
        return backward if backward.holds else forward

    def _remembered(self, key: str, find: Callable[[], Verdict]) -> Verdict:
        found = self.store.get(key)
        if found is None:
            found = find()
            self.store.put(key, found)
        return found


def _capped(verdict: Verdict, grants: tuple[Grant, ...]) -> Verdict:
    """What a rule asks to be granted bounds its verdict, however well the rest was checked."""
    if not grants or verdict.kind <= Kind.GRANTED:
        return verdict
    named = "; ".join(grant.prose for grant in grants)
    return replace(verdict, kind=Kind.GRANTED, evidence=f"{named}. Beyond that {verdict}")


def _without_repeats(members: Sequence[Expr]) -> list[Expr]:
    """Printed members that read as the same expression as their neighbour say nothing more: one of them stays."""
    kept = list(members[:1])
    for member in members[1:]:
        if member != kept[-1] or len(members) == 2:
            kept.append(member)
    return kept
