"""Certified integrals over finite ranges and half lines.

Finite ranges are `acb.integral` (Petras's method: Gauss-Legendre rules with Cauchy error bounds on subintervals where
the integrand is holomorphic, plain enclosures where it is not). A half line is cut at N, where the tail bound of
`majorant` is below the working precision. Two substitutions extend the reach: x = end + w exp(-s) turns an integrable
singularity at an end, and x = N exp(s) an algebraic decay, into an exponential decay in s.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from typing import final

import sympy
from flint import acb, acb_series, arb, ctx
from sympy import Expr, Symbol

from dehsym.balls.decaying import with_decaying_exponentials
from dehsym.balls.divided import Divided, divided
from dehsym.balls.environment import Environment, Line, disc, undefined, undefined_series
from dehsym.balls.expanded import multiplied_out, with_sums_multiplied_out
from dehsym.balls.majorant import Compile, HalfLine, Majorant, compile_majorant
from dehsym.balls.node import Node, NoValue, Total, Unsupported
from dehsym.balls.removable import regularised, with_exponentials_split
from dehsym.balls.singular_end import SingularEnd
from dehsym.balls.substitution import fresh, hoisted, substituted
from dehsym.balls.tail import Growth

EVALUATIONS = (4_000, 80)  # most values of an integrand: so many, and so many more for each bit
USELESS = 2**8  # a ball around an integral that is wider and has no correct bit is one that was given up
FARTHEST_CUT = 10**18
PARAMETER_RADIUS = arb(2) ** -6  # exact; of the disc on which Cauchy's estimate bounds the derivatives of a tail


def certified_integral(integrand: Callable[[acb, bool], acb], low: acb, high: acb) -> acb:
    """Return the integral along the straight line from `low` to `high`, to the working precision where that is reached.

    >>> certified_integral(lambda x, _: x.exp(), acb(0), acb(1)).overlaps(acb(1).exp() - 1)
    True
    """
    if not (low.is_finite() and high.is_finite()):
        return undefined()
    failures: list[Exception] = []

    def guarded(x: acb, holomorphic: bool) -> acb:
        if failures:
            return undefined()
        try:
            return integrand(x, holomorphic)
        except NoValue:
            return undefined()
        except Exception as failure:  # python-flint calls on with it set, and then raises SystemError; raised below
            failures.append(failure)
            return undefined()

    tolerance = arb(2) ** -ctx.prec
    most = EVALUATIONS[0] + EVALUATIONS[1] * ctx.prec
    value = acb.integral(guarded, low, high, rel_tol=tolerance, abs_tol=tolerance, eval_limit=most)
    if failures:
        raise failures[0]
    return undefined() if value.abs_upper() > USELESS and value.rel_accuracy_bits() < 1 else value


def _is_bounded_at_ends(value: Callable[[acb, bool], acb], low: acb, high: acb) -> bool:
    """Whether the body is finite on the last 2^-p of the range: without that no subdivision has a finite sum."""
    if not (low.is_finite() and high.is_finite()):
        return False
    step = (high - low) * arb(2) ** -ctx.prec
    beside = (low.union(low + step), high.union(high - step))
    try:
        return all(value(ball, False).is_finite() for ball in beside)
    except NoValue:
        return False


def _is_point(at: Environment, symbols: Collection[Symbol]) -> bool:
    """Whether the values are points but for rounding, and not the wide balls of an outer integral."""
    values = [at.values[symbol] for symbol in symbols if symbol in at.values]
    return all(value.is_exact() or value.rel_accuracy_bits() > ctx.prec // 4 for value in values)


@final
@dataclass(frozen=True)
class Integrand:
    """A body in which `variable` moves: `node` with constants taken out, named in `constants`; `whole` without."""

    expr: Expr
    variable: Symbol
    node: Node
    constants: tuple[tuple[Symbol, Node], ...]
    whole: Node

    @classmethod
    def of(cls, expr: Expr, variable: Symbol, compile_node: Compile) -> Integrand:
        """Compile the body."""
        body, names = hoisted(expr, variable)
        constants = tuple((symbol, compile_node(part)) for symbol, part in names.items())
        return cls(expr, variable, compile_node(body), constants, compile_node(expr))

    def at(self, at: Environment, analytic: bool) -> Callable[[acb, bool], acb]:
        """Return the body as a function of its variable and of the demand that it be holomorphic in it."""
        inner = at.binding(self.variable)
        for symbol, node in self.constants:
            inner.values[symbol] = node.ball(at, analytic)

        def value(x: acb, holomorphic: bool) -> acb:
            inner.values[self.variable] = x
            return self.node.ball(inner, holomorphic or analytic)

        return value

    def between(self, at: Environment, low: acb, high: acb, analytic: bool) -> acb:
        """Return the integral from `low` to `high`; at once not finite where the body is not beside an end."""
        value = self.at(at, analytic)
        return certified_integral(value, low, high) if _is_bounded_at_ends(value, low, high) else undefined()

    def is_regular_beside(self, at: Environment, place: acb, reach: arb) -> bool:
        """Whether the body is holomorphic on the disc of that radius about a place."""
        try:
            return self.at(at, analytic=False)(place + disc(reach), True).is_finite()
        except NoValue:
            return False

    def coefficients(self, line: Line, length: int, low: acb, high: acb, analytic: bool) -> list[acb]:
        """Return the integrals of the Taylor coefficients along the line: differentiation under the integral sign.

        It is valid because a finite enclosure of the coefficients on every piece of the closed range shows the
        integrand to be analytic in the parameter near each of its points, so, by compactness, near all at once.
        """
        inner = Line(line.origin.binding(self.variable), line.directions)

        def coefficient(k: int) -> acb:
            def value(x: acb, holomorphic: bool) -> acb:
                inner.origin.values[self.variable] = x
                return self.whole.taylor(inner, length, holomorphic or analytic)[k]

            return certified_integral(value, low, high) if _is_bounded_at_ends(value, low, high) else undefined()

        found: list[acb] = []
        while len(found) < length and (not found or found[-1].is_finite()):
            found.append(coefficient(len(found)))
        return found + [undefined()] * (length - len(found))

    def edge_term(self, line: Line, end: Node, analytic: bool) -> acb:
        """f(end) end', what an upper end that moves along the line adds to the first derivative."""
        if end.free.isdisjoint(line.directions):
            return acb(0)
        moving = end.taylor(line, 2, analytic)
        inner = line.origin.binding(self.variable)
        inner.values[self.variable] = moving[0]
        return self.whole.ball(inner, analytic) * moving[1]


@final
@dataclass(frozen=True)
class FiniteIntegral(Node):
    """The integral of a body over the segment from `low` to `high`; `ends` are those, where they may be singular.

    `raw` is the body before it was prepared for a lower end 0; `before` the integral before a change to x = u^q.
    """

    integrand: Integrand
    raw: Expr
    low: Node
    high: Node
    ends: tuple[Expr, Expr] | None
    compile_node: Compile
    before: FiniteIntegral | None = None

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Directly, but for singular ends; where that fails, without a removable singularity, or from the middle."""
        low, high = self.low.ball(at, analytic), self.high.ball(at, analytic)
        if not analytic:
            value = (self.before or self).beside_singular_ends(at)
            if value is not None and value.is_finite():
                return value
        value = self.integrand.between(at, low, high, analytic)
        if value.is_finite() or analytic:
            return value
        if self._divided is not None and self._divided.is_removable(at):
            variable = self.integrand.variable
            value = Integrand(self.raw, variable, self._divided, (), self._divided).between(at, low, high, analytic)
        if not value.is_finite() and self._from_the_middle is not None:
            value = self._from_the_middle.ball(at, analytic)
        return value

    def beside_singular_ends(self, at: Environment) -> acb | None:
        """Return the integral with the parts beside singular ends by expansion; None where no end has one.

        A singular end without an expansion is sent to infinity. A regular one has no singularity on a disc about it, of
        2^-8 of the length.
        """
        low, high = self.low.ball(at, analytic=False), self.high.ball(at, analytic=False)
        if self.ends is None or not (low.is_finite() and high.is_finite() and low.real < high.real):
            return None
        if not _is_point(at, self.free):
            return None
        length = high.real - low.real
        reach = length / 256
        singular = [not self.integrand.is_regular_beside(at, end, reach) for end in (low, high)]
        found = [
            end.head(at, length) if alone and end is not None else None
            for alone, end in zip(singular, self._expansions, strict=True)
        ]
        if not any(found):
            return None
        total, places = acb(0), [low, high]
        for k, head in enumerate(found):
            if head is not None:
                places[k] += head[0] * (1 - 2 * k)
                total += head[1]
            elif singular[k]:
                half = self._halves[k]
                if half is None:
                    return None
                places[k] = (low + high) / 2
                total += half.ball(at, analytic=False)
        return total + self.integrand.between(at, *places, analytic=False) if total.is_finite() else total

    @cached_property
    def _expansions(self) -> tuple[SingularEnd | None, SingularEnd | None]:
        assert self.ends is not None
        x, (low, high) = self.integrand.variable, self.ends
        first, second = (SingularEnd.at(self.raw, x, e, s, self.compile_node) for e, s in ((low, 1), (high, -1)))
        return first, second

    @cached_property
    def _divided(self) -> Divided | None:
        return divided(self.raw, self.integrand.variable, self.compile_node)

    @cached_property
    def _from_the_middle(self) -> Node | None:
        first, second = self._halves
        return None if first is None or second is None else Total(first.free | second.free, (first, second))

    @cached_property
    def _halves(self) -> tuple[Node | None, Node | None]:
        """Return x = low + w exp(-s) and x = high - w exp(-s), s from 0 to oo, w half the length."""
        if self.ends is None:
            return None, None
        low, high = self.ends
        half = (high - low) / 2
        return self._half(low, half, half), self._half(high, -half, half)

    def _half(self, end: Expr, step: Expr, length: Expr) -> Node | None:
        try:
            return self._towards(end, step, length)
        except Unsupported:
            return None

    def _towards(self, end: Expr, step: Expr, length: Expr) -> Node:
        """Return the integral over x = end + step y, 0 < y = exp(-s) < 1, |dx| = length dy, as one over s."""
        x = self.integrand.variable
        taken = self.raw.atoms(Symbol) | end.atoms(Symbol) | step.atoms(Symbol)
        y, s = fresh("y", taken, positive=True), fresh("s", taken, real=True)
        moved = with_sums_multiplied_out(substituted(self.raw, x, multiplied_out(end + step * y)))
        body = with_exponentials_split(substituted(regularised(moved, y) * y, y, sympy.exp(-s)), s)
        return HalfLineIntegral.of(length * body, s, sympy.S.Zero, self.compile_node, None)

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Leibniz's rule; ends may move at first order, and beyond only with Cauchy's formula."""
        moving = not (self.low.free | self.high.free).isdisjoint(line.directions)
        if moving and length > 2:
            return super().expansion(line, length, analytic)
        low, high = self.low.ball(line.origin, analytic), self.high.ball(line.origin, analytic)
        coefficients = self.integrand.coefficients(line, length, low, high, analytic)
        if moving and length == 2:
            upper, lower = (self.integrand.edge_term(line, end, analytic) for end in (self.high, self.low))
            coefficients[1] += upper - lower
        return acb_series(coefficients, length)


@final
@dataclass(frozen=True)
class HalfLineIntegral(Node):
    """The integral of a body from `low` to oo along the real axis; `raw` is the body before it was prepared."""

    integrand: Integrand
    raw: Expr
    low: Node
    majorant: Majorant
    end: Expr | None
    compile_node: Compile

    @classmethod
    def of(cls, body: Expr, x: Symbol, low: Expr, compile_node: Compile, end: Expr | None) -> HalfLineIntegral:
        """Compile, with `low` for `end` if it may be singular; raise `Unsupported` where a part has no majorant."""
        tamed = regularised(body, x) if low == sympy.S.Zero else body
        integrand = Integrand.of(with_decaying_exponentials(tamed, x), x, compile_node)
        start = compile_node(low)
        free = frozenset(integrand.whole.free - {x} | start.free)
        return cls(free, integrand, body, start, compile_majorant(body, x, compile_node), end, compile_node)

    def _cut(self, at: Environment, low: acb, analytic: bool, target: arb) -> tuple[arb, Growth] | None:
        """Return the place N of the cut and the growth of the integrand beyond it; None if no bound of it is known.

        An algebraic majorant is returned as soon as its integral is finite: no useful N brings that to the target.
        """
        if not low.imag.is_zero() or not low.is_finite():
            return None
        start = arb.max(low.real, arb(1)).upper().ceil() + 1
        while start < FARTHEST_CUT:
            growth = self.majorant(HalfLine(at, start, analytic))
            beyond = growth.integral_from(start)
            if beyond < target or (beyond.is_finite() and growth.scale.degree == 0):
                return start, growth
            start = (start * 5 / 4 if start < 1000 else start * 3 / 2).mid().ceil()
        return None

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the integral up to a cut, and that of the rest."""
        low = self.low.ball(at, analytic)
        if not low.imag.is_zero() or not low.is_finite():
            return undefined()
        cut, rest = self._rest(at, low, analytic)
        if not rest.is_finite():
            return rest
        start, head = (low, acb(0)) if analytic else self._head(at, low, cut)
        main = head + self.integrand.between(at, start, acb(cut), analytic)
        if not main.is_finite() and not analytic:
            main = self._from_singular_end(at, low, cut)
        return main + rest

    def _rest(self, at: Environment, low: acb, analytic: bool) -> tuple[arb, acb]:
        """Return a cut and the integral beyond it: a ball around 0, or of an algebraic integrand by its expansion."""
        found = self._cut(at, low, analytic, arb(2) ** -ctx.prec)
        if found is not None and (analytic or found[1].scale.degree > 0):
            return found[0], found[1].integral_ball(found[0])
        if analytic:
            return low.real, undefined()
        widest = 1 / arb.max(low.real, arb(1)).upper().ceil()
        far = self._expansion_at_infinity.head(at, widest) if self._expansion_at_infinity else None
        if far is not None:
            return 1 / far[0], far[1]
        return (low.real, undefined()) if found is None else (found[0], self._algebraic_rest(at, found[0]))

    def _head(self, at: Environment, low: acb, cut: arb) -> tuple[acb, acb]:
        """Return a place and the integral from the lower end to it by expansion: the end itself if it is regular."""
        if not _is_point(at, self.free) or self._expansion_at_end is None:
            return low, acb(0)
        if self.integrand.is_regular_beside(at, low, arb(2) ** -8):
            return low, acb(0)
        found = self._expansion_at_end.head(at, cut - low.real)
        return (low, acb(0)) if found is None else (low + found[0], found[1])

    @cached_property
    def _expansion_at_end(self) -> SingularEnd | None:
        x = self.integrand.variable
        return None if self.end is None else SingularEnd.at(self.raw, x, self.end, 1, self.compile_node)

    @cached_property
    def _expansion_at_infinity(self) -> SingularEnd | None:
        return SingularEnd.at(self.raw, self.integrand.variable, sympy.oo, 1, self.compile_node)

    @cached_property
    def _far(self) -> tuple[Symbol, Node] | None:
        """Return x = c exp(s), s from 0 to oo, with the cut c."""
        x, body = self.integrand.variable, self.integrand.expr
        taken = body.atoms(Symbol)
        c, s = fresh("cut", taken, positive=True), fresh("s", taken, real=True)
        place = c * sympy.exp(s)
        try:
            moved = substituted(body, x, place) * place
            return c, HalfLineIntegral.of(moved, s, sympy.S.Zero, self.compile_node, None)
        except Unsupported:
            return None

    def _algebraic_rest(self, at: Environment, cut: arb) -> acb:
        if self._far is None:
            return undefined()
        symbol, node = self._far
        inner = at.binding(symbol)
        inner.values[symbol] = acb(cut)
        return node.ball(inner, analytic=False)

    def _far_rest(self, line: Line, length: int, cut: arb, analytic: bool) -> list[acb]:
        if self._far is None:
            return [undefined()] * length
        symbol, node = self._far
        inner = line.origin.binding(symbol)
        inner.values[symbol] = acb(cut)
        series = node.taylor(Line(inner, line.directions), length, analytic)
        return [series[k] for k in range(length)]

    @cached_property
    def _near(self) -> Node | None:
        """Return x = low + exp(-s), s from 0 to oo: the range from low to low + 1."""
        if self.end is None:
            return None
        x, body = self.integrand.variable, self.integrand.expr
        s = fresh("s", body.atoms(Symbol) | self.end.atoms(Symbol), real=True)
        try:
            moved = with_sums_multiplied_out(substituted(body, x, self.end + sympy.exp(-s))) * sympy.exp(-s)
            moved = with_exponentials_split(moved, s)
            return HalfLineIntegral.of(moved, s, sympy.S.Zero, self.compile_node, None)
        except Unsupported:
            return None

    def _from_singular_end(self, at: Environment, low: acb, cut: arb) -> acb:
        if self._near is None:
            return undefined()
        near = self._near.ball(at, analytic=False)
        return near + self.integrand.between(at, low + 1, acb(cut), analytic=False) if near.is_finite() else near

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Leibniz's rule up to the cut; Cauchy's estimate |c_k| <= sup/r^k, or x = c exp(s), for the rest."""
        low = self.low.ball(line.origin, analytic)
        moving = not self.low.free.isdisjoint(line.directions)
        radius = PARAMETER_RADIUS
        around = line.at(acb(arb(0, radius), arb(0, radius)))
        target = arb(2) ** -ctx.prec * radius**length
        found = None if moving and length > 2 else self._cut(around, low, True, target)
        if found is None:
            return undefined_series(length)
        cut, growth = found
        coefficients = self.integrand.coefficients(line, length, low, acb(cut), analytic)
        if growth.scale.degree == 0:
            coefficients = [
                c + r for c, r in zip(coefficients, self._far_rest(line, length, cut, analytic), strict=True)
            ]
        else:
            beyond = growth.integral_from(cut)
            coefficients = [c + disc(beyond / radius**k) for k, c in enumerate(coefficients)]
        if moving and length == 2:
            coefficients[1] -= self.integrand.edge_term(line, self.low, analytic)
        return acb_series(coefficients, length)
