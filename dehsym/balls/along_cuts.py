"""Power series of special functions along their branch cuts, where no disc of holomorphy exists.

On a cut of the real axis a function takes the values of its continuation from one bank, and that continuation is
holomorphic across the cut: the derivatives along the cut are its derivatives. They follow from recurrences in the
parameters, which hold on every branch, or from a differential equation; so the series needs values on the cut alone.
Off the cut the same series hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import reduce
from math import comb, factorial
from operator import mul
from types import MappingProxyType
from typing import Any, final

from flint import acb, acb_series, fmpq

from dehsym.balls import regions
from dehsym.balls.environment import Environment, Line, undefined_series
from dehsym.balls.node import Apply, Node
from dehsym.balls.powers import on_real_line

Value = Callable[..., acb]
Coefficients = Callable[[Value, Sequence[acb], int], list[acb]]
"""The Taylor coefficients in the moving argument of a function, given as `Value`, at these arguments."""


@final
@dataclass(frozen=True, slots=True)
class Cut:
    """A cut along the real axis in the argument number `moving`.

    `inside` says of a ball that all of it lies in the open cut; `side` is the bank whose values the function has there:
    1 for Im z -> 0 from above, -1 from below.
    """

    moving: int
    coefficients: Coefficients
    inside: Callable[[acb], bool]
    side: int

    def place(self, arguments: Sequence[acb]) -> acb:
        """Return the argument that moves."""
        return arguments[self.moving]


def _negative(z: acb) -> bool:
    return bool(z.imag.is_zero()) and bool(z.real < 0)


def _above_one(z: acb) -> bool:
    return bool(z.imag.is_zero()) and bool(z.real > 1)


# --- Zeta functions (DLMF 25.11.17, 25.12, 25.14) -------------------------------------------------------------------


def _recentred(in_logarithm: list[acb], z: acb) -> list[acb]:
    """Return the coefficients in t of sum c_j v^j with v = log((z + t)/z)."""
    length = len(in_logarithm)
    moved = acb_series(in_logarithm, length)(acb_series([1, 1 / z], length).log() - acb_series([0], length))
    return [moved[k] for k in range(length)]


def _polylogarithm(value: Value, arguments: Sequence[acb], length: int) -> list[acb]:
    """z d/dz Li_s = Li_(s-1): Li_s(z e^v) = sum Li_(s-j)(z) v^j/j!."""
    s, z = arguments
    return _recentred([value(s - j, z) / factorial(j) for j in range(length)], z)


def _lerch(value: Value, arguments: Sequence[acb], length: int) -> list[acb]:
    """(z d/dz + a) Phi(z, s, a) = Phi(z, s - 1, a)."""
    z, s, a = arguments
    powers = acb_series([value(z, s - j, a) / factorial(j) for j in range(length)], length)
    shifted = (acb_series([0, -a], length)).exp() * powers
    return _recentred([shifted[k] for k in range(length)], z)


def _falling_orders(s: acb, length: int) -> list[acb]:
    """Return binom(-s, j) for j < length."""
    found = [acb(1)]
    for j in range(1, length):
        found.append(found[-1] * (1 - s - j) / j)
    return found


def _hurwitz(value: Value, arguments: Sequence[acb], length: int) -> list[acb]:
    """zeta(s, a + t) = sum binom(-s, j) zeta(s + j, a) t^j (DLMF 25.11.17)."""
    s, a = arguments
    return [c * value(s + j, a) for j, c in enumerate(_falling_orders(s, length))]


def _lerch_in_shift(value: Value, arguments: Sequence[acb], length: int) -> list[acb]:
    z, s, a = arguments
    return [c * value(z, s + j, a) for j, c in enumerate(_falling_orders(s, length))]


# --- Bessel functions (DLMF 10.6.7, 10.29.5), exponential integrals (DLMF 8.8.19, 8.19.13) --------------------------


def _bessel(difference: int, sign: int) -> Coefficients:
    """Return those of C with (2 d/dz)^k C_v = `sign`^k sum_j binom(k, j) `difference`^j C_(v-k+2j)."""

    def coefficients(value: Value, arguments: Sequence[acb], length: int) -> list[acb]:
        v, z = arguments
        orders = {m: value(v + m, z) for m in range(1 - length, length)}
        found: list[acb] = []
        for k in range(length):
            total = reduce(acb.__add__, [orders[2 * j - k] * (comb(k, j) * difference**j) for j in range(k + 1)])
            found.append(total * acb(fmpq(sign**k, 2**k * factorial(k))))
        return found

    return coefficients


def _generalised_integral(value: Value, arguments: Sequence[acb], length: int) -> list[acb]:
    """d/dz E_p = -E_(p-1)."""
    p, z = arguments
    return [value(p - j, z) * fmpq((-1) ** j, factorial(j)) for j in range(length)]


def _incomplete_gamma(sign: int) -> Coefficients:
    """Return those of Gamma(s, z) (`sign` -1) or gamma(s, z) (1): the derivative is `sign` z^(s-1) exp(-z)."""

    def coefficients(value: Value, arguments: Sequence[acb], length: int) -> list[acb]:
        s, z = arguments
        t = acb_series([0, 1], length)
        power = (acb_series([1, 1 / z], length).log() * (s - 1)).exp() * z.pow(s - 1)
        slope = power * (-t).exp() * (-z).exp()
        return [value(s, z), *(slope[k] * acb(fmpq(sign, k + 1)) for k in range(length - 1))]

    return coefficients


# --- Lambert W, elliptic integrals, hypergeometric functions --------------------------------------------------------


def _lambert(value: Value, arguments: Sequence[acb], length: int) -> list[acb]:
    """w (1 + t/z) = (w + v) exp(v) with v = W(z + t) - w is solved for t and reverted: W is given by W exp(W) = z."""
    z, w = arguments[0], value(*arguments)
    if length == 1:
        return [w]
    if (1 + w).contains(0):
        return [w, *[acb(float("nan"))] * (length - 1)]
    v = acb_series([0, 1], length)
    t = ((v + w) * v.exp() - w) * (z / w)
    reverted = acb_series([0, *(t[k] for k in range(1, length))], length).reversion()
    return [w, *(reverted[k] for k in range(1, length))]


def _elliptic_k(value: Value, arguments: Sequence[acb], length: int) -> list[acb]:
    """m (1 - m) K'' + (1 - 2 m) K' - K/4 = 0 (DLMF 19.4.8), with K' = (E - (1 - m) K)/(2 m (1 - m))."""
    (m,) = arguments
    k = value(m)
    slope = (m.elliptic_e() - (1 - m) * k) / (2 * m * (1 - m))
    found = [k, slope]
    for n in range(length - 2):
        total = found[n] * (acb(2 * n + 1) / 2) ** 2 - found[n + 1] * (n + 1) ** 2 * (1 - 2 * m)
        found.append(total / (m * (1 - m) * (n + 1) * (n + 2)))
    return found[:length]


def _elliptic_e(value: Value, arguments: Sequence[acb], length: int) -> list[acb]:
    """2 m E' = E - K (DLMF 19.4.2)."""
    (m,) = arguments
    found, k = [value(m)], _elliptic_k(acb.elliptic_k, arguments, length)
    for n in range(length - 1):
        found.append((found[n] - k[n] - found[n] * (2 * n)) / (2 * m * (n + 1)))
    return found


def _hypergeometric(value: Value, arguments: Sequence[acb], length: int) -> list[acb]:
    raise NotImplementedError


def hypergeometric_coefficients(upper: int) -> Coefficients:
    """Return those of pFq with p = `upper`: F^(j) = (a)_j/(b)_j F(a + j; b + j; z) (DLMF 16.3.1)."""

    def coefficients(value: Value, arguments: Sequence[acb], length: int) -> list[acb]:
        a, b, z = arguments[:upper], arguments[upper:-1], arguments[-1]
        found: list[acb] = []
        for j in range(length):
            weight = reduce(mul, [x.rising(j) for x in a], acb(1)) / reduce(mul, [x.rising(j) for x in b], acb(1))
            moved = value(*(x + j for x in (*a, *b)), z)
            found.append(weight * moved / factorial(j))
        return found

    return coefficients
