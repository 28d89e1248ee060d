"""Infinite sums and products over a whole-numbered index, from an integer upwards, or over all integers.

The first terms are added one by one, in ball arithmetic; what `sum_tail` knows of the rest is added. A product is its
first factors times the exponential of the sum of the logarithms of the others: of any logarithms, since exp(log z) is
z on every branch. Where there is no sum for certain, `NoValue` says why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import final

from flint import acb, arb, ctx
from sympy import Expr, S, Symbol

from dehsym.balls.environment import Environment, exact_integer, undefined
from dehsym.balls.index_functions import with_index_functions
from dehsym.balls.integral import Integrand
from dehsym.balls.majorant import Compile
from dehsym.balls.nested_sum import with_inner_sums_ready
from dehsym.balls.node import Node, NoValue
from dehsym.balls.substitution import fresh, substituted
from dehsym.balls.sum_rest import Rest
from dehsym.balls.sum_tail import Tail, compile_tails, logarithm_of_product, rests
from dehsym.balls.zeta_tail import at_most, upper
from dehsym.precision import working_precision

MOST_TERMS = 50_000
GUARD_BITS = 16
PATIENCE = 64  # terms after which the rate at which a bound falls is believed, if it is hopeless
MOST_RETREATS = 3
MOST_CANCELLATION = 4
"""Times the working precision: what terms that cancel may cost before that is given up."""


@final
@dataclass(frozen=True)
class InfiniteSum(Node):
    """The sum, or with `product` the product, of `body` for `index` = `low`, `low` + 1, ...

    `whole` is the body as it was given, before factors were taken out of inner sums. `tails` are the parts of the
    body, or of its logarithm, for positive whole numbers; `real` says that these terms are real.
    """

    index: Symbol
    body: Integrand
    whole: Node
    low: Node
    tails: tuple[Tail, ...]
    product: bool
    real: bool

    @classmethod
    def of(cls, body: Expr, index: Symbol, low: Expr, product: bool, compile_node: Compile) -> InfiniteSum:
        """Compile; raise `Unsupported` where the terms have a part for which there is no method."""
        ready = with_inner_sums_ready(body, index)
        natural = Symbol(fresh(index.name, ready.atoms(Symbol)).name, positive=True, integer=True)
        terms = substituted(ready, index, natural)
        summed = logarithm_of_product(terms, natural) if product else terms
        tails = compile_tails(with_index_functions(summed, natural), natural, index.name, compile_node)
        start, inner = compile_node(low), Integrand.of(ready, index, compile_node)
        free = frozenset(inner.whole.free - {index} | start.free)
        whole = inner.whole if ready == body else compile_node(body)
        return cls(free, index, inner, whole, start, tails, product, bool(terms.is_real))

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the sum; raise `NoValue` where it certainly diverges, unless `analytic`."""
        first = exact_integer(self.low.ball(at, analytic=False))
        if first is None:
            return undefined()
        try:
            value = self._sharpened(at, first, analytic)
        except NoValue:
            if self.whole is self.body.whole:
                raise  # a term has no value
            inner = at.binding(self.index)
            inner.values[self.index] = acb(first)
            self.whole.ball(inner, analytic)  # raises for the terms; they have values where only a constant
            return undefined()  # that was taken out of them has none, as that of 0 times a divergent sum
        if not analytic and not value.is_finite():
            self._raise_if_divergent(at, first)
        return value

    def _sharpened(self, at: Environment, first: int, analytic: bool) -> acb:
        """Return the sum, computed again with more bits where the terms cancel."""
        wanted, guard = ctx.prec, GUARD_BITS
        while True:
            with working_precision(wanted + guard):
                value, lost = self._attempt(at, first, analytic, guard)
            if lost + GUARD_BITS <= guard or guard > MOST_CANCELLATION * wanted:
                return value
            guard = lost + GUARD_BITS

    def _attempt(self, at: Environment, first: int, analytic: bool, guard: int) -> tuple[acb, int]:
        """Return the sum at the working precision, and how many bits more it takes to have as many right."""
        progress = Progress(self.body.at(at, analytic), self.product, first, acb(1) if self.product else acb(0))
        progress.go_to(first + 1)
        found = self._known(at, analytic)
        if found is None:
            return undefined(), 0
        if guard <= GUARD_BITS and any(rest.loses_a_quarter for rest in found):
            return undefined(), ctx.prec // 3 + 64
        n = max([2, first + 1, *(rest.start for rest in found)])
        if n - first > MOST_TERMS:
            return undefined(), 0
        progress.go_to(n)
        if not progress.go_until_small([rest for rest in found if rest.is_bound]):
            return undefined(), 0
        tail = progress.tail(found)
        tail = tail.exp() if self.product else tail
        tail = acb(tail.real) if self.real and not analytic else tail
        if self.product:
            return progress.total * tail, 0
        total = progress.total + tail
        return total, 0 if analytic else progress.cancelled(total)

    def _known(self, at: Environment, analytic: bool) -> list[Rest] | None:
        """Return what is known of the tail; nothing where something in it that the terms themselves lack has a pole."""
        try:
            return rests(self.tails, at, analytic)
        except NoValue:
            return None

    def _raise_if_divergent(self, at: Environment, first: int) -> None:
        """Raise `NoValue` if of the parts of the terms one has no sum, and outgrows all others that have none."""
        found = self._known(at, analytic=False) or []
        rest = _outgrowing([rest for rest in found if not _converges(rest, first)])
        reason = None if rest is None else rest.divergence()
        if rest is None or reason is None:
            return
        if not self.product:
            raise NoValue(f"the sum over {self.index} from {first} diverges: its terms {reason}")
        progress = Progress(self.body.at(at, analytic=False), True, first, acb(1))
        progress.go_to(min(max(first + 1, rest.start), first + MOST_TERMS))
        growth = rest.growth()
        if growth is not None and growth.coefficient.real > 0 and not progress.total.contains(0):
            logarithms = "the logarithms of its factors"
            raise NoValue(f"the product over {self.index} from {first} diverges: {logarithms} {reason}")


def _outgrowing(without: Sequence[Rest]) -> Rest | None:
    """Return the only part without a sum, or the one whose partial sums outgrow those of all others."""
    if len(without) == 1:
        return without[0]
    growths = [rest.growth() for rest in without]
    known = [growth for growth in growths if growth is not None]
    if len(known) < len(without):
        return None
    for rest, growth in zip(without, known, strict=True):
        if all(growth is other or growth.outgrow(other) for other in known):
            return rest
    return None


def _converges(rest: Rest, first: int) -> bool:
    start = max(first, rest.start)
    places = [start * 2**step for step in range(12)] if rest.is_bound else [start]
    return any(rest.certain(n).is_finite() for n in places)


@final
@dataclass
class Progress:
    """What has been added, or multiplied, so far: the terms from the first up to, not including, `next`."""

    term: Callable[[acb, bool], acb]
    product: bool
    next: int
    total: acb
    largest: arb = field(default_factory=arb)

    def go_to(self, n: int) -> None:
        """Add the terms below n."""
        for k in range(self.next, n):
            term = self.term(acb(k), False)
            self.total = self.total * term if self.product else self.total + term
        if not self.product and n > self.next:
            self.largest = arb.max(self.largest, upper(self.total))
        self.next = max(n, self.next)

    def go_until_small(self, falling: Sequence[Rest]) -> bool:
        """Add terms until the bounds of the rest do not matter at the working precision; False where that fails."""
        begun, last, before = self.next, self.next, arb.pos_inf()
        if not any(all(rest.certain(begun << shift).is_finite() for rest in falling) for shift in range(16)):
            return False
        while falling and self.total.is_finite():
            left = upper(sum((rest.certain(self.next) for rest in falling), acb(0)))
            if left <= self._tolerance():
                return True
            if self.next - begun > MOST_TERMS:
                return False
            step = _step(left, before, self._tolerance(), self.next - last) if self.next > last else 8
            if step > MOST_TERMS and self.next - begun > PATIENCE:
                return False
            step = step if left.is_finite() else self.next - begun + 16
            last, before = self.next, left
            self.go_to(self.next + min(max(step, 4), self.next + 16 if self.next > 0 else 16))
        return self.total.is_finite()

    def tail(self, found: Sequence[Rest]) -> acb:
        """Return what is beyond the terms added, from farther out if that is inaccurate here."""
        for _ in range(0 if any(rest.loses_a_quarter for rest in found) else MOST_RETREATS):
            tail = sum((rest.certain(self.next) for rest in found), acb(0))
            if not tail.is_finite() or not tail.rad() > self._tolerance() * 2**GUARD_BITS or self.next > MOST_TERMS:
                return tail
            self.go_to(2 * self.next)
        return sum((rest.certain(self.next) for rest in found), acb(0))

    def _tolerance(self) -> arb:
        unit = arb(2) ** -ctx.prec
        if self.product:
            return unit
        size = arb.max(self.largest, unit) * unit * unit
        return upper(arb.max(arb.max(arb(self.total.abs_lower()) * unit, self.total.rad()), size))

    def cancelled(self, total: acb) -> int:
        """Return by how many bits the terms were larger than their sum."""
        least = arb(total.abs_lower())
        if least > 0:
            return max(0, at_most(float((self.largest / least).log_base(2).upper()), MOST_TERMS))
        return at_most(float(self.largest.log_base(2).upper()), MOST_TERMS) if self.largest > 1 else 0


def _step(left: arb, before: arb, wanted: arb, passed: int) -> int:
    """Return how many terms more bring the bound from `left` to `wanted`, if it goes on falling as it did."""
    if not (left.is_finite() and before.is_finite() and left < before):
        return 8
    fallen = float((before / left).log_base(2).lower()) / passed
    return at_most(float((left / wanted).log_base(2).upper()) / fallen, MOST_TERMS) + 1 if fallen > 0 else 8


@final
@dataclass(frozen=True)
class TwoSided(Node):
    """The sum, or product, over all integers: over those from 0 upwards and over those below, each by itself."""

    upwards: InfiniteSum
    downwards: InfiniteSum

    @classmethod
    def of(cls, body: Expr, index: Symbol, product: bool, compile_node: Compile) -> TwoSided:
        """Compile both halves."""
        upwards = InfiniteSum.of(body, index, S.Zero, product, compile_node)
        downwards = InfiniteSum.of(substituted(body, index, -index), index, S.One, product, compile_node)
        return cls(upwards.free | downwards.free, upwards, downwards)

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return both together.

        Where one half diverges and the other converges there is no value. Where both diverge, as for the sum of
        1/(k + x), people may mean the limit of symmetric sums: nothing is said of that.
        """
        values: list[acb] = []
        failures: list[NoValue] = []
        for half in (self.upwards, self.downwards):
            try:
                values.append(half.ball(at, analytic))
            except NoValue as failure:
                failures.append(failure)
        if len(failures) == 1 and values[0].is_finite():
            raise failures[0]
        if failures:
            return undefined()
        return values[0] * values[1] if self.upwards.product else values[0] + values[1]
