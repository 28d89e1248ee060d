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

from dehsym.bench import hand_written_arb, hand_written_gmpy2, hand_written_mpmath, hand_written_pari
from dehsym.bench.case import BOSE_FUNCTIONS, BOSE_SOLVE, NEAR_CRITICAL, Case
from dehsym.bench.library import Arb, Gmpy2, Library, Mpmath, Pari, SympyFloats
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
    library: Library
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
    library: Callable[[], Library]
    prepare: Callable[[Case, int, Any], Held | None]
    certified: bool = False

    def contender(self, case: Case, digits: int) -> Contender | None:
        """The peer made ready for a case, None where it does not offer it.

        Raises `EvaluationError` where its library is not installed.
        """
        library = self.library()
        held = self.prepare(case, digits, library)
        return Contender(self.name, library, held, self.certified) if held else None


def _holding(library: Library, digits: int, make: Callable[[], Function]) -> Held:
    """The function that `make` gives at the precision, made once."""
    bits = bits_for(digits)
    with library.held(bits):
        function = make()

    @contextmanager
    def held() -> Generator[Function]:
        with library.held(bits):
            yield function

    return held


# --- Ourselves


def _ours(case: Case, digits: int, library: Library) -> Held | None:
    if case.chain:
        formula = case.chain.compiled(case.name).formula()
        return lambda: formula.certified(digits)
    function = {BOSE_FUNCTIONS: bose_functions, BOSE_SOLVE: _solved, NEAR_CRITICAL: _solved}[case.group]
    return _holding(library, digits, lambda: function)


def _solved(density: arb) -> tuple[arb, arb]:
    gas = solve_density(density)
    return gas.fugacity, gas.pressure_ratio


def _ours_by(backend: str) -> Callable[[Case, int, Library], Held | None]:
    def prepare(case: Case, digits: int, library: Library) -> Held | None:
        if case.chain is None:
            return None
        function = case.chain.compiled(case.name).function(backend)
        return _holding(library, digits, function.positional)

    return prepare


# --- SymPy


def _by_evalf(case: Case, digits: int, library: SympyFloats) -> Held | None:
    if case.chain is None:
        return None
    symbols, found = case.chain.inputs, _with_constants(case)
    with library.held(bits_for(digits)):
        precision = library.digits

    def value(*numbers: Any) -> tuple[Any, ...]:
        values = dict(zip(symbols, numbers, strict=True))
        return tuple(each.evalf(precision, subs=values) for each in found)

    return _holding(library, digits, lambda: value)


def _by_lambdify(case: Case, digits: int, library: Mpmath) -> Held | None:
    if case.chain is None:
        return None
    lambdify: Any = SympyFloats().sympy.lambdify
    found = _with_constants(case)
    function = lambdify(case.chain.inputs, found if len(found) > 1 else found[0], modules="mpmath", cse=True)
    return _holding(library, digits, lambda: function)


def _with_constants(case: Case) -> list[Any]:
    assert case.chain
    known: dict[Expr, Expr] = {}
    for symbol, each in case.chain.constants.items():
        known[symbol] = Rational(int(each.exact.numerator), int(each.exact.denominator))
    return [each.xreplace(known) for each in case.chain.composed]


# --- By hand


def _by_hand_in_arb(case: Case, digits: int, library: Library) -> Held | None:
    make = hand_written_arb.FORMULAS.get(case.name)
    return _holding(library, digits, lambda: make(*_constants(library))) if make else None


def _by_hand_in_mpmath(case: Case, digits: int, library: Mpmath) -> Held | None:
    make = hand_written_mpmath.FORMULAS.get(case.name)
    return _holding(library, digits, lambda: make(library.mp, *_constants(library))) if make else None


def _by_hand_in_gmpy2(case: Case, digits: int, library: Gmpy2) -> Held | None:
    make = hand_written_gmpy2.FORMULAS.get(case.name)
    return _holding(library, digits, lambda: make(library.gmpy2, *_constants(library))) if make else None


def _by_hand_in_pari(case: Case, digits: int, library: Pari) -> Held | None:
    text = hand_written_pari.FORMULAS.get(case.name)
    if text is None:
        return None
    for definition in hand_written_pari.DEFINITIONS:
        library.pari(definition)
    return _holding(library, digits, lambda: library.pari(text)(*_constants(library)))


def _constants(library: Library) -> tuple[Any, Any]:
    return library.number(exact_number(H.value)), library.number(exact_number(K_B.value))


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
