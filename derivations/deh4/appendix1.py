"""Appendix 1. Phase factors: a simple pole on the real axis, passed on an arc of a small circle.

On an arc of length L about the pole the integral tends to i L f(a). A half circle gives i pi f(a), wherever it begins;
the paper's second example has that length and half that value. (A.1) leaves the phase free: that is granted by name.
"""

from sympy import I, Integer, Integral, Rational, S, exp, pi

from dehsym.claim import Reading
from dehsym.derivation import Ledger, derivation
from dehsym.grant import GrantKind
from dehsym.heads import ContourIntegral
from dehsym.rules.algebra import Extend
from dehsym.rules.calculus import Integrate, TakeDifferential, TakeLimit
from dehsym.rules.contour import FreePhase, OnArc
from derivations.deh4.symbols import a, arc_integral, f_z, nu, rho, theta, theta_1, z


@derivation("Appendix 1", "On the use of phase factors")
def phase_factor(d: Ledger) -> None:
    """I = f(a) pi exp(i nu), with the two arcs that the appendix names."""
    generic = d.let(
        "A contour integral with a simple pole on the real axis.",
        arc_integral,
        ContourIntegral(f_z / (z - a), z),
        prints="a1.integral",
    )
    circle = d.let(
        "A circle about the pole.", rho * exp(I * theta), z - a, prints=Reading("a1.circle", {r"\phi": theta})
    )
    d.step(
        "Along it the radius is constant.",
        circle,
        TakeDifferential((z, theta)),
        prints=Reading("a1.differential", {r"\phi": theta}),
    )

    for prose, start, end, claim in (
        ("One choice of the path: the lower half of the circle.", -pi, Integer(0), "a1.arc-half"),
        ("The other choice named: again half a turn.", Rational(5, 2) * pi, Rational(7, 2) * pi, "a1.arc-second"),
    ):
        path = d.given(prose, I * Integral(S.One, theta), I * Integral(S.One, (theta, start, end)), kind=GrantKind.PATH)
        d.step("What it adds:", path, Extend(Integrate()), prints=Reading(claim, {r"\phi": theta}))

    arc = d.step(
        "The path replaced by an arc of half a turn, beginning anywhere:",
        generic,
        OnArc(a, rho, theta, theta_1, theta_1 + pi),
    )
    half_turn = d.step(
        "As the circle shrinks on the pole, $f$ leaves the integral.", arc, TakeLimit(rho, regular=(f_z,)), Integrate()
    )
    d.step(
        "The author does not fix the path, and so not the phase.",
        half_turn,
        FreePhase(nu, pi * Rational(1, 2)),
        prints="A.1",
    )


scripts = (phase_factor,)
