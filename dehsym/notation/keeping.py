"""Where SymPy 1.14 would evaluate a function wrongly, or lose a point at which it has a value: there it is kept.

Each place was found by building the same function with and without evaluation and enclosing both in balls, at numbers
and at symbols of every kind. What is here is what disagreed.
"""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr, Integer, Mul, Rational, S, Symbol, acot, acoth


def nowhere(arguments: Sequence[Expr]) -> bool:
    """SymPy evaluates this function right.

    >>> nowhere(())
    False
    """
    return False


def maybe_zero(arguments: Sequence[Expr]) -> bool:
    """acot(-x) = -acot(x) and acoth(i x) = -i acot(x) fail at x = 0, where acot is pi/2.

    >>> maybe_zero((Symbol("x"),)), maybe_zero((Symbol("x", positive=True),))
    (True, False)
    """
    (argument,) = arguments
    return bool(argument.free_symbols) and argument.is_zero is not False


def of_inverse_cotangent(arguments: Sequence[Expr]) -> bool:
    """sinh(acoth(x)) = 1/(sqrt(x - 1) sqrt(x + 1)) has the wrong sign for -1 < x < 0; sin(acot(x)) loses x = 0.

    >>> of_inverse_cotangent((acoth(Symbol("x")),))
    True
    """
    (argument,) = arguments
    return argument.has(acot, acoth)


def of_integers(arguments: Sequence[Expr]) -> bool:
    """sinc(pi n/2) = 2 (-1)^((n - 1)/2)/(pi n) is false for even n.

    >>> of_integers((Symbol("n", integer=True),))
    True
    """
    return any(symbol.is_integer for argument in arguments for symbol in argument.free_symbols)


def maybe_complex(arguments: Sequence[Expr]) -> bool:
    """atan2(0, -i) is pi by -i log((x + i y)/sqrt(x^2 + y^2)), and 0 in SymPy.

    >>> maybe_complex((S.Zero, -S.ImaginaryUnit)), maybe_complex((S.Zero, S.One))
    (True, False)
    """
    return not all(argument.is_real for argument in arguments)


def second_zero(arguments: Sequence[Expr]) -> bool:
    """E_{3/2}(0) = 2 is infinite in SymPy; the lower gamma function of (0, 0) is 0 there and has no value.

    >>> second_zero((Rational(3, 2), S.Zero))
    True
    """
    return arguments[1] is S.Zero


def second_not_positive(arguments: Sequence[Expr]) -> bool:
    """zeta(s, a) is infinite in SymPy for whole a <= 0, where for Re s < 0 it is finite.

    >>> second_not_positive((Rational(-1, 2), S.Zero)), second_not_positive((Rational(3, 2),))
    (True, False)
    """
    return len(arguments) == 2 and isinstance(arguments[1], Rational) and arguments[1].p <= 0


def binomial(arguments: Sequence[Expr]) -> bool:
    """C(-1, k) is infinite in SymPy for k that may be whole, and 0 for negative whole k, where it has no value.

    >>> binomial((Integer(-1), Symbol("k"))), binomial((Symbol("n"), Integer(2)))
    (True, False)
    """
    n, k = arguments
    if isinstance(k, Integer):
        return k.p < 0
    return not (isinstance(n, Rational) and isinstance(k, Rational))


def without_whole_order(arguments: Sequence[Expr]) -> bool:
    """polygamma(m, 1) = (-1)^(m+1) m! zeta(m + 1) loses m = 0; with two arguments a symbol stands in the order.

    >>> without_whole_order((Symbol("m"), S.One)), without_whole_order((Integer(2), S.One))
    (True, False)
    """
    return not all(isinstance(argument, Rational) for argument in arguments) and not isinstance(arguments[0], Integer)


def without_natural_index(arguments: Sequence[Expr]) -> bool:
    """Sequences and orthogonal polynomials are evaluated at 0, 1, 2, ... alone: elsewhere SymPy fails or has rules.

    >>> without_natural_index((Integer(-1), Symbol("x"))), without_natural_index((Integer(2), Symbol("x")))
    (True, False)
    """
    index = arguments[0]
    return not isinstance(index, Integer) or index.p < 0


def jacobi(arguments: Sequence[Expr]) -> bool:
    """P_2^(a, -a) is written with associated Legendre functions of the wrong phase.

    >>> jacobi((Integer(2), S.Half, -S.Half, Symbol("x"))), jacobi((Integer(2), S.Half, S.Zero, Symbol("x")))
    (True, False)
    """
    _, a, b, _ = arguments
    return without_natural_index(arguments) or (a == -b and a is not S.Zero)


def without_whole_degrees(arguments: Sequence[Expr]) -> bool:
    """The reflection of P_n^m in m is that of whole m, and SymPy uses it for others.

    >>> without_whole_degrees((S.One, -S.Half, Symbol("x"))), without_whole_degrees((S.One, S.One, Symbol("x")))
    (True, False)
    """
    return not all(isinstance(index, Integer) for index in arguments[:2]) or without_natural_index(arguments)


def incomplete(arguments: Sequence[Expr]) -> bool:
    """The third elliptic integral of (n, z, 0) is not atan(sqrt(1 - n) tan z)/sqrt(1 - n) beyond |Re z| = pi/2.

    >>> incomplete((S.Half, Symbol("z"), S.Zero)), incomplete((S.Half, S.Zero))
    (True, False)
    """
    return len(arguments) == 3


def bessel(arguments: Sequence[Expr]) -> bool:
    """J_n(-x-1) = (-x-1)^n (x+1)^-n J_n(x+1) loses x = -1: evaluated for whole orders and multiples of a symbol alone.

    >>> x = Symbol("x")
    >>> bessel((S.One, -x - 1)), bessel((S.One, -x)), bessel((S.Half, -x))
    (True, False, True)
    """
    order, argument = arguments
    single = [factor for factor in Mul.make_args(argument) if factor.free_symbols]
    plain = len(single) <= 1 and all(isinstance(factor, Symbol) for factor in single)
    return not (isinstance(order, Integer) and plain)


def hypergeometric_at_a_pole(lower: Sequence[Expr]) -> bool:
    """1F1(-1; -1; z) has no value; SymPy cancels the two parameters.

    >>> hypergeometric_at_a_pole((Integer(-1),)), hypergeometric_at_a_pole((S.Half,))
    (True, False)
    """
    return any(isinstance(parameter, Integer) and parameter.p <= 0 for parameter in lower)
