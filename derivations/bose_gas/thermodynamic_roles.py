"""Which symbols of the ideal Bose gas are the quantities of thermodynamics."""

from dehsym.thermodynamic_system import Nature, Role, ThermodynamicSystem
from derivations.bose_gas.symbols import A, N, P, T, U, V, beta, k_B, lambda_T, mu, n, z

system = ThermodynamicSystem(
    {
        Role.PRESSURE: P,
        Role.VOLUME: V,
        Role.NUMBER: N,
        Role.DENSITY: n,
        Role.TEMPERATURE: T,
        Role.INVERSE_TEMPERATURE: beta,
        Role.BOLTZMANN_CONSTANT: k_B,
        Role.THERMAL_WAVELENGTH: lambda_T,
        Role.CHEMICAL_POTENTIAL: mu,
        Role.FUGACITY: z,
        Role.FREE_ENERGY: A,
        Role.INTERNAL_ENERGY: U,
    },
    frozenset({Nature.IDEAL, Nature.NONRELATIVISTIC, Nature.SPINLESS, Nature.BOSONS}),
)
