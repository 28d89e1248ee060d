from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sympy import Expr, Symbol
from sympy.printing.pycode import MpmathPrinter

MPMATH_TRANSLATIONS: dict[str, str]

def lambdify(
    arguments: Sequence[Symbol], expr: Expr, modules: str | Sequence[Mapping[str, object]], printer: MpmathPrinter = ...
) -> Callable[..., Any]: ...
