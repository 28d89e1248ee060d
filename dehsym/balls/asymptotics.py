"""From a SymPy expression to its asymptotic expansion as the variable tends to a point or to infinity.

The variable itself is written as an expansion in x -> oo: a + 1/x, a - 1/x, x, or -x; every function of the tables is
then expanded by its Taylor, Laurent or asymptotic series. What has none is enclosed by continuity, as a constant and a
remainder, or refused.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial, reduce
from operator import add, mul
from types import MappingProxyType

import sympy
from flint import acb, fmpq
from sympy import Expr, Symbol

from dehsym.balls.along_cuts import cut_at
from dehsym.balls.environment import Environment, Line
from dehsym.balls.exact_functions import exponential, logarithm, power
from dehsym.balls.exact_number import Number, Undecided, exact, imaginary_unit, opaque, pi
from dehsym.balls.expansion import Expansion, composed
from dehsym.balls.node import Apply, Node
from dehsym.balls.substitution import BINDERS, fresh
from dehsym.precision import series_length

Compile = Callable[[Expr], Node]
Name = tuple[Hashable, tuple[Number, ...]]
"""A function and its arguments."""

Rule = Callable[["Asymptotics", tuple[Expansion, ...], Expr], Expansion]
"""How a function of the tables is expanded, given its expanded arguments."""

_CONSTANTS: Mapping[Expr, Callable[[], Number]] = MappingProxyType(
    {sympy.pi: pi, sympy.E: lambda: exponential(Number.rational(1)), sympy.I: imaginary_unit}
)


class Asymptotics:
    """Expands expressions in `variable`, whose own expansion is `place`, at the values `at` of the other symbols."""

    def __init__(
        self,
        variable: Symbol,
        place: Expansion,
        at: Environment,
        analytic: bool,
        compile_node: Compile,
        rules: Mapping[type[Expr], Rule],
    ) -> None:
        self.variable, self.place, self.at, self.analytic = variable, place, at, analytic
        self.compile_node, self.rules, self.size = compile_node, rules, place.size
        self._known: dict[Expr, Expansion] = {}

    def expand(self, expr: Expr) -> Expansion:
        """Return the expansion; raise `Undecided` where it is not settled, `Unsupported` for what has no rule."""
        found = self._known.get(expr)
        if found is None:
            found = self._known[expr] = self._expanded(expr)
        return found

    def constant(self, value: Number | int | fmpq) -> Expansion:
        """Return a number as an expansion."""
        return Expansion.constant(value if isinstance(value, Number) else Number.rational(value), self.size)

    def _expanded(self, expr: Expr) -> Expansion:
        if expr == self.variable:
            return self.place
        if self.variable not in expr.free_symbols:
            return self.constant(self.number(expr))
        if isinstance(expr, sympy.Add):
            return reduce(add, map(self.expand, expr.args))
        if isinstance(expr, sympy.Mul):
            return reduce(mul, map(self.expand, expr.args))
        if isinstance(expr, sympy.Pow):
            return self._power(*expr.as_base_exp())
        if self.analytic and isinstance(expr, _NOT_HOLOMORPHIC) and expr.free_symbols - {self.variable}:
            raise Undecided(f"a function holomorphic in its symbols is wanted, found {expr.func.__name__}")
        rule = self.rules.get(expr.func)
        if rule is None and isinstance(expr, (*BINDERS, *_BY_PARTS)):
            raise Undecided(f"a function of the variable is wanted, found {expr.func.__name__}")
        if rule is None:
            return self.regular(expr)
        whole = isinstance(expr, (*_BY_PARTS, *BINDERS, sympy.hyper))  # the rule expands what it needs
        return rule(self, () if whole else tuple(map(self.expand, expr.args)), expr)

    def _power(self, base: Expr, exponent: Expr) -> Expansion:
        if base == sympy.E:
            return self.expand(exponent).exponential()
        below = self.expand(base)
        if self.variable not in exponent.free_symbols:
            return self._constant_power(below, self.number(exponent))
        if below.is_zero:
            raise Undecided("a power with a base other than 0 is wanted")
        return (self.expand(exponent) * below.logarithm(analytic=self.analytic)).exponential()

    def _constant_power(self, base: Expansion, exponent: Number) -> Expansion:
        rational = exponent.as_rational
        if self.analytic and (rational is None or rational.q > 1) and not base.is_zero:
            base.logarithm(analytic=True)  # raises on the cut, where the power is not holomorphic in the symbols
        return base.power(exponent)

    # --- Numbers: the parts without the variable

    def number(self, expr: Expr) -> Number:
        """Return the value of a part without the variable, exactly as far as its structure shows it."""
        if isinstance(expr, sympy.Rational):
            return Number.rational(fmpq(expr.p, expr.q))
        if expr in _CONSTANTS:
            return _CONSTANTS[expr]()
        if isinstance(expr, sympy.Add | sympy.Mul):
            return reduce(add if isinstance(expr, sympy.Add) else mul, map(self.number, expr.args))
        if isinstance(expr, sympy.Pow):
            return self._number_power(*expr.as_base_exp())
        if isinstance(expr, sympy.exp):
            return exponential(self.number(expr.args[0]))
        if isinstance(expr, sympy.log):
            return logarithm(self.number(expr.args[0]), analytic=self.analytic)
        if isinstance(expr, sympy.conjugate) and not self.analytic:
            return self.number(expr.args[0]).conjugate()
        ball = self._ball(expr)
        known = exact(ball) if isinstance(expr, Symbol) and not self.analytic else None
        return self._opaque(expr, ball) if known is None else known

    def _number_power(self, base: Expr, exponent: Expr) -> Number:
        below, degree = self.number(base), self.number(exponent)
        rational = degree.as_rational
        if self.analytic and (rational is None or rational.q > 1) and not below.is_zero:
            logarithm(below, analytic=True)
        return power(below, degree)

    def _ball(self, expr: Expr) -> acb:
        return self.compile_node(expr).ball(self.at, self.analytic)

    def _opaque(self, expr: Expr, ball: acb) -> Number:
        """Return a named constant; functions are named by the values of their arguments, so that equals are equal."""
        if not expr.args or isinstance(expr, (*_BY_PARTS, *BINDERS, sympy.hyper)):
            return opaque(expr, ball)
        try:
            arguments = tuple(map(self.number, expr.args))
        except Undecided:
            return opaque(expr, ball)
        if isinstance(expr, sympy.gamma | sympy.factorial):  # whose rule knows the recurrence
            return self.rules[expr.func](self, tuple(map(self.constant, arguments)), expr).split()[1]
        return named_value(expr.func, arguments, ball)

    # --- Functions where they are regular

    def regular(self, expr: Expr) -> Expansion:
        """Return a function of the tables at arguments that tend to a point where it is holomorphic.

        If one argument moves, by its Taylor series there; if several do, by continuity: the function is continuously
        differentiable about the point, so it differs from its value by O(the largest distance).
        """
        arguments, rebuilt = _parts_of(expr)
        places = [self.expand(argument).split() for argument in arguments]
        if any(large for large, _, _ in places):
            raise Undecided(f"a function at a finite place is wanted, found {expr.func.__name__} towards infinity")
        centres = tuple(centre for _, centre, _ in places)
        moving = [k for k, argument in enumerate(arguments) if self.variable in argument.free_symbols]
        marks = {k: fresh(f"argument{k}", expr.atoms(Symbol)) for k in moving}
        node = self.compile_node(rebuilt([marks.get(k, part) for k, part in enumerate(arguments)]))
        inner = self.at.binding(*marks.values())
        inner.values.update({mark: centres[k].ball for k, mark in marks.items()})
        name = (_family(expr), centres)
        if len(moving) == 1:
            small = places[moving[0]][2]
            beside = self._beside_cut(node, moving[0], name, small)
            return self._taylor(node, inner, marks[moving[0]], name, small) if beside is None else beside
        value = named_value(*name, node.ball(inner, analytic=True))
        distances = [small.leading for _, _, small in places if small.leading is not None]
        bounds = [Expansion.bounded(order, False, self.size) for order in distances]
        return reduce(add, bounds, self.constant(value))

    def _beside_cut(self, node: Node, moving: int, name: Name, small: Expansion) -> Expansion | None:
        """Return the Taylor series of the continuation from the bank on which the argument runs; None off the cuts."""
        family, centres = name
        cut = None
        if isinstance(node, Apply) and not self.analytic:
            cut = cut_at(node, moving, [centre.ball for centre in centres])
        if cut is None or not isinstance(node, Apply):
            return None
        bank = small.bank()
        across = cut.side * bank < 0
        places = cut.reflected(centres) if across else centres
        if places is None:
            raise Undecided("a function with conj F(conj z) = F(z) is wanted across its cut")
        found = cut.coefficients(node.head.ball, [place.ball for place in places], self.size)
        value = named_value(family, tuple(places), found[0])
        series = [value, *(opaque((family, *places, k), found[k]) for k in range(1, self.size))]
        if across:
            series = [c.conjugate() for c in series]
        if cut.side == 0:
            series[0] += (imaginary_unit() * pi()).scaled(bank)
        return composed(series, small)

    def _taylor(self, node: Node, inner: Environment, mark: Symbol, name: Name, small: Expansion) -> Expansion:
        with series_length(self.size):
            series = node.taylor(Line(inner, {mark: acb(1)}), self.size, analytic=True)
        value = named_value(*name, node.ball(inner, analytic=True))
        return composed([value, *(opaque((name[0], *name[1], k), series[k]) for k in range(1, self.size))], small)


def _family(expr: Expr) -> Hashable:
    """Return what names a function beside its arguments: of a hypergeometric one also the number of the upper ones."""
    return (expr.func, len(expr.args[0].args)) if isinstance(expr, sympy.hyper) else expr.func


def _parts_of(expr: Expr) -> tuple[tuple[Expr, ...], Callable[[Sequence[Expr]], Expr]]:
    """Return the arguments of a function, those of a hypergeometric one in a row, and how to put others in."""
    if isinstance(expr, sympy.hyper):
        upper, lower, argument = expr.args
        p, q = len(upper.args), len(lower.args)
        flat = (*upper.args, *lower.args, argument)
        return flat, lambda parts: sympy.hyper(tuple(parts[:p]), tuple(parts[p : p + q]), parts[-1])
    return expr.args, partial(_applied, expr.func)


def _applied(head: Callable[..., Expr], parts: Sequence[Expr]) -> Expr:
    return head(*parts, evaluate=False)


_NOT_HOLOMORPHIC: tuple[type[Expr], ...] = (
    *(sympy.Abs, sympy.sign, sympy.re, sympy.im, sympy.conjugate, sympy.arg, sympy.atan2, sympy.Piecewise),
    *(sympy.floor, sympy.ceiling, sympy.frac, sympy.Heaviside, sympy.Max, sympy.Min),
)
_BY_PARTS: tuple[type[Expr], ...] = (sympy.Piecewise, sympy.Sum, sympy.Product, sympy.Integral, sympy.Limit)


def named_value(function: Hashable, arguments: tuple[Number, ...], ball: acb) -> Number:
    """Return the value of a function at known numbers: in closed form where that is known to matter, else by name.

    >>> named_value(sympy.atan, (Number.rational(1),), acb(1).atan()) == pi().scaled(fmpq(1, 4))
    True
    """
    if ball.is_finite() and ball.is_exact():
        known = exact(ball)
        if known is not None:
            return known
    closed = _CLOSED_FORMS.get((function, arguments))
    return opaque((function, arguments), ball) if closed is None else closed()


def _pi_over(divisor: int, factor: int = 1) -> Callable[[], Number]:
    return lambda: pi().scaled(fmpq(factor, divisor))


def _rational(numerator: int, denominator: int = 1) -> tuple[Number, ...]:
    return (Number.rational(fmpq(numerator, denominator)),)


_CLOSED_FORMS: Mapping[Name, Callable[[], Number]] = MappingProxyType(
    {
        (sympy.atan, _rational(1)): _pi_over(4),
        (sympy.atan, _rational(-1)): _pi_over(-4),
        (sympy.asin, _rational(1)): _pi_over(2),
        (sympy.asin, _rational(-1)): _pi_over(-2),
        (sympy.asin, _rational(1, 2)): _pi_over(6),
        (sympy.asin, _rational(-1, 2)): _pi_over(-6),
        (sympy.acos, _rational(0)): _pi_over(2),
        (sympy.acos, _rational(-1)): pi,
        (sympy.acos, _rational(1, 2)): _pi_over(3),
        (sympy.acos, _rational(-1, 2)): _pi_over(3, 2),
        (sympy.elliptic_k, _rational(0)): _pi_over(2),
        (sympy.elliptic_e, _rational(0)): _pi_over(2),
        (sympy.gamma, _rational(1, 2)): lambda: power(pi(), Number.rational(fmpq(1, 2))),
        (sympy.zeta, _rational(0)): lambda: Number.rational(fmpq(-1, 2)),
        (sympy.zeta, _rational(2)): lambda: (pi() * pi()).scaled(fmpq(1, 6)),
    }
)
"""Values that limits need to see cancel: DLMF 4.23.42, 5.4.6, 19.6.1, 25.6.1."""
