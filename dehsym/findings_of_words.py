"""What a paper says in words and is otherwise: relations, numbers and orders of magnitude that are false."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dehsym.backticks import typed
from dehsym.derivation import Remark
from dehsym.findings import Finding, premise_topic
from dehsym.hand_witness import hand_witness
from dehsym.paper_definition import PaperDefinition
from dehsym.verdict import Kind, Verdict


def said_otherwise(paper: PaperDefinition, remarks: Mapping[str, Verdict]) -> list[Finding]:
    """The findings among what is said in words: a relation that is false.

    A number or an order of magnitude that is another is a slip; a claim that does not hold is without support. A remark
    that rests on steps alone is not told again: those have findings of their own.
    """
    parts = {remark.id: each.part for each in paper.derivations for remark in each.remarks}
    return [
        _said_otherwise(paper, paper.remarks[name], verdict, parts[name])
        for name, verdict in remarks.items()
        if verdict.kind is Kind.REFUTED and (paper.remarks[name].relation is not None or paper.remarks[name].numbers)
    ]


def _said_otherwise(paper: PaperDefinition, remark: Remark, verdict: Verdict, where: str) -> Finding:
    relation = remark.relation
    if relation is None:
        return Finding(remark.id, where, "slip", (remark.id,), _said(paper, remark.id), remark.prose, verdict, "")
    witness = None if remark.at else hand_witness(relation, paper.catalogue)
    orders = [paper.remarks[name].relation for name in paper.orders if name in paper.remarks]
    told = f"{relation} at {remark.at} by {remark.steps}"
    topics = frozenset({told, *(premise_topic(step) for step in remark.steps if step.premise)})
    return Finding(
        remark.id,
        where,
        "slip" if relation in orders else "unsupported",
        (remark.id,),
        _said(paper, remark.id),
        remark.prose,
        replace(verdict, witness=witness) if witness else verdict,
        "",
        relation.operator,
        topics,
        yields=True,
    )


def _said(paper: PaperDefinition, name: str) -> str:
    if name in paper.prose:
        return paper.prose[name].claim
    order = paper.orders[name]
    return f"{order.symbol}: {typed(order.printed)}"
