"""Every quantity of both papers, by every backend, beside the balls of its closed form with the numbers put in."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb
from sympy import Rational

from dehsym.balls import compile_enclosure, decimal_digits, rational_digits
from dehsym.compile import Unsupported
from dehsym.errors import EvaluationError
from dehsym.numeric.exact import exact_number
from dehsym.numeric.value import Backend
from dehsym.paper_definition import load_definition
from dehsym.precision import working_precision
from dehsym.quantity import Quantity
from dehsym.symbolic import rational

PAPERS = {name: load_definition(name) for name in ("deh4", "bose_gas")}
BACKENDS: tuple[Backend, ...] = ("mpmath", "gmpy2")
QUANTITIES = [f"{name}/{quantity}" for name, paper in PAPERS.items() for quantity in paper.quantities]


def quantity_of(name: str) -> Quantity:
    paper, _, quantity = name.partition("/")
    return PAPERS[paper].quantities[quantity]


def truth(quantity: Quantity, digits: int) -> str:
    """The value in its unit by the road that compiled code does not take."""
    constants = {symbol: rational(row.value.fraction) for symbol, row in quantity.catalogue.items() if row.value}
    number = quantity.closed_form.xreplace({**constants, **quantity.exact_inputs})
    factor = quantity.unit.factor
    scaled = number / Rational(factor.numerator, factor.denominator)
    if isinstance(scaled, Rational):
        return rational_digits(Fraction(scaled.p, scaled.q), digits)
    enclosure = compile_enclosure(scaled)
    return decimal_digits(lambda bits: enclosure({}, bits), digits, real_valued=True).real


@pytest.mark.parametrize("name", QUANTITIES)
def test_digits(name: str) -> None:
    quantity = quantity_of(name)
    for digits in (15, 50, 1000):
        expected = truth(quantity, digits)
        assert quantity.numeric.evaluate(digits=digits).text == expected
        assert quantity.value(digits) == expected
        if digits == 1000 and "UniqueRoot" in str(quantity.closed_form):
            continue  # mpmath takes seconds for a root at a thousand digits
        for backend in BACKENDS:
            try:
                found = Fraction(quantity.evaluate(digits=digits, backend=backend).text)
            except EvaluationError as error:
                assert f"a function that {backend} has is wanted, found" in str(error)  # noqa: PT017  (not all have all)
            else:
                assert abs(found - Fraction(expected)) <= abs(Fraction(expected)) * Fraction(10) ** (3 - digits)


@pytest.mark.parametrize("name", QUANTITIES)
def test_plain_functions(name: str) -> None:
    quantity = quantity_of(name)
    factor = quantity.unit.factor
    digits = Fraction(truth(quantity, 45)) * factor
    for backend in ("mpmath", "numpy", "math"):
        assert float(quantity.lambdify(backend)()) == pytest.approx(float(digits), rel=1e-14)
    with working_precision(200):
        ball = quantity.lambdify("arb")()
        assert ball.rel_accuracy_bits() > 150 or digits == 0
        assert abs(ball - arb(exact_number(digits))) <= arb(exact_number(abs(digits))) * arb("1e-44")


@pytest.mark.parametrize("name", QUANTITIES)
def test_a_program_is_the_same_whenever_it_is_printed(name: str) -> None:
    quantity = quantity_of(name)
    for backend in ("arb", "mpmath", "gmpy2", "numpy"):
        try:
            assert quantity.compiled.source(backend) == quantity.compiled_with({}).source(backend)
        except Unsupported:
            assert backend == "gmpy2"
