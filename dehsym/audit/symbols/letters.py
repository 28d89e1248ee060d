r"""Printed letters: one letter for two things within one part of a paper, and one thing under two letters.

What each letter of a display stands for is known from the reading with which its line is derived. Two symbols of the
catalogue are two things if their dimensions differ, or if their meanings have no word in common: the free energy, and
the free energy as a function of N, are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import final

from sympy import Expr

from dehsym.catalogue import Catalogue, Entry
from dehsym.claim import Reading
from dehsym.errors import DehsymError
from dehsym.findings import Finding
from dehsym.notation.latex_tokens import END, Lexicon, Word, latex_words, without_numbering
from dehsym.paper_definition import PaperDefinition
from dehsym.verdict import Witness, refuted

_NOT_READ = re.compile(r"\\text\s*\{[^{}]*\}|\?")
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(("about", "from", "that", "their", "this", "unit", "where", "which", "with"))


@final
@dataclass(frozen=True, slots=True)
class LetterUse:
    """A letter in a printed line: the claim, the part of the paper, the LaTeX, and the symbol that it stands for."""

    claim: str
    where: str
    latex: str
    symbol: Expr

    @property
    def source(self) -> str:
        """From which publication the line is, where the inventory has several: what `where` says after a semicolon."""
        return self.where.partition(";")[2].strip()


@final
@dataclass(frozen=True, slots=True)
class SharedLetter:
    """One letter that stands for two different things in one part of a paper: one use of each."""

    one: LetterUse
    other: LetterUse


@final
@dataclass(frozen=True, slots=True)
class RenamedSymbol:
    """One catalogued symbol printed with different letters: the first use of each."""

    uses: tuple[LetterUse, ...]


def letter_uses(paper: PaperDefinition) -> list[LetterUse]:
    """Every letter of every printed line that is derived, once a line, in the order of the paper.

    The index of a sum or a product is a label and no letter of its own.

    >>> from dehsym.paper_definition import load_definition
    >>> [use.latex for use in letter_uses(load_definition("deh4")) if use.claim == "5"]
    ['T_C', 'h', 'n', 'm', 'k_B']
    """
    readings = [step.prints for step in paper.derived.values() if step.prints]
    order = {claim: place for place, claim in enumerate(paper.claims)}
    return [use for reading in sorted(readings, key=lambda each: order[each.claim]) for use in _uses(reading, paper)]


def _uses(reading: Reading, paper: PaperDefinition) -> Iterator[LetterUse]:
    claim = paper.claims[reading.claim]
    lexicon = Lexicon(paper.catalogue, {**paper.catalogue.letters, **reading.letters}, {})
    seen: set[str] = set()
    try:
        words = latex_words(_NOT_READ.sub(" ", claim.latex or ""))
        at = 0
        while words[at].text != END:
            length = lexicon.longest(words[at : at + lexicon.reach])
            latex = "".join(word.text for word in words[at : at + length])
            if length and latex not in seen and not _is_index(words[:at]):
                seen.add(latex)
                yield LetterUse(claim.id, claim.where, latex, lexicon.symbol(words[at : at + length]))
            at += max(length, 1)
    except DehsymError:
        return  # a letter that is not told apart, or a sign that is not read: what comes after it is left out


def _is_index(before: Sequence[Word]) -> bool:
    r"""Whether what comes next is the label under a sum: \sum_n."""
    return len(before) > 1 and before[-1].text == "_" and before[-2].text in (r"\sum", r"\prod")


def _are_one(one: Entry, other: Entry) -> bool:
    """Whether two symbols mean the same thing as far as the catalogue tells."""
    words = [set(_WORD.findall(each.meaning.lower())) - _COMMON for each in (one, other)]
    return one.dimension == other.dimension and bool(words[0] & words[1])


def shared_letters(paper: PaperDefinition) -> list[SharedLetter]:
    """The letters with two meanings within one part of the paper, each once there.

    >>> from dehsym.paper_definition import load_definition
    >>> [(str(each.one.symbol), str(each.other.symbol)) for each in shared_letters(load_definition("deh4"))]
    [('phi', 'theta'), ('n_q', 'n')]
    """
    groups: dict[tuple[str, str], list[LetterUse]] = {}
    for use in letter_uses(paper):
        groups.setdefault((use.where, use.latex), []).append(use)
    found: list[SharedLetter] = []
    for uses in groups.values():
        different = (pair for pair in combinations(uses, 2) if _differ(*pair, paper.catalogue))
        if pair := next(different, None):
            found.append(SharedLetter(*pair))
    return found


def _differ(one: LetterUse, other: LetterUse, catalogue: Catalogue) -> bool:
    return one.symbol != other.symbol and not _are_one(catalogue[one.symbol], catalogue[other.symbol])


def renamed_symbols(paper: PaperDefinition) -> list[RenamedSymbol]:
    """The symbols that one publication prints with different letters, in the order in which they occur.

    >>> from dehsym.paper_definition import load_definition
    >>> [[use.latex for use in each.uses] for each in renamed_symbols(load_definition("deh4"))][:2]
    [['M(dm)', 'M'], ['p', 'P']]
    """
    groups: dict[tuple[str, Expr], dict[str, LetterUse]] = {}
    for use in letter_uses(paper):
        groups.setdefault((use.source, use.symbol), {}).setdefault(use.latex, use)
    return [RenamedSymbol(tuple(uses.values())) for uses in groups.values() if len(uses) > 1]


# --- In words


def letter_findings(paper: PaperDefinition) -> list[Finding]:
    """The letters with two meanings in one part, and the symbols with two letters: slips, one finding for each."""
    shared = [_shared(each, paper) for each in shared_letters(paper)]
    return shared + [_renamed(each, paper) for each in renamed_symbols(paper)]


def _shared(letter: SharedLetter, paper: PaperDefinition) -> Finding:
    one, other = letter.one, letter.other
    meanings = [paper.catalogue[use.symbol].meaning for use in (one, other)]
    shown = [f"{_described(use)}: {meaning}" for use, meaning in zip((one, other), meanings, strict=True)]
    return Finding(
        _id("letter", one.latex, one.where.partition(";")[0]),
        one.where,
        "slip",
        (one.claim, other.claim),
        f"${one.latex}$ in {_print(one, paper)}; ${other.latex}$ in {_print(other, paper)}",
        f"the letter ${one.latex}$ stands for two things here: {'; '.join(shown)}",
        refuted("one letter stands for one thing", Witness((), *shown), "readings of printed lines"),
        "",
    )


def _renamed(symbol: RenamedSymbol, paper: PaperDefinition) -> Finding:
    uses, row = symbol.uses, paper.catalogue[symbol.uses[0].symbol]
    shown = [f"${use.latex}$ in {use.claim}, {use.where.partition(';')[0]}" for use in uses]
    return Finding(
        _id("letter", *(use.latex for use in uses)),
        "; ".join(dict.fromkeys(use.where for use in uses)),
        "slip",
        tuple(dict.fromkeys(use.claim for use in uses)),
        "; ".join(_print(use, paper) for use in uses),
        f"one thing is printed with {len(uses)} letters: {row.meaning} is {'; '.join(shown)}",
        refuted("one thing has one letter", Witness((), shown[0], shown[1]), "readings of printed lines"),
        "",
    )


def _described(use: LetterUse) -> str:
    return f"${use.latex}$ in {use.claim}"


def _print(use: LetterUse, paper: PaperDefinition) -> str:
    latex = paper.claims[use.claim].latex
    return f"${without_numbering(latex)}$" if latex else use.claim


def _id(*parts: str) -> str:
    return ".".join("-".join(re.findall(r"\w+", part)) for part in parts)
