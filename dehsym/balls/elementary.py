"""Elementary functions of balls: exponentials, logarithms, circular and hyperbolic functions, inverses, |z| and kin.

The inverse functions are those of Arb, which on their cuts agree with mpmath: the value from the side that is
counter-clockwise about the branch point (DLMF 4.2(i), 4.23(ii), 4.37(ii)).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from types import MappingProxyType

import sympy
from flint import acb, acb_series, arb
from sympy import Expr

from dehsym.balls import regions, singular
from dehsym.balls.environment import undefined, undefined_series
from dehsym.balls.node import Head, unary

Series = Callable[[acb_series], acb_series]


# --- Inverse functions: f(u) = f(u(0)) + integral of f'(u) u' ------------------------------------------------------


def _by_derivative(value: Callable[[acb], acb], slope: Series) -> Series:
    def series(u: acb_series) -> acb_series:
        return (slope(u) * u.derivative()).integral() + value(u[0])

    return series


def _reciprocal(function: Callable[[acb], acb], at_zero: Callable[[], acb] = undefined) -> Callable[[acb], acb]:
    def of_reciprocal(z: acb) -> acb:
        return at_zero() if z.is_zero() else function(1 / z)

    return of_reciprocal


def _off_reciprocal(test: Callable[[acb], bool]) -> Callable[[acb], bool]:
    return lambda z: test(1 / z)


def _inverse(
    value: Callable[[acb], acb],
    test: Callable[[acb], bool],
    slope: Series,
    singularity: Callable[[acb], bool] | None = None,
) -> Head:
    return Head(value, test, _by_derivative(value, slope), singular=singularity)


def _inverse_of_reciprocal(
    inverse: Head, singularity: Callable[[acb], bool], at_zero: Callable[[], acb] = undefined
) -> Head:
    inner = inverse.series
    assert inner is not None
    return Head(
        _reciprocal(inverse.ball, at_zero),
        _off_reciprocal(inverse.holomorphic),
        lambda u: inner(1 / u),
        singular=singularity,
    )


_ASIN = _inverse(acb.asin, regions.off_outer_reals, lambda u: (1 - u * u).rsqrt())
_ACOS = _inverse(acb.acos, regions.off_outer_reals, lambda u: -(1 - u * u).rsqrt())
_ATAN = _inverse(acb.atan, regions.off_outer_imaginaries, lambda u: 1 / (1 + u * u), singular.at_imaginary_units)
_ASINH = _inverse(acb.asinh, regions.off_outer_imaginaries, lambda u: (1 + u * u).rsqrt())
_ACOSH = _inverse(acb.acosh, regions.off_below_one, lambda u: (u - 1).rsqrt() * (u + 1).rsqrt())
_ATANH = _inverse(acb.atanh, regions.off_outer_reals, lambda u: 1 / (1 - u * u), singular.at_units)


def log_of_real(z: acb) -> acb:
    """Return the function that is log on the real line, above its cut, and holomorphic for Re z < 0 and for Re z > 0.

    >>> log_of_real(acb(-1, arb(0, 0.5))).contains(acb.pi() * acb(0, 1))
    True
    """
    if z.real > 0:
        return z.log()
    return (-z).log() + acb.pi() * acb(0, 1) if z.real < 0 else undefined()


# --- Functions that are not holomorphic -----------------------------------------------------------------------------


def modulus(z: acb) -> acb:
    """|z|."""
    return acb(abs(z))


def argument(z: acb) -> acb:
    """Return the principal argument; none at 0."""
    return undefined() if z.is_zero() else acb(z.arg())


def _floor(z: acb) -> acb:
    return acb(z.real.floor(), z.imag.floor())


def _ceiling(z: acb) -> acb:
    return acb(z.real.ceil(), z.imag.ceil())


def heaviside(x: acb, at_zero: acb | None = None) -> acb:
    """1 for x > 0, 0 for x < 0, and 1/2, or what the second argument says, at 0 (DLMF 1.16.13).

    >>> heaviside(acb(3)) == 1, heaviside(acb(0)) == 0.5
    (True, True)
    """
    middle = acb(1) / 2 if at_zero is None else at_zero
    if not x.imag.is_zero():
        return undefined()
    if x.is_zero():
        return middle
    if x.real > 0 or x.real < 0:
        return acb(1 if x.real > 0 else 0)
    return acb(0).union(acb(1)).union(middle)


def _heaviside_extension(x: acb, _: acb | None = None) -> acb:
    return x.real_heaviside(analytic=True)


def _extreme(choose: Callable[[arb, arb], arb]) -> Callable[..., acb]:
    def of_all(*values: acb) -> acb:
        if not all(value.imag.is_zero() for value in values):
            return undefined()  # only real numbers are ordered
        return acb(reduce(choose, [value.real for value in values]))

    return of_all


def _extreme_extension(choose: Callable[[acb, acb], acb]) -> Callable[..., acb]:
    return lambda *values: reduce(choose, values)


def atan2(y: acb, x: acb) -> acb:
    """Return the angle of the point (x, y); of complex numbers -i log((x + i y)/sqrt(x^2 + y^2)), as SymPy defines it.

    >>> atan2(acb(0), acb(-1)).overlaps(acb.pi())
    True
    """
    if x.is_zero() and y.is_zero():
        return undefined()
    if x.imag.is_zero() and y.imag.is_zero():
        return acb(acb(x.real, y.real).arg())
    i = acb(0, 1)
    return -i * ((x + i * y) / (x * x + y * y).sqrt()).log()


# Along a real parameter t a series can be conjugated coefficient by coefficient, and |u|^2 = u conj(u).


def _conjugate_series(u: acb_series) -> acb_series:
    return acb_series([u[k].conjugate() for k in range(u.length())], u.prec)


def _real_series(u: acb_series) -> acb_series:
    return acb_series([acb(u[k].real) for k in range(u.length())], u.prec)


def _imaginary_series(u: acb_series) -> acb_series:
    return acb_series([acb(u[k].imag) for k in range(u.length())], u.prec)


def _modulus_series(u: acb_series) -> acb_series:
    squared = _real_series(u * _conjugate_series(u))
    return squared.sqrt() if squared[0].real > 0 else undefined_series(u.prec)


def _argument_series(u: acb_series) -> acb_series:
    return _imaginary_series(u.log()) if regions.off_negative_axis(u[0]) else undefined_series(u.prec)


def _real_minimum(x: acb, y: acb) -> acb:
    return x.real_min(y, analytic=True)


def _real_maximum(x: acb, y: acb) -> acb:
    return x.real_max(y, analytic=True)


ELEMENTARY: Mapping[type[Expr], Head] = MappingProxyType(
    {
        sympy.exp: unary(acb.exp, series=acb_series.exp),
        sympy.log: unary(acb.log, regions.off_negative_axis, acb_series.log, log_of_real, singular=singular.at_zero),
        sympy.sin: unary(acb.sin, series=acb_series.sin),
        sympy.cos: unary(acb.cos, series=acb_series.cos),
        sympy.tan: unary(acb.tan, series=acb_series.tan),
        sympy.cot: unary(acb.cot, series=lambda u: u.cos() / u.sin(), singular=singular.at_zero),
        sympy.sec: unary(acb.sec, series=lambda u: 1 / u.cos()),
        sympy.csc: unary(acb.csc, series=lambda u: 1 / u.sin(), singular=singular.at_zero),
        sympy.sinc: unary(acb.sinc),
        sympy.sinh: unary(acb.sinh, series=lambda u: (u.exp() - (-u).exp()) / 2),
        sympy.cosh: unary(acb.cosh, series=lambda u: (u.exp() + (-u).exp()) / 2),
        sympy.tanh: unary(acb.tanh, series=lambda u: 1 - 2 / ((2 * u).exp() + 1)),
        sympy.coth: unary(acb.coth, series=lambda u: 1 + 2 / ((2 * u).exp() - 1), singular=singular.at_zero),
        sympy.sech: unary(acb.sech, series=lambda u: 2 / (u.exp() + (-u).exp())),
        sympy.csch: unary(acb.csch, series=lambda u: 2 / (u.exp() - (-u).exp()), singular=singular.at_zero),
        sympy.asin: _ASIN,
        sympy.acos: _ACOS,
        sympy.atan: _ATAN,
        sympy.asinh: _ASINH,
        sympy.acosh: _ACOSH,
        sympy.atanh: _ATANH,
        sympy.acot: _inverse_of_reciprocal(_ATAN, singular.at_imaginary_units, lambda: acb.pi() / 2),
        sympy.asec: _inverse_of_reciprocal(_ACOS, singular.at_zero),
        sympy.acsc: _inverse_of_reciprocal(_ASIN, singular.at_zero),
        sympy.asech: _inverse_of_reciprocal(_ACOSH, singular.at_zero),
        sympy.acsch: _inverse_of_reciprocal(_ASINH, singular.at_zero),
        sympy.acoth: _inverse_of_reciprocal(_ATANH, singular.at_units, lambda: acb.pi() * acb(0, 1) / 2),
        sympy.atan2: Head(atan2, regions.nowhere),
        sympy.Abs: unary(
            modulus, regions.nowhere, real_extension=lambda z: z.real_abs(analytic=True), real_series=_modulus_series
        ),
        sympy.sign: unary(
            acb.sgn,
            regions.nowhere,
            real_extension=lambda z: z.real_sgn(analytic=True),
            real_series=lambda u: u / _modulus_series(u),
        ),
        sympy.re: unary(lambda z: acb(z.real), regions.nowhere, real_series=_real_series),
        sympy.im: unary(lambda z: acb(z.imag), regions.nowhere, real_series=_imaginary_series),
        sympy.conjugate: unary(acb.conjugate, regions.nowhere, real_series=_conjugate_series),
        sympy.arg: unary(argument, regions.nowhere, real_series=_argument_series),
        sympy.floor: unary(_floor, regions.nowhere, real_extension=lambda z: z.real_floor(analytic=True)),
        sympy.ceiling: unary(_ceiling, regions.nowhere, real_extension=lambda z: z.real_ceil(analytic=True)),
        sympy.frac: unary(
            lambda z: z - _floor(z), regions.nowhere, real_extension=lambda z: z - z.real_floor(analytic=True)
        ),
        sympy.Heaviside: Head(heaviside, regions.nowhere, real_extension=_heaviside_extension),
        sympy.Max: Head(_extreme(arb.max), regions.nowhere, real_extension=_extreme_extension(_real_maximum)),
        sympy.Min: Head(_extreme(arb.min), regions.nowhere, real_extension=_extreme_extension(_real_minimum)),
    }
)
"""Every elementary function by its SymPy class."""
