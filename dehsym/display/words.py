r"""Words and formulas of a notebook: Jupyter typesets what stands between dollar signs, and nothing else is to be.

A dollar sign that is none of ours is put into an element of its own, where it opens no formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Context, Decimal, DecimalException, Inexact

from dehsym.markup import Html, escaped, joined, tag, with_powers

Say = Callable[[str], Html]
"""Sets words with formulas among them."""

_PIECE = re.compile(r"`(?P<typed>[^`]+)`|\$(?P<latex>[^$]+)\$")
_NUMBERING = re.compile(r"\\tag\*?\s*\{[^{}]*\}")
_LONGEST = 400
_SHORT = 25


def formula(latex: str) -> Html:
    r"""A formula, as large as on a line of its own, without the number that is printed beside it.

    >>> formula(r"a < \frac{1}{2} \tag{3}")
    '$\\displaystyle a &lt; \\frac{1}{2}$'
    """
    return code(latex) if "$" in latex else Html(f"$\\displaystyle {escaped(_NUMBERING.sub('', latex).strip())}$")


def plain(text: str) -> Html:
    """Text as it is, in which nothing is a formula; what is markup already is that.

    >>> plain("5 $ < 6 $")
    '5 <span>$</span> &lt; 6 <span>$</span>'
    """
    return text if isinstance(text, Html) else joined(text.split("$"), tag("span", "$"))


def code(text: str) -> Html:
    """What is typed.

    >>> code("T=2.73")
    '<code>T=2.73</code>'
    """
    return tag("code", plain(text))


def prose(text: str) -> Html:
    r"""Words with formulas between dollar signs, and typed notation between backticks.

    >>> prose(r"the pole `log(z)`, where $\phi < 1$, for 5 $")
    'the pole <code>log(z)</code>, where $\\phi &lt; 1$, for 5 <span>$</span>'
    """
    parts: list[str] = []
    after = 0
    for found in _PIECE.finditer(text):
        typed = found["typed"]
        shown = code(typed) if typed else Html(f"${escaped(found['latex'])}$")
        parts += [plain(text[after : found.start()]), shown]
        after = found.end()
    return joined([*parts, plain(text[after:])])


def number(text: str) -> Html:
    """A typed number with its unit, as it is printed, on one line.

    >>> number("2.9 mm")[-14:]
    '>2.9 mm</span>'
    """
    return tag("span", with_powers(text), style="white-space:nowrap") if text else Html()


def cut(text: str) -> str:
    """A text whose end nobody reads, with three dots in the place of that.

    >>> cut("3" * 1000)[-30:]
    '33333333... (1,000 characters)'
    """
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}... ({len(text):,} characters)"


def short_decimal(text: str) -> str:
    """A fraction as the decimal that it is, if it is a short one.

    >>> short_decimal("5451/2000"), short_decimal("1/3")
    ('2.7255', '1/3')
    """
    above, _, under = text.partition("/")
    try:
        return str(Context(_SHORT, traps=[Inexact]).divide(Decimal(above), Decimal(under)).normalize())
    except (DecimalException, ValueError):
        return cut(text)
