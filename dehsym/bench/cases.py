r"""The cases: textbook formulas of the ideal quantum gas, its three Bose functions, and the solution for the fugacity.

With the thermal wavelength Lambda = h/sqrt(2 pi m k T) (Pathria and Beale, Statistical Mechanics, 3rd edition, 5.5.23
and 7.1), the condensed gas below its critical temperature has n Lambda^3 (1 - f) = D, f = 1 - (T/T_c)^(3/2),
p = k T E/Lambda^3, F = -p V and S = 5 p V/(2 T); above it n Lambda^3 = g_(3/2)(z), p = n k T g_(5/2)/g_(3/2). In a
box D = zeta(3/2) and E = zeta(5/2); they are inputs here, or the time of lambdify and evalf, which compute every
constant in every call, would be that of the zeta function. All are exact, and none is of one paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from flint import arb, fmpq
from sympy import Expr, Rational, Symbol, pi, sqrt

from dehsym.balls import compile_enclosure
from dehsym.bench.bose_reference import bose_reference, solve_reference
from dehsym.bench.case import BOSE_FUNCTIONS, BOSE_SOLVE, FORMULA, NEAR_CRITICAL, Case, Chain, Point
from dehsym.constants import K_B, H
from dehsym.numeric.inputs import Input

_H, _K, _M, _T, _TC, _N, _Z, _F, _V = (
    Symbol(name, positive=True) for name in ("h", "k", "m", "T", "T_c", "n", "z", "f", "V")
)
_LAMBDA, _P, _A, _S = (Symbol(name, positive=True) for name in ("Lambda", "p", "A", "S"))
_D, _E = (Symbol(name, positive=True) for name in ("D", "E"))
_CONSTANTS = {_H: Input("h", H.value), _K: Input("k", K_B.value)}
_POINTS = 8
_THREE_HALVES = Rational(3, 2)


@cache
def cases() -> tuple[Case, ...]:
    """Every case, in the order of the report."""
    return (*_formulas(), *_bose())


def _formulas() -> tuple[Case, ...]:
    wavelength = _H / sqrt(2 * pi * _M * _K * _T)
    mass, temperature, density = (_row("6.64e-27", "1.3e-28"), _row("1.25", "0.375"), _row("2.1e25", "1.7e24"))
    return (
        _formula("thermal-wavelength-cubed", wavelength**3, {_M: mass, _T: temperature}),
        _formula(
            "critical-temperature",
            _H**2 / (2 * pi * _M * _K) * (_N / _D) ** Rational(2, 3),
            {_N: density, _M: mass, _D: _row("2.612", "0.011")},
        ),
        _formula("number-density", _Z / wavelength**3, {_Z: _row("0.11", "0.03"), _M: mass, _T: temperature}),
        _formula(
            "pressure",
            _N * _K * _T * (1 - _N * wavelength**3 / 2 ** Rational(5, 2)),
            {_N: density, _M: mass, _T: temperature},
        ),
        _formula("condensed-fraction", 1 - (_T / _TC) ** _THREE_HALVES, {_T: temperature, _TC: _row("4.2", "0.15")}),
        _condensed_gas(
            wavelength,
            {
                _M: mass,
                _T: temperature,
                _F: _row("0.12", "0.07"),
                _V: _row("1.5", "0.25"),
                _D: _row("2.612", "0.011"),
                _E: _row("1.341", "0.007"),
            },
        ),
    )


def _condensed_gas(wavelength: Expr, rows: dict[Symbol, list[fmpq]]) -> Case:
    """The chain m, T, f, V -> Lambda -> T_c -> n -> p -> F -> S, F being called A here."""
    steps = (
        (_LAMBDA, wavelength),
        (_TC, _T / (1 - _F) ** Rational(2, 3)),
        (_N, _D / (_LAMBDA**3 * (1 - _F))),
        (_P, _K * _T * _E / _LAMBDA**3),
        (_A, -_P * _V),
        (_S, -Rational(5, 2) * _A / _T),
    )
    return _chain("condensed-gas-chain", steps, rows)


def _formula(name: str, value: Expr, rows: dict[Symbol, list[fmpq]]) -> Case:
    return _chain(name, ((Symbol("value"), value),), rows)


def _chain(name: str, steps: tuple[tuple[Symbol, Expr], ...], rows: dict[Symbol, list[fmpq]]) -> Case:
    """A case whose reference is the composed expression in the balls of `dehsym.balls`: nothing compiled enters it."""
    chain = Chain(tuple(rows), steps, _CONSTANTS)

    def reference(point: Point, bits: int) -> tuple[arb, ...]:
        known = {symbol: each.exact for symbol, each in _CONSTANTS.items()} | dict(zip(rows, point, strict=True))
        values = {symbol: Fraction(int(each.numerator), int(each.denominator)) for symbol, each in known.items()}
        return tuple(_ball(each, values, bits) for each in chain.composed)

    return Case(name, FORMULA, tuple(zip(*rows.values(), strict=True)), reference, chain)


def _bose() -> tuple[Case, ...]:
    exponents = tuple((value,) for value in _row("0.03", "0.17"))
    densities = tuple((value,) for value in _row("1.01", "0.19"))
    critical = tuple((fmpq(*parts),) for parts in ((26, 10), (26123, 10**4), (2612375, 10**6)))
    return (
        Case("bose-functions", BOSE_FUNCTIONS, exponents, bose_reference, fewer={3_000: 1, 30_000: 0}),
        Case("bose-solve", BOSE_SOLVE, densities, solve_reference, fewer={3_000: 0}),
        Case("bose-solve-near-critical", NEAR_CRITICAL, critical, solve_reference, fewer={3_000: 0}),
    )


def _row(start: str, step: str) -> list[fmpq]:
    """Distinct exact numbers, equally spaced."""
    first, more = Input("start", start).exact, Input("step", step).exact
    return [first + place * more for place in range(_POINTS)]


def _ball(expr: Expr, values: Mapping[Symbol, Fraction], bits: int) -> arb:
    return compile_enclosure(expr)({symbol: values[symbol] for symbol in expr.free_symbols}, bits).real
