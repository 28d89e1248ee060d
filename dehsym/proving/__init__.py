"""Decide claims that people type: one, or a stream of thousands in parallel, each within bounds of time and memory.

Everything that may take long, reading included, is done in a process that can be killed. No clock is asked inside: on a
machine that is too slow a claim is UNDECIDED, and nowhere is its verdict another one.
"""

from dehsym.proving.claims import prove, prove_many
from dehsym.proving.deciding import decided, decided_in_bounds
from dehsym.proving.decision import Decision
from dehsym.proving.question import Claim, Question, questions_in

__all__ = [
    "Claim",
    "Decision",
    "Question",
    "decided",
    "decided_in_bounds",
    "prove",
    "prove_many",
    "questions_in",
]
