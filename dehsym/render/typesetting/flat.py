r"""A formula on one line of Unicode: fractions with a slash, scripts as small signs or behind ^ and _.

Brackets make it read in one way only: what a slash divides by is one factor, a/(bc), and a quotient with a factor
behind it is bracketed, (a/b) c. A root covers one letter or a bracket.
"""

from __future__ import annotations

from collections.abc import Sequence

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
from dehsym.render.typesetting.spacing import (
    accented,
    applied,
    begins_differential,
    blanks,
    gap,
    is_factor,
    is_name,
    letters,
    opened,
    role,
    subscript,
    superscript,
    text_of,
)

_SUMS = frozenset("+−±∓")
_ROOTS = {"2": "√", "3": "∛", "4": "∜"}
_D = frozenset("d∂")


def flat(row: Row) -> str:
    r"""The row on one line.

    >>> from dehsym.render.typesetting.formula import read_formula
    >>> print(flat(read_formula(r"N_g = \frac{\pi\phi}{2} \int_0^\infty \frac{n^2 dn}{\exp(\alpha n^2) - \phi}")))
    N_g = (πφ/2) ∫₀^∞ n² dn/(exp(αn²) − φ)
    >>> print(flat(read_formula(r"\Lambda_B = \frac{h}{\sqrt{2\pi mk_B T}}, \quad \frac{x}{\sqrt{\alpha}}")))
    Λ_B = h/√(2πmk_B T),  x/√α
    """
    return _line(row, integral=False).strip()


def _line(row: Row, *, integral: bool) -> str:
    """The parts side by side; under an `integral` a letter d begins a differential."""
    parts = list(opened(row))
    closing = applied(parts)
    text, before, pending = "", None, 0
    for at, part in enumerate(parts):
        if isinstance(part, Space):
            pending = max(pending, blanks(part))
            continue
        following = next((each for each in parts[at + 1 :] if not _is_thin(each)), None)
        space = gap(before, part, is_applied=before is not None and at - 1 in closing)
        if integral and before is not None and role(before) is not Role.SIGN and begins_differential(parts, at):
            space = 1
        integral = integral or text_of(part.base if isinstance(part, Scripted) else part) in ("∫", "∮")
        written = _part(part, integral=integral)
        if isinstance(part, Fraction) and part.ruled:
            closely = role(before) is Role.FUNCTION or text_of(before) in _D
            if closely or is_factor(following) or text_of(before) == "/":
                written = f"({written})"
            space = 0 if closely else space
        text += " " * (max(space, pending) if text else 0) + written
        before, pending = part, 0
    return text


def _is_thin(part: Formula) -> bool:
    return isinstance(part, Space) and part.width < 1


def _part(part: Formula, *, integral: bool) -> str:
    match part:
        case Sign():
            return part.text if part.role is Role.WORDS else letters(part.text)
        case Fraction():
            return _quotient(part, integral=integral)
        case Root():
            return _root(part)
        case Scripted():
            return _scripted(part)
        case Fenced():
            return part.opening + _line(part.inside, integral=False) + part.closing
        case Accented():
            return accented(part, _line(part.inside, integral=False))
        case Row():
            return _line(part, integral=integral)
        case Space():
            return " " * blanks(part)


# --- Quotients and roots


def _quotient(fraction: Fraction, *, integral: bool) -> str:
    above, below = (_line(row, integral=integral) for row in (fraction.above, fraction.below))
    if not fraction.ruled:
        return f"{above} over {below}"
    if not _is_product(fraction.above):
        above = f"({above})"
    if not (is_single(fraction.below) or _is_derivative(fraction)):
        below = f"({below})"
    return f"{above}/{below}"


def _is_product(row: Row) -> bool:
    """Whether a slash behind the row divides all of it."""
    parts, depth = _printed(row), 0
    for at, part in enumerate(parts):
        depth += (role(part) is Role.OPENING) - (role(part) is Role.CLOSING)
        if depth:
            continue
        if isinstance(part, Fraction) or role(part) in (Role.RELATION, Role.SIGN, Role.LARGE, Role.WORDS):
            return False
        if text_of(part) in _SUMS or text_of(part) in ("/", ",", ";", "|"):
            return False
        if role(part) is Role.FUNCTION and not _is_bracket(parts[at + 1 : at + 2]):
            return False
    return bool(parts)


def _is_bracket(parts: Sequence[Formula]) -> bool:
    return bool(parts) and (role(parts[0]) is Role.OPENING or isinstance(_bare(parts[0]), Fenced))


def is_single(row: Row, *, root: bool = False) -> bool:
    """Whether the row is one factor: a letter or a number with its scripts, a root, a bracket, an applied function.

    Under a `root` sign without a line over it only what cannot be read in two ways: no function, exponent, other root.
    """
    parts = _printed(row)
    first = parts[0] if parts else Row(())
    if root and (
        role(first) is Role.FUNCTION or isinstance(_bare(first), Root) or text_of(parts[-1] if parts else None) == "!"
    ):
        return False
    if root and len(parts) == 1 and isinstance(first, Scripted) and first.above is not None:
        return False
    if len(parts) > 1 and text_of(parts[-1]) == "!":
        return is_single(Row(tuple(parts[:-1])))
    if parts and role(parts[0]) is Role.FUNCTION:
        parts = parts[1:]
        return _is_bracket(parts) and (len(parts) == 1 or _spans(parts))
    if len(parts) == 1:
        plain = (Role.LETTER, Role.UPRIGHT, Role.NUMERAL)
        is_sign = role(parts[0]) in plain or text_of(parts[0]) == "∞"
        return is_sign or isinstance(_bare(parts[0]), Root | Fenced | Accented)
    return _spans(parts)


def _spans(parts: Sequence[Formula]) -> bool:
    """Whether the first of the parts is a bracket that the last one closes."""
    depth = 0
    for at, part in enumerate(parts):
        depth += (role(part) is Role.OPENING) - (role(part) is Role.CLOSING)
        if depth <= 0:
            return at > 0 and at + 1 == len(parts)
    return False


def _is_derivative(fraction: Fraction) -> bool:
    """Whether it is a derivative by one variable, as dp/dT: both sides begin with the same d."""
    above, below = _printed(fraction.above), _printed(fraction.below)
    if not above or len(below) != 2:
        return False
    first, second = text_of(_bare(above[0])), text_of(below[0])
    return first == second and first in _D and is_single(Row((below[1],)))


def _root(root: Root) -> str:
    degree = _line(root.degree, integral=False) if root.degree else "2"
    sign = _ROOTS.get(degree)
    if sign is None:
        raised = superscript(root.degree) if root.degree else ""
        sign = f"{raised if raised is not None else f'^({degree})'}√"
    inside = _line(root.radicand, integral=False)
    return sign + (inside if is_single(root.radicand, root=True) else f"({inside})")


# --- Scripts


def _scripted(part: Scripted) -> str:
    base = _part(part.base, integral=False)
    if isinstance(part.base, Fraction | Root):
        base = f"({base})"
    below = _script(part.below, "_", subscript(part.below)) if part.below else ""
    return base + below + (_script(part.above, "^", superscript(part.above)) if part.above else "")


def _script(row: Row, mark: str, small: str | None) -> str:
    if small is not None:
        return small
    text = _line(row, integral=False)
    parts = _printed(row)
    single = len(parts) == 1 and isinstance(parts[0], Sign) and " " not in text
    single = single or (mark == "_" and is_name(parts))
    return mark + (text if single else f"({text})")


def _printed(row: Row) -> list[Formula]:
    return [part for part in opened(row) if not isinstance(part, Space)]


def _bare(part: Formula) -> Formula:
    """A part without its scripts."""
    return part.base if isinstance(part, Scripted) else part
