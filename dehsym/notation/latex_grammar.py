"""The grammar of a printed formula: sums of products of factors, names, functions, fractions.

What is printed with an operator, from integrals to derivatives, is read by `latex_reader` on top of this.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, TypeVar

from sympy import Expr, Integer, Mul, Symbol
from sympy.core.function import AppliedUndef

from dehsym.errors import NotationError
from dehsym.heads import Differential
from dehsym.notation.build import MAX_DEPTH, Builder, placed
from dehsym.notation.functions import apply
from dehsym.notation.latex_names import ENCLOSING, FUNCTIONS, INDEXED, RELATIONS, SPELT_OUT
from dehsym.notation.latex_operators import derivative_mark, differentiated
from dehsym.notation.latex_tokens import BRACKETS, END, Cursor, Lexicon

_TIMES = (r"\cdot", r"\times", "*")
UNEQUAL = (r"\ne", r"\neq")
"""The signs of inequality."""
_STOPS = frozenset(
    (END, "+", "-", "/", "^", "_", "!", ",", "'", ")", "]", "}", r"\}", r"\rvert", r"\rfloor", r"\rceil", r"\rangle")
)
DIFFERENTIAL = ("d", r"\mathrm{d}")
"""The d of a differential."""
_FRACTIONS = (r"\frac", r"\dfrac", r"\tfrac")
_WITH_BASE = (r"\log", r"\operatorname{W}")
_OPERATORS = (r"\int", r"\oint", r"\sum", r"\prod", r"\lim")
_FUNCTIONS: Mapping[str, str] = MappingProxyType(
    dict(FUNCTIONS) | {spelt: FUNCTIONS[letter] for letter, spelt in SPELT_OUT.items()}
)
_T = TypeVar("_T")


class Grammar(ABC):
    """A parser by recursive descent: sums of products of factors, each factor an atom with its power."""

    def __init__(self, cursor: Cursor, lexicon: Lexicon, builder: Builder) -> None:
        self._next = cursor
        self._lexicon = lexicon
        self._builder = builder
        self._depth = 0

    @abstractmethod
    def _special(self, text: str) -> Callable[[], Expr] | None:
        """Return what reads the form that begins with that word, if it is none of the forms known here."""

    @abstractmethod
    def _derivative(self, mark: str) -> Expr:
        """Read the derivative that the fraction ahead is."""

    # --- Sums, products, powers ---------------------------------------------------------------------------------------

    def _total(self) -> Expr:
        return self._signed(self._terms())

    def _terms(self) -> list[Expr]:
        """Read a sum, as one; a single product as its factors."""
        factors = [] if self._next.text in "+-" else self._factors()[0]
        if self._next.text not in "+-":
            return factors
        terms = [self._signed(factors)] if factors else []
        while sign := self._next.accept("+", "-"):
            terms.append(self._signed(self._factors()[0], sign))
        return [self._make(self._builder.add, terms)]

    def _signed(self, factors: list[Expr], sign: str = "+") -> Expr:
        product = factors[0] if len(factors) == 1 else self._make(self._builder.multiply, factors)
        return self._make(self._builder.negate, product) if sign == "-" else product

    def _factors(self, *, integrand: bool = False) -> tuple[list[Expr], Symbol | None]:
        """Read a product; under an integral sign only up to the differential, whose variable is returned too."""
        factors: list[Expr] = []
        while True:
            parts = self._parts()
            factors += [self._signed(parts)] if any(part.has(Differential) for part in parts) else parts
            if integrand and (variable := self._differential_in(factors)):
                return factors, variable
            while self._next.accept("/"):
                factors = [self._make(self._builder.divide, self._signed(factors), self._factor())]
                if self._starts_factor() and not (integrand and self._next.text in DIFFERENTIAL):
                    raise NotationError(f"a/bc has two readings at position {self._next.position}: write a \\frac")
            if not self._next.accept(*_TIMES):
                if not self._starts_factor():
                    return factors, None
                if self._next.text[0].isdigit() and self._next.previous[-1:].isdigit():
                    raise NotationError(f"two numbers side by side at position {self._next.position}: write \\cdot")

    def _starts_factor(self) -> bool:
        return self._next.text not in _STOPS and self._next.text not in RELATIONS

    def _factor(self) -> Expr:
        return self._signed(self._parts())

    def _parts(self) -> list[Expr]:
        """Read a factor, a fraction as its own factors: SymPy multiplies 2(a + b) out, but not 2(a + b)c."""
        parts = self._fraction() if self._next.accept(*_FRACTIONS) else [self._atom()]
        while self._next.accept("!"):
            parts = [self._make(apply, self._builder, "factorial", (self._signed(parts),))]
        if not self._next.is_side and self._next.accept("^"):
            parts = [self._make(self._builder.power, self._signed(parts), self._argument())]
        if self._next.text in ("^", "_", "'") and not self._next.is_side:
            raise NotationError(f"no {self._next.text!r} is wanted at position {self._next.position}")
        return parts

    # --- Atoms --------------------------------------------------------------------------------------------------------

    def _atom(self) -> Expr:
        self._make(self._builder.count)
        with self._deeper():
            text = self._next.text
            if length := self._lexicon.longest(self._next.ahead(self._lexicon.reach)):
                return self._name(length)
            if text in BRACKETS:
                return self._bracketed()
            if text[0] in "0123456789.":
                return self._make(self._builder.number, self._next.take()[0].text)
            if text in _FUNCTIONS or text in INDEXED:
                return self._function(self._next.take()[0].text)
            if text in ENCLOSING:
                return self._enclosed()
            if text in DIFFERENTIAL:
                self._next.take()
                return Differential(self._operand())
            if special := self._special(text):
                self._next.take()
                return self._symbolic(special) if text in _OPERATORS else special()
            return self._unknown()

    def _symbolic(self, read: Callable[[], Expr]) -> Expr:
        """Read what an integral, a sum, a product or a derivative is, with the builder for such."""
        outside = self._builder
        self._builder = outside.inside_operators()
        value = read()
        self._builder = outside
        return value

    def _name(self, length: int) -> Expr:
        """Read a name; a declared function may be followed by its argument in round brackets."""
        symbol = self._lexicon.symbol(self._next.take(length))
        if not isinstance(symbol, AppliedUndef) or self._next.previous == ")" or self._next.text != "(":
            return symbol
        position, arguments = self._next.position, self._arguments()
        if len(arguments) != len(symbol.args):
            raise NotationError(f"{len(symbol.args)} argument(s) are wanted at position {position}")
        return symbol.func(*arguments)

    def _unknown(self) -> Expr:
        """Raise the error for a word that begins nothing known, with its subscript or up to its closing angle."""
        text = self._next.text
        if text in _STOPS or text in RELATIONS:
            raise NotationError(f"a factor is wanted at position {self._next.position}, found {text!r}")
        ahead = self._next.ahead(12)
        length = 3 if len(ahead) > 3 and ahead[1].text == "_" else 1
        if text == r"\langle":
            length = next((i + 1 for i, word in enumerate(ahead) if word.text == r"\rangle"), 1)
        return self._lexicon.symbol(ahead[:length])

    def _bracketed(self) -> Expr:
        closing = BRACKETS[self._next.take()[0].text]
        value = self._total()
        self._next.expect(closing)
        return value

    def _arguments(self) -> tuple[Expr, ...]:
        closing = BRACKETS[self._next.take()[0].text]
        values = [self._total()]
        while self._next.accept(","):
            values.append(self._total())
        self._next.expect(closing)
        return tuple(values)

    def _argument(self, *, split: bool = False) -> Expr:
        """Read what TeX takes as one argument: a group in braces or a single word, of a numeral (`split`) one digit."""
        text, position = self._next.text, self._next.position
        if text == "{":
            return self._atom()
        if text[0].isdigit():
            if len(text) > 1 and not split:
                raise NotationError(f"braces are wanted around {text!r} at position {position}")
            return self._make(self._builder.number, self._next.split_numeral())
        if text in _STOPS or text in RELATIONS or text in "([":
            raise NotationError(f"an argument is wanted at position {position}, found {text!r}")
        return self._lexicon.symbol(self._next.take())

    # --- Functions, fractions, roots ----------------------------------------------------------------------------------

    def _function(self, macro: str) -> Expr:
        arguments: tuple[Expr, ...] = ()
        if macro in INDEXED:
            self._next.expect("_")
            arguments = (self._argument(),)
        base = self._argument() if macro in _WITH_BASE and self._next.accept("_") else None
        primes = 0
        while self._next.accept("'"):
            primes += 1
        power = self._function_power() if self._next.accept("^") else None
        arguments += self._function_arguments(macro)
        name = INDEXED.get(macro) or _FUNCTIONS[macro]
        value = self._make(apply, self._builder, name, (*arguments, base) if base is not None else arguments)
        value = self._make(differentiated, value, arguments[-1], primes) if primes else value
        return value if power is None else self._make(self._builder.power, value, power)

    def _function_power(self) -> Expr:
        r"""Read the power in \sin^2 x; \sin^{-1} x could be the inverse and is refused."""
        power, position = self._argument(), self._next.position
        if not isinstance(power, Integer) or power.p < 1:
            raise NotationError(f"a positive whole power of a function is wanted before position {position}")
        return power

    def _function_arguments(self, macro: str) -> tuple[Expr, ...]:
        if self._next.text in BRACKETS:
            return self._arguments()
        argument = self._factor()
        if self._starts_factor() and self._next.text not in _FUNCTIONS:
            raise NotationError(f"brackets are wanted around the argument of {macro} before {self._next.position}")
        return (argument,)

    def _enclosed(self) -> Expr:
        closing, name = ENCLOSING[self._next.take()[0].text]
        value = self._total()
        self._next.expect(closing)
        return self._make(apply, self._builder, name, (value,))

    def _fraction(self) -> list[Expr]:
        """Read a fraction, or a derivative that is printed as one, as its factors."""
        self._make(self._builder.count)
        with self._deeper():
            if (mark := derivative_mark(self._next, self._lexicon)) is not None:
                return [self._symbolic(lambda: self._derivative(mark))]
            above, below = self._factors_of_argument(), self._factors_of_argument()
            return self._make(self._builder.fraction, above, below)

    def _factors_of_argument(self) -> list[Expr]:
        if not self._next.accept("{"):
            return [self._argument(split=True)]
        factors = self._terms()
        self._next.expect("}")
        return factors

    def _square_root(self) -> Expr:
        degree = self._bracketed() if self._next.text == "[" else Integer(2)
        return self._make(apply, self._builder, "root", (self._argument(split=True), degree))

    def _differential_in(self, factors: list[Expr]) -> Symbol | None:
        """Take the only differential out of the last factor, where it may stand in the numerator of a fraction."""
        parts = Mul.make_args(factors[-1])
        differentials = [part for part in parts if isinstance(part, Differential)]
        if len(differentials) != 1 or len(factors[-1].atoms(Differential)) != 1:
            return None
        variable = differentials[0].of
        if not isinstance(variable, Symbol):
            raise NotationError(f"a variable of integration is wanted before position {self._next.position}")
        rest = [part for part in parts if part is not differentials[0]]
        factors[-1] = self._make(self._builder.multiply, rest)
        return variable

    def _operand(self) -> Expr:
        """Read what a d is put before: a name or a group."""
        if self._next.text in BRACKETS:
            return self._atom()
        length = self._lexicon.longest(self._next.ahead(self._lexicon.reach))
        return self._name(length) if length else self._unknown()

    # --- Bounds -------------------------------------------------------------------------------------------------------

    def _make(self, make: Callable[..., _T], *arguments: Any) -> _T:
        """Call a builder, telling in its errors where in the text the reader is."""
        with placed(f"before position {self._next.position}"):
            return make(*arguments)

    @contextmanager
    def _deeper(self) -> Generator[None]:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise NotationError(f"nested deeper than {MAX_DEPTH} at position {self._next.position}")
        yield
        self._depth -= 1
