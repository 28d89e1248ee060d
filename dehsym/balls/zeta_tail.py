"""Tails of sums of powers: the sum of z^k k^(-s) log(k)^m g(1/k) over k >= N, g holomorphic near 0.

With c_j the Taylor coefficients of g, and k^(-s) = (1/Gamma(s)) int_0^oo x^(s-1) exp(-k x) dx (DLMF 5.9.1),

    sum_(k>=N) z^k f(k) = z^N int_0^oo F(x) exp(-N x) / (1 - z exp(-x)) dx,   F(x) = sum_j c_j x^(s+j-1)/Gamma(s+j),

and Watson's lemma, with its remainder kept, turns the Taylor coefficients b_i of h(x) = 1/(1 - z exp(-x)) into

    z^N sum_i b_i (-1)^i f^(i)(N),   f(v) = v^(-s) g(1/v).

For z = 1 the pole 1/x of h at 0 is taken out, and this is the Euler-Maclaurin formula (DLMF 2.10.1): the pole gives
the integral of f. For z near 1 the pole at x = log z is taken out likewise and gives exponential integrals. Elsewhere
it is the expansion of the Lerch transcendent for large a (Ferreira and Lopez, J. Math. Anal. Appl. 298, 2004).

The remainder: |h| <= B within the distance rho of [0, oo) bounds |h^(i)|/i! by B rho^(-i) there (Cauchy), so that h
differs from i terms by at most B (x/rho)^i on [0, oo). Logarithms are derivatives by s, bounded on |s' - s| <= 1/2.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from math import ceil, factorial, log2
from operator import add
from typing import final

from flint import acb, acb_poly, acb_series, arb, ctx

from dehsym.balls.environment import disc, undefined
from dehsym.precision import series_length, working_precision

_HALF = acb(1) / 2  # exact
_LEAST_REACH = 4  # terms of the Taylor series of g fall at least by this factor
LARGEST_POWER = 10**6
FASTEST_GROWTH = 1000
MOST_COEFFICIENTS = 5000
FAR_POLE = 0.25
"""Poles of h at this distance or more are left in it: then N may have to be some six times the precision."""
_BITS_OF_BOUNDS = 64
_MOST_CANCELLED = 2000
_CLEARANCE = arb(1) / 2  # exact; how far discs keep from a pole that has been taken out


@final
@dataclass(frozen=True, slots=True)
class Expansion:
    """A function g with |g| <= `bound` on the disc |t| <= `radius`, and its first Taylor coefficients at 0."""

    coefficients: tuple[acb, ...]
    radius: arb
    bound: arb

    def reach(self, n: int) -> arb:
        """Return N `radius`, the factor by which successive terms at t = 1/N fall."""
        return arb(self.radius) * n


def upper(x: arb | acb) -> arb:
    """Return an upper bound of the modulus, as an exact number."""
    return arb(x.abs_upper())


def pole_distance(z: acb) -> arb:
    """Return a lower bound of the distance of the poles log(z) + 2 pi i n of 1/(1 - z exp(-x)) from [0, oo).

    >>> abs(pole_distance(acb(-1)) - arb.pi()) < 1e-9, pole_distance(acb(1)) == 0
    (True, True)
    """
    if z.real < 0:
        place = (-z).log()
        across = _least(arb.pi() - abs(place.imag))
    else:
        place = z.log()
        across = _least(abs(place.imag))
    behind = _least(-place.real)
    return (across * across + behind * behind).sqrt().lower()


def _least(x: arb) -> arb:
    """Return the largest exact number >= 0 that is known to be a lower bound of max(x, 0)."""
    return arb.max(x.lower(), arb(0)) if x.is_finite() else arb(0)


def first_index(z: acb, logs: int, bits: int) -> int:
    """Return an N from which on the expansion for z reaches `bits` bits; at high precision more, which is faster."""
    generous = 1 if bits < 300 else 2
    if is_one(z):
        return int(0.25 * bits * generous) + 4
    if needs_exponential_integrals(z, logs):
        return int(0.28 * bits * generous) + 4
    distance = max(float(pole_distance(z)), 1e-12)
    return int(0.85 * bits * generous / (distance - min(0.5, distance / 8))) + 4


def needs_exponential_integrals(z: acb, logs: int) -> bool:
    """Whether z is so near to 1 that the pole is taken out.

    That loses |N log z| log2(e) bits, at most a quarter of all.
    """
    return not (is_one(z) or logs or pole_distance(z) >= FAR_POLE)


def is_one(z: acb) -> bool:
    """Whether it is exactly 1; a ball around 1 is neither equal to 1 nor different."""
    return bool(z == 1)


def tail_of_powers(z: acb, s: acb, logs: int, g: Expansion, n: int) -> acb:
    """Return a ball around the sum of z^k k^(-s) log(k)^logs g(1/k) over k >= n; not finite where it fails.

    That is the sum where it converges: for |z| < 1; for |z| <= 1, z != 1, if Re s + j > 0 for every coefficient
    c_j != 0; and for z = 1, if Re s + j > 1. Elsewhere off [1, oo) it is the analytic continuation in z and s.

    >>> one = Expansion((acb(1),), arb(2) ** 60, arb(1))
    >>> abs(tail_of_powers(acb(1), acb(2), 0, one, 30) - acb(2).zeta(30)) < 1e-12
    True
    """
    moderate = bool(abs(s) < LARGEST_POWER) and bool(s.real > -FASTEST_GROWTH)
    if not (z.is_finite() and moderate and g.reach(n) >= _LEAST_REACH):
        return undefined()
    if is_one(z):
        return _with_pole_at_zero(s, logs, g, n)
    if not pole_distance(z) > 0:
        return undefined()
    near = needs_exponential_integrals(z, logs)
    return _with_pole_beside_zero(z, s, g, n) if near else _without_pole(z, s, logs, g, n)


# --- The three ways --------------------------------------------------------------------------------------------------


def _with_pole_at_zero(s: acb, logs: int, g: Expansion, n: int) -> acb:
    """For z = 1: the poles of 1/(1 - exp(-x)) - 1/x are +-2 pi i and beyond."""
    regular = _Regular(2 * arb.pi() - _CLEARANCE, _away_from_lattice(_CLEARANCE) + 1 / _CLEARANCE)
    length = regular.length(s, n)
    with series_length(length + 2):
        weights = _bernoulli_weights(length)
    main = _weighted_derivatives(weights, s, logs, g, n)
    pole = reduce(add, [_pole_term(c, s + j, logs, n) for j, c in enumerate(g.coefficients)])
    return main + pole + disc(regular.error(s, logs, g, n, length) + _absolute_remainder(s, logs, g, n))


def _without_pole(z: acb, s: acb, logs: int, g: Expansion, n: int) -> acb:
    distance = pole_distance(z)
    clearance = arb.min(_CLEARANCE, distance / 8).lower()
    regular = _Regular((distance - clearance).lower(), _away_from_lattice(clearance))
    length = regular.length(s, n)
    with series_length(length):
        weights = (1 - z * acb_series([0, -1], length).exp()) ** -1
    main = _weighted_derivatives([weights[i] for i in range(length)], s, logs, g, n)
    return z**n * (main + disc(regular.error(s, logs, g, n, length) + _remainder(regular.bound, s, logs, g, n)))


def _with_pole_beside_zero(z: acb, s: acb, g: Expansion, n: int) -> acb:
    """The integral over v >= N of v^(-s-j) z^v is N^(1-s-j) E_(s+j)(-N log z) (DLMF 8.19.3)."""
    place = z.log()
    if not upper(place) < 2:
        return undefined()
    far = 2 * arb.pi() - abs(place.imag) - _CLEARANCE
    regular = _Regular(far.lower(), _away_from_lattice(_CLEARANCE) + 1 / _CLEARANCE)
    length = regular.length(s, n)
    main = _weighted_derivatives(_shifted_weights(place, length), s, 0, g, n)
    exponentials = _exponential_integrals(-n * place, s, len(g.coefficients))
    near_pole = [
        c * acb(n) ** (1 - s - j) * e for j, (c, e) in enumerate(zip(g.coefficients, exponentials, strict=True))
    ]
    near = _away_from_lattice(arb.min(_CLEARANCE, pole_distance(z)).lower())
    error = regular.error(s, 0, g, n, length) + _remainder(near, s, 0, g, n)
    return sum(near_pole, acb(0)) + z**n * (main + disc(error))


# --- What they share -------------------------------------------------------------------------------------------------


def _away_from_lattice(clearance: arb) -> arb:
    """Return a bound of 1/|1 - exp(-v)| for v at least d <= 1/2 from every 2 pi i n.

    |1 - exp(-v)| >= d - (e - 2) d^2 for |v| = d <= 1, by the power series; 1 - exp(-v) tends to 1 to the right and to
    infinity to the left, and has no other zeros, so that this is its minimum (the minimum principle).
    """
    return 1 / (clearance - (arb.const_e() - 2) * clearance**2)


@final
@dataclass(frozen=True, slots=True)
class _Regular:
    """A function h that is at most `bound` within the distance `rho` of [0, oo)."""

    rho: arb
    bound: arb

    def length(self, s: acb, n: int) -> int:
        """Return how many Taylor coefficients of h bring the remainder below the working precision, or near it."""
        size, step = float(upper(s)) + 2, log2(float(self.rho) * n)
        lost, length = 0.0, 0
        while lost > -ctx.prec - 8 and log2(size + length) < step:
            lost += log2(size + length) - step
            length += 1
        return max(length + 1, 2 - int(float(s.real.lower())))  # s + length has a positive real part

    def error(self, s: acb, logs: int, g: Expansion, n: int, length: int) -> arb:
        """Return sum_j |c_j| bound rho^(-i) N^(-sigma-j-i) Gamma(sigma+j+i)/|Gamma(s+j)|, i = `length`."""
        around, factor = _around(s, logs)
        with working_precision(_BITS_OF_BOUNDS):
            size, total = upper(around), arb(0)
            for j, c in enumerate(g.coefficients):
                total += abs(c) * (size + j).rising(length) / arb(n) ** j
            worst = _gamma_quotient(around, length) * arb(n) ** (-around.real)
            return upper(factor * self.bound * total * worst / (self.rho * n) ** length)


def _around(s: acb, logs: int) -> tuple[acb, arb]:
    """Return the disc of s on which Cauchy's estimate bounds the derivative of order `logs`, and m!/radius^m."""
    return (s, arb(1)) if logs == 0 else (s + disc(arb(_HALF.real)), arb(factorial(logs) * 2**logs))


def _gamma_quotient(s: acb, shift: int) -> arb:
    """Return a bound of Gamma(sigma)/|Gamma(sigma + i tau)| at sigma + i tau = s + j, for every j >= `shift`.

    It is prod_n (1 + tau^2/(sigma + n)^2)^(1/2) <= exp(tau^2 (1/sigma^2 + 1/sigma)/2), by Gauss's product (DLMF 5.8.3).
    """
    sigma = (s.real + shift).lower()
    if not sigma > 0:
        return arb.pos_inf()
    return (s.imag * s.imag * (1 / sigma**2 + 1 / sigma) / 2).exp()


def _remainder(bound: arb, s: acb, logs: int, g: Expansion, n: int) -> arb:
    """What the coefficients c_j, j >= J, |c_j| <= M r^(-j), contribute where |h| <= `bound` on [0, oo), over z^N."""
    around, factor = _around(s, logs)
    count, reach = len(g.coefficients), g.reach(n)
    worst = _gamma_quotient(around, count) * arb(n) ** (-around.real)
    return upper(factor * bound * g.bound * worst * reach**-count / (1 - 1 / reach))


def _absolute_remainder(s: acb, logs: int, g: Expansion, n: int) -> arb:
    """The same for z = 1: sum_(k>=N) k^(-sigma) log(k)^m (r k)^(-J), with log(k) <= k, under the integral of k^(-a)."""
    count, reach = len(g.coefficients), g.reach(n)
    exponent = s.real + (count - logs)
    if not exponent > 1:
        return arb.pos_inf()
    over_powers = arb(n) ** (-exponent) * (1 + n / (exponent - 1))
    return upper(g.bound / (1 - 1 / reach) * g.radius**-count * over_powers)


def _weighted_derivatives(weights: list[acb], s: acb, logs: int, g: Expansion, n: int) -> acb:
    """Return sum_i weights[i] (-1)^i f^(i)(n), from the power series of f(n (1 + u)).

    There 1/k = (1 + y)/n with y = 1/(1 + u) - 1: the polynomial of the c_j n^(-j) is shifted to 1 + y and composed.
    """
    length = len(weights)
    with series_length(length):
        place = acb_series([1, 1], length)
        scaled = acb_poly([c * arb(n) ** -j for j, c in enumerate(g.coefficients)])
        shifted = scaled(acb_poly([1, 1]))
        offset = place**-1 - 1
        series = (
            acb_series(shifted.coeffs(), length)(offset) if shifted.length() > 1 else acb_series([shifted[0]], length)
        )
        series *= (-s * place.log()).exp()
        if logs:
            series *= (place.log() + arb(n).log()) ** logs
    total, weight = acb(0), acb(n) ** -s
    for i in range(length):
        total += weights[i] * weight * series[i]
        weight *= -(i + 1)
        weight /= n
    return total


def _bernoulli_weights(length: int) -> list[acb]:
    """The Taylor coefficients of 1/(1 - exp(-x)) - 1/x: B_(i+1)/(i+1)! but for 1/2 at i = 0 (DLMF 24.2.1)."""
    weights = [acb(0)] * length
    weights[0] = _HALF
    over_factorial = arb(1)
    for i in range(1, length):
        over_factorial /= i + 1
        if i % 2:
            weights[i] = acb(arb.bernoulli(i + 1) * over_factorial)
    return weights


def _shifted_weights(place: acb, length: int) -> list[acb]:
    """The Taylor coefficients of p(x - log z), p(w) = 1/(1 - exp(-w)) - 1/w, at x = 0, for |log z| < 2.

    They are computed for the midpoint of log z, with as many bits more as the two parts cancel. As
    |p(w)| <= 1/2 + sum_i 4 (2 pi)^(-i-1) 4^i < 5/2 for |w| <= 4 (DLMF 24.9.8), p' is bounded by 5/2 for |w| <= 3, and
    so, by Cauchy's estimate on |x| = 1, is the derivative of each coefficient by log z.
    """
    middle = acb(place.mid())
    more = at_most(-float(upper(middle).log_base(2)), _MOST_CANCELLED) + 3
    with working_precision(ctx.prec + (length + 2) * max(more, 3)), series_length(length + 1):
        w = acb_series([-middle, 1], length + 1)
        series = 1 / (1 - (-w).exp()) - 1 / w
        coefficients = [series[i] for i in range(length)]
    error = disc(arb(5) / 2 * upper(place - middle))
    return [c + error for c in coefficients]


def _exponential_integrals(y: acb, s: acb, count: int) -> list[acb]:
    """Return E_s(y), E_(s+1)(y), ... by nu E_(nu+1)(y) = exp(-y) - y E_nu(y) (DLMF 8.19.12)."""
    values = [y.expint(s)]
    small = (-y).exp()
    for j in range(count - 1):
        order = s + j
        values.append(y.expint(order + 1) if order.contains(0) else (small - y * values[-1]) / order)
    return values


def _pole_term(c: acb, s: acb, logs: int, n: int) -> acb:
    """Return c times the integral of v^(-s) log(v)^m over v >= N: (-d/ds)^m of N^(1-s)/(s-1)."""
    if c.is_zero():
        return acb(0)
    if logs == 0:
        return c * acb(n) ** (1 - s) / (s - 1)
    with series_length(logs + 1):
        excess = acb_series([s - 1, 1], logs + 1)
        value = (-excess * acb(n).log()).exp() / excess
    return c * value[logs] * factorial(logs) * (-1) ** logs


def terms_wanted(reach: arb, lost: float) -> int:
    """Return how many Taylor coefficients bring reach^(-J) 2^lost below the working precision."""
    return max(2, at_most((ctx.prec + 8 + lost) / log2(float(reach.lower())), MOST_COEFFICIENTS) + 1)


def at_most(x: float, limit: int) -> int:
    """Return the least integer that is not below x, or `limit` if that is less, or x is no number.

    >>> at_most(1.5, 10), at_most(float("nan"), 10), at_most(float("inf"), 10)
    (2, 10, 10)
    """
    return ceil(x) if x < limit else limit
