r"""How close a computed equation is printed to the paper's own print: the words that differ, over all words.

Both texts are taken as rows of words, without what is not seen or carries no meaning: spaces, equation numbers, \left
and \right, braces around a single word of a script. The distance of the two rows is the least number of words to be put
in, left out or exchanged (V. I. Levenshtein, 1966), over the length of the longer row: 0 for the same print, 1 for
nothing in common. It measures print and not mathematics: whether the equations agree is for `dehsym.matching` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import final

_WORD = re.compile(r"\\(?:mathrm|operatorname|text)\s*\{[^{}]*\}|\\[A-Za-z]+|\\.|[0-9]+(?:\.[0-9]+)?|\S")
_UNSEEN = re.compile(
    r"\\tag\s*\{[^{}]*\}|\\q?quad\s*\((?:[A-Z]\.)?[0-9]+[a-z]?\)\s*$"
    r"|\\(?:left|right|quad|qquad|displaystyle|limits|nolimits|[bB]igg?[lr]?)(?![A-Za-z])|\\[,;:!> ]|~"
)
_SPELT_ALIKE: Mapping[str, str] = MappingProxyType(
    {r"\dfrac": r"\frac", r"\tfrac": r"\frac", r"\rightarrow": r"\to", r"\leq": r"\le", r"\geq": r"\ge",
     r"\neq": r"\ne", r"\ldots": r"\dots", r"\cdots": r"\dots"}
)  # fmt: skip


@final
@dataclass(frozen=True, slots=True)
class Difference:
    """Words that are printed and what is computed in their place; either may be empty."""

    printed: str
    computed: str

    def __str__(self) -> str:
        """Both, the printed words first."""
        return f"{self.printed or '(nothing)'} -> {self.computed or '(nothing)'}"


@final
@dataclass(frozen=True, slots=True)
class Closeness:
    """The distance, from 0 to 1, and the places where the two texts differ, in their order."""

    distance: Fraction
    differences: tuple[Difference, ...]


def closeness(computed: str, printed: str) -> Closeness:
    r"""Compare the LaTeX of a computed equation with the LaTeX that is printed.

    >>> found = closeness(r"\Lambda_B = \frac{h}{\sqrt{2\pi}}", r"\Lambda_{B} = \frac{h}{\sqrt{2 \pi}} \quad (2)")
    >>> found.distance, found.differences
    (Fraction(0, 1), ())
    >>> found = closeness(r"F = \mu N - pV", r"F = -pV + \mu N")
    >>> str(found.distance), [str(each) for each in found.differences]
    ('5/8', ['(nothing) -> \\mu N', '+ \\mu N -> (nothing)'])
    """
    ours, theirs = words(computed), words(printed)
    pairs = list(_aligned(theirs, ours))
    edits = sum(one != other for one, other in pairs)
    return Closeness(Fraction(edits, max(len(ours), len(theirs), 1)), tuple(_runs(pairs)))


def words(latex: str) -> list[str]:
    r"""Return the words of a formula, without what is not seen.

    >>> words(r"\left[ x_{1} \right]^{12} \, dx")
    ['[', 'x', '_', '1', ']', '^', '{', '12', '}', 'd', 'x']
    """
    found = [re.sub(r"\s", "", word) for word in _WORD.findall(_UNSEEN.sub(" ", latex).rstrip(" .,;"))]
    return _without_script_braces([_SPELT_ALIKE.get(word, word) for word in found])


def _without_script_braces(row: Sequence[str]) -> list[str]:
    """Drop the braces of ^{x} and _{x} around one word; a numeral of several digits keeps them, since ^12 is ^1 2."""
    kept: list[str] = []
    at = 0
    while at < len(row):
        inside = row[at : at + 4]
        short = len(inside) == 4 and inside[0] in "^_" and inside[1] == "{" and inside[3] == "}"
        if short and (not inside[2][0].isdigit() or len(inside[2]) == 1):
            kept += [inside[0], inside[2]]
            at += 4
        else:
            kept.append(inside[0])
            at += 1
    return kept


def _aligned(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Set two rows beside each other with the fewest differences; an empty word stands where one has none."""
    least = _least_edits(left, right)
    i, j = 0, 0
    while i < len(left) or j < len(right):
        same = i < len(left) and j < len(right) and left[i] == right[j]
        if same and least[i][j] == least[i + 1][j + 1]:
            yield left[i], right[j]
            i, j = i + 1, j + 1
        elif i < len(left) and least[i][j] == 1 + least[i + 1][j]:
            yield left[i], ""
            i += 1
        elif j < len(right) and least[i][j] == 1 + least[i][j + 1]:
            yield "", right[j]
            j += 1
        else:
            yield left[i], right[j]
            i, j = i + 1, j + 1


def _least_edits(left: Sequence[str], right: Sequence[str]) -> list[list[int]]:
    """Return, for each pair of places, how many words must be changed from there to both ends."""
    least = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left), -1, -1):
        for j in range(len(right), -1, -1):
            if i == len(left) or j == len(right):
                least[i][j] = len(left) - i + len(right) - j
            else:
                changed = least[i + 1][j + 1] + (left[i] != right[j])
                least[i][j] = min(changed, 1 + least[i + 1][j], 1 + least[i][j + 1])
    return least


def _runs(pairs: Sequence[tuple[str, str]]) -> Iterator[Difference]:
    """Gather neighbouring differences."""
    printed, computed = list[str](), list[str]()
    for one, other in (*pairs, ("", "")):
        if one != other:
            printed += [one] if one else []
            computed += [other] if other else []
        elif printed or computed:
            yield Difference(" ".join(printed), " ".join(computed))
            printed, computed = [], []
