r"""What LaTeX itself names: functions, constants and relations, beside the names of a paper's catalogue.

The writer prints these spellings and the reader takes them; a catalogue that prints a symbol in the same way, such as
\Gamma, comes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sympy import Catalan, E, EulerGamma, Expr, GoldenRatio, I, oo, pi

RELATIONS: Mapping[str, str] = MappingProxyType(
    {
        "=": "=", r"\equiv": "=", "<": "<", ">": ">", r"\to": "->", r"\rightarrow": "->", r"\le": "<=", r"\leq": "<=",
        r"\ge": ">=", r"\geq": ">=", r"\ne": "!=", r"\neq": "!=", r"\approx": "~", r"\simeq": "~",
        r"\lt": "<", r"\gt": ">", r"\leqslant": "<=", r"\geqslant": ">=",
    }
)  # fmt: skip
"""Relations as LaTeX prints them, and as `Chain.relations` spells them."""

CONSTANTS: Mapping[str, Expr] = MappingProxyType(
    {
        r"\pi": pi, "e": E, r"\mathrm{e}": E, "i": I, r"\mathrm{i}": I, r"\infty": oo,
        r"\gamma_{\mathrm{E}}": EulerGamma, r"\mathrm{G}": Catalan, r"\varphi": GoldenRatio,
    }
)  # fmt: skip
"""Constants that need no catalogue."""

FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {
        r"\exp": "exp", r"\ln": "log", r"\log": "log", r"\sin": "sin", r"\cos": "cos", r"\tan": "tan", r"\cot": "cot",
        r"\sec": "sec", r"\csc": "csc", r"\arcsin": "asin", r"\arccos": "acos", r"\arctan": "atan",
        r"\operatorname{arccot}": "acot", r"\operatorname{arcsec}": "asec", r"\operatorname{arccsc}": "acsc",
        r"\sinh": "sinh", r"\cosh": "cosh", r"\tanh": "tanh", r"\coth": "coth", r"\operatorname{sech}": "sech",
        r"\operatorname{csch}": "csch", r"\operatorname{arsinh}": "asinh", r"\operatorname{arcosh}": "acosh",
        r"\operatorname{artanh}": "atanh", r"\operatorname{arcoth}": "acoth", r"\operatorname{arsech}": "asech",
        r"\operatorname{arcsch}": "acsch", r"\operatorname{sinc}": "sinc", r"\operatorname{Re}": "re",
        r"\operatorname{Im}": "im", r"\arg": "arg", r"\operatorname{sgn}": "sign", r"\max": "Max", r"\min": "Min",
        r"\Gamma": "gamma", r"\zeta": "zeta", r"\operatorname{erf}": "erf", r"\operatorname{erfc}": "erfc",
        r"\operatorname{erfi}": "erfi", r"\operatorname{Ei}": "Ei", r"\operatorname{Si}": "Si",
        r"\operatorname{Ci}": "Ci", r"\operatorname{Shi}": "Shi", r"\operatorname{Chi}": "Chi",
        r"\operatorname{atan2}": "atan2", r"\eta": "dirichlet_eta", r"\operatorname{li}": "li",
        r"\operatorname{Ai}": "airyai", r"\operatorname{Bi}": "airybi", r"\operatorname{B}": "beta",
        r"\operatorname{psi}": "digamma", r"\operatorname{W}": "lambertw",
    }
)  # fmt: skip
"""Functions that stand before their argument, with the names under which `functions.apply` knows them."""

SPELT_OUT: Mapping[str, str] = MappingProxyType(
    {r"\Gamma": r"\operatorname{Gamma}", r"\zeta": r"\operatorname{zeta}", r"\eta": r"\operatorname{eta}"}
)
"""What is printed instead of a function's letter where the catalogue prints a symbol with it."""

INDEXED: Mapping[str, str] = MappingProxyType(
    {
        r"\operatorname{Li}": "polylog", r"\operatorname{E}": "expint", r"\operatorname{J}": "besselj",
        r"\operatorname{Y}": "bessely", r"\operatorname{I}": "besseli", r"\operatorname{K}": "besselk",
        r"\operatorname{P}": "legendre", r"\operatorname{T}": "chebyshevt", r"\operatorname{U}": "chebyshevu",
        r"\operatorname{H}": "hermite", r"\operatorname{L}": "laguerre",
    }
)  # fmt: skip
"""Functions of two arguments, the first printed as a subscript."""

ENCLOSING: Mapping[str, tuple[str, str]] = MappingProxyType(
    {r"\lvert": (r"\rvert", "abs"), r"\lfloor": (r"\rfloor", "floor"), r"\lceil": (r"\rceil", "ceiling")}
)
"""Functions that are brackets around their argument: the closing bracket and the name."""
