"""Figure 1. The condensate of Equations (4b) and (6) against T/T_c, with the ideal Bose gas beside it.

The paper's fraction has no critical point: it falls smoothly, and above T_c some condensate is left at any temperature.
That of the ideal Bose gas vanishes at its own critical temperature, where n Lambda^3 = zeta(3/2) and not 1 as in (5):
at the same density and mass that is 0.527 of the T_c of the paper. Of the paper's drawing no numbers are given; the
range here is chosen.
"""

from sympy import Integer, Max, Rational, pi, sqrt, zeta

from dehsym.derivation import Ledger, Step, derivation
from dehsym.figure import Axis, Curve, Figure, LineStyle, Mark
from dehsym.grant import GrantKind
from dehsym.rules.algebra import Eliminate, Members, SolveFor
from derivations.deh4.symbols import (
    Lambda_B,
    Lambda_bose,
    T,
    T_bose,
    T_c,
    f_0,
    f_c,
    h,
    k_B,
    m,
    n,
    n_e,
    phi,
    reduced_temperature,
    surplus,
)

_PATHRIA = "Pathria & Beale, Statistical Mechanics, 7.1; Annett, Ch. 2; derived in bose_gas"


@derivation("Figure 1", "The condensate of the paper")
def condensate(d: Ledger) -> None:
    """f_c = 1 - exp(-(T_c/T)^3/pi)."""
    reduced = d.let("The temperature in units of the critical one.", reduced_temperature, T / T_c)
    gas = d.step("The fugacity by the temperature:", d.cite("4b"), Members(0, 2))
    d.step("So the condensate depends on $T/T_c$ alone.", d.cite("6"), Eliminate(phi, gas), Eliminate(T, reduced))


@derivation("Figure 1", "The condensate of the ideal Bose gas")
def ideal_condensate(d: Ledger) -> None:
    """f_0 = max(0, 1 - (T/T_B)^{3/2}), T_B being its own critical temperature."""
    wave = d.let(
        "The thermal wavelength at its critical temperature.", Lambda_bose, h / sqrt(2 * pi * m * k_B * T_bose)
    )
    critical = d.let("There all quanta just fit into the excited states.", n, zeta(Rational(3, 2)) / Lambda_bose**3)
    reduced = d.let("The temperature in units of that one.", reduced_temperature, T / T_bose)
    rest = _surplus(d)
    left = d.step(
        "At the density that goes with the critical temperature:",
        rest,
        Eliminate(n, critical),
        Eliminate(Lambda_bose, wave),
        Eliminate(T, reduced),
    )
    _lowest_state(d, left)


@derivation("Figure 1", "The condensate of the ideal Bose gas by the paper's critical temperature")
def ideal_condensate_by_paper(d: Ledger) -> None:
    """f_0 = max(0, 1 - zeta(3/2) (T/T_c)^{3/2}), T_c being that of (5)."""
    reduced = d.let("The temperature in units of that of (5).", reduced_temperature, T / T_c)
    density = d.step("The density that goes with that critical temperature:", d.cite("5"), SolveFor(n))
    left = d.step("At that density:", _surplus(d), Eliminate(n, density), Eliminate(T, reduced))
    _lowest_state(d, left)


def _surplus(d: Ledger) -> Step:
    """The fraction of the quanta for which the excited states have no place, by density and temperature."""
    full = d.given(
        "The excited states of the ideal Bose gas hold at most",
        n_e,
        zeta(Rational(3, 2)) / Lambda_B**3,
        kind=GrantKind.CITATION,
        cite=_PATHRIA,
    )
    rest = d.let("What they have no place for, as a fraction.", surplus, 1 - n_e / n)
    return d.step("By the temperature:", rest, Eliminate(n_e, full), Eliminate(Lambda_B, d.cite("2")))


def _lowest_state(d: Ledger, left: Step) -> Step:
    """That fraction is in the lowest state, or nothing where there is place for all."""
    lowest = d.given(
        "What finds no place is in the lowest state; where there is place for all, nothing is",
        f_0,
        Max(Integer(0), surplus),
        kind=GrantKind.MODEL,
        cite=_PATHRIA,
    )
    return d.step("By the reduced temperature:", lowest, Eliminate(surplus, left))


@derivation("Figure 1", "The present epoch")
def present_epoch(d: Ledger) -> None:
    """T/T_c = (e/pi)^{1/3}."""
    reduced = d.let("The temperature in units of the critical one.", reduced_temperature, T / T_c)
    d.step("In the present epoch:", reduced, Eliminate(T_c, d.cite("critical-temperature")))


scripts = (condensate, ideal_condensate, ideal_condensate_by_paper, present_epoch)

figure1 = Figure(
    name="figure1",
    title="Fraction of condensate against temperature",
    across=Axis(reduced_temperature, r"Temperature $\vartheta = T/T_c$", 0, 3),
    up=Axis(f_c, "Condensed fraction $f_c$", 0, 1),
    curves=(
        Curve(condensate, "this paper, (4b) and (6)", LineStyle.SOLID),
        Curve(ideal_condensate, "ideal Bose gas, by its own $T_c$", LineStyle.DASHED),
        Curve(ideal_condensate_by_paper, "ideal Bose gas, by $T_c$ of (5)", LineStyle.DOTTED),
    ),
    marks=(Mark(present_epoch, "present epoch"),),
    caption=(
        "The fraction of condensate against the temperature, in units of the critical temperature: that of Equations "
        "(4b) and (6), and that of the ideal Bose gas, once by its own critical temperature, at which n Lambda^3 = "
        "zeta(3/2), and once by that of Equation (5), at which n Lambda^3 = 1. The range is chosen here."
    ),
)
