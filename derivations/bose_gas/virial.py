"""Section 5. The virial series: the series of the density reverted, and put into that of the pressure."""

from dehsym.derivation import Ledger, derivation
from dehsym.rules.algebra import Eliminate
from dehsym.rules.composition import ComposeSeries, TakeCoefficient
from dehsym.rules.series import Expand, RevertSeries
from derivations.bose_gas.symbols import (
    P,
    T,
    degeneracy,
    k_B,
    lambda_T,
    n,
    ratio,
    reduced,
    virial,
    z,
)

ORDER = 8


@derivation("Section 5", "The virial coefficients")
def virial_series(d: Ledger) -> None:
    """P/nkT = 1 + a_2 n lambda^3 + a_3 (n lambda^3)^2 + ..., exact coefficients up to a_8."""
    occupation = d.let("Particles in a cube of the thermal wavelength.", degeneracy, n * lambda_T**3)
    dense = d.step("By the fugacity:", occupation, Eliminate(n, d.cite("7.1.N")))
    fugacity = d.step(
        "The fugacity as a power series in it, by reversion:",
        dense,
        Expand(z, ORDER + 1),
        RevertSeries(z, ORDER),
    )
    pressure = d.let("The pressure in units of kT and of the wavelength.", reduced, P * lambda_T**3 / (k_B * T))
    by_density = d.step(
        "It too is a power series in the fugacity, and so in the density.",
        pressure,
        Eliminate(P, d.cite("7.1.P")),
        Expand(z, ORDER + 1),
        ComposeSeries(fugacity, ORDER),
    )
    quotient = d.let("The pressure in units of that of a classical gas.", ratio, P / (n * k_B * T))
    series = d.step(
        "The virial series:",
        quotient,
        Eliminate(P, pressure),
        Eliminate(n, occupation),
        Eliminate(reduced, by_density),
    )
    for order, symbol in virial.items():
        printed = f"7.1.a{order}" if order <= 4 else None
        coefficient = d.step(
            f"Coefficient {order}:", series, TakeCoefficient(symbol, degeneracy, order - 1), prints=printed
        )
        d.quantity(f"virial-coefficient-{order}", coefficient)


scripts = (virial_series,)
