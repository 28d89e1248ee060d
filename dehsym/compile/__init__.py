"""Expressions as code: a SymPy expression becomes straight-line Python once, and numbers come without SymPy ever after.

`compile_expression` makes a program of an expression, or of a chain of named ones; the program is printed for each
backend as Python that people can read, and `dehsym.numeric` runs it. What has no program in real numbers is refused by
name: `dehsym.evaluation` then goes back to the balls of `dehsym.balls`, which know more functions, and complex ones.
"""

from dehsym.compile.compiled import BACKENDS, Compiled, compile_expression
from dehsym.compile.lowering import Unsupported

__all__ = ["BACKENDS", "Compiled", "Unsupported", "compile_expression"]
