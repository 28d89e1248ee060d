"""The displayed equations of a paper, read from their LaTeX into SymPy trees.

Every name must be in the catalogue, and nothing is guessed: a name that stands for two symbols, a slash before a
product, a function applied without brackets to more than one factor are errors that say so. A symbol before a bracket
is a factor; only a function that the catalogue declares is applied. A differential is a factor like others until an
integral or a derivative takes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, final

from sympy import Expr, Integer, Integral, Product, Sum, Symbol

from dehsym.catalogue import Catalogue
from dehsym.errors import NotationError
from dehsym.heads import ContourIntegral, ExcitedSum, StateSum
from dehsym.notation.build import Builder, placed
from dehsym.notation.functions import apply
from dehsym.notation.latex_grammar import DIFFERENTIAL, UNEQUAL, Grammar
from dehsym.notation.latex_names import CONSTANTS, RELATIONS
from dehsym.notation.latex_operators import (
    derivative_or_quotient,
    limit_of,
    root_between,
)
from dehsym.notation.latex_tokens import END, Cursor, Lexicon, Word, latex_words

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


_MAX_ORDER = 100


@final
class _Formula(Grammar):
    """The whole grammar, with integrals, sums, limits, derivatives and roots."""

    def chain(self) -> Chain:
        """Read the whole line."""
        members, relations = [self._total()], list[str]()
        while relation := self._next.accept(*RELATIONS):
            relations.append(RELATIONS[relation])
            members.append(self._total())
        self._next.expect(END)
        return Chain(tuple(members), tuple(relations))

    def _special(self, text: str) -> Callable[[], Expr] | None:
        match text:
            case r"\operatorname{root}":
                return self._unique_root
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
        follows = self._next.text == "/" or (self._starts_factor() and self._next.text not in DIFFERENTIAL)
        if body == Integer(1) and follows:
            raise NotationError(f"the integrand is wanted before the differential, at position {self._next.position}")

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

    def _unique_root(self) -> Expr:
        r"""Read \operatorname{root}_{a \le x \le b}[f(x)], the one zero of f between a and b."""
        self._next.expect("_")
        self._next.expect("{")
        low = self._total()
        self._next.expect(r"\le")
        variable = self._operand()
        self._next.expect(r"\le")
        high = self._total()
        self._next.expect("}")
        return self._make(root_between, self._bracketed(), variable, low, high)

    def _summand(self) -> Expr:
        return self._signed(self._factors()[0])

    def _index(self) -> tuple[Symbol, str, Expr]:
        """Read _n, _{n=a} or _{n≠0}: the variable, the relation if any, its right side."""
        self._next.expect("_")
        braced = self._next.accept("{")
        variable = self._operand()
        relation = self._next.accept("=", *UNEQUAL) if braced else ""
        low = self._total() if relation else Integer(0)
        if braced:
            self._next.expect("}")
        if not isinstance(variable, Symbol) or (relation in UNEQUAL and low != Integer(0)):
            raise NotationError(f"n, n = a or n ≠ 0 is wanted as an index before position {self._next.position}")
        return variable, relation, low

    # --- Differentials and derivatives --------------------------------------------------------------------------------

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
