"""Steps, the ledger an author writes them in, and the derivation that comes of it.

A *step* is an equation with the reason it stands there: a premise, a definition, or a rule with its parents. A *ledger*
is append-only: each of its methods computes one line and returns it, so that an author passes lines, not texts, from
one to the next. A *derivation* is a finished ledger. Nothing is verified here: that is `dehsym.examination`, which can
then run in parallel, show its progress and remember its verdicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import final

from sympy import Expr, Symbol

from dehsym.catalogue import Catalogue
from dehsym.claim import Claims, Reading
from dehsym.constants import Constant
from dehsym.equation import Equation
from dehsym.errors import AuthorError, DehsymError
from dehsym.grant import Grant, GrantKind
from dehsym.proposition import Relation
from dehsym.rule import Rule
from dehsym.rules.algebra import Leap
from dehsym.source import Source, author_line, failing_line


@final
@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One equation and why it stands there: exactly one of `premise` (granted), `rule` (computed) or neither (defined).

    Steps are compared by identity. `place` is unique in a paper: the derivation's name and the number in it; `serial`
    counts the steps of the whole paper in the order in which they are derived.
    """

    place: tuple[str, int]
    serial: int
    equation: Equation
    prose: str
    where: Source
    rule: Rule | None = None
    parents: tuple[Step, ...] = ()
    premise: Grant | None = None
    prints: Reading | None = None

    @property
    def ancestry(self) -> Iterator[Step]:
        """This step and all it rests on, each once, in the order of the paper."""
        return iter(ancestry_of([self]))

    @property
    def sentence(self) -> str:
        """The prose as it stands before its equation; empty for a step that goes on from the one before."""
        return self.prose if not self.prose or self.prose[-1] in ".:;!?" else f"{self.prose}:"

    @property
    def grants(self) -> tuple[Grant, ...]:
        """What a reader must grant at this very step."""
        asserted = self.prints.asserts if self.prints else ""
        added = (Grant(GrantKind.POSTULATE, asserted),) if asserted else ()
        if self.premise:
            return (self.premise, *added)
        return (*(self.rule.grants if self.rule else ()), *added)

    def __repr__(self) -> str:
        return f"<Step {self.place[0]}:{self.place[1]}: {self.equation}>"


def ancestry_of(steps: Iterable[Step]) -> list[Step]:
    """The steps and all they rest on, each once, in the order of the paper: in a time linear in what is found."""
    found: dict[int, Step] = {}
    waiting = list(steps)
    while waiting:
        step = waiting.pop()
        if id(step) not in found:
            found[id(step)] = step
            waiting.extend(step.parents)
    return sorted(found.values(), key=lambda step: step.serial)


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
    """A finished ledger."""

    part: str
    title: str
    steps: tuple[Step, ...]
    remarks: tuple[Remark, ...] = ()
    quantities: tuple[NamedQuantity, ...] = ()

    @property
    def printed(self) -> tuple[Step, ...]:
        """The steps beside which the paper prints something."""
        return tuple(step for step in self.steps if step.prints)


@final
class Ledger:
    """Append-only: each method computes and records a line, and returns it.

    `prints` says what the paper prints in the place of a line: an id of the inventory, or a `Reading` where letters
    need telling apart.
    """

    def __init__(
        self, name: str, catalogue: Catalogue, claims: Claims, earlier: Mapping[str, Step], serial: int = 0
    ) -> None:
        self._name = name
        self._serial = serial
        self._catalogue = catalogue
        self._claims = claims
        self._earlier = earlier
        self._steps: list[Step] = []
        self._remarks: list[Remark] = []
        self._quantities: list[NamedQuantity] = []

    @property
    def steps(self) -> tuple[Step, ...]:
        """The lines so far."""
        return tuple(self._steps)

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
        if isinstance(lhs, Symbol) and (used := [s for s in self._steps if lhs in s.equation.symbols]):
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
        made = Remark(id, prose, where, steps, relation, grant, at or {}, tuple(numbers))
        self._remarks.append(made)
        return made

    def quantity(
        self, name: str, step: Step, *, at: Mapping[Symbol, Constant] | None = None, unit: str = ""
    ) -> NamedQuantity:
        """Name the right side of `step`, at the values `at` of its symbols in SI units.

        `name` is an id or a name of the inventory, whose unit it then has, or a new name.
        """
        where = author_line()
        made = NamedQuantity(name, step, at or {}, unit, where)
        self._quantities.append(made)
        return made

    @property
    def finished(self) -> tuple[tuple[Step, ...], tuple[Remark, ...], tuple[NamedQuantity, ...]]:
        """All lines, remarks and quantities."""
        return tuple(self._steps), tuple(self._remarks), tuple(self._quantities)

    # --- Recording

    def _state(
        self, where: Source, prose: str, equation: Equation, grant: Grant | None, prints: str | Reading | None
    ) -> Step:
        try:
            self._catalogue.check_homogeneous(equation.members)
        except DehsymError as error:
            raise AuthorError(f"{where}: {equation} cannot be stated: {error}") from error
        return self._record(where, prose, equation, premise=grant, prints=prints)

    def _computed(self, where: Source, prose: str, source: Step, rule: Rule, prints: str | Reading | None) -> Step:
        try:
            equation = rule.derive(source.equation)
            if not isinstance(rule, Leap):  # a paper's line may fail in dimension too: that is a verdict, not an error
                self._catalogue.check_homogeneous(equation.members)
        except DehsymError as error:
            raise AuthorError(
                f"{where}: {rule.name} does not apply: {error}; "
                f"its input is {source.equation}, stated at {source.where}"
            ) from error
        facts = tuple(fact for fact in rule.facts if isinstance(fact, Step))
        return self._record(where, prose, equation, rule=rule, parents=(source, *facts), prints=prints)

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
    ) -> Step:
        reading = Reading(prints) if isinstance(prints, str) else prints
        if reading:
            try:
                self._claims[reading.claim]
            except DehsymError as error:
                raise AuthorError(f"{where}: {error}") from error
        number = len(self._steps) + 1
        step = Step(
            (self._name, number), self._serial + number, equation, prose, where, rule, parents, premise, reading
        )
        self._steps.append(step)
        return step


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
        self, catalogue: Catalogue, claims: Claims, earlier: Mapping[str, Step] | None = None, *, serial: int = 0
    ) -> Derivation:
        """Compute every line, counting on from `serial`.

        Raises `AuthorError` for a line that cannot stand, and for one that fails in whatever way.
        """
        ledger = Ledger(self.name, catalogue, claims, earlier or {}, serial)
        try:
            self.body(ledger)
        except DehsymError:
            raise
        except Exception as error:  # an author's function may fail in any way; its reader is owed the line
            where = failing_line(error, Path(self.body.__code__.co_filename).parent)
            said = " ".join(f"{type(error).__name__}: {error}".split())
            raise AuthorError(f"{where}: `{where.text if where else self.name}` fails: {said}") from error
        return Derivation(self.part, self.title, *ledger.finished)


def derivation(part: str, title: str) -> Callable[[Callable[[Ledger], object]], Script]:
    """Turn a function of a ledger into a `Script`.

    >>> @derivation("Section 1", "An example")
    ... def example(d):
    ...     pass
    >>> example.name
    'example'
    """
    return lambda body: Script(part, title, body)
