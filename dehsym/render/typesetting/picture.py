"""Lines of text that are looked at together, with the line on which a formula stands; put beside and above each other.

All lines of a picture take the same number of cells in a terminal, also where a letter takes two or an accent none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import final

from rich.cells import cell_len


@final
@dataclass(frozen=True, slots=True)
class Picture:
    """Lines of equal width; `base` is the line, counted from 0, that is level with what stands beside.

    >>> Picture.of("a", "──", "bc", base=1).lines
    ('a ', '──', 'bc')
    """

    lines: tuple[str, ...]
    base: int

    @classmethod
    def of(cls, *lines: str, base: int = 0, centred: bool = False) -> Picture:
        """The lines, filled up with blanks, at the right or on both sides."""
        width = max(map(cell_len, lines), default=0)
        blanks = [width - cell_len(line) for line in lines]
        before = [blank // 2 if centred else 0 for blank in blanks]
        filled = zip(lines, blanks, before, strict=True)
        return cls(tuple(" " * left + line + " " * (blank - left) for line, blank, left in filled), base)

    @property
    def width(self) -> int:
        """How many cells each line takes."""
        return cell_len(self.lines[0]) if self.lines else 0

    @property
    def height(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    @property
    def above(self) -> int:
        """How many lines are above the base."""
        return self.base

    @property
    def below(self) -> int:
        """How many lines are below the base."""
        return self.height - 1 - self.base

    def reaching(self, above: int, below: int) -> Picture:
        """The same with blank lines, so that there are as many above and below the base, or more."""
        blank = (" " * self.width,)
        over, under = max(0, above - self.above), max(0, below - self.below)
        return Picture(blank * over + self.lines + blank * under, self.base + over)

    def moved(self, base: int) -> Picture:
        """The same, level at another line; one that it has not is added as a blank one."""
        blank = (" " * self.width,)
        lines = blank * -min(base, 0) + self.lines + blank * max(0, base - self.height + 1)
        return Picture(lines, max(base, 0))


def beside(pictures: Iterable[Picture]) -> Picture:
    """The pictures side by side, level at their bases.

    >>> beside([Picture.of("1", "─", "2", base=1), Picture.of(" x")]).lines
    ('1  ', '─ x', '2  ')
    """
    given = [each for each in pictures if each.lines]
    above, below = extent(given)
    filled = [each.reaching(above, below) for each in given]
    return Picture(tuple(map("".join, zip(*(each.lines for each in filled), strict=True))) or ("",), above)


def extent(pictures: Iterable[Picture]) -> tuple[int, int]:
    """How many lines the pictures take together above and below their base, if they stand side by side.

    >>> extent([Picture.of("a", "─", "b", base=1), Picture.of("c")])
    (1, 1)
    """
    given = list(pictures)
    return max((each.above for each in given), default=0), max((each.below for each in given), default=0)


def beneath(pictures: Sequence[Picture], *, base: int, centred: bool = False) -> Picture:
    """The pictures one under another; `base` is counted over all lines."""
    return Picture.of(*(line for each in pictures for line in each.lines), base=base, centred=centred)


def blank(cells: int) -> Picture:
    """Empty space on one line."""
    return Picture((" " * cells,), 0)


# --- Signs that grow

_TALL = {
    "(": "⎛⎜⎜⎝", ")": "⎞⎟⎟⎠", "[": "⎡⎢⎢⎣", "]": "⎤⎥⎥⎦", "{": "⎧⎪⎨⎩", "}": "⎫⎪⎬⎭", "⌊": "⎢⎢⎢⎣", "⌋": "⎥⎥⎥⎦",
    "⌈": "⎡⎢⎢⎢", "⌉": "⎤⎥⎥⎥", "|": "││││", "‖": "║║║║", "⟨": "╱││╲", "⟩": "╲││╱", "∫": "⌠⎮⎮⌡", "∮": "⌠⎮∮⌡",
}  # fmt: skip
"""Top, extension, middle and bottom of signs that grow."""
_TWO = {"{": "⎰⎱", "}": "⎱⎰"}


def grown(sign: str, above: int, below: int) -> Picture:
    """A bracket or an integral sign so many lines above and below the base; what does not grow stands at the base.

    >>> grown("(", 1, 1).lines, grown("[", 0, 0).lines
    (('⎛', '⎜', '⎝'), ('[',))
    """
    height = above + 1 + below
    if height == 1 or sign not in _TALL:
        return Picture.of(sign).reaching(above, below)
    if height == 2 and sign in _TWO:
        return Picture(tuple(_TWO[sign]), above)
    top, extension, middle, bottom = _TALL[sign]
    inner = [extension] * (height - 2)
    if inner:
        inner[(height - 2) // 2] = middle
    return Picture((top, *inner, bottom), above)
