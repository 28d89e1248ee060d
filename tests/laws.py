"""Laws that every rule keeps, whoever wrote it. A third party's tests may call them for its own rules."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Add, Expr, Integer, Mul, Pow, Rational

from dehsym import symbolic
from dehsym.derivation import Step
from dehsym.equation import Equation
from dehsym.errors import RuleError
from dehsym.judge import Judge
from dehsym.rule import Rule


def _exponent_changed(expr: Expr) -> Expr:
    """The first power, or failing that the expression itself, raised further."""
    powers = sorted((p for p in expr.atoms(Pow) if isinstance(p.exp, Rational)), key=symbolic.stable_text)
    if powers:
        return expr.xreplace({powers[0]: Pow(powers[0].base, powers[0].exp + 1)})
    return expr**2


def _term_dropped(expr: Expr) -> Expr:
    """One term less of the sum, or of the first sum inside."""
    if isinstance(expr, Add):
        return Add(*expr.args[1:])
    sums = sorted(expr.atoms(Add), key=symbolic.stable_text)
    return expr.xreplace({sums[0]: Add(*sums[0].args[1:])}) if sums else Integer(0)


def _factor_dropped(expr: Expr) -> Expr:
    return Mul(*expr.args[1:]) if isinstance(expr, Mul) and len(expr.args) > 1 else expr + 1


TAMPERINGS: dict[str, Callable[[Expr], Expr]] = {
    "doubled": lambda side: 2 * side,
    "negated": lambda side: -side,
    "inverted": lambda side: 1 / side,
    "exponent changed": _exponent_changed,
    "term dropped": _term_dropped,
    "factor dropped": _factor_dropped,
    "shifted": lambda side: side + 1,
}


def is_pure(rule: Rule, source: Equation, result: Equation) -> None:
    """Deriving again gives the same equation."""
    assert rule.derive(source) == result


def accepts(rule: Rule, source: Equation, result: Equation, judge: Judge) -> None:
    """The verifier accepts what the rule derives."""
    verdict = rule.check(source, result, judge)
    assert verdict.holds, f"{rule} rejects its own result: {verdict}"


def sees_tampering(rule: Rule, source: Equation, result: Equation, judge: Judge) -> None:
    """The verifier rejects a result of which a member was tampered with."""
    for place, member in enumerate(result.members):
        for name, tamper in TAMPERINGS.items():
            changed = tamper(member)
            if symbolic.zero_method(changed - member):
                continue  # the tampering does nothing here, as doubling 0 or inverting 1
            false = Equation.chain(*result.members[:place], changed, *result.members[place + 1 :])
            verdict = rule.check(source, false, judge)
            assert not verdict.holds, f"{rule} accepts member {place} {name}: {false}: {verdict}"


def of_step(step: Step) -> tuple[Rule, Equation, Equation]:
    """Rule, source and result of a computed step."""
    if step.rule is None:
        raise RuleError("a computed step is wanted")
    return step.rule, step.parents[0].equation, step.equation
