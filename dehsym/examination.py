"""Verify derived steps, compare them with what the paper prints, and see what they rest on.

A step is examined three times over, and the three can fail apart: does it *follow* from its parents; does it *match*
what the paper prints; and what is its *standing*, the weakest step in its whole ancestry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, final

from sympy import Expr

from dehsym.alteration import place_text
from dehsym.catalogue import Catalogue
from dehsym.claim import Claims
from dehsym.derivation import Remark, Step, ancestry_of
from dehsym.display.phrases import letters_of
from dehsym.display.tables import facts
from dehsym.display.verdicts import verdict_cell
from dehsym.equation import Equation
from dehsym.errors import DehsymError, DimensionError, PaperError
from dehsym.fingerprint import domains_text, fingerprint, text_of
from dehsym.grant import Grant
from dehsym.judge import Judge
from dehsym.matching import Matcher
from dehsym.parallel import in_processes
from dehsym.proposition import Relation
from dehsym.quantity import Quantity
from dehsym.symbolic import rational
from dehsym.verdict import Kind, Verdict, granted, proved, refuted, undecided, weakest
from dehsym.verdict_store import Store

_Json = dict[str, Any]


@final
@dataclass(frozen=True, eq=False)
class Checked:
    """A step with its verdicts. `matches` is `None` where the paper prints nothing in its place.

    It is shown in the letters of the `catalogue`.
    """

    step: Step
    follows: Verdict
    matches: Verdict | None
    parents: tuple[Checked, ...]
    catalogue: Catalogue = field(default_factory=Catalogue, repr=False)

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

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        say = letters_of(self.catalogue)
        rows = [*self.step.facts(self.catalogue), ("follows", verdict_cell(self.follows, say))]
        rows += [("matches", verdict_cell(self.matches, say))] if self.claim else []
        place = place_text(self.step.place)
        return facts(rows, f"({self.claim})  {place}" if self.claim else place)

    def __repr__(self) -> str:
        matches = f", matches {self.matches.kind.word}" if self.matches else ""
        return f"<{place_text(self.step.place)}: {self.step.equation}: follows {self.follows.kind.word}{matches}>"


@final
class _Notes:
    """A store that reads another, and notes what would be written to it."""

    def __init__(self, known: Store) -> None:
        self._known = known
        self.new: dict[str, Verdict] = {}

    def get(self, key: str) -> Verdict | None:
        """The verdict under that fingerprint, if it is known or new."""
        return self.new.get(key) or self._known.get(key)

    def put(self, key: str, verdict: Verdict) -> None:
        """Note it."""
        self.new[key] = verdict


def _no_quantity(name: str) -> Quantity:
    """What is known of the quantities of a paper that has none."""
    raise PaperError(f"a quantity is wanted, {name} is none")


@final
@dataclass(frozen=True)
class Examiner:
    """Finds the verdicts of steps, remembering them in a store."""

    catalogue: Catalogue
    claims: Claims
    store: Store
    number_chain: Callable[[], Mapping[Expr, Expr]] = dict
    quantity: Callable[[str], Quantity] = _no_quantity

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
        wanted = ancestry_of(steps)
        done: dict[int, Checked] = {}
        with closing(in_processes(self._answer, wanted, jobs)) as answers:
            for step, (follows, matches, new) in zip(wanted, answers, strict=True):
                for key, verdict in new.items():
                    self.store.put(key, Verdict.from_json(verdict))
                parents = tuple(done[id(parent)] for parent in step.parents)
                printed = Verdict.from_json(matches) if matches else None
                done[id(step)] = Checked(step, Verdict.from_json(follows), printed, parents, self.catalogue)
                if on_done:
                    on_done(step)
        return done

    def _answer(self, step: Step) -> tuple[_Json, _Json | None, dict[str, _Json]]:
        """Both verdicts as JSON, and those that are new by their keys: whoever asked for them remembers them."""
        notes = _Notes(self.store)
        examiner = replace(self, store=notes)
        follows, matches = examiner.follows(step), examiner.matches(step)
        new = {key: verdict.as_json() for key, verdict in notes.new.items()}
        return follows.as_json(), matches.as_json() if matches else None, new

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
        reading = step.prints
        claim = self.claims[reading.claim]
        also = self.claims[reading.stands_for[0]].latex or "" if reading.stands_for else ""
        key = fingerprint(
            "matches",
            text_of(step.equation),
            f"{claim.latex}{also}",
            text_of(reading),
            text_of(self._numbers_in(claim.latex, step.equation)),
            self._domains(step, step.equation),
        )
        matcher = Matcher(self.catalogue, self.claims, self.judge, self.number_chain)
        return self._remembered(key, lambda: matcher.matches(step.equation, reading))

    def _numbers_in(self, latex: str | None, equation: Equation) -> Mapping[Expr, Expr]:
        """The numbers that a print with rounded ones is compared with."""
        if latex is None or not any(sign in latex for sign in (".", "10^")):
            return {}
        return {symbol: value for symbol, value in self.number_chain().items() if symbol in equation.symbols}

    # --- What is said in words

    def decides(self, remark: Remark, checked: Mapping[int, Checked]) -> Verdict:
        """The verdict on a claim in prose; `checked` has the examined steps by `id(step)`."""
        if remark.premise:
            return granted(remark.premise.prose)
        if remark.numbers:
            return weakest(*(self.quantity(name).rounds() for name in remark.numbers))
        if remark.relation is None:
            return weakest(*(checked[id(step)].standing for step in remark.steps))
        relation = self._at_values(remark)
        key = fingerprint(
            "decides", str(relation), domains_text(self.catalogue, Equation(relation.left, relation.right))
        )
        return self._remembered(key, lambda: self.judge.decides(relation))

    def _at_values(self, remark: Remark) -> Relation:
        assert remark.relation, remark
        put: dict[Expr, Expr] = {symbol: rational(constant.fraction) for symbol, constant in remark.at.items()}
        if remark.at:
            found = {*remark.relation.symbols} - set(put)
            rows = ((symbol, self.catalogue[symbol].value) for symbol in found if symbol in self.catalogue)
            put.update({symbol: rational(value.fraction) for symbol, value in rows if value is not None})
        return Relation(
            remark.relation.left.xreplace(put), remark.relation.operator, remark.relation.right.xreplace(put)
        )

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
