"""Compare a computed equation with what the paper prints in its place.

The print is read member by member. Expressions are compared exactly; a number that somebody has rounded is compared
with the value that the derivations give the quantity, as the interval of reals that round to it: an enclosure inside
the interval is a certificate, one outside of it a refutation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from sympy import Derivative, Expr, Integer, Limit

from dehsym import symbolic
from dehsym.backticks import typed, typed_list
from dehsym.catalogue import Catalogue
from dehsym.claim import Claims, Reading
from dehsym.equation import Equation
from dehsym.errors import DehsymError, DimensionError, NotationError
from dehsym.evaluation import enclosed
from dehsym.judge import Judge
from dehsym.notation.latex_reader import read_latex
from dehsym.notation.printed_line import PrintedChain, PrintedExpression, PrintedQuantity, printed_chains
from dehsym.printed import Printed
from dehsym.rounding import bits_to_round, rounds_to
from dehsym.verdict import Verdict, refuted, undecided, weakest

_ORDERS = ("<", ">", "<=", ">=")


@final
@dataclass(frozen=True)
class Matcher:
    """Compares computed equations with the print of one paper.

    `number_chain` gives symbols the numbers that the derivations find for them.
    """

    catalogue: Catalogue
    claims: Claims
    judge: Judge
    number_chain: Callable[[], Mapping[Expr, Expr]]

    def matches(self, computed: Equation, reading: Reading) -> Verdict:
        """The verdict on an equation against what is printed under `reading.claim`."""
        try:
            return self._matches(computed, reading)
        except DimensionError as error:
            return refuted(f"the dimensions of the printed members differ: {error}", method="dimensions")
        except NotationError as error:
            return undecided(f"the print cannot be read: {error}")

    def _matches(self, computed: Equation, reading: Reading) -> Verdict:
        latex = self.claims[reading.claim].latex
        if latex is None:
            return self._stated_in_words(computed, reading)
        chains = printed_chains(latex)
        equations = [*(fact.equation for fact in reading.earlier), computed]
        if len(chains) != len(equations):
            return undecided(f"the print has {len(chains)} parts, the derivation {len(equations)}")
        return weakest(*(self._chain(chain, each, reading) for chain, each in zip(chains, equations, strict=True)))

    def _stated_in_words(self, computed: Equation, reading: Reading) -> Verdict:
        """The equation that the words are about, where it is printed elsewhere."""
        if reading.stands_for is None:
            return undecided("the paper states this in words, which are not read")
        claim, first, second = reading.stands_for
        latex = self.claims[claim].latex
        assert latex is not None, reading
        members = [member for member in printed_chains(latex)[0].members if isinstance(member, PrintedExpression)]
        return self._expressions([members[first], members[second]], computed, Reading(claim, reading.letters))

    # --- One chain

    def _chain(self, chain: PrintedChain, computed: Equation, reading: Reading) -> Verdict:
        if unread := [sign for sign in chain.relations if sign != "=" and not self._is_read(sign, reading)]:
            return undecided(f"the print is not an equation but a chain of {typed_list(unread)}")
        members = chain.members[: _first(chain.relations, _ORDERS)]
        limit = _first(chain.relations, ("->",))
        if limit < len(members):
            return self._tending(chain, computed, reading)
        numbers = [member for member in members if isinstance(member, PrintedQuantity)]
        expressions = [member for member in members if isinstance(member, PrintedExpression)]
        found = [self._expressions(expressions, computed, reading, partial=bool(numbers))] if expressions else []
        return weakest(*found, *(self._number(number, computed) for number in numbers))

    @staticmethod
    def _is_read(sign: str, reading: Reading) -> bool:
        return (sign in _ORDERS and bool(reading.asserts)) or (sign == "->" and reading.tends is not None)

    def _tending(self, chain: PrintedChain, computed: Equation, reading: Reading) -> Verdict:
        """A = B → L is two things: lim B is L, and A = L is what is gone on with."""
        assert reading.tends, reading
        members = [self._read(member, reading) for member in chain.members if isinstance(member, PrintedExpression)]
        *equal, last = members
        symbol, point = reading.tends
        limit = self.judge.equal(Limit(equal[-1], symbol, point, "+-"), last)
        return limit & self._exactly([equal[0], last], computed)

    # --- Expressions

    def _expressions(
        self, printed: Sequence[PrintedExpression], computed: Equation, reading: Reading, *, partial: bool = False
    ) -> Verdict:
        if any(member.is_cut_off for member in printed):
            return self._cut_off(printed, computed, reading)
        members = [self._read(member, reading) for member in printed]
        self.catalogue.check_homogeneous(tuple(members))
        rounded = {m: p for m, p in zip(members, printed, strict=True) if p.factor and not self._is_there(m, computed)}
        exact = _without_repeats([member for member in members if member not in rounded])
        if partial or rounded or len(exact) == 1:
            found = [self._among(member, computed) for member in exact]
        else:
            found = [self._exactly(exact, computed)]
        return weakest(*found, *(self._rounded_factor(each, computed, reading) for each in rounded.values()))

    def _read(self, member: PrintedExpression, reading: Reading) -> Expr:
        return self._read_text(member.latex, reading)

    def _read_text(self, latex: str, reading: Reading) -> Expr:
        letters = {**self.catalogue.letters, **reading.letters}
        (found,) = read_latex(latex, self.catalogue, letters).members
        return found

    def _exactly(self, printed: Sequence[Expr], computed: Equation) -> Verdict:
        if len(printed) != len(computed.members):
            return undecided(f"the print has {len(printed)} members, the derivation {len(computed.members)}")
        forward = self.judge.same(computed, Equation.chain(*printed))
        if forward.holds:
            return forward
        backward = self.judge.same(computed, Equation.chain(*reversed(printed)))
        return backward if backward.holds else forward

    def _among(self, member: Expr, computed: Equation) -> Verdict:
        """The best verdict on a printed member beside those computed."""
        return max((self.judge.equal(each, member) for each in computed.members), key=lambda verdict: verdict.kind)

    def _is_there(self, member: Expr, computed: Equation) -> bool:
        return self._among(member, computed).holds

    def _cut_off(self, printed: Sequence[PrintedExpression], computed: Equation, reading: Reading) -> Verdict:
        """A + b x + ...: the computed series agrees up to the last power that is printed."""
        if reading.small is None:
            return undecided("the print goes on with dots, and in powers of what is not said")
        members = [self._read(member, reading) for member in printed]
        if len(members) != len(computed.members):
            return undecided(f"the print has {len(members)} members, the derivation {len(computed.members)}")
        found: list[Verdict] = []
        for text, member, ours in zip(printed, members, computed.members, strict=True):
            if text.is_cut_off:
                shown, all_ours = (symbolic.power_coefficients(each, reading.small) for each in (member, ours))
                found += [self.judge.equal(a, b) for a, b in zip(all_ours, shown, strict=False)]
                if len(all_ours) < len(shown):
                    return undecided(f"a series of at least {len(shown)} terms is wanted, found {len(all_ours)}")
            else:
                found.append(self.judge.equal(ours, member))
        return weakest(*found)

    # --- Numbers

    def _number(self, printed: PrintedQuantity, computed: Equation) -> Verdict:
        dimension = self.catalogue.dimension(computed.lhs)
        if dimension is not None and dimension != printed.unit.dimension:
            raise DimensionError(f"{computed.lhs} has {dimension}, {printed.latex} has {printed.unit.dimension}")
        factor = printed.unit.factor
        return self._within(computed, Integer(1), printed.number, factor, printed.latex)

    def _rounded_factor(self, printed: PrintedExpression, computed: Equation, reading: Reading) -> Verdict:
        assert printed.factor, printed
        rest = self._read_text(printed.rest, reading)
        return self._within(computed, rest, printed.factor, Fraction(1), printed.latex)

    def _within(self, computed: Equation, divisor: Expr, number: Printed, unit: Fraction, latex: str) -> Verdict:
        """Whether the value of a computed member over `divisor`, in the unit, rounds to what is printed."""
        chain = self.number_chain()
        reasons: list[str] = []
        for member in computed.members:
            if member.has(Derivative):  # at a number nothing is left to differentiate by
                reasons.append(f"{typed(member)} has no number of its own")
                continue
            try:
                ball = enclosed((member / divisor).xreplace(dict(chain)), self.catalogue, bits_to_round(number))
            except DehsymError as error:
                reasons.append(str(error))
                continue
            return rounds_to(ball, number, f"${latex}$", unit)
        return undecided(f"no number is derived for the printed ${latex}$: {reasons[0]}")


def _first(signs: Sequence[str], wanted: Sequence[str]) -> int:
    """After how many members the first of the wanted signs stands; the number of members where there is none."""
    return next((place + 1 for place, sign in enumerate(signs) if sign in wanted), len(signs) + 1)


def _without_repeats(members: Sequence[Expr]) -> list[Expr]:
    """Printed members that read as the same expression as their neighbour say nothing more: one of them stays."""
    kept = list(members[:1])
    for member in members[1:]:
        if member != kept[-1] or len(members) == 2:
            kept.append(member)
    return kept
