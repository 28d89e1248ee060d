"""What stands between neighbours in a terminal: how many blank cells, and which scripts Unicode has as signs.

A terminal knows whole cells only, so thin spaces are left out or become a cell: apart stand what would be read together
(k_B T, ρ exp(iφ)) and what TeX sets apart (relations, sums); the rest is tight, as in print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

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
from dehsym.render.typesetting.letters import LIMITED

_SUPERSCRIPTS: Mapping[str, str] = MappingProxyType(dict(zip("0123456789+−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True)))
_SUBSCRIPTS: Mapping[str, str] = MappingProxyType(
    dict(zip("0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))
)
_ATTACHED = frozenset("′∗†∘")
_COMMON_LETTERS = str.maketrans("ϕφ", "φϕ")
_TIGHT_SYMBOLS = frozenset("/|‖∂∇_")
_AFTER_TERM = frozenset(",;.:!?%′")
_PAUSES = frozenset(",;:")
_LONGEST_INDEX = 2


def letters(text: str) -> str:
    r"""A sign as terminals show it best: \phi is the common letter of keyboards, and \varphi the other one.

    >>> letters("\N{GREEK PHI SYMBOL}")
    'φ'
    """
    return text.translate(_COMMON_LETTERS)


def opened(row: Row) -> Iterator[Formula]:
    """The parts of a row, with rows inside it opened: braces alone print nothing."""
    for part in row.parts:
        if isinstance(part, Row):
            yield from opened(part)
        else:
            yield part


def superscript(row: Row) -> str | None:
    """The row as signs of Unicode that stand raised, if it has them all.

    >>> superscript(Row((Sign("−", Role.SIGN), Sign("29", Role.NUMERAL))))
    '⁻²⁹'
    """
    parts = list(opened(row))
    if parts and all(isinstance(part, Sign) and part.text in _ATTACHED for part in parts):
        return "".join(part.text for part in parts if isinstance(part, Sign)).replace("∗", "*").replace("∘", "°")
    return _translated(parts, _SUPERSCRIPTS)


def subscript(row: Row) -> str | None:
    """The row as signs of Unicode that stand lowered, if it has them all."""
    parts = list(opened(row))
    return (
        None
        if is_name(parts) and len("".join(map(text_of, parts))) > _LONGEST_INDEX
        else _translated(parts, _SUBSCRIPTS)
    )


def is_name(parts: Sequence[Formula]) -> bool:
    """Whether there are letters only, as of a word."""
    return all(role(part) in (Role.LETTER, Role.UPRIGHT) and isinstance(part, Sign) for part in parts)


def _translated(parts: Sequence[Formula], table: Mapping[str, str]) -> str | None:
    signs = "".join(letters(part.text) if isinstance(part, Sign) else " " for part in parts)
    return "".join(table[sign] for sign in signs) if signs and all(sign in table for sign in signs) else None


def blanks(space: Space) -> int:
    """How many cells an empty space takes.

    >>> [blanks(Space(width)) for width in (-3 / 18, 3 / 18, 1.0, 2.0)]
    [0, 1, 2, 4]
    """
    return 0 if space.width <= 0 else 1 if space.width < 1 else round(2 * space.width)


def role(part: Formula | None) -> Role | None:
    """The role of a sign, or of the sign that bears scripts; none of what is composed."""
    base = part.base if isinstance(part, Scripted) else part
    if isinstance(base, Row):
        return role(next(opened(base), None))
    return base.role if isinstance(base, Sign) else None


def text_of(part: Formula | None) -> str:
    """The text of a sign, and nothing for all else."""
    return part.text if isinstance(part, Sign) else ""


def is_factor(part: Formula | None) -> bool:
    """Whether a part is a factor or begins one, so that a quotient before it needs brackets."""
    if part is None or isinstance(part, Space):
        return False
    if role(part) is Role.SYMBOL:
        return text_of(part) not in _AFTER_TERM | {"|", "/", "‖"} or text_of(part) == "!"
    return role(part) not in (Role.RELATION, Role.OPERATION, Role.SIGN, Role.CLOSING, Role.WORDS)


def applied(parts: Sequence[Formula]) -> frozenset[int]:
    """The places of the brackets that close the argument of a function: what follows them stands apart."""
    found: set[int] = set()
    waiting: list[bool] = []
    for at, part in enumerate(parts):
        before = role(parts[at - 1]) if at else None
        if role(part) is Role.OPENING:
            waiting.append(before is Role.FUNCTION)
        elif (role(part) is Role.CLOSING and waiting and waiting.pop()) or (
            _is_fenced(part) and before is Role.FUNCTION
        ):
            found.add(at)
    return frozenset(found)


def _is_fenced(part: Formula) -> bool:
    return isinstance(part.base if isinstance(part, Scripted) else part, Fenced)


def is_tall(row: Row) -> bool:
    """Whether there is a fraction on the row, so that brackets around it grow."""
    return any(_has_fraction(part) for part in opened(row))


def _has_fraction(part: Formula) -> bool:
    match part:
        case Fraction():
            return True
        case Scripted():
            return part.is_stacked or _has_fraction(part.base)
        case Root():
            return is_tall(part.radicand)
        case Fenced() | Accented():
            return is_tall(part.inside)
        case _:
            return False


def with_growing_brackets(row: Row) -> Row:
    """The row in which brackets that are signs of their own grow too, where there is a fraction between them."""
    done: list[list[Formula]] = [[]]
    for part in opened(row):
        if role(part) is Role.OPENING:
            done.append([part])
        elif role(part) is Role.CLOSING and len(done) > 1:
            first, *inside = done.pop()
            done[-1] += _fenced(first, Row(tuple(inside)), part)
        else:
            done[-1].append(part)
    return Row(tuple(part for parts in done for part in parts))


def _fenced(opening: Formula, inside: Row, closing: Formula) -> list[Formula]:
    if isinstance(opening, Scripted) or not is_tall(inside):
        return [opening, *inside.parts, closing]
    base = closing.base if isinstance(closing, Scripted) else closing
    fenced = Fenced(text_of(opening), inside, text_of(base))
    return [Scripted(fenced, closing.below, closing.above) if isinstance(closing, Scripted) else fenced]


def begins_differential(parts: Sequence[Formula], at: int) -> bool:
    """Whether a letter d with a letter behind it stands there: under an integral that is a differential."""
    following = parts[at + 1] if at + 1 < len(parts) else None
    return text_of(parts[at]) == "d" and role(following) in (Role.LETTER, Role.UPRIGHT)


def gap(before: Formula | None, after: Formula, *, tight: bool = False, is_applied: bool = False) -> int:
    """The blank cells between two neighbours of a row; `is_applied` says that the first closes an argument.

    In a `tight` row, as scripts are, relations and sums are not set apart.
    """
    left, right = role(before), role(after)
    if before is None or left in (Role.SIGN, Role.OPENING) or right is Role.CLOSING:
        return 0
    if Role.WORDS in (left, right) and (text_of(before).endswith(" ") or text_of(after).startswith(" ")):
        return 0
    asking = (Role.RELATION, Role.OPERATION)
    if left in asking or right in asking:
        return 0 if tight else 1
    if (
        Role.WORDS in (left, right)
        or text_of(after) in _AFTER_TERM | _TIGHT_SYMBOLS
        or text_of(before) in _TIGHT_SYMBOLS
    ):
        return 0
    if text_of(before) in _PAUSES:
        return 0 if tight else 1
    return _between_factors(before, after, is_applied=is_applied)


def _between_factors(before: Formula, after: Formula, *, is_applied: bool) -> int:
    left, right = role(before), role(after)
    bracket = right is Role.OPENING or _is_fenced(after)
    if left is Role.FUNCTION:
        return 0 if bracket and not _has_limit(before) else 1
    if is_applied or Role.LARGE in (left, right) or right is Role.FUNCTION:
        return 1
    if isinstance(before, Fraction | Root) or isinstance(after, Fraction):
        return 1
    if isinstance(after, Root):
        return int(after.degree is not None)
    if text_of(before) == "!" or right is Role.NUMERAL or _is_word(before) or (_is_word(after) and not bracket):
        return int(not bracket)
    is_raised = isinstance(before, Scripted) and before.above is not None
    return int(ends_in_plain_script(before) and (is_raised or not bracket))


def _has_limit(part: Formula) -> bool:
    return isinstance(part, Scripted) and text_of(part.base) in LIMITED


def _is_word(part: Formula) -> bool:
    """Whether a name of several letters stands there."""
    base = part.base if isinstance(part, Scripted) else part
    return role(part) is Role.UPRIGHT and len(text_of(base)) > 1


def ends_in_plain_script(part: Formula) -> bool:
    """Whether a part ends in a script that is no sign of Unicode, so that a letter would be taken into it."""
    if not isinstance(part, Scripted):
        return False
    if part.above is not None:
        return superscript(part.above) is None
    return part.below is not None and subscript(part.below) is None


def accented(part: Accented, text: str) -> str:
    """A text of one line under an accent: lines over every sign, other accents over the last."""
    if part.accent in "\u0304\u0305\u0332":
        return "".join(sign if sign == " " else sign + part.accent for sign in text)
    return text + part.accent
