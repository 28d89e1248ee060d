r"""The trapezoid rule for what some terms of the series leave of g_s, s = k + 1/2: exact, but for poles.

For k = 0, 1, 2, ..., z = e^-a and F(u) = u^(2k) e^(-J(u^2 + a))/(e^(u^2 + a) - 1), a geometric series in e^(-u^2 - a),

    Gamma(s) sum_(j > J) z^j/j^s = int_R F(u) du.

*Poles.* For J = 0 take T = h sum_n F(n h) over all whole n. Round the real axis, 1/(e^(2 pi i u/h) - 1) has the residue
h/(2 pi i) at each n h; so T = int F + 2 Re int F q/(1 - q) along a line just above the axis, q = e^(2 pi i u/h). Moved
up to infinity, where q wins over the bounded 1/(e^(u^2 + a) - 1), the line leaves the residues of F, u^(2k-1)/2, at the
poles u_m = sqrt(2 pi i m - a) and -conj(u_m):

    T - int F = P = 2 pi (-1)^k a^(k-1/2) q_0/(1 - q_0) + sum_(m >= 1) 4 pi Re(i u_m^(2k-1) q_m/(1 - q_m)).

*Leading terms.* They are Gaussians, whose trapezoid sums are theirs by Poisson: h sum_n u^(2k) e^(-j u^2) at u = n h is
Gamma(s)/j^s + A_j, where A_j is the sum over m != 0 of the Fourier transforms at m/h. Subtracted from the line above,

    Gamma(s) g_s(z) = Gamma(s) sum_(j <= J) z^j/j^s + h sum_n F(n h) - P + sum_(j <= J) z^j A_j       (J as chosen).

Here h is so small that all poles but the first, i sqrt(a), are less than the error that is allowed, and J so small that
the A_j are: then h ~ 2 pi sqrt(pi)/L and J ~ L/(4 pi) where e^-L is the error, and L/pi nodes serve for every order.
See Trefethen & Weideman, The exponentially convergent trapezoidal rule, SIAM Review 56 (2014) 385.

All is evaluated in balls; what is left out (later nodes, poles, the A_j) is bounded in `_left_out`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, repeat
from operator import mul
from typing import final

from flint import arb, fmpz

from dehsym.bose.magnitude import (
    BITS_OF_BOUNDS,
    FEWEST_BITS,
    MOST_AT_ONCE,
    around_zero,
    binary_exponent,
    nearby,
)
from dehsym.bose.series import leading_terms
from dehsym.precision import working_precision

_STRIDE = 128  # bits by which the precision of nodes falls, at least, before it is set anew
_GUARD = 8  # bits beyond those that are lost in 1 - w near the pole, where w is 1 - h^2
_POINTS = 16  # a plan serves for all a within 1/32
_ALLOWANCE = 4  # bits by which each thing left out is smaller than the last bit asked for


@final
@dataclass(frozen=True, slots=True)
class Plan:
    """The step h, the numbers J of leading terms and N of nodes n h with n >= 1, and the working precision.

    Any plan gives balls that contain the values; a good one gives small ones.
    """

    step: float
    terms: int
    nodes: int
    bits: int


@lru_cache(maxsize=1024)
def plan(a: float, orders: tuple[int, ...], bits: int) -> Plan:
    """Return h, J and N such that whatever is left out of g_(k+1/2) is less than 2^-bits of z = e^-a, k in `orders`.

    With e^-L for that error, the first pole left out wants 2 pi Im(u_1)/h >= L, which gives h. With B = pi^2/h^2, the
    Gaussians want J a + B/J >= L, of which J is the smaller root, while z^j A_j still grows with j. The nodes want
    (J + 1)(u^2 + a) >= L at the last one. Powers in front of these exponentials are added to L.
    """
    allowed = (bits + _ALLOWANCE) * math.log(2) + a
    height = math.sqrt((math.hypot(a, 2 * math.pi) + a) / 2)
    step = 2 * math.pi * height / (allowed + max(_power_of_pole(height, k) for k in orders))
    terms = _terms(a, (math.pi / step) ** 2, orders, allowed)
    last = max(1.0, allowed / (terms + 1))
    powers = max(k * math.log(last) - math.lgamma(k + 0.5) for k in orders)
    square = max(0.0, (allowed + powers + 1) / (terms + 1) - a)
    bits_lost = 2 * max(0, math.frexp(1 / step)[1])
    return Plan(step, terms, math.ceil(math.sqrt(square) / step), bits + _GUARD + bits_lost)


def _power_of_pole(height: float, k: int) -> float:
    """Return about the logarithm of what stands before e^(-c y) in the bound of `_left_out` over Gamma(k + 1/2)."""
    return 2.9 + max(k - 0.5, 0) * math.log(2) + (2 * k - 1) * math.log(height) - math.lgamma(k + 0.5)


def _power_of_gaussian(b: float, terms: int, k: int) -> float:
    """Return about the logarithm of what stands before e^(-a J - b) in the bound of `_left_out`, as above."""
    return k * math.log((b + k) / terms) + math.log(4 * math.sqrt(math.pi * terms)) - math.lgamma(k + 0.5)


def _terms(a: float, curvature: float, orders: Sequence[int], allowed: float) -> int:
    """Return the largest J with a J + B/J >= `allowed` and more, and a J^2 + (2 k + 1/2) J <= B; B = `curvature`."""
    decaying = 2 * curvature / (allowed + math.sqrt(max(0.0, allowed**2 - 4 * a * curvature)))
    power = 2 * orders[-1] + 0.5
    growing = 2 * curvature / (power + math.sqrt(power**2 + 4 * a * curvature))
    terms = int(min(decaying, growing))
    while terms > 0:
        b = curvature / terms
        if a * terms + b >= allowed + max(_power_of_gaussian(b, terms, k) for k in orders):
            break
        terms -= 1
    return terms


def by_trapezoid(a: arb, orders: Sequence[int], bits: int) -> list[arb]:
    """Return g_(k+1/2)(e^-a) for each k of `orders`, which are consecutive, ascend and are not negative.

    `a` >= 0 is exact; for a = 0 all k >= 1. The values are enclosed to about `bits` bits where a is of order 1 or less.

    >>> from dehsym.precision import working_precision
    >>> with working_precision(80):
    ...     (value,) = by_trapezoid(arb(0), (1,), 80)
    ...     value.overlaps(arb(1.5).zeta()), value.rel_accuracy_bits() >= 80
    (True, True)
    """
    return by_plan(a, orders, plan(round(_POINTS * nearby(a)) / _POINTS, tuple(orders), bits))


def by_plan(a: arb, orders: Sequence[int], chosen: Plan) -> list[arb]:
    """Return the same by a given plan; not finite where it is so bad that nothing can be bounded.

    >>> by_plan(arb(1), (1,), Plan(0.5, 1, 4, 53))[0].overlaps(arb(-1).exp().polylog(1.5))
    True
    """
    terms = leading_terms(a, orders, chosen.terms, chosen.bits)
    moments = _moments(a, orders, chosen)
    rests = _left_out(a, orders, chosen)
    values: list[arb] = []
    with working_precision(chosen.bits):
        step = arb(chosen.step)
        for k, term, moment, rest in zip(orders, terms, moments, rests, strict=True):
            integral = 2 * step ** (2 * k + 1) * moment + _middle(a, k, chosen) + rest
            values.append(term + integral / gamma_of_half(k))
    return values


def gamma_of_half(k: int) -> arb:
    """Return Gamma(k + 1/2) = sqrt(pi) 1 3 5 ... (2k - 1)/2^k, k >= 0.

    >>> (gamma_of_half(1) - arb.const_sqrt_pi() / 2).contains(0)
    True
    """
    return arb.const_sqrt_pi() * math.prod(range(1, 2 * k, 2)) / (fmpz(1) << k)


@final
class _GaussianProgression:
    """The numbers c q^(n^2) for n = 1, 2, ..., two multiplications each, from c and q."""

    def __init__(self, start: arb, quotient: arb) -> None:
        self._value, self._ratio = start, quotient
        self._square = quotient * quotient

    def take(self, count: int) -> list[arb]:
        """Return the next `count` numbers, computed with the working precision of the caller."""
        ratios = list(accumulate(repeat(self._square, count), mul, initial=self._ratio))
        self._ratio = ratios.pop()
        values = list(accumulate(ratios, mul, initial=self._value))
        self._value = values[-1]
        return values[1:]


def _moments(a: arb, orders: Sequence[int], chosen: Plan) -> list[arb]:
    """Return sum_(n >= 1) n^(2k) f_n over the nodes, f_n = w_n^(J+1)/(1 - w_n) with w_n = e^(-a - n^2 h^2)."""
    sums = [arb(0)] * len(orders)
    with working_precision(chosen.bits):
        one, step, exponent = arb(1), arb(chosen.step), chosen.terms + 1
        bases = _GaussianProgression(a.neg(exact=True).exp(), (-step * step).exp())
        powers = _GaussianProgression((-a * exponent).exp(), (-step * step * exponent).exp())
        for numbers, fewer in _bands(nearby(a), orders[-1], chosen):
            with working_precision(fewer):
                pairs = zip(powers.take(len(numbers)), bases.take(len(numbers)), strict=True)
                values = [power / (one - base) for power, base in pairs]
            squares = [n * n for n in numbers]
            if orders[0]:
                values = list(map(mul, values, [square ** orders[0] for square in squares]))
            for index in range(len(sums)):
                sums[index] = sum(values, sums[index])
                if index + 1 < len(sums):
                    values = list(map(mul, values, squares))
    return sums


def _bands(a: float, k: int, chosen: Plan) -> Iterator[tuple[range, int]]:
    """Yield the numbers of the nodes in runs with the bits that the first of each run is needed to.

    A node u is smaller than z by a factor u^(2k) exp(a - (J + 1)(u^2 + a)).
    """
    stride, done = max(_STRIDE, chosen.bits // 16), 0
    width = math.sqrt(stride * math.log(2) / (chosen.terms + 1)) / chosen.step
    while done < chosen.nodes:
        square = (done * chosen.step) ** 2
        spent = ((chosen.terms + 1) * (square + a) - a) / math.log(2) - k * math.log2(max(1, square))
        stop = min(chosen.nodes, done + MOST_AT_ONCE, max(done + 1, int(math.hypot(done, width))))
        yield range(done + 1, stop + 1), max(chosen.bits - int(spent), FEWEST_BITS)
        done = stop


def _middle(a: arb, k: int, chosen: Plan) -> arb:
    """Return h F(0) less the term of the pole i sqrt(a), whose q is e^(-c sqrt(a)) with c = 2 pi/h.

    For k >= 1 that is -2 pi (-1)^k a^(k-1/2)/(e^(c sqrt a) - 1), at a = 0 its limit. For k = 0 it is
    h e^(-J a)/(e^a - 1) - (2 pi/sqrt a)/(e^(c sqrt a) - 1): as a -> 0 both grow like h/a and their difference like
    pi/sqrt(a), so that half as many bits are lost as a has binary zeros after the point.
    """
    step = arb(chosen.step)
    if a.is_zero():
        return step if k == 1 else arb(0)
    if k:
        root = a.sqrt()
        pole = 2 * arb.pi() * root * a ** (k - 1) / (2 * arb.pi() * root / step).expm1()
        return pole if k % 2 else -pole
    with working_precision(chosen.bits + max(0, -binary_exponent(a)) // 2 + 4):
        root, twice_pi = a.sqrt(), 2 * arb.pi()
        centre = step * (-a * chosen.terms).exp() / a.expm1()
        return centre - twice_pi / root / (twice_pi * root / step).expm1()


def _left_out(a: arb, orders: Sequence[int], chosen: Plan) -> list[arb]:
    r"""Return, for each k, a ball around 0 that contains all that is left out of Gamma(s) g_s.

    Nodes. From n = N + 1 on, F(n h) <= u^(2k) w^(J+1)/(1 - w') with w' = e^(-a - u'^2) the largest w, u' = (N + 1) h;
    quotients of neighbours are at most r = ((N + 2)/(N + 1))^(2k) e^(-(J+1)(2N + 3) h^2). Both sides together:
    2 h u'^(2k) w'^(J+1)/((1 - w')(1 - r)).

    Poles. Write u = x + i y for u_m, m >= 1: then y^2 - x^2 = a, x y = pi m, y^2 <= |u|^2 = 2 y^2 - a <= 2 y^2, so that
    |u|^(2k-1) <= C y^(2k-1) with C = 2^(k-1/2), or 1 for k = 0; x and y grow with m. With c = 2 pi/h,
    psi(y) = y^(2k-1) e^(-c y) falls for c y > 2k - 1, and dm = (2 y^2 - a) dy/(pi x) <= 2 y^2 dy/(pi X), where X, Y are
    those of m = 1. As y^n <= Y^n e^(n (y - Y)/Y), int_Y^oo y^n e^(-c y) dy <= Y^n e^(-c Y)/(c - n/Y). So
    sum_(m >= 1) 4 pi |u|^(2k-1) |q|/(1 - |q|) <= 4 pi C Y^(2k-1) e^(-c Y)/(1 - e^(-c Y)) (1 + 2 Y^2/(pi X (c - n/Y))),
    n = 2k + 1, if c Y > n.

    Gaussians. Along Im u = pi m/(h j), the transform of u^(2k) e^(-j u^2) at m/h is at most
    e^(-b m^2) int (u^2 + b m^2/j)^k e^(-j u^2) du with b = B/j, B = pi^2/h^2; as Gamma(i + 1/2) <= sqrt(pi) k^i for
    i <= k, that is at most sqrt(pi/j) ((b m^2 + k)/j)^k e^(-b m^2). Quotients in m are at most 4^k e^(-3 b), so
    |A_j| <= 2 sqrt(pi/j) ((b + k)/j)^k e^(-b)/(1 - 4^k e^(-3 b)). The derivative of ln of z^j times this, the last
    factor aside, is at least B/j^2 - (2k + 1/2)/j - a, positive up to j = J if at J: J times the last one bounds all.
    """
    with working_precision(BITS_OF_BOUNDS):
        bounds = [
            _nodes_left_out(a, orders, chosen),
            _poles_left_out(a, orders, chosen),
            _gaussians_left_out(a, orders, chosen),
        ]
        return [around_zero(nodes + poles + gaussians) for nodes, poles, gaussians in zip(*bounds, strict=True)]


def _nodes_left_out(a: arb, orders: Sequence[int], chosen: Plan) -> list[arb]:
    step, number, power = arb(chosen.step), chosen.nodes + 1, chosen.terms + 1
    square = (step * number) ** 2
    base = (-a - square).exp()
    growth = (arb(number + 1) / number) ** (2 * orders[-1])
    ratio = growth * (-power * (2 * number + 1) * step * step).exp()
    if not ratio < 1:
        return [arb.pos_inf()] * len(orders)
    both = 2 * step * (-power * (a + square)).exp() / ((1 - base) * (1 - ratio))
    return [both * square**k for k in orders]


def _poles_left_out(a: arb, orders: Sequence[int], chosen: Plan) -> list[arb]:
    pi, power = arb.pi(), 2 * orders[-1] + 1
    c = 2 * pi / arb(chosen.step)
    height = (((a * a + 4 * pi * pi).sqrt() + a) / 2).sqrt()
    slope = c - power / height
    if not slope > 0:
        return [arb.pos_inf()] * len(orders)
    decay = (-c * height).exp()
    later = 1 + 2 * height**3 / (pi * pi * slope)  # X = pi/Y
    both = 4 * pi * decay / (1 - decay) * later / height
    return [both * (2 * height * height) ** k / (arb(2).sqrt() if k else 1) for k in orders]


def _gaussians_left_out(a: arb, orders: Sequence[int], chosen: Plan) -> list[arb]:
    count, k = chosen.terms, orders[-1]
    if not count:
        return [arb(0)] * len(orders)
    pi = arb.pi()
    b = (pi / arb(chosen.step)) ** 2 / count
    ratio = 4**k * (-3 * b).exp()
    if not (ratio < 1 and b > 2 * k + arb(0.5) + a * count):
        return [arb.pos_inf()] * len(orders)
    both = 2 * count * (pi / count).sqrt() * (-a * count - b).exp() / (1 - ratio)
    return [both * ((b + k) / count) ** k for k in orders]
