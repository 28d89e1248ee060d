"""Every symbol of the ideal Bose gas: how it is printed, its dimension, its domain, its meaning.

The letters are those of Pathria and Beale: z for the fugacity, λ for the thermal wavelength, k for the Boltzmann
constant. The Bose function g_ν(z) is the polylogarithm Li_ν(z), and is printed as such (DLMF 25.12).
"""

from fractions import Fraction

from sympy import Rational, Symbol, polylog

from dehsym.catalogue import Catalogue
from dehsym.constants import K_B, H
from dehsym.dimension import ENERGY, LENGTH, MASS, PRESSURE, TEMPERATURE, VOLUME
from dehsym.domain import COMPLEX, FRACTION, NATURAL, REAL, Domain, Interval

catalogue = Catalogue()
_symbol, _function, _constant = catalogue.symbol, catalogue.function, catalogue.constant

FROM_ONE = Domain("integer", Interval(Fraction(1), low_closed=True))
ABOVE_ONE = Domain("real", Interval(Fraction(1)))
BELOW_SIX = Domain("real", Interval(Fraction(0), Fraction(6)))
"""Inside 0 < α < 2π, where the expansion about the branch point converges."""

HALF, THREE_HALVES, FIVE_HALVES = Rational(1, 2), Rational(3, 2), Rational(5, 2)

# --- Particles, volume, states
beta = _symbol("beta", latex=r"\beta", dimension=ENERGY**-1, meaning="inverse temperature 1/kT")
h = _constant("h", H, meaning="Planck constant")
m = _symbol("m", dimension=MASS, meaning="mass of one particle")
k_B = _constant("k_B", K_B, latex="k", meaning="Boltzmann constant")
T = _symbol("T", dimension=TEMPERATURE, meaning="temperature")
T_c = _symbol("T_c", dimension=TEMPERATURE, meaning="critical temperature")
mu = _symbol("mu", latex=r"\mu", dimension=ENERGY, domain=REAL, meaning="chemical potential")
P = _symbol("P", dimension=PRESSURE, meaning="pressure")
V = _symbol("V", dimension=VOLUME, meaning="volume")
N = _symbol("N", meaning="number of particles")
N_e = _symbol("N_e", meaning="number of particles in excited states")
n = _symbol("n", dimension=VOLUME**-1, meaning="number density N/V")
n_0 = _symbol("n_0", dimension=VOLUME**-1, domain=REAL, meaning="number density of the condensate")
f_0 = _symbol("f_0", domain=REAL, meaning="fraction of the particles in the condensate")
U = _symbol("U", dimension=ENERGY, meaning="internal energy")
A = _symbol("A", dimension=ENERGY, domain=REAL, meaning="Helmholtz free energy")
q = _function("q", beta, meaning="logarithm of the grand partition function, at fixed fugacity and volume")
q_e = _symbol("q_e", meaning="part of q that comes from excited states")
lambda_T = _symbol("lambda_T", latex=r"\lambda", dimension=LENGTH, meaning="thermal de Broglie wavelength")
lambda_c = _symbol("lambda_c", latex=r"\lambda_c", dimension=LENGTH, meaning="that wavelength at the temperature T_c")
z = _symbol("z", domain=FRACTION, meaning="fugacity")
n_e = _function("n_e", z, dimension=VOLUME**-1, meaning="number density of particles in excited states")
n_s = _symbol("n_s", dimension=VOLUME**-1, meaning="largest number density of particles in excited states")
n_q = _symbol("n_q", latex="n", secondary=True, meaning="radius in the space of quantum numbers")
eps_n = _function("eps_n", n_q, latex=r"\varepsilon_n", dimension=ENERGY, meaning="energy of a particle in the state n")
ball = _symbol("B", meaning="volume of a ball in the space of quantum numbers")
tau = _symbol("tau", latex=r"\tau", meaning="number of states up to n")
box = _symbol("alpha_V", latex=r"\alpha_V", meaning="beta h^2 / 8 m V^(2/3)")

# --- Bose functions
nu = _symbol("nu", latex=r"\nu", meaning="order of a Bose function")
g_nu = _function("g_nu", z, latex=r"g_{\nu}", meaning="Bose function of order nu")
x = _symbol("x", meaning="energy in units of kT")
y = _symbol("y", meaning="square root of x")
w = _symbol("w", domain=REAL, meaning="y on the whole line")
l = _symbol("l", domain=FROM_ONE, meaning="index of the fugacity series")  # noqa: E741  (the textbooks' letter)
k = _symbol("k", latex="k", secondary=True, domain=NATURAL, meaning="index of the series about the branch point")

# --- Virial series
degeneracy = _symbol("degeneracy", latex=r"\xi", meaning="n lambda^3")
reduced = _symbol("reduced", latex=r"\varpi", meaning="P lambda^3/kT")
ratio = _symbol("ratio", latex=r"\Pi", meaning="P/nkT")
ratio_z = _function("ratio_z", z, latex=r"\Pi_z", meaning="P/nkT by the fugacity")
ratio_c = _symbol("ratio_c", latex=r"\Pi_c", meaning="P/nkT at the critical temperature")
virial = {order: _symbol(f"a_{order}", domain=REAL, meaning=f"virial coefficient {order}") for order in range(2, 9)}

# --- The branch point
alpha = _symbol("alpha", latex=r"\alpha", domain=BELOW_SIX, meaning="-ln z, here below 6 < 2 pi")
t = _symbol("t", domain=ABOVE_ONE, meaning="a place on the cut")
eta = _symbol("eta", latex=r"\epsilon", meaning="distance from the cut")
ORDERS = {"1/2": HALF, "3/2": THREE_HALVES, "5/2": FIVE_HALVES}


def _of_orders(name: str, latex: str, meaning: str, domain: Domain = REAL) -> dict[Rational, Symbol]:
    return {
        order: _symbol(
            f"{name}_{text.replace('/', '_')}",
            latex=f"{latex}_{{{text}}}",
            domain=domain,
            meaning=f"{meaning} g_{text}",
        )
        for text, order in ORDERS.items()
    }


near = _of_orders("near", "g", "the value at z = exp(-alpha) of")
singular = _of_orders("singular", r"\Sigma", "what is not analytic at alpha = 0 of")
jump = _of_orders("jump", r"\Delta", "the jump across the cut of", COMPLEX)

root_term = _function("root_term", alpha, latex="r", meaning="(g_3/2(1) - g_3/2(exp(-alpha)))/sqrt(alpha)")
linear_term = _function("linear_term", alpha, latex="s", meaning="(g_5/2(1) - g_5/2(exp(-alpha)))/alpha")
slopes = {
    root_term: _symbol("root_limit", latex="b_{1/2}", meaning="its limit as alpha tends to 0"),
    linear_term: _symbol("linear_limit", latex="b_1", meaning="its limit as alpha tends to 0"),
}

# --- Contour results
theta = _symbol("theta", latex=r"\theta", domain=REAL, meaning="angle on a circle about a pole")
residue = _of_orders("residue", "R", "the integral round the pole next to the real axis, for", COMPLEX)
nu_2 = _symbol("nu_2", latex=r"\nu_2", domain=REAL, meaning="free phase of (A.2)")
gamma_3 = _symbol("gamma_3", latex=r"\gamma", domain=REAL, meaning="free phase of (A.3)")
omega_4 = _symbol("omega_4", latex=r"\omega", domain=REAL, meaning="free phase of (A.4)")
N_contour = _symbol("N_contour", latex="N_{A}", domain=COMPLEX, meaning="number of particles of (A.2)")
n_contour = _symbol("n_contour", latex="n_{A}", dimension=VOLUME**-1, domain=COMPLEX, meaning="number density of (A.2)")
P_contour = _symbol("P_contour", latex="P_{A}", dimension=PRESSURE, domain=COMPLEX, meaning="pressure of (A.3)")
P_parts = _symbol(
    "P_parts",
    latex="P_{B}",
    dimension=PRESSURE,
    domain=COMPLEX,
    meaning="pressure of (A.3), its integral taken by parts",
)
F_contour = _symbol("F_contour", latex="F_{A}", dimension=ENERGY, domain=COMPLEX, meaning="the sum of (A.4)")
quotient = {
    name: _symbol(f"quotient_{name}", latex=f"c_{{{name}}}", domain=COMPLEX, meaning=f"{meaning} by the singular term")
    for name, meaning in {"2": "(A.2)", "3": "(A.3)", "B": "(A.3) by parts", "4": "(A.4)"}.items()
}
part = {
    name: _symbol(f"part_{name.replace('/', '_')}", latex=f"s_{{{name}}}", meaning=meaning)
    for name, meaning in {
        **{name: f"modulus of c_{name}" for name in quotient},
        "linear": "modulus of (A.3) by the first power of alpha in the exact pressure",
        **{text: f"modulus of the singular term of g_{text} by that of the jump" for text in ORDERS},
    }.items()
}

# --- At the paper's fugacity
degeneracy_A = _symbol("degeneracy_A", latex=r"\xi_{A}", meaning="n lambda^3 by (A.2), in modulus")
ratio_A = _symbol("ratio_A", latex=r"\Pi_{A}", meaning="P/nkT by (4a)")
relative_T_c = _symbol("relative_T_c", latex=r"\tau_c", meaning="T_c/T")

# --- Printed forms of what is a polylogarithm here
g_3_2 = {r"g_{3/2}(z)": polylog(THREE_HALVES, z)}
g_5_2 = {r"g_{5/2}(z)": polylog(FIVE_HALVES, z)}
G = {**g_3_2, **g_5_2}
