"""The displayed equations of a paper, read from their LaTeX into SymPy trees.

Every name must be in the catalogue, and nothing is guessed: a name that stands for two symbols, a slash before a
product, a function applied without brackets to more than one factor are errors that say so. A symbol before a bracket
is a factor; only a function that the catalogue declares is applied. A differential is a factor like others until an
integral or a derivative takes it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar, final

from sympy import Expr, Integer, Integral, Mul, Product, Sum, Symbol
from sympy.core.function import AppliedUndef

from dehsym.catalogue import Catalogue
from dehsym.errors import NotationError
from dehsym.heads import ContourIntegral, Differential, ExcitedSum, StateSum
from dehsym.notation.build import MAX_DEPTH, Builder, placed
from dehsym.notation.functions import apply
from dehsym.notation.latex_names import CONSTANTS, ENCLOSING, FUNCTIONS, INDEXED, RELATIONS, SPELT_OUT
from dehsym.notation.latex_operators import derivative_mark, derivative_or_quotient, differentiated, limit_of
from dehsym.notation.latex_tokens import BRACKETS, END, Cursor, Lexicon, Word, latex_words

_TIMES = (r"\cdot", r"\times", "*")
_UNEQUAL = (r"\ne", r"\neq")
_STOPS = frozenset(
    (END, "+", "-", "/", "^", "_", "!", ",", "'", ")", "]", "}", r"\}", r"\rvert", r"\rfloor", r"\rceil", r"\rangle")
)
_DIFFERENTIAL = ("d", r"\mathrm{d}")
_OPERATORS = (r"\int", r"\oint", r"\sum", r"\prod", r"\lim")
_MAX_ORDER = 100
_FUNCTIONS: Mapping[str, str] = MappingProxyType(
    dict(FUNCTIONS) | {spelt: FUNCTIONS[letter] for letter, spelt in SPELT_OUT.items()}
)
_T = TypeVar("_T")


@final
@dataclass(frozen=True, slots=True)
class Chain:
    """The members of a printed line and the relations between them, such as `=` and `->`, one fewer."""

    members: tuple[Expr, ...]
    relations: tuple[str, ...]


def read_latex(
    text: str | Sequence[Word],
    catalogue: Catalogue,
    override: Mapping[str, Expr] | None = None,
    *,
    builder: Builder | None = None,
) -> Chain:
    r"""Return the expressions that `text`, or a row of its words, prints, with the relations between them.

    The names are those that `catalogue` prints, and the constants π, e, i and ∞ where the catalogue has no other use
    for the letter. `override` gives a printed name the symbol that it stands for in this text, needed where the
    catalogue prints one letter for several symbols. Equation numbers are left out. `builder` says in which form the
    expressions are built, evaluated by SymPy if left out.

    Raises `NotationError`, and nothing else, with the position: for an unknown or ambiguous name, for notation that
    could be read in two ways, for text that is no formula, and for text or numbers that are too large.

    >>> catalogue = Catalogue()
    >>> T = catalogue.symbol("T", meaning="temperature")
    >>> read_latex(r"T = \frac{T^2}{T} \tag{1}", catalogue)
    Chain(members=(T, T), relations=('=',))
    """
    with placed():
        lexicon = Lexicon(catalogue, override or {}, CONSTANTS)
        words = latex_words(text) if isinstance(text, str) else text
        return _Formula(Cursor(words), lexicon, builder or Builder()).chain()


@final
class _Formula:
    """A parser by recursive descent: sums of products of factors, each factor an atom with its power."""

    def __init__(self, cursor: Cursor, lexicon: Lexicon, builder: Builder) -> None:
        self._next = cursor
        self._lexicon = lexicon
        self._builder = builder
        self._depth = 0

    def chain(self) -> Chain:
        """Read the whole line."""
        members, relations = [self._total()], list[str]()
        while relation := self._next.accept(*RELATIONS):
            relations.append(RELATIONS[relation])
            members.append(self._total())
        self._next.expect(END)
        return Chain(tuple(members), tuple(relations))

    # --- Sums, products, powers ---------------------------------------------------------------------------------------

    def _total(self) -> Expr:
        terms = [self._signed(self._factors()[0])] if self._next.text not in "+-" else []
        while sign := self._next.accept("+", "-"):
            terms.append(self._signed(self._factors()[0], sign))
        return self._make(self._builder.add, terms)

    def _signed(self, factors: list[Expr], sign: str = "+") -> Expr:
        product = self._make(self._builder.multiply, factors)
        return self._make(self._builder.negate, product) if sign == "-" else product

    def _factors(self, *, integrand: bool = False) -> tuple[list[Expr], Symbol | None]:
        """Read a product; under an integral sign only up to the differential, whose variable is returned too."""
        factors: list[Expr] = []
        while True:
            factors.append(self._factor())
            if integrand and (variable := self._differential_in(factors)):
                return factors, variable
            while self._next.accept("/"):
                factors = [self._make(self._builder.divide, self._signed(factors), self._factor())]
                if self._starts_factor() and not (integrand and self._next.text in _DIFFERENTIAL):
                    raise NotationError(f"a/bc has two readings at position {self._next.position}: write a \\frac")
            if not self._next.accept(*_TIMES):
                if not self._starts_factor():
                    return factors, None
                if self._next.text[0].isdigit() and self._next.previous[-1:].isdigit():
                    raise NotationError(f"two numbers side by side at position {self._next.position}: write \\cdot")

    def _starts_factor(self) -> bool:
        return self._next.text not in _STOPS and self._next.text not in RELATIONS

    def _factor(self) -> Expr:
        value = self._atom()
        while self._next.accept("!"):
            value = self._make(apply, self._builder, "factorial", (value,))
        if not self._is_side() and self._next.accept("^"):
            value = self._make(self._builder.power, value, self._argument())
        if self._next.text in ("^", "_", "'") and not self._is_side():
            raise NotationError(f"no {self._next.text!r} is wanted at position {self._next.position}")
        return value

    def _is_side(self) -> bool:
        """Whether ^+ or ^- follows, which says from which side a limit is taken."""
        ahead = [word.text for word in self._next.ahead(4)]
        return ahead[:1] == ["^"] and (ahead[1:2] in (["+"], ["-"]) or ahead[1:4] in (["{", "+", "}"], ["{", "-", "}"]))

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
            if text in _DIFFERENTIAL:
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

    def _special(self, text: str) -> Callable[[], Expr] | None:
        match text:
            case r"\frac" | r"\dfrac" | r"\tfrac":
                return self._fraction
            case r"\sqrt":
                return self._square_root
            case r"\int":
                return self._integral
            case r"\oint":
                return self._contour_integral
            case r"\sum":
                return self._sum
            case r"\prod":
                return self._indexed_product
            case r"\lim":
                return self._limit
            case r"\binom":
                return lambda: self._make(apply, self._builder, "binomial", (self._argument(), self._argument()))
            case r"\overline":
                return lambda: self._make(apply, self._builder, "conjugate", (self._argument(),))
            case _:
                return None

    def _name(self, length: int) -> Expr:
        """Read a name; a declared function may be followed by its argument in round brackets."""
        symbol = self._lexicon.symbol(self._next.take(length))
        if not isinstance(symbol, AppliedUndef) or self._next.text != "(":
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
        base = self._argument() if macro == r"\log" and self._next.accept("_") else None
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

    def _fraction(self) -> Expr:
        if (mark := derivative_mark(self._next, self._lexicon)) is not None:
            return self._symbolic(lambda: self._derivative(mark))
        numerator = self._argument(split=True)
        return self._make(self._builder.divide, numerator, self._argument(split=True))

    def _square_root(self) -> Expr:
        degree = self._bracketed() if self._next.text == "[" else Integer(2)
        return self._make(apply, self._builder, "root", (self._argument(split=True), degree))

    # --- Integrals and sums -------------------------------------------------------------------------------------------

    def _integral(self) -> Expr:
        ends: dict[str, Expr] = {}
        while side := self._next.accept("_", "^"):
            ends[side] = self._argument()
        body, variable = self._integrand()
        if not ends:
            return Integral(body, variable)
        if len(ends) != 2:
            raise NotationError(f"both ends of an integral are wanted, or none, before position {self._next.position}")
        return Integral(body, (variable, ends["_"], ends["^"]))

    def _contour_integral(self) -> Expr:
        return ContourIntegral(*self._integrand())

    def _integrand(self) -> tuple[Expr, Symbol]:
        terms: list[Expr] = []
        while True:
            sign = self._next.accept("+", "-")
            if terms and not sign:
                raise NotationError(f"the differential of an integral is wanted before position {self._next.position}")
            factors, variable = self._factors(integrand=True)
            terms.append(self._signed(factors, sign))
            if variable is not None:
                body = self._make(self._builder.add, terms)
                self._check_end_of_integral(body)
                return body, variable

    def _check_end_of_integral(self, body: Expr) -> None:
        """Refuse ∫dx f(x) and ∫dx/x, where what follows the differential may or may not be meant as integrand."""
        follows = self._next.text == "/" or (self._starts_factor() and self._next.text not in _DIFFERENTIAL)
        if body == Integer(1) and follows:
            raise NotationError(f"the integrand is wanted before the differential, at position {self._next.position}")

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

    def _sum(self) -> Expr:
        variable, kind, low = self._index()
        if kind == "=":
            self._next.expect("^")
            high = self._argument()
            return Sum(self._summand(), (variable, low, high))
        return (ExcitedSum if kind else StateSum)(self._summand(), variable)

    def _indexed_product(self) -> Expr:
        variable, kind, low = self._index()
        if kind != "=":
            raise NotationError(f"ends of the product are wanted before position {self._next.position}")
        self._next.expect("^")
        high = self._argument()
        return Product(self._summand(), (variable, low, high))

    def _limit(self) -> Expr:
        r"""Read \lim_{x \to a}, \lim_{x \to a^+}: from both sides unless one is named."""
        self._next.expect("_")
        self._next.expect("{")
        variable = self._operand()
        if not self._next.accept(r"\to", r"\rightarrow"):
            raise NotationError(f"\\to is wanted at position {self._next.position}, found {self._next.text!r}")
        point, side = self._total(), ""
        if self._next.accept("^"):
            braced = self._next.accept("{")
            side = self._next.accept("+", "-")
            closed = self._next.accept("}") if braced else "}"
            if not (side and closed):
                raise NotationError(f"+ or - is wanted as the side of a limit at position {self._next.position}")
        self._next.expect("}")
        return self._make(limit_of, self._summand(), variable, point, side)

    def _summand(self) -> Expr:
        return self._signed(self._factors()[0])

    def _index(self) -> tuple[Symbol, str, Expr]:
        """Read _n, _{n=a} or _{n≠0}: the variable, the relation if any, its right side."""
        self._next.expect("_")
        braced = self._next.accept("{")
        variable = self._operand()
        relation = self._next.accept("=", *_UNEQUAL) if braced else ""
        low = self._total() if relation else Integer(0)
        if braced:
            self._next.expect("}")
        if not isinstance(variable, Symbol) or (relation in _UNEQUAL and low != Integer(0)):
            raise NotationError(f"n, n = a or n ≠ 0 is wanted as an index before position {self._next.position}")
        return variable, relation, low

    # --- Differentials and derivatives --------------------------------------------------------------------------------

    def _operand(self) -> Expr:
        """Read what a d is put before: a name or a group."""
        if self._next.text in BRACKETS:
            return self._atom()
        length = self._lexicon.longest(self._next.ahead(self._lexicon.reach))
        return self._name(length) if length else self._unknown()

    def _derivative(self, mark: str) -> Expr:
        position = self._next.position
        self._next.take(2)
        order = self._order()
        operand = None if self._next.text == "}" else self._operand()
        self._next.expect("}")
        self._next.expect("{")
        variables: list[tuple[Symbol, int]] = []
        while not self._next.accept("}"):
            self._next.expect(mark)
            variable = self._operand()
            if not isinstance(variable, Symbol):
                raise NotationError(f"a variable of the derivative is wanted before position {self._next.position}")
            variables.append((variable, self._order()))
        if sum(count for _, count in variables) != order:
            raise NotationError(
                f"the order {order} is wanted in the denominator of the derivative at position {position}"
            )
        operand = operand if operand is not None else self._factor()
        with placed(f"at position {position}"):
            return derivative_or_quotient(operand, variables, partial=mark == r"\partial")

    def _order(self) -> int:
        order = self._argument() if self._next.accept("^") else Integer(1)
        if not isinstance(order, Integer) or not 0 < order.p <= _MAX_ORDER:
            raise NotationError(f"an order from 1 to {_MAX_ORDER} is wanted before position {self._next.position}")
        return order.p

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
