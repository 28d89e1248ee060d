r"""Claims that people type, read into propositions.

A claim is a relation `=`, `<`, `<=`, `>`, `>=`, `!=` or a chain of them, in typed notation or in LaTeX between dollar
signs. It comes out in two forms: evaluated by SymPy, and as it was typed. Its symbols are the letters that occur,
complex numbers unless a condition says more.
"""

from __future__ import annotations

from sympy import Symbol, oo

from dehsym.balls import WithoutValue
from dehsym.errors import NotationError
from dehsym.notation.build import inside
from dehsym.notation.claim_builder import ClaimBuilder
from dehsym.notation.conditions import read_conditions
from dehsym.notation.latex_letters import LatexFormula
from dehsym.notation.literal import LiteralBuilder
from dehsym.notation.statement import LatexStatement, Link, Statement, TypedStatement, check_finite
from dehsym.notation.syntax import parsed_comparison
from dehsym.notation.typed import MAX_LENGTH
from dehsym.proposition import Proposition

_DELIMITERS = (("$$", "$$"), ("$", "$"), (r"\(", r"\)"), (r"\[", r"\]"))


def read_proposition(claim: str, where: str = "") -> Proposition:
    """The proposition that `claim` holds for all values that satisfy the conditions in `where`.

    A part of it that has no value, such as 1/0 or gamma(-3), is kept as `WithoutValue`, and so is a side of an equation
    that is oo. Raises `NotationError`, and nothing else, with the column: for text that is not a relation, for an
    unknown name, for an order or `!=` with oo, for conditions that are none or that no value satisfies, and for text
    or numbers that are too large.

    >>> proposition = read_proposition("sqrt(x^2) = x", "x > 0")
    >>> print(proposition.relations[0], "|", proposition.typed[0])
    x = x | sqrt(x**2) = x
    >>> print(read_proposition("$n! > n$", "n integer, n >= 3").relations[0])
    n < factorial(n)
    """
    conditions = read_conditions(where)
    with inside("the claim"):
        statement = _statement(claim)
        names = statement.names | conditions.names
        domains = {Symbol(name, **conditions.domain(name).assumptions): conditions.domain(name) for name in names}
        symbols = {symbol.name: symbol for symbol in domains}
        links = [_without_infinity(link) for link in statement.links(symbols, ClaimBuilder)]
        check_finite(links)
        typed = tuple(
            _as_typed(link, literal).relation
            for link, literal in zip(links, statement.links(symbols, LiteralBuilder), strict=True)
        )
    relations = tuple(link.relation for link in links)
    with inside("where"):
        others = conditions.relations(symbols)
    occurring = frozenset[Symbol]().union(*(relation.symbols for relation in (*relations, *typed, *others)))
    kept = {symbol: domains[symbol] for symbol in sorted(occurring, key=str)}
    return Proposition(relations, kept, others, typed, claim, where)


def _without_infinity(link: Link) -> Link:
    """The link; of an equation with the side oo marked, which equals no number."""
    if link.sign != "=":
        return link
    left, right = (WithoutValue(side) if side in (oo, -oo) else side for side in (link.left, link.right))
    return Link(left, link.sign, right)


def _as_typed(link: Link, literal: Link) -> Link:
    """The literal link, but where a side has something without value: balls cannot tell that cos(pi/2) is exactly 0."""
    left, right = (
        evaluated if evaluated.has(WithoutValue) else as_typed
        for evaluated, as_typed in ((link.left, literal.left), (link.right, literal.right))
    )
    return Link(left, literal.sign, right)


def _statement(claim: str) -> Statement:
    text = claim.strip()
    for opening, closing in _DELIMITERS:
        if text.startswith(opening) and text.endswith(closing) and len(text) > len(opening) + len(closing):
            inside = text[len(opening) : -len(closing)]
            if "$" not in inside:
                offset = len(claim) - len(claim.lstrip()) + len(opening)
                return LatexStatement(LatexFormula(" " * offset + inside))
    if "$" in claim:
        raise NotationError("all of the claim between two dollar signs is wanted, or none of it")
    if "\\" in claim:
        raise NotationError("LaTeX is wanted between dollar signs, as in $...$, found a backslash without them")
    if len(claim) > MAX_LENGTH:
        raise NotationError(f"at most {MAX_LENGTH:,} characters are wanted, found {len(claim):,}")
    return TypedStatement(parsed_comparison(claim))
