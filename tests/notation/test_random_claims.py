"""Claims at random: the two forms of one have one value, and no text brings anything but `NotationError` out."""

from __future__ import annotations

import time
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Expr

from dehsym.balls import compile_enclosure, points
from dehsym.domain import Domain
from dehsym.errors import EvaluationError, NotationError
from dehsym.notation.functions import FUNCTIONS
from dehsym.notation.propositions import read_proposition
from dehsym.notation.tree_reader import FORMS
from dehsym.proposition import Proposition

# --- The two forms have one value -------------------------------------------------------------------------------------

_UNARY = sorted(name for name, row in FUNCTIONS.items() if 1 in row.arity and name not in ("floor", "ceil", "ceiling"))
_BINARY = ["+", "-", "*", "/", "**"]
_leaves = st.sampled_from(["x", "n", "-x", "I*x", "-n", "x + 1", "pi*n/2", "2", "-1", "1/2", "I", "pi", "1/x", "x**2"])


def _larger(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    applied = st.tuples(st.sampled_from(_UNARY), parts).map(lambda pair: f"{pair[0]}({pair[1]})")
    joined = st.tuples(parts, st.sampled_from(_BINARY), parts).map(lambda p: f"({p[0]}){p[1]}({p[2]})")
    return applied | joined


expressions = st.recursive(_leaves, _larger, max_leaves=4)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(expressions, st.sampled_from(["", "x real", "x > 0", "x < 0", "0 < x < 1", "x integer"]))
def test_evaluated_and_typed_form_have_one_value(text: str, where: str) -> None:
    """What SymPy made of a text, and the text, enclosed at the same points: disjoint balls would be its error."""
    try:
        proposition = read_proposition(f"{text} = 0", ", ".join(filter(None, [where, "n integer"])))
        evaluated = compile_enclosure(proposition.relations[0].left)
        typed = compile_enclosure(proposition.typed[0].left)
    except (NotationError, EvaluationError):
        return
    domains: dict[Expr, Domain] = {**proposition.domains}
    stream = points(domains, "both forms")
    for _ in range(6):
        point = next(stream)
        with suppress(EvaluationError):
            one, other = evaluated(point, 128), typed(point, 128)
            assert not (one.is_finite() and other.is_finite()) or one.overlaps(other), (text, where, point)


# --- No text does harm ------------------------------------------------------------------------------------------------

_words = [
    *sorted(FUNCTIONS),
    *FORMS,
    "x",
    "y",
    "n",
    "i",
    "e",
    "I",
    "oo",
    "pi",
    "q",
    "True",
    "integer",
    "real",
    "in",
    "is",
]
_words += [
    "and",
    "or",
    "not",
    "positive",
    r"\frac",
    r"\sin",
    r"\int",
    r"\sum",
    r"\alpha",
    r"\le",
    "alpha",
    "x_1",
    "natural",
]
_signs = [
    "+",
    "-",
    "*",
    "/",
    "**",
    "^",
    "(",
    "(",
    ")",
    ")",
    ",",
    ".",
    "'+'",
    "=",
    "<",
    ">=",
    "!=",
    " ",
    "1",
    "2",
    "0",
    "1e9",
]
_signs += ["[", "]", "&", "|", "~", ";", "$", "$", "{", "}", "_", "≤", "−", "\n", "(k, 1, oo)", "(t, 0, 1)"]
_VALID = [
    "sin(x)**2 + cos(x)**2 = 1", "Integral(exp(-t**2), (t, 0, oo)) = sqrt(pi)/2", "0 < phi <= 1",
    "Piecewise((x, x<0), (2*x, x >= 0 & x < 3), (1, otherwise)) = x", "Sum(binomial(n,k)*x**k,(k,0,n)) = (1+x)**n",
    r"$\int_0^\infty e^{-a x} dx = \frac{1}{a}$", r"$\Gamma(z+1) = z \Gamma(z)$",
    "hyper([1, 2], [3], x) = Limit(y/x, y, 0)",
    "x > 0, 0 < phi < 1, n integer", "n, m positive integer; x in [0, pi)", "re(z) > 0 and abs(arg(z)) < pi",
    r"$0 < x < \pi$, a != b", "x + y > sqrt(2), im(z) = 0",
]  # fmt: skip
_soup = st.lists(st.sampled_from(_words) | st.sampled_from(_signs), max_size=20).map("".join)


@st.composite
def _mutated(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(_VALID))
    for _ in range(draw(st.integers(1, 3))):
        place, length = draw(st.integers(0, len(text))), draw(st.integers(0, 3))
        piece = draw(st.sampled_from(["", *_words, *_signs]))
        text = text[:place] + piece + text[place + length :]
    return text


_texts = st.text(max_size=40) | _soup | _mutated() | st.sampled_from(_VALID)


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(_texts, _texts)
def test_only_notation_errors_come_out_in_time(claim: str, where: str) -> None:
    began = time.perf_counter()
    found = _read(claim, where)
    assert time.perf_counter() - began < 10
    if isinstance(found, str):
        assert "\n" not in found
    else:
        assert 0 < len(found.relations) == len(found.typed)


def _read(claim: str, where: str) -> Proposition | str:
    try:
        return read_proposition(claim, where)
    except NotationError as error:
        return str(error)
