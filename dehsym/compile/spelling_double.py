"""Python that computes with doubles: whole arrays by NumPy, single numbers by the standard library.

Constants stand in the code as the doubles nearest to them: what they are computed from may leave the range of doubles,
as h^3 k_B^4 nearly does.
"""

from __future__ import annotations

from collections.abc import Mapping

from dehsym.compile.spelling import Spelling

_SHARED = ("exp", "expm1", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "floor")
_INVERSES = ("asin", "acos", "atan", "asinh", "acosh", "atanh")
_QUOTIENTS = {
    "cot": "(1 / tan({0}))",
    "sec": "(1 / cos({0}))",
    "csc": "(1 / sin({0}))",
    "coth": "(1 / tanh({0}))",
    "sech": "(1 / cosh({0}))",
    "csch": "(1 / sinh({0}))",
}


def _spelling(backend: str, calls: Mapping[str, str], functions: Mapping[str, str]) -> Spelling:
    words = {**{head: head for head in _SHARED}, "cbrt": "cbrt", "sqrt": "sqrt", "power": "power", **functions}
    return Spelling(
        backend=backend,
        parameter=backend,
        calls={
            **{head: f"{head}({{0}})" for head in (*_SHARED, *_INVERSES)},
            **_QUOTIENTS,
            "abs": "abs({0})",
            **calls,
        },
        named={},
        roots={2: "sqrt({0})", 3: "cbrt({0})"},
        root="power({0}, 1 / {1})",
        power="power({0}, {1})",  # ** of Python makes a complex number of a negative one
        functions={name: f"{backend}.{word}" for name, word in words.items()},
        literals=True,
    )


NUMPY = _spelling(
    "numpy",
    {
        "ceiling": "ceil({0})",
        "sinc": "sinc({0} / pi)",
        "Max": "maximum({0}, {1})",
        "Min": "minimum({0}, {1})",
    },
    {
        **{word: word for word in ("ceil", "maximum", "minimum", "pi", "sinc")},
        **{head: f"arc{head[1:]}" for head in _INVERSES},
    },
)
MATH = _spelling(
    "math",
    {
        "ceiling": "ceil({0})",
        "Max": "max({0}, {1})",
        "Min": "min({0}, {1})",
        "gamma": "gamma({0})",
        "erf": "erf({0})",
        "erfc": "erfc({0})",
    },
    {"power": "pow", **{word: word for word in ("ceil", "erf", "erfc", "gamma", *_INVERSES)}},
)
