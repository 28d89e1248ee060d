"""The numbers that the paper takes from outside, as exact decimals in SI units with their source."""

from dehsym.constants import Constant, G
from dehsym.dimension import ENERGY, LENGTH, MASS, PRESSURE, TEMPERATURE

T_NOW = Constant("2.7255", "K", TEMPERATURE, "Section 4: temperature of the present epoch")
GAMMA = Constant("6.306e24", "m", LENGTH, "Section 2: total energy of the universe as a length")
A_NOW = Constant("1.37e26", "m", LENGTH, "Section 2: scale factor of the present epoch, from reference [1]")

# --- Helium, for comparison
T_LAMBDA_POINT = Constant("2.17", "K", TEMPERATURE, "Section 4: temperature of the helium wavelength")
HELIUM_DISTANCE = Constant("0.265e-9", "m", LENGTH, "Section 4: interatomic distance in superfluid helium")
_ATOMIC_WEIGHTS = "IUPAC 2021 atomic weight times the atomic mass constant, CODATA 2022"
HELIUM_MASS = Constant("6.6464765e-27", "kg", MASS, _ATOMIC_WEIGHTS)
NITROGEN_MASS = Constant("4.651834e-26", "kg", MASS, _ATOMIC_WEIGHTS)
T_ROOM = Constant("300", "K", TEMPERATURE, "Section 4: nitrogen, for comparison")
NITROGEN_PRESSURE = Constant("1e5", "Pa", PRESSURE, "Section 4: 1 bar")

# --- Sections 1 and 2
_NEWTON = "CODATA 2022, one standard uncertainty away"
G_LOW = Constant("6.67415e-11", G.unit, G.dimension, _NEWTON)
G_HIGH = Constant("6.67445e-11", G.unit, G.dimension, _NEWTON)
T_MU_ZERO = Constant("1.71", "K", TEMPERATURE, "Section 2 and Table 1: temperature at which lambda = 0.950")
T_TABLE_1 = Constant("2.73", "K", TEMPERATURE, "Table 1: temperature of the present epoch")
MASS_SCALE = Constant("1e-40", "kg", MASS, "Section 5: the order of the mass")
ENERGY_SCALE = Constant("1.602176634e-23", "J", ENERGY, "Section 5: the order of the rest energy, 0.1 meV")
_AXIONS = "Raffelt, Axions in Astrophysics and Cosmology (1995): the open window from 10^-5 eV to 10^-2 eV"
AXION_LOW = Constant("1.602176634e-24", "J", ENERGY, _AXIONS)
AXION_HIGH = Constant("1.602176634e-21", "J", ENERGY, _AXIONS)
