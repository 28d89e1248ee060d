"""Exact proofs: a fixed, terminating list of methods, each of which says its name."""

from dehsym.proof.methods import Proof, prove_equal, prove_order, prove_unequal

__all__ = ["Proof", "prove_equal", "prove_order", "prove_unequal"]
