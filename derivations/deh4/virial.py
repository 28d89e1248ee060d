"""Section 4, the virial expansion of the ideal Bose gas: reversion of the density's series in the fugacity.

The density and the pressure of the gas outside the ground state are those of the exact ideal Bose gas, derived in the
paper `bose_gas`; here they are premises. The first correction is -n Lambda_B^3/2^{5/2}.
"""

from sympy import Rational, polylog

from dehsym.claim import Reading
from dehsym.derivation import Ledger, derivation
from dehsym.grant import GrantKind
from dehsym.rules.algebra import Chain, Eliminate, Members
from dehsym.rules.composition import ComposeSeries
from dehsym.rules.series import Expand, RevertSeries
from derivations.deh4.symbols import Lambda_B, T, compressibility, k_B, n, occupation, p, phi, reduced_pressure

_MCQUARRIE = "McQuarrie, Statistical Mechanics, Ch. 10; derived in bose_gas"
_ORDER = 8


@derivation("Section 4", "The virial expansion")
def virial(d: Ledger) -> None:
    """p/n k_B T = 1 - n Lambda_B^3/2^{5/2} + ..., to the eighth order."""
    occupied = d.let("The number of quanta in a cube of the thermal wavelength.", occupation, n * Lambda_B**3)
    density = d.given(
        "In the ideal Bose gas it is a function of the fugacity",
        occupation,
        polylog(Rational(3, 2), phi),
        kind=GrantKind.CITATION,
        cite=_MCQUARRIE,
    )
    fugacity = d.step(
        "Which is a power series, and so is its inverse.", density, Expand(phi, _ORDER + 1), RevertSeries(phi, _ORDER)
    )
    reduced = d.let(r"The pressure in units of $k_B T/\Lambda_B^3$.", reduced_pressure, p * Lambda_B**3 / (k_B * T))
    pressure = d.given(
        "It is another function of the fugacity",
        reduced_pressure,
        polylog(Rational(5, 2), phi),
        kind=GrantKind.CITATION,
        cite=_MCQUARRIE,
    )
    pressure = d.step(
        "A power series in the density too:", pressure, Expand(phi, _ORDER + 1), ComposeSeries(fugacity, _ORDER)
    )
    ratio = d.let("The compressibility factor.", compressibility, p / (n * k_B * T))
    series = d.step("By the series it is", ratio, Eliminate(p, reduced), Eliminate(reduced_pressure, pressure))
    series = d.step("In powers of the density:", series, Eliminate(occupation, occupied))
    d.step(
        "The virial expansion:",
        ratio,
        Chain(series),
        Members(1, 2),
        prints=Reading("s4.virial", small=n),
    )


scripts = (virial,)
