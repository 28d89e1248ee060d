"""A program as readable Python: a function that computes the constants and returns the function of the inputs.

What varies with nothing is computed once, when the function is prepared for a precision; what varies with the inputs,
each time; what varies with a bound variable, inside the function whose root is looked for. A value that is used once
and has no name of its own stands where it is used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, final

from dehsym.compile.identifier import identifier
from dehsym.compile.lowering import Unsupported
from dehsym.compile.program import INPUTS, Kind, Operation, Program
from dehsym.compile.spelling import Spelling

if TYPE_CHECKING:
    from collections.abc import Generator

_SUM, _PRODUCT, _SIGN, _POWER, _ATOM = range(1, 6)
"""How tightly a text holds together."""

_LONGEST_PART = 48
_LONGEST_LINE = 100
_LONGEST_DECIMAL = 1000  # bits
_INDENT = "    "
_WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
_BINARY = {
    Kind.ADD: ("+", _SUM, _PRODUCT),
    Kind.SUBTRACT: ("-", _SUM, _PRODUCT),
    Kind.MULTIPLY: ("*", _PRODUCT, _SIGN),
    Kind.DIVIDE: ("/", _PRODUCT, _SIGN),
}
"""The sign, how tightly the whole and the left operand hold together, and how tightly the right one must."""

Literal = Callable[[int], float]
"""The constant value of a number of the program, as the double nearest to it."""


@final
@dataclass(frozen=True, slots=True)
class Source:
    """A generated function: its text, and the names that it needs from the module of its backend."""

    text: str
    imports: frozenset[str]


def printed(program: Program, spelling: Spelling, name: str, doc: str = "", literal: Literal | None = None) -> Source:
    """The source of the function called `name` that prepares the program for the backend of `spelling`.

    `literal` gives constants to a backend that takes them as they are. Raises `Unsupported`, naming the function, for
    what the backend has no word for.

    >>> from sympy.abc import x
    >>> from dehsym.compile.lowering import lowered
    >>> from dehsym.compile.spelling_mpmath import MPMATH
    >>> print(printed(lowered([x**2], [x]), MPMATH, "square").text)
    def square(mp):
        def value(x):
            return x * x
    <BLANKLINE>
        return value
    <BLANKLINE>
    """
    return _Printer(program, spelling, literal).function(name, doc)


@final
@dataclass(slots=True)
class _Block:
    """Lines that are computed together, for each value of `variable`."""

    variable: str | None
    lines: list[str] = field(default_factory=list[str])


@final
class _Printer:
    """Prints one program; `_blocks` are those that are open, from the outermost in; text goes to the `_current` one."""

    def __init__(self, program: Program, spelling: Spelling, literal: Literal | None) -> None:
        self._program = program
        self._spelling = spelling
        self._literal = literal
        self._blocks = [_Block(None), _Block(INPUTS)]
        self._current = 1
        self._taken = set(spelling.reserved) | {"value"}
        self._names: dict[int, str] = {}
        self._used: set[str] = set()
        self._uses = self._counted()

    def function(self, name: str, doc: str) -> Source:
        """The whole."""
        self._taken.add(name)
        parameters = {kind: self._declared(kind) for kind in (Kind.CONSTANT, Kind.INPUT)}
        for value in self._program.names:
            self._text(value)
        longest = _LONGEST_LINE // len(self._program.results)
        results = ", ".join(self._argument(result, _SUM, longest) for result in self._program.results)
        many = "s" if len(self._program.results) != 1 else ""
        outer = self._signature(name, [self._spelling.parameter, *parameters[Kind.CONSTANT]], f"Function{many}")
        inner = self._signature("value", parameters[Kind.INPUT], "tuple[Real, ...]" if many else "Real")
        inside = [inner, *_indented([*self._blocks[1].lines, f"return {results}"])]
        before = [*([f'"""{doc}"""'] if doc else []), *self._bindings(), *self._blocks[0].lines]
        lines = [outer, *_indented([*_set_off(before), *inside, "", "return value"])]
        needed = self._used | ({"Number", "Real", f"Function{many}"} if self._spelling.annotated else set[str]())
        return Source("\n".join(lines) + "\n", frozenset(needed & self._spelling.imported))

    # --- What is used, and how often

    def _counted(self) -> Counter[int]:
        """How often each value is used by what is needed."""
        waiting, seen = list(self._program.results) + list(self._program.names), set[int]()
        uses = Counter(self._program.results)
        while waiting:
            value = waiting.pop()
            if value not in seen:
                seen.add(value)
                operands = self._spelt_operands(value)
                uses.update(operands)
                waiting.extend(operands)
        return uses

    def _spelt_operands(self, value: int) -> tuple[int, ...]:
        """The values that stand in the text of another one."""
        operation = self._program.operations[value]
        if self._is_literal(value):
            return ()
        if operation.kind is not Kind.UNIQUE_ROOT:
            return operation.operands
        return tuple(each for place, each in enumerate(operation.operands) if f"{{{place}}}" in self._root_template())

    def _is_literal(self, value: int) -> bool:
        return self._spelling.literals and not self._program.varies[value]

    # --- Values as text

    def _text(self, value: int, level: int = _SUM, longest: int = _LONGEST_PART) -> str:
        """A text for the value that stands in the current block and holds together as tightly as `level`."""
        if value in self._names:
            return self._names[value]
        home, operation = self._home(value), self._program.operations[value]
        plain = self._is_plain(operation, home) or self._is_literal(value)
        named = self._uses[value] > 1 or value in self._program.names or operation.kind is Kind.UNIQUE_ROOT
        if not plain and (home < self._current or named):
            current, self._current = self._current, home
            name = self._assigned(value, self._spelt(value, alone=True)[0])
            self._current = current
            return name
        text, tightness = self._spelt(value)
        if len(text) > longest and not plain:
            return self._assigned(value, text)
        return text if tightness >= level else f"({text})"

    def _is_plain(self, operation: Operation, home: int) -> bool:
        """Whether a number stands as a numeral wherever it is used."""
        whole = isinstance(operation.detail, Fraction) and operation.detail.denominator == 1
        return whole and not (self._spelling.hoists and home < self._current)

    def _assigned(self, value: int, text: str) -> str:
        """The name of a value that is computed in a line of its own, in the current block."""
        self._names[value] = self._new_name(value)
        self._blocks[self._current].lines.append(f"{self._names[value]} = {text}")
        return self._names[value]

    def _home(self, value: int) -> int:
        """The innermost block with whose variable the value varies."""
        varies = self._program.varies[value]
        return next(
            (depth for depth in range(len(self._blocks) - 1, 0, -1) if self._blocks[depth].variable in varies), 0
        )

    def _new_name(self, value: int) -> str:
        number = self._program.operations[value].detail
        if value in self._program.names:
            return self._name(self._program.names[value])
        if isinstance(number, Fraction) and number.denominator == 1 and 0 <= number < 100:
            return self._name(f"n{number}")
        letter = "v" if self._current else "c"
        count = sum(name[:1] == letter and name[1:].isdigit() for name in self._taken)
        return self._name(f"{letter}{count}")

    def _name(self, wanted: str) -> str:
        name = identifier(wanted, self._taken)
        self._taken.add(name)
        return name

    # --- Operations

    def _spelt(self, value: int, *, alone: bool = False) -> tuple[str, int]:
        """The text of an operation and how tightly it holds together; `alone` that of a number as an object."""
        operation = self._program.operations[value]
        if self._is_literal(value):
            assert self._literal is not None
            text = repr(self._literal(value))
            return text, _SIGN if text.startswith("-") else _ATOM
        match operation.kind:
            case Kind.NUMBER:
                return self._number(operation, as_object=alone)
            case Kind.NAMED:
                return self._words(self._spelling.named[str(operation.detail)]), _ATOM
            case Kind.ADD | Kind.SUBTRACT | Kind.MULTIPLY | Kind.DIVIDE:
                sign, whole, right = _BINARY[operation.kind]
                one, other = operation.operands
                return f"{self._text(one, whole)} {sign} {self._text(other, right)}", whole
            case Kind.NEGATE:
                return f"-{self._text(operation.operands[0], _POWER)}", _SIGN
            case Kind.GENERAL_POWER if self._spelling.power:
                return self._filled(self._spelling.power, operation.operands), _ATOM
            case Kind.POWER | Kind.GENERAL_POWER:
                return self._power(operation), _POWER
            case Kind.ROOT:
                return self._root(operation), _ATOM
            case Kind.UNIQUE_ROOT:
                return self._unique_root(operation), _ATOM
            case _:
                return self._call(operation), _ATOM

    def _number(self, operation: Operation, *, as_object: bool) -> tuple[str, int]:
        number = operation.detail
        assert isinstance(number, Fraction), operation
        above, below = map(_numeral, (number.numerator, number.denominator))
        if number.denominator == 1 and not as_object:
            return above, _ATOM if number >= 0 else _SIGN
        above = self._words(self._spelling.number).replace("{0}", above)
        return (above, _ATOM) if number.denominator == 1 else (f"{above} / {below}", _PRODUCT)

    def _argument(self, value: int, level: int, longest: int = _LONGEST_PART) -> str:
        """The text of a value as a number object: an integer alone has no methods, and is not rounded."""
        operation = self._program.operations[value]
        if value not in self._names and not self._spelling.literals and self._is_plain(operation, 0):
            return self._number(operation, as_object=True)[0]
        return self._text(value, level, longest)

    def _power(self, operation: Operation) -> str:
        base = self._argument(operation.operands[0], _ATOM)
        if operation.kind is Kind.POWER:
            return f"{base}**{operation.detail}" if base.isidentifier() else f"{base} ** {operation.detail}"
        exponent = self._argument(operation.operands[1], _SIGN)
        simple = base.isidentifier() and exponent.isidentifier()
        return f"{base}**{exponent}" if simple else f"{base} ** {exponent}"

    def _root(self, operation: Operation) -> str:
        degree = operation.detail
        assert isinstance(degree, int), operation
        return self._filled(self._spelling.roots.get(degree, self._spelling.root), [operation.operands[0]], str(degree))

    def _call(self, operation: Operation) -> str:
        head = str(operation.detail)
        template = self._spelling.calls.get(head)
        if template is None:
            raise Unsupported(f"a function that {self._spelling.backend} has is wanted, found {head}")
        return self._filled(template, operation.operands)

    def _filled(self, template: str, values: Sequence[int], *more: str) -> str:
        """The template with its arguments; a method has a receiver that holds together."""
        method = template.startswith("{0}.")
        words = self._words(template)
        arguments = [self._argument(each, _ATOM if method and not place else _SUM) for place, each in enumerate(values)]
        return words.format(*arguments, *more)

    # --- Roots of functions

    def _root_template(self) -> str:
        if not self._spelling.unique_root:
            raise Unsupported(f"a function that {self._spelling.backend} has is wanted, found UniqueRoot")
        return self._spelling.unique_root

    def _unique_root(self, operation: Operation) -> str:
        template, variable = self._root_template(), str(operation.detail)
        value, slope, low, high = operation.operands
        functions = [
            self._defined(letter, each, variable) if f"{{{place}}}" in template else ""
            for place, (letter, each) in enumerate((("f", value), ("slope", slope)))
        ]
        ends = [self._argument(end, _SUM) for end in (low, high)]
        return self._words(template).format(*functions, *ends)

    def _defined(self, wanted: str, value: int, variable: str) -> str:
        """Define a function of one bound variable in the current block and return its name."""
        name, argument, current = self._name(wanted), self._name(variable.rstrip("_")), self._current
        with self._opened(variable) as block:
            for bound, operation in enumerate(self._program.operations):
                if operation.kind is Kind.BOUND and operation.detail == variable:
                    self._names[bound] = argument
            result = self._argument(value, _SUM, _LONGEST_LINE)
        for each in [each for each in self._names if variable in self._program.varies[each]]:
            del self._names[each]  # it is computed inside, and known nowhere else
        self._taken.remove(argument)  # another function may have it
        body = [self._signature(name, [argument], "Real"), *_indented([*block.lines, f"return {result}"]), ""]
        self._blocks[current].lines = [*_set_off(self._blocks[current].lines), *body]
        return name

    @contextmanager
    def _opened(self, variable: str) -> Generator[_Block]:
        current, self._current = self._current, len(self._blocks)
        block = _Block(variable)
        self._blocks.append(block)
        yield block
        self._blocks.pop()
        self._current = current

    # --- Words

    def _declared(self, kind: Kind) -> list[str]:
        """Name the constants or the inputs, in their order."""
        wanted = self._program.constants if kind is Kind.CONSTANT else self._program.inputs
        if kind is Kind.CONSTANT and self._spelling.literals:
            return []
        values = {each.detail: value for value, each in enumerate(self._program.operations) if each.kind is kind}
        found: list[str] = []
        for name in wanted:
            found.append(self._name(name))
            self._names[values[name]] = found[-1]
        return found

    def _signature(self, name: str, parameters: Sequence[str], result: str) -> str:
        if not self._spelling.annotated:
            return f"def {name}({', '.join(parameters)}):"
        types = ["Number" if each == self._spelling.parameter else "Real" for each in parameters]
        declared = ", ".join(f"{each}: {kind}" for each, kind in zip(parameters, types, strict=True))
        return f"def {name}({declared}) -> {result}:"

    def _words(self, template: str) -> str:
        """The template, having noted the names that it uses."""
        self._used.update(_WORD.findall(template))
        return template

    def _bindings(self) -> list[str]:
        """The names that are taken from the parameter."""
        found = [name for name in self._spelling.functions if name in self._used]
        return [f"{name} = {self._spelling.functions[name]}" for name in sorted(found)]


def _numeral(number: int) -> str:
    """A long one is written to the base 16, for which Python has no limit of 4,300 digits."""
    return str(number) if number.bit_length() < _LONGEST_DECIMAL else hex(number)


def _indented(lines: Sequence[str]) -> list[str]:
    return [_INDENT + line if line else "" for line in lines]


def _set_off(lines: Sequence[str]) -> list[str]:
    """The lines, with an empty one at the end if there are any."""
    return [*lines, ""] if lines and lines[-1] else list(lines)
