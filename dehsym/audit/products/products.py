"""Ratios and products of printed numbers that must be equal and are not, and which number it is that stands apart.

The printed numbers are said to clash where a product of their powers, which the closed forms make a constant, is proved
to be another number over all that the print may mean. Which of them is out is not for one such relation to say: but a
number that is in every relation that fails, so that all the others agree once it is left out, is named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import final

from sympy import Integer

from dehsym.audit.decimals import printed_like
from dehsym.audit.products.monomial import Member, members_of
from dehsym.audit.products.product_relations import ProductRelation, violated_relations
from dehsym.audit.range import Range
from dehsym.audit.severity import SEVERITIES, part_of, resting_on, severity_of
from dehsym.backticks import typed
from dehsym.findings import Finding
from dehsym.paper_definition import PaperDefinition
from dehsym.printed import Printed
from dehsym.quantity import Quantity
from dehsym.verdict import Witness, refuted

_MOST_OUT = 8
_TOLD = 4
_COMPARED = 60
_DIGITS = 20
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST = 60


@final
@dataclass(frozen=True, eq=False)
class Clash:
    """Relations that the print violates, the plainest first, and the numbers of which one must be out.

    With one suspect, every clash is mended by leaving it out; `mended` is then how the paper would print its unrounded
    value, where that mends every clash, else it is empty.
    """

    suspects: tuple[Member, ...]
    relations: tuple[ProductRelation, ...]
    mended: str = ""


def product_clashes(paper: PaperDefinition) -> list[Clash]:
    """What is out among the printed numbers that are products of powers of printed inputs.

    A clash of one number with inputs alone is not among them: that is a number that cannot be had from its inputs, not
    a disagreement between numbers. Where the smallest sets of numbers that mend everything differ, the numbers in which
    they differ are suspects together.

    >>> from dehsym.paper_definition import load_definition
    >>> [clash.suspects[0].id for clash in product_clashes(load_definition("deh4"))]
    ['N12', 'N17', 'N23', 'N29', 'N32', 'N41', 'N18']
    """
    violated = violated_relations(members_of(paper), paper.catalogue)
    smallest = smallest_remedies(violated)
    out = [member for member in _in_order(violated) if smallest and all(member in each for each in smallest)]
    alone = [_clash([member], [r for r in violated if _alone(member, r, out)], paper) for member in out]
    named = [clash.suspects[0] for clash in alone if clash.relations]
    rest = [relation for relation in violated if not any(member in relation.members for member in named)]
    together = [_clash(_suspects(group, smallest), group, paper) for group in _connected(rest)]
    return [clash for clash in (*alone, *together) if clash.relations]


def _clash(suspects: Sequence[Member], relations: Sequence[ProductRelation], paper: PaperDefinition) -> Clash:
    """The relations between numbers of the inventory, the plainest of the shortest in front, each had in two ways."""
    told = [each for each in relations if sum(member.quantity is not None for member in each.members) > 1]
    plainest = sorted(told[:_COMPARED], key=lambda relation: relation.cost)
    kept = [each for each in plainest if each.is_confirmed(paper.catalogue)]
    mended = _mended(suspects[0], relations, paper) if len(suspects) == 1 else ""
    return Clash(tuple(suspects), (*kept, *told[_COMPARED:]) if kept else (), mended)


def _suspects(relations: Sequence[ProductRelation], smallest: Sequence[frozenset[Member]]) -> list[Member]:
    """The members that some smallest remedy leaves out; all of them where no remedy is known."""
    members = _in_order(relations)
    return [member for member in members if any(member in each for each in smallest)] or members


def _alone(member: Member, relation: ProductRelation, out: Sequence[Member]) -> bool:
    """Whether the relation has this member, and no other of those that are out."""
    return member in relation.members and not any(other in relation.members for other in out if other is not member)


def _in_order(relations: Sequence[ProductRelation]) -> list[Member]:
    """The members of relations, each once, by their ids."""
    found = {id(member): member for relation in relations for member in relation.members}
    return sorted(found.values(), key=lambda member: member.id)


def _connected(relations: Sequence[ProductRelation]) -> list[list[ProductRelation]]:
    """The relations in groups that have no member in common."""
    groups: list[tuple[set[int], list[ProductRelation]]] = []
    for relation in relations:
        ids, mine = {id(member) for member in relation.members}, [relation]
        touching = [group for group in groups if group[0] & ids]
        groups = [group for group in groups if not group[0] & ids]
        for others, theirs in touching:
            ids, mine = ids | others, theirs + mine
        groups.append((ids, mine))
    return [group for _, group in groups]


def smallest_remedies(relations: Sequence[ProductRelation]) -> list[frozenset[Member]]:
    """Every smallest set of members that has one of each relation; none if more than eight members are needed.

    Leaving such a set out leaves numbers of which no relation fails. Of several such sets those count that leave most
    of what the paper was given as it is.
    """
    for size in range(1, _MOST_OUT + 1):
        if found := set(_remedies(frozenset(), relations, size)):
            fewest = min(map(_inputs_in, found))
            kept = [each for each in found if _inputs_in(each) == fewest]
            return sorted(kept, key=lambda each: sorted(member.id for member in each))
    return []


def _inputs_in(members: frozenset[Member]) -> int:
    return sum(member.quantity is None for member in members)


def _remedies(
    chosen: frozenset[Member], relations: Sequence[ProductRelation], left: int
) -> Iterator[frozenset[Member]]:
    open_ = [relation for relation in relations if not chosen.intersection(relation.members)]
    if not open_:
        if chosen:
            yield chosen
    elif left:
        for member in min(open_, key=lambda relation: len(relation.members)).members:
            yield from _remedies(chosen | {member}, open_, left - 1)


def _mended(member: Member, relations: Sequence[ProductRelation], paper: PaperDefinition) -> str:
    """The unrounded value as the paper would print it, if that agrees with all the others; else nothing."""
    quantity = member.quantity
    if quantity is None or quantity.printed is None:
        return ""
    text = printed_like(Printed(quantity.printed.printed), _unrounded(member, quantity))
    better, unit = Printed(text), quantity.unit.factor
    mended = replace(member, span=Range(better.low * unit, better.high * unit))
    changed = [
        ProductRelation(tuple(mended if each is member else each for each in relation.members), relation.exponents)
        for relation in relations
    ]
    return "" if any(relation.is_violated(paper.catalogue) for relation in changed) else text


def _unrounded(member: Member, quantity: Quantity) -> Fraction:
    """The unrounded value in the unit of the print, to more digits than any print has."""
    return Fraction(member.exact.over(quantity.unit.factor).text(_DIGITS))


# --- In words


def product_findings(paper: PaperDefinition, *, told: Collection[str] = ()) -> list[Finding]:
    """The clashes as findings: one for each number that is out, or for each group of which one must be.

    A clash all of whose suspects are among `told`, the ids of numbers of which enough is said, is left out. A finding
    is a slip where the number is off by a rounding, breaks a result where it is off by a factor of two and others rest
    on it, and is unsupported in between.
    """
    clashes = product_clashes(paper)
    left = [clash for clash in clashes if any(member.id not in told for member in clash.suspects)]
    return [_finding(clash, paper) for clash in left]


def _finding(clash: Clash, paper: PaperDefinition) -> Finding:
    plainest, first = clash.relations[0], clash.suspects[0]
    resting = [id for each in clash.suspects if each.quantity for id in resting_on(each.quantity, paper)]
    involved = [member.id for member in plainest.members if member.quantity is not None]
    claims = [*(member.id for member in clash.suspects if member.quantity), *involved, *resting]
    at = tuple((member.id, member.value.shown) for member in plainest.members)
    witness = Witness(at, *_sides(plainest))
    left, right = witness.sides
    evidence = f"{_demand(plainest)}: {left} is disjoint from {right}"
    return Finding(
        "product." + "-".join(member.id for member in clash.suspects),
        _where(clash, paper),
        _severity(clash, rests=bool(resting)),
        tuple(dict.fromkeys(claims)),
        "; ".join(_named(member) for member in plainest.members),
        f"{_demand(plainest)}; the print makes it {left}, and not {right}. {_who(clash)}",
        refuted(evidence, witness, "ranges of printed numbers"),
        typed(f"{first.id} = {clash.mended} {first.quantity.unit.text}".removesuffix(" 1"))
        if clash.mended and first.quantity
        else "",
    )


def _where(clash: Clash, paper: PaperDefinition) -> str:
    parts = [part_of(member.quantity, paper) for member in clash.suspects if member.quantity]
    return "; ".join(dict.fromkeys(parts)) or "the inputs"


def _severity(clash: Clash, *, rests: bool) -> str:
    """That of the suspect that is least far from its unrounded value; an input has none, and no support."""
    found = ["unsupported"]
    for member in clash.suspects:
        if (quantity := member.quantity) is not None and quantity.printed is not None:
            printed = Printed(quantity.printed.printed)
            found.append(severity_of(printed, _unrounded(member, quantity), rests=rests))
    return min(found[1:] or found, key=SEVERITIES.index)


def _named(member: Member) -> str:
    printed = member.quantity.printed if member.quantity else None
    shown = member.value.shown
    return f"{member.id}, {typed(printed.symbol)}: {typed(shown)}" if printed else typed(f"{member.id} = {shown}")


def _who(clash: Clash) -> str:
    others = [_as_ratios(relation) for relation in clash.relations[1:]]
    more = f"; and {len(others) - _TOLD} more" if len(others) > _TOLD else ""
    also = f" Not met either: {'; '.join(others[:_TOLD])}{more}." if others else ""
    if len(clash.suspects) == 1:
        one = clash.suspects[0].id
        mends = f"; {typed(clash.mended)} in its place mends those that it alone spoils" if clash.mended else ""
        return f"{one} is in every smallest set of numbers without which no such relation fails{mends}.{also}"
    return f"One of {', '.join(member.id for member in clash.suspects)} must be another number to mend it.{also}"


def _as_ratios(relation: ProductRelation) -> str:
    ratios = _two_ratios(relation)
    return f"{_text(ratios[0])} = {_text(ratios[1])}" if ratios else _text(relation)


def _text(relation: ProductRelation) -> str:
    """The product with its exponents, `N22/(N21 N23)`."""
    powers = list(zip(relation.members, relation.exponents, strict=True))
    above = [_power(member, power) for member, power in powers if power > 0]
    below = [_power(member, -power) for member, power in powers if power < 0]
    under = f"({' '.join(below)})" if len(below) > 1 else "".join(below)
    return (" ".join(above) or "1") + (f"/{under}" if below else "")


def _power(member: Member, power: int) -> str:
    return member.id if power == 1 else f"{member.id}{str(power).translate(_SUPERSCRIPTS)}"


def _two_ratios(relation: ProductRelation) -> tuple[ProductRelation, ProductRelation] | None:
    """A relation A D/(B C) = 1 as the two ratios A/B and C/D, of like dimension where there are such."""
    if sorted(relation.exponents) != [-1, -1, 1, 1] or relation.constant != Integer(1):
        return None
    above = [m for m, power in zip(relation.members, relation.exponents, strict=True) if power > 0]
    below = [m for m, power in zip(relation.members, relation.exponents, strict=True) if power < 0]
    if above[0].value.dimension != below[0].value.dimension:
        below.reverse()
    (first, second), (third, fourth) = above, below
    return ProductRelation((first, third), (1, -1)), ProductRelation((fourth, second), (1, -1))


def _demand(relation: ProductRelation) -> str:
    if ratios := _two_ratios(relation):
        return f"by their closed forms the ratios {_text(ratios[0])} and {_text(ratios[1])} are equal"
    constant, value = str(relation.constant), typed(relation.required.text(8))
    shown = f"{typed(constant)} = " if len(constant) <= _LONGEST and not relation.constant.is_Rational else ""
    return f"by the closed forms {_text(relation)} is {shown}{value} (SI units)"


def _sides(relation: ProductRelation) -> tuple[str, str]:
    if ratios := _two_ratios(relation):
        one, other = ratios
        return f"{_text(one)} from {_span(one)}", f"{_text(other)} from {_span(other)}"
    return f"from {_span(relation)}", relation.required.text(8)


def _span(relation: ProductRelation) -> str:
    low, high = relation.printed.shown().split(" to ")
    return f"{typed(low)} to {typed(high)}"
