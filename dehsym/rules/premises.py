"""What theorems need besides equalities: that something does not vanish, or keeps its sign.

A premise that is shown adds nothing to a verdict. One that is neither shown nor refuted becomes a condition of it, and
one that fails somewhere in the domains comes back refuted, with a point at which it fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from flint import acb, arb
from sympy import Add, Derivative, Expr, Integer, Mul, Pow, Rational, Symbol, cos, cosh, exp, log, sin, sinh
from sympy.core.numbers import Infinity, NegativeInfinity

from dehsym import symbolic
from dehsym.backticks import typed
from dehsym.balls import Enclosure, Point, ball_text, compile_enclosure, text_of, working_precision
from dehsym.domain import REAL, Domain, Interval
from dehsym.errors import DehsymError, EvaluationError, RuleError
from dehsym.judge import Judge, decide
from dehsym.proof import prove_order
from dehsym.proposition import Operator, Proposition, Relation
from dehsym.verdict import IDENTITY, Kind, Verdict, Witness, certified, proved, refuted, undecided, weakest

_BITS = 96
_FARTHEST = 20
"""Half lines are covered from 2^-20 to 2^20 of their ends."""
_DEEPEST = 8
_SHALLOW = 4
_BEHIND = 2
"""So many intervals behind one on which the sign is open are looked at, and so often halved at the most."""
_CHOICES = 4


def jointly(*verdicts: Verdict) -> Verdict:
    """The weakest of the verdicts, under the conditions of all.

    >>> one = replace(proved("one"), conditions=("a != 0",))
    >>> jointly(one, proved("two")).conditions
    ('a != 0',)
    """
    conditions = dict.fromkeys(condition for verdict in verdicts for condition in verdict.conditions)
    return replace(weakest(*verdicts), conditions=tuple(conditions))


def domains_of(judge: Judge, *exprs: Expr) -> dict[Expr, Domain]:
    """The domains of the free symbols; raise `CatalogueError` for one that is not declared.

    >>> from dehsym.catalogue import Catalogue
    >>> catalogue = Catalogue()
    >>> x = catalogue.symbol("x", meaning="a number")
    >>> str(domains_of(Judge(catalogue), 2 * x)[x])
    '0 < x'
    """
    symbols = sorted({symbol for expr in exprs for symbol in expr.free_symbols}, key=str)
    return {symbol: judge.bound.get(symbol) or judge.catalogue[symbol].domain for symbol in symbols}


def with_marks(exprs: list[Expr], judge: Judge) -> tuple[list[Expr], Judge]:
    """The expressions with a real symbol for every derivative of an undefined function, and one for every function.

    At one place F and F′ can have any values of their domains, so that nothing is lost. Raise `RuleError` for a
    function under an integral or a sum: its values there are not those at one place.
    """
    for operator in (each for expr in exprs for each in symbolic.binding_operators(expr)):
        if symbolic.opaque_functions(operator):
            raise RuleError(f"a function of which one value is asked is wanted, found {operator}")
    marks: dict[Expr, Symbol] = {}
    domains: dict[Symbol, Domain] = {}
    slopes = {slope for expr in exprs for slope in expr.atoms(Derivative) if symbolic.opaque_functions(slope)}
    for slope in sorted(slopes, key=symbolic.stable_text):
        marks[slope] = Symbol(f"#{len(marks)}", **REAL.assumptions)
        domains[marks[slope]] = REAL
    exprs = [expr.xreplace(marks) for expr in exprs]
    functions = {function for expr in exprs for function in symbolic.opaque_functions(expr)}
    for function in sorted(functions, key=symbolic.stable_text):
        domain = judge.catalogue[judge.catalogue.declared(function)].domain
        marks[function] = Symbol(f"#{len(marks)}", **domain.assumptions)
        domains[marks[function]] = domain
    return [expr.xreplace(marks) for expr in exprs], judge.binding(domains)


# --- Not zero ------------------------------------------------------------------------------------------------------


def nonvanishing(expr: Expr, judge: Judge) -> Verdict:
    """Whether `expr` ≠ 0 for all values in the domains, factor by factor.

    PROVED without conditions; REFUTED with a zero; otherwise certified at points, each factor f that was not settled
    being a condition "f != 0".

    >>> from dehsym.catalogue import Catalogue
    >>> catalogue = Catalogue()
    >>> a = catalogue.symbol("a", meaning="a positive number")
    >>> r = catalogue.symbol("r", meaning="a real number", domain=REAL)
    >>> nonvanishing(a, Judge(catalogue)).kind.word, nonvanishing(a * r, Judge(catalogue)).conditions
    ('proved', ('r != 0',))
    """
    return jointly(proved("nothing vanishes", IDENTITY), *(_not_zero(factor, judge) for factor in _factors(expr)))


def _factors(expr: Expr) -> list[Expr]:
    """The factors with positive exponents: only these can vanish."""
    found = symbolic.factors_and_exponents(expr)
    return [factor for factor, exponent in found if not exponent.is_negative]


def _not_zero(factor: Expr, judge: Judge) -> Verdict:
    if factor.is_zero is False:
        return proved(f"{typed(factor)} is not zero", IDENTITY)
    if (exponent := _exponent_of_difference(factor)) is not None:
        return nonvanishing(exponent, judge)
    open_condition = replace(
        certified(f"{typed(factor)} was not seen to vanish", digits=0, points=0), conditions=(f"{factor} != 0",)
    )
    try:
        (marked,), inner = with_marks([factor], judge)
        domains = domains_of(inner, marked)
        if prove_order(Integer(0), marked, domains, strict=True) or prove_order(
            marked, Integer(0), domains, strict=True
        ):
            return proved(f"{typed(factor)} keeps its sign", IDENTITY)
        relation = Relation(marked, Operator.UNEQUAL, Integer(0))
        known = {symbol: domain for symbol, domain in domains.items() if isinstance(symbol, Symbol)}
        found = decide(Proposition((relation,), known))
    except DehsymError:  # a symbol, or a head, of which nothing is known
        return open_condition
    if found.kind is Kind.PROVED:
        return found
    if found.kind is not Kind.REFUTED:
        return open_condition
    where = found.witness.place if found.witness else ""
    evidence = f"{typed(factor)} vanishes at {where}" if where else f"{typed(factor)} vanishes"
    return replace(found, evidence=evidence, conditions=(f"{factor} != 0",))


def _exponent_of_difference(factor: Expr) -> Expr | None:
    """The real u of ±(e^u - 1), which vanishes where u does and nowhere else."""
    for signed in (factor, -factor):
        rest = signed + 1
        if isinstance(rest, exp) and rest.args[0].is_real:
            return rest.args[0]
    return None


def as_condition(found: Verdict) -> Verdict:
    """What was found of something that must not vanish, where a zero of it does no harm but sets a condition.

    >>> as_condition(replace(refuted("x vanishes at x = 0"), conditions=("x != 0",))).kind.word
    'certified'
    """
    if found.holds:
        return found
    return replace(
        certified(f"where {found.provided} ({found.evidence})", digits=0, points=0), conditions=found.conditions
    )


def as_premise(found: Verdict) -> Verdict:
    """What was found of a premise: one that fails leaves the step open, for then the theorem says nothing.

    >>> as_premise(refuted("it is negative")).kind.word
    'undecided'
    """
    if found.kind is not Kind.REFUTED:
        return found
    return undecided(f"a premise fails: {found.evidence}" + (f" ({found.witness})" if found.witness else ""))


def open_range(low: Expr, high: Expr) -> Domain:
    """The real numbers between the ends of a range; raise `RuleError` unless these are rational or infinite.

    >>> from sympy import oo
    >>> str(open_range(Integer(0), oo))
    '0 < x'
    """
    return Domain("real", Interval(_rational_end(low), _rational_end(high)))


def _rational_end(end: Expr) -> Fraction | None:
    if isinstance(end, Rational):
        return Fraction(end.p, end.q)
    if isinstance(end, (Infinity, NegativeInfinity)):
        return None
    raise RuleError(f"rational or infinite ends are wanted, found {end}")


# --- One sign ------------------------------------------------------------------------------------------------------


def positive_throughout(expr: Expr, variable: Symbol, judge: Judge) -> Verdict:
    """Whether `expr` > 0 for all values of `variable` in its domain.

    Three roads, the first that settles it: exact signs; the sign at stratified points, which refutes; the sign over
    whole dyadic intervals of the variable, in balls, for a few choices of the other symbols. Where there are no balls
    for intervals the points are all there is, and the evidence says so.

    >>> from dehsym.catalogue import Catalogue
    >>> catalogue = Catalogue()
    >>> x = catalogue.symbol("x", meaning="a positive number")
    >>> str(positive_throughout(exp(x) - x, x, Judge(catalogue)))
    'proved: positive by derivatives that keep their sign'
    """
    try:
        (marked,), inner = with_marks([expr], judge)
        domains = domains_of(inner, marked, variable)
    except DehsymError as error:
        return undecided(str(error))
    proof = prove_order(Integer(0), symbolic.differentiated(marked), domains, strict=True)
    if proof and _slopes_say_all(expr, variable, judge):
        return proved(f"positive by {proof.method}", proof.method)
    if (found := _by_signs_of_logarithms(expr, variable, judge)) and found.holds:
        return found
    sampled = judge.positive(expr)
    if not sampled.holds:
        return sampled
    try:
        return _covered(expr, variable, domains[variable], judge) or sampled
    except EvaluationError:
        return sampled


def _slopes_say_all(expr: Expr, variable: Symbol, judge: Judge) -> bool:
    """Whether what is differentiated is smooth: the formula for the slope of arctan(1/x) does not show the jump."""
    return all(
        smooth_throughout(slope.args[0], variable, judge).holds
        for slope in expr.atoms(Derivative)
        if variable in slope.free_symbols and not symbolic.opaque_functions(slope)
    )


def _by_signs_of_logarithms(expr: Expr, variable: Symbol, judge: Judge) -> Verdict | None:
    """With u - 1 in the place of factors ln u, which has its sign for u > 0 and is not lost where u is nearly 1."""
    factors = Mul.make_args(expr)
    arguments = [factor.args[0] for factor in factors if isinstance(factor, log)]
    if not arguments:
        return None
    plain = Mul(*(factor.args[0] - 1 if isinstance(factor, log) else factor for factor in factors))
    return jointly(*(positive_throughout(each, variable, judge) for each in (plain, *arguments)))


def _covered(expr: Expr, variable: Symbol, domain: Domain, judge: Judge) -> Verdict | None:
    """The sign over dyadic intervals, from the middle of the domain outwards as far as the balls tell it.

    Where a function decays it becomes too small beside its balls: there the span ends, and the evidence states it. A
    dip that is left open leaves all open, and so does a gap, behind which the balls tell the sign again: a pole is one.
    """
    enclosure = compile_enclosure(expr)
    others = expr.free_symbols - {variable}
    choices = judge.at(expr, variable, count=_CHOICES if others else 1)
    pieces = list(dyadic_pieces(domain.values))
    middle = len(pieces) // 2
    first, last = 0, len(pieces) - 1
    for point in choices:
        for order in (range(middle, -1, -1), range(middle + 1, len(pieces))):
            for number in order:
                found = _sign_on(enclosure, point, variable, pieces[number])
                if isinstance(found, Verdict):
                    return found
                if not found:
                    behind = [pieces[each] for each in order if abs(each - middle) > abs(number - middle)][:_BEHIND]
                    if any(_sign_on(enclosure, point, variable, each, _SHALLOW) for each in behind):
                        return undecided(f"its sign is open near {typed(f'{variable} = {_short(pieces[number][0])}')}")
                    first, last = (max(first, number + 1), last) if number <= middle else (first, min(last, number - 1))
                    break
    if first > last:
        return None
    span = typed(f"{_short(pieces[first][0])} ≤ {variable} ≤ {_short(pieces[last][1])}")
    several = f", for {len(choices)} choices of the other symbols" if len(choices) > 1 else ""
    return certified(f"positive on the whole of {span}, in balls{several}", digits=0, points=len(choices))


def _short(number: Fraction) -> str:
    return str(number) if max(abs(number.numerator), number.denominator) < 10**4 else f"{float(number):.4g}"


def _sign_on(
    enclosure: Enclosure, point: Point, variable: Symbol, piece: tuple[Fraction, Fraction], deepest: int = _DEEPEST
) -> bool | Verdict:
    """True where it is positive on the whole piece; False where the balls do not tell, and it rises or falls there.

    Otherwise a verdict: refuted where it is negative at a point, undecided where it dips below both of its ends so far
    that the balls do not tell.
    """
    waiting = [(*piece, 0)]
    while waiting:
        low, high, depth = waiting.pop()
        value = over_interval(enclosure, point, variable, low, high)
        if value.is_finite() and value.real > 0:
            continue
        middle = (low + high) / 2
        there = {**point, variable: middle}
        centre = enclosure(there, _BITS).real
        if centre < 0:
            return refuted("it is negative", Witness(text_of(there), ball_text(acb(centre)), "> 0"))
        if depth == deepest:
            ends = [enclosure({**point, variable: end}, _BITS).real for end in piece]
            dips = value.is_finite() and all(end > centre or not end > 0 for end in ends)
            return undecided(f"its sign is open near {typed(f'{variable} = {_short(middle)}')}") if dips else False
        waiting += [(low, middle, depth + 1), (middle, high, depth + 1)]
    return True


def smooth_throughout(expr: Expr, variable: Symbol, judge: Judge) -> Verdict:
    """Whether `expr` is analytic in the variable all over its range: what it divides by, or takes roots of, says it.

    Undecided where it is not, or where a function stands in it of which it is not known here.

    >>> from dehsym.catalogue import Catalogue
    >>> catalogue = Catalogue()
    >>> x = catalogue.symbol("x", meaning="a positive number")
    >>> [smooth_throughout(each, x, Judge(catalogue)).holds for each in (log(x) / (x + 1), 1 / (x - 1))]
    [True, False]
    """
    needed: list[Verdict] = [proved("analytic", IDENTITY)]
    for part in symbolic.subexpressions(expr):
        if variable not in part.free_symbols or isinstance(part, (Symbol, Add, Mul, exp, sin, cos, sinh, cosh)):
            continue
        base, power = part.as_base_exp()
        if isinstance(part, log):
            needed.append(positive_throughout(part.args[0], variable, judge))
        elif isinstance(part, Pow) and variable not in power.free_symbols:
            if not power.is_integer:
                needed.append(positive_throughout(base, variable, judge))
            elif not power.is_nonnegative:
                needed.append(_of_one_sign(base, variable, judge))
        else:
            needed.append(undecided(f"it is not known where {typed(part)} is smooth"))
    found = jointly(*needed)
    return undecided(f"{typed(expr)} is not smooth: {found.evidence}") if found.kind is Kind.REFUTED else found


def _of_one_sign(expr: Expr, variable: Symbol, judge: Judge) -> Verdict:
    found = positive_throughout(expr, variable, judge)
    return positive_throughout(-expr, variable, judge) if found.kind is Kind.REFUTED else found


def over_interval(enclosure: Enclosure, point: Point, variable: Symbol, low: Fraction, high: Fraction) -> acb:
    """A ball around all values for `variable` from `low` to `high`; finite only if the expression is analytic there."""
    with working_precision(_BITS):
        ends = [arb(each.numerator) / arb(each.denominator) for each in (low, high)]
        return enclosure.over(point, {variable: acb(ends[0].union(ends[1]))})


def scaled_points(point: Point, judge: Judge) -> list[Point]:
    """The point, and those with one of its numbers 2^-12 and 2^-24 times as large, where the domain has them.

    An approximation is good where some parameter is small or large; generic points are seldom there.
    """
    found = [point]
    for symbol, domain in domains_of(judge, *(key for key in point if isinstance(key, Symbol))).items():
        value = point[symbol]
        smaller = [value / 2**exponent for exponent in (12, 24)] if isinstance(value, Fraction) else []
        found += [{**point, symbol: each} for each in smaller if each in domain and each != value]
    return found


def dyadic_pieces(values: Interval, farthest: int = _FARTHEST) -> Iterator[tuple[Fraction, Fraction]]:
    """Intervals in a row that cover a real interval but for 2^-farthest about its ends, or beyond 2^farthest.

    >>> [(str(a), str(b)) for a, b in dyadic_pieces(Interval(Fraction(0), Fraction(1)))][:2]
    [('1/2097152', '1/1048576'), ('1/1048576', '1/524288')]
    """
    powers = [Fraction(2) ** k for k in range(-farthest, farthest + 1)]
    low, high = values.low, values.high
    if low is not None and high is not None:
        steps = [each / 2 for each in powers if each <= 1]
        places = [low + (high - low) * each for each in steps]
        places += [high - (high - low) * each for each in reversed(steps[:-1])]
    elif low is not None:
        places = [low + each for each in powers]
    elif high is not None:
        places = [high - each for each in reversed(powers)]
    else:
        places = [-each for each in reversed(powers)] + powers
    yield from pairwise(places)
