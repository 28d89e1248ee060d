r"""LaTeX as a row of words, and the lexicon that finds a paper's names in it.

Spacing commands and \left, \right vanish, braces around a single word of a sub- or superscript too, so that
\Lambda_{B}^{3} and \Lambda_B^3 are the same row. A name is the longest row of words that the catalogue prints for one
symbol: \sigma_U^2 and \langle U^2 \rangle are names, \langle U \rangle^2 is the square of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import final

from sympy import Expr
from sympy.core.function import AppliedUndef

from dehsym.catalogue import Catalogue
from dehsym.errors import NotationError
from dehsym.nearest import hint

MAX_LENGTH = 10_000
"""The longest LaTeX text in characters."""

_WORD = re.compile(
    r"(?P<bar>\\(?:left|right)\s*\|)"
    r"|(?P<skip>\s+|~|&|\\(?:[,;:!> ]|left(?![A-Za-z])|right(?![A-Za-z])|q?quad(?![A-Za-z])|displaystyle(?![A-Za-z])"
    r"|limits(?![A-Za-z])|nolimits(?![A-Za-z])|[bB]igg?[lr]?(?![A-Za-z])))"
    r"|(?P<word>\\(?:mathrm|operatorname)\s*\{(?:[A-Za-z0-9 ]|\\_)+\}|\\[A-Za-z]+|\\[{}|]|[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
    r"|[A-Za-z]|[-+*/=<>^_{}()\[\]|!,'])"
)
_NUMBERING = re.compile(r"\\tag\s*\{[^{}]*\}|\\q?quad\s*\((?:[A-Z]\.)?[0-9]+[a-z]?\)\s*$")


def without_numbering(latex: str) -> str:
    r"""A printed display without the number that is printed beside it.

    >>> without_numbering(r"a = b \tag{4b}"), without_numbering(r"a = b \quad (A.1)")
    ('a = b', 'a = b')
    """
    return _NUMBERING.sub("", latex).strip()


@final
@dataclass(frozen=True, slots=True)
class Word:
    """One word of a LaTeX text and where it begins, counted from 1."""

    text: str
    position: int


BRACKETS: Mapping[str, str] = MappingProxyType({"(": ")", "[": "]", "{": "}", r"\{": r"\}"})
"""Opening and closing brackets."""

END = "the end"
"""The text of the word that closes every row."""


def latex_words(text: str) -> list[Word]:
    r"""Return the words of a formula, without equation number and closing punctuation, closed by `END`.

    Raises `NotationError` for a character that no formula of ours has, and for text that is too long.

    >>> [word.text for word in latex_words(r"\Lambda_{B}^{3} \, dz \tag{1}")]
    ['\\Lambda', '_', 'B', '^', '3', 'd', 'z', 'the end']
    """
    if len(text) > MAX_LENGTH:
        raise NotationError(f"at most {MAX_LENGTH:,} characters of LaTeX are wanted, found {len(text):,}")
    blank = _NUMBERING.sub(lambda found: " " * len(found[0]), text)
    return _without_script_braces([*_scan(blank.rstrip(" \t\r\n.,;")), Word(END, len(text) + 1)])


def _scan(text: str) -> Iterator[Word]:
    position = 0
    while position < len(text):
        match = _WORD.match(text, position)
        if match is None:
            raise NotationError(f"unexpected character {text[position]!r} at position {position + 1}")
        if match["bar"]:
            yield Word(r"\lvert" if "left" in match["bar"] else r"\rvert", position + 1)
        elif match["word"]:
            yield Word(re.sub(r"\s", "", match["word"]), position + 1)
        position = match.end()


def _without_script_braces(words: list[Word]) -> list[Word]:
    """Drop the braces of ^{x} and _{x} around one word; a numeral of several digits keeps them, since ^12 is ^1 2."""
    kept: list[Word] = []
    at = 0
    while at < len(words):
        inner = [word.text for word in words[at : at + 4]]
        if len(inner) == 4 and inner[0] in "^_" and inner[1] == "{" and inner[3] == "}" and _is_short(inner[2]):
            kept += [words[at], words[at + 2]]
            at += 4
        else:
            kept.append(words[at])
            at += 1
    return kept


def _is_short(word: str) -> bool:
    return word not in "{}" and not (word[0] in "0123456789." and len(word) > 1)


@final
class Lexicon:
    """Which rows of words name which symbols.

    `override` gives a printed name another symbol for one reading; a name that the catalogue prints for several
    symbols and that is not overridden is ambiguous. `constants` are known where the catalogue says nothing else.
    """

    def __init__(self, catalogue: Catalogue, override: Mapping[str, Expr], constants: Mapping[str, Expr]) -> None:
        self._symbols: dict[tuple[str, ...], list[Expr]] = {}
        self._names: dict[Expr, str] = {entry.symbol: entry.name for entry in catalogue.values()}
        self._printed = [*(entry.latex for entry in catalogue.values()), *override]
        for entry in catalogue.values():
            self._symbols.setdefault(_row(entry.latex), []).append(entry.symbol)
        for latex, symbol in override.items():
            self._symbols[_row(latex)] = [symbol]
        for latex, constant in constants.items():
            self._symbols.setdefault(_row(latex), [constant])
        self._symbols |= {row: [function] for row, function in self._applied(catalogue)}
        self._longest = max(map(len, self._symbols), default=0)

    def _applied(self, catalogue: Catalogue) -> Iterator[tuple[tuple[str, ...], Expr]]:
        """Return functions with their arguments as a row, where their letter is read as a quantity: p(T) is no pT."""
        for entry in catalogue.values():
            meant = self._symbols[_row(entry.latex)]
            if isinstance(entry.symbol, AppliedUndef) and not isinstance(meant[0], AppliedUndef):
                arguments = [catalogue[each].latex for each in entry.symbol.args if each in catalogue]
                read = [self._symbols[_row(each)][0] for each in arguments]
                if len(read) == len(entry.symbol.args):
                    yield _row(f"{entry.latex}({', '.join(arguments)})"), entry.symbol.func(*read)

    @property
    def reach(self) -> int:
        """How many words must be seen to find the longest name."""
        return self._longest + 1

    def longest(self, words: Sequence[Word]) -> int:
        """Return how many words of the beginning of `words` make the longest name; 0 if none does.

        A name is not cut off before a subscript: in n_x there is no name n.
        """
        for length in range(min(self._longest, len(words) - 1), 0, -1):
            if tuple(word.text for word in words[:length]) in self._symbols and words[length].text != "_":
                return length
        return 0

    def symbol(self, words: Sequence[Word]) -> Expr:
        """Return the symbol that the row of words names; raise `NotationError` if it names none or several."""
        row = tuple(word.text for word in words)
        found = self._symbols.get(row, [])
        if len(found) == 1:
            return found[0]
        printed, position = "".join(row)[:60], words[0].position
        if found:
            candidates = " or ".join(self._names[symbol] for symbol in found)
            raise NotationError(f"{printed!r} at position {position} is ambiguous: {candidates}; say which is meant")
        raise NotationError(f"unknown name {printed!r} at position {position}{hint(printed, self._printed)}")


@final
class Cursor:
    """A place in a row of words, moving to the right."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._at = 0

    @property
    def text(self) -> str:
        """The text of the next word."""
        return self._words[self._at].text

    @property
    def position(self) -> int:
        """Where the next word begins in the text, counted from 1."""
        return self._words[self._at].position

    @property
    def previous(self) -> str:
        """The text of the word before; empty at the beginning."""
        return self._words[self._at - 1].text if self._at else ""

    @property
    def is_side(self) -> bool:
        """Whether ^+ or ^- follows, which says from which side a limit is taken."""
        ahead = [word.text for word in self.ahead(4)]
        return ahead[:1] == ["^"] and (ahead[1:2] in (["+"], ["-"]) or ahead[1:4] in (["{", "+", "}"], ["{", "-", "}"]))

    def ahead(self, count: int) -> Sequence[Word]:
        """The next words, at most `count`."""
        return self._words[self._at : self._at + count]

    def take(self, count: int = 1) -> Sequence[Word]:
        """Move past the next words, at most `count` and not past the last, and return them."""
        taken = self._words[self._at : min(self._at + count, len(self._words) - 1)]
        self._at += len(taken)
        return taken

    def accept(self, *texts: str) -> str:
        """Move past the next word if it is one of `texts` and return it; else return the empty string."""
        return self.take()[0].text if self.text in texts and self.text != END else ""

    def expect(self, text: str) -> None:
        """Move past the next word, which must be `text`."""
        if self.text != text:
            raise NotationError(f"{text!r} is wanted at position {self.position}, found {self.text!r}")
        self.take()

    def split_numeral(self) -> str:
        r"""Take one digit of the numeral ahead: TeX reads \frac12 as \frac{1}{2}."""
        word = self._words[self._at]
        rest = Word(word.text[1:], word.position + 1)
        self._words = [*self._words[: self._at], *([rest] if rest.text else []), *self._words[self._at + 1 :]]
        return word.text[0]

    def closing(self, start: int = 0) -> int:
        """How far ahead the bracket closes that opens `start` words ahead; 0 if it does not."""
        words = [word.text for word in self._words[self._at + start :]]
        opening, closing, depth = words[0], BRACKETS.get(words[0]), 0
        for distance, word in enumerate(words):
            depth += (word == opening) - (word == closing)
            if depth == 0:
                return start + distance
        return 0


def _row(latex: str) -> tuple[str, ...]:
    return tuple(word.text for word in latex_words(latex)[:-1])
