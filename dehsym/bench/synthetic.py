"""A derivation of as many steps as one likes, by ordinary rules, whose lines do not grow.

    x = y z   ->   w x = w y z   ->   y^2 x = y^3 z   ->   x = y z   ->   ...          with w = y^2

Multiply, eliminate with the fact, divide: three rules with three different checks, over and over.
"""

from __future__ import annotations

from dehsym.catalogue import Catalogue
from dehsym.claim import Claims
from dehsym.derivation import Derivation, Ledger, derivation
from dehsym.errors import AuthorError
from dehsym.rules.algebra import Divide, Eliminate, Multiply

_PREMISES = 2


def synthetic_derivation(count: int) -> tuple[Catalogue, Derivation]:
    """The derivation with `count` steps, two of them premises, and its symbols.

    Raises `AuthorError` for less than two steps.

    >>> str(synthetic_derivation(5)[1].steps[3].equation)
    'x*y**2 = y**3*z'
    """
    if count < _PREMISES:
        raise AuthorError(f"at least {_PREMISES} steps are wanted, found {count}")
    catalogue = Catalogue()
    x, y, z, w = (catalogue.symbol(name, meaning="a number") for name in ("x", "y", "z", "w"))

    @derivation("Section 1", "Over and over")
    def over_and_over(d: Ledger) -> None:
        line = d.given("a product", x, y * z)
        square = d.given("a square", w, y**2)
        for number in range(count - _PREMISES):
            rule = (Multiply(w), Eliminate(w, square), Divide(y**2))[number % 3]
            line = d.step("and again", line, rule)

    return catalogue, over_and_over.run(catalogue, Claims({}))
