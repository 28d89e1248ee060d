"""Python that computes with the balls of python-flint: methods of a ball, and functions of `dehsym.numeric`."""

from __future__ import annotations

from dehsym.compile.spelling import Spelling

_METHODS = (
    *("exp", "expm1", "log", "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan"),
    *("sinh", "cosh", "tanh", "coth", "sech", "csch", "asinh", "acosh", "atanh"),
    *("gamma", "digamma", "erf", "erfc", "erfi", "li"),
)
_OTHER_METHODS = {
    "loggamma": "lgamma()",
    "Ei": "ei()",
    "Si": "si()",
    "Ci": "ci()",
    "Shi": "shi()",
    "Chi": "chi()",
    "airyai": "airy_ai()",
    "airybi": "airy_bi()",
    "floor": "floor()",
    "ceiling": "ceil()",
    "Max": "max({1})",
    "Min": "min({1})",
}

ARB = Spelling(
    backend="arb",
    parameter="number",
    calls={
        **{head: f"{{0}}.{head}()" for head in _METHODS},
        **{head: f"{{0}}.{method}" for head, method in _OTHER_METHODS.items()},
        "abs": "abs({0})",
        "sinc": "sinc({0})",
        "zeta": "zeta({0})",
        "polylog": "polylogarithm({0}, {1})",
        "LambertW": "lambert_w({0})",
        "LambertW of branch -1": "lambert_w({0}, -1)",
    },
    named={"pi": "pi()", "e": "e()", "euler_gamma": "euler_gamma()", "catalan": "catalan()"},
    roots={2: "{0}.sqrt()"},
    root="{0}.root({1})",
    power="power({0}, {1})",
    number="number({0})",
    module="dehsym.numeric.arb_functions",
    imported=frozenset(
        {
            *("Function", "Functions", "Number", "Real", "catalan", "e", "euler_gamma"),
            *("lambert_w", "pi", "polylogarithm", "power", "sinc", "unique_root", "zeta"),
        }
    ),
    unique_root="unique_root({0}, {1}, {2}, {3})",
    hoists=True,
    annotated=True,
)
