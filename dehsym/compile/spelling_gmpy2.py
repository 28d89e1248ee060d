"""Python that computes with the floating-point numbers of MPFR through gmpy2: fast, every operation rounded."""

from __future__ import annotations

from dehsym.compile.spelling import Spelling

_SAME = (
    *("exp", "expm1", "log", "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan"),
    *("sinh", "cosh", "tanh", "coth", "sech", "csch", "asinh", "acosh", "atanh"),
    *("gamma", "digamma", "erf", "erfc", "floor", "zeta"),
)
_OTHERS = {"Ei": "eint", "airyai": "ai", "ceiling": "ceil"}
_WORDS = (*_SAME, *_OTHERS.values(), "cbrt", "const_catalan", "const_euler", "const_pi", "mpfr", "rootn", "sqrt")

GMPY2 = Spelling(
    backend="gmpy2",
    parameter="gmpy2",
    calls={
        **{head: f"{head}({{0}})" for head in _SAME},
        **{head: f"{word}({{0}})" for head, word in _OTHERS.items()},
        "abs": "abs({0})",
        "Max": "max({0}, {1})",
        "Min": "min({0}, {1})",
    },
    named={"pi": "const_pi()", "e": "exp(1)", "euler_gamma": "const_euler()", "catalan": "const_catalan()"},
    roots={2: "sqrt({0})", 3: "cbrt({0})"},
    root="rootn({0}, {1})",
    number="mpfr({0})",
    functions={word: f"gmpy2.{word}" for word in _WORDS},
)
