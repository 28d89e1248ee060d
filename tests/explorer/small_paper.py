"""A small paper for the explorer, in which much is hostile: prose, titles and letters that look like markup."""

from __future__ import annotations

import json
from pathlib import Path

from sympy import Integer, Rational

from dehsym.catalogue import Catalogue
from dehsym.derivation import Ledger, derivation
from dehsym.paper_definition import PaperDefinition
from dehsym.report import Report
from dehsym.rules.algebra import Multiply
from dehsym.verdict_store import Forgetful
from dehsym.workbench import Paper

HOSTILE = "<script>alert('x')</script> & \"quoted\" <img src=x onerror=alert(1)>"
_CATALOGUE = Catalogue()
x, f, g, third, thousand = (
    _CATALOGUE.symbol(name, meaning=f"the number {name}") for name in ("x", "f", "g", "third", "thousand")
)
_INVENTORY = {
    "equations": [
        {"id": "E.1", "where": "Section 1", "order": 1, "printed_latex": r"f = \frac{x}{3} \tag{E.1}"},
        {"id": "E<2>", "where": f"Section {HOSTILE}", "order": 2, "printed_latex": r"g = 3x \text{<script>}"},
    ],
    "numbers": [
        {"id": "N1", "name": "a-third", "where": "Section 1", "symbol": "f", "printed": "0.33", "unit": "1"},
        {"id": "N2", "name": "wrong", "where": "Section 1", "symbol": "g", "printed": "1.2e3", "unit": "1"},
    ],
    "prose_claims": [{"id": "c.same", "claim": HOSTILE}],
}


def small_report(folder: Path) -> Report:
    """A run over the paper, whose inventory is written to `folder`."""

    @derivation("Section 1", HOSTILE)
    def first(d: Ledger) -> None:
        start = d.given(HOSTILE, f, x / 3, prints="E.1")
        d.quantity("N1", d.let("A third.", third, Rational(1, 3)))
        d.quantity("N2", d.let("A thousand.", thousand, Integer(1000)))
        last = d.step("three times", start, Multiply(Integer(3)))
        d.leap("as printed", last, g, 3 * x, because=HOSTILE, prints="E<2>")
        d.remark("c.same", HOSTILE, start)

    file = folder / "inventory.json"
    file.write_text(json.dumps(_INVENTORY), encoding="utf-8")
    paper = PaperDefinition("small", f"Small {HOSTILE}", HOSTILE, _CATALOGUE, file, (first,))
    return Paper(paper, Forgetful()).run()
