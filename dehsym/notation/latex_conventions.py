r"""The usual spellings of formulas without a catalogue, rewritten into those that the reader knows, word by word.

|x| becomes \lvert x \rvert, J_n(x) the Bessel function, z^* the conjugate, \sin 2x the sine of 2x. Only what could not
be read in another way is rewritten: a letter with a subscript before a bracket is a function if such letters name one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dehsym.notation.latex_names import FUNCTIONS, INDEXED, RELATIONS
from dehsym.notation.latex_tokens import BRACKETS, END, Word
from dehsym.notation.symbol_names import GREEK

INDEXED_LETTERS = frozenset("JYIKPTUHL")
"""Letters that name functions of an index and an argument: Bessel functions and orthogonal polynomials."""

_SPELLINGS: Mapping[str, str] = MappingProxyType(
    {r"\bar": r"\overline", r"\Re": r"\operatorname{Re}", r"\Im": r"\operatorname{Im}", r"\vert": "|"}
)
_APPLIED: Mapping[str, str] = MappingProxyType({r"\psi": r"\operatorname{psi}", "W": r"\operatorname{W}"})
_CLOSING = frozenset(BRACKETS.values())
_BEFORE_FACTORS = frozenset((*BRACKETS, *RELATIONS, "+", "-", "*", "/", ",", r"\cdot", r"\times", r"\lvert"))


def with_conventions(words: Sequence[Word]) -> list[Word]:
    r"""The row of words in the spellings of the reader.

    >>> from dehsym.notation.latex_tokens import latex_words
    >>> " ".join(word.text for word in with_conventions(latex_words(r"|J_n(2x)| + \mathrm{Ai}(z^*)"))[:-1])
    '\\lvert \\operatorname{J} _ { n } ( 2 x ) \\rvert + \\operatorname{Ai} ( \\overline { z } )'
    """
    row = [*words]
    for rewrite in (_with_spellings, _with_conjugates, _with_bars, _with_function_letters, _with_brackets):
        row = rewrite(row)
    return row


def _with_spellings(row: list[Word]) -> list[Word]:
    r"""Other words for the same, and \mathrm{Ai}(x) as \operatorname{Ai}(x): not a subscript in upright letters."""
    found: list[Word] = []
    for at, word in enumerate(row):
        text = _SPELLINGS.get(word.text, word.text)
        named = text.replace(r"\mathrm{", r"\operatorname{")
        applied = named in FUNCTIONS or (named in INDEXED and row[at + 1].text in "_'")
        after_script = at > 0 and row[at - 1].text in "_^"
        found.append(Word(named if applied and not after_script else text, word.position))
    return found


def _with_conjugates(row: list[Word]) -> list[Word]:
    """z^* as the conjugate of the letter or bracket before it; where there is none it is left."""
    at = 1
    while at < len(row) - 1:
        if row[at].text == "^" and row[at + 1].text == "*":
            start = _operand_before(row, at)
            if start is not None:
                place = row[start].position
                operand = [Word("{", place), *row[start:at], Word("}", place)]
                row = [*row[:start], Word(r"\overline", place), *operand, *row[at + 2 :]]
        at += 1
    return row


def _operand_before(row: Sequence[Word], end: int) -> int | None:
    """Where the letter, with its subscript, or the bracket begins that ends before `end`."""
    last = row[end - 1].text
    if last in _CLOSING:
        depth = 0
        for start in range(end - 1, -1, -1):
            depth += (row[start].text in _CLOSING) - (row[start].text in BRACKETS)
            if depth == 0:
                before = row[start - 1].text if start else ""
                if before == r"\overline":
                    return start - 1
                return None if before.startswith(("\\", "_", "^")) and before not in _BEFORE_FACTORS else start
        return None
    if not (len(last) == 1 and last.isalnum()) and not last.startswith("\\"):
        return None
    return end - 3 if end >= 3 and row[end - 2].text == "_" else end - 1


def _with_bars(row: list[Word]) -> list[Word]:
    """A bar opens where a factor is wanted, and where none is open in the same bracket; else it closes."""
    found: list[Word] = []
    open_bars = [0]
    for word in row:
        text = word.text
        if text in BRACKETS:
            open_bars.append(0)
        elif text in _CLOSING and len(open_bars) > 1:
            open_bars.pop()
        elif text == "|":
            opens = not open_bars[-1] or not found or found[-1].text in _BEFORE_FACTORS
            text = r"\lvert" if opens else r"\rvert"
            open_bars[-1] += 1 if opens else -1
        found.append(Word(text, word.position))
    return found


def _with_function_letters(row: list[Word]) -> list[Word]:
    r"""J_n(x) as \operatorname{J}_{n}(x), B(x, y) as the beta function; psi(x) and W(x) where they are applied."""
    applied = {letter: name for letter, name in _APPLIED.items() if _is_applied(row, letter)}
    found: list[Word] = []
    at = 0
    while at < len(row):
        text, place = row[at].text, row[at].position
        after_name = at > 0 and row[at - 1].text in "_^"
        indexed = text in INDEXED_LETTERS or text in INDEXED
        if indexed and not after_name and row[at + 1].text == "_" and _argument_follows(row, at + 1):
            end = _end_of_script(row, at + 1)
            script = row[at + 2 : end]
            braced = script if script[0].text == "{" else [Word("{", place), *script, Word("}", place)]
            found += [Word(text if text in INDEXED else rf"\operatorname{{{text}}}", place), row[at + 1], *braced]
            at = end
            continue
        if text == "B" and row[at + 1].text == "(" and _has_comma(row, at + 1):
            text = r"\operatorname{B}"
        found.append(Word(applied.get(text, text), place))
        at += 1
    return found


def _argument_follows(row: Sequence[Word], script: int) -> bool:
    """Whether a bracket follows the subscript at `script`, after primes and an exponent if there are any."""
    at = _end_of_script(row, script)
    while row[at].text == "'":
        at += 1
    at = _end_of_script(row, at) if row[at].text == "^" else at
    return row[at].text == "("


def _is_applied(row: Sequence[Word], letter: str) -> bool:
    """Whether brackets follow the letter wherever it stands, and in one of them there is a single word."""
    places = [at for at, word in enumerate(row) if word.text == letter]
    return all(row[at + 1].text == "(" for at in places) and any(_closing(row, at + 1) == at + 3 for at in places)


def _end_of_script(row: Sequence[Word], at: int) -> int:
    """The place after the sub- or superscript whose mark stands at `at`."""
    if row[at + 1].text != "{":
        return min(at + 2, len(row) - 1)
    return min(_closing(row, at + 1) + 1, len(row) - 1)


def _closing(row: Sequence[Word], at: int) -> int:
    """The place of the bracket that closes the one at `at`; the end if none does."""
    depth = 0
    for place in range(at, len(row)):
        depth += (row[place].text in BRACKETS) - (row[place].text in _CLOSING)
        if depth == 0:
            return place
    return len(row) - 1


def _has_comma(row: Sequence[Word], at: int) -> bool:
    """Whether a comma stands in the bracket at `at`, and not in one inside it."""
    depth = 0
    for word in row[at : _closing(row, at)]:
        depth += (word.text in BRACKETS) - (word.text in _CLOSING)
        if depth == 1 and word.text == ",":
            return True
    return False


def _with_brackets(row: list[Word]) -> list[Word]:
    r"""\sin 2x as \sin(2x): after a numeral, the letters that follow it belong to the argument."""
    found: list[Word] = []
    at = 0
    while at < len(row):
        word = row[at]
        found.append(word)
        at += 1
        if word.text not in FUNCTIONS:
            continue
        if row[at].text == "^":
            end = _end_of_script(row, at)
            found += row[at:end]
            at = end
        end = _end_of_run(row, at)
        if end > at + 1:
            found += [Word("(", row[at].position), *row[at:end], Word(")", row[end].position)]
            at = end
    return found


def _end_of_run(row: Sequence[Word], at: int) -> int:
    """The end of a numeral and the letters after it, with subscripts; `at` if no numeral is there, or no letter."""
    if not row[at].text[0].isdigit():
        return at
    end = at + 1
    while _is_letter(row[end].text):
        end = _end_of_script(row, end + 1) if row[end + 1].text == "_" else end + 1
    return at if row[end].text in ("(", "^", "!", "/", r"\frac") else end


def _is_letter(text: str) -> bool:
    single = len(text) == 1 and text.isalpha()
    return text != END and (single or (text.startswith("\\") and text not in FUNCTIONS and text[1:] in GREEK | {"pi"}))
