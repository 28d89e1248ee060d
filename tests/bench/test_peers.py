"""Every formula of every peer is right, at 15, 50 and 1,000 digits; the references agree with known values."""

from __future__ import annotations

from functools import cache

import pytest
from flint import arb, fmpq

from dehsym.bench.arithmetic import Arb, Gmpy2, Library, Mpmath, Pari, SympyFloats
from dehsym.bench.bose_reference import bose_reference, solve_reference
from dehsym.bench.case import Case
from dehsym.bench.cases import cases
from dehsym.bench.gate import References, references, trial
from dehsym.bench.peers import OURS, peers
from dehsym.errors import EvaluationError
from dehsym.precision import working_precision

_SLOW = {("pari by hand", 50), ("pari by hand", 1_000), ("mpmath by hand", 1_000)}
"""Whose Bose functions take minutes together at so many digits."""

_FEW = 2


@cache
def _known(name: str, digits: int) -> tuple[Case, References]:
    """A case with its first points only, and the results there."""
    from dataclasses import replace

    case = next(each for each in cases() if each.name == name)
    short = replace(case, points=case.points[:_FEW])
    return short, references(short, digits)


@pytest.mark.parametrize("digits", [15, 50, 1_000])
@pytest.mark.parametrize("name", [each.name for each in cases()])
@pytest.mark.parametrize("peer", list(peers()))
def test_every_peer_is_right(peer: str, name: str, digits: int) -> None:
    case, known = _known(name, digits)
    if case.chain is None and (peer, digits) in _SLOW:
        pytest.skip("takes minutes; the benchmark says so")
    try:
        contender = peers()[peer].contender(case, digits)
    except EvaluationError as error:
        pytest.skip(str(error))
    if contender is None:
        assert case.chain is None, "a formula is for everyone"
        return
    outcome = trial(contender, case, digits, known)
    assert outcome.is_right, outcome.wrong


@pytest.mark.parametrize("arithmetic", [Arb, Mpmath, Gmpy2, Pari, SympyFloats])
@pytest.mark.parametrize("number", [fmpq(1), fmpq(-3, 7), fmpq(10) ** 40 / 7, fmpq(1, 3 * 10**40)])
def test_numbers_come_back_as_they_went_in(arithmetic: type[Library], number: fmpq) -> None:
    try:
        made = arithmetic()
    except EvaluationError as error:
        pytest.skip(str(error))
    with made.held(150):
        ball = made.ball(made.number(number), 150)
    with working_precision(300):
        assert abs(ball.mid() - arb(number)) <= abs(arb(number)) * arb(2) ** -148


def test_references_agree_with_known_values() -> None:
    """zeta(3/2), and g_(3/2)(z) = x at the z that is found."""
    with working_precision(200):
        (z, ratio) = solve_reference((fmpq(2),), 120)
        assert z.polylog(fmpq(3, 2)).overlaps(arb(2))
        assert ratio.overlaps(z.polylog(fmpq(5, 2)) / 2)
        near = bose_reference((fmpq(1, 10**30),), 120)[1]
        assert abs(near - arb(fmpq(3, 2)).zeta()) < arb(10) ** -14


def test_cases_have_distinct_points_and_their_own_names() -> None:
    assert len({each.name for each in cases()}) == len(cases())
    for each in cases():
        assert len(set(map(str, each.points))) == len(each.points)
        assert len(each.points) >= 3


def test_ours_offers_every_case() -> None:
    assert all(peers()[OURS].contender(each, 15) for each in cases())
