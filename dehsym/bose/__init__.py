"""The ideal Bose gas in numbers: g_s(z) of half-integer order, and the z of a given n Lambda^3, in certified balls.

Nothing here imports SymPy. `dehsym.bose.double` has the same in arrays of doubles, and needs numpy.
"""

from dehsym.bose.functions import (
    BoseFunctions,
    bose_function,
    bose_function_at,
    bose_functions,
    bose_functions_at,
    exponent_of,
)
from dehsym.bose.polylogarithm import half_integer_polylogarithm
from dehsym.bose.solve import CondensedError, CriticalError, NormalGas, solve_density

__all__ = [
    "BoseFunctions",
    "CondensedError",
    "CriticalError",
    "NormalGas",
    "bose_function",
    "bose_function_at",
    "bose_functions",
    "bose_functions_at",
    "exponent_of",
    "half_integer_polylogarithm",
    "solve_density",
]
