"""Expressions that people type, read into SymPy trees.

The text goes through the grammar of `syntax`, names are looked up in the one mapping that the caller gives and in the
closed table of `functions`, and SymPy builds only what `build` has sized. Nothing is executed, and no text reaches
SymPy but the name of a bound variable.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sympy import Expr, oo

from dehsym.errors import NotationError
from dehsym.nearest import hint
from dehsym.notation.build import finite, placed
from dehsym.notation.numerals import DECIMAL
from dehsym.notation.syntax import parsed
from dehsym.notation.tree_reader import TreeReader

MAX_LENGTH = 10_000
"""The longest text in characters, unless it is one number alone."""

_NUMBER_ALONE = re.compile(rf"[ \t]*[-+]?{DECIMAL}[ \t]*")


def read_expression(text: str, names: Mapping[str, Expr]) -> Expr:
    """The SymPy expression that `text` spells.

    `names` are the only free names: a paper's catalogue, or the symbols of a claim; an undefined function F(β) among
    them is read by its bare name F, or as F(...) of another argument. The constants pi, E, I, oo, EulerGamma, Catalan
    and GoldenRatio cannot be redefined; `e` is Euler's number unless it is in `names`. Decimals are exact.

    Raises `NotationError`, and nothing else, with the column: for text that is not an expression, for an unknown name
    with the nearest known one, for a wrong number of arguments, for a value that is infinite or undefined, and for
    text or numbers that are too large.

    >>> from sympy.abc import x
    >>> read_expression("-x^2/4 + 0.25*cbrt(27)", {"x": x})
    3/4 - x**2/4
    """
    if len(text) > MAX_LENGTH and not _NUMBER_ALONE.fullmatch(text):
        raise NotationError(f"at most {MAX_LENGTH:,} characters are wanted, found {len(text):,}")
    tree = parsed(text)
    with placed():
        return finite(TreeReader(names).build(tree))


def read_assignment(text: str, names: Mapping[str, Expr]) -> tuple[str, Expr]:
    """The name and the value in `NAME=VALUE`, where NAME is in `names` and VALUE a finite number without names.

    Raises `NotationError` that says what was wanted and what was found.

    >>> from sympy.abc import T
    >>> read_assignment("T = 2.5", {"T": T})
    ('T', 5/2)
    """
    name, equals, value_text = text.partition("=")
    name = name.strip()
    if not equals:
        raise NotationError(f"NAME=VALUE is wanted, found {text[:40]!r}")
    if name not in names:
        raise NotationError(f"NAME=VALUE wants a known name, found {name[:40]!r}{hint(name[:40], names)}")
    try:
        value = read_expression(value_text, {})
    except NotationError as error:
        raise NotationError(f"{name}=VALUE wants a number: {error}") from None
    if value.free_symbols or value.is_infinite or value in (oo, -oo):
        raise NotationError(f"{name}=VALUE wants a finite number, found {value_text.strip()[:40]!r}")
    return name, value
