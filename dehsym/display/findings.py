"""Findings as a table, the gravest first; one alone in full."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self, final

from dehsym.catalogue import Catalogue
from dehsym.display.badges import badge
from dehsym.display.lists import ShownList
from dehsym.display.phrases import formula_or_words, letters_of
from dehsym.display.tables import facts, table
from dehsym.display.words import plain
from dehsym.errors import PaperError
from dehsym.findings import SEVERITIES, Finding
from dehsym.markup import Html, joined, tag
from dehsym.nearest import hint
from dehsym.render.finding_text import findings_text


@final
class Findings(ShownList[Finding]):
    """What a reader of a paper should know, in the letters of its catalogue."""

    def __init__(self, findings: Iterable[Finding] = (), catalogue: Catalogue | None = None) -> None:
        super().__init__(findings)
        self._catalogue = catalogue if catalogue is not None else Catalogue()

    def like(self, rows: Iterable[Finding]) -> Self:
        """Other findings about the same paper."""
        return type(self)(rows, self._catalogue)

    def that(self, *severities: str) -> Self:
        """Those of one of the severities, as `findings.that("breaks")`; raise `PaperError` for what is none."""
        if wrong := [each for each in severities if each not in SEVERITIES]:
            raise PaperError(f"one of {', '.join(SEVERITIES)} is wanted, found {wrong[0]!r}")
        return self.like(each for each in self if each.severity in severities)

    def about(self, *ids: str) -> Self:
        """Those with these ids; of an id that none has those on what has it; raise `PaperError` if none."""
        found = [each for id in ids for each in self._about(id)]
        return self.like(each for each in self if any(each is other for other in found))

    def _about(self, id: str) -> list[Finding]:
        found = [each for each in self if each.id == id] or [each for each in self if id in each.claims[:1]]
        if not found:
            known = {name for each in self for name in (each.id, *each.claims[:1])}
            raise PaperError(f"the id of a finding is wanted, found {id!r}{hint(id, known)}")
        return found

    def _repr_html_(self) -> str:  # pyright: ignore[reportUnusedFunction]  (Jupyter calls it)
        if len(self) == 1:
            return self._in_full(self[0])
        counts = [(severity, len(self.that(severity))) for severity in SEVERITIES]
        title = joined((joined([badge(severity), f" {count}"]) for severity, count in counts if count), " ")
        return table(["", "finding", "we find", "rests on it"], map(self._row, self), title or "nothing is found")

    def _row(self, finding: Finding) -> tuple[Html, Html, Html, str]:
        name = joined([tag("b", plain(finding.id)), tag("div", plain(finding.where))])
        resting = [claim for claim in finding.claims if claim != finding.id]
        found = letters_of(self._catalogue)(finding.we_find)
        return badge(finding.severity), name, found, str(len(resting) or "")

    def _in_full(self, finding: Finding) -> Html:
        say = letters_of(self._catalogue)
        resting = [claim for claim in finding.claims if claim != finding.id]
        rows = [
            ("severity", badge(finding.severity)),
            ("the paper", formula_or_words(finding.paper_says, say)),
            ("we find", say(finding.we_find)),
            ("why", say(finding.why) if finding.evidence.witness else ""),
            ("how sure", joined([badge(finding.evidence.kind.word), " ", say(finding.sure)])),
            ("computed", formula_or_words(finding.correct, say) if finding.correct else ""),
            ("rests on it", ", ".join(resting)),
        ]
        return facts(rows, f"{finding.id}  ({finding.where})")

    def __repr__(self) -> str:
        return findings_text(self) or "nothing is found"
