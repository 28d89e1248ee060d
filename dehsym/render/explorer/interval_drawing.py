"""A printed number as the interval that rounds to it, drawn to scale against what was recomputed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import final

from dehsym.render.explorer.markup import Html, tag, with_powers

_MARGIN = Fraction(6, 100)


@final
@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the drawing: what it is, as a number, and the interval of it from `low` to `high` about `value`."""

    title: str
    shown: str
    low: Fraction
    value: Fraction
    high: Fraction
    colour: str


def interval_drawing(printed: Lane, *others: Lane) -> Html:
    """Each row as a bar on one common scale, and behind all of them the printed interval; words tell the same.

    >>> lane = Lane("printed", "1.2", Fraction("1.15"), Fraction("1.2"), Fraction("1.25"), "print")
    >>> "svg" in interval_drawing(lane)
    True
    """
    lanes = (printed, *others)
    low, high = min(lane.low for lane in lanes), max(lane.high for lane in lanes)
    margin = (high - low) * _MARGIN or Fraction(1)
    scale = _Scale(low - margin, high - low + 2 * margin)
    return tag("div", *(_row(lane, printed, scale) for lane in lanes), class_="scale")


@final
@dataclass(frozen=True, slots=True)
class _Scale:
    """Where numbers are, in hundredths of the width."""

    start: Fraction
    width: Fraction

    def at(self, value: Fraction) -> float:
        """The place of a number."""
        return float((value - self.start) / self.width * 100)


def _row(lane: Lane, printed: Lane, scale: _Scale) -> Html:
    drawn = tag(
        "svg",
        _bar(scale, printed, "0", "100%", "band"),
        _bar(scale, lane, "30%", "40%", f"bar {lane.colour}"),
        tag("line", x1=_at(scale, lane.value), x2=_at(scale, lane.value), y1="10%", y2="90%", class_=lane.colour),
        role="img",
        aria_label="the printed interval" if lane is printed else _relation(lane, printed),
        width="100%",
        height="22",
    )
    return tag(
        "div", tag("span", lane.title), drawn, tag("span", with_powers(lane.shown), class_="numeral"), class_="lane"
    )


def _bar(scale: _Scale, lane: Lane, top: str, height: str, kind: str) -> Html:
    start = scale.at(lane.low)
    width = max(scale.at(lane.high) - start, 0.0)
    return tag("rect", x=f"{start:.3f}%", y=top, width=f"{width:.3f}%", height=height, class_=kind)


def _at(scale: _Scale, value: Fraction) -> str:
    return f"{scale.at(value):.3f}%"


def _relation(lane: Lane, printed: Lane) -> str:
    """Where a row is, beside the printed interval, in words."""
    if printed.low <= lane.value <= printed.high:
        return "inside the printed interval"
    nearest = printed.low if lane.value < printed.low else printed.high
    side = "below" if lane.value < printed.low else "above"
    return f"{side} the printed interval, which ends at {float(nearest):.6g}"
