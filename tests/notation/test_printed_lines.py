"""Printed lines taken apart, those of the paper among them."""

from __future__ import annotations

import json
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dehsym.dimension import ENERGY, LENGTH, ONE, PRESSURE, TEMPERATURE
from dehsym.errors import NotationError
from dehsym.notation.printed_line import PrintedExpression, PrintedQuantity, printed_chains
from dehsym.unit import Unit

INVENTORY = json.loads((Path(__file__).parents[2] / "derivations/deh4/inventory.json").read_text(encoding="utf-8"))
LINES = [(row["id"], row["printed_latex"]) for row in INVENTORY["equations"] if row["printed_latex"]]


def shown(latex: str) -> list[list[str]]:
    """The members of each chain, quantities as number and unit."""
    return [
        [m.latex if isinstance(m, PrintedExpression) else f"{m.number.text} {m.unit.text}" for m in chain.members]
        for chain in printed_chains(latex)
    ]


CASES = [
    (r"M = \frac{0.25\Gamma}{\kappa c^2} = 8.45 \times 10^{49} \text{ kg}",
     [["M", r"\frac{0.25\Gamma}{\kappa c^2}", "8.45e49 kg"]]),
    (r"\Lambda_B = 3.47 \text{ mm} \quad \text{and} \quad \lambda_c = \frac{\hbar}{mc} = 2.29 \text{ mm}",
     [[r"\Lambda_B", "3.47 mm"], [r"\lambda_c", r"\frac{\hbar}{mc}", "2.29 mm"]]),
    (r"\frac{P}{nk_B T} = ?", [[r"\frac{P}{nk_B T}"]]),
    (r"n = 1.5 \times 10^3 \text{ m}^{-3}", [["n", "1.5e3 m^-3"]]),
    (r"x = 1", [["x", "1"]]),
    (r"x = 0.5", [["x", "0.5 1"]]),
    (r"\rho(a = b) = c", [[r"\rho(a = b)", "c"]]),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "members"), CASES)
def test_members(latex: str, members: list[list[str]]) -> None:
    assert shown(latex) == members


def test_a_decimal_at_the_head_is_a_rounded_factor() -> None:
    (chain,) = printed_chains(r"p = 1.30 \frac{k_B T}{\Lambda_B^3}")
    member = chain.members[1]
    assert isinstance(member, PrintedExpression)
    assert member.factor
    assert (member.factor.low, member.factor.high) == (Fraction(1295, 1000), Fraction(1305, 1000))
    assert member.rest == r"\frac{k_B T}{\Lambda_B^3}"


def test_dots_are_told() -> None:
    (chain,) = printed_chains(r"x = 1 - \frac{y}{2} + \dots")
    assert [isinstance(m, PrintedExpression) and m.is_cut_off for m in chain.members] == [False, True]


@pytest.mark.parametrize(("name", "latex"), LINES, ids=[name for name, _ in LINES])
def test_every_line_of_the_paper_is_taken_apart(name: str, latex: str) -> None:
    for chain in printed_chains(latex):
        assert chain.members
        assert len(chain.relations) == len(chain.members) - 1


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=r"=<>{}()\text ando+quad0123456789.^-~ \dots?", max_size=40))
def test_no_text_escapes_as_another_error(text: str) -> None:
    with suppress(NotationError):
        printed_chains(text)


UNITS = [
    ("kg", 1, None), ("meV", Fraction("1.602176634e-22"), ENERGY), ("Gyr", Fraction("3.15576e16"), None),
    ("mm", Fraction(1, 1000), LENGTH), ("Pa/K", 1, PRESSURE / TEMPERATURE), ("states/boson", 1, ONE),
    (r"\text{ J} \cdot \text{K}^{-1}", 1, ENERGY / TEMPERATURE), (r"\mathrm{km}^2", 10**6, LENGTH**2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "factor", "dimension"), UNITS)
def test_units(text: str, factor: Fraction, dimension: object) -> None:
    unit = Unit.read(text)
    assert unit.factor == factor
    assert dimension is None or unit.dimension == dimension


def test_unknown_units_name_the_nearest() -> None:
    with pytest.raises(NotationError, match="'Pas' is none"):
        Unit.read("Pas")


def test_a_quantity_with_an_unknown_unit_is_refused() -> None:
    with pytest.raises(NotationError, match="furlong"):
        printed_chains(r"d = 3.1 \text{ furlong}")


def test_a_quantity_knows_its_interval() -> None:
    (chain,) = printed_chains(r"\rho = 3.29 \times 10^{-29} \text{ kg} \cdot \text{m}^{-3}")
    member = chain.members[1]
    assert isinstance(member, PrintedQuantity)
    assert member.number.low == Fraction("3.285e-29")
