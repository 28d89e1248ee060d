"""The points of a sweep along one parameter: exact numbers, so that a row says where it was computed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import final

from flint import arb, fmpq, fmpz

from dehsym.errors import NotationError
from dehsym.numeric.decimal_digits import decimal_digits
from dehsym.numeric.exact import exact_number

MOST_POINTS = 10**9
MOST_LISTED = 10**7
GEOMETRIC_DIGITS = 15
"""A geometric grid has no exact points of its own: its points are these digits of them, and exact from there on."""

_MOST_PLACES = 2000
_PLAIN = 21
_NAME = re.compile(r"\s*([A-Za-z_]\w*)\s*=(.*)", re.DOTALL)
_WANTED = "NAME=START:STOP:COUNT, NAME=START:STOP:COUNT:log or NAME=A,B,C is wanted"


@final
@dataclass(frozen=True, slots=True)
class Axis:
    """The values that one parameter takes: `count` of them from `start` to `stop`, equally spaced, or the `listed`.

    Numbers are exact texts. With `geometric`, neighbours have one ratio, and points between the ends are rounded to 15
    digits.

    >>> [Axis.between("x", "0", "1", 4).text(place) for place in range(4)]
    ['0', '1/3', '2/3', '1']
    >>> [Axis.between("x", "1", "100", 3, geometric=True).text(place) for place in range(3)]
    ['1', '10', '100']
    """

    name: str
    start: str = ""
    stop: str = ""
    count: int = 0
    geometric: bool = False
    listed: tuple[str, ...] = ()

    @classmethod
    def between(cls, name: str, start: object, stop: object, count: int, *, geometric: bool = False) -> Axis:
        """Equally spaced points, both ends included; a count of 1 is the start alone.

        Raises `NotationError` for a count out of range, or a geometric grid whose ends are not positive, and
        `EvaluationError` for ends that are no exact numbers.
        """
        if not 1 <= count <= MOST_POINTS:
            raise NotationError(f"from 1 to {MOST_POINTS} points of {name} are wanted, found {count}")
        ends = exact_number(start), exact_number(stop)
        if geometric and not (ends[0] > 0 and ends[1] > 0):
            raise NotationError(
                f"positive ends are wanted for a geometric grid of {name}, found {ends[0]} and {ends[1]}"
            )
        return cls(name, str(ends[0]), str(ends[1]), count, geometric)

    @classmethod
    def of(cls, name: str, values: Iterable[object]) -> Axis:
        """The values as they are listed.

        Raises `NotationError` if there are none, `EvaluationError` for one that is no exact number.
        """
        listed = tuple(str(exact_number(value)) for value in values)
        if not 1 <= len(listed) <= MOST_LISTED:
            raise NotationError(f"from 1 to {MOST_LISTED} values of {name} are wanted, found {len(listed)}")
        return cls(name, count=len(listed), listed=listed)

    def points(self) -> Callable[[int], fmpq]:
        """The exact value as a function of the place, from 0 to `count` - 1."""
        if self.listed:
            return [exact_number(value) for value in self.listed].__getitem__
        start, stop, last = exact_number(self.start), exact_number(self.stop), self.count - 1
        step = (stop - start) / last if last else fmpq(0)

        def geometric(place: int) -> fmpq:
            return {0: start, last: stop}.get(place) or self._between(start, stop, fmpq(place, last))

        return geometric if self.geometric else lambda place: start + step * place

    @staticmethod
    def _between(start: fmpq, stop: fmpq, share: fmpq) -> fmpq:
        def enclosure(bits: int) -> arb:
            return arb(start) * arb(stop / start) ** arb(share)

        ratio = stop / start
        if ratio == 1:
            return start
        root = _exact_root(ratio, share)
        return start * root if root is not None else exact_number(decimal_digits(enclosure, GEOMETRIC_DIGITS).real)

    def text(self, place: int) -> str:
        """The value as exact text: a decimal where it ends, a fraction elsewhere.

        >>> [Axis.of("x", ["0.25", "1/3", "-12e3", "1e-30"]).text(place) for place in range(4)]
        ['0.25', '1/3', '-12000', '1e-30']
        """
        return exact_text(self.points()(place))


def read_axis(text: str) -> Axis:
    """The axis that a user typed; raise `NotationError` for anything else.

    >>> read_axis("T = 1:3:5").text(1), read_axis("z=0.1, 0.2").text(1), read_axis("a=1e-6:1:7:log").text(1)
    ('1.5', '0.2', '0.00001')
    """
    found = _NAME.fullmatch(text)
    if not found:
        raise NotationError(f"{_WANTED}, found {text!r}")
    name, points = found.groups()
    parts = [part.strip() for part in points.split(":")]
    if len(parts) == 1:
        return Axis.of(name, [part.strip() for part in points.split(",")])
    if len(parts) not in (3, 4) or parts[3:] not in ([], ["log"]) or not re.fullmatch(r"\d{1,10}", parts[2]):
        raise NotationError(f"{_WANTED}, found {text!r}")
    return Axis.between(name, parts[0], parts[1], int(parts[2]), geometric=len(parts) == 4)


def exact_text(value: fmpq) -> str:
    """An exact number as people write it: a decimal where it ends within 2,000 places, a fraction elsewhere."""
    below = value.denominator
    twos, fives = _multiplicity(below, 2), _multiplicity(below, 5)
    if below != fmpz(2) ** twos * fmpz(5) ** fives or max(twos, fives) > _MOST_PLACES:
        return str(value)
    places = max(twos, fives)
    digits = (abs(value) * fmpq(10) ** places).numerator.str()
    sign = "-" if value < 0 else ""
    if places == 0:
        kept = digits.rstrip("0")
        return sign + (digits if len(digits) <= _PLAIN or not kept else f"{kept}e{len(digits) - len(kept)}")
    if places > _PLAIN and len(digits) < places - _PLAIN:
        return f"{sign}{digits}e-{places}"
    padded = digits.rjust(places + 1, "0")
    return f"{sign}{padded[:-places]}.{padded[-places:]}"


def _multiplicity(number: fmpz, prime: int) -> int:
    count = 0
    while number % prime == 0:
        number, count = number // prime, count + 1
    return count


def _exact_root(ratio: fmpq, share: fmpq) -> fmpq | None:
    """ratio^share where that is rational: a power of a root of numerator and denominator."""
    degree = int(share.denominator)
    roots = [part.root(degree) for part in (ratio.numerator, ratio.denominator)]
    if any(root**degree != part for root, part in zip(roots, (ratio.numerator, ratio.denominator), strict=True)):
        return None
    return fmpq(*roots) ** int(share.numerator)
