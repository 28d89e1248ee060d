"""The tail of a sum over one mode, compiled.

Three regimes. Terms that fall at least geometrically are summed until their majorant is below the working precision.
Terms like z^k k^(-s) with |z| <= 1 are summed by `zeta_tail`. All others do not tend to 0. Which it is depends on the
values of the symbols, and is found out at each point.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import sympy
from flint import acb, arb, ctx
from sympy import Expr

from dehsym.balls.asymptotic_term import Mode, Splitting
from dehsym.balls.environment import Environment
from dehsym.balls.majorant import Compile
from dehsym.balls.node import Node
from dehsym.balls.stirling import StirlingSeries, terms_of_stirling
from dehsym.balls.sum_rest import FallingRest, GrowingRest, Rest
from dehsym.balls.summand import Summand
from dehsym.balls.term_factors import Base, FunctionOfT, product
from dehsym.balls.zeta_rest import Behaviour, ZetaRest
from dehsym.balls.zeta_tail import first_index, is_one, pole_distance

FAST = arb(0.7)
"""Terms that fall by this factor are added one by one."""


@final
@dataclass(frozen=True)
class ModeTail:
    """One mode, compiled: `base` and `power` have the powers and exponentials of Stirling's formula in them."""

    mode: Mode
    index: str
    base: Base
    power: Expr
    exponent: Node
    own_base: Base
    own_power: Node
    regular: FunctionOfT
    gammas: tuple[tuple[int, Node, int], ...]
    constants: tuple[tuple[Node, int], ...]

    @classmethod
    def of(cls, mode: Mode, splitting: Splitting, index: str, compile_node: Compile) -> ModeTail:
        """Compile a mode; `index` is what messages call k."""
        base, power = mode.base, mode.power
        for p, a, e in mode.gammas:
            base *= sympy.Integer(p) ** (p * e)
            power += (a - sympy.S.Half) * e
        return cls(
            mode,
            index,
            Base.of(base, compile_node),
            power,
            compile_node(-power),
            Base.of(mode.base, compile_node),
            compile_node(mode.power),
            FunctionOfT.of(mode.regular, splitting.t, compile_node, splitting.root),
            tuple((p, compile_node(a), e) for p, a, e in mode.gammas),
            tuple((compile_node(b), f) for b, f in mode.constants),
        )

    def rests(self, at: Environment, analytic: bool) -> list[Rest] | None:
        """Return what there is to know at a point; None if nothing is."""
        rest = self._rest(at, analytic)
        return None if rest is None else [rest]

    def _rest(self, at: Environment, analytic: bool) -> Rest | None:
        z, order = self.base.ball(at, analytic), self.mode.order
        if not z.is_finite() or (order > 0 and z.contains(0) and not z.is_zero()):
            return None
        if order < 0 or z.is_zero() or (order == 0 and abs(z) < FAST):
            return self.falling(at, analytic)
        inside, continued = bool(abs(z) < 1), self.base.on_circle and analytic
        if order > 0 or (abs(z) > 1 and not continued):
            return GrowingRest(self._summand(at, analytic, 1))
        on_disc = inside or self.base.on_circle or self.base.is_within_circle(at)
        no_stirling = bool(self.gammas) and (continued or self.regular.root > 1)
        if not on_disc or no_stirling or not (is_one(z) or pole_distance(z) > 0):
            return self.falling(at, analytic) if inside else None
        logs, first = self.mode.logs, first_index(z, self.mode.logs, ctx.prec)
        behaviour, summand = Behaviour(self.index, self.power, logs), self._summand(at, analytic, first)
        s = self.exponent.ball(at, analytic)
        return ZetaRest(z, s, inside, logs, self.regular.root, behaviour, (summand,), first)

    def falling(self, at: Environment, analytic: bool, ratio: acb | None = None) -> FallingRest:
        """Return the mode, times ratio^k, as falling geometrically; its bounds are not finite if it does not."""
        gammas = tuple((p, a.ball(at, analytic), e) for p, a, e in self.gammas)
        base, power = self.own_base.ball(at, analytic), self.own_power.ball(at, analytic)
        regular = self.regular.at(at, analytic)
        base = base if ratio is None else base * ratio
        return FallingRest(base, power, self.mode, regular, gammas, self._constant(at, analytic))

    def _constant(self, at: Environment, analytic: bool) -> acb:
        parts = [(node.ball(at, analytic), f) for node, f in self.constants]
        return product([ball.rgamma() ** f if f > 0 else 1 / ball.rgamma() ** -f for ball, f in parts])

    def _summand(self, at: Environment, analytic: bool, first: int) -> Summand:
        """Put constants of Stirling's formula, (2 pi)^(e/2) p^(e (a - 1/2)), to those of the mode."""
        constant = self._constant(at, analytic)
        stirling: list[tuple[StirlingSeries, int]] = []
        for p, node, e in self.gammas:
            a = node.ball(at, analytic)
            constant *= ((2 * acb.pi()).sqrt() * acb(p) ** (a - acb(1) / 2)) ** e
            stirling.append((StirlingSeries(p, a, terms_of_stirling(float(p * first))), e))
        return Summand(constant, self.regular.at(at, analytic), tuple(stirling))
