"""A compiled formula in balls: prepared once for each precision, evaluated until the digits are certain.

Compiled code is a function that computes everything that does not depend on the inputs, with a few bits more than are
wanted, and returns the function of the inputs. Inputs are exact; with each precision they are made into balls anew.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, final

from flint import arb, fmpq

from dehsym.errors import EvaluationError
from dehsym.numeric.decimal_digits import CertifiedDecimal, Unsettled, decimal_digits, rational_digits
from dehsym.numeric.inputs import Input
from dehsym.precision import GUARD_BITS, bits_for, working_precision

Prepare = Callable[..., Callable[..., Any]]
"""Compiled code: of a kind of numbers and of the constants of nature the function of the inputs."""

_REMEMBERED = 8
_MOST_EXACT_BITS = 10**7
_FACTORS = (2, 4, 8, 16, 32, 64)
"""How many times the first precision is tried where that was not enough."""

_ONE = fmpq(1)


@final
class Formula:
    """A real function of `inputs` and `constants` of nature, in the order in which the code of `prepare` has them.

    `leaves` counts the numbers that a rational function is made of, each as often as it is multiplied in; a formula
    with it is evaluated exactly. A chain has several `results`, as a tuple; of one there are no decimals.
    """

    __slots__ = ("_prepared", "constants", "inputs", "leaves", "prepare", "results")

    def __init__(
        self,
        prepare: Prepare,
        constants: tuple[Input, ...] = (),
        inputs: tuple[Input, ...] = (),
        leaves: int | None = None,
        results: int = 1,
    ) -> None:
        self.prepare = prepare
        self.constants = constants
        self.inputs = inputs
        self.leaves = leaves
        self.results = results
        self._prepared: dict[int, Callable[..., Any]] = {}

    @property
    def depends_on(self) -> tuple[Input, ...]:
        """The inputs and the constants of nature."""
        return (*self.inputs, *self.constants)

    def decimal(self, values: Mapping[str, fmpq], digits: int, unit: fmpq = _ONE) -> CertifiedDecimal:
        """The value in units of `unit`, correctly rounded; `values` go before those that the inputs have here.

        Raises `Unsettled` where no digits can be made certain, `EvaluationError` for digits out of range.

        >>> square_root = Formula(lambda number: lambda x: x.sqrt(), inputs=(Input("x", "2"),))
        >>> square_root.decimal({}, 20).real, square_root.decimal({"x": fmpq(9, 4)}, 3).real
        ('1.4142135623730950488', '1.50')
        """
        exact = self._exact(values)
        if exact is not None:
            return CertifiedDecimal(rational_digits(exact / unit, digits), None, "0", bits_for(digits))
        return decimal_digits(lambda bits: self._ball(values, bits) / arb(unit), digits)

    @contextmanager
    def certified(self, digits: int) -> Generator[Callable[..., Any]]:
        """Inside the block, a function of exact balls that returns balls with `digits` digits certain.

        The radius of each is less than 10^-`digits` times its middle. The arguments are the inputs in their order,
        within their ranges; the constants have their values here. The precision is held for the whole block, so that a
        call costs little more than the formula itself; other threads wait. The function raises `EvaluationError` for an
        argument that is not exact, `Unsettled` where no precision gives the digits.

        >>> with Formula(lambda number: lambda x: x.exp(), inputs=(Input("x", "1"),)).certified(15) as value:
        ...     value(arb(2)).str(15, radius=False)
        '7.38905609893065'
        """
        bits = bits_for(digits)
        needed = bits - GUARD_BITS + 1
        with working_precision(bits):
            function = self.prepared(bits)

            def value(*inputs: arb) -> arb:
                ball = function(*inputs)
                return ball if ball.rel_accuracy_bits() >= needed else self._harder(inputs, needed, bits)

            def values(*inputs: arb) -> tuple[arb, ...]:
                balls = function(*inputs)
                for ball in balls:
                    if ball.rel_accuracy_bits() < needed:
                        return self._harder(inputs, needed, bits)
                return balls

            yield value if self.results == 1 else values

    def prepared(self, bits: int) -> Callable[..., Any]:
        """The function of balls for the working precision of `bits`, with the constants as they are here."""
        known = self._prepared.get(bits)
        if known is None:
            known = self._prepare([constant.exact for constant in self.constants], bits)
            while len(self._prepared) >= _REMEMBERED:
                self._prepared.pop(next(iter(self._prepared)), None)
            self._prepared[bits] = known
        return known

    def _prepare(self, constants: Sequence[fmpq], bits: int) -> Callable[..., Any]:
        with working_precision(bits + GUARD_BITS):
            return self.prepare(arb, *map(arb, constants))

    def _ball(self, values: Mapping[str, fmpq], bits: int) -> arb:
        if any(constant.name in values for constant in self.constants):
            function = self._prepare(_given(self.constants, values), bits)
        else:
            function = self.prepared(bits)
        return function(*map(arb, _given(self.inputs, values)))

    def _exact(self, values: Mapping[str, fmpq]) -> fmpq | None:
        """The value of a rational function; None of another one, and of one that would become too long."""
        if self.leaves is None:
            return None
        constants, inputs = _given(self.constants, values), _given(self.inputs, values)
        longest = max((number.height_bits() for number in (*constants, *inputs)), default=0)
        if self.leaves * max(longest, 64) > _MOST_EXACT_BITS:
            return None
        try:
            return fmpq(self.prepare(fmpq, *constants)(*inputs))
        except ZeroDivisionError:
            raise Unsettled("a finite value is wanted, found a division by zero") from None

    def _harder(self, inputs: Sequence[arb], needed: int, bits: int) -> Any:
        if not all(each.is_exact() for each in inputs):
            raise EvaluationError(f"exact inputs are wanted, found {', '.join(each.str(6) for each in inputs)}")
        for more in _FACTORS:
            with working_precision(more * bits):
                found = self.prepared(more * bits)(*inputs)
            if all(ball.rel_accuracy_bits() >= needed for ball in (found if self.results > 1 else [found])):
                return found
        raise Unsettled(f"a value with {needed} certain bits is wanted, found none with {_FACTORS[-1] * bits} bits")


def _given(inputs: Sequence[Input], values: Mapping[str, fmpq]) -> list[fmpq]:
    return [each.exact if (value := values.get(each.name)) is None else value for each in inputs]
