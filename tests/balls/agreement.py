"""What it means that two expressions have one value: their balls meet, and are small."""

from __future__ import annotations

from flint import arb
from sympy import Expr

from dehsym.balls import Point, compile_enclosure, working_precision


def agree(expr: Expr, closed_form: Expr, point: Point, bits: int = 200, *, lost: int = 60) -> None:
    """The ball around `expr` meets that around `closed_form`, found with twice the bits, and has `bits - lost` right.

    Right as against 1 or the value, whichever is larger.
    """
    found, wanted = compile_enclosure(expr)(point, bits), compile_enclosure(closed_form)(point, 2 * bits)
    with working_precision(2 * bits):
        assert found.overlaps(wanted), f"{expr}: {found} and {wanted}"
        assert abs(found - wanted) < (1 + abs(wanted)) * arb(2) ** (lost - bits), f"{expr}: {found} for {wanted}"
