"""What a verdict depends on, as a hash: the statement, the rule and its parameters, the domains, and the code.

Two statements with one fingerprint get one verdict, so an edited step changes its own fingerprint and those of the
steps whose input it changes, and no others.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import cast

from sympy import Basic, Expr, Symbol

from dehsym import symbolic
from dehsym.catalogue import Catalogue
from dehsym.engine import engine
from dehsym.equation import Equation
from dehsym.rule import Fact, Rule


def fingerprint(*parts: str) -> str:
    """The hash of the parts, none of which can run into its neighbour."""
    digest = hashlib.sha256()
    for part in (engine(), *parts):
        digest.update(f"{len(part)}:".encode())
        digest.update(part.encode())
    return digest.hexdigest()


def text_of(value: object) -> str:
    """A text that is equal for equal values, whatever the process; facts count by their equation alone."""
    match value:
        case Equation():
            return " = ".join(map(symbolic.stable_text, value.members))
        case Basic():
            return symbolic.stable_text(cast("Expr", value))
        case Fact():
            return text_of(value.equation)
        case Enum():
            return value.name
        case Mapping():
            rows = cast("Mapping[object, object]", value).items()
            return "{" + ", ".join(sorted(f"{text_of(k)}: {text_of(v)}" for k, v in rows)) + "}"
        case tuple() | list():
            return "(" + ", ".join(text_of(each) for each in cast("tuple[object, ...]", value)) + ")"
        case Rule():
            return _rule_text(value)
        case _:
            return repr(value)


def _rule_text(rule: Rule) -> str:
    kind = type(rule)
    named = [f"{f.name}={text_of(getattr(rule, f.name))}" for f in fields(rule)] if is_dataclass(rule) else []
    return f"{kind.__module__}.{kind.__qualname__}({', '.join(named)})#{_code(kind)}"


@cache
def _code(kind: type[Rule]) -> str:
    """The hash of the file in which a rule is written: a rule of somebody's own is not among the engine's files."""
    try:
        return hashlib.sha256(Path(inspect.getfile(kind)).read_bytes()).hexdigest()
    except (OSError, TypeError):
        return "no file"


def domains_text(catalogue: Catalogue, *equations: Equation) -> str:
    """Domain and dimension of every symbol in the equations."""
    symbols: set[Expr] = set()
    for equation in equations:
        for member in equation.members:
            symbols |= {each for each in member.atoms(Symbol) if each in catalogue}
            symbols |= {catalogue.declared(each) for each in symbolic.opaque_functions(member)}
    rows = [f"{each}: {catalogue[each].domain} [{catalogue[each].dimension}]" for each in symbols]
    return "; ".join(sorted(rows))
