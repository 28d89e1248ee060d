"""Values put in the place of symbols: what is evaluated, and what must stay as it was typed."""

from __future__ import annotations

import pytest
from sympy import Add, Expr, Integer, Mul, Pow, Rational, S, Symbol, log, polylog, sin

from dehsym.symbolic import exchanged, put_inertly

x, y, z = (Symbol(name, real=True) for name in "xyz")


@pytest.mark.parametrize(
    ("expr", "found"),
    [
        (3 * x, Integer(0)),
        (x + Rational(1, 2), Rational(1, 2)),
        (sin(3 * x), sin(0, evaluate=False)),
        (3 * x * y, Mul(S.Zero, y, evaluate=False)),
        (log(x) + 1, Add(S.One, log(0, evaluate=False), evaluate=False)),
        (1 / x, Pow(S.Zero, S.NegativeOne, evaluate=False)),
    ],
)
def test_numbers_are_put_together_and_nothing_else_is(expr: Expr, found: Expr) -> None:
    """SymPy may call an unevaluated 3*0 inconsistent; but 0*y, log(0) and 1/0 have values to be looked into."""
    assert put_inertly(expr, {x: S.Zero}) == found
    assert exchanged(expr, {x: S.Zero}) == found


def test_what_has_no_value_is_kept() -> None:
    assert put_inertly(polylog(Rational(1, 2), x), {x: S.One}) == polylog(Rational(1, 2), 1, evaluate=False)
    assert put_inertly(x * y**-1, {y: S.Zero}).has(Pow(S.Zero, S.NegativeOne, evaluate=False))
