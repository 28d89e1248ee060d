r"""What the macros of a formula print as: letters, signs, names of functions, brackets and spaces in Unicode.

These are the macros of our own printer and of the papers it is compared with; `formula` refuses all others.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_GREEK_NAMES = """
alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho sigma
varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
"""
_GREEK = dict(zip(_GREEK_NAMES.split(), "αβγδϵεζηθϑικλμνξπϖρϱσςτυϕφχψωΓΔΘΛΞΠΣΥΦΨΩ", strict=True))

LETTERS: Mapping[str, str] = MappingProxyType(
    {"\\" + name: letter for name, letter in _GREEK.items()} | {r"\hbar": "ħ", r"\ell": "ℓ", r"\imath": "ı"}
)
"""Single letters, by their macros; capital Greek stands upright, as TeX has it."""

UPRIGHT_LETTERS = frozenset("ΓΔΘΛΞΠΣΥΦΨΩ")
"""Letters that TeX sets upright."""

RELATIONS: Mapping[str, str] = MappingProxyType(
    {
        "=": "=", "<": "<", ">": ">", r"\equiv": "≡", r"\to": "→", r"\rightarrow": "→", r"\le": "≤", r"\leq": "≤",
        r"\ge": "≥", r"\geq": "≥", r"\ne": "≠", r"\neq": "≠", r"\approx": "≈", r"\simeq": "≃", r"\sim": "∼",
        r"\propto": "∝", r"\lt": "<", r"\gt": ">", r"\leqslant": "≤", r"\geqslant": "≥", r"\ll": "≪", r"\gg": "≫",
        r"\in": "∈", r"\mid": "|", r"\Rightarrow": "⇒",
    }
)  # fmt: skip
"""Signs with space on both sides, at which a line may be broken."""

OPERATIONS: Mapping[str, str] = MappingProxyType(
    {"+": "+", "-": "−", r"\pm": "±", r"\mp": "∓", r"\cdot": "·", r"\times": "×", "*": "∗", r"\ast": "∗"}
)
"""Signs between two terms or factors, or before one."""

SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        r"\infty": "∞", r"\partial": "∂", r"\dots": "…", r"\ldots": "…", r"\cdots": "⋯", "'": "′", r"\prime": "′",
        "!": "!", "/": "/", ",": ",", ";": ";", ":": ":", ".": ".", r"\%": "%", r"\nabla": "∇", r"\circ": "∘",
        r"\dagger": "†", r"\_": "_", "|": "|", r"\|": "‖", "?": "?",
    }
)  # fmt: skip
"""Signs that take no space of an operation."""

LARGE: Mapping[str, str] = MappingProxyType({r"\int": "∫", r"\oint": "∮", r"\sum": "∑", r"\prod": "∏"})
"""Large operators; the limits of the last two stand below and above them."""

_FUNCTION_NAMES = "exp ln log sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth arg det"
FUNCTIONS = frozenset(_FUNCTION_NAMES.split())
"""Functions with a macro of their own name; their scripts stand beside them."""

LIMITED = frozenset(("lim", "max", "min", "sup", "inf"))
"""Names below which their limits stand."""

BRACKETS: Mapping[str, str] = MappingProxyType(
    {
        "(": "(", ")": ")", "[": "[", "]": "]", r"\{": "{", r"\}": "}", r"\langle": "⟨", r"\rangle": "⟩",
        r"\lvert": "|", r"\rvert": "|", r"\lfloor": "⌊", r"\rfloor": "⌋", r"\lceil": "⌈", r"\rceil": "⌉", ".": "",
        "|": "|", "/": "/", r"\|": "‖",
    }
)  # fmt: skip
"""Brackets as they may follow \\left and \\right, and what they print."""

OPENING = frozenset((r"(", "[", r"\{", r"\langle", r"\lvert", r"\lfloor", r"\lceil"))
"""Brackets that open by themselves."""

CLOSING = frozenset((")", "]", r"\}", r"\rangle", r"\rvert", r"\rfloor", r"\rceil"))
"""Brackets that close by themselves."""

SPACES: Mapping[str, float] = MappingProxyType(
    {
        r"\,": 3 / 18, r"\:": 4 / 18, r"\>": 4 / 18, r"\;": 5 / 18, r"\ ": 6 / 18, "~": 6 / 18, r"\!": -3 / 18,
        r"\quad": 1.0, r"\qquad": 2.0,
    }
)  # fmt: skip
"""Spaces in em (Knuth, The TeXbook, ch. 18)."""

ACCENTS: Mapping[str, str] = MappingProxyType(
    {
        r"\bar": "\u0304", r"\overline": "\u0305", r"\underline": "\u0332", r"\tilde": "\u0303", r"\hat": "\u0302",
        r"\dot": "\u0307", r"\ddot": "\u0308", r"\vec": "\u20d7",
    }
)  # fmt: skip
"""Accents as the combining signs of Unicode."""
