r"""Expressions and equations as LaTeX, as a physicist would type them.

The catalogue says how each symbol is printed and in which order factors stand: numbers, π, i, symbols in the order of
the catalogue, functions, sums, exponentials, differentials, integrals. Roots that belong together are printed as one
root, signs stand before fractions, and a sum begins with a positive term and ends with the terms that vanish as the
volume grows. `dehsym.notation.latex_reader` reads back what is printed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import final

from sympy import (
    Add,
    Basic,
    Derivative,
    Expr,
    Float,
    Function,
    Integral,
    Limit,
    Mul,
    NumberSymbol,
    Pow,
    Product,
    Rational,
    S,
    Sum,
    Symbol,
    exp,
    hyper,
    log,
)
from sympy.core.function import AppliedUndef
from sympy.core.numbers import NegativeInfinity

from dehsym.catalogue import Catalogue, Entry
from dehsym.equation import Equation
from dehsym.heads import ContourIntegral, Differential, ExcitedSum, StateSum, UniqueRoot
from dehsym.notation.latex_names import SPELT_OUT
from dehsym.notation.numerals import integer_text
from dehsym.render.latex_factors import (
    HALF,
    Group,
    Place,
    Powers,
    grouped,
    joined_root,
    positive,
    powers_of,
    with_folded_roots,
    without_integer_roots,
)
from dehsym.render.latex_functions import BEFORE_ARGUMENTS, ENCLOSED, INDEXED_BY_FIRST, TEMPLATES, WITH_POWER
from dehsym.render.latex_order import END, FIRST_SYMBOL, Order
from dehsym.render.latex_pieces import (
    Bind,
    Piece,
    Quotient,
    bracketed,
    by_place,
    decimal,
    is_tall,
    lambert_or_bernoulli,
    name_bind,
    order_mark,
    over,
    product,
    rational,
    row,
    script,
    spaced,
)
from dehsym.upright_name import escaped, readable


def latex_expression(expr: Expr, catalogue: Catalogue) -> str:
    r"""Return `expr` as LaTeX, each symbol as `catalogue` prints it; an uncatalogued one by its name.

    >>> from sympy import exp
    >>> catalogue = Catalogue()
    >>> beta = catalogue.symbol("beta", latex=r"\beta", meaning="inverse temperature")
    >>> mu = catalogue.symbol("mu", latex=r"\mu", meaning="chemical potential")
    >>> print(latex_expression(beta * mu / (exp(beta * mu) - 1), catalogue))
    \frac{\beta\mu}{\exp(\beta\mu) - 1}
    """
    return _Printer(catalogue).text(expr)


def latex_equation(equation: Equation, catalogue: Catalogue) -> str:
    r"""Return the members of `equation` as LaTeX with equality signs between them.

    >>> from sympy.abc import x, y
    >>> print(latex_equation(Equation.chain(y, 1 - x, 1 / x), Catalogue()))
    y = 1 - x = \frac{1}{x}
    """
    return " = ".join(latex_members(equation, catalogue))


def latex_members(equation: Equation, catalogue: Catalogue) -> list[str]:
    r"""The members of `equation` as LaTeX, no two of them alike if they are not the same.

    A function is printed by its letter alone, as physicists do; with its argument where a quantity has that letter too.

    >>> from sympy import Function, Symbol
    >>> catalogue = Catalogue()
    >>> T, p = catalogue.symbol("T", meaning="temperature"), catalogue.symbol("p", meaning="pressure")
    >>> of_T = catalogue.function("p_of_T", T, latex="p", meaning="pressure at that temperature")
    >>> latex_members(Equation(of_T, p), catalogue), latex_members(Equation(of_T, T), catalogue)
    (['p(T)', 'p'], ['p', 'T'])
    """
    printer = _Printer(catalogue)
    texts = [printer.text(member) for member in equation.members]
    for place, member in enumerate(equation.members):
        if isinstance(member, AppliedUndef) and texts.count(texts[place]) > 1:
            texts[place] = printer.applied(member)
    return texts


@final
class _Printer:
    """Prints expressions with the symbols of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        printed = {entry.latex for entry in catalogue.values()}
        self._spelt_out = {macro: spelt for macro, spelt in SPELT_OUT.items() if macro in printed}
        self._functions: dict[type[Expr], Entry] = {
            symbol.func: catalogue[symbol] for symbol in catalogue if isinstance(symbol, AppliedUndef)
        }
        self._order = Order(catalogue, self._functions)
        self._d = r"\mathrm{d}" if "d" in printed else "d"
        self._constants: dict[Expr, str] = {
            S.Pi: r"\pi",
            S.Exp1: r"\mathrm{e}" if "e" in printed else "e",
            S.ImaginaryUnit: r"\mathrm{i}" if "i" in printed else "i",
            S.Infinity: r"\infty",
            S.ComplexInfinity: r"\tilde{\infty}",
            S.NaN: r"\mathrm{nan}",
            S.EulerGamma: r"\gamma_{\mathrm{E}}",
            S.Catalan: r"\mathrm{G}",
            S.GoldenRatio: r"\varphi",
        }

    def text(self, expr: Basic) -> str:
        """Return the LaTeX of an expression."""
        return self._piece(expr).text

    def _piece(self, expr: Basic) -> Piece:
        match expr:
            case Symbol() | AppliedUndef():
                return self._named(expr)
            case Expr() if expr in self._constants:
                return Piece(self._constants[expr], Bind.ATOM)
            case NegativeInfinity():
                return Piece(r"-\infty", Bind.SUM)
            case Rational():
                return rational(expr)
            case Float():
                return decimal(expr)
            case Add():
                return self._sum(expr)
            case Mul():
                return product(self._quotient(expr))
            case Pow() if not isinstance(expr, exp):
                return product(self._quotient(expr))
            case exp() if isinstance(expr.exp, Rational):
                return product(self._quotient(expr))
            case Derivative():
                return self._derivative(expr)
            case Integral() | ContourIntegral():
                return self._integral(expr)
            case Differential():
                return self._differential(expr)
            case StateSum() | ExcitedSum() | Sum() | Product() | Limit():
                return self._operator(expr)
            case UniqueRoot():
                return self._root_of(expr)
            case _:
                return self._function(expr)

    # --- Names --------------------------------------------------------------------------------------------------------

    def _named(self, expr: Symbol | AppliedUndef) -> Piece:
        if isinstance(expr, Symbol):
            text = self._catalogue[expr].latex if expr in self._catalogue else readable(expr.name)
            return Piece(text, name_bind(text))
        entry = self._functions.get(expr.func)
        text = entry.latex if entry else readable(expr.func.__name__)
        if entry and entry.symbol == expr and not self._is_complex(expr.args[0]):
            return Piece(text, name_bind(text), bare=True)
        return Piece(self.applied(expr), Bind.POWER)

    def applied(self, function: AppliedUndef) -> str:
        """Return a function with its arguments in brackets."""
        entry = self._functions.get(function.func)
        text = entry.latex if entry else readable(function.func.__name__)
        return text + bracketed(", ".join(map(self.text, function.args)), square=False)

    def _is_complex(self, variable: Expr) -> bool:
        """Whether a function is printed with its variable: f(z), but ⟨F⟩ for a function of β."""
        return variable in self._catalogue and self._catalogue[variable].domain.kind == "complex"

    # --- Sums ---------------------------------------------------------------------------------------------------------

    def _sum(self, expr: Add) -> Piece:
        is_series = len(expr.args) > 2 and any(isinstance(term, Rational) and term.p > 0 for term in expr.args)
        terms = sorted((self._order.of_term(term, is_series=is_series), self.text(term)) for term in expr.args)
        text = terms[0][1]
        for _, term in terms[1:]:
            text += f" - {term[1:]}" if term.startswith("-") else f" + {term}"
        return Piece(text, Bind.SUM)

    # --- Products and powers ------------------------------------------------------------------------------------------

    def _quotient(self, expr: Expr) -> Quotient:
        """Sort the factors of a product or power: before, above, below and after the fraction line."""
        coefficient, powers = without_integer_roots(*powers_of(expr))
        after = [self._piece(base) for base, power in powers if power == S.One and isinstance(base, _OPERATORS)]
        rest = [(base, power) for base, power in powers if power != S.One or not isinstance(base, _OPERATORS)]
        groups, rest = grouped(rest, self._order.dimension)
        above, below = ([(base, positive(each)) for base, each in rest if each.p * sign > 0] for sign in (1, -1))
        whole = self._root_of_fraction(above, below)
        sides = [self._side(abs(coefficient.p), above), self._side(coefficient.q, below)]
        for group in groups:
            if not group.is_ratio:
                sides[group.is_below].append(self._grouped(group))
        quotient = Quotient(coefficient.p < 0, after=sorted(after, key=lambda piece: (piece.bind, piece.text)))
        quotient.above, quotient.below = ([piece for _, piece in sorted(side, key=by_place)] for side in sides)
        if ratios := [self._grouped(group) for group in groups if group.is_ratio]:
            last = FIRST_SYMBOL if any(place >= FIRST_SYMBOL for place, _ in sides[1]) else END
            front = [[piece for place, piece in sorted(side, key=by_place) if place < last] for side in sides]
            quotient.above, quotient.below = quotient.above[len(front[0]) :], quotient.below[len(front[1]) :]
            quotient.before = [*over(*front), *(piece for _, piece in sorted(ratios, key=by_place))]
        if whole:
            (quotient.behind if quotient.below else quotient.above).append(whole)
        return quotient

    def _side(self, number: int, powers: Powers) -> list[tuple[Place, Piece]]:
        """Print what stands on one side of the fraction line."""
        side: list[tuple[Place, Piece]] = []
        joined = joined_root(powers, self._order.of_factor)
        if len(joined) > 1:
            side.append((min(map(self._order.of_factor, joined)), self._root(joined)))
            powers = [(base, power) for base, power in powers if base not in joined or power != HALF]
        number, powers = with_folded_roots(number, powers)
        if number != 1:
            side.append(((-1, False, 0), Piece(integer_text(number), Bind.ATOM)))
        return side + [(self._order.of_factor(base, power), self._raised(base, power)) for base, power in powers]

    def _root_of_fraction(self, above: Powers, below: Powers) -> Piece | None:
        """Take roots of positive quantities on both sides of the line out as the root of one fraction: √6/√π."""
        sides = [joined_root(side, self._order.of_factor) for side in (above, below)]
        if not all(sides) or not all(base.is_positive for side in sides for base in side):
            return None
        for powers, roots in zip((above, below), sides, strict=True):
            powers[:] = [(base, power) for base, power in powers if base not in roots or power != HALF]
        inside = [row([self._piece(base) for base in roots]) for roots in sides]
        return Piece(rf"\sqrt{{\frac{{{inside[0]}}}{{{inside[1]}}}}}", Bind.POWER)

    def _grouped(self, group: Group) -> tuple[Place, Piece]:
        """Print what is raised to one power: (nΛ³)², (T_c/T)³."""
        sign = -1 if group.is_below else 1
        inside = product(Quotient(above=self._factors(group, sign), below=self._factors(group, -sign))).text
        text = bracketed(inside, square=False) + script("^", self._inline(group.power))
        return min(self._order.of_factor(base) for base, _ in group.parts), Piece(text, Bind.POWER)

    def _factors(self, group: Group, sign: int) -> list[Piece]:
        """Print the members of a group whose powers have that sign."""
        powers = [(base, positive(power)) for base, power in group.parts if power.p * sign > 0]
        placed = [(self._order.of_factor(base), self._raised(base, power)) for base, power in powers]
        return [piece for _, piece in sorted(placed, key=by_place)]

    def _root(self, bases: Sequence[Expr]) -> Piece:
        """Print the square root of a product; as a power of a constant, and where √ would hide a branch."""
        inside = row([self._piece(base) for base in bases])
        if len(bases) == 1 and (isinstance(bases[0], (NumberSymbol, log)) or self._is_complex(bases[0])):
            return Piece(self._base(bases[0]) + "^{1/2}", Bind.POWER)
        if any(isinstance(base, log) for base in bases):
            return Piece(bracketed(inside, square=True) + "^{1/2}", Bind.POWER)
        return Piece(rf"\sqrt{{{inside}}}", Bind.POWER)

    def _raised(self, base: Expr, power: Rational) -> Piece:
        """Print a factor with its positive rational power."""
        if isinstance(base, Pow) and not isinstance(base, exp) and power == S.One:
            return Piece(self._base(base.base) + script("^", self._inline(base.exp)), Bind.POWER)
        if power == S.One:
            return self._piece(base)
        if power == HALF:
            return self._root([base])
        exponent = script("^", self._inline(power))
        if type(base).__name__ in WITH_POWER and power.q == 1:
            name, argument = BEFORE_ARGUMENTS[type(base).__name__], self.text(base.args[0])
            return Piece(name + exponent + bracketed(argument), Bind.POWER)
        return Piece(self._base(base) + exponent, Bind.POWER)

    def _base(self, base: Expr) -> str:
        piece = self._piece(base)
        if piece.bind == Bind.ATOM:
            return piece.text
        if isinstance(base, log) and self._piece(base.args[0]).bind == Bind.ATOM:
            return rf"[\ln {self.text(base.args[0])}]"
        applied = isinstance(base, Function) and not isinstance(base, AppliedUndef)
        return bracketed(piece.text, square=True if applied else None)

    def _inline(self, expr: Expr) -> str:
        """Print for a sub- or superscript: a numerical denominator after a slash."""
        coefficient, rest = expr.as_coeff_Mul()
        if isinstance(coefficient, Rational) and coefficient.q > 1 and not isinstance(rest, Add):
            numerator = self.text(coefficient.p * rest)
            if not is_tall(numerator):
                return f"{numerator}/{integer_text(coefficient.q)}"
        return self.text(expr)

    # --- Integrals, sums, derivatives ---------------------------------------------------------------------------------

    def _integral(self, expr: Integral | ContourIntegral) -> Piece:
        if isinstance(expr, ContourIntegral):
            body, limits, signs = expr.body, [(expr.variable,)], [r"\oint"]
        else:
            body, limits = expr.function, expr.limits
            signs = [r"\int" + self._ends(*limit[1:]) for limit in reversed(limits)]
        differentials = [self._differential(Differential(limit[0])) for limit in limits]
        quotient = self._quotient(body) if isinstance(body, (Mul, Pow)) else Quotient(above=[self._piece(body)])
        if quotient.below and not (quotient.after or quotient.behind) and len(differentials) == 1:
            quotient.above += differentials
        elif body is S.One:
            quotient = Quotient(above=differentials)
        else:
            quotient.after += differentials
        bind = Bind.OPERATOR if body is S.One else Bind.PRODUCT  # what follows ∫dx could be taken for the integrand
        return Piece(f"{' '.join(signs)} {product(quotient).text}", bind)

    def _ends(self, low: Expr | None = None, high: Expr | None = None) -> str:
        below = "" if low is None or high is None else script("_", self._inline(low))
        end = high if high is not None else low
        return below if end is None else below + script("^", self._inline(end))

    def _differential(self, expr: Differential) -> Piece:
        piece = self._piece(expr.of)
        named = isinstance(expr.of, (Symbol, AppliedUndef))
        return Piece(self._d + (piece.text if named else bracketed(piece.text)), Bind.POWER)

    def _derivative(self, expr: Derivative) -> Piece:
        named = isinstance(expr.expr, AppliedUndef)
        mark = self._d if len(expr.expr.free_symbols) <= 1 else r"\partial"
        counts = [(self.text(variable), int(count)) for variable, count in expr.variable_count]
        order = sum(count for _, count in counts)
        above = mark + order_mark(order) + (self.text(expr.expr) if named else "")
        below = r"\,".join(spaced(mark, name) + order_mark(count) for name, count in counts)
        fraction = rf"\frac{{{spaced(mark, above.removeprefix(mark))}}}{{{below}}}"
        return Piece(fraction if named else fraction + bracketed(self.text(expr.expr), square=True), Bind.PRODUCT)

    def _operator(self, expr: Expr) -> Piece:
        match expr:
            case StateSum():
                body, signs = expr.body, [r"\sum" + script("_", self.text(expr.variable))]
            case ExcitedSum():
                body, signs = expr.body, [rf"\sum_{{{self.text(expr.variable)} \neq 0}}"]
            case Sum() | Product():
                name = r"\sum" if isinstance(expr, Sum) else r"\prod"
                body = expr.function
                signs = [
                    rf"{name}_{{{self.text(limit[0])}={self._inline(limit[1])}}}" + script("^", self._inline(limit[2]))
                    for limit in reversed(expr.limits)
                ]
            case _:
                body, variable, point, side = expr.args
                arrow = "" if str(side) == "+-" or point.is_infinite else f"^{{{side}}}"
                signs = [rf"\lim_{{{self.text(variable)} \to {self.text(point)}{arrow}}}"]
        piece = self._piece(body)
        text = bracketed(piece.text) if piece.bind == Bind.SUM else piece.text
        return Piece(f"{' '.join(signs)} {text}", Bind.OPERATOR)

    def _root_of(self, expr: UniqueRoot) -> Piece:
        """Print the one zero of a function between two ends."""
        low, high = map(self._inline, expr.ends)
        where = rf"{low} \le {self.text(expr.variable)} \le {high}"
        return Piece(rf"\operatorname{{root}}_{{{where}}}{bracketed(self.text(expr.body), square=True)}", Bind.POWER)

    # --- Functions ----------------------------------------------------------------------------------------------------

    def _function(self, expr: Basic) -> Piece:
        name = "exp" if isinstance(expr, exp) else type(expr).__name__
        arguments = [self.text(expr.exp)] if isinstance(expr, exp) else [self.text(part) for part in expr.args]
        if isinstance(expr, hyper):
            return Piece(self._hypergeometric(expr), Bind.POWER)
        if name == "factorial":
            return Piece(self._base(expr.args[0]) + "!", Bind.POWER)
        if name == "polygamma" and expr.args[0] == S.Zero:
            return Piece(rf"\psi{bracketed(arguments[1])}", Bind.POWER)
        if name in ("LambertW", "bernoulli"):
            return Piece(lambert_or_bernoulli(name, arguments), Bind.POWER)
        if name in TEMPLATES:
            return Piece(TEMPLATES[name].format(*arguments), Bind.ATOM if name in ENCLOSED else Bind.POWER)
        if name in INDEXED_BY_FIRST:
            indexed = INDEXED_BY_FIRST[name] + script("_", self._inline(expr.args[0]))
            return Piece(indexed + bracketed(", ".join(arguments[1:])), Bind.POWER)
        macro = BEFORE_ARGUMENTS.get(name, rf"\operatorname{{{escaped(name)}}}")
        macro = self._spelt_out.get(macro, macro)
        return Piece(macro + (bracketed(", ".join(arguments)) if arguments else ""), Bind.POWER)

    def _hypergeometric(self, expr: hyper) -> str:
        upper, lower = (", ".join(map(self.text, part.args)) for part in expr.args[:2])
        counts = (len(part.args) for part in expr.args[:2])
        p, q = counts
        return rf"{{}}_{{{p}}}F_{{{q}}}\left({upper}; {lower}; {self.text(expr.args[2])}\right)"


_OPERATORS = (Integral, ContourIntegral, StateSum, ExcitedSum, Sum, Product, Limit)
