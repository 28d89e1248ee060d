"""Every symbol of the paper so far: how it is printed, its dimension, its domain, its meaning.

The order of the rows is the order of factors in print. Where the paper prints one letter for two things (n, z, phi),
each thing has a name of its own here, and a derivation says which it reads.
"""

from sympy import Symbol

from dehsym.catalogue import Catalogue
from dehsym.constants import K_B, C, H
from dehsym.constants import G as NEWTON
from dehsym.dimension import ACTION, ENERGY, ENTROPY, LENGTH, MASS, ONE, PRESSURE, TEMPERATURE, TIME, VOLUME, Dimension
from dehsym.domain import COMPLEX, FRACTION, NATURAL, REAL, Domain, Interval

catalogue = Catalogue()
ABOVE_ONE = Domain("real", Interval(FRACTION.values.high))
_symbol, _function, _constant = catalogue.symbol, catalogue.function, catalogue.constant

# --- Sections 1 and 2: the energies of the universe
U = _symbol("U", dimension=ENERGY, meaning="total energy of the universe")
U_lambda = _symbol("U_lambda", latex=r"U_\lambda", dimension=ENERGY, meaning="dark energy")
M_dm = _symbol("M_dm", latex="M(dm)", dimension=MASS, meaning="mass of the dark matter")
M_b = _symbol("M_b", latex="M(b)", dimension=MASS, meaning="mass of the baryonic matter")
S_lambda = _symbol("S_lambda", latex=r"S_\lambda", dimension=ENTROPY, meaning="dark entropy")
F_matter = _symbol("F_matter", latex="F", secondary=True, dimension=ENERGY, meaning="free energy of all matter")
U_of_S = _function(
    "U_of_S", S_lambda, latex=r"U_\lambda", secondary=True, dimension=ENERGY, meaning="dark energy by its entropy"
)
T_of_S = _function(
    "T_of_S", S_lambda, latex="T", secondary=True, dimension=TEMPERATURE, meaning="temperature by the dark entropy"
)
lambda_dark = _symbol("lambda_dark", latex=r"\lambda", domain=FRACTION, meaning="dark energy over the total energy")
chi = _symbol("chi", latex=r"\chi(dm)", domain=FRACTION, meaning="energy of dark matter over the total energy")
chi_b = _symbol("chi_b", latex=r"\chi(b)", domain=FRACTION, meaning="energy of baryons over the total energy")
Gamma = _symbol("Gamma", latex=r"\Gamma", dimension=LENGTH, meaning="total energy of the universe as a length")
kappa = _symbol("kappa", latex=r"\kappa", dimension=LENGTH / ENERGY, meaning="Einstein gravitation constant")
G = _constant("G", NEWTON, meaning="Newton constant of gravitation")

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
m = _symbol("m", dimension=MASS, meaning="mass of one quantum", invariable=True)
c = _constant("c", C, meaning="speed of light")
k_B = _constant("k_B", K_B, meaning="Boltzmann constant")
T = _symbol("T", dimension=TEMPERATURE, meaning="temperature")
T_c = _symbol("T_c", dimension=TEMPERATURE, meaning="critical temperature of condensation")
p = _symbol("p", dimension=PRESSURE, meaning="pressure")
p_gas = _symbol("p_gas", latex="p_g", dimension=PRESSURE, meaning="pressure of the quanta outside the state n = 0")
V = _symbol("V", dimension=VOLUME, meaning="volume")
phi = _symbol("phi", latex=r"\phi", domain=FRACTION, meaning="fugacity")
eps_n = _function("eps_n", n_q, latex=r"\varepsilon_n", dimension=ENERGY, meaning="energy of a quantum in the state n")
Lambda_B = _symbol("Lambda_B", latex=r"\Lambda_B", dimension=LENGTH, meaning="de Broglie thermal wavelength")
ball = _symbol("B", meaning="volume of a ball in the space of quantum numbers")
tau = _symbol("tau", latex=r"\tau", meaning="number of states up to n")
nu = _symbol("nu", latex=r"\nu", domain=REAL, meaning="phase of (A.1) and (A.2)")
gamma = _symbol("gamma", latex=r"\gamma", domain=REAL, meaning="phase of (A.3)")
omega = _symbol("omega", latex=r"\omega", domain=REAL, meaning="phase of (A.4)")

# --- Appendices 3 to 5
U_gas = _symbol("U_gas", latex="U_g", dimension=ENERGY, meaning="mean energy of the gas")
Lambda_c = _symbol("Lambda_c", latex=r"\Lambda_c", dimension=LENGTH, meaning="thermal wavelength at T_c")

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
    latex=r"\langle F \rangle_{\mathrm{cl}}",
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
N_of_mu = _function(
    "N_of_mu", mu, latex=r"\langle N \rangle", secondary=True, meaning="mean number at a chemical potential"
)


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

# --- Section 4: the condensate, numbers, lengths
log_inverse = _symbol("log_inverse", meaning="logarithm of the inverse fugacity")
a_scale = _symbol("a_scale", latex="a", secondary=True, dimension=LENGTH, meaning="scale factor of the universe")
f_c = _symbol("f_c", meaning="fraction of the quanta in the condensate")
f_g = _symbol("f_g", meaning="fraction of the quanta in the gas")
F_of_N = _function(
    "F_of_N", N, latex="F", secondary=True, dimension=ENERGY, domain=REAL, meaning="free energy of N quanta"
)
mu_c = _symbol("mu_c", latex="dm(c)", dimension=ENERGY, domain=REAL, meaning="chemical potential in the condensate")
mu_g = _symbol("mu_g", latex="dm(g)", dimension=ENERGY, domain=REAL, meaning="chemical potential in the gas")
Phi = _symbol("Phi", latex=r"\Phi", dimension=VOLUME**-1, meaning="number of states a unit of volume")
V_gas = _symbol("Delta_V", latex=r"\Delta V", dimension=VOLUME, meaning="change of volume in the transition")
S_transition = _symbol("Delta_S", latex=r"\Delta S", dimension=ENTROPY, meaning="change of entropy in the transition")
p_of_T = _function(
    "p_of_T", T, latex="p", secondary=True, dimension=PRESSURE, meaning="vapour pressure at the temperature T"
)
compressibility = _symbol("Z", meaning="compressibility factor p/n k_B T")
hbar = _symbol("hbar", latex=r"\hbar", dimension=ACTION, meaning="reduced Planck constant h/2 pi")
lambda_c = _symbol("lambda_c", latex=r"\lambda_c", dimension=LENGTH, meaning="Compton wavelength")
distance = _symbol("distance", latex="d_1", dimension=LENGTH, meaning="distance of nearest neighbours")
spacing = _symbol("spacing", dimension=LENGTH, meaning="mean spacing of particles, n^(-1/3)")
rho_liquid = _symbol(
    "rho_liquid", latex=r"\rho", secondary=True, dimension=MASS / VOLUME, meaning="mass density of a liquid"
)
degeneracy = _symbol("degeneracy", meaning="thermal wavelength over the distance of nearest neighbours")
r = _symbol("r", dimension=LENGTH, meaning="distance from a particle")
states_each = _symbol("states_each", meaning="states below the mean thermal energy for a particle")
coefficient = _symbol("coefficient", meaning="distance of nearest neighbours in units of n^(-1/3)")

# --- Section 2: the mass of a quantum
rho_dm = _symbol(
    "rho_dm", latex=r"\rho", secondary=True, dimension=MASS / VOLUME, meaning="mass density of dark matter"
)
a_now = _symbol("a_now", latex="a_0", dimension=LENGTH, meaning="scale factor of the present epoch")
X = _symbol("X", latex="x", secondary=True, meaning="degeneracy n Lambda_B^3")
X_above = _symbol(
    "X_above", latex="x", secondary=True, domain=ABOVE_ONE, meaning="degeneracy n Lambda_B^3 where it exceeds 1"
)
log_ratio = _symbol("log_ratio", latex="y", secondary=True, domain=REAL, meaning="ln(x)/x")
rest_ratio = _symbol(
    "rest_ratio", latex="r", secondary=True, domain=FRACTION, meaning="rest energy over the thermal energy"
)
rest_ratio_of_X = _function(
    "rest_ratio_of_X", X_above, latex="r", secondary=True, meaning="rest energy over the thermal energy"
)
rest_ratio_sup = _symbol("rest_ratio_sup", latex=r"r_{\sup}", meaning="least upper bound of mc^2/k_B T")
phi_above = _symbol("phi_above", latex=r"\phi", secondary=True, meaning="fugacity, not bounded by 1")
mu_above = _symbol("mu_above", latex=r"\mu", secondary=True, dimension=ENERGY, meaning="chemical potential above 0")
T_mu = _symbol("T_mu", latex=r"T_\mu", dimension=TEMPERATURE, meaning="temperature at which mu = 0 is supposed")
n_rho = _symbol(
    "n_rho", latex=r"n_\rho", dimension=VOLUME**-1, meaning="number density by the mass density of dark matter"
)
m_scale = _symbol("m_scale", latex=r"m_\ast", dimension=MASS, meaning="a mass to compare with")
E_scale = _symbol("E_scale", latex=r"E_\ast", dimension=ENERGY, meaning="an energy to compare with")
E_low = _symbol("E_low", latex=r"E_<", dimension=ENERGY, meaning="lower end of a range of energies")
E_high = _symbol("E_high", latex=r"E_>", dimension=ENERGY, meaning="upper end of a range of energies")
rest_energy = _symbol("rest_energy", dimension=ENERGY, meaning="rest energy of a quantum")
thermal_volume = _symbol("thermal_volume", dimension=VOLUME, meaning="cube of the thermal wavelength")
pressure_factor = _symbol("pressure_factor", meaning="factor of k_B T/Lambda_B^3 in the pressure")
F_bose = _symbol("F_bose", dimension=ENERGY, meaning="free energy of the Bose gas")
F_rest = _symbol("F_rest", dimension=ENERGY, meaning="rest energy of all dark matter")
N_rest = _symbol("N_rest", meaning="number of quanta in the mass of all dark matter")
exact_compressibility = _symbol("Z_exact", meaning="compressibility factor of the exact ideal Bose gas")
virial_term = _symbol("virial_term", meaning="first correction of the virial expansion")
occupation = _symbol("occupation", meaning="number of quanta in a cube of the thermal wavelength")
reduced_pressure = _symbol("reduced_pressure", meaning="pressure in units of k_B T/Lambda_B^3")

# --- Figure 1
reduced_temperature = _symbol("reduced_temperature", latex=r"\vartheta", meaning="temperature over a critical one")
T_bose = _symbol("T_bose", latex="T_B", dimension=TEMPERATURE, meaning="critical temperature of the ideal Bose gas")
Lambda_bose = _symbol("Lambda_bose", latex=r"\Lambda_{B0}", dimension=LENGTH, meaning="thermal wavelength at T_bose")
n_e = _symbol("n_e", dimension=VOLUME**-1, meaning="density that the excited states of the ideal Bose gas can hold")
surplus = _function(
    "surplus",
    reduced_temperature,
    latex="s",
    domain=REAL,
    meaning="fraction for which the excited states have no place",
)
f_0 = _symbol("f_0", domain=REAL, meaning="fraction in the lowest state of the ideal Bose gas")

# --- Table 1: the background model
eta = _symbol("eta", latex=r"\eta", meaning="conformal time as an angle, c dt over the scale factor")
eta_bound = _symbol("eta_bound", latex=r"\eta", secondary=True, meaning="conformal time, bound in a root or integral")
cosmic_time = _symbol("t", dimension=TIME, meaning="cosmic time")
t_of_eta = _function("t_of_eta", eta, latex="t", secondary=True, dimension=TIME, meaning="cosmic time at eta")
t_epoch = _symbol("t_epoch", latex="t", secondary=True, dimension=TIME, meaning="age of the universe in an epoch")
a_of_t = _function(
    "a_of_t", cosmic_time, latex="a", secondary=True, dimension=LENGTH, meaning="scale factor at the cosmic time t"
)
a_of_eta = _function(
    "a_of_eta", eta, latex="a", secondary=True, dimension=LENGTH, meaning="scale factor at the conformal time eta"
)
a_epoch = _symbol("a_epoch", latex="a", secondary=True, dimension=LENGTH, meaning="scale factor in an epoch")
a_present = _symbol("a_present", latex="a_0", secondary=True, dimension=LENGTH, meaning="scale factor at lambda = 7/10")
energy_density = _symbol("u", dimension=ENERGY / VOLUME, meaning="density of the total energy")
dark_Lambda = _symbol(
    "Lambda",
    latex=r"\Lambda",
    dimension=LENGTH**-2,
    meaning="dark energy as a cosmological term of the field equations",
)
C_up = _symbol("C_up", latex="C_+", dimension=LENGTH, domain=REAL, meaning="constant of the growing exponential")
C_down = _symbol("C_down", latex="C_-", dimension=LENGTH, domain=REAL, meaning="constant of the falling exponential")
T_now = _symbol("T_now", latex="T_0", dimension=TEMPERATURE, meaning="temperature of the present epoch")
T_epoch = _symbol("T_epoch", latex="T", secondary=True, dimension=TEMPERATURE, meaning="temperature in an epoch")
