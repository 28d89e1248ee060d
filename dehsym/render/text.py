"""Expressions on one line for the terminal: our own LaTeX with Unicode letters, slashes and superscripts."""

from __future__ import annotations

import re

from sympy import Expr

from dehsym.catalogue import Catalogue
from dehsym.equation import Equation
from dehsym.render.latex import latex_expression

_GREEK_NAMES = """
alpha beta gamma delta epsilon varepsilon zeta eta theta kappa lambda mu nu xi pi rho sigma tau phi chi psi omega
Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega
"""
_GREEK: dict[str, str] = dict(zip(_GREEK_NAMES.split(), "αβγδεεζηθκλμνξπρστφχψωΓΔΘΛΞΠΣΦΨΩ", strict=True))
_SIGNS = {
    "langle": "⟨",
    "rangle": "⟩",
    "infty": "∞",
    "oint": "∮",
    "int": "∫",
    "sum": "Σ",
    "cdot": "·",
    "times": " × ",
    "to": " → ",
    "neq": " ≠ ",
    "le": " ≤ ",
    "hbar": "ħ",
    "partial": "∂",
    "quad": "  ",
    "dots": "…",
}
_SILENT = r"\\(left|right|displaystyle|limits|mathrm|operatorname|text)\b|\\tag\{[^{}]*\}"
_OPERATOR = r"([∫∮Σ](?:_\{[^{}]*\}|_\S)?(?:\^\{[^{}]*\}|\^\S)?)\s*"
_SCRIPT = r"(\w|\\[A-Za-z]+|\{[^{}]*\})"
_SINGLE = rf"d?(\\langle [A-Z] \\rangle|\\[A-Za-z]+|[A-Za-z]|[0-9]+)\s?(_{_SCRIPT})?(\^{_SCRIPT})?"
_COMMAND = r"\\([A-Za-z]+)(?: (?=[A-Za-z0-9\\]))?"
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def text_equation(equation: Equation, catalogue: Catalogue) -> str:
    """The members of an equation on one line, joined by ` = `."""
    return " = ".join(text_expression(member, catalogue) for member in equation.members)


def text_expression(expr: Expr, catalogue: Catalogue) -> str:
    """One expression on one line, in the notation of the catalogue."""
    return from_latex(latex_expression(expr, catalogue))


def text_prose(latex: str) -> str:
    r"""Prose with formulas between dollar signs, on one line.

    >>> text_prose(r"leaving the phase $\nu$ free")
    'leaving the phase ν free'
    """
    return re.sub(r"\$([^$]*)\$", lambda found: from_latex(found[1]), latex)


def from_latex(latex: str) -> str:
    r"""LaTeX of our own printer on one line.

    >>> from_latex(r"\frac{\beta\mu}{\exp(\beta\mu) - 1} V^{2/3} n^{12}")
    'βμ/(exp(βμ) - 1) V^(2/3) n¹²'
    >>> from_latex(r"\int_{-\infty}^\infty y^2\,dy")
    '∫_-∞^∞ y² dy'
    >>> from_latex(r"V = 2.57 \times 10^{78} \text{ m}^3 \tag{4}")
    'V = 2.57 × 10⁷⁸ m³'
    """
    text = re.sub(_SILENT, "", latex)
    text = _fractions(text.replace(r"\,", " ").replace(r"\;", " "))
    text = re.sub(_COMMAND, _command, text)
    text = re.sub(_OPERATOR, r"\1 ", text)
    text = re.sub(r"\^(?:\{([0-9]+)\}|([0-9]))", lambda found: (found[1] or found[2]).translate(_SUPERSCRIPTS), text)
    text = re.sub(r"\^\{([^{}]*)\}", r"^(\1)", text)
    text = re.sub(r"_\{([^{}]*[/ ][^{}]*)\}", r"_(\1)", text)
    return re.sub(r"\s+", " ", text.replace("{", "").replace("}", "").replace(" ⟩", "⟩")).strip()


def _command(found: re.Match[str]) -> str:
    """The sign that a command prints; a function by its name, apart from an argument without brackets: ln φ."""
    name = found[1]
    return _GREEK.get(name) or _SIGNS.get(name) or name + " " * found[0].endswith(" ")


def _fractions(text: str) -> str:
    """Fractions with a slash and roots with their sign, the innermost first."""
    while found := re.search(r"\\(frac|sqrt)\{", text):
        first, after = _braced(text, found.end() - 1)
        first = _fractions(first)
        if found[1] == "sqrt":
            text = f"{text[: found.start()]}√{first if re.fullmatch(_SINGLE, first) else f'({first})'}{text[after:]}"
            continue
        second, after = _braced(text, after)
        slashed = f"{_wrapped(first)}/{_wrapped(_fractions(second), below=True)}"
        text = f"{text[: found.start()]}{slashed}{text[after:]}"
    return text


def _braced(text: str, start: int) -> tuple[str, int]:
    """The contents of the braces that open at `start`, and the place behind them."""
    depth = 0
    for place in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return text[start + 1 : place], place + 1
    return text[start + 1 :], len(text)


def _wrapped(part: str, *, below: bool = False) -> str:
    """Parenthesise what a slash would tear apart: a sum or a quotient, and below the slash a product too."""
    depth = 0
    for place, sign in enumerate(part):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(sign, 0)
        if depth == 0 and place and sign in "+-/":
            return f"({part})"
    return f"({part})" if below and not re.fullmatch(_SINGLE, part) else part
