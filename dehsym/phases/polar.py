"""The polar normal form of a product: R exp(iπ (c + Σ a_j t_j + Σ b_k m_k)) with R > 0, and all other letters rational.

The t_j are phases that are left open, in units of π; the m_k are whole numbers, one for each base whose argument is
many-valued. A base of argument πθ, -1 < θ ≤ 1, has the arguments π(θ + 2m), and its power r the phase rπ(θ + 2m): so
(ln φ)^{1/2} and (ln φ)^{3/2}, with ln φ < 0, share the label of ln φ and are turned together.

What is positive, and a power of a number such as (-1)^{1/3}, is principal and has no label; so is the root of a number
times something positive, for SymPy writes (-x)^{1/2} as i x^{1/2} by itself. With all labels 0 the form is therefore
the value that SymPy and Arb give the expression: the law by which forms are checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import final

from sympy import Add, Expr, Float, I, Mul, Pow, Rational, S, Symbol, exp, pi

from dehsym import symbolic
from dehsym.backticks import typed, without_backticks
from dehsym.domain import Domain
from dehsym.errors import PhaseError
from dehsym.judge.decision import settle
from dehsym.judge.question import Question
from dehsym.proof.sign import sign_of
from dehsym.proposition import Operator, Relation
from dehsym.verdict import IDENTITY, Kind, Verdict, proved

Coefficients = Mapping[Expr, Fraction]


def _none() -> Coefficients:
    return {}


@final
@dataclass(frozen=True)
class PolarForm:
    """`modulus` exp(iπ (`constant` + Σ a t + Σ b m)), with the a in `phases` and the b in `labels`, none of them 0.

    The keys of `phases` are the symbols in which a phase is open, t being the phase over π; those of `labels` are the
    many-valued bases.
    """

    modulus: Expr
    constant: Fraction = Fraction(0)
    phases: Coefficients = field(default_factory=_none)
    labels: Coefficients = field(default_factory=_none)

    def __mul__(self, other: PolarForm) -> PolarForm:
        return PolarForm(
            self.modulus * other.modulus,
            (self.constant + other.constant) % 2,
            _sum(self.phases, other.phases),
            _sum(self.labels, other.labels),
        )

    def power(self, exponent: int) -> PolarForm:
        """The form of a whole power."""
        return PolarForm(
            self.modulus**exponent,
            self.constant * exponent % 2,
            {key: a * exponent for key, a in self.phases.items() if exponent},
            {key: b * exponent for key, b in self.labels.items() if exponent},
        )

    def with_phases(self, values: Coefficients) -> PolarForm:
        """The form with these values, in units of π, for some of the open phases."""
        fixed = sum((a * values[key] for key, a in self.phases.items() if key in values), Fraction(0))
        left = {key: a for key, a in self.phases.items() if key not in values}
        return PolarForm(self.modulus, (self.constant + fixed) % 2, left, self.labels)

    def on_branch(self, branch: Mapping[Expr, int]) -> PolarForm:
        """The form with these labels, which must be all that it has."""
        turn = sum((b * branch[key] for key, b in self.labels.items()), Fraction(0))
        return PolarForm(self.modulus, (self.constant + turn) % 2, self.phases)


def _sum(one: Coefficients, other: Coefficients) -> Coefficients:
    total = {key: one.get(key, Fraction(0)) + other.get(key, Fraction(0)) for key in (*one, *other)}
    return {key: value for key, value in total.items() if value}


@final
class PolarReader:
    """Brings expressions into polar normal form, over declared domains.

    `phases` are the symbols whose multiples by I stand in exponents as open phases; `domains` has every other symbol.
    The signs that were asked for, with the verdicts on them, are in `signs`.

    >>> from dehsym.domain import FRACTION
    >>> from sympy import log, sqrt
    >>> phi, nu = Symbol("phi", positive=True), Symbol("nu", real=True)
    >>> form = PolarReader((nu,), {phi: FRACTION}).form(sqrt(log(phi)) * exp(I * nu))
    >>> form.modulus, str(form.constant), {key: str(b) for key, b in form.labels.items()}
    (sqrt(-log(phi)), '1/2', {log(phi): '1'})
    """

    def __init__(self, phases: tuple[Symbol, ...], domains: Mapping[Expr, Domain]) -> None:
        self.phases = phases
        self.domains = dict(domains)
        self.signs: dict[Expr, tuple[int, Verdict]] = {}

    def form(self, expr: Expr) -> PolarForm:
        """The polar normal form; raise `PhaseError` for what is not a product of powers with phases linear in them.

        Wanted are factors of one sign over their domains, powers of them with rational exponents, I, and exp(x + iθ)
        with x real and θ a rational combination of π and the open phases; all numbers exact.
        """
        if inexact := expr.atoms(Float):
            raise PhaseError(f"exact numbers are wanted, found {min(inexact, key=str)} in {expr}")
        return self._form(expr)

    def _form(self, expr: Expr) -> PolarForm:
        if isinstance(expr, Mul):
            found = PolarForm(S.One)
            for factor in expr.args:
                found *= self._form(factor)
            return found
        if expr == I:
            return PolarForm(S.One, Fraction(1, 2))
        if isinstance(expr, exp):
            return self._exponential(expr)
        if isinstance(expr, Pow):
            return self._power(expr)
        if isinstance(expr, Add):
            return self._sum_as_product(expr)
        return self._signed(expr)

    # --- The kinds of factors

    def _signed(self, expr: Expr) -> PolarForm:
        """A factor that stands for itself: real, of one sign."""
        if expr.has(I) or expr.free_symbols & set(self.phases):
            raise PhaseError(f"a product of powers and of exp(i phase) is wanted, found the factor {expr}")
        sign = self.sign(expr)
        return PolarForm(expr if sign > 0 else -expr, Fraction(0 if sign > 0 else 1))

    def _sum_as_product(self, expr: Expr) -> PolarForm:
        """A sum is read if it has one sign, or is a product when factored."""
        if not expr.has(I) and not expr.free_symbols & set(self.phases):
            return self._signed(expr)
        product = Mul(*(Pow(base, exponent) for base, exponent in symbolic.factors_and_exponents(expr)))
        if isinstance(product, Add):
            raise PhaseError(f"a product of powers and of exp(i phase) is wanted, found the sum {expr}")
        return self._form(product)

    def _exponential(self, expr: exp) -> PolarForm:
        """exp(x + iθ)."""
        form = PolarForm(S.One)
        for term in Add.make_args(symbolic.spread(expr.exp)):
            angle = term / I
            if not term.has(I):
                form *= self._real_exponential(term, expr)
            elif isinstance(angle / pi, Rational):
                form *= PolarForm(S.One, _fraction(angle / pi) % 2)
            else:
                form *= PolarForm(S.One, phases=self._open(angle, expr))
        return form

    def _open(self, angle: Expr, where: Expr) -> Coefficients:
        factor, symbol = angle.as_coeff_Mul()
        if not isinstance(symbol, Symbol) or symbol not in self.phases:
            known = ", ".join(map(str, self.phases)) or "none declared"
            raise PhaseError(
                f"rational multiples of pi and of the phases ({known}) are wanted, found {angle} in {where}"
            )
        return {symbol: _fraction(factor)}

    def _real_exponential(self, term: Expr, where: Expr) -> PolarForm:
        if term.free_symbols & set(self.phases):
            raise PhaseError(f"phases are wanted in the exponent as multiples of I, found {term} in {where}")
        if not term.is_real:
            form = self._form(term)
            if form.constant % 1 or form.labels:
                raise PhaseError(f"a real number is wanted beside the phase, found {term} in {where}")
        return PolarForm(exp(term))

    def _power(self, expr: Pow) -> PolarForm:
        form, exponent = self._form(expr.base), expr.exp
        if isinstance(exponent, Rational) and exponent.is_Integer:
            return form.power(exponent.p)
        if form.phases:
            raise PhaseError(
                f"no root of an open phase is wanted, found {expr}: its branch would depend on the phase; give the "
                "root a phase of its own"
            )
        if form.labels:
            raise PhaseError(f"a base with one principal argument is wanted, found the root of a root {expr}")
        if form.constant == 0 and exponent.is_real and not exponent.free_symbols & set(self.phases):
            return PolarForm(form.modulus**exponent)
        if not isinstance(exponent, Rational):
            wanted = "real" if form.constant == 0 else "rational"
            raise PhaseError(f"a {wanted} exponent without phases is wanted, found {expr}")
        return self._many_valued(expr, form, _fraction(exponent))

    def _many_valued(self, expr: Pow, base: PolarForm, power: Fraction) -> PolarForm:
        argument = base.constant if base.constant <= 1 else base.constant - 2
        key = self.key(expr.base)
        labels = {key: 2 * power} if key.free_symbols else {}
        return PolarForm(base.modulus**expr.exp, argument * power % 2, labels=labels)

    # --- Signs and bases

    def key(self, base: Expr) -> Expr:
        """What names the label of a many-valued base: the base without its positive factors; a number has no label."""
        split = symbolic.factors_and_exponents(base) if base.has(Add) else [(part, S.One) for part in _factors(base)]
        parts = [Pow(part, exponent) for part, exponent in split]
        return Mul(*(part for part in parts if self._form(part).constant))

    def sign(self, expr: Expr) -> int:
        """1 or -1 where the judge finds the expression positive or negative all over its domains.

        Raises `PhaseError`, with the judge's evidence, for any other.
        """
        if expr not in self.signs:
            self.signs[expr] = self._judged(expr)
        return self.signs[expr][0]

    def _judged(self, expr: Expr) -> tuple[int, Verdict]:
        if isinstance(expr, Rational) and expr.p:
            return (1 if expr.p > 0 else -1), proved(f"the sign of {typed(expr)}", IDENTITY)
        domains = self._involved(expr)
        if sign := sign_of(expr, domains):
            evidence = f"{typed(expr)} has one sign by those of its factors and terms"
            return sign, proved(evidence, "signs of factors and terms")
        words: list[str] = []
        for sign, (left, right) in ((1, (S.Zero, expr)), (-1, (expr, S.Zero))):
            relation = Relation(left, Operator.LESS, right)
            verdict = settle(Question(relation, relation, domains))
            if verdict.holds and not verdict.conditions:
                return sign, verdict
            where = f" ({verdict.witness})" if verdict.kind is Kind.REFUTED and verdict.witness else ""
            only = f" where {verdict.provided}" if verdict.holds else ""
            words.append(f"{relation} is {verdict.kind.word}{only or where or f' ({verdict.evidence})'}")
        raise PhaseError(f"a factor of one sign is wanted, found {expr}: {without_backticks('; '.join(words))}")

    def _involved(self, expr: Expr) -> dict[Expr, Domain]:
        if functions := symbolic.opaque_functions(expr):
            raise PhaseError(f"symbols are wanted, found the undefined function {min(functions, key=str)}")
        wanted: set[Expr] = {*expr.free_symbols}
        if missing := sorted(map(str, wanted - set(self.domains))):
            raise PhaseError(f"a domain for {missing[0]} is wanted, or that it is a phase; found none, in {expr}")
        return {key: self.domains[key] for key in wanted}


def _factors(base: Expr) -> tuple[Expr, ...]:
    return Mul.make_args(base)


def _fraction(number: Expr) -> Fraction:
    assert isinstance(number, Rational), number
    return Fraction(number.p, number.q)
