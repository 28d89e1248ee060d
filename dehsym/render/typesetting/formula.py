r"""A printed formula as a tree of what stands where: fractions, roots, scripts, brackets that grow, rows of signs.

The tree knows no mathematics. Our own LaTeX and that of papers is read into it, so that what is not TeX (a terminal,
another typesetter) can set the same formula; for what a formula means there is `dehsym.notation`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, final

from dehsym.errors import NotationError
from dehsym.render.typesetting.letters import (
    ACCENTS,
    BRACKETS,
    CLOSING,
    FUNCTIONS,
    LARGE,
    LETTERS,
    LIMITED,
    OPENING,
    OPERATIONS,
    RELATIONS,
    SPACES,
    SYMBOLS,
    UPRIGHT_LETTERS,
)

_MAX_LENGTH, _MAX_DEPTH = 20_000, 60
_WORD = re.compile(r"\\[A-Za-z]+|\\.|[0-9]+(?:\.[0-9]+)?|\S| +")
_FRACTIONS = (r"\frac", r"\dfrac", r"\tfrac")
_UPRIGHT = (r"\mathrm", r"\operatorname", r"\mathsf", r"\mathbf", r"\mathit", r"\mathcal")
_WORDS = (r"\text", r"\textrm", r"\mbox", r"\textit")
_SILENT = (r"\displaystyle", r"\limits", r"\nolimits", r"\notag", r"\nonumber", r"\textstyle")
_SIZED = re.compile(r"\\[bB]igg?[lrm]?\Z")


class Role(Enum):
    """How a sign is spaced, and where a line may be broken."""

    LETTER = "letter"
    UPRIGHT = "upright"  # a letter or several that stand upright, as units and labels do
    NUMERAL = "numeral"
    RELATION = "relation"
    OPERATION = "operation"  # between two terms
    SIGN = "sign"  # an operation before its only term: -x
    OPENING = "opening"
    CLOSING = "closing"
    SYMBOL = "symbol"
    FUNCTION = "function"
    LARGE = "large"  # an integral, a sum, a product
    WORDS = "words"


@final
@dataclass(frozen=True, slots=True)
class Sign:
    """Letters, a numeral, an operator, words: what is set in one go. `text` is Unicode."""

    text: str
    role: Role


@final
@dataclass(frozen=True, slots=True)
class Space:
    """Empty space, in em."""

    width: float


@final
@dataclass(frozen=True, slots=True)
class Row:
    """One after another on a line."""

    parts: tuple[Formula, ...]


@final
@dataclass(frozen=True, slots=True)
class Fraction:
    """One over the other with a rule between; without the rule a binomial coefficient."""

    above: Row
    below: Row
    ruled: bool = True


@final
@dataclass(frozen=True, slots=True)
class Root:
    """A radical sign over its radicand."""

    radicand: Row
    degree: Row | None = None


@final
@dataclass(frozen=True, slots=True)
class Scripted:
    """A base with what stands below and above at its right; of a sum or a limit, straight below and above it."""

    base: Formula
    below: Row | None = None
    above: Row | None = None

    @property
    def is_stacked(self) -> bool:
        """Whether the scripts stand straight below and above the base."""
        base = self.base
        return isinstance(base, Sign) and (base.text in ("∑", "∏") or base.text in LIMITED)


@final
@dataclass(frozen=True, slots=True)
class Fenced:
    """Between brackets that grow with what they hold; an empty bracket is not printed."""

    opening: str
    inside: Row
    closing: str


@final
@dataclass(frozen=True, slots=True)
class Accented:
    """Under an accent: a combining sign of Unicode."""

    accent: str
    inside: Row


Formula: TypeAlias = Sign | Space | Row | Fraction | Root | Scripted | Fenced | Accented


def read_formula(latex: str) -> Row:
    r"""What stands where in a formula of LaTeX; an equation's number is left out.

    Raises `NotationError` for what is neither our own printer's nor met in a paper so far, telling the place.

    >>> row = read_formula(r"\frac{h}{\sqrt{2\pi m}} \tag{2}")
    >>> [type(part).__name__ for part in row.parts]
    ['Fraction']
    >>> read_formula(r"-x").parts
    (Sign(text='−', role=<Role.SIGN: 'sign'>), Sign(text='x', role=<Role.LETTER: 'letter'>))
    """
    if len(latex) > _MAX_LENGTH:
        raise NotationError(f"a formula of at most {_MAX_LENGTH} signs is wanted, found {len(latex)}")
    reader = _Reader(re.sub(r"\\tag\s*\{[^{}]*\}", "", latex))
    row = reader.row("")
    reader.end()
    return row


class _Reader:
    """Reads one formula, from left to right."""

    def __init__(self, latex: str) -> None:
        self._latex = latex
        self._at = 0
        self._depth = 0

    def end(self) -> None:
        """Nothing may be left."""
        if self._peek():
            raise self._wanted("the end of the formula")

    def row(self, closing: str) -> Row:
        """Parts up to the word `closing`, which is not taken, or to the end."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise NotationError(f"a formula nested at most {_MAX_DEPTH} deep is wanted")
        parts: list[Formula] = []
        while (word := self._peek()) and word != closing and word not in ("}", r"\right"):
            self._take()
            if (part := self._part(word, parts)) is not None:
                parts.append(part)
        self._depth -= 1
        return Row(tuple(_signed(parts)))

    # --- Words --------------------------------------------------------------------------------------------------------

    def _peek(self) -> str:
        """The next word that is no blank, or an empty text at the end."""
        while self._at < len(self._latex) and self._latex[self._at] in " \n\t&":
            self._at += 1
        found = _WORD.match(self._latex, self._at)
        return found[0] if found else ""

    def _take(self) -> str:
        word = self._peek()
        self._at += len(word)
        return word

    def _expect(self, wanted: str) -> None:
        if self._peek() != wanted:
            raise self._wanted(repr(wanted))
        self._take()

    def _wanted(self, what: str) -> NotationError:
        found = repr(self._peek()) if self._peek() else "the end"
        return NotationError(f"{what} is wanted at position {self._at + 1} of the formula, found {found}")

    def _verbatim(self) -> str:
        """What stands in the braces ahead, as it is."""
        self._expect("{")
        start, depth = self._at, 1
        while depth:
            if self._at >= len(self._latex):
                raise self._wanted("'}'")
            depth += {"{": 1, "}": -1}.get(self._latex[self._at], 0)
            self._at += 1
        return self._latex[start : self._at - 1]

    # --- Parts --------------------------------------------------------------------------------------------------------

    def _part(self, word: str, before: list[Formula]) -> Formula | None:
        """The part that begins with a word, or nothing; a script takes the part before it as its base."""
        if word in ("^", "_"):
            base = before.pop() if before else Row(())
            before.append(self._scripted(base, word))
            return None
        if word == "'":
            base = before.pop() if before else Row(())
            before.append(_scripts(base, above=Row((Sign("′", Role.SYMBOL),))))
            return None
        if word in _SILENT or _SIZED.match(word):
            return None
        if word == "{":
            inside = self.row("}")
            self._expect("}")
            return inside
        return _sign(word) or self._composed(word)

    def _composed(self, word: str) -> Formula:
        """A part with arguments in braces."""
        if word in _FRACTIONS:
            return Fraction(self._argument(), self._argument())
        if word == r"\binom":
            return Fenced("(", Row((Fraction(self._argument(), self._argument(), ruled=False),)), ")")
        if word == r"\sqrt":
            return self._root()
        if word == r"\left":
            return self._fenced()
        if word in _WORDS:
            return Sign(self._verbatim().replace("~", " "), Role.WORDS)
        if word in _UPRIGHT:
            return self._upright(word)
        if word in ACCENTS:
            return Accented(ACCENTS[word], self._argument())
        raise NotationError(f"a known macro is wanted before position {self._at + 1} of the formula, found {word!r}")

    def _argument(self) -> Row:
        """A group in braces, or the single sign that TeX takes as an argument."""
        word = self._peek()
        if word == "{":
            self._take()
            inside = self.row("}")
            self._expect("}")
            return inside
        if not word or word in ("}", "^", "_"):
            raise self._wanted("an argument")
        if word[0].isdigit():
            self._at += 1
            return Row((Sign(word[0], Role.NUMERAL),))
        self._take()
        part = _sign(word) or self._composed(word)
        return part if isinstance(part, Row) else Row((part,))

    def _scripted(self, base: Formula, word: str) -> Scripted:
        script = self._argument()
        return _scripts(base, below=script) if word == "_" else _scripts(base, above=script)

    def _root(self) -> Root:
        degree = None
        if self._peek() == "[":
            self._take()
            degree = self.row("]")
            self._expect("]")
        return Root(self._argument(), degree)

    def _fenced(self) -> Fenced:
        opening = self._bracket()
        inside = self.row("")
        self._expect(r"\right")
        return Fenced(opening, inside, self._bracket())

    def _bracket(self) -> str:
        word = self._peek()
        if word not in BRACKETS:
            raise self._wanted("a bracket")
        self._take()
        return BRACKETS[word]

    def _upright(self, word: str) -> Sign:
        r"""A name: \operatorname is a function, other alphabets are letters that stand upright."""
        if self._peek() != "{":
            return Sign(self._take(), Role.UPRIGHT)
        name = self._verbatim().replace(r"\_", "_").replace("~", " ").strip()
        name = re.sub(r"\\[A-Za-z]+", lambda found: LETTERS.get(found[0], found[0]), name)
        return Sign(name, Role.FUNCTION if word == r"\operatorname" else Role.UPRIGHT)


def _sign(word: str) -> Sign | Space | None:
    """The part that is a single word, if it is one."""
    if word in SPACES:
        return Space(SPACES[word])
    if word[0].isdigit():
        return Sign(word, Role.NUMERAL)
    if len(word) == 1 and word.isalpha():
        return Sign(word, Role.LETTER)
    if word in LETTERS:
        return Sign(LETTERS[word], Role.UPRIGHT if LETTERS[word] in UPRIGHT_LETTERS else Role.LETTER)
    name = word.removeprefix("\\")
    if word != name and (name in FUNCTIONS or name in LIMITED):
        return Sign(name, Role.FUNCTION)
    if word in OPENING or word in CLOSING:
        return Sign(BRACKETS[word], Role.OPENING if word in OPENING else Role.CLOSING)
    tables = (LARGE, Role.LARGE), (RELATIONS, Role.RELATION), (OPERATIONS, Role.OPERATION), (SYMBOLS, Role.SYMBOL)
    return next((Sign(table[word], role) for table, role in tables if word in table), None)


def _scripts(base: Formula, below: Row | None = None, above: Row | None = None) -> Scripted:
    """The base with one more script; a prime is followed by the exponent that comes after it."""
    if not isinstance(base, Scripted):
        return Scripted(base, below, above)
    if below and base.below is None:
        return Scripted(base.base, below, base.above)
    if above and base.above is None:
        return Scripted(base.base, base.below, above)
    if above and base.above and base.above.parts[-1:] == (Sign("′", Role.SYMBOL),):
        return Scripted(base.base, base.below, Row((*base.above.parts, *above.parts)))
    return Scripted(base, below, above)


def _signed(parts: list[Formula]) -> list[Formula]:
    """The same, with an operation that has no term before it as a sign."""
    found: list[Formula] = []
    for part in parts:
        before = next((each for each in reversed(found) if not isinstance(each, Space)), None)
        if isinstance(part, Sign) and part.role is Role.OPERATION and _is_operator(before):
            part = Sign(part.text, Role.SIGN)
        found.append(part)
    return found


def _is_operator(part: Formula | None) -> bool:
    """Whether nothing, or what asks for a term, stands there."""
    asking = (Role.OPERATION, Role.SIGN, Role.RELATION, Role.OPENING)
    sign = part.base if isinstance(part, Scripted) else part
    if isinstance(sign, Sign) and sign.role is Role.LARGE:
        return True
    return part is None or (isinstance(part, Sign) and (part.role in asking or part.text in (",", ";")))
