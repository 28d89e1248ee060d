r"""LaTeX without a catalogue: the letters that occur in a formula are its symbols.

A letter is a single Latin or a Greek one with its subscript; e, i, d and π keep their meaning. What a catalogue would
tell, a product from an application, is not guessed: f(x), and J_0(x) with a letter that names functions, are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import final

from sympy import Expr, Integral, Product, Sum, Symbol

from dehsym.catalogue import Catalogue
from dehsym.domain import COMPLEX
from dehsym.errors import NotationError
from dehsym.notation.build import Builder
from dehsym.notation.claim_builder import ClaimBuilder
from dehsym.notation.functions import FUNCTIONS
from dehsym.notation.latex_conventions import with_conventions
from dehsym.notation.latex_reader import Chain, read_latex
from dehsym.notation.latex_tokens import BRACKETS, Word, latex_words
from dehsym.notation.literal import LiteralBuilder
from dehsym.notation.symbol_names import GREEK
from dehsym.notation.syntax import RelationSign

_KEPT = frozenset(("e", "i", "d"))
_FUNCTION_LETTERS = frozenset((r"\Gamma", r"\zeta", r"\eta"))
_EULERS_CONSTANT = r"\gamma _ \mathrm{E}"
_NAMES_OF_FUNCTIONS = frozenset("JYIKHPQLTUCBWF")
_SIGNS: Mapping[str, RelationSign] = {"=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_RUN_OF_LETTERS = re.compile(r"\\[A-Za-z]+(?:\s*\{[A-Za-z0-9]+\})?|(?<![A-Za-z])(?<!_)(?<!_\{)[A-Za-z]{2,}")


@final
@dataclass(frozen=True, slots=True)
class Letter:
    """A symbol as it stands in a formula: the name under which people type it, and the words that print it."""

    name: str
    words: tuple[Word, ...]

    @property
    def latex(self) -> str:
        """The words as LaTeX.

        >>> Letter("x_1", tuple(latex_words("x_1")[:-1])).latex
        'x _ 1'
        """
        return " ".join(word.text for word in self.words)


def letters(words: Sequence[Word]) -> Iterator[tuple[Letter, Word]]:
    r"""Every letter in the row of words that may stand for a symbol, with the word that follows it.

    >>> [letter.name for letter, _ in letters(latex_words(r"\alpha x_1 + e^{i n_{max}}"))]
    ['alpha', 'x_1', 'n_max']
    """
    at = 0
    while at < len(words) - 1:
        end = min(_end_of_letter(words, at), len(words) - 1)
        if end > at:
            found = Letter(_name(words[at:end]), tuple(words[at:end]))
            if words[at].text not in _KEPT or end > at + 1:
                yield found, words[end]
        at = max(end, at + 1)


def _end_of_letter(words: Sequence[Word], at: int) -> int:
    """Where the letter that begins at `at` ends, its subscript with it; `at` if there is none."""
    text = words[at].text
    if not (len(text) == 1 and text.isalpha()) and not (text.startswith("\\") and text[1:] in GREEK):
        return at
    if words[at + 1].text != "_":
        return at + 1
    if words[at + 2].text != "{":
        return at + 3
    depth = 0
    for end in range(at + 2, len(words)):
        depth += (words[end].text == "{") - (words[end].text == "}")
        if depth == 0:
            return end + 1
    return at + 1


def _name(words: Sequence[Word]) -> str:
    letter = words[0].text.lstrip("\\")
    subscript = "".join(re.sub(r"\\mathrm\{(.*)\}", r"\1", word.text) for word in words[2:] if word.text not in "{},")
    if subscript and not subscript.isalnum():
        raise NotationError(f"a subscript of letters and digits is wanted at position {words[0].position}")
    return f"{letter}_{subscript}" if subscript else letter


@final
@dataclass(frozen=True)
class LatexFormula:
    r"""A formula whose letters are its symbols.

    Raises `NotationError` when it is read, for what `read_latex` refuses and for what could be function or product.

    >>> formula = LatexFormula(r"\int_0^1 x^n dx = \frac{1}{n+1}")
    >>> sorted(formula.names), formula.signs
    (['n'], ('=',))
    """

    text: str

    @cached_property
    def _words(self) -> list[Word]:
        return with_conventions(latex_words(self.text))

    @cached_property
    def _letters(self) -> dict[str, Letter]:
        _check_runs(self.text)
        words, found = self._words, dict[str, Letter]()
        applied, bare = set[str](), set[str]()
        for letter, following in letters(words):
            if letter.latex == _EULERS_CONSTANT:
                continue
            if letter.latex in _FUNCTION_LETTERS:
                (applied if following.text in BRACKETS else bare).add(letter.latex)
                if following.text in BRACKETS:
                    continue
            elif following.text == "(":
                _check_product(letter, words[words.index(following) :])
            found.setdefault(letter.name, letter)
        if both := applied & bare:
            raise NotationError(f"{both.pop()} is a function at one place and a symbol at another: rename the symbol")
        return found

    @cached_property
    def _first(self) -> tuple[Chain, Chain]:
        """Read with symbols of which nothing is assumed: evaluated, and as typed."""
        symbols = {name: Symbol(name, complex=True) for name in self._letters}
        return self._chain(symbols, ClaimBuilder()), self._chain(symbols, LiteralBuilder())

    def _chain(self, symbols: Mapping[str, Symbol], builder: Builder) -> Chain:
        catalogue = Catalogue()
        for name, letter in self._letters.items():
            catalogue.symbol(name, meaning=name, latex=letter.latex, domain=COMPLEX)
        override: dict[str, Expr] = {self._letters[name].latex: symbols[name] for name in self._letters}
        return read_latex(self._words, catalogue, override, builder=builder)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its free symbols."""
        return frozenset(symbol.name for member in self._first[1].members for symbol in member.free_symbols)

    @cached_property
    def signs(self) -> tuple[RelationSign, ...]:
        """The relations of the chain, at least one."""
        signs: tuple[RelationSign, ...] = tuple(_SIGNS[each] for each in self._first[0].relations if each in _SIGNS)
        if not signs or len(signs) < len(self._first[0].relations):
            raise NotationError("a relation =, <, \\le, >, \\ge or \\ne is wanted")
        return signs

    def members(self, symbols: Mapping[str, Symbol], builder: Builder) -> list[Expr]:
        """The members of the chain with these symbols; variables that are only bound are real, or integer in sums."""
        integers = _variables(self._first[0], Sum, Product)
        bound = {
            name: Symbol(name, integer=True) if name in integers else Symbol(name, real=True)
            for name in self._letters
            if name not in self.names
        }
        members = list(self._chain({**symbols, **bound}, builder).members)
        for integral in (each for member in members for each in member.atoms(Integral)):
            if any(len(limits) < 3 for limits in integral.limits):
                raise NotationError(f"both ends of every integral are wanted, found {integral}")
        return members


def _variables(chain: Chain, *kinds: type[Sum] | type[Product]) -> frozenset[str]:
    operators = [operator for member in chain.members for operator in member.atoms(*kinds)]
    return frozenset(variable.name for operator in operators for variable in operator.variables)


def _check_runs(text: str) -> None:
    for match in _RUN_OF_LETTERS.finditer(text):
        if match[0] in FUNCTIONS or match[0] == "pi":
            wanted = f"\\{match[0]}"
            raise NotationError(
                f"{wanted} is wanted at position {match.start() + 1}, found {match[0]!r} letter by letter"
            )


def _check_product(letter: Letter, bracket: Sequence[Word]) -> None:
    """Refuse a letter before a bracket where it looks applied: f(x), f(x, y), and J_n(anything)."""
    inside: list[str] = []
    for word in bracket[1:]:
        if word.text in "()":
            break
        inside.append(word.text)
    first = letter.words[0]
    row = [Word(text, 0) for text in (*inside, "")]
    single = bool(inside) and (_end_of_letter(row, 0) == len(inside) or (len(inside) == 1 and inside[0][0].isdigit()))
    names_a_function = len(letter.words) > 1 and first.text in _NAMES_OF_FUNCTIONS
    if single or "," in inside or names_a_function:
        wanted = f"a product is written {letter.latex.replace(' ', '')} \\cdot (...)"
        raise NotationError(
            f"function or product at position {first.position}? An undefined function has no value; {wanted}"
        )
