r"""The name of a quantity as LaTeX, where nobody says how it is printed: of x_max the index stands upright.

>>> print(readable("x_max"), readable("beta_1"), readable("spacing"))
x_{\mathrm{max}} \beta_1 \mathrm{spacing}
"""

from __future__ import annotations

import re

_NAME = re.compile(r"([A-Za-z]+)_?([A-Za-z0-9]*)")
_GREEK = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau"
    " upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)


def readable(name: str) -> str:
    """Print the name of a symbol: one letter or Greek, and a subscript; else upright."""
    parts = _NAME.fullmatch(name)
    if parts is None:
        return rf"\mathrm{{{escaped(name)}}}"
    letter, index = parts[1], parts[2]
    text = f"\\{letter}" if letter in _GREEK.split() else letter if len(letter) == 1 else rf"\mathrm{{{letter}}}"
    if not index:
        return text
    if len(index) == 1:
        return f"{text}_{index}"
    return text + (f"_{{{index}}}" if index.isdigit() else rf"_{{\mathrm{{{index}}}}}")


def escaped(name: str) -> str:
    """Print a name as upright text, leaving out what LaTeX cannot show."""
    return "".join(f"\\{sign}" if sign in "_{}$%&#" else sign for sign in name if sign.isalnum() or sign in "_ {}$%&#")
