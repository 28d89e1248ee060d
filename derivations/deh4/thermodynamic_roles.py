"""Which symbols of the paper are the quantities of thermodynamics: its gas is ideal, of spinless bosons in a box."""

from dehsym.thermodynamic_system import Nature, Role, ThermodynamicSystem
from derivations.deh4.symbols import F_total, Lambda_B, N, T, U_gas, V, beta, k_B, mu, n, p, phi

system = ThermodynamicSystem(
    {
        Role.PRESSURE: p,
        Role.VOLUME: V,
        Role.NUMBER: N,
        Role.DENSITY: n,
        Role.TEMPERATURE: T,
        Role.INVERSE_TEMPERATURE: beta,
        Role.BOLTZMANN_CONSTANT: k_B,
        Role.THERMAL_WAVELENGTH: Lambda_B,
        Role.CHEMICAL_POTENTIAL: mu,
        Role.FUGACITY: phi,
        Role.FREE_ENERGY: F_total,
        Role.INTERNAL_ENERGY: U_gas,
    },
    frozenset({Nature.IDEAL, Nature.NONRELATIVISTIC, Nature.SPINLESS, Nature.BOSONS}),
)
