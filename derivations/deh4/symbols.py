"""Every symbol of the paper so far: how it is printed, its dimension, its domain, its meaning.

The order of the rows is the order of factors in print. Where the paper prints one letter for two things (n, z, phi),
each thing has a name of its own here, and a derivation says which it reads.
"""

from sympy import Symbol

from dehsym.catalogue import Catalogue
from dehsym.constants import K_B, C, H
from dehsym.dimension import ENERGY, LENGTH, MASS, ONE, PRESSURE, TEMPERATURE, TIME, VOLUME, Dimension
from dehsym.domain import COMPLEX, FRACTION, NATURAL, REAL

catalogue = Catalogue()
_symbol, _function, _constant = catalogue.symbol, catalogue.function, catalogue.constant

# --- Particles, volume, states
alpha = _symbol("alpha", latex=r"\alpha", meaning="beta h^2 / 8 m V^(2/3)")
beta = _symbol("beta", latex=r"\beta", dimension=ENERGY**-1, meaning="inverse temperature 1/k_B T")
mu = _symbol("mu", latex=r"\mu", dimension=ENERGY, domain=REAL, meaning="chemical potential")
N = _symbol("N", meaning="number of quanta")
N_gas = _symbol("N_gas", latex="N_g", meaning="number of quanta outside the state n = 0")
n = _symbol("n", dimension=VOLUME**-1, meaning="number density")
n_q = _symbol("n_q", latex="n", secondary=True, meaning="radius in the space of quantum numbers")
n_x = _symbol("n_x", domain=NATURAL, meaning="quantum number along x")
n_y = _symbol("n_y", domain=NATURAL, meaning="quantum number along y")
n_z = _symbol("n_z", domain=NATURAL, meaning="quantum number along z")
h = _constant("h", H, meaning="Planck constant")
nu_light = _symbol(
    "nu_light", latex=r"\nu", secondary=True, dimension=TIME**-1, meaning="frequency of a radiation oscillator"
)
m = _symbol("m", dimension=MASS, meaning="mass of one quantum")
c = _constant("c", C, meaning="speed of light")
k_B = _constant("k_B", K_B, meaning="Boltzmann constant")
T = _symbol("T", dimension=TEMPERATURE, meaning="temperature")
p = _symbol("p", dimension=PRESSURE, meaning="pressure")
V = _symbol("V", dimension=VOLUME, meaning="volume")
phi = _symbol("phi", latex=r"\phi", domain=FRACTION, meaning="fugacity exp(beta mu)")
eps_n = _function("eps_n", n_q, latex=r"\varepsilon_n", dimension=ENERGY, meaning="energy of a quantum in the state n")
Lambda_B = _symbol("Lambda_B", latex=r"\Lambda_B", dimension=LENGTH, meaning="de Broglie thermal wavelength")
ball = _symbol("B", meaning="volume of a ball in the space of quantum numbers")
tau = _symbol("tau", latex=r"\tau", meaning="number of states up to n")
nu = _symbol("nu", latex=r"\nu", domain=REAL, meaning="phase of (A.1) and (A.2)")

# --- Bound variables
x = _symbol("x", meaning="sqrt(alpha) n on the half line")
y = _symbol("y", domain=REAL, meaning="sqrt(alpha) n on the whole line")
z = _symbol("z", domain=COMPLEX, meaning="y continued into the complex plane")
xi = _symbol("xi", latex=r"\xi", domain=COMPLEX, meaning="z^2")

# --- Appendix 1
arc_integral = _symbol("I_arc", latex="I", domain=COMPLEX, meaning="generic contour integral with a simple pole")
a = _symbol("a", domain=REAL, meaning="place of the pole")
rho = _symbol("rho", latex=r"\rho", meaning="radius of the circle about the pole")
theta = _symbol("theta", latex=r"\phi", secondary=True, domain=REAL, meaning="angle on the circle about the pole")
theta_1 = _symbol("theta_1", latex=r"\phi_1", domain=REAL, meaning="angle at which an arc begins")
f_z = _function("f", z, domain=COMPLEX, meaning="the regular factor of the integrand")

# --- Fluctuations
F_total = _symbol("F_total", latex="F", dimension=ENERGY, domain=REAL, meaning="Helmholtz free energy")
F = _function("F_mean", beta, latex=r"\langle F \rangle", dimension=ENERGY, meaning="mean free energy of one quantum")
F_classical = _function(
    "F_classical",
    beta,
    latex=r"\langle F \rangle_{cl}",
    dimension=ENERGY,
    domain=REAL,
    meaning="mean free energy of one quantum of an ideal classical gas",
)
F_thermal = _symbol(
    "F_thermal",
    latex=r"\langle F \rangle_T",
    dimension=ENERGY,
    domain=REAL,
    meaning="the part of the mean free energy that goes with the temperature",
)
F_number = _symbol(
    "F_number",
    latex=r"\langle F \rangle_N",
    dimension=ENERGY,
    domain=REAL,
    meaning="the part of the mean free energy that goes with the number of particles",
)
E_mean = _function("E_mean", beta, latex=r"\langle E \rangle", dimension=ENERGY, meaning="mean energy of an oscillator")
U_mean = _function("U_mean", beta, latex=r"\langle U \rangle", dimension=ENERGY, domain=REAL, meaning="mean energy")
U2_mean = _function(
    "U2_mean", beta, latex=r"\langle U^2 \rangle", dimension=ENERGY**2, meaning="mean square of the energy"
)
partition = _function("Q", beta, meaning="canonical partition function")
reciprocal = _function(
    "w", beta, latex="z", secondary=True, dimension=ENERGY**-1, meaning="reciprocal of the mean, 1/<F> or 1/<E>"
)
E_0 = _symbol("E_0", dimension=ENERGY, meaning="energy quantum of an oscillator")
N_mean = _symbol("N_mean", latex=r"\langle N \rangle", meaning="mean number of particles")


def _variance(name: str, of: str, latex: str, dimension: Dimension) -> Symbol:
    return _symbol(name, latex=latex, dimension=dimension, domain=REAL, meaning=f"variance of {of}")


variance_U = _variance("variance_U", "the energy", r"\sigma_U^2", ENERGY**2)
variance_F = _variance("variance_F", "the free energy", r"\sigma_F^2", ENERGY**2)
variance_F_thermal = _variance("variance_F_thermal", "F at fixed number", r"\sigma_{F,T}^2", ENERGY**2)
variance_F_number = _variance("variance_F_number", "F at fixed temperature", r"\sigma_{F,N}^2", ENERGY**2)
variance_E = _variance("variance_E", "the energy of an oscillator", r"\sigma_E^2", ENERGY**2)
variance_N = _variance("variance_N", "the number of particles", r"\sigma_N^2", ONE)
C_1 = _symbol("C_1", dimension=ENERGY**-1, meaning="constant of integration")
A = _symbol("A", meaning="constant of integration as a pure number")
