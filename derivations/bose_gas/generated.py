"""The quantities of bose_gas as code, made from their derivations by `python -m dehsym.generate`; do not edit.

Each function takes what makes a number of an integer, and the constants of nature, and returns the function of the
inputs; all is in SI units. `dehsym.numeric` evaluates it in balls until the digits are certain.
"""

from dehsym.numeric.arb_functions import Function, Number, Real, pi, polylogarithm, power, zeta
from dehsym.numeric.formula import Formula
from dehsym.numeric.quantity import NumericQuantity

SOURCES = 858407730


def saturation(number: Number) -> Function:
    """B01, in pure numbers."""
    c0 = zeta(number(3) / 2)

    def value() -> Real:
        return c0

    return value


def critical_compressibility(number: Number) -> Function:
    """B02, in pure numbers."""
    c0 = zeta(number(5) / 2) / zeta(number(3) / 2)

    def value() -> Real:
        return c0

    return value


def virial_coefficient_2(number: Number) -> Function:
    """B03, in pure numbers."""
    c0 = number(-1) / 8 * number(2).sqrt()

    def value() -> Real:
        return c0

    return value


def virial_coefficient_3(number: Number) -> Function:
    """B04, in pure numbers."""
    c0 = number(1) / 8 - number(2) / 27 * number(3).sqrt()

    def value() -> Real:
        return c0

    return value


def virial_coefficient_4(number: Number) -> Function:
    """B05, in pure numbers."""
    c0 = number(1) / 12 * number(6).sqrt() - number(3) / 32
    c1 = c0 - number(5) / 64 * number(2).sqrt()

    def value() -> Real:
        return c1

    return value


def virial_coefficient_5(number: Number) -> Function:
    """virial-coefficient-5, in pure numbers."""
    c0 = number(317) / 1728 + number(1) / 8 * number(2).sqrt()
    c1 = c0 - number(4) / 125 * number(5).sqrt() - number(1) / 6 * number(3).sqrt()

    def value() -> Real:
        return c1

    return value


def virial_coefficient_6(number: Number) -> Function:
    """virial-coefficient-6, in pure numbers."""
    c0 = number(1) / 20 * number(10).sqrt() + number(5) / 36 * number(6).sqrt()
    c1 = c0 + number(5) / 72 * number(3).sqrt() - number(35) / 128
    c2 = c1 - number(1687) / 6912 * number(2).sqrt()

    def value() -> Real:
        return c2

    return value


def virial_coefficient_7(number: Number) -> Function:
    """virial-coefficient-7, in pure numbers."""
    c0 = number(173) / 256 + number(2) / 75 * number(15).sqrt()
    c1 = c0 + number(9) / 32 * number(2).sqrt() - number(1019) / 3888 * number(3).sqrt()
    c2 = c1 - number(6) / 343 * number(7).sqrt() - number(3) / 25 * number(5).sqrt()
    c3 = c2 - number(1) / 6 * number(6).sqrt()

    def value() -> Real:
        return c3

    return value


def virial_coefficient_8(number: Number) -> Function:
    """virial-coefficient-8, in pure numbers."""
    c0 = number(1) / 28 * number(14).sqrt() + number(7) / 200 * number(5).sqrt()
    c1 = c0 + number(21) / 160 * number(10).sqrt() + number(35) / 64 * number(3).sqrt()
    c2 = c1 + number(6209) / 20736 * number(6).sqrt() - number(4361) / 6144
    c3 = c2 - number(94967) / 110592 * number(2).sqrt() - number(7) / 100 * number(30).sqrt()

    def value() -> Real:
        return c3

    return value


def pressure_by_first_power(number: Number) -> Function:
    """pressure-by-first-power, in pure numbers."""
    c0 = 2 * pi().sqrt() / zeta(number(3) / 2)

    def value() -> Real:
        return c0

    return value


def exact_degeneracy(number: Number) -> Function:
    """exact-degeneracy, in pure numbers."""
    c0 = polylogarithm(number(3) / 2, (-number(-1).exp()).exp())

    def value() -> Real:
        return c0

    return value


def exact_pressure_ratio(number: Number) -> Function:
    """exact-pressure-ratio, in pure numbers."""
    c0 = (-number(-1).exp()).exp()
    c1 = polylogarithm(number(5) / 2, c0) / polylogarithm(number(3) / 2, c0)

    def value() -> Real:
        return c1

    return value


def exact_critical_temperature_ratio(number: Number) -> Function:
    """exact-critical-temperature-ratio, in pure numbers."""
    c0 = number(3) / 2
    c1 = power(polylogarithm(c0, (-number(-1).exp()).exp()), number(2) / 3)
    c2 = c1 / zeta(c0).root(3) ** 2

    def value() -> Real:
        return c2

    return value


def contour_degeneracy(number: Number) -> Function:
    """contour-degeneracy, in pure numbers."""
    c0 = (number(-1) / 2).exp() * pi().sqrt()

    def value() -> Real:
        return c0

    return value


def contour_pressure_ratio(number: Number) -> Function:
    """contour-pressure-ratio, in pure numbers."""
    c0 = 2 * (number(-1) / 2).exp()

    def value() -> Real:
        return c0

    return value


QUANTITIES = {
    quantity.name: quantity
    for quantity in (
        NumericQuantity(
            id="B01",
            name="saturation",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="zeta(3/2)",
            printed="2.612",
            formula=Formula(saturation, (), (), None),
        ),
        NumericQuantity(
            id="B02",
            name="critical-compressibility",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="zeta(5/2)/zeta(3/2)",
            printed="0.5134",
            formula=Formula(critical_compressibility, (), (), None),
        ),
        NumericQuantity(
            id="B03",
            name="virial-coefficient-2",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="-sqrt(2)/8",
            printed="-0.17678",
            formula=Formula(virial_coefficient_2, (), (), None),
        ),
        NumericQuantity(
            id="B04",
            name="virial-coefficient-3",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="1/8 - 2*sqrt(3)/27",
            printed="-0.00330",
            formula=Formula(virial_coefficient_3, (), (), None),
        ),
        NumericQuantity(
            id="B05",
            name="virial-coefficient-4",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="-5*sqrt(2)/64 - 3/32 + sqrt(6)/12",
            printed="-0.00011",
            formula=Formula(virial_coefficient_4, (), (), None),
        ),
        NumericQuantity(
            id="virial-coefficient-5",
            name="virial-coefficient-5",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="-sqrt(3)/6 - 4*sqrt(5)/125 + sqrt(2)/8 + 317/1728",
            printed="",
            formula=Formula(virial_coefficient_5, (), (), None),
        ),
        NumericQuantity(
            id="virial-coefficient-6",
            name="virial-coefficient-6",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="-1687*sqrt(2)/6912 - 35/128 + 5*sqrt(3)/72 + sqrt(10)/20 + 5*sqrt(6)/36",
            printed="",
            formula=Formula(virial_coefficient_6, (), (), None),
        ),
        NumericQuantity(
            id="virial-coefficient-7",
            name="virial-coefficient-7",
            unit="1",
            factor="1",
            dimension="1",
            closed_form=(
                "-1019*sqrt(3)/3888 - sqrt(6)/6 - 3*sqrt(5)/25 - 6*sqrt(7)/343 + 2*sqrt(15)/75 + 9*sqrt(2)/32 + 173/256"
            ),
            printed="",
            formula=Formula(virial_coefficient_7, (), (), None),
        ),
        NumericQuantity(
            id="virial-coefficient-8",
            name="virial-coefficient-8",
            unit="1",
            factor="1",
            dimension="1",
            closed_form=(
                "-94967*sqrt(2)/110592 - 4361/6144 - 7*sqrt(30)/100 + 7*sqrt(5)/200 + sqrt(14)/28 + 21*sqrt(10)/160 + "
                "6209*sqrt(6)/20736 + 35*sqrt(3)/64"
            ),
            printed="",
            formula=Formula(virial_coefficient_8, (), (), None),
        ),
        NumericQuantity(
            id="pressure-by-first-power",
            name="pressure-by-first-power",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="2*sqrt(pi)/zeta(3/2)",
            printed="",
            formula=Formula(pressure_by_first_power, (), (), None),
        ),
        NumericQuantity(
            id="exact-degeneracy",
            name="exact-degeneracy",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="polylog(3/2, exp(-exp(-1)))",
            printed="",
            formula=Formula(exact_degeneracy, (), (), None),
        ),
        NumericQuantity(
            id="exact-pressure-ratio",
            name="exact-pressure-ratio",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="polylog(5/2, exp(-exp(-1)))/polylog(3/2, exp(-exp(-1)))",
            printed="",
            formula=Formula(exact_pressure_ratio, (), (), None),
        ),
        NumericQuantity(
            id="exact-critical-temperature-ratio",
            name="exact-critical-temperature-ratio",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="polylog(3/2, exp(-exp(-1)))**(2/3)/zeta(3/2)**(2/3)",
            printed="",
            formula=Formula(exact_critical_temperature_ratio, (), (), None),
        ),
        NumericQuantity(
            id="contour-degeneracy",
            name="contour-degeneracy",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="sqrt(pi)*exp(-1/2)",
            printed="",
            formula=Formula(contour_degeneracy, (), (), None),
        ),
        NumericQuantity(
            id="contour-pressure-ratio",
            name="contour-pressure-ratio",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="2*exp(-1/2)",
            printed="",
            formula=Formula(contour_pressure_ratio, (), (), None),
        ),
    )
}
