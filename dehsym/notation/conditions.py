"""The conditions of a claim, joined by commas: domains where a domain can say it, relations where not.

    x > 0, 0 < phi < 1, n, m integer, y real, z complex, x in [0, oo), re(z) > 0, abs(z) < 1, sin(x) != 0, a != b

`natural` is an integer >= 0. An order makes the symbols in it real, unless it holds them inside re, im, abs, arg or
conjugate; a symbol of which nothing is said is complex. Names alone share the condition that follows them: in
`n, m integer` and `x, y > 0` both do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal, final

from sympy import Abs, Symbol, arg, conjugate, im
from sympy import re as real_part

from dehsym.domain import COMPLEX, Domain
from dehsym.errors import NotationError
from dehsym.nearest import hint
from dehsym.notation.bounds import Bound, Bounds, Kind, bound_in
from dehsym.notation.build import inside
from dehsym.notation.latex_letters import LatexFormula
from dehsym.notation.literal import LiteralBuilder
from dehsym.notation.statement import LatexStatement, Link, Statement, TypedStatement, check_finite
from dehsym.notation.symbol_names import is_symbol_name
from dehsym.notation.syntax import Comparison, Leaf, RelationSign, parsed, parsed_comparison
from dehsym.notation.typed import MAX_LENGTH
from dehsym.proposition import Relation

_SEPARATOR = re.compile(r"\$[^$]*\$|[(\[]|[)\]]|[,;]|(?<![A-Za-z0-9_])and(?![A-Za-z0-9_])")
_NAME = r"[ \t\r\n]*(?P<name>[A-Za-z_][A-Za-z_0-9]*)"
_BARE = re.compile(rf"{_NAME}[ \t\r\n]*")
_MEMBER = re.compile(rf"{_NAME}[ \t\r\n]*(?:(?<=[ \t\r\n])in(?=[ \t\r\n(\[])|∈)(?P<set>.+)", re.DOTALL)
_DECLARED = re.compile(rf"{_NAME}[ \t\r\n]+(?P<words>[A-Za-z-][A-Za-z \t\r\n-]*)")
_INTERVAL = re.compile(r"[ \t\r\n]*([(\[])(.*)([)\]])[ \t\r\n]*", re.DOTALL)
_FILLERS = frozenset(("is", "are", "a", "an", "number", "numbers"))

_KINDS: Mapping[str, tuple[Kind, str]] = MappingProxyType(
    {
        "real": ("real", ""), "rational": ("rational", ""), "integer": ("integer", ""), "complex": ("complex", ""),
        "natural": ("integer", "{} >= 0"), "positive": ("real", "{} > 0"), "negative": ("real", "{} < 0"),
        "nonnegative": ("real", "{} >= 0"), "non-negative": ("real", "{} >= 0"),
        "nonpositive": ("real", "{} <= 0"), "non-positive": ("real", "{} <= 0"),
        "nonzero": ("complex", "{} != 0"), "non-zero": ("complex", "{} != 0"),
        "even": ("integer", "(-1)**{} = 1"), "odd": ("integer", "(-1)**{} = -1"),
    }
)  # fmt: skip
"""Words for numbers: the kind, and a condition besides."""

_SETS: Mapping[str, str] = MappingProxyType(
    {
        "R": "real", "Reals": "real", "reals": "real", "Z": "integer", "Integers": "integer", "integers": "integer",
        "N": "natural", "Naturals": "natural", "naturals": "natural", "C": "complex", "Complexes": "complex",
        "Q": "rational", "Rationals": "rational",
    }
)  # fmt: skip


@final
@dataclass(frozen=True, slots=True)
class _Kept:
    """One link of a statement, with the bound that it states if it does."""

    statement: Statement
    place: int
    bound: Bound | None


@final
@dataclass
class Conditions:
    """What the conditions say: of each symbol that they name, and in relations."""

    bounds: dict[str, Bounds] = field(default_factory=dict[str, Bounds])
    _kept: list[_Kept] = field(default_factory=list[_Kept])

    @property
    def names(self) -> frozenset[str]:
        """The symbols that are named."""
        return frozenset(self.bounds)

    def domain(self, name: str) -> Domain:
        """The domain of a symbol; the complex plane where nothing is said."""
        return self.bounds[name].domain if name in self.bounds else COMPLEX

    def relations(self, symbols: Mapping[str, Symbol]) -> tuple[Relation, ...]:
        """The conditions that no domain expresses exactly, as they were typed, between these symbols."""
        found: list[Relation] = []
        for kept in self._kept:
            if kept.bound is None or not self.bounds[kept.bound.name].keeps(kept.bound):
                kept.statement.links(symbols)  # sizes what the next line builds
                found.append(kept.statement.links(symbols, LiteralBuilder)[kept.place].relation)
        return tuple(found)

    def declare(self, name: str, kind: Kind, text: str) -> None:
        """Note what kind of number a symbol is."""
        known = self.bounds.setdefault(name, Bounds())
        known.kinds.add(kind)
        known.texts.append(text)

    def require(self, statement: Statement, text: str) -> None:
        """Note every link of a statement."""
        links = statement.links({name: Symbol(name, complex=True) for name in statement.names})
        for name in statement.names:
            self.bounds.setdefault(name, Bounds()).texts.append(text)
        for place, link in enumerate(links):
            if not (link.left.free_symbols or link.right.free_symbols):
                raise NotationError(f"a condition on a symbol is wanted, found {text!r}")
            bound = bound_in(link)
            self._kept.append(_Kept(statement, place, bound))
            if bound is not None:
                self.bounds[bound.name].meet(bound)
                continue
            check_finite([link])
            for name in _ordered(link):
                self.bounds[name].kinds.add("real")

    def check(self) -> None:
        """Raise `NotationError` if no value of some symbol satisfies its conditions."""
        for name, known in self.bounds.items():
            if known.domain.is_empty:
                texts = " and ".join(dict.fromkeys(known.texts))
                raise NotationError(f"a value of {name} with {texts[:200]} is wanted, there is none")


def _ordered(link: Link) -> Iterator[str]:
    """The names of the symbols that the link compares in size: not those inside re, im, abs, arg, conjugate."""
    if link.sign in ("=", "!="):
        return
    inside = {
        symbol
        for side in (link.left, link.right)
        for part in side.atoms(real_part, im, Abs, arg, conjugate)
        for symbol in part.free_symbols
    }
    for symbol in (link.left.free_symbols | link.right.free_symbols) - inside:
        yield symbol.name


def read_conditions(where: str) -> Conditions:
    """Read conditions; raise `NotationError` with the column for what is none, and where no value satisfies them.

    >>> conditions = read_conditions("n, m integer, 0 < phi < 1, n != m, abs(z) < 1")
    >>> {name: str(conditions.domain(name)) for name in sorted(conditions.names)}
    {'m': 'x integer', 'n': 'x integer', 'phi': '0 < x < 1', 'z': 'x complex, 0 ≤ |x| < 1'}
    """
    if len(where) > MAX_LENGTH:
        raise NotationError(f"in where: at most {MAX_LENGTH:,} characters are wanted, found {len(where):,}")
    found, waiting = Conditions(), list[tuple[str, int]]()
    with inside("where"):
        for column, text in _items(where) if where.strip() else ():
            _Item(found, column, text).read(waiting)
        if waiting:
            name, column = waiting[-1]
            raise NotationError(f"a condition on {name} is wanted at column {column}, found the name alone")
        found.check()
    return found


def _items(where: str) -> Iterator[tuple[int, str]]:
    """The conditions, each with the column at which it begins; commas inside brackets or formulas do not end one."""
    depth = begin = 0
    for match in _SEPARATOR.finditer(where):
        if match[0] in "([" or match[0] in ")]":
            depth += 1 if match[0] in "([" else -1
        elif depth <= 0 and not match[0].startswith("$"):
            yield begin + 1, where[begin : match.start()]
            begin = match.end()
    yield begin + 1, where[begin:]


@final
@dataclass(frozen=True, slots=True)
class _Item:
    """One condition between two commas."""

    conditions: Conditions
    column: int
    text: str

    def read(self, waiting: list[tuple[str, int]]) -> None:
        """Note what it says, of the names that wait for it too; a name alone is left waiting."""
        if not self.text.strip():
            raise NotationError(f"a condition is wanted at column {self.column}, found none")
        if found := _BARE.fullmatch(self.text):
            waiting.append((self._symbol(found), self._at(found)))
            return
        names = [name for name, _ in waiting]
        waiting.clear()
        if self.text.strip().startswith("$"):
            self._latex(names)
        elif found := _MEMBER.fullmatch(self.text):
            self._member([*names, self._symbol(found)], found)
        elif found := _DECLARED.fullmatch(self.text):
            self._declared([*names, self._symbol(found)], found["words"].split(), self._at(found, "words"))
        else:
            self._compared(names)

    def _at(self, found: re.Match[str], part: Literal["name", "words", "set"] = "name") -> int:
        return self.column + found.start(part)

    def _symbol(self, found: re.Match[str]) -> str:
        name = found["name"]
        if not is_symbol_name(name):
            raise NotationError(f"a symbol is wanted at column {self._at(found)}, found {name[:40]!r}")
        return name

    def _declared(self, names: Iterable[str], words: list[str], column: int) -> None:
        kinds = [word for word in words if word not in _FILLERS] or words
        for word in kinds:
            singular = word if word in _KINDS else word.removesuffix("s")
            if singular not in _KINDS:
                said = hint(word[:40], _KINDS) or f": known are {', '.join(_KINDS)}"
                raise NotationError(f"a kind of number is wanted at column {column}, found {word[:40]!r}{said}")
            for name in names:
                kind, condition = _KINDS[singular]
                self.conditions.declare(name, kind, self._shown)
                if condition:
                    self.conditions.require(TypedStatement(parsed_comparison(condition.format(name))), self._shown)

    def _member(self, names: list[str], found: re.Match[str]) -> None:
        column, said = self._at(found, "set"), found["set"]
        if said.strip() in _SETS:
            self._declared(names, [_SETS[said.strip()]], column)
            return
        interval = _INTERVAL.fullmatch(said)
        ends = list(_items(interval[2])) if interval else []
        if interval is None or len(ends) != 2:
            raise NotationError(f"an interval such as (0, 1) or [0, oo) is wanted at column {column}")
        start = column + interval.start(2) - 1
        low, high = (parsed(" " * (start + offset - 1) + end) for offset, end in ends)
        signs: tuple[RelationSign, RelationSign] = (
            "<=" if interval[1] == "[" else "<",
            "<=" if interval[3] == "]" else "<",
        )
        for name in names:
            self._require(Comparison((low, Leaf("name", name, self._at(found)), high), signs, self._at(found)))

    def _compared(self, names: list[str]) -> None:
        tree = parsed_comparison(" " * (self.column - 1) + self.text)
        first = tree.members[0]
        if names and not (isinstance(first, Leaf) and first.sort == "name"):
            raise NotationError(
                f"a condition on {names[0]} is wanted before column {self.column}, found the name alone"
            )
        for name in names:
            self._require(replace(tree, members=(replace(first, text=name), *tree.members[1:])))
        self._require(tree)

    def _require(self, tree: Comparison) -> None:
        self.conditions.require(TypedStatement(tree), self._shown)

    def _latex(self, names: list[str]) -> None:
        blank, inside = self.text.replace("$", " "), self.text.strip()[1:-1]
        if names or not self.text.strip().endswith("$") or "$" in inside or len(self.text.strip()) < 3:
            raise NotationError(f"one condition between two dollar signs is wanted at column {self.column}")
        for offset, part in _items(blank):
            formula = LatexFormula(" " * (self.column + offset - 2) + part)
            self.conditions.require(LatexStatement(formula), part.strip())

    @property
    def _shown(self) -> str:
        return " ".join(self.text.split())[:60]
