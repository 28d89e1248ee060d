"""A formula as a plain function of its inputs by name, for any backend."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, final

from dehsym.errors import EvaluationError
from dehsym.numeric.exact import exact_number
from dehsym.numeric.formula import Prepare
from dehsym.numeric.inputs import Input
from dehsym.numeric.numbers import Numbers

_REMEMBERED = 8


@final
@dataclass(frozen=True, slots=True)
class NumericFunction:
    """The function of `inputs` that the code in `source` computes, in SI units, to the precision of the backend.

    >>> from dehsym.numeric.double_numbers import MathNumbers
    >>> def prepare(math):
    ...     return lambda x: math.sqrt(x)
    >>> root = NumericFunction("root", "", prepare, MathNumbers(), (), (Input("x", "2"),))
    >>> root(x=4), root(x="2.25"), root() == 2**0.5
    (2.0, 1.5, True)
    """

    name: str
    source: str
    prepare: Prepare
    numbers: Numbers
    constants: tuple[Input, ...]
    inputs: tuple[Input, ...]
    _prepared: dict[Hashable, tuple[Callable[..., Any], tuple[Any, ...]]] = field(
        default_factory=dict[Hashable, tuple[Callable[..., Any], tuple[Any, ...]]],
        init=False,
        repr=False,
        compare=False,
    )

    def __call__(self, **values: object) -> Any:
        """The value; an input that is left out has its value here.

        Exact numbers are integers, fractions, texts such as "2.7255", and floats as the binary fractions that they are.
        Raises `EvaluationError` for a name that is no input, for a value that is not finite or out of its range, and
        where the backend has no value there, as of the logarithm of a negative number.
        """
        with self.numbers.held() as precision:
            function, defaults = self._at(precision)
            given = self._given(values, defaults)
            try:
                return function(*given)
            except (ArithmeticError, ValueError) as error:
                raise EvaluationError(f"{self.numbers.name} has no value of {self.name} there: {error}") from error

    def positional(self) -> Callable[..., Any]:
        """The function of numbers of the backend in the order of the inputs, for the precision of just now.

        It is what loops should call: nothing is checked or converted any more. The numbers have to be in range.
        """
        with self.numbers.held() as precision:
            return self._at(precision)[0]

    def _at(self, precision: Hashable) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        known = self._prepared.get(precision)
        if known is None:
            constants = [constant.exact for constant in self.constants]
            function = self.numbers.prepare(self.prepare, constants)
            known = function, tuple(self.numbers.number(each.exact) if each.value else None for each in self.inputs)
            while len(self._prepared) >= _REMEMBERED:
                self._prepared.pop(next(iter(self._prepared)), None)
            self._prepared[precision] = known
        return known

    def _given(self, values: dict[str, object], defaults: tuple[Any, ...]) -> list[Any]:
        found: list[Any] = list(defaults)
        names = [each.name for each in self.inputs]
        for name, value in values.items():
            if name not in names:
                raise EvaluationError(f"an input of {self.name} is wanted, found {name}; there are {names}")
            place = names.index(name)
            found[place] = self._checked(self.inputs[place], value)
        for name, number in zip(names, found, strict=True):
            if number is None:
                raise EvaluationError(f"a value for {name} is wanted")
        return found

    def _checked(self, declared: Input, value: object) -> Any:
        """The value as a number of the backend, if all of it lies in the range of the input."""
        number = self.numbers.number(value)
        if not self.numbers.is_finite(number):
            raise EvaluationError(f"a finite value of {declared.name} is wanted, found {value!r:.40}")
        if declared.range.whole:
            declared.check(exact_number(value))
        low, high = (self.numbers.number(end) if end else None for end in (declared.range.low, declared.range.high))
        above: Any = low is None or (number >= low if declared.range.low_closed else number > low)
        below: Any = high is None or (number <= high if declared.range.high_closed else number < high)
        if not all(inside if isinstance(inside, bool) else inside.all() for inside in (above, below)):
            wanted = declared.range.wanted(declared.name)
            raise EvaluationError(f"{wanted} is wanted, found {declared.name} = {value!r:.40}")
        return number
