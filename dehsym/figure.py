"""Figures as data: announced beside the derivations of a paper, computed from them, drawn elsewhere.

A *curve* is the right side of the last line of a derivation, as a function of the symbol on the axis; a *mark* is such
a right side that is a number. Nothing is typed for a picture, and every plotted value is the midpoint of a ball too
narrow to be seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any, final

from sympy import Expr, Max, Min, Symbol

from dehsym.balls import Enclosure, compile_enclosure
from dehsym.catalogue import Catalogue
from dehsym.constants import Constant
from dehsym.derivation import Script, Step
from dehsym.equation import Equation
from dehsym.errors import AuthorError, EvaluationError
from dehsym.symbolic import rational
from dehsym.unit import Unit

INTERVALS = 600
_PRECISIONS = (128, 256, 512, 1024, 2048)
_WIDEST = Fraction(1, 2**60)
"""The widest ball whose midpoint is plotted, as a part of the height of the axis."""
_BESIDE = Fraction(1, 2**20)
"""How near an end of the axis is approached that has no value, as a part of the axis."""
_BISECTIONS = 50


class LineStyle(Enum):
    """How a curve is drawn, so that it is told from others without colour."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    DASH_DOTTED = "dash-dotted"


@final
@dataclass(frozen=True, slots=True)
class Axis:
    """What runs along an axis: a symbol of the catalogue, from `low` to `high` in `unit`.

    >>> Axis(Symbol("T"), "Temperature $T$", 0, 300, "K").title
    'Temperature $T$ (K)'
    """

    symbol: Symbol
    label: str
    low: int | Fraction
    high: int | Fraction
    unit: str = "1"

    @property
    def title(self) -> str:
        """The label with its unit."""
        return f"{self.label} ({'dimensionless' if self.unit == '1' else self.unit})"

    @property
    def span(self) -> Fraction:
        """The length of the axis in its unit."""
        return Fraction(self.high) - Fraction(self.low)


@final
@dataclass(frozen=True, slots=True)
class Curve:
    """The right side of the last line of `script`, which holds the symbol of the axis and constants of nature."""

    script: Script
    label: str
    style: LineStyle = LineStyle.SOLID


@final
@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the axis, the right side of the last line of `script`; it stands on the first curve."""

    script: Script
    label: str


@final
@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as its author announces it: two axes, the curves in the order of the legend, marks, a caption."""

    name: str
    title: str
    across: Axis
    up: Axis
    curves: Sequence[Curve]
    caption: str
    marks: Sequence[Mark] = ()


@final
@dataclass(frozen=True, slots=True)
class Line:
    """A curve as numbers in the units of the axes, and the equation that it shows."""

    label: str
    style: LineStyle
    equation: Equation
    places: tuple[float, ...]
    values: tuple[float, ...]


@final
@dataclass(frozen=True, slots=True)
class Point:
    """A mark as numbers in the units of the axes."""

    label: str
    equation: Equation
    place: float
    value: float


@final
@dataclass(frozen=True, slots=True)
class Plot:
    """A figure with all its numbers."""

    figure: Figure
    lines: tuple[Line, ...]
    points: tuple[Point, ...]

    def as_json(self) -> dict[str, Any]:
        """What is drawn, with the numbers of every curve."""
        axes = (self.figure.across, self.figure.up)
        return {
            "name": self.figure.name,
            "title": self.figure.title,
            "caption": self.figure.caption,
            "axes": [{"label": axis.title, "low": float(axis.low), "high": float(axis.high)} for axis in axes],
            "curves": [
                {
                    "label": line.label,
                    "style": line.style.value,
                    "expr": str(line.equation.rhs),
                    "points": list(zip(line.places, line.values, strict=True)),
                }
                for line in self.lines
            ],
            "marks": [
                {"label": point.label, "expr": str(point.equation.rhs), "point": [point.place, point.value]}
                for point in self.points
            ],
        }


def plotted(
    figure: Figure, last: Mapping[Script, Step], catalogue: Catalogue, inputs: Mapping[Symbol, Constant]
) -> Plot:
    """Compute a figure; `last` has the last line of every derivation, `inputs` are the values of the paper's symbols.

    Raises `AuthorError` for a curve or a mark that has no real value somewhere on the axis, or not its dimension.

    >>> from dehsym.claim import Claims
    >>> from dehsym.derivation import derivation
    >>> catalogue = Catalogue()
    >>> x, y = (catalogue.symbol(name, meaning="a number") for name in "xy")
    >>> square = derivation("Section 1", "A square")(lambda d: d.let("It.", y, x**2))
    >>> figure = Figure("f", "A square", Axis(x, "$x$", 1, 3), Axis(y, "$y$", 0, 9), [Curve(square, "square")], "")
    >>> (line,) = plotted(figure, {square: square.run(catalogue, Claims({})).steps[-1]}, catalogue, {}).lines
    >>> line.places[300], line.values[300]
    (2.0, 4.0)
    """
    constants = {symbol: row.value for symbol, row in catalogue.items() if row.value}
    values = {symbol: rational(value.fraction) for symbol, value in {**constants, **inputs}.items()}
    return _Plotter(figure, last, catalogue, values).plot()


@final
@dataclass(frozen=True)
class _Plotter:
    """Computes one figure, with the `values` of all symbols but that of the axis."""

    figure: Figure
    last: Mapping[Script, Step]
    catalogue: Catalogue
    values: Mapping[Expr, Expr]

    def plot(self) -> Plot:
        """Every curve at the same places, those of the marks among them, and at its own corners."""
        marked = [(mark, self._place(mark)) for mark in self.figure.marks]
        grid = sorted({*self._grid(), *(place for _, place in marked)})
        lines = tuple(self._line(curve, grid) for curve in self.figure.curves)
        heights = dict(zip(lines[0].places, lines[0].values, strict=True)) if lines else {}
        points = (
            Point(mark.label, self._last(mark).equation, float(place), heights[float(place)]) for mark, place in marked
        )
        return Plot(self.figure, lines, tuple(points))

    def _grid(self) -> list[Fraction]:
        """Places at equal distances; an end of the axis at which the symbol has no value is only approached."""
        axis = self.figure.across
        domain, size = self.catalogue[axis.symbol].domain, Unit.read(axis.unit).factor
        low, high = Fraction(axis.low), Fraction(axis.high)
        if low * size not in domain:
            low += axis.span * _BESIDE
        if high * size not in domain:
            high -= axis.span * _BESIDE
        return [low + (high - low) * number / INTERVALS for number in range(INTERVALS + 1)]

    def _place(self, mark: Mark) -> Fraction:
        """Where a mark stands, to the nearest double."""
        axis = self.figure.across
        place = _value(self._function(mark, axis), {}, axis)
        if not axis.low <= place <= axis.high:
            raise AuthorError(f"{self._named(mark)}: a place on the axis is wanted, found {place}")
        return Fraction(place)

    def _line(self, curve: Curve, grid: Sequence[Fraction]) -> Line:
        """One curve at the places of the grid and at its corners."""
        symbol, up = self.figure.across.symbol, self.figure.up
        function = self._function(curve, up, symbol)
        places = sorted({*grid, *_corners(function.expr, symbol, grid)})
        try:
            values = tuple(_value(function, {symbol: place}, up) for place in places)
        except EvaluationError as error:
            raise AuthorError(f"{self._named(curve)}: {error}") from error
        return Line(curve.label, curve.style, self._last(curve).equation, tuple(map(float, places)), values)

    def _last(self, drawn: Curve | Mark) -> Step:
        try:
            return self.last[drawn.script]
        except KeyError:
            raise AuthorError(f"{self._named(drawn)}: one of the paper's scripts is wanted, this is none") from None

    def _function(self, drawn: Curve | Mark, axis: Axis, *left: Symbol) -> Enclosure:
        """The right side of the last line in the unit of `axis`, as a function of the symbols `left` in that across."""
        expr, unit = self._last(drawn).equation.rhs, Unit.read(axis.unit)
        found = self.catalogue.dimension(expr)
        if found not in (None, unit.dimension):
            raise AuthorError(f"{self._named(drawn)}: [{unit.dimension}] is wanted, {expr} is [{found}]")
        size = rational(Unit.read(self.figure.across.unit).factor)
        form = expr.xreplace({**self.values, **{symbol: size * symbol for symbol in left}}) / rational(unit.factor)
        if unknown := sorted(str(symbol) for symbol in form.free_symbols.difference(left)):
            raise AuthorError(f"{self._named(drawn)}: a value for {unknown[0]} is wanted, there is none in {expr}")
        return compile_enclosure(form)

    def _named(self, drawn: Curve | Mark) -> str:
        return f"{self.figure.name}, {drawn.script.name}"


def _value(function: Enclosure, point: Mapping[Expr, Fraction], axis: Axis) -> float:
    """The value there to double precision; raise `EvaluationError` where there is none."""
    for bits in _PRECISIONS:
        ball = function(point, bits)
        if ball.is_finite() and ball.imag.contains(0) and float(ball.real.rad()) <= axis.span * _WIDEST:
            return float(ball.real)
    at = "".join(f" at {symbol} = {float(value)}" for symbol, value in point.items())
    raise EvaluationError(f"a real value is wanted, {function.expr} has none{at}")


def _corners(expr: Expr, symbol: Symbol, grid: Sequence[Fraction]) -> list[Fraction]:
    """Where one argument of a maximum or minimum gives way to another, by bisection between places of the grid.

    A corner that is not found is drawn with a chord as long as one interval.
    """
    found: list[Fraction] = []
    for extremum in sorted(expr.atoms(Max, Min), key=str):
        for one, other in combinations(extremum.args, 2):
            difference = compile_enclosure(one - other)
            for low, high in pairwise(grid):
                if _sign(difference, symbol, low) * _sign(difference, symbol, high) < 0:
                    found.append(_change(difference, symbol, low, high))
    return found


def _change(difference: Enclosure, symbol: Symbol, low: Fraction, high: Fraction) -> Fraction:
    """The place between two of unlike sign at which the sign changes, to the nearest that can be told."""
    below = _sign(difference, symbol, low)
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        low, high = (middle, high) if _sign(difference, symbol, middle) == below else (low, middle)
    return low


def _sign(function: Enclosure, symbol: Symbol, place: Fraction) -> int:
    """The sign of the value, 0 where it is not told."""
    ball = function({symbol: place}, _PRECISIONS[0]).real
    return (ball > 0) - (ball < 0)
