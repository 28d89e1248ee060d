r"""The identities, inequalities and limits of thermodynamics, each a row: its name, its source, what it demands.

A law takes the functions of state that a paper's statements amount to (`State`) and says what one of them has to be.
Sources: Callen, Thermodynamics and an Introduction to Thermostatistics, 2nd ed.; Landau and Lifshitz, Statistical
Physics, Part 1, 3rd ed.; Pathria and Beale, Statistical Mechanics, 3rd ed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import final

from sympy import Expr, Integer, Rational, log, oo

from dehsym.audit.thermodynamics.states import State
from dehsym.errors import RuleError
from dehsym.proposition import Operator
from dehsym.thermodynamic_system import Nature, Role

_P, _N, _T, _LAMBDA = Role.PRESSURE, Role.DENSITY, Role.TEMPERATURE, Role.THERMAL_WAVELENGTH
_MU, _Z, _F, _U, _S = (
    Role.CHEMICAL_POTENTIAL,
    Role.FUGACITY,
    Role.FREE_ENERGY,
    Role.INTERNAL_ENERGY,
    Role.ENTROPY,
)


@final
@dataclass(frozen=True)
class Demand:
    """`left` `operator` `right`, where one side is what a paper has: `stated`.

    With `tends`, both sides are limits as the variable of the state moves to that point, in units in which k, T and the
    thermal wavelength are 1.
    """

    stated: Expr
    left: Expr
    operator: Operator
    right: Expr
    tends: Expr | None = None

    @property
    def is_identity(self) -> bool:
        """Whether it says what something is, and neither bounds it nor speaks of its limit."""
        return self.operator is Operator.EQUAL and self.tends is None


@final
@dataclass(frozen=True)
class Title:
    """What a law is called, of what it speaks and what it says, in LaTeX with `$p` and so on, and where it is from."""

    name: str
    subject: str
    says: str
    source: str


@final
@dataclass(frozen=True)
class Law:
    """A law: `says` it in LaTeX, and `subject` is what it speaks of, with `$p` and so on for a paper's letters.

    It applies where all that it `needs` is known, the roles in `by_paper` from the paper itself, and nothing of what it
    `lacks`. `variable` restricts it to states by density or by fugacity. A limit may take the first terms of a series.
    """

    name: str
    subject: str
    says: str
    source: str
    needs: tuple[Role, ...]
    demand: Callable[[State], Demand]
    by_paper: tuple[Role, ...] = ()
    natures: frozenset[Nature] = frozenset()
    variable: Role | None = None
    lacks: tuple[Role, ...] = ()
    takes_series: bool = False

    @property
    def title(self) -> Title:
        """What a reader is told of it."""
        return Title(self.name, self.subject, self.says, self.source)

    def applies(self, state: State) -> bool:
        """Whether the state has what the law speaks of."""
        if self.variable not in (None, state.variable) or not set(self.by_paper) <= state.stated:
            return False
        return self.natures <= state.letters.system.natures and state.has(self.needs) and not state.has_any(self.lacks)


# --- Identities


def _equal(stated: Expr, demanded: Expr) -> Demand:
    return Demand(stated, stated, Operator.EQUAL, demanded)


def _pressure_from_free_energy(state: State) -> Demand:
    """With F = V f(T, N/V): p = -(∂F/∂V) = n f_n - f."""
    return _equal(state[_P], state[_N] * state.by_density(state[_F]) - state[_F])


def _potential_from_free_energy(state: State) -> Demand:
    """With F = V f(T, N/V): μ = (∂F/∂N) = f_n."""
    return _equal(state[_MU], state.by_density(state[_F]))


def _entropy_from_free_energy(state: State) -> Demand:
    return _equal(state[_S], -state.at_density(state[_F]))


def _energy_from_free_energy(state: State) -> Demand:
    return _equal(state[_U], state[_F] - state.letters[_T] * state.at_density(state[_F]))


def _euler(state: State) -> Demand:
    return _equal(state[_F], state[_MU] * state[_N] - state[_P])


def _gibbs_duhem(state: State) -> Demand:
    """At a given temperature p changes by n dμ, with μ = kT ln z."""
    potential = state.letters.thermal_energy * log(state[_Z])
    return _equal(state[_P].diff(state.x), state[_N] * potential.diff(state.x))


def _gibbs_duhem_by_potential(state: State) -> Demand:
    return _equal(state[_P].diff(state.x), state[_N] * state[_MU].diff(state.x))


def _activity(state: State) -> Demand:
    return _equal(state[_MU], state.letters.thermal_energy * log(state[_Z]))


def _maxwell(state: State) -> Demand:
    """With S = V s(T, N/V): (∂S/∂V) = s - n s_n."""
    return _equal(state.at_density(state[_P]), state[_S] - state[_N] * state.by_density(state[_S]))


def _two_thirds(state: State) -> Demand:
    return _equal(state[_P], Rational(2, 3) * state[_U])


# --- Signs and bounds


def _not_negative(stated: Expr) -> Demand:
    return Demand(stated, Integer(0), Operator.AT_MOST, stated)


def _at_most(stated: Expr, bound: Expr) -> Demand:
    return Demand(stated, stated, Operator.AT_MOST, bound)


def _compressibility(state: State) -> Demand:
    return _not_negative(state.by_density(state[_P]))


def _fugacity_rises(state: State) -> Demand:
    return _not_negative(state.by_density(state[_Z]))


def _heat_capacity(state: State) -> Demand:
    return _not_negative(state.letters[_T] * state.at_density(state[_S]))


def _entropy_sign(state: State) -> Demand:
    return _not_negative(state[_S])


def _energy_sign(state: State) -> Demand:
    return _not_negative(state[_U])


def _boson_potential(state: State) -> Demand:
    return _at_most(state[_MU], Integer(0))


def _boson_fugacity(state: State) -> Demand:
    return _at_most(state[_Z], Integer(1))


def _boson_pressure(state: State) -> Demand:
    return _at_most(state[_P], state[_N] * state.letters.thermal_energy)


# --- Limits


def _tends(stated: Expr, demanded: Expr, point: Expr) -> Demand:
    return Demand(stated, stated, Operator.EQUAL, demanded, point)


def _classical_pressure(state: State) -> Demand:
    return _tends(state[_P] / (state[_N] * state.letters.thermal_energy), Integer(1), Integer(0))


def _classical_fugacity(state: State) -> Demand:
    return _tends(state[_Z] / (state[_N] * state.letters[_LAMBDA] ** 3), Integer(1), Integer(0))


def _third_law(state: State) -> Demand:
    """As the temperature falls at a given density, n Λ^3 grows without bound, where the wavelength grows so."""
    slope, wavelength = state.slope_of_wavelength, state.letters[_LAMBDA]
    if slope is None or not (slope * state.letters[_T] / wavelength).is_negative:
        raise RuleError(f"a thermal wavelength that grows as the temperature falls is wanted, its slope is {slope}")
    return _tends(state[_S] / (state[_N] * state.letters[Role.BOLTZMANN_CONSTANT]), Integer(0), oo)


def _dense_end(state: State) -> Demand:
    """The density grows with the fugacity, so that it cannot vanish where the fugacity is greatest."""
    stated = state[_N] * state.letters[_LAMBDA] ** 3
    return Demand(stated, Integer(0), Operator.LESS, stated, Integer(1))


_CLASSICAL = frozenset({Nature.IDEAL})
_SPINLESS = frozenset({Nature.IDEAL, Nature.SPINLESS})
_KINETIC = frozenset({Nature.IDEAL, Nature.NONRELATIVISTIC})
_BOSE = frozenset({Nature.IDEAL, Nature.BOSONS})

LAWS: tuple[Law, ...] = (
    Law(
        "pressure-from-free-energy",
        "$p",
        r"$p = -(\partial $F/\partial $V)_{$T,$N}",
        "Landau and Lifshitz, § 15",
        (_P, _F, _N),
        _pressure_from_free_energy,
        (_P,),
    ),
    Law(
        "potential-from-free-energy",
        "$mu",
        r"$mu = (\partial $F/\partial $N)_{$T,$V}",
        "Landau and Lifshitz, § 24",
        (_MU, _F, _N),
        _potential_from_free_energy,
        (_MU,),
    ),
    Law(
        "entropy-from-free-energy",
        "$S/$V",
        r"$S = -(\partial $F/\partial $T)_{$V,$N}",
        "Landau and Lifshitz, § 15",
        (_S, _F, _N),
        _entropy_from_free_energy,
        (_S,),
    ),
    Law(
        "energy-from-free-energy",
        "$U/$V",
        r"$U = $F - $T(\partial $F/\partial $T)_{$V,$N}",
        "Landau and Lifshitz, § 15",
        (_U, _F, _N),
        _energy_from_free_energy,
        (_U,),
    ),
    Law(
        "maxwell",
        r"(\partial $p/\partial $T)_{$V,$N}",
        r"(\partial $p/\partial $T)_{$V,$N} = (\partial $S/\partial $V)_{$T,$N}",
        "Landau and Lifshitz, § 16; Callen, § 7.1",
        (_P, _S, _N),
        _maxwell,
        (_P, _S),
    ),
    Law("euler", "$F/$V", "$F = $mu $N - $p $V", "Callen, § 3.1 and 5.3", (_F, _P, _MU, _N), _euler),
    Law(
        "gibbs-duhem",
        r"(\partial $p/\partial $x)_{$T}",
        r"$n = \frac{$z}{$k $T}(\partial $p/\partial $z)_{$T}",
        "Callen, § 3.2; Pathria and Beale, § 4.3",
        (_P, _N, _Z),
        _gibbs_duhem,
    ),
    Law(
        "gibbs-duhem-by-potential",
        r"(\partial $p/\partial $x)_{$T}",
        r"$n = (\partial $p/\partial $mu)_{$T}",
        "Callen, § 3.2",
        (_P, _N, _MU),
        _gibbs_duhem_by_potential,
        (_MU,),
        lacks=(_Z,),
    ),
    Law("activity", "$mu", r"$z = \exp($mu/$k $T)", "Pathria and Beale, § 4.1", (_MU, _Z), _activity, (_MU,)),
    Law(
        "two-thirds",
        "$p",
        r"$p $V = \frac{2}{3} $U",
        "Landau and Lifshitz, § 56; Pathria and Beale, § 7.1",
        (_P, _U, _N),
        _two_thirds,
        natures=_KINETIC,
    ),
    Law(
        "compressibility",
        r"(\partial $p/\partial $n)_{$T}",
        r"0 \le (\partial $p/\partial $n)_{$T}",
        "Landau and Lifshitz, § 21; Callen, § 8.2",
        (_P, _N),
        _compressibility,
    ),
    Law(
        "fugacity-rises",
        r"(\partial $z/\partial $n)_{$T}",
        r"0 \le (\partial $z/\partial $n)_{$T}",
        "Landau and Lifshitz, § 21; Callen, § 8.2",
        (_Z, _N),
        _fugacity_rises,
    ),
    Law(
        "heat-capacity",
        "C_V/$V",
        r"0 \le C_V = $T(\partial $S/\partial $T)_{$V,$N}",
        "Landau and Lifshitz, § 21; Callen, § 8.2",
        (_S, _N),
        _heat_capacity,
    ),
    Law(
        "entropy-sign", "$S/$V", r"0 \le $S", "Landau and Lifshitz, § 7 and 23", (_S, _N), _entropy_sign, natures=_BOSE
    ),
    Law("energy-sign", "$U/$V", r"0 \le $U", "Landau and Lifshitz, § 56", (_U, _N), _energy_sign, natures=_KINETIC),
    Law(
        "boson-potential",
        "$mu",
        r"$mu \le 0",
        "Landau and Lifshitz, § 54; Pathria and Beale, § 7.1",
        (_MU,),
        _boson_potential,
        (_MU,),
        _BOSE,
    ),
    Law(
        "boson-fugacity",
        "$z",
        r"$z \le 1",
        "Pathria and Beale, § 7.1",
        (_Z, _N),
        _boson_fugacity,
        (_Z,),
        _BOSE,
        Role.DENSITY,
    ),
    Law(
        "boson-pressure",
        "$p",
        r"$p \le $n $k $T",
        "Landau and Lifshitz, § 56; Pathria and Beale, § 7.1",
        (_P, _N),
        _boson_pressure,
        natures=_BOSE,
    ),
    Law(
        "classical-pressure",
        r"\frac{$p}{$n $k $T}",
        r"\frac{$p}{$n $k $T} \to 1 \text{ as } $n $Lambda^3 \to 0",
        "Landau and Lifshitz, § 56; Pathria and Beale, § 7.1",
        (_P, _N),
        _classical_pressure,
        natures=_CLASSICAL,
        takes_series=True,
    ),
    Law(
        "classical-fugacity",
        "$z/$n $Lambda^3",
        r"\frac{$z}{$n $Lambda^3} \to 1 \text{ as } $n $Lambda^3 \to 0",
        "Landau and Lifshitz, § 45; Pathria and Beale, § 7.1",
        (_Z, _N),
        _classical_fugacity,
        natures=_SPINLESS,
        takes_series=True,
    ),
    Law(
        "third-law",
        r"\frac{$S}{$N $k}",
        r"$S \to 0 \text{ as } $T \to 0",
        "Landau and Lifshitz, § 23; Callen, § 11.1",
        (_S, _N),
        _third_law,
        natures=_BOSE,
        variable=Role.DENSITY,
    ),
    Law(
        "dense-end",
        "$n $Lambda^3",
        r"0 < $n $Lambda^3 \text{ as } $z \to 1",
        "Landau and Lifshitz, § 21; Pathria and Beale, § 7.1",
        (_Z, _N),
        _dense_end,
        (_N,),
        _BOSE,
        Role.FUGACITY,
    ),
)
"""The laws, in the order in which they are applied."""
