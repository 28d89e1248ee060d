"""Rules of algebra: the same to every member, elimination, rearrangement, chains."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import final

from sympy import Derivative, Expr, Limit, Symbol

from dehsym import symbolic
from dehsym.backticks import typed, typed_list
from dehsym.equation import Equation
from dehsym.errors import CatalogueError, RuleError
from dehsym.grant import Grant, GrantKind
from dehsym.judge import Judge
from dehsym.rule import Fact, Latex, Rule
from dehsym.rules.branches import only_solution, single_root
from dehsym.rules.ideal import membership
from dehsym.rules.premises import as_condition, domains_of, jointly, nonvanishing
from dehsym.rules.scaling import scaled
from dehsym.verdict import Kind, Verdict, proved, undecided, weakest


def _wanted_in(source: Equation, part: Expr) -> None:
    if not source.has(part):
        raise RuleError(f"{part} is wanted in the equation, found {source}")


def _bound_in(source: Equation, part: Expr) -> set[Symbol]:
    """The variables bound in the integrals and sums of `source` that hold `part`."""
    return {
        variable
        for member in source.members
        for operator in symbolic.binding_operators(member)
        if operator.has(part)
        for variable in symbolic.bound_variables(operator)
    }


def _operates_on(equation: Equation, part: Expr) -> bool:
    """Whether `part` stands inside a derivative, an integral or another operator, other than as the whole of it."""
    operators = {op for member in equation.members for op in symbolic.binding_operators(member)}
    operators |= {op for member in equation.members for op in member.atoms(Derivative, Limit)}
    return any(operator != part and operator.has(part) for operator in operators)


@final
@dataclass(frozen=True)
class Multiply(Rule):
    """a = b  →  k a = k b, each member expanded, for k ≠ 0; there is no way back from where k vanishes.

    >>> from sympy.abc import a, b, k
    >>> str(Multiply(k).derive(Equation(a / k, b)))
    'a = b*k'
    """

    factor: Expr

    def derive(self, source: Equation) -> Equation:
        """Every member times the factor."""
        if self.factor.is_zero:
            raise RuleError("a factor other than 0 is wanted")
        return source.each(lambda member: symbolic.expanded(member * self.factor))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Divide again and compare; a factor that may vanish, or have no value, is a condition or a counterexample."""
        return scaled(source, result, self.factor, judge)

    def because(self, latex: Latex) -> str:
        """Say by what."""
        return f"multiplying by ${latex(self.factor)}$"


@final
@dataclass(frozen=True)
class Divide(Rule):
    """a = b  →  a/k = b/k, each member expanded, for k ≠ 0: where k = 0 satisfies the source, that case is lost.

    >>> from sympy.abc import a, b, k
    >>> str(Divide(k).derive(Equation(a * k, b)))
    'a = b/k'
    """

    divisor: Expr

    def derive(self, source: Equation) -> Equation:
        """Every member over the divisor."""
        if self.divisor.is_zero:
            raise RuleError("a divisor other than 0 is wanted")
        return source.each(lambda member: symbolic.expanded(member / self.divisor))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Multiply again and compare; k ≠ 0 is shown, or is a condition, or a lost case k = 0 refutes the step."""
        return scaled(source, result, 1 / self.divisor, judge)

    def because(self, latex: Latex) -> str:
        """Say by what."""
        return f"dividing by ${latex(self.divisor)}$"


@final
@dataclass(frozen=True)
class Eliminate(Rule):
    """a(s) = b(s), and a fact c(s) = d(s) with the one root s = r  →  a(r) = b(r).

    `symbol` may also be an undefined function or a derivative of one, taken as one quantity.
    """

    symbol: Expr
    fact: Fact

    def derive(self, source: Equation) -> Equation:
        """Solve the fact for the symbol and put the root in every member."""
        _wanted_in(source, self.symbol)
        root = self._root()
        for captured in _bound_in(source, self.symbol) & root.free_symbols - self.symbol.free_symbols:
            raise RuleError(f"{root} would come under an integral or a sum in which {captured} is bound")
        return source.put({self.symbol: root}).each(symbolic.tidied)

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Every difference of members lies in the saturated ideal of the fact: nothing is solved on that road.

        Where the symbol does not occur polynomially the root is put back instead: it satisfies the fact, no other one
        does, and the source with it, derivatives left standing, is the result.
        """
        try:
            return self._member(source, result, judge)
        except (RuleError, CatalogueError):
            root = {self.symbol: self._root()}
            put_back = self._put_back(source, result, root, judge)
            if not put_back.holds:
                return put_back
            return replace(put_back, evidence=f"{put_back.evidence}, the root put back")

    def _member(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        left, right = self.fact.equation.lhs, self.fact.equation.rhs
        whole = Equation.chain(*source.members, *result.members, left, right)
        if len(source.members) != len(result.members) or _operates_on(whole, self.symbol):
            raise RuleError(f"{self.symbol} is wanted outside operators")
        mark = self.symbol if isinstance(self.symbol, Symbol) else Symbol("#eliminated")
        put = {self.symbol: mark}
        pairs = [(a.xreplace(put), b.xreplace(put)) for a, b in zip(source.members, result.members, strict=True)]
        domains = domains_of(judge, *(symbol for symbol in whole.symbols if symbol in judge.catalogue))
        found = membership(pairs, (left - right).xreplace(put), mark, domains)
        back = {mark: self.symbol}
        shown = proved(f"in the saturated ideal of the fact, in {found.generators} generators", "ideal membership")
        divisors = (nonvanishing(each.xreplace(back), judge) for each in found.nonzero)
        branches = (self._excluded(each.xreplace(back), judge) for each in found.other_branches)
        conjugates = [nonvanishing(each.xreplace(back), judge) for each in found.conjugates]
        if any(each.kind is Kind.REFUTED for each in conjugates):
            raise RuleError("square roots of one sign are wanted, the conjugate vanishes too")
        return jointly(shown, *map(as_condition, divisors), *branches, *conjugates)

    def _excluded(self, branch: Expr, judge: Judge) -> Verdict:
        found = nonvanishing(branch, judge)
        if found.kind is Kind.REFUTED:
            return replace(found, evidence=f"the result leaves out the branch {typed(f'{branch} = 0')} of the fact")
        return found

    def _put_back(self, source: Equation, result: Equation, root: Mapping[Expr, Expr], judge: Judge) -> Verdict:
        fact = self.fact.equation
        ends = Equation(fact.lhs.xreplace(root), fact.rhs.xreplace(root))
        same = judge.holds(ends) & judge.same(source.each(lambda member: member.xreplace(root)), result)
        if not same.holds or self.symbol in (fact.lhs, fact.rhs):
            return same  # a fact s = r has the one root r
        alone = single_root(fact.lhs, fact.rhs, self.symbol, judge)
        return alone if alone.kind is Kind.REFUTED else jointly(same, alone)

    def _root(self) -> Expr:
        left, right = self.fact.equation.lhs, self.fact.equation.rhs
        for side, other in ((left, right), (right, left)):
            if side == self.symbol and not other.has(self.symbol):
                return other
        return symbolic.root_for(left, right, self.symbol)

    def because(self, latex: Latex) -> str:
        """Say what is eliminated."""
        return f"eliminating ${latex(self.symbol)}$"


@final
@dataclass(frozen=True)
class SolveFor(Rule):
    """a(s) = b(s)  →  s = r, where the root must be the only one in the domain of s.

    >>> from sympy.abc import a, b, x
    >>> str(SolveFor(x).derive(Equation(1 / x, a - b)))
    'x = 1/(a - b)'
    """

    unknown: Expr

    def derive(self, source: Equation) -> Equation:
        """Solve for the unknown."""
        _wanted_in(source, self.unknown)
        return Equation(self.unknown, symbolic.root_for(*source.sides, self.unknown))

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Put the root back, and count the roots: by the form of the equation, or isolated in balls."""
        return only_solution(source, self.unknown, result, judge)

    def because(self, latex: Latex) -> str:
        """Say for what."""
        return f"solving for ${latex(self.unknown)}$"


@final
@dataclass(frozen=True)
class Choose(Rule):
    """a(s) = b(s)  →  a(v) = b(v): a value that the author chooses, and a reader must grant.

    `why` completes "the choice s = v, …".

    >>> from sympy import Integer
    >>> from sympy.abc import a, b, k
    >>> choice = Choose({k: Integer(1)}, "for simplicity")
    >>> str(choice.derive(Equation(a, k * b))), choice.grants[0].prose
    ('a = b', 'the choice `k = 1`, for simplicity')
    """

    values: Mapping[Expr, Expr]
    why: str
    kind: GrantKind = GrantKind.CHOICE

    def derive(self, source: Equation) -> Equation:
        """Put the chosen values."""
        for symbol in self.values:
            _wanted_in(source, symbol)
        return source.put(self.values)

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The result is the source at the chosen values; the choice itself is granted."""
        chosen = dict(self.values)
        return judge.same(source.each(lambda member: member.xreplace(chosen)), result)

    @property
    def grants(self) -> tuple[Grant, ...]:
        """The choice, by name."""
        chosen = typed_list(f"{symbol} = {value}" for symbol, value in self.values.items())
        return (Grant(self.kind, f"the choice {chosen}, {self.why}"),)

    def because(self, latex: Latex) -> str:
        """Say what is chosen."""
        chosen = ", ".join(f"${latex(symbol)} = {latex(value)}$" for symbol, value in self.values.items())
        return f"choosing {chosen}, {self.why}"


@dataclass(frozen=True)
class LastMember(Rule):
    """A rule that rewrites members, applied to the last member of a chain alone."""

    rule: Rule

    @abstractmethod
    def head(self, source: Equation) -> tuple[Expr, ...]:
        """The members that stand before the rewritten one."""

    def derive(self, source: Equation) -> Equation:
        """Rewrite a copy of the last member."""
        changed = self.rule.derive(Equation(source.rhs, source.rhs)).rhs
        return Equation.chain(*self.head(source), changed)

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """The members at the head are those of the source, and the rule vouches for the last."""
        if result.members[:-1] != self.head(source):
            return undecided("the members before the last are not those of the source")
        return self.rule.check(Equation(source.rhs, source.rhs), Equation(result.rhs, result.rhs), judge)

    @property
    def grants(self) -> tuple[Grant, ...]:
        """Those of the rule."""
        return self.rule.grants

    @property
    def name(self) -> str:
        """The name of the rule that does the work."""
        return self.rule.name

    def because(self, latex: Latex) -> str:
        """The reason of the rule."""
        return self.rule.because(latex)


@final
@dataclass(frozen=True)
class OnRight(LastMember):
    """a = b  →  a = c, where a rule turns b into c.

    >>> from sympy import Integral
    >>> from sympy.abc import a, x
    >>> from dehsym.rules.calculus import Integrate
    >>> str(OnRight(Integrate()).derive(Equation(a, Integral(x, (x, 0, 2)))))
    'a = 2'
    """

    def head(self, source: Equation) -> tuple[Expr, ...]:
        """All members but the last."""
        return source.members[:-1]


@final
@dataclass(frozen=True)
class Extend(LastMember):
    """a = b  →  a = b = c, where a rule turns b into c.

    >>> from sympy import Integral
    >>> from sympy.abc import a, x
    >>> from dehsym.rules.calculus import Integrate
    >>> str(Extend(Integrate()).derive(Equation(a, Integral(x, (x, 0, 2)))))
    'a = Integral(x, (x, 0, 2)) = 2'
    """

    def head(self, source: Equation) -> tuple[Expr, ...]:
        """All members."""
        return source.members


@final
@dataclass(frozen=True)
class Members(Rule):
    """a = b = c  →  b = c: two members of a chain, counted from 0.

    >>> from sympy.abc import a, b, c
    >>> str(Members(1, 2).derive(Equation.chain(a, b, c)))
    'b = c'
    """

    first: int
    second: int

    def derive(self, source: Equation) -> Equation:
        """Pick the two."""
        try:
            return Equation(source.members[self.first], source.members[self.second])
        except IndexError:
            raise RuleError(f"members {self.first} and {self.second} are wanted, found {source}") from None

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Each side is a member of the chain."""
        sides = [max((judge.equal(side, m) for m in source.members), key=lambda v: v.kind) for side in result.members]
        return weakest(*sides)

    def because(self, latex: Latex) -> str:
        """Say so."""
        return "taking two members of the chain"


@final
@dataclass(frozen=True)
class Chain(Rule):
    """a = b, and a fact that sets one of these equal to c  →  a = b = c."""

    fact: Fact

    def derive(self, source: Equation) -> Equation:
        """Append the other end of the fact."""
        left, right = self.fact.equation.lhs, self.fact.equation.rhs
        for known, new in ((left, right), (right, left)):
            if known in source.members:
                return Equation.chain(*source.members, new)
        raise RuleError(f"a fact that shares a member with {source} is wanted, found {self.fact.equation}")

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Equality is transitive: some member of the source is one end of the fact, the new member the other."""
        if result.members[:-1] != source.members:
            return undecided("the members before the last are not those of the source")
        left, right = self.fact.equation.lhs, self.fact.equation.rhs
        roads = [
            weakest(judge.equal(known, member), judge.equal(new, result.rhs))
            for known, new in ((left, right), (right, left))
            for member in source.members
        ]
        best = max(roads, key=lambda verdict: verdict.kind)
        return proved("equality is transitive", "transitivity") if best.holds else best

    def because(self, latex: Latex) -> str:
        """Say so."""
        return "joining the two"


@final
@dataclass(frozen=True)
class Leap(Rule):
    """a = b  →  whatever the paper goes on with. The leap is judged against the line it departs from.

    `reason` completes "the paper goes on with this line, …".

    >>> from sympy.abc import a, b
    >>> str(Leap(a, -b, "with the sign reversed").derive(Equation(a, b)))
    'a = -b'
    """

    lhs: Expr
    rhs: Expr
    reason: str

    def derive(self, source: Equation) -> Equation:
        """The paper's line as it is."""
        return Equation(self.lhs, self.rhs)

    def verify(self, source: Equation, result: Equation, judge: Judge) -> Verdict:
        """Equal ends stand; otherwise the counterexample is shown."""
        return judge.same(Equation(source.lhs, source.rhs), result)

    @property
    def grants(self) -> tuple[Grant, ...]:
        """The leap itself."""
        return (Grant(GrantKind.LEAP, f"{typed(f'{self.lhs} = {self.rhs}')}, {self.reason}"),)

    def because(self, latex: Latex) -> str:
        """Say that it is one."""
        return f"a leap: {self.reason}"
