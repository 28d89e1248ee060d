r"""Fractions of running text with a slash, as they are typed there: π/2 rather than small figures one over the other.

A fraction keeps its rule where a slash would be misread, before a further factor or after the name of a function, and
where it holds such fractions.
"""

from __future__ import annotations

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

_SLASH = Sign("/", Role.SYMBOL)
_SINGLE = (Role.LETTER, Role.NUMERAL, Role.UPRIGHT)
_TERMS = frozenset("+−±∓")
_LOOSE = _TERMS | {"/"}
_STOPS = frozenset(",;:.")
_WIDE = 1.0
"""Em of space, which parts formulas from one another."""


def slashed(row: Row) -> Row:
    r"""The same formula, with a slash in its fractions where that says the same.

    >>> from dehsym.render.typesetting.formula import read_formula
    >>> half, half_of = read_formula(r"\frac{\pi}{2}"), read_formula(r"\frac{\pi}{2} x")
    >>> [part.text for part in slashed(half).parts], slashed(half_of) == half_of
    (['π', '/', '2'], True)
    """
    done: list[Formula] = []
    for place, part in enumerate(row.parts):
        if isinstance(part, Fraction):
            is_clear = _is_clear(part, row.parts[:place], row.parts[place + 1 :])
            done += _divided(part) if is_clear else [part]
        else:
            done.append(_within(part))
    return Row(tuple(done))


def _divided(fraction: Fraction) -> list[Formula]:
    """A fraction with a slash, or as it is if it holds fractions that have none."""
    above, below = slashed(fraction.above), slashed(fraction.below)
    if _holds_fraction(above) or _holds_fraction(below):
        return [fraction]
    return [*_above(above), _SLASH, *_below(below)]


def _within(part: Formula) -> Formula:
    match part:
        case Row():
            return slashed(part)
        case Root(radicand, degree):
            return Root(slashed(radicand), degree)
        case Scripted(base, below, above):
            return Scripted(_within(base), slashed(below) if below else None, slashed(above) if above else None)
        case Fenced(opening, inside, closing):
            is_binomial = any(isinstance(each, Fraction) and not each.ruled for each in inside.parts)
            return part if is_binomial else Fenced(opening, slashed(inside), closing)
        case Accented(accent, inside):
            return Accented(accent, slashed(inside))
        case _:
            return part


def _is_clear(fraction: Fraction, before: tuple[Formula, ...], after: tuple[Formula, ...]) -> bool:
    """Whether a slash says the same there."""
    if not fraction.ruled:
        return False
    return _takes_no_argument(_nearest(before[::-1])) and _ends_a_term(_nearest(after)) and not _is_divided(before)


def _is_divided(before: tuple[Formula, ...]) -> bool:
    """Whether the last term has a slash already."""
    signs = (part for part in reversed(before) if isinstance(part, Sign))
    ends = (Role.RELATION, Role.OPENING)
    last = next((each for each in signs if each == _SLASH or each.role in ends or each.text in _STOPS | _TERMS), None)
    return last == _SLASH


def _nearest(parts: tuple[Formula, ...]) -> Formula | None:
    """The first part that is no small space."""
    return next((each for each in parts if not (isinstance(each, Space) and each.width < _WIDE)), None)


def _takes_no_argument(part: Formula | None) -> bool:
    base = part.base if isinstance(part, Scripted) else part
    return not (isinstance(base, Sign) and base.role in (Role.FUNCTION, Role.LARGE, Role.WORDS))


def _ends_a_term(part: Formula | None) -> bool:
    """Whether nothing, or what ends a term, stands there."""
    if part is None or isinstance(part, Space):
        return True
    ends = (Role.RELATION, Role.CLOSING)
    return isinstance(part, Sign) and (part.role in ends or part.text in _STOPS or part.text in _TERMS)


def _holds_fraction(part: Formula | None) -> bool:
    match part:
        case Fraction():
            return True
        case Row(parts):
            return any(map(_holds_fraction, parts))
        case Root(radicand, _) | Fenced(_, radicand, _) | Accented(_, radicand):
            return _holds_fraction(radicand)
        case Scripted(base, below, above):
            return any(map(_holds_fraction, (base, below, above)))
        case _:
            return False


def _above(row: Row) -> tuple[Formula, ...]:
    """A numerator, a sum or a quotient in brackets."""
    loose = (Role.SIGN, Role.RELATION, Role.LARGE, Role.WORDS)
    is_loose = any(isinstance(each, Sign) and (each.role in loose or each.text in _LOOSE) for each in row.parts)
    starts_large = any(isinstance(each, Scripted) and not _takes_no_argument(each) for each in row.parts)
    return _bracketed(row) if is_loose or starts_large else row.parts


def _below(row: Row) -> tuple[Formula, ...]:
    """A denominator, a product in brackets too, but no differential."""
    match row.parts:
        case (Root() | Fenced() | Accented(),):
            return row.parts
        case (Scripted(Sign(role=role)) | Sign(role=role),) if role in _SINGLE:
            return row.parts
        case (Sign("d" | "∂"), Scripted(Sign(role=Role.LETTER)) | Sign(role=Role.LETTER)):
            return row.parts
        case (Sign(role=Role.OPENING), *inside, Sign(role=Role.CLOSING)) if not any(map(_is_bracket, inside)):
            return row.parts
        case _:
            return _bracketed(row)


def _is_bracket(part: Formula) -> bool:
    return isinstance(part, Sign) and part.role in (Role.OPENING, Role.CLOSING)


def _bracketed(row: Row) -> tuple[Formula, ...]:
    return Sign("(", Role.OPENING), *row.parts, Sign(")", Role.CLOSING)
