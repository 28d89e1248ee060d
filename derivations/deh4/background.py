"""The background model of Table 1: a hyperbolic universe of conserved energy, part of which is dark energy.

The model is that of reference [1] of the paper; the paper itself prints none of it. Its premises are granted by name:
the Friedmann equation with curvature -1; the total energy conserved, in a volume a^3; a beginning at a = 0; the dark
energy 1/(eta a)^2; a temperature that falls as the scale factor grows. From these follow, in the conformal time eta,
the scale factor (Gamma/6)(cosh eta - 1), the cosmic time (Gamma/6c)(sinh eta - eta), and the share of dark energy
(cosh eta - 1)/(6 eta^2), which grows from 1/12 on without limit. That it may not exceed 0.95 is no part of the model.
"""

from dataclasses import dataclass
from typing import final

from sympy import Integer, Integral, Limit

from dehsym.derivation import Ledger, Step
from dehsym.grant import GrantKind
from dehsym.rules.algebra import Eliminate, Multiply, SolveFor
from dehsym.rules.calculus import Differentiate, Integrate, TakeLimit
from dehsym.rules.cancellation import Cancel
from dehsym.rules.hyperbolic import AsHyperbolic
from dehsym.rules.ode import ChangeArgument, ChangeUnknown, SolveSecondOrder
from dehsym.rules.substitution import Substitute
from derivations.deh4.symbols import (
    C_down,
    C_up,
    Gamma,
    T_epoch,
    T_now,
    U,
    U_lambda,
    a_epoch,
    a_of_eta,
    a_of_t,
    a_present,
    c,
    cosmic_time,
    dark_Lambda,
    energy_density,
    eta,
    eta_bound,
    kappa,
    lambda_dark,
    t_epoch,
    t_of_eta,
)

_DEH_II = "Togeas, A Dark Energy Hypothesis II, reference [1] of the paper"
_WEINBERG = "Weinberg, Gravitation and Cosmology, Ch. 15 §1"
_CARROLL = "Carroll, Spacetime and Geometry, §4.5"


@final
@dataclass(frozen=True)
class Background:
    """What Table 1 needs, each as a function of eta: a, t, lambda."""

    scale: Step
    time: Step
    share: Step


def background(d: Ledger) -> Background:
    """The expansion, the age and the share of dark energy, in the order of the argument."""
    length = d.let("The total energy as a length; it is conserved.", Gamma, kappa * U)
    inside = a_of_eta.xreplace({eta: eta_bound})
    time = d.let(
        r"Conformal time counts $c\,dt$ in units of the scale factor, from the beginning on.",
        t_of_eta,
        Integral(inside / c, (eta_bound, 0, eta)),
    )
    first_order = _friedmann(d, length, time)
    function = _scale_factor(d, first_order)
    scale = d.let("The scale factor in an epoch.", a_epoch, a_of_eta)
    scale = d.step(r"In terms of $\eta$:", scale, Eliminate(a_of_eta, function))
    return Background(scale, _time(d, time, function), _share(d, length, scale))


def _friedmann(d: Ledger, length: Step, time: Step) -> Step:
    """a'^2 = (Gamma/3) a + a^2 in conformal time."""
    friedmann = d.given(
        r"The Friedmann equation with curvature -1 and $\kappa = 8\pi G/c^4$, its source all the energy, dark energy "
        "too",
        a_of_t.diff(cosmic_time) ** 2,
        c**2 * (kappa * energy_density * a_of_t**2 / 3 + 1),
        kind=GrantKind.MODEL,
        cite=_WEINBERG,
    )
    density = d.given(
        "The total energy fills the volume $a^3$", energy_density, U / a_of_t**3, kind=GrantKind.MODEL, cite=_DEH_II
    )
    in_time = d.step(
        "With the energy as a length:", friedmann, Eliminate(energy_density, density), Eliminate(U, length)
    )
    rate = d.step("How cosmic time goes with conformal time:", time, Differentiate(eta))
    return d.step("In conformal time:", in_time, ChangeArgument(a_of_t, a_of_eta, rate), Multiply(a_of_eta**2 / c**2))


def _scale_factor(d: Ledger, first_order: Step) -> Step:
    """a = (Gamma/6)(cosh eta - 1): the equation differentiated is linear; two constants, fixed by two conditions."""
    slope = a_of_eta.diff(eta)
    linear = d.step(
        "Differentiated, the equation has the slope for a factor, which vanishes nowhere; what is left is linear.",
        first_order,
        Differentiate(eta),
        Cancel(2 * slope, first_order),
    )
    general = d.step("Its general solution:", linear, SolveSecondOrder(a_of_eta, (C_down, C_up)))
    beginning = d.given(
        r"The expansion begins at $a = 0$, from where $\eta$ is counted",
        Limit(a_of_eta, eta, 0, "+"),
        Integer(0),
        kind=GrantKind.MODEL,
        cite=_DEH_II,
    )
    one = d.step(
        "The beginning fixes one constant,",
        general,
        TakeLimit(eta),
        Eliminate(beginning.equation.lhs, beginning),
        SolveFor(C_down),
    )
    general = d.step("and the solution has one left.", general, Eliminate(C_down, one))
    other = d.step(
        "The equation of the first order, which says more than its derivative, fixes the other.",
        first_order,
        ChangeUnknown(a_of_eta, general.equation.rhs),
        SolveFor(C_up),
    )
    return d.step("The scale factor:", general, Eliminate(C_up, other), AsHyperbolic(eta))


def _time(d: Ledger, time: Step, function: Step) -> Step:
    """t = (Gamma/6c)(sinh eta - eta)."""
    inside = d.step("The scale factor on the way:", function, Substitute({eta: eta_bound}))
    time = d.step("Cosmic time by integration:", time, Eliminate(inside.equation.lhs, inside), Integrate())
    age = d.let("The age in an epoch.", t_epoch, t_of_eta)
    return d.step(r"In terms of $\eta$:", age, Eliminate(t_of_eta, time))


def _share(d: Ledger, length: Step, scale: Step) -> Step:
    """lambda = (cosh eta - 1)/(6 eta^2)."""
    term = d.given(
        "Dark energy as a cosmological term that falls as the universe grows",
        dark_Lambda,
        1 / (eta * a_epoch) ** 2,
        kind=GrantKind.MODEL,
        cite=_DEH_II,
    )
    energy = d.given(
        r"A cosmological term has the energy density $\Lambda/\kappa$, here in the volume $a^3$",
        U_lambda,
        dark_Lambda / kappa * a_epoch**3,
        kind=GrantKind.MODEL,
        cite=_CARROLL,
    )
    share = d.let("The share of dark energy in the whole.", lambda_dark, U_lambda / U)
    return d.step(
        r"In terms of $\eta$ alone:",
        share,
        Eliminate(U_lambda, energy),
        Eliminate(U, length),
        Eliminate(dark_Lambda, term),
        Eliminate(a_epoch, scale),
    )


def cooling(d: Ledger) -> Step:
    """T = T_0 a_0/a."""
    redshift = d.given(
        "The temperature of radiation falls as the scale factor grows",
        T_epoch * a_epoch,
        T_now * a_present,
        kind=GrantKind.MODEL,
        cite=_WEINBERG,
    )
    return d.step("Counted from the present epoch:", redshift, SolveFor(T_epoch))
