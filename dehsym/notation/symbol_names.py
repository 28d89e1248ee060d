"""Which names stand for symbols when no catalogue says so, and which of them a tree leaves free.

A symbol is a single letter or the name of a Greek one, with digits or a subscript if any: x, x1, x_1, n_max, alpha_0.
Whatever else is written must be a known constant or function, so that `sine(x)` and `foo` are errors and not unknowns.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from dehsym.errors import NotationError
from dehsym.nearest import hint
from dehsym.notation.functions import FUNCTIONS
from dehsym.notation.syntax import Call, Chain, Comparison, Group, Leaf, Logic, Node, Power, Total
from dehsym.notation.tree_reader import BINDERS, CONSTANTS, FORMS, LOGIC_CALLS, TRUTH_VALUES

_GREEK_NAMES = """
alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda lamda mu nu xi omicron rho varrho
sigma varsigma tau upsilon phi varphi chi psi omega ell hbar Gamma Delta Theta Lambda Xi Sigma Upsilon Phi Psi
Omega
"""
GREEK = frozenset(_GREEK_NAMES.split())
"""The Greek letters by the names that people type and LaTeX has; π is a constant; ℓ and ħ are counted in."""

_SYMBOL = re.compile(rf"(?:[A-Za-z]|{'|'.join(sorted(GREEK, reverse=True))})[0-9]*(?:_[A-Za-z0-9]+)*")


def is_symbol_name(name: str) -> bool:
    """Whether `name` may stand for a symbol.

    >>> [is_symbol_name(name) for name in ("x", "n_max", "alpha1", "e", "pi", "foo")]
    [True, True, True, False, False, False]
    """
    return bool(_SYMBOL.fullmatch(name)) and name not in CONSTANTS and name != "e"


def free_names(tree: Node, bound: Collection[str] = ()) -> Iterator[str]:
    """The names of symbols that occur in `tree` outside the operators that bind them, each as often as it occurs.

    Raises `NotationError`, with the column, for a name that is no symbol and nothing known, or an unknown function.

    >>> from dehsym.notation.syntax import parsed
    >>> sorted(set(free_names(parsed("x + Sum(k*x, (k, 1, n)) + gamma(gamma)"))))
    ['gamma', 'n', 'x']
    """
    match tree:
        case Leaf():
            if tree.sort == "name" and tree.text not in bound and _is_free(tree):
                yield tree.text
        case Call():
            yield from _in_call(tree, bound)
        case _:
            for part in _parts(tree):
                yield from free_names(part, bound)


def _parts(tree: Total | Chain | Power | Group | Comparison | Logic) -> Iterator[Node]:
    match tree:
        case Total():
            return (part for _, part in tree.terms)
        case Chain():
            return (part for _, part in tree.factors)
        case Power():
            return iter((tree.base, tree.exponent))
        case Group():
            return iter(tree.items)
        case Comparison():
            return iter(tree.members)
        case Logic():
            return iter(tree.parts)


def _is_free(leaf: Leaf) -> bool:
    name = leaf.text
    if name in CONSTANTS or name == "e" or name in TRUTH_VALUES:
        return False
    if is_symbol_name(name) or name in FUNCTIONS or name in FORMS:
        return is_symbol_name(name)  # a bare function is refused by the reader
    nearest = hint(name[:40], [*CONSTANTS, *FUNCTIONS, *GREEK])
    symbols = "a symbol is one letter or the name of a Greek one, as in x, x1, n_max, alpha"
    raise NotationError(f"unknown name {name[:40]!r} at column {leaf.column}{nearest or f': {symbols}'}")


def _in_call(call: Call, bound: Collection[str]) -> Iterator[str]:
    if call.name not in FUNCTIONS and call.name not in FORMS and call.name not in LOGIC_CALLS:
        nearest = hint(call.name[:40], FUNCTIONS) if len(call.name) > 1 else ""
        why = "" if nearest else ": an undefined function has no value, and products are written with *"
        raise NotationError(f"unknown function {call.name[:40]!r} at column {call.column}{nearest or why}")
    if call.name not in BINDERS:
        for argument in call.arguments:
            yield from free_names(argument, bound)
        return
    body, *rest = call.arguments
    ranges = [rest] if call.name == "Limit" else [part.items for part in reversed(rest) if isinstance(part, Group)]
    inside = set(bound)
    for variable, *ends in filter(None, ranges):
        for end in ends:
            yield from free_names(end, inside)
        if isinstance(variable, Leaf):
            inside.add(variable.text)
    yield from free_names(body, inside)
