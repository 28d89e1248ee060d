"""The tail of any infinite sum: its summand taken apart into terms for which there is a method.

Terms with an expansion in 1/k are `mode_tail`'s, and are collected so that what cancels does so before anything is
said of convergence. Functions of q^k alone, |q| < 1, are expanded in w = q^k, and the geometric series summed. Of
everything else a majorant of exponential decay is asked, and the terms are added until it is small enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import sympy
from sympy import Expr, S, Symbol

from dehsym.balls.asymptotic_term import Mode, Splitting, root_of_index
from dehsym.balls.decaying import with_decaying_exponentials
from dehsym.balls.environment import Environment
from dehsym.balls.expanded import multiplied_out
from dehsym.balls.majorant import Compile, compile_majorant
from dehsym.balls.majorant_tail import MajorantTail
from dehsym.balls.mode_tail import ModeTail
from dehsym.balls.node import Unsupported, unsupported
from dehsym.balls.power_tail import PowerTail, Variant, functions_of_power
from dehsym.balls.substitution import fresh
from dehsym.balls.sum_rest import Rest
from dehsym.balls.term_factors import Base, FunctionOfT
from dehsym.balls.zeta_rest import ZetaRest

MOST_ROOT = 6


@final
@dataclass(frozen=True)
class FirstThatServes:
    """Two methods for the same terms: the second where the first knows nothing at a point."""

    first: PowerTail
    second: MajorantTail

    def rests(self, at: Environment, analytic: bool) -> list[Rest] | None:
        """Return what there is to know at a point; None if nothing is."""
        known = self.first.rests(at, analytic)
        return self.second.rests(at, analytic) if known is None else known


Tail = ModeTail | PowerTail | MajorantTail | FirstThatServes
"""A part of a summand, compiled: it tells what its sum has beyond any index at a point."""


def rests(tails: tuple[Tail, ...], at: Environment, analytic: bool) -> list[Rest] | None:
    """Return what is known of every part, parts of one kind joined; None if of one of them nothing is."""
    found: list[Rest] = []
    for tail in tails:
        known = tail.rests(at, analytic)
        if known is None:
            return None
        for rest in known:
            _join(found, rest)
    return found


def _join(found: list[Rest], rest: Rest) -> None:
    for place, other in enumerate(found):
        joined = other.joined(rest) if isinstance(other, ZetaRest) and isinstance(rest, ZetaRest) else None
        if joined is not None:
            found[place] = joined
            return
    found.append(rest)


def compile_tails(body: Expr, k: Symbol, index: str, compile_node: Compile) -> tuple[Tail, ...]:
    """Return the parts of a summand in k = 1, 2, ...; raise `Unsupported` where for one there is no method."""
    splitting = _splitting(body, k)
    modes: list[Mode] = []
    tails: list[Tail] = []
    for term in sympy.Add.make_args(body):
        try:
            modes += splitting.modes(term)
        except Unsupported:
            tails += _other_tails(term, splitting, index, compile_node)
    tails += [ModeTail.of(mode, splitting, index, compile_node) for mode in splitting.merged(modes)]
    return tuple(tails)


def _splitting(body: Expr, k: Symbol) -> Splitting:
    """Return the analysis in powers of 1/k, or in those of a root of it if that reaches more terms."""
    t, root = fresh("t", body.atoms(Symbol), positive=True), root_of_index(body, k)
    first, second = Splitting(k, t), Splitting(k, t, root)
    if root == 1 or root > MOST_ROOT:
        return first
    terms = sympy.Add.make_args(body)
    return first if all(_serves(first, term) or not _serves(second, term) for term in terms) else second


def _serves(splitting: Splitting, term: Expr) -> bool:
    try:
        splitting.modes(term)
    except Unsupported:
        return False
    return True


def logarithm_of_product(expr: Expr, k: Symbol) -> Expr:
    """Return an expression whose exponential is `expr`: log of a product, the sum of any logarithms of its factors.

    >>> from sympy import exp
    >>> from sympy.abc import k, x
    >>> logarithm_of_product((1 + x / k) * exp(-x / k), k)
    log(1 + x/k) - x/k
    """
    terms: list[Expr] = []
    for factor in sympy.Mul.make_args(expr):
        base, exponent = factor.as_base_exp()
        if isinstance(factor, sympy.exp):
            terms.append(factor.args[0])
        elif isinstance(factor, sympy.Pow) and isinstance(exponent, sympy.Integer):
            terms.append(exponent * logarithm_of_product(base, k))
        elif isinstance(factor, sympy.Pow):
            terms.append(exponent * sympy.log(base))  # as principal powers are defined
        else:
            terms.append(sympy.log(factor))
    return sympy.Add(*terms)


def _other_tails(term: Expr, splitting: Splitting, index: str, compile_node: Compile) -> list[Tail]:
    majorant = _majorant_tail(term, splitting.k, compile_node)
    try:
        power = _power_tail(term, splitting, index, compile_node)
    except Unsupported:
        power = None
    if power is not None:
        return [power if majorant is None else FirstThatServes(power, majorant)]
    split = multiplied_out(term)
    if isinstance(split, sympy.Add):
        return list(compile_tails(split, splitting.k, index, compile_node))
    if majorant is None:
        raise unsupported("an infinite sum with terms whose decay is not known", term)
    return [majorant]


def _majorant_tail(term: Expr, k: Symbol, compile_node: Compile) -> MajorantTail | None:
    try:
        return MajorantTail(compile_majorant(with_decaying_exponentials(term, k), k, compile_node))
    except Unsupported:
        return None


def _power_tail(term: Expr, splitting: Splitting, index: str, compile_node: Compile) -> PowerTail | None:
    """Return the tail of A(k) G(q^k); None if the term is no such product."""
    expanding, powers = _sorted_factors(term, splitting)
    modes = splitting.modes(expanding)
    variants: list[Variant] = []
    for q, w, function in functions_of_power(powers, splitting.k):
        limit = function.xreplace({w: S.Zero})
        known = not limit.has(sympy.nan, sympy.zoo, sympy.oo, sympy.AccumBounds)
        local = FunctionOfT.of(function - limit if known else function, w, compile_node)
        if local.zeros == 0:
            continue
        compiled = [ModeTail.of(mode, splitting, index, compile_node) for mode in modes]
        at_limit = [ModeTail.of(mode, splitting, index, compile_node) for mode in splitting.modes(expanding * limit)]
        alone = () if expanding == S.One else tuple(compiled)
        variants.append(Variant(Base.of(q, compile_node), local, alone, tuple(at_limit) if limit != S.Zero else ()))
    return PowerTail(tuple(variants)) if variants else None


def _sorted_factors(term: Expr, splitting: Splitting) -> tuple[Expr, Expr]:
    """Return the product of the factors with an expansion in 1/k, and that of the others."""
    expanding: list[Expr] = []
    others: list[Expr] = []
    for factor in sympy.Mul.make_args(term):
        (expanding if _serves(splitting, factor) else others).append(factor)
    return sympy.Mul(*expanding), sympy.Mul(*others)
