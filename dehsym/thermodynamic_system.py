"""Which symbol of a catalogue plays which part in thermodynamics, and what kind of gas a paper says it treats.

The identities of thermodynamics hold between quantities, not between letters: a paper that prints F or A for the free
energy says so once, and is then held to all of them. What a law presupposes beyond thermodynamics itself, as that the
gas is ideal, is a *nature*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import final

from sympy import Symbol

from dehsym.catalogue import Catalogue
from dehsym.dimension import ENERGY, ENTROPY, LENGTH, ONE, PRESSURE, TEMPERATURE, VOLUME, Dimension
from dehsym.errors import DimensionError


class Role(Enum):
    """A quantity of thermodynamics: its name, the letter for it where a paper has none, its dimension."""

    PRESSURE = ("pressure", "p", PRESSURE)
    VOLUME = ("volume", "V", VOLUME)
    NUMBER = ("number of particles", "N", ONE)
    DENSITY = ("number density", "n", LENGTH**-3)
    TEMPERATURE = ("temperature", "T", TEMPERATURE)
    INVERSE_TEMPERATURE = ("inverse temperature", r"\beta", ENERGY**-1)
    BOLTZMANN_CONSTANT = ("Boltzmann constant", "k", ENTROPY)
    THERMAL_WAVELENGTH = ("thermal wavelength", r"\lambda", LENGTH)
    CHEMICAL_POTENTIAL = ("chemical potential", r"\mu", ENERGY)
    FUGACITY = ("fugacity", "z", ONE)
    FREE_ENERGY = ("Helmholtz free energy", "F", ENERGY)
    INTERNAL_ENERGY = ("internal energy", "U", ENERGY)
    ENTROPY = ("entropy", "S", ENTROPY)

    def __init__(self, meaning: str, letter: str, dimension: Dimension) -> None:
        self.meaning = meaning
        self.letter = letter
        self.dimension = dimension


class Nature(Enum):
    """What a gas is said to be, beyond a body in equilibrium."""

    IDEAL = "without forces between the particles"
    NONRELATIVISTIC = "of particles with the energy p^2/2m"
    SPINLESS = "of particles with one state of spin"
    BOSONS = "of bosons, at any temperature"


@final
@dataclass(frozen=True)
class ThermodynamicSystem:
    """The symbols that play the roles, and the natures of the gas.

    >>> from sympy.abc import T
    >>> ThermodynamicSystem({Role.TEMPERATURE: T}).symbol(Role.PRESSURE) is None
    True
    """

    roles: Mapping[Role, Symbol] = field(default_factory=dict[Role, Symbol])
    natures: frozenset[Nature] = frozenset()

    def symbol(self, role: Role) -> Symbol | None:
        """The symbol that plays `role`, if one does."""
        return self.roles.get(role)

    def check(self, catalogue: Catalogue) -> None:
        """Raise `DimensionError` for a symbol without the dimension of its role.

        >>> catalogue = Catalogue()
        >>> T = catalogue.symbol("T", dimension=TEMPERATURE, meaning="temperature")
        >>> ThermodynamicSystem({Role.TEMPERATURE: T}).check(catalogue)
        """
        for role, symbol in self.roles.items():
            found = catalogue[symbol].dimension
            if found != role.dimension:
                raise DimensionError(f"{symbol} as {role.meaning} is wanted as [{role.dimension}], found [{found}]")
