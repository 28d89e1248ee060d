"""Random expressions over the paper's catalogue, for the round trip through print."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from sympy import Abs as Modulus
from sympy import (
    AccumBounds,
    Derivative,
    E,
    Expr,
    Function,
    I,
    Integer,
    Integral,
    Mul,
    Product,
    Rational,
    Sum,
    Symbol,
    conjugate,
    cos,
    cosh,
    erf,
    exp,
    factorial,
    gamma,
    log,
    nan,
    oo,
    pi,
    polylog,
    sin,
    sqrt,
    tanh,
    zoo,
)

from dehsym.heads import BoundHead, ContourIntegral, Differential, ExcitedSum, StateSum, UniqueRoot
from derivations.deh4 import symbols as s

LETTERS = {entry.latex: symbol for symbol, entry in reversed(list(s.catalogue.items())) if not entry.secondary}
SYMBOLS = [symbol for symbol in LETTERS.values() if isinstance(symbol, Symbol)]
MEANS = [symbol for symbol in LETTERS.values() if symbol.args and symbol.args[0] in SYMBOLS]
UNARY: list[Callable[[Expr], Expr]] = [
    exp,
    log,
    sqrt,
    sin,
    cos,
    cosh,
    tanh,
    erf,
    gamma,
    factorial,
    Modulus,
    conjugate,
]
POWERS = [Integer(2), Integer(3), Integer(-1), Rational(1, 2), Rational(-1, 2), Rational(3, 2), Rational(-2, 3)]


def _leaf(random: Random) -> Expr:
    number = Rational(random.randint(-9, 9), random.randint(1, 9))
    return random.choice([*random.choices(SYMBOLS, k=8), *random.choices(MEANS, k=2), number, pi, I, E])


def random_expression(random: Random, depth: int) -> Expr:
    """A random expression over the paper's catalogue."""
    if depth == 0:
        return _leaf(random)

    def part() -> Expr:
        return random_expression(random, depth - 1)

    makers: list[tuple[int, Callable[[], Expr]]] = [
        (4, lambda: part() + part()),
        (2, lambda: part() - part() + part()),
        (5, lambda: part() * part()),
        (4, lambda: part() / part()),
        (3, lambda: _monomial(random)),
        (3, lambda: part() ** random.choice(POWERS)),
        (1, lambda: part() ** _leaf(random)),
        (4, lambda: random.choice(UNARY)(part())),
        (2, lambda: _operator(random, part())),
    ]
    return random.choices([make for _, make in makers], [weight for weight, _ in makers])[0]()


def _monomial(random: Random) -> Expr:
    """Powers of quantities that make pure numbers together, which print gathers in groups and roots."""
    bases = [s.n, s.Lambda_B, s.T, s.T_c, s.k_B, s.m, s.c, s.beta, s.mu, s.V, pi, E, Integer(2), Integer(6)]
    powers = [*POWERS, Integer(1), Integer(6), Integer(-2), Integer(-3), Integer(-6), Rational(-3, 2), Rational(5, 2)]
    chosen = random.sample(bases, random.randint(2, 6))
    return Mul(*(base ** random.choice(powers) for base in chosen))


def _operator(random: Random, body: Expr) -> Expr:
    v, w, mean = random.choice(SYMBOLS), random.choice(SYMBOLS), random.choice(MEANS)
    along = mean.args[0]
    assert isinstance(along, Symbol)
    makers: list[Callable[[], Expr]] = [
        lambda: Integral(body, (v, 0, w)),
        lambda: Integral(body, v),
        lambda: Sum(body, (v, 1, oo)),
        lambda: Product(body, (v, 1, w)),
        lambda: StateSum(body, v),
        lambda: ExcitedSum(body, v),
        lambda: ContourIntegral(body, s.z),
        lambda: body * Differential(v),
        lambda: mean * Derivative(mean, along),
        lambda: Derivative(v * w * mean, (along, 2)),
        lambda: mean.func(body),
        lambda: polylog(w, body),
        lambda: UniqueRoot(body, v, 0, 1),
    ]
    return random.choice(makers)()


def commuting(expr: Expr) -> Expr:
    """The expression with inert heads as functions, whose factors SymPy may reorder."""
    parts = [commuting(part) for part in expr.args]
    if isinstance(expr, (BoundHead, Differential)):
        return Function(type(expr).__name__)(*parts)
    return expr.func(*parts) if parts else expr


def printable(seed: int) -> Expr | None:
    """The random expression of that seed; `None` where SymPy does not build it, or print could not tell its parts."""
    random = Random(seed)
    try:
        expr = rebuilt(random_expression(random, random.randint(1, 4)))
    except (TypeError, ValueError, NotImplementedError, RecursionError):
        return None
    integrals = expr.atoms(Integral, ContourIntegral)
    if expr.has(nan, zoo, AccumBounds) or any(integral.has(Differential) for integral in integrals):
        return None  # an integrand with a differential of its own, which print cannot tell from that of the integral
    return expr


def rebuilt(expr: Expr) -> Expr:
    """The expression built anew from its parts until it stays: SymPy finds some forms only on a second look."""
    for _ in range(5):
        again = _built_anew(expr)
        if again == expr:
            break
        expr = again
    return expr


def _built_anew(expr: Expr) -> Expr:
    return expr.func(*map(_built_anew, expr.args)) if expr.args else expr
