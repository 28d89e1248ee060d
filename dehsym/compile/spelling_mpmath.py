"""Python that computes with mpmath, the reference: in whatever context it is given, to the precision of that."""

from __future__ import annotations

from dehsym.compile.spelling import Spelling

_SAME = (
    *("exp", "log", "sin", "cos", "tan", "cot", "sec", "csc", "sinc", "asin", "acos", "atan"),
    *("sinh", "cosh", "tanh", "coth", "sech", "csch", "asinh", "acosh", "atanh"),
    *("gamma", "loggamma", "digamma", "erf", "erfc", "erfi", "li", "airyai", "airybi", "floor", "zeta"),
)
_OTHERS = {"Ei": "ei", "Si": "si", "Ci": "ci", "Shi": "shi", "Chi": "chi", "ceiling": "ceil"}
_WORDS = (*_SAME, *_OTHERS.values(), "cbrt", "findroot", "lambertw", "mpf", "root", "sqrt")

MPMATH = Spelling(
    backend="mpmath",
    parameter="mp",
    calls={
        **{head: f"{head}({{0}})" for head in _SAME},
        **{head: f"{word}({{0}})" for head, word in _OTHERS.items()},
        "expm1": "(exp({0}) - 1)",  # twice as fast as expm1 of mpmath
        "abs": "abs({0})",
        "Max": "max({0}, {1})",
        "Min": "min({0}, {1})",
        "polylog": "polylogarithm(mp, {0}, {1})",
        "LambertW": "lambertw({0})",
        "LambertW of branch -1": "lambertw({0}, -1)",
    },
    named={"pi": "mpf(mp.pi)", "e": "mpf(mp.e)", "euler_gamma": "mpf(mp.euler)", "catalan": "mpf(mp.catalan)"},
    roots={2: "sqrt({0})", 3: "cbrt({0})"},
    root="root({0}, {1})",
    number="mpf({0})",
    functions={word: f"mp.{word}" for word in _WORDS},
    module="dehsym.numeric.mpmath_numbers",
    imported=frozenset({"polylogarithm"}),
    unique_root='findroot({0}, ({2}, {3}), solver="ridder")',
)
