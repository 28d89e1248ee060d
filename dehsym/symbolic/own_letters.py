"""LaTeX by SymPy's own printer: of what has no catalogue, each symbol by its name."""

from __future__ import annotations

from sympy import Basic
from sympy.printing.latex import LatexPrinter


class _Printer(LatexPrinter):
    """SymPy's printer, which finds what to do by the name of a class, and has another class called `Differential`."""

    def _print_Differential(self, expr: Basic) -> str:  # noqa: N802  (the name by which SymPy finds it)
        return f"d{self._print(expr.args[0])}"


def own_latex(expr: Basic) -> str:
    r"""An expression in SymPy's notation.

    >>> from sympy import Symbol, sqrt
    >>> print(own_latex(sqrt(Symbol("theta_max"))))
    \sqrt{\theta_{max}}
    """
    return _Printer().doprint(expr)
