"""A straight-line program: every value computed once, from values before it, by one operation.

Values are numbered as they are made (value numbering: Cooke and Schwartz, Programming Languages and Their Compilers,
1970): the same operation on the same values is the same value. Each knows with what it varies, which is what decides
where it is computed: once for each precision, for each point, or inside a function whose root is looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import reduce
from typing import final

INPUTS = ""
"""What a value varies with that depends on an input; a bound variable stands for itself."""

_LONGEST_CHAIN = 12  # beyond it a power is left to the library: it squares as well
_LEAF_BITS = 64


class Kind(Enum):
    """What an operation does; in brackets what its detail is."""

    INPUT = "input"  # its name
    CONSTANT = "constant of nature"  # its name
    BOUND = "bound variable"  # its name
    NUMBER = "number"  # a Fraction
    NAMED = "named number"  # pi, e, euler_gamma or catalan
    ADD = "sum"
    SUBTRACT = "difference"
    MULTIPLY = "product"
    DIVIDE = "quotient"
    NEGATE = "negative"
    POWER = "power"  # an integer above 1
    ROOT = "root"  # its degree
    GENERAL_POWER = "general power"
    CALL = "function"  # its name
    UNIQUE_ROOT = "root of a function"  # the bound variable; operands: value, slope, low, high


_COMMUTATIVE = frozenset({Kind.ADD, Kind.MULTIPLY})
_RATIONAL = frozenset({Kind.ADD, Kind.SUBTRACT, Kind.MULTIPLY, Kind.DIVIDE, Kind.NEGATE})


@final
@dataclass(frozen=True, slots=True)
class Operation:
    """One operation on values that are given by their numbers."""

    kind: Kind
    operands: tuple[int, ...] = ()
    detail: str | int | Fraction | None = None


@final
@dataclass(frozen=True, slots=True)
class Program:
    """Operations in an order in which they can be computed; `results` are the values that are wanted.

    `varies` says of each value with what it varies, `names` are those that an author has given to some. `leaves` counts
    the numbers that a rational program is made of, each as often as it is multiplied in; None for another program.
    """

    operations: tuple[Operation, ...]
    varies: tuple[frozenset[str], ...]
    results: tuple[int, ...]
    names: Mapping[int, str]
    inputs: tuple[str, ...]
    constants: tuple[str, ...]
    leaves: int | None

    def needed(self, results: Iterable[int]) -> list[int]:
        """The values from which those are computed, and they themselves, in order."""
        wanted, waiting = set[int](), list(results)
        while waiting:
            value = waiting.pop()
            if value not in wanted:
                wanted.add(value)
                waiting.extend(self.operations[value].operands)
        return sorted(wanted)


@final
class Numbering:
    """Makes the values of a program; each method returns the number of a value.

    >>> numbering = Numbering()
    >>> x, y = (numbering.input(name) for name in "xy")
    >>> numbering.multiply(x, y) == numbering.multiply(y, x), numbering.power(x, 2) == numbering.multiply(x, x)
    (True, True)
    """

    def __init__(self) -> None:
        self._operations: list[Operation] = []
        self._numbers: dict[Operation, int] = {}
        self._varies: list[frozenset[str]] = []
        self._leaves: list[int | None] = []

    def finished(
        self, results: Iterable[int], names: Mapping[int, str], inputs: Iterable[str], constants: Iterable[str]
    ) -> Program:
        """The program of what has been made."""
        wanted = tuple(results)
        counts = [self._leaves[result] for result in wanted]
        leaves = None if None in counts else sum(count for count in counts if count is not None)
        return Program(
            tuple(self._operations), tuple(self._varies), wanted, names, tuple(inputs), tuple(constants), leaves
        )

    # --- Leaves

    def input(self, name: str) -> int:
        """An input."""
        return self._leaf(Operation(Kind.INPUT, (), name), frozenset({INPUTS}), 1)

    def constant(self, name: str) -> int:
        """A constant of nature."""
        return self._leaf(Operation(Kind.CONSTANT, (), name), frozenset(), 1)

    def bound(self, name: str) -> int:
        """The variable of a function, under a name that no other variable has."""
        return self._leaf(Operation(Kind.BOUND, (), name), frozenset({name}), None)

    def number(self, value: Fraction | int) -> int:
        """An exact number."""
        exact = Fraction(value)
        longest = max(exact.numerator.bit_length(), exact.denominator.bit_length())
        return self._leaf(Operation(Kind.NUMBER, (), exact), frozenset(), 1 + longest // _LEAF_BITS)

    def named(self, name: str) -> int:
        """A number that has a name."""
        return self._leaf(Operation(Kind.NAMED, (), name), frozenset(), None)

    # --- Arithmetic

    def add(self, one: int, other: int) -> int:
        """Their sum."""
        return self._of(Kind.ADD, one, other)

    def subtract(self, one: int, other: int) -> int:
        """The first less the second."""
        return self._of(Kind.SUBTRACT, one, other)

    def negate(self, value: int) -> int:
        """The number with the other sign."""
        operation = self._operations[value]
        if isinstance(operation.detail, Fraction):
            return self.number(-operation.detail)
        return operation.operands[0] if operation.kind is Kind.NEGATE else self._of(Kind.NEGATE, value)

    def multiply(self, one: int, other: int) -> int:
        """Their product; that of two numbers is a number."""
        left, right = self._operations[one].detail, self._operations[other].detail
        if isinstance(left, Fraction) and isinstance(right, Fraction):
            return self.number(left * right)
        for factor, rest in ((left, other), (right, one)):
            if isinstance(factor, Fraction) and abs(factor) == 1:
                return rest if factor == 1 else self.negate(rest)
        return self._of(Kind.MULTIPLY, one, other)

    def product(self, factors: Iterable[int]) -> int:
        """The product of all; 1 of none."""
        return reduce(self.multiply, factors, self.number(1))

    def divide(self, one: int, other: int) -> int:
        """The first over the second; that of two numbers is a number."""
        above, below = self._operations[one].detail, self._operations[other].detail
        if isinstance(below, Fraction) and below:
            if isinstance(above, Fraction):
                return self.number(above / below)
            if abs(below) == 1:
                return one if below == 1 else self.negate(one)
        return self._of(Kind.DIVIDE, one, other)

    def power(self, base: int, exponent: int) -> int:
        """The power to an integer above 0: a chain of products where the base varies, else one power."""
        if exponent == 1:
            return base
        if not self._varies[base] or exponent > _LONGEST_CHAIN:
            return self._of(Kind.POWER, base, detail=exponent)
        half = exponent // 2
        return self.multiply(self.power(base, exponent - half), self.power(base, half))

    # --- Functions

    def root(self, value: int, degree: int) -> int:
        """The root of that degree, above 1, of a number not below 0."""
        return self._of(Kind.ROOT, value, detail=degree)

    def general_power(self, base: int, exponent: int) -> int:
        """The power of a number above 0 to any real one."""
        return self._of(Kind.GENERAL_POWER, base, exponent)

    def call(self, head: str, *arguments: int) -> int:
        """A function by its name."""
        return self._of(Kind.CALL, *arguments, detail=head)

    def unique_root(self, variable: str, value: int, slope: int, low: int, high: int) -> int:
        """The zero of `value` for the bound `variable`, between `low` and `high`; `slope` is its derivative."""
        return self._of(Kind.UNIQUE_ROOT, value, slope, low, high, detail=variable)

    def varies(self, value: int) -> bool:
        """Whether it depends on an input or a bound variable."""
        return bool(self._varies[value])

    # --- Making

    def _leaf(self, operation: Operation, varies: frozenset[str], leaves: int | None) -> int:
        known = self._numbers.get(operation)
        if known is None:
            known = self._numbers[operation] = len(self._operations)
            self._operations.append(operation)
            self._varies.append(varies)
            self._leaves.append(leaves)
        return known

    def _of(self, kind: Kind, *operands: int, detail: str | int | None = None) -> int:
        operation = Operation(kind, operands, detail)
        if kind in _COMMUTATIVE and (same := self._numbers.get(Operation(kind, operands[::-1], detail))) is not None:
            return same
        varies = frozenset[str]().union(*(self._varies[operand] for operand in operands))
        if kind is Kind.UNIQUE_ROOT:
            varies -= {str(detail)}
        return self._leaf(operation, varies, self._count(kind, operands, detail))

    def _count(self, kind: Kind, operands: tuple[int, ...], detail: str | int | None) -> int | None:
        counts = [self._leaves[operand] for operand in operands]
        known = [count for count in counts if count is not None]
        if len(known) < len(counts):
            return None
        if kind is Kind.POWER and isinstance(detail, int):
            return known[0] * detail
        return sum(known) if kind in _RATIONAL else None
