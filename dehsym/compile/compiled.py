"""A compiled expression: its program, and what each backend makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import final

from flint import fmpq
from sympy import Expr, Symbol

from dehsym.compile.identifier import identifier
from dehsym.compile.lowering import Unsupported, lowered
from dehsym.compile.program import Program
from dehsym.compile.source import printed
from dehsym.compile.spelling import Spelling
from dehsym.compile.spelling_arb import ARB
from dehsym.compile.spelling_double import MATH, NUMPY
from dehsym.compile.spelling_gmpy2 import GMPY2
from dehsym.compile.spelling_mpmath import MPMATH
from dehsym.errors import EvaluationError
from dehsym.numeric.arb_numbers import ArbNumbers
from dehsym.numeric.callables import NumericFunction
from dehsym.numeric.double_numbers import MathNumbers, NumpyNumbers, nearest_double
from dehsym.numeric.formula import Formula
from dehsym.numeric.generated_code import compiled
from dehsym.numeric.gmpy2_numbers import Gmpy2Numbers, gmpy2_digits
from dehsym.numeric.inputs import Input
from dehsym.numeric.mpmath_numbers import MpmathNumbers, mpmath_digits
from dehsym.numeric.numbers import Numbers
from dehsym.precision import working_precision

BACKENDS: Mapping[str, tuple[Spelling, Callable[[], Numbers]]] = MappingProxyType(
    {
        "arb": (ARB, ArbNumbers),
        "mpmath": (MPMATH, MpmathNumbers),
        "gmpy2": (GMPY2, Gmpy2Numbers),
        "numpy": (NUMPY, NumpyNumbers),
        "math": (MATH, MathNumbers),
    }
)
"""How each backend is spelt, and its numbers."""

_BITS_OF_DOUBLES = (128, 512, 4096)


@final
@dataclass(frozen=True)
class Compiled:
    """A program under a `name`, with what its inputs and its constants of nature are."""

    name: str
    program: Program
    inputs: tuple[Input, ...]
    constants: tuple[Input, ...]
    _sources: dict[str, str] = field(default_factory=dict[str, str], init=False, repr=False, compare=False)

    @property
    def identifier(self) -> str:
        """The name of the generated function."""
        return identifier(self.name)

    def source(self, backend: str) -> str:
        """The Python of one backend: a module with one function, which prepares the formula for a precision.

        Raises `Unsupported`, naming the function, for what the backend does not have; `EvaluationError` for a backend
        that there is not.
        """
        if backend not in self._sources:
            spelling, _ = _backend(backend)
            source = printed(self.program, spelling, self.identifier, literal=self._double)
            imports = ", ".join(sorted(source.imports))
            header = f"from {spelling.module} import {imports}\n\n\n" if imports else ""
            self._sources[backend] = header + source.text
        return self._sources[backend]

    def formula(self) -> Formula:
        """The formula in balls. Raises `Unsupported` for what Arb does not have."""
        prepare = compiled(self.source("arb"), self.identifier)
        return Formula(prepare, self.constants, self.inputs, self.program.leaves, len(self.program.results))

    def function(self, backend: str) -> NumericFunction:
        """The plain function of the inputs by name, for one backend.

        Raises `Unsupported` for what the backend does not have, `EvaluationError` for a backend that there is not, or
        that is not installed.
        """
        source = self.source(backend)
        _, numbers = _backend(backend)
        prepare = compiled(source, self.identifier)
        return NumericFunction(self.name, source, prepare, numbers(), self.constants, self.inputs)

    def approximate(self, backend: str, values: Mapping[str, fmpq], digits: int, unit: fmpq) -> str:
        """The value in units of `unit` by a backend that certifies nothing; `values` go before those that are here.

        Raises `Unsupported` for what the backend does not have, `Unsettled` where mpmath has no real value,
        `EvaluationError` where there is none that is finite, or the backend is not installed.

        >>> from sympy.abc import x
        >>> squared = compile_expression("square", x**2, {x: Input("x", "1.5")})
        >>> squared.approximate("mpmath", {}, 5, fmpq(1))
        '2.2500'
        """
        compute = {"mpmath": mpmath_digits, "gmpy2": gmpy2_digits}.get(backend)
        if compute is None:
            raise EvaluationError(f"mpmath or gmpy2 is wanted, found {backend!r}")
        prepare = compiled(self.source(backend), self.identifier)
        constants, inputs = (
            [each.exact if (value := values.get(each.name)) is None else value for each in some]
            for some in (self.constants, self.inputs)
        )
        return compute(prepare, constants, inputs, unit, digits)

    def _double(self, value: int) -> float:
        """The double nearest to a constant of the program, by balls so small that all in them is nearest to it."""
        part = replace(self.program, results=(value,), names={}, inputs=())
        constant = Compiled("constant", part, (), self.constants).formula()
        for bits in _BITS_OF_DOUBLES:
            with working_precision(bits):
                ball = constant.prepared(bits)()
                ends = (ball.lower(), ball.upper()) if ball.is_finite() else None
            if ends and len({nearest_double(end.fmpq()) for end in ends}) == 1:
                return nearest_double(ends[0].fmpq())
        raise Unsupported("a finite real constant is wanted, found one without a certain value")


def compile_expression(
    name: str,
    results: Expr | Sequence[Expr],
    inputs: Mapping[Symbol, Input],
    constants: Mapping[Symbol, Input] | None = None,
    *,
    steps: Sequence[tuple[Symbol, Expr]] = (),
    shared: Mapping[Expr, str] | None = None,
) -> Compiled:
    """The program that computes `results` from `inputs`, and beforehand whatever holds only `constants`.

    `steps` are a chain: each names a value in terms of those before it, and keeps its name in the code. `shared` are
    numbers that functions of these names compute, to be put beside it. Symbols that are declared positive have to be
    given positive values: products under a root are taken together.

    Raises `Unsupported` for what has no program in real numbers.

    >>> from sympy import sqrt
    >>> from sympy.abc import x
    >>> doubled = compile_expression("diagonal", x * sqrt(2), {x: Input("x", "1")})
    >>> doubled.formula().decimal({}, 10).real
    '1.414213562'
    >>> print(doubled.source("numpy"))
    def diagonal(numpy):
        def value(x):
            return 1.4142135623730951 * x
    <BLANKLINE>
        return value
    <BLANKLINE>
    """
    wanted = [results] if isinstance(results, Expr) else list(results)
    known = constants or {}
    program = lowered(wanted, list(inputs), list(known), steps, shared or {})
    return Compiled(name, program, tuple(inputs.values()), tuple(known.values()))


def _backend(name: str) -> tuple[Spelling, Callable[[], Numbers]]:
    try:
        return BACKENDS[name]
    except KeyError:
        raise EvaluationError(f"one of {', '.join(BACKENDS)} is wanted, found {name!r}") from None
