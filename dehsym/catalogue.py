"""What each symbol of a paper means, how it is printed, its dimension, and the values it may take.

Authors are handed plain SymPy symbols; what SymPy cannot carry stays here, keyed by the symbol. The order in which a
catalogue is written is the order in which factors are printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from operator import mul
from typing import final

from sympy import (
    Abs,
    Add,
    Basic,
    Derivative,
    Expr,
    Function,
    Integral,
    Limit,
    Max,
    Min,
    Mul,
    Number,
    NumberSymbol,
    Pow,
    Product,
    Rational,
    Sum,
    Symbol,
    conjugate,
    exp,
    im,
    re,
)
from sympy.core.function import AppliedUndef
from sympy.core.numbers import ImaginaryUnit, Infinity, NegativeInfinity

from dehsym.constants import Constant
from dehsym.dimension import ONE, Dimension
from dehsym.domain import POSITIVE, REAL, Domain
from dehsym.errors import CatalogueError, DimensionError
from dehsym.heads import BoundHead, ContourIntegral, Differential, UniqueRoot
from dehsym.nearest import hint
from dehsym.upright_name import readable


@final
@dataclass(frozen=True, slots=True)
class Entry:
    """One row: the symbol (or undefined function, applied) and all that is known of it.

    `rank` orders factors in print; `cite` names where the quantity comes from; `value` is set for constants of nature.
    A `secondary` symbol is printed with the letter of another one, and read so only where a reading says so. One that
    is `invariable` is a property of a thing, as the mass of a particle: the same in whatever state the thing is.
    """

    symbol: Expr
    name: str
    latex: str
    rank: int
    dimension: Dimension
    domain: Domain
    meaning: str
    cite: str = ""
    value: Constant | None = None
    secondary: bool = False
    invariable: bool = False


@final
class Catalogue(Mapping[Expr, Entry]):
    """The symbols of one paper. Rows are added, never changed.

    >>> catalogue = Catalogue()
    >>> T = catalogue.symbol("T", meaning="temperature")
    >>> catalogue[T].meaning, catalogue.named("T") == T
    ('temperature', True)
    """

    def __init__(self) -> None:
        self._rows: dict[Expr, Entry] = {}
        self._names: dict[str, Expr] = {}

    def symbol(
        self,
        name: str,
        *,
        meaning: str,
        latex: str = "",
        dimension: Dimension = ONE,
        domain: Domain = POSITIVE,
        cite: str = "",
        secondary: bool = False,
        invariable: bool = False,
    ) -> Symbol:
        """Declare a quantity and return the SymPy symbol that stands for it.

        `name` is what people type, `latex` what the paper prints (if left out, the name, an index upright). Raises
        `CatalogueError` for a name declared before.
        """
        symbol = Symbol(name, **domain.assumptions)
        self._add(Entry(symbol, name, latex, len(self), dimension, domain, meaning, cite, None, secondary, invariable))
        return symbol

    def function(
        self,
        name: str,
        of: Symbol,
        *,
        meaning: str,
        latex: str = "",
        dimension: Dimension = ONE,
        domain: Domain = POSITIVE,
        cite: str = "",
        secondary: bool = False,
    ) -> Expr:
        """Declare an unknown function of one symbol and return it applied, F(β)."""
        applied: Expr = Function(name, **domain.assumptions)(of)
        self._add(Entry(applied, name, latex, len(self), dimension, domain, meaning, cite, None, secondary))
        return applied

    def constant(self, name: str, constant: Constant, *, meaning: str, latex: str = "") -> Symbol:
        """Declare a constant of nature: a positive symbol that has a value when numbers are asked for."""
        symbol = Symbol(name, **POSITIVE.assumptions)
        self._add(
            Entry(symbol, name, latex, len(self), constant.dimension, POSITIVE, meaning, constant.source, constant)
        )
        return symbol

    def _add(self, row: Entry) -> None:
        if row.name in self._names:
            known = self[self._names[row.name]].meaning
            raise CatalogueError(f"a new name is wanted, {row.name!r} is declared as {known!r}")
        self._names[row.name] = row.symbol
        self._rows[row.symbol] = replace(row, latex=row.latex or readable(row.name))

    @property
    def letters(self) -> dict[str, Expr]:
        """The printed letters that several symbols share, each with the one that is not secondary."""
        shared: dict[str, list[Entry]] = {}
        for row in self._rows.values():
            shared.setdefault(row.latex, []).append(row)
        primary = {latex: [row for row in rows if not row.secondary] for latex, rows in shared.items() if len(rows) > 1}
        return {latex: rows[0].symbol for latex, rows in primary.items() if len(rows) == 1}

    def holding(self, symbols: Iterable[Symbol]) -> Catalogue:
        """The same rows, and the symbols that are new as real pure numbers: bound variables that people type."""
        wider = Catalogue()
        wider._rows = dict(self._rows)
        wider._names = dict(self._names)
        for symbol in symbols:
            if symbol not in wider:
                wider._rows[symbol] = Entry(symbol, symbol.name, symbol.name, len(wider), ONE, REAL, "bound variable")
        return wider

    def with_values(self, values: Mapping[Expr, Constant]) -> Catalogue:
        """The same rows, some constants of nature with other values; raise `CatalogueError` for what is no constant.

        >>> from dehsym.constants import C
        >>> catalogue = Catalogue()
        >>> c = catalogue.constant("c", C, meaning="speed of light")
        >>> catalogue.with_values({c: replace(C, value="1")})[c].value.value, catalogue[c].value.value
        ('1', '299792458')
        """
        other = self.holding(())
        for symbol, value in values.items():
            if self[symbol].value is None:
                raise CatalogueError(f"a constant of nature is wanted, {symbol} is {self[symbol].meaning}")
            other._rows[symbol] = replace(self[symbol], value=value)
        return other

    def named(self, name: str) -> Expr:
        """The symbol of that name; raise `CatalogueError` with the nearest known name."""
        try:
            return self._names[name]
        except KeyError:
            raise CatalogueError(f"{name!r} is not in the catalogue{hint(name, self._names)}") from None

    @property
    def names(self) -> Mapping[str, Expr]:
        """All declared names with their symbols."""
        return dict(self._names)

    def __getitem__(self, symbol: Expr) -> Entry:
        try:
            return self._rows[symbol]
        except KeyError:
            raise CatalogueError(f"{symbol} is not in the catalogue{hint(str(symbol), self._names)}") from None

    def declared(self, applied: Expr) -> Expr:
        """The declared form f(z) of an undefined function that is applied to anything, f(a)."""
        for row in self._rows:
            if isinstance(row, AppliedUndef) and row.func == applied.func:
                return row
        raise CatalogueError(f"{applied} is not in the catalogue{hint(str(applied), self._names)}")

    def __contains__(self, symbol: object) -> bool:
        return symbol in self._rows

    def __iter__(self) -> Iterator[Expr]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def dimension(self, expr: Basic) -> Dimension | None:
        """The dimension of `expr`; `None` for 0 and ±oo, which have every dimension.

        Raises `DimensionError` where the terms of a sum differ or a function is given a dimensional argument, and
        `CatalogueError` for a symbol that is not declared.
        """
        match expr:
            case Symbol():
                return self[expr].dimension
            case AppliedUndef():
                declared = self.declared(expr)
                self._common(expr, [declared.args[0], expr.args[0]])
                return self[declared].dimension
            case Infinity() | NegativeInfinity():
                return None
            case Number():
                return None if expr.is_zero else ONE
            case NumberSymbol() | ImaginaryUnit():
                return ONE
            case Mul():
                return _product(map(self.dimension, expr.args))
            case Add() | Max() | Min():
                return self._common(expr, expr.args)
            case Abs() | re() | im() | conjugate() | Differential() | Limit():
                return self.dimension(expr.args[0])
            case Pow() if not isinstance(expr, exp):
                return self._power(expr.base, expr.exp)
            case Derivative():
                return self._derivative(expr)
            case Integral():
                return self._integral(expr)
            case ContourIntegral():
                return _product([self.dimension(expr.body), self.dimension(expr.variable)])
            case Sum() | Product():
                return self.dimension(expr.function)
            case BoundHead():
                return self.dimension(expr.body)
            case UniqueRoot():
                return self._root(expr)
            case Function():
                for argument in expr.args:
                    self._pure(expr, argument)
                return ONE
            case _:
                raise DimensionError(f"no dimension is known for {type(expr).__name__}: {expr}")

    def _power(self, base: Expr, power: Expr) -> Dimension | None:
        if not isinstance(power, Rational):
            self._pure(base**power, power)
            self._pure(base**power, base)
            return ONE
        of_base = self.dimension(base)
        return None if of_base is None else of_base ** Fraction(power.p, power.q)

    def _derivative(self, expr: Derivative) -> Dimension | None:
        whole = self.dimension(expr.expr)
        for variable, count in expr.variable_count:
            along = self.dimension(variable)
            if whole is not None and along is not None:
                whole /= along ** int(count)
        return whole

    def _integral(self, expr: Integral) -> Dimension | None:
        for limit in expr.limits:
            self._common(expr, limit)
        return _product([self.dimension(expr.function), *(self.dimension(limit[0]) for limit in expr.limits)])

    def _root(self, expr: UniqueRoot) -> Dimension | None:
        self.dimension(expr.body)  # homogeneous, or this raises
        return self._common(expr, [expr.variable, *expr.ends])

    def _pure(self, whole: Expr, part: Expr) -> None:
        found = self.dimension(part)
        if found not in (None, ONE):
            raise DimensionError(f"in {whole}: a pure number is wanted, {part} is [{found}]")

    def _common(self, whole: Expr, terms: Iterable[Expr]) -> Dimension | None:
        first: tuple[Expr, Dimension] | None = None
        for term in terms:
            found = self.dimension(term)
            if found is None:
                continue
            if first is None:
                first = term, found
            elif found != first[1]:
                raise DimensionError(f"in {whole}: {first[0]} is [{first[1]}] but {term} is [{found}]")
        return first[1] if first else None

    def check_homogeneous(self, members: Iterable[Expr]) -> None:
        """Raise `DimensionError` unless all members of an equation have one dimension."""
        first: tuple[Expr, Dimension] | None = None
        for member in members:
            found = self.dimension(member)
            if found is None:
                continue
            if first and found != first[1]:
                raise DimensionError(f"{first[0]} is [{first[1]}] but {member} is [{found}]")
            first = first or (member, found)


def _product(factors: Iterable[Dimension | None]) -> Dimension | None:
    found = list(factors)
    return None if None in found else reduce(mul, (each for each in found if each is not None), ONE)
