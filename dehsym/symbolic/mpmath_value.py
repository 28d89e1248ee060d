"""Values by mpmath, the reference backend: nothing in them is certified.

mpmath keeps its precision in a *context*, and has one for the whole process. Each value here has a context of its own,
so that a precision set elsewhere, in another thread too, is neither felt nor changed.

mpmath's polylogarithm of an order that is no integer practically never ends for |z| near 1 at more than a hundred
digits. Bose functions are taken from balls there, and of other ones no value is given.
"""

from __future__ import annotations

from functools import partial
from typing import Any, final

from flint import arb
from mpmath import MPContext
from mpmath.libmp import NoConvergence
from sympy import Expr
from sympy.printing.pycode import MpmathPrinter
from sympy.utilities.lambdify import MPMATH_TRANSLATIONS, lambdify

from dehsym.bose import half_integer_polylogarithm
from dehsym.errors import EvaluationError
from dehsym.numeric.mpmath_numbers import polylogarithm
from dehsym.precision import working_precision

_GUARD_DIGITS = 10
_FAILURES = (
    *(ArithmeticError, ValueError, NoConvergence),  # a pole, an argument out of range, a series that does not converge
    *(TypeError, NameError, AttributeError, LookupError, NotImplementedError),  # a function that mpmath does not have
)


def mpmath_decimal(number: Expr, digits: int) -> str:
    """The value of a constant expression by mpmath, with ten guard digits; not certified.

    Raises `EvaluationError` where mpmath has no value, or none that is finite.

    >>> from sympy import sqrt
    >>> mpmath_decimal(sqrt(2), 20)
    '1.4142135623730950488'
    """
    try:
        return _decimal(number, digits)
    except _FAILURES as error:
        said = " ".join(str(error).split())
        raise EvaluationError(f"mpmath cannot evaluate {number}: {said}") from error


def _decimal(number: Expr, digits: int) -> str:
    context = _Context()
    context.dps = digits + _GUARD_DIGITS
    value = context.convert(lambdify([], number, modules=[_functions(context)], printer=_printer())())
    if not context.isfinite(value):
        raise EvaluationError(f"a finite value is wanted, mpmath finds {context.nstr(value, 5)} for {number}")
    return context.nstr(value, digits, strip_zeros=False)


@final
class _Context(MPContext):
    """A context that computes in itself also where mpmath looks for the one of the process."""

    def __init__(self) -> None:
        super().__init__()
        self._mp = self  # where the Riemann-Siegel formula computes its coefficients


def _functions(context: MPContext) -> dict[str, object]:
    """What the context offers, also by SymPy's names."""
    offered = {name: getattr(context, name) for name in dir(context) if not name.startswith("_")}
    renamed = {name: offered[theirs] for name, theirs in MPMATH_TRANSLATIONS.items()}
    return {**offered, **renamed, "polylog": partial(_polylogarithm, context)}


def _polylogarithm(context: MPContext, order: Any, z: Any) -> Any:
    """Li_s(z) from balls where it is a Bose function, and otherwise by mpmath where that ends."""
    order, z = context.convert(order), context.convert(z)
    if isinstance(order, context.mpf) and isinstance(z, context.mpf):
        with working_precision(context.prec):
            value = half_integer_polylogarithm(arb(order), arb(z))
            if value is not None:
                return context.make_mpf(value.mid()._mpf_)
    return polylogarithm(context, order, z)


def _printer() -> MpmathPrinter:
    """The printer that `lambdify` would take for the module mpmath."""
    return MpmathPrinter({"fully_qualified_modules": False, "inline": True, "allow_unknown_functions": True})
