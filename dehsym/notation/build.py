"""Arithmetic on what a reader has read, bounded before SymPy sees it.

SymPy evaluates while it builds: powers of integers are multiplied out, roots factor their radicand, functions of
numbers become numbers. Each operation here first estimates what would come out and refuses it with one line. What is
allowed is built by SymPy's ordinary constructors, so that what is read equals what an author writes in Python.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager

from sympy import AccumBounds, Add, Expr, Integer, Mul, Pow, Rational, S, exp, nan, oo, zoo

from dehsym.errors import NotationError
from dehsym.notation.numerals import exact_ratio
from dehsym.notation.size import (
    EAGER_NESTING,
    MAX_BITS,
    MAX_CONSTANT_NESTING,
    bits,
    constant_nesting,
    constants_in,
    expands_far,
    factor_bits,
    has_hard_constant,
    is_simple,
    magnitude,
)

MAX_NODES = 2_000
"""The most numbers, names, operations and calls in one text."""

MAX_DEPTH = 60
"""The deepest nesting of brackets, calls, exponents and signs in one text."""

_TOTAL_BITS = 3_000_000
_POWER_BITS = 65_536
_NO_VALUE = "a value is wanted, found one that is infinite or undefined"
_EXPONENT_BITS = 64
_ROOT_BITS = 2_048
_TOTAL_ROOT_BITS = 16_384


@contextmanager
def placed(where: str = "") -> Generator[None]:
    """Give every failure inside the block the form of a `NotationError`, and tell `where` it happened.

    SymPy's constructors raise some twenty types of error on arguments they do not take; a reader of foreign text
    promises one type, so all are caught here and nowhere else.
    """
    try:
        yield
    except NotationError as error:
        raise NotationError(f"{error} {where}".rstrip()) from None
    except RecursionError:
        raise NotationError(f"nested too deeply {where}".rstrip()) from None
    except Exception as error:  # of any type: SymPy's constructors name none
        said = str(error).partition("\n")[0][:80]
        message = f"SymPy takes no such argument ({type(error).__name__}: {said}) {where}"
        raise NotationError(message.rstrip()) from error


@contextmanager
def inside(text: str) -> Generator[None]:
    """Tell in every failure inside the block which of several texts it concerns; otherwise as `placed`."""
    try:
        with placed():
            yield
    except NotationError as error:
        raise NotationError(f"in {text}: {error}") from None


class Builder:
    """Builds one expression and keeps account of its size.

    >>> Builder().add([Integer(2), Builder().power(Integer(2), Integer(10))])
    1026
    """

    def __init__(self) -> None:
        self._nodes = 0
        self._bits = 0.0
        self._root_bits = 0.0

    def inside_operators(self) -> Builder:
        """The builder of what an integral, sum, product, limit or derivative holds."""
        return self

    def count(self) -> None:
        """Count one node; raise `NotationError` past `MAX_NODES`."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise NotationError(f"expression too large: at most {MAX_NODES:,} numbers, names and operations are wanted")

    def number(self, numeral: str) -> Expr:
        """The exact value of a decimal numeral."""
        numerator, denominator = exact_ratio(numeral)
        self._spend(numerator.bit_length() + denominator.bit_length())
        return Integer(numerator) if denominator == 1 else Rational(numerator, denominator)

    def add(self, terms: Sequence[Expr]) -> Expr:
        """The sum of the terms."""
        self._spend(sum(factor_bits(term, sums=False) for term in terms))
        value = Add(*terms)
        return value if _has_value(value) else self.without_value(Add(*terms, evaluate=False), _NO_VALUE)

    def multiply(self, factors: Sequence[Expr]) -> Expr:
        """The product of the factors."""
        self._spend(sum(factor_bits(factor, sums=False) for factor in factors))
        if S.Zero in factors and not any(map(_is_infinite, factors)):
            return S.Zero  # SymPy would first ask whether each factor is finite
        value = Mul(*factors)
        return value if _has_value(value) else self.without_value(Mul(*factors, evaluate=False), _NO_VALUE)

    def negate(self, expr: Expr) -> Expr:
        """The expression times -1."""
        return self.multiply([Integer(-1), expr])

    def divide(self, numerator: Expr, denominator: Expr) -> Expr:
        """The quotient; raise `NotationError` for an exact zero in the denominator."""
        return self.multiply([numerator, self.power(denominator, Integer(-1))])

    def fraction(self, above: Sequence[Expr], below: Sequence[Expr]) -> list[Expr]:
        """The factors of the quotient of two products."""
        return [*above, *(self.power(factor, Integer(-1)) for factor in below)]

    def power(self, base: Expr, exponent: Expr) -> Expr:
        """The principal power; 0**0 is 1."""
        if base is S.Exp1:
            return self.call(exp, (exponent,))
        if base is S.Zero and isinstance(exponent, Rational) and exponent.p < 0:
            return self.without_value(Pow(base, exponent, evaluate=False), "division by zero")
        if _is_infinite(exponent):
            raise NotationError("a finite exponent is wanted, found oo")
        if base is S.One:
            return base
        if base is S.Zero and not isinstance(exponent, Rational) and not exponent.is_positive:
            return Pow(base, exponent, evaluate=False)  # SymPy writes 0**(-x) as infinity**x
        if isinstance(exponent, Rational):
            self._check_rational_power(base, exponent)
        else:
            self._check_power(base, exponent)
        return finite(Pow(base, exponent))

    def _check_rational_power(self, base: Expr, exponent: Rational) -> None:
        size = factor_bits(base, sums=exponent.q > 1)
        _check_constants_are_easy(base)
        if exponent.q > 1:
            _check_signs_are_found(base, exponent)
            self._root_bits += size
            if size > _ROOT_BITS or self._root_bits > _TOTAL_ROOT_BITS:
                raise NotationError(f"number too large: the root of a number of more than {_ROOT_BITS:,} bits")
        if size and abs(exponent.p) > 1:
            limit = _POWER_BITS if isinstance(base, Rational) and exponent.q == 1 else MAX_BITS
            if abs(exponent.p) // exponent.q > limit or size * abs(exponent.p) / exponent.q > limit:
                raise NotationError(f"number too large: a power of more than {limit:,} bits")
            self._spend(size * abs(exponent.p))

    def _check_power(self, base: Expr, exponent: Expr) -> None:
        # SymPy multiplies the rational term of an exponent out; it looks for a logarithm of the base in the denominator
        # of one, for which it expands the base; and it asks whether the exponent is finite, by evaluation.
        _check_magnitude(base, MAX_BITS)
        _check_magnitude(exponent, _EXPONENT_BITS)
        if not exponent.free_symbols and constant_nesting(exponent) > EAGER_NESTING:
            raise NotationError(f"constant nested too deeply: an exponent with over {EAGER_NESTING} roots or functions")
        _check_signs_are_found(base, exponent)
        terms = [term for term in Add.make_args(exponent) if isinstance(term, Rational)]
        if factor_bits(base, sums=False) * sum(abs(term.p) // term.q for term in terms) > MAX_BITS:
            raise NotationError(f"number too large: a power of more than {MAX_BITS:,} bits")
        if not is_simple(base) and any(isinstance(power.base, Add) for power in exponent.atoms(Pow)):
            raise NotationError("expression too large for an exponent with a sum in its denominator")

    def call(self, head: Callable[..., Expr], arguments: Sequence[Expr], *, eager: bool = True) -> Expr:
        """The function `head` of the arguments, evaluated by SymPy if `eager` and all arguments are simple."""
        for argument in arguments:
            _check_magnitude(argument, MAX_BITS)
        if not (eager and all(map(is_simple, arguments))):
            return head(*arguments, evaluate=False)
        value = head(*arguments)
        return value if _has_value(value) else self.without_value(head(*arguments, evaluate=False), _NO_VALUE)

    def side(self, expr: Expr) -> Expr:
        """The expression as a side of a relation; raise `NotationError` if it has no value."""
        return finite(expr)

    def without_value(self, expr: Expr, problem: str) -> Expr:
        """What stands for an expression of numbers that has no value: nothing does, `NotationError` says `problem`."""
        raise NotationError(problem)

    def _spend(self, size: float) -> None:
        self._bits += size
        if self._bits > _TOTAL_BITS:
            raise NotationError(f"number too large: the numbers together have more than {_TOTAL_BITS:,} bits")


def _is_infinite(expr: Expr) -> bool:
    """Whether oo is a term of `expr` or a factor of one."""
    return any(factor in (oo, -oo) for term in Add.make_args(expr) for factor in Mul.make_args(term))


def _check_magnitude(expr: Expr, limit: int) -> None:
    """Raise `NotationError` for a constant of more bits than the argument of a function or an exponent may have."""
    if not (expr.free_symbols or isinstance(expr, Rational) or _is_infinite(expr)) and magnitude(expr) > limit:
        raise NotationError(f"number too large: an argument or exponent of more than {limit:,} bits")


def _check_constants_are_easy(expr: Expr) -> None:
    """Raise `NotationError` for a constant that SymPy would evaluate for too long; of a sum it asks if a term is oo."""
    if any(map(has_hard_constant, constants_in(expr))):
        raise NotationError("constant too hard: a power with a special function of large or irrational numbers")


def _check_signs_are_found(base: Expr, exponent: Expr) -> None:
    """Raise `NotationError` where SymPy, which asks for the signs of constants in a power, would look for too long."""
    _check_constants_are_easy(base)
    _check_constants_are_easy(exponent)
    for constant in (*constants_in(base), *constants_in(exponent)):
        if constant_nesting(constant) > MAX_CONSTANT_NESTING:
            raise NotationError(f"constant nested too deeply: more than {MAX_CONSTANT_NESTING} roots or functions")
    for factor in Mul.make_args(base) if isinstance(exponent, Rational) else (base,):
        if isinstance(factor, Pow) and not isinstance(factor, exp):
            _check_inner_power(factor.base, factor.exp)


def _check_inner_power(base: Expr, exponent: Expr) -> None:
    """Raise `NotationError` for a power of base**exponent that would take SymPy too long.

    To know whether the exponents may be multiplied, SymPy asks for the real part of `base`, and if `exponent` is not
    real for the argument of base**exponent, by numerical evaluation.
    """
    if base.is_positive or (isinstance(exponent, Rational) and abs(exponent.p) < exponent.q):
        return
    if expands_far(base) or expands_far(exponent):
        raise NotationError("power of a power too hard: its real part has too many terms")
    if exponent.is_real is False and not all(map(is_simple, (*constants_in(base), *constants_in(exponent)))):
        raise NotationError("power of a power too hard: constants of elementary functions are wanted in it")


def finite(expr: Expr) -> Expr:
    """The expression itself; raise `NotationError` if SymPy found it to have no value."""
    if not _has_value(expr):
        raise NotationError(_NO_VALUE)
    return expr


def _has_value(expr: Expr) -> bool:
    """Whether SymPy found a value for it, or oo itself, which can be the end of a range."""
    return not expr.has(zoo, nan, AccumBounds) and (expr in (oo, -oo) or not _is_infinite(expr))


def is_large(value: Expr, limit: int) -> bool:
    """Whether `value` is a rational number with numerator or denominator beyond `limit`.

    >>> is_large(Integer(7), 5), is_large(Rational(1, 3), 5)
    (True, False)
    """
    return bits(value) > 0 and isinstance(value, Rational) and max(abs(value.p), value.q) > limit
