"""Certified integrals along paths: where residues hold, where a branch cut spoils them, where a pole is hit."""

from __future__ import annotations

import importlib
from fractions import Fraction
from typing import Any

import pytest
import sympy
from flint import acb, arb
from sympy import I, Integer, Rational, Symbol, exp, log, pi, sqrt

from dehsym.balls import Arc, Segment, Unsupported, compile_enclosure, path_integral, working_precision
from dehsym.errors import EvaluationError

every: Any = importlib.import_module("sympy")  # also what the stubs leave out
z, xi, phi = Symbol("z"), Symbol("xi"), Symbol("phi", positive=True)
BODY = sqrt(xi) / (exp(xi) - phi)
AROUND = [Arc(log(phi), Rational(1, 4), Integer(0), pi), Arc(log(phi), Rational(1, 4), pi, 2 * pi)]


def two_pi_i_residue(value: Fraction) -> acb:
    return compile_enclosure(2 * pi * I * sqrt(log(phi)) / phi)({phi: value}, 128)


def test_off_the_cut_a_circle_gives_the_residue() -> None:
    value = path_integral(BODY, xi, AROUND, {phi: Fraction(2)}, 128)
    with working_precision(128):
        assert value.overlaps(two_pi_i_residue(Fraction(2)))
        assert abs(value - two_pi_i_residue(Fraction(2))) < arb(2) ** -100


def test_a_circle_across_the_cut_does_not() -> None:
    """The pole log(0.693) < 0 lies on the cut of sqrt: the principal integrand is not holomorphic on the circle."""
    at = Fraction(693, 1000)
    value = path_integral(BODY, xi, AROUND, {phi: at}, 128)
    one_piece = path_integral(BODY, xi, [Arc(log(phi), Rational(1, 4), -pi, pi)], {phi: at}, 128)
    with working_precision(128):
        assert abs(value - acb(0, arb("1.64775934581"))) < arb("1e-11")
        assert abs(two_pi_i_residue(at) - arb("-5.4905653")) < arb("1e-7")
        assert not value.overlaps(two_pi_i_residue(at))
        assert value.overlaps(one_piece)
        assert abs(value - one_piece) < arb(2) ** -90


def test_the_residue_comes_back_on_one_branch() -> None:
    """i sqrt(-xi) continues sqrt across the negative axis from above; its cut is elsewhere."""
    at = Fraction(693, 1000)
    value = path_integral(I * sqrt(-xi) / (exp(xi) - phi), xi, AROUND, {phi: at}, 128)
    with working_precision(128):
        assert abs(value - two_pi_i_residue(at)) < arb(2) ** -90


def test_pieces_add_up_and_turn_round() -> None:
    corner = [Segment(Integer(0), Integer(1)), Segment(Integer(1), 1 + I)]
    there = path_integral(z**2, z, corner, {}, 100)
    back = path_integral(z**2, z, [Segment(1 + I, Integer(0))], {}, 100)
    with working_precision(100):
        assert (there + back).contains(0)
        assert abs(there + back) < arb(2) ** -80
    half = path_integral(1 / z, z, [Arc(Integer(0), Integer(3), pi, Integer(0))], {}, 64)
    assert half.overlaps(-acb.pi() * acb(0, 1))


def test_the_assumptions_of_the_variable_stay_behind() -> None:
    real = Symbol("z", real=True)
    value = path_integral(sympy.Abs(real), real, [Segment(Integer(0), I)], {}, 40)
    assert value.contains(acb(0, 0.5))


@pytest.mark.parametrize("path", [Segment(Integer(-1), Integer(1)), Arc(Integer(1), Integer(1), -pi, pi)], ids=str)
def test_a_pole_on_the_path_leaves_no_value(path: Segment | Arc) -> None:
    assert not path_integral(1 / z, z, [path], {}, 64).is_finite()


def test_what_is_missing_is_named() -> None:
    with pytest.raises(EvaluationError, match="a value for phi"):
        path_integral(BODY, xi, AROUND, {}, 64)
    with pytest.raises(Unsupported, match="DiracDelta"):
        path_integral(every.DiracDelta(z), z, AROUND, {phi: Fraction(1)}, 64)
