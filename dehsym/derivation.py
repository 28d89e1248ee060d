"""Steps, the ledger an author writes them in, and the derivation that comes of it.

A *step* is an equation with the reason it stands there: a premise, a definition, or a rule with its parents. A *ledger*
is append-only: each of its methods computes one line and returns it, so that an author passes lines, not texts, from
one to the next. A *derivation* is a finished ledger. Nothing is verified here: that is `dehsym.examination`, which can
then run in parallel, show its progress and remember its verdicts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import final

from sympy import Expr, Symbol

from dehsym.alteration import Alterations, Fallen, Place, cause_in, fallen_equation, is_defined, place_text
from dehsym.catalogue import Catalogue
from dehsym.claim import Claims, Reading
from dehsym.constants import Constant
from dehsym.equation import Equation
from dehsym.errors import AuthorError, DehsymError, RuleError
from dehsym.grant import Grant, GrantKind
from dehsym.proposition import Relation
from dehsym.recovery import computed_instead, derived_somehow
from dehsym.rule import Rule
from dehsym.rules.algebra import Leap
from dehsym.source import Source, author_line, failing_line
from dehsym.step import Step, ancestry_of

__all__ = ["Derivation", "Ledger", "NamedQuantity", "Remark", "Script", "Step", "ancestry_of", "derivation"]


@final
@dataclass(frozen=True, slots=True, eq=False)
class Remark:
    """What the paper says in words, under an id of its inventory, and on what that is decided.

    With a `relation`, it is judged, at the values `at` of some symbols where there are any; with `numbers`, their
    quantities are rounded and compared with the print; with a `premise`, it is granted; with none of them it is as good
    as the weakest of its `steps` and of all that they rest on.
    """

    id: str
    prose: str
    where: Source
    steps: tuple[Step, ...] = ()
    relation: Relation | None = None
    premise: Grant | None = None
    at: Mapping[Symbol, Constant] = field(default_factory=dict[Symbol, Constant])
    numbers: tuple[str, ...] = ()


@final
@dataclass(frozen=True, slots=True, eq=False)
class NamedQuantity:
    """The right side of a step declared as a quantity: its name or inventory id, the unit, the values of its inputs."""

    name: str
    step: Step
    at: Mapping[Symbol, Constant]
    unit: str
    where: Source


@final
@dataclass(frozen=True, slots=True)
class Derivation:
    """A finished ledger. In a changed world some lines are `lost`; `fallen` are these, and what was to rest on them."""

    part: str
    title: str
    steps: tuple[Step, ...]
    remarks: tuple[Remark, ...] = ()
    quantities: tuple[NamedQuantity, ...] = ()
    fallen: tuple[Fallen, ...] = ()
    lost: tuple[Step, ...] = ()

    @property
    def last(self) -> Step | None:
        """The last line, if it stands."""
        last = max((*self.steps, *self.lost), key=lambda step: step.serial, default=None)
        return None if last is None or last.fallen else last

    @property
    def printed(self) -> tuple[Step, ...]:
        """The steps beside which the paper prints something."""
        return tuple(step for step in self.steps if step.prints)


@final
class Ledger:
    """Append-only: each method computes and records a line, and returns it.

    `prints` says what the paper prints in the place of a line: an id of the inventory, or a `Reading` where letters
    need telling apart. In a world that is `altered`, a line that cannot stand falls, with all that uses it, and the
    ledger goes on.
    """

    def __init__(
        self,
        name: str,
        catalogue: Catalogue,
        claims: Claims,
        earlier: Mapping[str, Step],
        serial: int = 0,
        altered: Alterations | None = None,
    ) -> None:
        self._name = name
        self._serial = serial
        self._catalogue = catalogue
        self._claims = claims
        self._earlier = earlier
        self._altered = altered
        self._fallen: list[Fallen] = []
        self._steps: list[Step] = []
        self._remarks: list[Remark] = []
        self._quantities: list[NamedQuantity] = []

    @property
    def steps(self) -> tuple[Step, ...]:
        """The lines so far, without those that fell."""
        return tuple(step for step in self._steps if not step.fallen)

    def given(
        self,
        prose: str,
        lhs: Expr,
        rhs: Expr,
        *,
        kind: GrantKind = GrantKind.POSTULATE,
        cite: str = "",
        prints: str | Reading | None = None,
    ) -> Step:
        """A premise, taken from elsewhere: a reader must grant it. `cite` says where it is from."""
        where = author_line()
        grant = Grant(kind, f"{prose} ({cite})" if cite else prose)
        return self._state(where, prose, Equation(lhs, rhs), grant, prints)

    def let(self, prose: str, lhs: Expr, rhs: Expr, *, prints: str | Reading | None = None) -> Step:
        """A definition. A symbol on the left must be new to this derivation."""
        where = author_line()
        if isinstance(lhs, Symbol) and (used := [s for s in self.steps if lhs in s.equation.symbols]):
            raise AuthorError(f"{where}: a new symbol is wanted, {lhs} is in use since {used[0].where}")
        return self._state(where, prose, Equation(lhs, rhs), None, prints)

    def step(self, prose: str, source: Step, *rules: Rule, prints: str | Reading | None = None) -> Step:
        """Compute the next line from `source` by `rules`, in their order; `prints` belongs to the last."""
        where = author_line()
        if not rules:
            raise AuthorError(f"{where}: at least one rule is wanted for {prose!r}")
        for number, rule in enumerate(rules, 1):
            last = number == len(rules)
            source = self._computed(where, prose if number == 1 else "", source, rule, prints if last else None)
        return source

    def leap(
        self, prose: str, source: Step, lhs: Expr, rhs: Expr, *, because: str, prints: str | Reading | None = None
    ) -> Step:
        """Go on with the paper's line in the place of `source`, from which it need not follow.

        The leap is judged against `source`; if it does not follow, all that rests on it carries the mark.
        """
        return self._computed(author_line(), prose, source, Leap(lhs, rhs, because), prints)

    def cite(self, id: str) -> Step:
        """The line of an earlier derivation of this paper beside which `id` is printed, or that quantity's line."""
        where = author_line()
        try:
            return self._earlier[id]
        except KeyError:
            if self._altered:
                return self._placeholder(where, f"{id} is not derived")
            known = ", ".join(self._earlier) or "none"
            raise AuthorError(
                f"{where}: a result derived earlier is wanted, {id!r} is not; there are {known}"
            ) from None

    def remark(
        self,
        id: str,
        prose: str,
        *steps: Step,
        relation: Relation | None = None,
        kind: GrantKind | None = None,
        cite: str = "",
        at: Mapping[Symbol, Constant] | None = None,
        numbers: Sequence[str] = (),
    ) -> Remark:
        """Say what becomes of a claim that the paper makes in words, the one called `id` in the inventory.

        Give the steps that decide it; or a relation to be judged, which may hold right sides of steps, at the values
        `at` of symbols in SI units; or `numbers` of the inventory that are all there is to it; or the kind of grant
        where nothing can be derived, with its source.
        """
        where = author_line()
        ways = (relation is not None) + (kind is not None) + bool(numbers)
        if ways > 1 or not (steps or ways):
            raise AuthorError(f"{where}: steps, a relation, numbers, or a kind of grant is wanted for {id}")
        grant = Grant(kind, f"{prose} ({cite})" if cite else prose) if kind else None
        made = Remark(id, prose, where, steps, relation, grant, self._inputs(at), tuple(numbers))
        if cause := self._cannot_be_decided(made):
            self._fallen.append(Fallen(id, cause))
        else:
            self._remarks.append(made)
        return made

    def quantity(
        self, name: str, step: Step, *, at: Mapping[Symbol, Constant] | None = None, unit: str = ""
    ) -> NamedQuantity:
        """Name the right side of `step`, at the values `at` of its symbols in SI units.

        `name` is an id or a name of the inventory, whose unit it then has, or a new name.
        """
        where = author_line()
        made = NamedQuantity(name, step, self._inputs(at), unit, where)
        if step.fallen:
            self._fallen.append(Fallen(name, step.fallen))
        self._quantities.append(made)
        return made

    def finished(self, part: str, title: str) -> Derivation:
        """The derivation with all lines, remarks and quantities."""
        lost = tuple(step for step in self._steps if step.fallen)
        return Derivation(
            part, title, self.steps, tuple(self._remarks), tuple(self._quantities), tuple(self._fallen), lost
        )

    # --- In a changed world

    def _inputs(self, at: Mapping[Symbol, Constant] | None) -> Mapping[Symbol, Constant]:
        return self._altered.inputs_of(at or {}) if self._altered else at or {}

    def _cannot_be_decided(self, remark: Remark) -> str:
        if not self._altered:
            return ""
        if cause := cause_in((remark.steps, remark.relation)):
            return cause
        relation = remark.relation
        finite = relation is None or (is_defined(relation.left) and is_defined(relation.right))
        return "" if finite else f"{remark.where}: what is compared is not finite"

    def _placeholder(self, where: Source, cause: str) -> Step:
        return Step((self._name, 0), 0, fallen_equation(cause, self._catalogue), "", where, fallen=cause)

    def stopped(self, cause: str) -> None:
        """What comes after the last line is not reached."""
        self._fallen.append(Fallen(self._name, cause_in(cause) or cause))

    # --- Recording

    @property
    def _place(self) -> Place:
        """That of the next line."""
        return self._name, len(self._steps) + 1

    def _state(
        self, where: Source, prose: str, equation: Equation, grant: Grant | None, prints: str | Reading | None
    ) -> Step:
        if self._altered and self._place in self._altered.premises:
            equation = Equation(equation.lhs, self._altered.premises[self._place])
        try:
            self._check_standing(equation, prints)
            self._catalogue.check_homogeneous(equation.members)
        except DehsymError as error:
            return self._fails(where, prose, prints, error, f"{where}: {equation} cannot be stated: {error}")
        return self._record(where, prose, equation, premise=grant, prints=prints)

    def _computed(self, where: Source, prose: str, source: Step, rule: Rule, prints: str | Reading | None) -> Step:
        try:
            rule, equation = self._derived(source, rule, prints)
            if not isinstance(rule, Leap):  # a paper's line may fail in dimension too: that is a verdict, not an error
                self._catalogue.check_homogeneous(equation.members)
        except DehsymError as error:
            told = (
                f"{where}: {rule.name} does not apply: {error}; "
                f"its input is {source.equation}, stated at {source.where}"
            )
            return self._fails(where, prose, prints, error, told)
        facts = tuple(fact for fact in rule.facts if isinstance(fact, Step))
        return self._record(where, prose, equation, rule=rule, parents=(source, *facts), prints=prints)

    def _derived(self, source: Step, rule: Rule, prints: str | Reading | None) -> tuple[Rule, Equation]:
        """The next line; in a changed world perhaps by another rule."""
        if not self._altered:
            return rule, rule.derive(source.equation)
        self._check_standing((source, rule), prints)
        if isinstance(rule, Leap) and self._place in self._altered.computed:
            rule = computed_instead(rule, source.equation)
        rule, equation = derived_somehow(rule, source.equation, self._catalogue)
        if cause := cause_in(equation):
            raise _FallenError(cause)
        if not all(map(is_defined, equation.members)):
            raise RuleError("the result is not finite")
        return rule, equation

    def _check_standing(self, used: object, prints: str | Reading | None) -> None:
        """Raise `_FallenError` for a line that is left out, or that uses one which fell."""
        if not self._altered:
            return
        if self._place in self._altered.left_out:
            raise _FallenError(f"{place_text(self._place)} is left out")
        if cause := cause_in((used, prints)):
            raise _FallenError(cause)

    def _fails(self, where: Source, prose: str, prints: str | Reading | None, error: DehsymError, told: str) -> Step:
        """A line that cannot stand ends the derivation; in a changed world it falls."""
        if not self._altered:
            raise AuthorError(told) from error
        cause = str(error) if isinstance(error, _FallenError) else told
        equation = fallen_equation(cause, self._catalogue)
        step = self._record(where, prose, equation, prints=prints, fallen=cause)
        self._fallen.append(Fallen(step.prints.claim if step.prints else place_text(step.place), cause, line=True))
        return step

    def _record(
        self,
        where: Source,
        prose: str,
        equation: Equation,
        *,
        rule: Rule | None = None,
        parents: tuple[Step, ...] = (),
        premise: Grant | None = None,
        prints: str | Reading | None = None,
        fallen: str = "",
    ) -> Step:
        reading = Reading(prints) if isinstance(prints, str) else prints
        if reading:
            try:
                self._claims[reading.claim]
            except DehsymError as error:
                raise AuthorError(f"{where}: {error}") from error
        place = self._place
        serial = self._serial + place[1]
        step = Step(place, serial, equation, prose, where, rule, parents, premise, reading, fallen)
        self._steps.append(step)
        return step


@final
class _FallenError(DehsymError):
    """A line of a changed world uses one that fell; the message is the cause of that."""


@final
@dataclass(frozen=True, slots=True)
class Script:
    """A derivation not yet run: importing a paper computes nothing."""

    part: str
    title: str
    body: Callable[[Ledger], object]

    @property
    def name(self) -> str:
        """The name of the author's function."""
        return self.body.__name__

    def run(
        self,
        catalogue: Catalogue,
        claims: Claims,
        earlier: Mapping[str, Step] | None = None,
        *,
        serial: int = 0,
        altered: Alterations | None = None,
    ) -> Derivation:
        """Compute every line, counting on from `serial`.

        Raises `AuthorError` for a line that cannot stand, and for one that fails in whatever way. In a world that is
        `altered` nothing is raised: the line falls, or the derivation ends there.
        """
        ledger = Ledger(self.name, catalogue, claims, earlier or {}, serial, altered)
        try:
            self.body(ledger)
        except DehsymError as error:
            if altered is None:
                raise
            ledger.stopped(str(error))
        except Exception as error:  # an author's function may fail in any way; its reader is owed the line
            where = failing_line(error, Path(self.body.__code__.co_filename).parent)
            said = " ".join(f"{type(error).__name__}: {error}".split())
            told = f"{where}: `{where.text if where else self.name}` fails: {said}"
            if altered is None:
                raise AuthorError(told) from error
            ledger.stopped(told)
        return ledger.finished(self.part, self.title)


def derivation(part: str, title: str) -> Callable[[Callable[[Ledger], object]], Script]:
    """Turn a function of a ledger into a `Script`.

    >>> @derivation("Section 1", "An example")
    ... def example(d):
    ...     pass
    >>> example.name
    'example'
    """
    return lambda body: Script(part, title, body)
