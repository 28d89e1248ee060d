"""What a paper holds, as rows for `dehsym list`."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from dehsym.render.paragraph import WIDTH
from dehsym.render.text import text_equation
from dehsym.workbench import Paper

Row = dict[str, Any]
_INDENT = " " * 4


def rows(paper: Paper, kind: str) -> list[Row]:
    """The rows of one kind: equations, numbers, quantities, derivations, symbols or rules."""
    return _KINDS[kind](paper)


def rows_text(rows: Sequence[Row], kind: str) -> str:
    """The rows for people, in 80 columns: what goes on in further lines is indented; LaTeX is in the JSON.

    >>> print(rows_text([{"name": "T", "meaning": "temperature"}, {"name": "V", "meaning": ""}], "symbols"))
    T  temperature
    V
    """
    if kind == "equations":
        blocks = (f"{row['id']}  ({row['where']})\n{_INDENT}{row['equation']}" for row in rows)
        return "\n".join(line for block in blocks for text in block.splitlines() for line in _wrapped(text))
    texts = ("  ".join(str(value) for value in row.values() if value not in (None, "")) for row in rows)
    return "\n".join(line for text in texts for line in _wrapped(text))


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=_INDENT, break_on_hyphens=False)


def _equations(paper: Paper) -> list[Row]:
    derived = paper.definition.derived
    return [
        {
            "id": claim.id,
            "where": claim.where,
            "derived": claim.id in derived,
            "equation": text_equation(derived[claim.id].equation, paper.catalogue)
            if claim.id in derived
            else "(not derived yet)",
            "printed_latex": claim.latex,
        }
        for claim in paper.definition.claims.values()
    ]


def _numbers(paper: Paper) -> list[Row]:
    known = paper.quantities
    return [{**asdict(number), "evaluated": number.name in known} for number in paper.definition.numbers.values()]


def _quantities(paper: Paper) -> list[Row]:
    return [
        {
            "id": quantity.id,
            "name": name,
            "value": quantity.value(6),
            "unit": quantity.unit.text,
            "closed_form": str(quantity.closed_form),
        }
        for name, quantity in paper.quantities.items()
    ]


def _derivations(paper: Paper) -> list[Row]:
    return [
        {
            "part": derivation.part,
            "title": derivation.title,
            "steps": len(derivation.steps),
            "prints": [step.prints.claim for step in derivation.printed if step.prints],
        }
        for derivation in paper.definition.derivations
    ]


def _symbols(paper: Paper) -> list[Row]:
    return [
        {
            "name": entry.name,
            "latex": entry.latex,
            "dimension": str(entry.dimension),
            "domain": str(entry.domain),
            "meaning": entry.meaning,
            "cite": entry.cite,
        }
        for entry in paper.catalogue.values()
    ]


def _rules(paper: Paper) -> list[Row]:
    found = {type(s.rule): s.rule for d in paper.definition.derivations for s in d.steps if s.rule}
    return [
        {"name": kind.__name__, "module": kind.__module__, "theorem": (kind.__doc__ or "").split("\n\n")[0]}
        for kind in sorted(found, key=lambda kind: kind.__name__)
    ]


_KINDS: dict[str, Callable[[Paper], list[Row]]] = {
    "equations": _equations,
    "numbers": _numbers,
    "quantities": _quantities,
    "derivations": _derivations,
    "symbols": _symbols,
    "rules": _rules,
}
