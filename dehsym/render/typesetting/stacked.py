r"""A formula as it stands on paper, in the lines of a terminal: fractions over a rule, brackets that grow, limits.

As in SymPy's pretty printer, but the order is that of the formula, and it is tighter: scripts that Unicode has as small
signs stay on their line, limits of integrals stand at the right of the sign, exponents of tall brackets at their top.
What is too wide is broken, first before relations, then before + and −, then between factors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import final

from dehsym.render.typesetting.flat import is_single
from dehsym.render.typesetting.formula import (
    Accented,
    Fenced,
    Formula,
    Fraction,
    Role,
    Root,
    Row,
    Scripted,
    Sign,
    Space,
)
from dehsym.render.typesetting.picture import Picture, beneath, beside, blank, extent, grown
from dehsym.render.typesetting.spacing import (
    accented,
    applied,
    begins_differential,
    blanks,
    gap,
    is_name,
    letters,
    opened,
    role,
    subscript,
    superscript,
    text_of,
    with_growing_brackets,
)

_INTEGRALS = ("∫", "∮")
_ROOTS = {"2": "√", "3": "∛", "4": "∜"}
_RELATION, _SUM, _FACTOR, _NONE = 3, 2, 1, 0
_WIDEST_LEFT_SIDE = 0.4
_STEP = 2


def stacked(row: Row, width: int | None = None) -> tuple[str, ...]:
    r"""The row in lines of equal width; broken where it is wider than `width`, if that is given.

    No line is wider than `width` unless a single factor is.

    >>> from dehsym.render.typesetting.formula import read_formula
    >>> latex = r"N_g = \frac{\pi\phi}{2} \int_0^\infty \frac{n^2 dn}{\exp(\alpha n^2) - \phi}"
    >>> for line in stacked(read_formula(latex)):
    ...     print(line.rstrip())
          πφ ⌠∞    n² dn
    N_g = ── ⎮  ────────────
          2  ⌡0 exp(αn²) − φ
    """
    return stacked_picture(row, width).lines


def stacked_picture(row: Row, width: int | None = None) -> Picture:
    """The same as a picture: its base is the line on which the formula begins."""
    items = _items(row)
    whole = _joined(items)
    return whole if width is None or whole.width <= width else _broken(items, width)


@final
@dataclass(frozen=True, slots=True)
class _Item:
    """A part of a row: its picture, the blanks before it, and what kind of break may stand before it."""

    picture: Picture
    gap: int
    breaks: int = _NONE

    @property
    def width(self) -> int:
        return self.gap + self.picture.width


def _joined(items: Sequence[_Item]) -> Picture:
    """The items side by side, without the blanks before the first."""
    return beside(
        each for at, item in enumerate(items) for each in (blank(item.gap if at else 0), item.picture) if each.width
    )


# --- Rows


def _items(row: Row, *, tight: bool = False, integral: bool = False) -> list[_Item]:
    """The parts of a row with the blanks between them."""
    row = with_growing_brackets(row)
    parts = [part for part in opened(row) if not isinstance(part, Space)]
    gaps = list(_gaps(row, tight=tight, integral=integral))
    closing, items, depth = applied(parts), list[_Item](), 0
    for at, part in enumerate(parts):
        depth -= role(part) is Role.CLOSING
        space = max(gaps[at][0], 0 if at == 0 else _gap(parts[at - 1], part, tight=tight, is_applied=at - 1 in closing))
        space = 1 if gaps[at][1] else space
        breaks = _NONE if depth or at == 0 else _break(parts[at - 1], part, space)
        picture = Picture.of("") if _integral(part) else _picture(part, tight=tight, integral=integral or gaps[at][2])
        items.append(_Item(picture, space, breaks))
        depth += role(part) is Role.OPENING
    for at, part in enumerate(parts):
        if _integral(part):
            items[at] = replace(items[at], picture=_integral_sign(part, items[at + 1 :]))
    return items


def _gaps(row: Row, *, tight: bool, integral: bool) -> Iterator[tuple[int, bool, bool]]:
    """For each part that prints: the space given before it, whether it begins a differential, is under an integral."""
    parts, pending = list(opened(row)), 0
    for at, part in enumerate(parts):
        if isinstance(part, Space):
            pending = max(pending, blanks(part))
            continue
        first = not any(not isinstance(each, Space) for each in parts[:at])
        is_differential = integral and not first and begins_differential(parts, at)
        integral = integral or _integral(part)
        yield (0 if first or tight else pending), is_differential, integral
        pending = 0


def _gap(before: Formula, after: Formula, *, tight: bool, is_applied: bool) -> int:
    """The blanks between two parts: raised scripts need none behind them, and a rule touches no minus."""
    if isinstance(before, Scripted) and before.above is not None and superscript(before.above) is None:
        before = Scripted(before.base, before.below)
    if isinstance(after, Fraction) and after.ruled and role(before) is not Role.OPENING:
        return 1
    if isinstance(before, Fraction) and text_of(after) == "/":
        return 1
    return gap(before, after, tight=tight, is_applied=is_applied)


def _break(before: Formula, after: Formula, space: int) -> int:
    if role(after) is Role.RELATION:
        return _RELATION
    if role(after) is Role.OPERATION and text_of(after) in "+−±∓":
        return _SUM
    unbroken = (Role.RELATION, Role.OPERATION, Role.SIGN, Role.FUNCTION, Role.LARGE, Role.OPENING)
    return _FACTOR if space and role(before) not in unbroken and role(after) is not Role.OPERATION else _NONE


def _whole(row: Row, *, tight: bool = False, integral: bool = False) -> Picture:
    return _joined(_items(row, tight=tight, integral=integral))


# --- Parts


def _picture(part: Formula, *, tight: bool, integral: bool = False) -> Picture:
    match part:
        case Sign():
            return Picture.of(part.text if part.role is Role.WORDS else letters(part.text))
        case Fraction():
            return _fraction(part, tight=tight, integral=integral)
        case Root():
            return _root(part, tight=tight)
        case Scripted():
            return _limits(part) if part.is_stacked else _scripted(part, tight=tight)
        case Fenced():
            return _fenced(part.opening, _whole(part.inside, tight=tight), part.closing)
        case Accented():
            return _accented(part, tight=tight)
        case Row():
            return _whole(part, tight=tight, integral=integral)
        case Space():
            return blank(blanks(part))


def _fraction(part: Fraction, *, tight: bool, integral: bool) -> Picture:
    above, below = (_whole(row, tight=tight, integral=integral) for row in (part.above, part.below))
    longer = any(_is_fraction(row) for row in (part.above, part.below))
    width = max(above.width, below.width) + 2 * longer
    rule = Picture.of("─" * width if part.ruled else "")
    return beneath([above, rule, below], base=above.height, centred=True)


def _is_fraction(row: Row) -> bool:
    parts = list(opened(row))
    return len(parts) == 1 and isinstance(parts[0], Fraction)


def _root(part: Root, *, tight: bool) -> Picture:
    inside, degree = _whole(part.radicand, tight=tight), _whole(part.degree, tight=True) if part.degree else None
    sign = _ROOTS.get(degree.lines[0] if degree else "2", "√")
    text = ""
    if degree and sign == "√":
        text = (superscript(part.degree) if part.degree else None) or f"^({degree.lines[0]})"
    if inside.height == 1:
        single = is_single(part.radicand, root=True)
        return Picture.of(f"{text}{sign}{inside.lines[0]}" if single else f"{text}{sign}({inside.lines[0]})")
    top = " ┌" + "─" * (inside.width + 1)
    lines = [top, *(" │ " + line for line in inside.lines[:-1]), "╲│ " + inside.lines[-1]]
    picture = Picture.of(*lines, base=inside.base + 1)
    return beside([Picture.of(text or (sign if sign != "√" else "")), picture])


def _fenced(opening: str, inside: Picture, closing: str) -> Picture:
    return beside([grown(opening, inside.above, inside.below), inside, grown(closing, inside.above, inside.below)])


def _accented(part: Accented, *, tight: bool) -> Picture:
    inside = _whole(part.inside, tight=tight)
    if inside.height == 1:
        return Picture.of(accented(part, inside.lines[0]))
    return beneath([Picture.of("_" * inside.width), inside], base=inside.base + 1)


# --- Scripts, limits and integrals


def _limits(part: Scripted) -> Picture:
    """A sum, a product or a limit with what stands straight above and below it."""
    above, below = (_whole(row, tight=True) if row else None for row in (part.above, part.below))
    pictures = [each for each in (above, _picture(part.base, tight=True), below) if each]
    return beneath(pictures, base=above.height if above else 0, centred=True)


def _scripted(part: Scripted, *, tight: bool) -> Picture:
    base = _picture(part.base, tight=tight)
    if isinstance(part.base, Fraction | Root):
        base = _fenced("(", base, ")")
    below, above = _script(part.below, "_"), _script(part.above, "")
    if base.height > 1:
        return beside([base, _at_corners(base, above, below)])
    written = below if below and below.height == 1 and below.base == 0 else None
    if written:
        base, below = beside([base, written]), None
    column = [each for each in (above, below) if each]
    return beside([base, _one_column(column)]) if column else base


def _script(row: Row | None, mark: str) -> Picture | None:
    """A script: on the line where Unicode has it, or if it is a name behind a mark; otherwise raised or lowered.

    A raised script has its base beneath its lines, a lowered one above them.
    """
    if row is None:
        return None
    signs = subscript(row) if mark else superscript(row)
    if signs is not None:
        return Picture.of(signs)
    picture = _whole(row, tight=True)
    if mark and is_name([part for part in opened(row) if not isinstance(part, Space)]):
        return Picture.of(mark + picture.lines[0])
    return picture.moved(-1) if mark else picture.moved(picture.height)


def _one_column(pictures: Sequence[Picture]) -> Picture:
    """Scripts above and below one another, of which one at most is on the line."""
    above, below = extent(pictures)
    filled = [each.reaching(above, below).lines for each in pictures]
    lines = (next((line for line in level if line.strip()), "") for level in zip(*filled, strict=True))
    return Picture.of(*lines, base=above)


def _at_corners(base: Picture, above: Picture | None, below: Picture | None) -> Picture:
    """Scripts of what is tall: the exponent ends level with the first line, the index begins level with the last."""
    lines = dict.fromkeys(range(base.height), "")
    for script, first in ((above, None), (below, base.height - 1)):
        if script:
            printed = [line for line in script.lines if line.strip()]
            start = 1 - len(printed) if first is None else first
            lines |= {start + at: line for at, line in enumerate(printed)}
    top = min(lines)
    return Picture.of(*(lines[at] for at in sorted(lines)), base=base.base - top)


def _integral(part: Formula) -> bool:
    return text_of(part.base if isinstance(part, Scripted) else part) in _INTEGRALS


def _integral_sign(part: Formula, following: Sequence[_Item]) -> Picture:
    """The sign as high as what it integrates, with its limits at the right."""
    body: list[Picture] = []
    for item in following:
        if item.breaks > _FACTOR:
            break
        body.append(item.picture)
    above, below = extent(body)
    sign = text_of(part.base if isinstance(part, Scripted) else part)
    if not isinstance(part, Scripted):
        return Picture.of(sign) if sign == "∮" or not above + below else grown(sign, above, below)
    tall = grown(sign, max(above, 1), max(below, 1))
    limits = [_whole(row, tight=True) if row else None for row in (part.above, part.below)]
    return beside([tall, _at_corners(tall, *limits)])


# --- Lines


def _broken(items: Sequence[_Item], width: int) -> Picture:
    lines = _Lines(items, width)
    for member in _chunks(items, _RELATION):
        lines.put(member, _RELATION)
    return lines.picture


def _chunks(items: Sequence[_Item], breaks: int) -> Iterator[list[_Item]]:
    """The items cut before each where a break of that kind may stand."""
    chunk: list[_Item] = []
    for item in items:
        if chunk and item.breaks >= breaks:
            yield chunk
            chunk = []
        chunk.append(item)
    if chunk:
        yield chunk


@final
class _Lines:
    """Lines that are filled with chunks of a row; further lines are indented under the first relation."""

    def __init__(self, items: Sequence[_Item], width: int) -> None:
        self._width = width
        relations = [at for at, item in enumerate(items) if item.breaks == _RELATION]
        left = sum(item.width for item in items[: relations[0]]) + 1 if relations else 0
        self._indent = left if left <= width * _WIDEST_LEFT_SIDE else _STEP
        self._lines: list[tuple[int, list[_Item]]] = [(0, [])]

    def put(self, chunk: Sequence[_Item], breaks: int) -> None:
        """Put a chunk on the line if it fits, or on the next; what fits on neither is cut up."""
        indent = self._indent + _STEP * (_RELATION - breaks)
        size = sum(item.width for item in chunk) - chunk[0].gap
        if self._used + (chunk[0].gap if self._lines[-1][1] else 0) + size <= self._width:
            self._lines[-1][1].extend(chunk)
            return
        if breaks > _FACTOR and indent + size > self._width:
            if (
                breaks == _RELATION
                and len(self._lines[-1][1]) > 1
                and any(item.breaks == _RELATION for item in self._lines[-1][1])
            ):
                self._lines.append((indent, []))
            for smaller in _chunks(chunk, breaks - 1):
                self.put(smaller, breaks - 1)
            return
        if self._lines[-1][1]:
            self._lines.append((indent, []))
        self._lines[-1][1].extend(chunk)

    @property
    def _used(self) -> int:
        indent, items = self._lines[-1]
        return indent + sum(item.width for item in items) - (items[0].gap if items else 0)

    @property
    def picture(self) -> Picture:
        """All lines, with a blank one between those that would touch."""
        pictures = [
            beside([blank(indent), _joined(items)]) if indent else _joined(items) for indent, items in self._lines
        ]
        rows = [pictures[0]]
        for before, after in pairwise(pictures):
            rows += [*([Picture.of("")] if before.below or after.above else []), after]
        return beneath(rows, base=pictures[0].base)
