"""The run as a whole: every case at every number of digits, every peer tried and then timed, and what came of it."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any, final

from dehsym.bench.case import Case
from dehsym.bench.floors import FLOORS, Floor, Held
from dehsym.bench.gate import Outcome, Trial, references, trial_within
from dehsym.bench.measuring import Clock, Measurement, Spread, joint, measure
from dehsym.bench.peers import OURS, Contender, Peer
from dehsym.errors import EvaluationError

_LIBRARIES = ("python-flint", "mpmath", "gmpy2", "cypari", "sympy")


@final
@dataclass(frozen=True)
class CaseResult:
    """One case at a number of digits: how each peer did, and how long it took."""

    case: Case
    digits: int
    outcomes: Mapping[str, Outcome]
    measurement: Measurement

    def rows(self) -> list[dict[str, Any]]:
        """A row of the document for each peer that was tried."""
        return [self._row(peer, outcome) for peer, outcome in self.outcomes.items()]

    def _row(self, peer: str, outcome: Outcome) -> dict[str, Any]:
        late = outcome.late or ("left out after a round over the limit" if peer in self.measurement.late else "")
        seconds, ratios = self.measurement.seconds.get(peer), self.measurement.ratios(peer, OURS)
        return {
            "case": self.case.name,
            "group": self.case.group,
            "digits": self.digits,
            "peer": peer,
            "verdict": "wrong" if outcome.wrong else "too slow" if late else "right",
            "why": outcome.wrong or late,
            "seconds": Spread.of(seconds).as_json() if seconds else None,
            "ratio": Spread.of(ratios).as_json() if ratios else None,
        }


@final
@dataclass(frozen=True)
class Benchmark:
    """What was found: `missing` says of peers why they could not be had."""

    results: tuple[CaseResult, ...]
    missing: Mapping[str, str] = field(default_factory=dict[str, str])
    floors: Sequence[Floor] = FLOORS

    def ratio(self, group: str, digits: int, peer: str) -> Spread | None:
        """How many times as long as ours the peer takes: round by round the geometric mean over the cases of a group.

        Cases that the peer has not right, or not in time, are left out; None where none is left.
        """
        found = [each.measurement.ratios(peer, OURS) for each in self.at(group, digits)]
        ratios = joint([each for each in found if each])
        return Spread.of(ratios) if ratios else None

    def at(self, group: str, digits: int) -> list[CaseResult]:
        """The results of a group at a number of digits."""
        return [each for each in self.results if (each.case.group, each.digits) == (group, digits)]

    def why_not(self, group: str, digits: int, peer: str) -> str:
        """Why the ratio leaves out cases, "" if it leaves out none."""
        said = self.missing.get(peer, "")
        outcomes = [result.outcomes.get(peer, Outcome()) for result in self.at(group, digits)]
        return said or next((each.wrong or each.late for each in outcomes if not each.is_right), "")

    @property
    def held(self) -> list[Held]:
        """What became of the floors that are about what was run."""
        found: list[Held] = []
        for group, digits in dict.fromkeys((each.case.group, each.digits) for each in self.results):
            about = f"{group}, {digits} digits"
            if said := self.why_not(group, digits, OURS):
                found.append(Held(about, "ours is right", None, holds=False, reason=said))
            wanted = (floor for floor in self.floors if floor.applies(group, floor.peer, digits))
            found.extend(self._held(floor, about, group, digits) for floor in wanted)
        return found

    def _held(self, floor: Floor, about: str, group: str, digits: int) -> Held:
        ratio = self.ratio(group, digits, floor.peer)
        if ratio is None:
            why = self.why_not(group, digits, floor.peer) or "not asked for"
            return Held(about, floor.text, None, holds=None, reason=why)
        shown = 1 / ratio.median if floor.of_ours else ratio.median
        return Held(about, floor.text, shown, floor.holds(ratio.median))

    def as_json(self) -> dict[str, Any]:
        """The document, but for floors of commands."""
        groups = dict.fromkeys((each.case.group, each.digits) for each in self.results)
        names = dict.fromkeys(name for each in self.results for name in each.outcomes)
        return {
            "environment": environment(),
            "missing": dict(self.missing),
            "cases": [row for each in self.results for row in each.rows()],
            "groups": [
                {"group": group, "digits": digits, "peer": name, **spread.as_json()}
                for group, digits in groups
                for name in names
                if (spread := self.ratio(group, digits, name))
            ],
        }


def run_benchmark(
    cases: Sequence[Case],
    peers: Mapping[str, Peer],
    digits: Sequence[int],
    *,
    rounds: int,
    limit: float,
    advance: Callable[[str], None] = lambda done: None,
    clock: Clock = time.process_time,
    trial: Trial | None = None,
) -> Benchmark:
    """Try and time the peers at every case; who takes over `limit` seconds for the points of one is not timed there."""
    missing: dict[str, str] = {}
    results: list[CaseResult] = []
    for number in digits:
        for case in cases:
            if case.points_at(number):
                contenders = _contenders(peers, case, number, missing)
                known = references(case, number)
                tried = trial or trial_within(limit)
                outcomes = {each.peer: tried(each, case, number, known) for each in contenders}
                right = [each for each in contenders if outcomes[each.peer].is_right]
                found = measure(right, case.points_at(number), rounds=rounds, limit=limit, clock=clock)
                results.append(CaseResult(case, number, outcomes, found))
            advance(f"{case.name}, {number} digits")
    return Benchmark(tuple(results), missing)


def _contenders(peers: Mapping[str, Peer], case: Case, digits: int, missing: dict[str, str]) -> list[Contender]:
    """The peers that offer the case; of those that cannot be had the reason goes into `missing`."""
    found: list[Contender] = []
    for name, peer in peers.items():
        if name not in missing:
            try:
                made = peer.contender(case, digits)
            except EvaluationError as error:
                missing[name] = str(error)
            else:
                found += [made] if made else []
    return found


def environment() -> dict[str, str]:
    """What the run depends on: the versions of Python and of the libraries."""
    found = {"python": platform.python_version(), "machine": platform.machine()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found
