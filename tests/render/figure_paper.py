"""Figure 1 from premises in the place of what it cites, so that nothing else of the paper is derived for it."""

from __future__ import annotations

from pathlib import Path

from sympy import E, Rational, exp, pi, sqrt

from dehsym.derivation import Ledger, derivation
from dehsym.paper_definition import PaperDefinition
from dehsym.rules.algebra import Chain
from derivations.deh4 import figure1, symbols
from derivations.deh4.inputs import T_NOW
from derivations.deh4.symbols import Lambda_B, T, T_c, catalogue, f_c, h, k_B, m, n, phi


@derivation("Section 4", "What the figure cites")
def cited(d: Ledger) -> None:
    """(2), (4b), (5), (6) and the critical temperature of the present epoch."""
    d.given("(2)", Lambda_B, h / sqrt(2 * pi * m * k_B * T), prints="2")
    by_density = d.given("(4b)", phi, exp(-((n * Lambda_B**3) ** 2) / pi))
    d.step("(4b)", by_density, Chain(d.given("(4b)", phi, exp(-((T_c / T) ** 3) / pi))), prints="4b")
    d.given("(5)", T_c, h**2 * n ** Rational(2, 3) / (2 * pi * m * k_B), prints="5")
    d.given("(6)", f_c, 1 - phi, prints="6")
    d.quantity("critical-temperature", d.given("in the present epoch", T_c, T * (pi / E) ** Rational(1, 3)))


paper = PaperDefinition(
    "figures",
    "Figures",
    "",
    catalogue,
    Path(symbols.__file__).with_name("inventory.json"),
    (cited, *figure1.scripts),
    inputs={T: T_NOW},
    figures=(figure1.figure1,),
)
