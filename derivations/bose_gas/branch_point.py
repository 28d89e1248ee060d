"""Section 6. Near z = 1: the expansion in alpha = -ln z, its one term that is not analytic, the jump across the cut."""

from sympy import I, Integer, Limit, Rational, Sum, exp, polylog, sqrt

from dehsym.claim import Reading
from dehsym.derivation import Ledger, Step, derivation
from dehsym.rules.algebra import Eliminate
from dehsym.rules.calculus import TakeLimit
from dehsym.rules.parts import only
from dehsym.rules.polylogarithms import ExpandPolylogarithm, JumpAcrossCut
from derivations.bose_gas.symbols import (
    FIVE_HALVES,
    ORDERS,
    THREE_HALVES,
    alpha,
    eta,
    jump,
    k,
    linear_term,
    near,
    root_term,
    singular,
    slopes,
    t,
)


def _expand(d: Ledger, text: str, order: Rational) -> Step:
    """The expansion of one Bose function, and what of it is no power series."""
    value = d.let(
        rf"The Bose function of order {text} at the fugacity $\exp(-\alpha)$.", near[order], polylog(order, exp(-alpha))
    )
    expansion = d.step(
        r"Robinson's expansion about $\alpha = 0$:",
        value,
        ExpandPolylogarithm(k),
        prints=Reading(f"d.robinson-{text}", {rf"g_{{{text}}}(e^{{-\alpha}})": near[order], "k": k}),
    )
    regular = only(Sum, expansion.equation.rhs)
    apart = d.let("What is left of it without the power series.", singular[order], near[order] - regular)
    return d.step(
        "One power that is not whole:", apart, Eliminate(near[order], expansion), prints=f"s6.singular-{text}"
    )


@derivation("Section 6", "The expansion about the branch point")
def branch_point(d: Ledger) -> None:
    """g_s(e^-alpha) = Gamma(1-s) alpha^(s-1) + sum zeta(s-k) (-alpha)^k/k!, for s = 1/2, 3/2, 5/2."""
    for text, order in ORDERS.items():
        _expand(d, text, order)


@derivation("Section 6", "How the Bose functions leave their values at z = 1")
def approach(d: Ledger) -> None:
    """g_(3/2) leaves as the square root of alpha, g_(5/2) in a straight line."""
    density = polylog(THREE_HALVES, Integer(1)) - polylog(THREE_HALVES, exp(-alpha))
    pressure = polylog(FIVE_HALVES, Integer(1)) - polylog(FIVE_HALVES, exp(-alpha))
    quotients = (
        (root_term, density / sqrt(alpha), r"The density below its value at $z = 1$, over the root of $\alpha$."),
        (linear_term, pressure / alpha, r"The pressure below its value at $z = 1$, over $\alpha$."),
    )
    for function, value, prose in quotients:
        limit = d.step("It tends to a number:", d.let(prose, function, value), TakeLimit(alpha))
        there = d.let("That number.", slopes[function], limit.equation.lhs)
        printed = "s6.root" if function == root_term else "s6.linear"
        d.step("It is the coefficient of the expansion.", there, Eliminate(limit.equation.lhs, limit), prints=printed)


@derivation("Section 6", "The jump across the cut")
def across_the_cut(d: Ledger) -> None:
    """Li_s(t + i0) - Li_s(t - i0) = 2 pi i (ln t)^(s-1)/Gamma(s) for t > 1."""
    for text, order in ORDERS.items():
        difference = polylog(order, t + I * eta) - polylog(order, t - I * eta)
        step = d.let("The value above the cut less that below.", jump[order], Limit(difference, eta, 0, "+"))
        d.step(
            f"For the order {text}:",
            step,
            JumpAcrossCut(),
            prints=f"s6.jump-{text}",
        )


scripts = (branch_point, approach, across_the_cut)
