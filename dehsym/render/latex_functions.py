r"""How the functions of SymPy are printed: one template a function, its arguments as fields.

Templates follow the Digital Library of Mathematical Functions. `{0}` is an argument; brackets written with \left and
\right grow with what they hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dehsym.notation.latex_names import FUNCTIONS, INDEXED

ENCLOSED = ("Abs", "floor", "ceiling", "conjugate", "binomial")
"""Functions whose form needs no brackets around it to be raised to a power."""

WITH_POWER = ("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth")
"""Functions whose whole powers are printed as in \\sin^2(x), by the names of SymPy's classes."""

BEFORE_ARGUMENTS: Mapping[str, str] = MappingProxyType(
    {name: macro for macro, name in FUNCTIONS.items() if macro != r"\log"}
    | {
        "digamma": r"\psi", "loggamma": r"\operatorname{Ln}\Gamma", "beta": r"\mathrm{B}",
        "airyaiprime": r"\operatorname{Ai}'", "airybiprime": r"\operatorname{Bi}'", "elliptic_k": "K",
        "elliptic_e": "E", "elliptic_f": "F", "lerchphi": r"\Phi", "uppergamma": r"\Gamma",
        "lowergamma": r"\gamma", "Heaviside": "H", "elliptic_pi": r"\Pi", "betainc": r"\mathrm{B}",
        "betainc_regularized": "I", "erf2": r"\operatorname{erf}", "erfinv": r"\operatorname{erf}^{-1}",
        "erfcinv": r"\operatorname{erfc}^{-1}", "fresnels": "S", "fresnelc": "C", "riemann_xi": r"\xi",
    }
)  # fmt: skip
"""Functions printed as a name and their arguments in brackets, by the names of SymPy's classes."""

INDEXED_BY_FIRST: Mapping[str, str] = MappingProxyType(
    {name: macro for macro, name in INDEXED.items()}
    | {
        "besselj": "J", "bessely": "Y", "besseli": "I", "besselk": "K", "hankel1": "H^{(1)}", "hankel2": "H^{(2)}",
        "jn": r"\mathsf{j}", "yn": r"\mathsf{y}", "harmonic": "H", "fibonacci": "F", "lucas": "L", "catalan": "C",
        "bell": "B", "euler": "E", "genocchi": "G", "stieltjes": r"\gamma",
        "legendre": "P", "hermite": "H", "laguerre": "L", "chebyshevt": "T", "chebyshevu": "U",
    }
)  # fmt: skip
"""Functions whose first argument is printed as a subscript and the others in brackets."""

TEMPLATES: Mapping[str, str] = MappingProxyType(
    {
        "polygamma": r"\psi^{{({0})}}\left({1}\right)",
        "conjugate": r"\overline{{{0}}}",
        "Abs": r"\left\lvert {0} \right\rvert",
        "floor": r"\left\lfloor {0} \right\rfloor",
        "ceiling": r"\left\lceil {0} \right\rceil",
        "frac": r"\left\{{ {0} \right\}}",
        "factorial2": r"\left({0}\right)!!",
        "subfactorial": r"!\left({0}\right)",
        "binomial": r"\binom{{{0}}}{{{1}}}",
        "RisingFactorial": r"\left({0}\right)_{{{1}}}",
        "FallingFactorial": r"\left({0}\right)^{{\underline{{{1}}}}}",
        "assoc_legendre": r"P_{{{0}}}^{{{1}}}\left({2}\right)",
        "assoc_laguerre": r"L_{{{0}}}^{{({1})}}\left({2}\right)",
        "gegenbauer": r"C_{{{0}}}^{{({1})}}\left({2}\right)",
        "jacobi": r"P_{{{0}}}^{{({1}, {2})}}\left({3}\right)",
    }
)
"""Functions printed in a form of their own."""
