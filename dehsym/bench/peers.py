"""The peers: ourselves in three backends, SymPy two ways, and each library by hand.

A peer offers a case or not; one that offers it is made ready once for a number of digits, outside the time that is
measured: compiled, its constants computed. SymPy's expressions have the constants of nature in them as exact numbers,
as who writes them down and calls `lambdify` or `evalf` has them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, final

from flint import arb
from sympy import Expr, Rational

from dehsym.bench import hand_written_arb, hand_written_floats, hand_written_mpmath, hand_written_pari
from dehsym.bench.arithmetic import Arb, Gmpy2, Library, Mpmath, Pari, SympyFloats
from dehsym.bench.case import BOSE_FUNCTIONS, BOSE_SOLVE, NEAR_CRITICAL, Case
from dehsym.bench.hand_written_floats import Words
from dehsym.bose import bose_functions
from dehsym.bose.solve import solve_density
from dehsym.constants import K_B, H
from dehsym.numeric.exact import exact_number
from dehsym.precision import bits_for

Function = Callable[..., Any]
Held = Callable[[], AbstractContextManager[Function]]
OURS, OURS_MPMATH, OURS_GMPY2 = "dehsym", "dehsym, mpmath", "dehsym, gmpy2"
EVALF, LAMBDIFY = "sympy evalf", "sympy lambdify"
ARB, MPMATH, GMPY2, PARI = "arb by hand", "mpmath by hand", "gmpy2 by hand", "pari by hand"


@final
@dataclass(frozen=True)
class Contender:
    """A peer made ready: inside the block of `held`, a function of numbers of its `library`."""

    peer: str
    arithmetic: Library
    held: Held
    certified: bool = False


@final
@dataclass(frozen=True)
class Peer:
    """A way to compute cases; `family` is the library's name for people who choose, `prepare` None for other cases.

    `certified` says that the answers are balls with the digits asked for.
    """

    name: str
    family: str
    arithmetic: Callable[[], Library]
    prepare: Callable[[Case, int, Any], Held | None]
    certified: bool = False

    def contender(self, case: Case, digits: int) -> Contender | None:
        """The peer made ready for a case, None where it does not offer it.

        Raises `EvaluationError` where its library is not installed.
        """
        arithmetic = self.arithmetic()
        held = self.prepare(case, digits, arithmetic)
        return Contender(self.name, arithmetic, held, self.certified) if held else None


def _holding(arithmetic: Library, digits: int, make: Callable[[], Function]) -> Held:
    """The function that `make` gives at the precision, made once."""
    bits = bits_for(digits)
    with arithmetic.held(bits):
        function = make()

    @contextmanager
    def held() -> Generator[Function]:
        with arithmetic.held(bits):
            yield function

    return held


# --- Ourselves


def _ours(case: Case, digits: int, arithmetic: Library) -> Held | None:
    if case.chain:
        formula = case.chain.compiled(case.name).formula()
        return lambda: formula.certified(digits)
    function = {BOSE_FUNCTIONS: bose_functions, BOSE_SOLVE: _solved, NEAR_CRITICAL: _solved}[case.group]
    return _holding(arithmetic, digits, lambda: function)


def _solved(density: arb) -> tuple[arb, arb]:
    gas = solve_density(density)
    return gas.fugacity, gas.pressure_ratio


def _ours_by(backend: str) -> Callable[[Case, int, Library], Held | None]:
    def prepare(case: Case, digits: int, arithmetic: Library) -> Held | None:
        if case.chain is None:
            return None
        function = case.chain.compiled(case.name).function(backend)
        return _holding(arithmetic, digits, function.positional)

    return prepare


# --- SymPy


def _by_evalf(case: Case, digits: int, arithmetic: SympyFloats) -> Held | None:
    if case.chain is None:
        return None
    symbols, found = case.chain.inputs, _with_constants(case)
    with arithmetic.held(bits_for(digits)):
        precision = arithmetic.digits

    def value(*numbers: Any) -> tuple[Any, ...]:
        values = dict(zip(symbols, numbers, strict=True))
        return tuple(each.evalf(precision, subs=values) for each in found)

    return _holding(arithmetic, digits, lambda: value)


def _by_lambdify(case: Case, digits: int, arithmetic: Mpmath) -> Held | None:
    if case.chain is None:
        return None
    lambdify: Any = SympyFloats().sympy.lambdify
    found = _with_constants(case)
    function = lambdify(case.chain.inputs, found if len(found) > 1 else found[0], modules="mpmath", cse=True)
    return _holding(arithmetic, digits, lambda: function)


def _with_constants(case: Case) -> list[Any]:
    assert case.chain
    known: dict[Expr, Expr] = {}
    for symbol, each in case.chain.constants.items():
        known[symbol] = Rational(int(each.exact.numerator), int(each.exact.denominator))
    return [each.xreplace(known) for each in case.chain.composed]


# --- By hand


def _by_hand_in_arb(case: Case, digits: int, arithmetic: Library) -> Held | None:
    make = hand_written_arb.FORMULAS.get(case.name)
    return _holding(arithmetic, digits, lambda: make(*_constants(arithmetic))) if make else None


def _by_hand_in_mpmath(case: Case, digits: int, arithmetic: Mpmath) -> Held | None:
    make, mp = hand_written_mpmath.FORMULAS.get(case.name), arithmetic.mp
    if make:
        return _holding(arithmetic, digits, lambda: make(mp))
    return _by_hand_in_floats(case, digits, arithmetic, lambda: Words(mp.sqrt, mp.cbrt, mp.pi))


def _by_hand_in_gmpy2(case: Case, digits: int, arithmetic: Gmpy2) -> Held | None:
    library = arithmetic.gmpy2
    return _by_hand_in_floats(case, digits, arithmetic, lambda: Words(library.sqrt, library.cbrt, library.const_pi()))


def _by_hand_in_floats(case: Case, digits: int, arithmetic: Library, words: Callable[[], Words]) -> Held | None:
    make = hand_written_floats.FORMULAS.get(case.name)
    return _holding(arithmetic, digits, lambda: make(words(), *_constants(arithmetic))) if make else None


def _by_hand_in_pari(case: Case, digits: int, arithmetic: Pari) -> Held | None:
    text = hand_written_pari.FORMULAS.get(case.name)
    if text is None:
        return None
    for definition in hand_written_pari.DEFINITIONS:
        arithmetic.pari(definition)
    return _holding(arithmetic, digits, lambda: arithmetic.pari(text)(*_constants(arithmetic)))


def _constants(arithmetic: Library) -> tuple[Any, Any]:
    return arithmetic.number(exact_number(H.value)), arithmetic.number(exact_number(K_B.value))


@cache
def peers() -> Mapping[str, Peer]:
    """Every peer by its name, ourselves first."""
    every = (
        Peer(OURS, "dehsym", Arb, _ours, certified=True),
        Peer(OURS_MPMATH, "dehsym", Mpmath, _ours_by("mpmath")),
        Peer(OURS_GMPY2, "dehsym", Gmpy2, _ours_by("gmpy2")),
        Peer(ARB, "arb", Arb, _by_hand_in_arb),
        Peer(GMPY2, "gmpy2", Gmpy2, _by_hand_in_gmpy2),
        Peer(PARI, "pari", Pari, _by_hand_in_pari),
        Peer(MPMATH, "mpmath", Mpmath, _by_hand_in_mpmath),
        Peer(LAMBDIFY, "sympy", Mpmath, _by_lambdify),
        Peer(EVALF, "sympy", SympyFloats, _by_evalf),
    )
    return MappingProxyType({peer.name: peer for peer in every})
