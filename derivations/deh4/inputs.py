"""The numbers that the paper takes from outside, exact, in SI units, with their source."""

from dataclasses import replace

from dehsym.constants import ATOMIC_MASS, Constant, G
from dehsym.dimension import MASS, si_unit
from dehsym.unit import Unit


def _given(value: str, unit: str, source: str) -> Constant:
    """A printed value in any unit as one in SI units."""
    read = Unit.read(unit)
    exact = Constant.fraction_of(value) * read.factor
    return Constant(str(exact), si_unit(read.dimension), read.dimension, source, printed=f"{value} {unit}")


def _nominal(value: str, unit: str, source: str) -> Constant:
    """A round value, meant exactly."""
    return replace(_given(value, unit, source), printed="")


def _mass_of(weight: str, source: str) -> Constant:
    """The mass of a particle by its atomic or molecular weight."""
    mass = Constant.fraction_of(weight) * ATOMIC_MASS.fraction
    return Constant(str(mass), "kg", MASS, f"{source}, times the atomic mass constant, {ATOMIC_MASS.source}")


T_NOW = _given("2.7255", "K", "Section 4: temperature of the present epoch")
GAMMA = _given("6.306e24", "m", "Section 2: total energy of the universe as a length")
A_NOW = _given("1.37e26", "m", "Section 2: scale factor of the present epoch, from reference [1]")

# --- Helium and nitrogen, for comparison
T_LAMBDA_POINT = _given("2.17", "K", "Section 4: temperature of the helium wavelength")
HELIUM_DISTANCE = _given("0.265", "nm", "Section 4: interatomic distance in superfluid helium")
HELIUM_DENSITY = _nominal(
    "146.2", "kg m^-3", "Donnelly & Barenghi, J. Phys. Chem. Ref. Data 27 (1998) 1217: liquid helium near 2.17 K"
)
HELIUM_MASS = _mass_of("4.002602", "IUPAC 2021 atomic weight of helium")
NITROGEN_MASS = _mass_of("28.014", "IUPAC 2021 atomic weight of nitrogen, twice")
T_ROOM = _nominal("300", "K", "Section 4: nitrogen, for comparison")
NITROGEN_PRESSURE = _nominal("1", "bar", "Section 4: nitrogen, for comparison")

# --- Sections 1 and 2
G_LOW, G_HIGH = G.at_least, G.at_most
T_MU_ZERO = _given("1.71", "K", "Section 2 and Table 1: temperature at which lambda = 0.950")
T_TABLE_1 = _given("2.73", "K", "Table 1: temperature of the present epoch")
MASS_SCALE = _nominal("1e-40", "kg", "Section 5: the order of the mass")
ENERGY_SCALE = _nominal("0.1", "meV", "Section 5: the order of the rest energy")
_AXIONS = "Raffelt, Axions in Astrophysics and Cosmology (1995): the open window from 10^-5 eV to 10^-2 eV"
AXION_LOW, AXION_HIGH = _nominal("1e-5", "eV", _AXIONS), _nominal("1e-2", "eV", _AXIONS)
