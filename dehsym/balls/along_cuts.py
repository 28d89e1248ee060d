"""Power series of special functions along their branch cuts, where no disc of holomorphy exists.

On a cut of the real axis a function takes the values of its continuation from one bank, and that continuation is
holomorphic across the cut: the derivatives along the cut are its derivatives. They follow from recurrences in the
parameters, which hold on every branch, or from a differential equation; so the series needs values on the cut alone.
Off the cut the same series hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from math import comb, factorial
from operator import mul
from types import MappingProxyType
from typing import final

from flint import acb, acb_series, fmpq

from dehsym.balls.environment import Environment, Line, undefined
from dehsym.balls.exact_number import Number
from dehsym.balls.node import Apply, GeneralPower, Multiple, Node, Power, Total
from dehsym.balls.powers import on_real_line

Value = Callable[..., acb]
Coefficients = Callable[[Value, Sequence[acb], int], list[acb]]
"""The Taylor coefficients in the moving argument of a function, given as `Value`, at these arguments."""

Reflection = Callable[[Sequence[Number]], Sequence[Number] | None]


@final
@dataclass(frozen=True, slots=True)
class Cut:
    """A cut along the real axis in argument number `moving` of a function of `arity` arguments.

    `inside` says of a ball that all of it lies in the open cut. `side` is the bank whose values the function has there:
    1 for Im z -> 0 from above, -1 from below, 0 where it has the mean of both, which are i pi away from it.
    `reflected` are the arguments w with conj F(conj z) = F(w), if F is so symmetric.
    """

    arity: int
    moving: int
    coefficients: Coefficients
    inside: Callable[[acb], bool]
    side: int
    reflected: Reflection


def _conjugated(arguments: Sequence[Number]) -> Sequence[Number] | None:
    return [argument.conjugate() for argument in arguments]


def _on_opposite_branch(arguments: Sequence[Number]) -> Sequence[Number] | None:
    return [argument if k == 0 else -argument for k, argument in enumerate(arguments)]


def _asymmetric(_: Sequence[Number]) -> Sequence[Number] | None:
    return None


def _negative(z: acb) -> bool:
    return bool(z.imag.is_zero()) and bool(z.real < 0)


def _above_one(z: acb) -> bool:
    return bool(z.imag.is_zero()) and bool(z.real > 1)


def _below_one(z: acb) -> bool:
    return bool(z.imag.is_zero()) and bool(z.real > 0) and bool(z.real < 1)


def _by_series(series: Callable[[acb_series], acb_series]) -> Coefficients:
    def coefficients(_: Value, arguments: Sequence[acb], length: int) -> list[acb]:
        found = series(acb_series([arguments[0], 1], length))
        return [found[k] for k in range(length)]

    return coefficients


# --- Zeta functions (DLMF 25.11.17, 25.12, 25.14) -------------------------------------------------------------------


def _recentred(in_logarithm: list[acb], z: acb) -> list[acb]:
    """Return the coefficients in t of sum c_j v^j with v = log((z + t)/z)."""
    length = len(in_logarithm)
    moved = acb_series(in_logarithm, length)(acb_series([1, 1 / z], length).log())
    return [moved[k] for k in range(length)]


def _polylogarithm(value: Value, arguments: Sequence[acb], length: int) -> list[acb]:
    """From z d/dz Li_s = Li_(s-1): Li_s(z e^v) = sum Li_(s-j)(z) v^j/j!."""
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
    """With w = W(z) and v = W(z + t) - w, w (1 + t/z) = (w + v) exp(v) is solved for t and the series reverted."""
    z, w = arguments[0], value(*arguments)
    if length == 1:
        return [w]
    if (1 + w).contains(0):
        return [w, *[undefined()] * (length - 1)]
    v = acb_series([0, 1], length)
    t = ((v + w) * v.exp() - w) * (z / w)
    reverted = acb_series([0, *(t[k] for k in range(1, length))], length).reversion()
    return [w, *(reverted[k] for k in range(1, length))]


def _elliptic_k(value: Value, arguments: Sequence[acb], length: int) -> list[acb]:
    """From m (1 - m) K'' + (1 - 2 m) K' - K/4 = 0 (DLMF 19.4.8), with K' = (E - (1 - m) K)/(2 m (1 - m))."""
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
    """F^(j) = (a)_j/(b)_j F(a + j; b + j; z) for as many a as b and one more (DLMF 16.3.1)."""
    p = len(arguments) // 2
    a, b, z = arguments[:p], arguments[p:-1], arguments[-1]
    found: list[acb] = []
    for j in range(length):
        above, below = (reduce(mul, [x.rising(j) for x in part], acb(1)) for part in (a, b))
        found.append(above / below * value(*(x + j for x in (*a, *b)), z) / factorial(j))
    return found


def _cut(arity: int, coefficients: Coefficients, inside: Callable[[acb], bool], side: int, moving: int = -1) -> Cut:
    return Cut(arity, moving % arity, coefficients, inside, side, _conjugated)


_HANKEL = (Cut(2, 1, _bessel(-1, 1), _negative, 1, _asymmetric),)

CUTS: Mapping[str, tuple[Cut, ...]] = MappingProxyType(
    {
        "log": (_cut(1, _by_series(acb_series.log), _negative, 1),),
        "loggamma": (_cut(1, _by_series(acb_series.lgamma), _negative, 1),),
        "Ei": (_cut(1, _by_series(acb_series.ei), _negative, 0),),
        "Ci": (_cut(1, _by_series(acb_series.ci), _negative, 1),),
        "Chi": (_cut(1, _by_series(acb_series.chi), _negative, 1),),
        "li": (_cut(1, _by_series(acb_series.li), _negative, 1), _cut(1, _by_series(acb_series.li), _below_one, 0)),
        "expint": (_cut(2, _generalised_integral, _negative, 1),),
        "uppergamma": (_cut(2, _incomplete_gamma(-1), _negative, 1),),
        "lowergamma": (_cut(2, _incomplete_gamma(1), _negative, 1),),
        "zeta": (_cut(2, _hurwitz, _negative, 1),),
        "polylog": (_cut(2, _polylogarithm, _above_one, -1),),
        "lerchphi": (_cut(3, _lerch, _above_one, -1, moving=0), _cut(3, _lerch_in_shift, _negative, 1)),
        "LambertW": tuple(Cut(n, 0, _lambert, _negative, 1, _on_opposite_branch) for n in (1, 2)),
        "besselj": (_cut(2, _bessel(-1, 1), _negative, 1),),
        "bessely": (_cut(2, _bessel(-1, 1), _negative, 1),),
        "besseli": (_cut(2, _bessel(1, 1), _negative, 1),),
        "besselk": (_cut(2, _bessel(1, -1), _negative, 1),),
        "hankel1": _HANKEL,
        "hankel2": _HANKEL,
        "elliptic_k": (_cut(1, _elliptic_k, _above_one, -1),),
        "elliptic_e": (_cut(1, _elliptic_e, _above_one, -1),),
        "hyper": tuple(_cut(2 * p, _hypergeometric, _above_one, -1) for p in range(1, 6)),
    }
)
"""The cuts of special functions by their names in SymPy; those of inverse functions are those of logarithms."""


def cut_at(apply: Apply, moving: int, arguments: Sequence[acb]) -> Cut | None:
    """Return the cut of the function on which its argument number `moving` lies.

    >>> from sympy import Symbol, polylog
    >>> from dehsym.balls.compiler import compile_node
    >>> node = compile_node(polylog(2, Symbol("x")))
    >>> assert isinstance(node, Apply)
    >>> cut_at(node, 1, [acb(2), acb(3)]) is None, cut_at(node, 1, [acb(2), acb(0.5)]) is None
    (False, True)
    """
    for cut in CUTS.get(apply.name, ()):
        here = (cut.arity, cut.moving) == (len(arguments), moving) and cut.inside(arguments[moving])
        if here and not apply.head.holomorphic(*arguments):
            return cut
    return None


# --- Derivatives along a cut ----------------------------------------------------------------------------------------


@final
@dataclass(frozen=True)
class ApplyAlongCut(Node):
    """A function of the table at arguments of which one may run along its cut."""

    apply: Apply

    def ball(self, at: Environment, analytic: bool) -> acb:
        """Return the function at the balls of the arguments."""
        return self.apply.ball(at, analytic)

    def expansion(self, line: Line, length: int, analytic: bool) -> acb_series:
        """Return the series along the cut where a real series runs along it, else what the function itself has."""
        arguments = self.apply.arguments
        moving = [k for k, part in enumerate(arguments) if not part.free.isdisjoint(line.directions)]
        if not analytic and len(moving) == 1:
            inner = arguments[moving[0]].taylor(line, length, analytic)
            balls = [inner[0] if k == moving[0] else part.ball(line.origin, False) for k, part in enumerate(arguments)]
            cut = cut_at(self.apply, moving[0], balls)
            if cut is not None and on_real_line(inner):
                coefficients = cut.coefficients(self.apply.head.ball, balls, length)
                return acb_series(coefficients, length)(inner - inner[0])
        return self.apply.expansion(line, length, analytic)


def along_cuts(node: Node) -> Node:
    """Return the same expression, with functions that have a series along their cuts.

    >>> from sympy import Symbol, polylog
    >>> from dehsym.balls.compiler import compile_node
    >>> type(along_cuts(compile_node(polylog(2, Symbol("x"))))).__name__
    'ApplyAlongCut'
    """
    if isinstance(node, Total):
        return replace(node, terms=tuple(map(along_cuts, node.terms)))
    if isinstance(node, Multiple):
        return replace(node, factors=tuple(map(along_cuts, node.factors)))
    if isinstance(node, Power):
        return replace(node, base=along_cuts(node.base))
    if isinstance(node, GeneralPower):
        return replace(node, base=along_cuts(node.base), exponent=along_cuts(node.exponent))
    if not isinstance(node, Apply):
        return node
    rebuilt = replace(node, arguments=tuple(map(along_cuts, node.arguments)))
    return ApplyAlongCut(node.free, rebuilt) if node.name in CUTS else rebuilt
