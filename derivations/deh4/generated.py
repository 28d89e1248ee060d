"""The quantities of deh4 as code, made from their derivations by `python -m dehsym.generate`; do not edit.

Each function takes what makes a number of an integer, and the constants of nature, and returns the function of the
inputs; all is in SI units. `dehsym.numeric` evaluates it in balls until the digits are certain.
"""

from dehsym.numeric.arb_functions import Function, Number, Real, e, lambert_w, pi, polylogarithm, unique_root
from dehsym.numeric.formula import Formula
from dehsym.numeric.inputs import POSITIVE, Input
from dehsym.numeric.quantity import NumericQuantity

SOURCES = 198383946

INPUT_G = Input("G", "6.67430e-11", "CODATA 2022", POSITIVE)
INPUT_c = Input("c", "299792458", "exact, SI Brochure (2019)", POSITIVE)
INPUT_Gamma = Input(
    "Gamma",
    "6306000000000000000000000",
    "Section 2: total energy of the universe as a length",
    POSITIVE,
)
INPUT_G_2 = Input("G", "133489/2000000000000000", "CODATA 2022", POSITIVE)
INPUT_G_3 = Input("G", "133483/2000000000000000", "CODATA 2022", POSITIVE)
INPUT_a_scale = Input(
    "a_scale",
    "137000000000000000000000000",
    "Section 2: scale factor of the present epoch, from reference [1]",
    POSITIVE,
)
INPUT_a_now = Input(
    "a_now",
    "137000000000000000000000000",
    "Section 2: scale factor of the present epoch, from reference [1]",
    POSITIVE,
)
INPUT_T = Input("T", "5451/2000", "Section 4: temperature of the present epoch", POSITIVE)
INPUT_k_B = Input("k_B", "1.380649e-23", "exact, SI Brochure (2019)", POSITIVE)
INPUT_T_2 = Input("T", "273/100", "Table 1: temperature of the present epoch", POSITIVE)
INPUT_T_mu = Input("T_mu", "171/100", "Section 2 and Table 1: temperature at which lambda = 0.950", POSITIVE)
INPUT_h = Input("h", "6.62607015e-34", "exact, SI Brochure (2019)", POSITIVE)
INPUT_T_now = Input("T_now", "5451/2000", "Section 4: temperature of the present epoch", POSITIVE)
INPUT_T_3 = Input("T", "300", "Section 4: nitrogen, for comparison", POSITIVE)
INPUT_m = Input(
    "m",
    "581479268459061/12500000000000000000000000000000000000000",
    "IUPAC 2021 atomic weight of nitrogen, twice, times the atomic mass constant, CODATA 2022",
    POSITIVE,
)
INPUT_p = Input("p", "100000", "Section 4: nitrogen, for comparison", POSITIVE)
INPUT_T_4 = Input("T", "217/100", "Section 4: temperature of the helium wavelength", POSITIVE)
INPUT_m_2 = Input(
    "m",
    "83080962479216623/12500000000000000000000000000000000000000000",
    "IUPAC 2021 atomic weight of helium, times the atomic mass constant, CODATA 2022",
    POSITIVE,
)
INPUT_distance = Input("distance", "53/200000000000", "Section 4: interatomic distance in superfluid helium", POSITIVE)


def root_1(number: Number) -> Function:
    """A number in several."""
    c0 = number(7) / 10
    c1 = number(1) / 6
    n1 = number(1)

    def f(eta_bound: Real) -> Real:
        v0 = eta_bound.cosh() - n1
        v1 = eta_bound * eta_bound
        return c0 - c1 * v0 / v1

    c2 = number(1) / 3

    def slope(eta_bound: Real) -> Real:
        v2 = eta_bound.cosh() - n1
        v3 = eta_bound * eta_bound
        return c2 * v2 / (v3 * eta_bound) - c1 * eta_bound.sinh() / v3

    c3 = unique_root(f, slope, number(5), number(7))

    def value() -> Real:
        return c3

    return value


def root_2(number: Number) -> Function:
    """A number in several."""
    c0 = number(4) / 5
    c1 = number(1) / 6
    n1 = number(1)

    def f(eta_bound: Real) -> Real:
        v0 = eta_bound.cosh() - n1
        v1 = eta_bound * eta_bound
        return c0 - c1 * v0 / v1

    c2 = number(1) / 3

    def slope(eta_bound: Real) -> Real:
        v2 = eta_bound.cosh() - n1
        v3 = eta_bound * eta_bound
        return c2 * v2 / (v3 * eta_bound) - c1 * eta_bound.sinh() / v3

    c3 = unique_root(f, slope, number(5), number(7))

    def value() -> Real:
        return c3

    return value


def root_3(number: Number) -> Function:
    """A number in several."""
    c0 = number(9) / 10
    c1 = number(1) / 6
    n1 = number(1)

    def f(eta_bound: Real) -> Real:
        v0 = eta_bound.cosh() - n1
        v1 = eta_bound * eta_bound
        return c0 - c1 * v0 / v1

    c2 = number(1) / 3

    def slope(eta_bound: Real) -> Real:
        v2 = eta_bound.cosh() - n1
        v3 = eta_bound * eta_bound
        return c2 * v2 / (v3 * eta_bound) - c1 * eta_bound.sinh() / v3

    c3 = unique_root(f, slope, number(5), number(7))

    def value() -> Real:
        return c3

    return value


def root_4(number: Number) -> Function:
    """A number in several."""
    c0 = number(37) / 40
    c1 = number(1) / 6
    n1 = number(1)

    def f(eta_bound: Real) -> Real:
        v0 = eta_bound.cosh() - n1
        v1 = eta_bound * eta_bound
        return c0 - c1 * v0 / v1

    c2 = number(1) / 3

    def slope(eta_bound: Real) -> Real:
        v2 = eta_bound.cosh() - n1
        v3 = eta_bound * eta_bound
        return c2 * v2 / (v3 * eta_bound) - c1 * eta_bound.sinh() / v3

    c3 = unique_root(f, slope, number(5), number(7))

    def value() -> Real:
        return c3

    return value


def root_5(number: Number) -> Function:
    """A number in several."""
    c0 = number(19) / 20
    c1 = number(1) / 6
    n1 = number(1)

    def f(eta_bound: Real) -> Real:
        v0 = eta_bound.cosh() - n1
        v1 = eta_bound * eta_bound
        return c0 - c1 * v0 / v1

    c2 = number(1) / 3

    def slope(eta_bound: Real) -> Real:
        v2 = eta_bound.cosh() - n1
        v3 = eta_bound * eta_bound
        return c2 * v2 / (v3 * eta_bound) - c1 * eta_bound.sinh() / v3

    c3 = unique_root(f, slope, number(5), number(7))

    def value() -> Real:
        return c3

    return value


def energy_partition(number: Number) -> Function:
    """N34, in pure numbers."""
    c0 = number(19) / 20

    def value() -> Real:
        return c0

    return value


def einstein_constant(number: Number, G: Real, c: Real) -> Function:
    """einstein-constant, in SI units of dimension L^-1 M^-1 T^2."""
    c0 = 8 * pi() * G / c**4

    def value() -> Real:
        return c0

    return value


def dark_matter_mass(number: Number, G: Real, c: Real) -> Function:
    """N01, in SI units of dimension M."""
    c0 = number(1) / 32 * c**2 / (pi() * G)

    def value(Gamma: Real) -> Real:
        return c0 * Gamma

    return value


def dark_matter_mass_at_least(number: Number, c: Real) -> Function:
    """dark-matter-mass-at-least, in SI units of dimension M."""
    c0 = number(1) / 32 * c**2 / pi()

    def value(G: Real, Gamma: Real) -> Real:
        return c0 * Gamma / G

    return value


def dark_matter_mass_at_most(number: Number, c: Real) -> Function:
    """dark-matter-mass-at-most, in SI units of dimension M."""
    c0 = number(1) / 32 * c**2 / pi()

    def value(G: Real, Gamma: Real) -> Real:
        return c0 * Gamma / G

    return value


def dark_matter_density(number: Number, G: Real, c: Real) -> Function:
    """N02, in SI units of dimension L^-3 M."""
    c0 = number(1) / 32 * c**2 / (pi() * G)

    def value(Gamma: Real, a_scale: Real) -> Real:
        return c0 * Gamma / (a_scale * a_scale * a_scale)

    return value


def scale_factor(number: Number) -> Function:
    """N46, in SI units of dimension L."""

    def value(a_now: Real) -> Real:
        return a_now

    return value


def maximum_log_ratio(number: Number) -> Function:
    """N03, in pure numbers."""
    c0 = number(-1).exp()

    def value() -> Real:
        return c0

    return value


def mass_method_one(number: Number, c: Real, k_B: Real) -> Function:
    """N05, in SI units of dimension M."""
    c0 = k_B * number(-1).exp() / c**2

    def value(T: Real) -> Real:
        return c0 * T

    return value


def rest_energy_method_one(number: Number, k_B: Real) -> Function:
    """N04, in SI units of dimension L^2 M T^-2."""
    c0 = k_B * number(-1).exp()

    def value(T: Real) -> Real:
        return c0 * T

    return value


def mass_scale_conclusion(number: Number, k_B: Real) -> Function:
    """N35, in SI units of dimension L^2 M T^-2."""
    c0 = k_B * number(-1).exp()

    def value(T: Real) -> Real:
        return c0 * T

    return value


def rest_energy_by_table_1(number: Number, k_B: Real) -> Function:
    """rest-energy-by-table-1, in SI units of dimension L^2 M T^-2."""
    c0 = k_B * number(-1).exp()

    def value(T: Real) -> Real:
        return c0 * T

    return value


def exact_ratio_at_e(number: Number) -> Function:
    """exact-ratio-at-e, in pure numbers."""
    c0 = 1 / (e() - 1)

    def value() -> Real:
        return c0

    return value


def exact_degeneracy(number: Number) -> Function:
    """exact-degeneracy, in pure numbers."""
    c0 = -number(-1).exp()
    c1 = -e() * lambert_w(c0 * c0.exp(), -1)

    def value() -> Real:
        return c1

    return value


def fugacity_of_method_one(number: Number) -> Function:
    """fugacity-of-method-one, in pure numbers."""
    c0 = e()

    def value() -> Real:
        return c0

    return value


def mass_method_two(number: Number, c: Real, k_B: Real) -> Function:
    """N06, in SI units of dimension M."""
    c0 = k_B / c**2

    def value(T_mu: Real) -> Real:
        return c0 * T_mu

    return value


def rest_energy_method_two(number: Number, k_B: Real) -> Function:
    """N07, in SI units of dimension L^2 M T^-2."""

    def value(T_mu: Real) -> Real:
        return k_B * T_mu

    return value


def degeneracy_by_mass_density(number: Number, G: Real, c: Real, h: Real, k_B: Real) -> Function:
    """degeneracy-by-mass-density, in pure numbers."""
    c0 = number(1) / 128 * (number(5) / 2).exp() * c**7 * h**3
    c1 = pi()
    c2 = c0 * number(2).sqrt() / (c1**2 * G * k_B**4 * c1.sqrt())

    def value(Gamma: Real, T: Real, a_scale: Real) -> Real:
        v0 = T * T
        return c2 * Gamma / (v0 * v0 * (a_scale * a_scale * a_scale))

    return value


def table_chi_0_700(number: Number) -> Function:
    """table-chi-0.700, in pure numbers."""
    c0 = number(1) / 4

    def value() -> Real:
        return c0

    return value


def table_eta_0_700(number: Number) -> Function:
    """table-eta-0.700, in pure numbers."""
    c0 = root_1(number)()

    def value() -> Real:
        return c0

    return value


def table_a_0_700(number: Number) -> Function:
    """table-a-0.700, in SI units of dimension L."""
    c0 = number(1) / 6
    c1 = c0 * root_1(number)().cosh()

    def value(Gamma: Real) -> Real:
        return c1 * Gamma - c0 * Gamma

    return value


def table_t_0_700(number: Number, c: Real) -> Function:
    """N37, in SI units of dimension T."""
    c0 = number(1) / 6 / c
    c1 = root_1(number)()
    c2 = c1.sinh()

    def value(Gamma: Real) -> Real:
        return c0 * (c2 * Gamma - c1 * Gamma)

    return value


def table_chi_0_800(number: Number) -> Function:
    """table-chi-0.800, in pure numbers."""
    c0 = number(3) / 20

    def value() -> Real:
        return c0

    return value


def table_eta_0_800(number: Number) -> Function:
    """table-eta-0.800, in pure numbers."""
    c0 = root_2(number)()

    def value() -> Real:
        return c0

    return value


def table_a_0_800(number: Number) -> Function:
    """table-a-0.800, in SI units of dimension L."""
    c0 = number(1) / 6
    c1 = c0 * root_2(number)().cosh()

    def value(Gamma: Real) -> Real:
        return c1 * Gamma - c0 * Gamma

    return value


def table_t_0_800(number: Number, c: Real) -> Function:
    """N39, in SI units of dimension T."""
    c0 = number(1) / 6 / c
    c1 = root_2(number)()
    c2 = c1.sinh()

    def value(Gamma: Real) -> Real:
        return c0 * (c2 * Gamma - c1 * Gamma)

    return value


def table_chi_0_900(number: Number) -> Function:
    """table-chi-0.900, in pure numbers."""
    c0 = number(1) / 20

    def value() -> Real:
        return c0

    return value


def table_eta_0_900(number: Number) -> Function:
    """table-eta-0.900, in pure numbers."""
    c0 = root_3(number)()

    def value() -> Real:
        return c0

    return value


def table_a_0_900(number: Number) -> Function:
    """table-a-0.900, in SI units of dimension L."""
    c0 = number(1) / 6
    c1 = c0 * root_3(number)().cosh()

    def value(Gamma: Real) -> Real:
        return c1 * Gamma - c0 * Gamma

    return value


def table_t_0_900(number: Number, c: Real) -> Function:
    """N41, in SI units of dimension T."""
    c0 = number(1) / 6 / c
    c1 = root_3(number)()
    c2 = c1.sinh()

    def value(Gamma: Real) -> Real:
        return c0 * (c2 * Gamma - c1 * Gamma)

    return value


def table_chi_0_925(number: Number) -> Function:
    """table-chi-0.925, in pure numbers."""
    c0 = number(1) / 40

    def value() -> Real:
        return c0

    return value


def table_eta_0_925(number: Number) -> Function:
    """table-eta-0.925, in pure numbers."""
    c0 = root_4(number)()

    def value() -> Real:
        return c0

    return value


def table_a_0_925(number: Number) -> Function:
    """table-a-0.925, in SI units of dimension L."""
    c0 = number(1) / 6
    c1 = c0 * root_4(number)().cosh()

    def value(Gamma: Real) -> Real:
        return c1 * Gamma - c0 * Gamma

    return value


def table_t_0_925(number: Number, c: Real) -> Function:
    """N43, in SI units of dimension T."""
    c0 = number(1) / 6 / c
    c1 = root_4(number)()
    c2 = c1.sinh()

    def value(Gamma: Real) -> Real:
        return c0 * (c2 * Gamma - c1 * Gamma)

    return value


def table_chi_0_950(number: Number) -> Function:
    """table-chi-0.950, in pure numbers."""
    n0 = number(0)

    def value() -> Real:
        return n0

    return value


def table_eta_0_950(number: Number) -> Function:
    """table-eta-0.950, in pure numbers."""
    c0 = root_5(number)()

    def value() -> Real:
        return c0

    return value


def table_a_0_950(number: Number) -> Function:
    """table-a-0.950, in SI units of dimension L."""
    c0 = number(1) / 6
    c1 = c0 * root_5(number)().cosh()

    def value(Gamma: Real) -> Real:
        return c1 * Gamma - c0 * Gamma

    return value


def table_t_0_950(number: Number, c: Real) -> Function:
    """N45, in SI units of dimension T."""
    c0 = number(1) / 6 / c
    c1 = root_5(number)()
    c2 = c1.sinh()

    def value(Gamma: Real) -> Real:
        return c0 * (c2 * Gamma - c1 * Gamma)

    return value


def scale_factor_model(number: Number) -> Function:
    """scale-factor-model, in SI units of dimension L."""
    c0 = number(1) / 6
    c1 = c0 * root_1(number)().cosh()

    def value(Gamma: Real) -> Real:
        return c1 * Gamma - c0 * Gamma

    return value


def table_T_0_700(number: Number) -> Function:
    """N36, in SI units of dimension Θ."""

    def value(T_now: Real) -> Real:
        return T_now

    return value


def table_T_0_800(number: Number) -> Function:
    """N38, in SI units of dimension Θ."""
    c0 = 1 / (root_2(number)().cosh() - 1)
    c1 = root_1(number)().cosh()

    def value(T_now: Real) -> Real:
        return c0 * (c1 * T_now - T_now)

    return value


def table_T_0_900(number: Number) -> Function:
    """N40, in SI units of dimension Θ."""
    c0 = 1 / (root_3(number)().cosh() - 1)
    c1 = root_1(number)().cosh()

    def value(T_now: Real) -> Real:
        return c0 * (c1 * T_now - T_now)

    return value


def table_T_0_925(number: Number) -> Function:
    """N42, in SI units of dimension Θ."""
    c0 = 1 / (root_4(number)().cosh() - 1)
    c1 = root_1(number)().cosh()

    def value(T_now: Real) -> Real:
        return c0 * (c1 * T_now - T_now)

    return value


def table_T_0_950(number: Number) -> Function:
    """N44, in SI units of dimension Θ."""
    c0 = 1 / (root_5(number)().cosh() - 1)
    c1 = root_1(number)().cosh()

    def value(T_now: Real) -> Real:
        return c0 * (c1 * T_now - T_now)

    return value


def volume_change(number: Number) -> Function:
    """N18, in SI units of dimension L^3."""

    def value(a_scale: Real) -> Real:
        return a_scale * a_scale * a_scale

    return value


def nitrogen_states_per_molecule(number: Number, h: Real, k_B: Real) -> Function:
    """nitrogen-states-per-molecule, in pure numbers."""
    c0 = 4 * pi() * k_B**2 * (3 * k_B).sqrt() / h**3

    def value(T: Real, m: Real, p: Real) -> Real:
        return c0 * (T * T * m * (T * m).sqrt()) / p

    return value


def helium_wavelength(number: Number, h: Real, k_B: Real) -> Function:
    """N26, in SI units of dimension L."""
    c0 = number(1) / 2 * h * number(2).sqrt() / (pi() * k_B).sqrt()

    def value(T: Real, m: Real) -> Real:
        return c0 / (T * m).sqrt()

    return value


def helium_degeneracy(number: Number, h: Real, k_B: Real) -> Function:
    """N27, in pure numbers."""
    c0 = number(1) / 2 * h * number(2).sqrt() / (pi() * k_B).sqrt()

    def value(T: Real, distance: Real, m: Real) -> Real:
        return c0 / (distance * (T * m).sqrt())

    return value


def mass_now(number: Number, c: Real, k_B: Real) -> Function:
    """N08, in SI units of dimension M."""
    c0 = k_B * number(-1).exp() / c**2

    def value(T: Real) -> Real:
        return c0 * T

    return value


def rest_energy_now(number: Number, k_B: Real) -> Function:
    """N09, in SI units of dimension L^2 M T^-2."""
    c0 = k_B * number(-1).exp()

    def value(T: Real) -> Real:
        return c0 * T

    return value


def fugacity_now(number: Number) -> Function:
    """N10, in pure numbers."""
    c0 = (-number(-1).exp()).exp()

    def value() -> Real:
        return c0

    return value


def critical_temperature(number: Number) -> Function:
    """N11, in SI units of dimension Θ."""
    c0 = (number(-1) / 3).exp() * pi().root(3)

    def value(T: Real) -> Real:
        return c0 * T

    return value


def number_density(number: Number, c: Real, h: Real, k_B: Real) -> Function:
    """N12, in SI units of dimension L^-3."""
    c0 = 2 * number(-2).exp() * pi() ** 2 * k_B**3 * number(2).sqrt()
    c1 = c0 / (c * h) ** 3

    def value(T: Real) -> Real:
        return c1 * (T * T * T)

    return value


def wavelength_now(number: Number, c: Real, h: Real, k_B: Real) -> Function:
    """N30, in SI units of dimension L."""
    c0 = number(1) / 2
    c1 = c0 * c * h * c0.exp() * number(2).sqrt() / (k_B * pi().sqrt())

    def value(T: Real) -> Real:
        return c1 / T

    return value


def thermal_volume(number: Number, c: Real, h: Real, k_B: Real) -> Function:
    """N13, in SI units of dimension L^3."""
    c0 = number(1) / 4 * (number(3) / 2).exp() * (c * h) ** 3
    c1 = pi()
    c2 = c0 * number(2).sqrt() / (c1 * k_B**3 * c1.sqrt())

    def value(T: Real) -> Real:
        return c2 / (T * T * T)

    return value


def neighbour_distance(number: Number, c: Real, h: Real, k_B: Real) -> Function:
    """N29, in SI units of dimension L."""
    c0 = number(1) / 12 * c * h * (number(2) / 3).exp() * (number(1) / 3).gamma()
    c1 = c0 * number(2).root(6) ** 5 * number(3).root(3) / (pi() * k_B)

    def value(T: Real) -> Real:
        return c1 / T

    return value


def neighbour_coefficient(number: Number) -> Function:
    """N28, in pure numbers."""
    c0 = number(1) / 6 * (number(1) / 3).gamma() * number(6).root(3)
    c1 = c0 / pi().root(3)

    def value() -> Real:
        return c1

    return value


def pressure_ratio(number: Number) -> Function:
    """N14, in pure numbers."""
    c0 = 2 * (number(-1) / 2).exp()

    def value() -> Real:
        return c0

    return value


def exact_pressure_ratio(number: Number) -> Function:
    """exact-pressure-ratio, in pure numbers."""
    c0 = (-number(-1).exp()).exp()
    c1 = polylogarithm(number(5) / 2, c0) / polylogarithm(number(3) / 2, c0)

    def value() -> Real:
        return c1

    return value


def pressure_factor(number: Number) -> Function:
    """N15, in pure numbers."""
    c0 = 2 * number(-1).exp() * pi().sqrt()

    def value() -> Real:
        return c0

    return value


def pressure(number: Number, c: Real, h: Real, k_B: Real) -> Function:
    """N16, in SI units of dimension L^-1 M T^-2."""
    c0 = 4 * (number(-5) / 2).exp() * pi() ** 2 * k_B**4 * number(2).sqrt()
    c1 = c0 / (c * h) ** 3

    def value(T: Real) -> Real:
        v0 = T * T
        return c1 * (v0 * v0)

    return value


def clapeyron_slope(number: Number, c: Real, h: Real, k_B: Real) -> Function:
    """N17, in SI units of dimension L^-1 M T^-2 Θ^-1."""
    c0 = 4 * (number(-5) / 2).exp() * pi() ** 2 * k_B**4 * number(2).sqrt()
    c1 = c0 / (c * h) ** 3

    def value(T: Real) -> Real:
        return c1 * (T * T * T)

    return value


def transition_entropy(number: Number, c: Real, h: Real, k_B: Real) -> Function:
    """N19, in SI units of dimension L^2 M T^-2 Θ^-1."""
    c0 = 4 * (number(-5) / 2).exp() * pi() ** 2 * k_B**4 * number(2).sqrt()
    c1 = c0 / (c * h) ** 3

    def value(T: Real, a_scale: Real) -> Real:
        v0 = T * a_scale
        return c1 * (v0 * v0 * v0)

    return value


def number_of_quanta(number: Number, c: Real, h: Real, k_B: Real) -> Function:
    """N20, in pure numbers."""
    c0 = 2 * number(-2).exp() * pi() ** 2 * k_B**3 * number(2).sqrt()
    c1 = c0 / (c * h) ** 3

    def value(T: Real, a_scale: Real) -> Real:
        v0 = T * a_scale
        return c1 * (v0 * v0 * v0)

    return value


def free_energy_bose(number: Number, c: Real, h: Real, k_B: Real) -> Function:
    """N21, in SI units of dimension L^2 M T^-2."""
    c0 = 2 * number(-3).exp() * pi() ** 2 * k_B**4 * number(2).sqrt()
    c1 = c0 / (c * h) ** 3

    def value(T: Real, a_scale: Real) -> Real:
        v0 = T * T
        return c1 * (v0 * v0 * (a_scale * a_scale * a_scale))

    return value


def free_energy_total(number: Number, G: Real, c: Real) -> Function:
    """N22, in SI units of dimension L^2 M T^-2."""
    c0 = number(1) / 32 * c**4 / (pi() * G)

    def value(Gamma: Real) -> Real:
        return c0 * Gamma

    return value


def quanta_from_total_mass(number: Number, G: Real, c: Real, k_B: Real) -> Function:
    """N23, in pure numbers."""
    c0 = number(1) / 32 * e() * c**4 / (pi() * G * k_B)

    def value(Gamma: Real, T: Real) -> Real:
        return c0 * Gamma / T

    return value


def states_density(number: Number, c: Real, h: Real, k_B: Real) -> Function:
    """N24, in SI units of dimension L^-3."""
    c0 = 4 * pi() * (number(-3) / 2).exp() * k_B**3 * number(3).sqrt()
    c1 = c0 / (c * h) ** 3

    def value(T: Real) -> Real:
        return c1 * (T * T * T)

    return value


def states_per_boson(number: Number) -> Function:
    """N25, in pure numbers."""
    c0 = (number(1) / 2).exp() * number(6).sqrt() / pi()

    def value() -> Real:
        return c0

    return value


def degeneracy_now(number: Number) -> Function:
    """N31, in pure numbers."""
    c0 = (number(-1) / 6).exp() * number(6).root(3) ** 2 * pi().sqrt()
    c1 = c0 / (number(1) / 3).gamma()

    def value() -> Real:
        return c1

    return value


def compton_wavelength(number: Number, c: Real, h: Real, k_B: Real) -> Function:
    """N32, in SI units of dimension L."""
    c0 = number(1) / 2 * e() * c * h / (pi() * k_B)

    def value(T: Real) -> Real:
        return c0 / T

    return value


def virial_term(number: Number) -> Function:
    """N33, in pure numbers."""
    c0 = number(1) / 8 * (number(-1) / 2).exp() * (2 * pi()).sqrt()

    def value() -> Real:
        return c0

    return value


QUANTITIES = {
    quantity.name: quantity
    for quantity in (
        NumericQuantity(
            id="N34",
            name="energy-partition",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="19/20",
            printed="0.95",
            formula=Formula(energy_partition, (), (), 1),
        ),
        NumericQuantity(
            id="einstein-constant",
            name="einstein-constant",
            unit="m/J",
            factor="1",
            dimension="L^-1 M^-1 T^2",
            closed_form="8*pi*G/c**4",
            printed="",
            formula=Formula(einstein_constant, (INPUT_G, INPUT_c), (), None),
        ),
        NumericQuantity(
            id="N01",
            name="dark-matter-mass",
            unit="kg",
            factor="1",
            dimension="M",
            closed_form="Gamma*c**2/(32*pi*G)",
            printed="8.45e49",
            formula=Formula(dark_matter_mass, (INPUT_G, INPUT_c), (INPUT_Gamma,), None),
        ),
        NumericQuantity(
            id="dark-matter-mass-at-least",
            name="dark-matter-mass-at-least",
            unit="kg",
            factor="1",
            dimension="M",
            closed_form="Gamma*c**2/(32*pi*G)",
            printed="",
            formula=Formula(dark_matter_mass_at_least, (INPUT_c,), (INPUT_G_2, INPUT_Gamma), None),
        ),
        NumericQuantity(
            id="dark-matter-mass-at-most",
            name="dark-matter-mass-at-most",
            unit="kg",
            factor="1",
            dimension="M",
            closed_form="Gamma*c**2/(32*pi*G)",
            printed="",
            formula=Formula(dark_matter_mass_at_most, (INPUT_c,), (INPUT_G_3, INPUT_Gamma), None),
        ),
        NumericQuantity(
            id="N02",
            name="dark-matter-density",
            unit="kg m^-3",
            factor="1",
            dimension="L^-3 M",
            closed_form="Gamma*c**2/(32*pi*G*a_scale**3)",
            printed="3.29e-29",
            formula=Formula(dark_matter_density, (INPUT_G, INPUT_c), (INPUT_Gamma, INPUT_a_scale), None),
        ),
        NumericQuantity(
            id="N46",
            name="scale-factor",
            unit="m",
            factor="1",
            dimension="L",
            closed_form="a_now",
            printed="1.37e26",
            formula=Formula(scale_factor, (), (INPUT_a_now,), 1),
        ),
        NumericQuantity(
            id="N03",
            name="maximum-log-ratio",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="exp(-1)",
            printed="1/e",
            formula=Formula(maximum_log_ratio, (), (), None),
        ),
        NumericQuantity(
            id="N05",
            name="mass-method-one",
            unit="kg",
            factor="1",
            dimension="M",
            closed_form="T*k_B*exp(-1)/c**2",
            printed="1e-40",
            formula=Formula(mass_method_one, (INPUT_c, INPUT_k_B), (INPUT_T,), None),
        ),
        NumericQuantity(
            id="N04",
            name="rest-energy-method-one",
            unit="meV",
            factor="801088317/5000000000000000000000000000000",
            dimension="L^2 M T^-2",
            closed_form="T*k_B*exp(-1)",
            printed="0.0864",
            formula=Formula(rest_energy_method_one, (INPUT_k_B,), (INPUT_T,), None),
        ),
        NumericQuantity(
            id="N35",
            name="mass-scale-conclusion",
            unit="meV",
            factor="801088317/5000000000000000000000000000000",
            dimension="L^2 M T^-2",
            closed_form="T*k_B*exp(-1)",
            printed="0.1",
            formula=Formula(mass_scale_conclusion, (INPUT_k_B,), (INPUT_T,), None),
        ),
        NumericQuantity(
            id="rest-energy-by-table-1",
            name="rest-energy-by-table-1",
            unit="meV",
            factor="801088317/5000000000000000000000000000000",
            dimension="L^2 M T^-2",
            closed_form="T*k_B*exp(-1)",
            printed="",
            formula=Formula(rest_energy_by_table_1, (INPUT_k_B,), (INPUT_T_2,), None),
        ),
        NumericQuantity(
            id="exact-ratio-at-e",
            name="exact-ratio-at-e",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="1/(-1 + E)",
            printed="",
            formula=Formula(exact_ratio_at_e, (), (), None),
        ),
        NumericQuantity(
            id="exact-degeneracy",
            name="exact-degeneracy",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="-E*LambertW(-exp(-1)*exp(-exp(-1)), -1)",
            printed="",
            formula=Formula(exact_degeneracy, (), (), None),
        ),
        NumericQuantity(
            id="fugacity-of-method-one",
            name="fugacity-of-method-one",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="E",
            printed="",
            formula=Formula(fugacity_of_method_one, (), (), None),
        ),
        NumericQuantity(
            id="N06",
            name="mass-method-two",
            unit="kg",
            factor="1",
            dimension="M",
            closed_form="T_mu*k_B/c**2",
            printed="2.63e-40",
            formula=Formula(mass_method_two, (INPUT_c, INPUT_k_B), (INPUT_T_mu,), 4),
        ),
        NumericQuantity(
            id="N07",
            name="rest-energy-method-two",
            unit="meV",
            factor="801088317/5000000000000000000000000000000",
            dimension="L^2 M T^-2",
            closed_form="T_mu*k_B",
            printed="0.147",
            formula=Formula(rest_energy_method_two, (INPUT_k_B,), (INPUT_T_mu,), 2),
        ),
        NumericQuantity(
            id="degeneracy-by-mass-density",
            name="degeneracy-by-mass-density",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="sqrt(2)*Gamma*c**7*h**3*exp(5/2)/(128*pi**(5/2)*G*T**4*a_scale**3*k_B**4)",
            printed="",
            formula=Formula(
                degeneracy_by_mass_density,
                (INPUT_G, INPUT_c, INPUT_h, INPUT_k_B),
                (INPUT_Gamma, INPUT_T, INPUT_a_scale),
                None,
            ),
        ),
        NumericQuantity(
            id="table-chi-0.700",
            name="table-chi-0.700",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="1/4",
            printed="",
            formula=Formula(table_chi_0_700, (), (), 1),
        ),
        NumericQuantity(
            id="table-eta-0.700",
            name="table-eta-0.700",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="UniqueRoot(7/10 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)",
            printed="",
            formula=Formula(table_eta_0_700, (), (), None),
        ),
        NumericQuantity(
            id="table-a-0.700",
            name="table-a-0.700",
            unit="m",
            factor="1",
            dimension="L",
            closed_form=(
                "Gamma*cosh(UniqueRoot(7/10 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7))/6 - Gamma/6"
            ),
            printed="",
            formula=Formula(table_a_0_700, (), (INPUT_Gamma,), None),
        ),
        NumericQuantity(
            id="N37",
            name="table-t-0.700",
            unit="Gyr",
            factor="31557600000000000",
            dimension="T",
            closed_form=(
                "(Gamma*sinh(UniqueRoot(7/10 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)) - "
                "Gamma*UniqueRoot(7/10 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7))/(6*c)"
            ),
            printed="14.0",
            formula=Formula(table_t_0_700, (INPUT_c,), (INPUT_Gamma,), None),
        ),
        NumericQuantity(
            id="table-chi-0.800",
            name="table-chi-0.800",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="3/20",
            printed="",
            formula=Formula(table_chi_0_800, (), (), 1),
        ),
        NumericQuantity(
            id="table-eta-0.800",
            name="table-eta-0.800",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="UniqueRoot(4/5 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)",
            printed="",
            formula=Formula(table_eta_0_800, (), (), None),
        ),
        NumericQuantity(
            id="table-a-0.800",
            name="table-a-0.800",
            unit="m",
            factor="1",
            dimension="L",
            closed_form=(
                "Gamma*cosh(UniqueRoot(4/5 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7))/6 - Gamma/6"
            ),
            printed="",
            formula=Formula(table_a_0_800, (), (INPUT_Gamma,), None),
        ),
        NumericQuantity(
            id="N39",
            name="table-t-0.800",
            unit="Gyr",
            factor="31557600000000000",
            dimension="T",
            closed_form=(
                "(Gamma*sinh(UniqueRoot(4/5 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)) - "
                "Gamma*UniqueRoot(4/5 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7))/(6*c)"
            ),
            printed="17.3",
            formula=Formula(table_t_0_800, (INPUT_c,), (INPUT_Gamma,), None),
        ),
        NumericQuantity(
            id="table-chi-0.900",
            name="table-chi-0.900",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="1/20",
            printed="",
            formula=Formula(table_chi_0_900, (), (), 1),
        ),
        NumericQuantity(
            id="table-eta-0.900",
            name="table-eta-0.900",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="UniqueRoot(9/10 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)",
            printed="",
            formula=Formula(table_eta_0_900, (), (), None),
        ),
        NumericQuantity(
            id="table-a-0.900",
            name="table-a-0.900",
            unit="m",
            factor="1",
            dimension="L",
            closed_form=(
                "Gamma*cosh(UniqueRoot(9/10 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7))/6 - Gamma/6"
            ),
            printed="",
            formula=Formula(table_a_0_900, (), (INPUT_Gamma,), None),
        ),
        NumericQuantity(
            id="N41",
            name="table-t-0.900",
            unit="Gyr",
            factor="31557600000000000",
            dimension="T",
            closed_form=(
                "(Gamma*sinh(UniqueRoot(9/10 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)) - "
                "Gamma*UniqueRoot(9/10 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7))/(6*c)"
            ),
            printed="18.1",
            formula=Formula(table_t_0_900, (INPUT_c,), (INPUT_Gamma,), None),
        ),
        NumericQuantity(
            id="table-chi-0.925",
            name="table-chi-0.925",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="1/40",
            printed="",
            formula=Formula(table_chi_0_925, (), (), 1),
        ),
        NumericQuantity(
            id="table-eta-0.925",
            name="table-eta-0.925",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="UniqueRoot(37/40 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)",
            printed="",
            formula=Formula(table_eta_0_925, (), (), None),
        ),
        NumericQuantity(
            id="table-a-0.925",
            name="table-a-0.925",
            unit="m",
            factor="1",
            dimension="L",
            closed_form=(
                "Gamma*cosh(UniqueRoot(37/40 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7))/6 - Gamma/6"
            ),
            printed="",
            formula=Formula(table_a_0_925, (), (INPUT_Gamma,), None),
        ),
        NumericQuantity(
            id="N43",
            name="table-t-0.925",
            unit="Gyr",
            factor="31557600000000000",
            dimension="T",
            closed_form=(
                "(Gamma*sinh(UniqueRoot(37/40 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)) - "
                "Gamma*UniqueRoot(37/40 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7))/(6*c)"
            ),
            printed="21.6",
            formula=Formula(table_t_0_925, (INPUT_c,), (INPUT_Gamma,), None),
        ),
        NumericQuantity(
            id="table-chi-0.950",
            name="table-chi-0.950",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="0",
            printed="",
            formula=Formula(table_chi_0_950, (), (), 1),
        ),
        NumericQuantity(
            id="table-eta-0.950",
            name="table-eta-0.950",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="UniqueRoot(19/20 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)",
            printed="",
            formula=Formula(table_eta_0_950, (), (), None),
        ),
        NumericQuantity(
            id="table-a-0.950",
            name="table-a-0.950",
            unit="m",
            factor="1",
            dimension="L",
            closed_form=(
                "Gamma*cosh(UniqueRoot(19/20 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7))/6 - Gamma/6"
            ),
            printed="",
            formula=Formula(table_a_0_950, (), (INPUT_Gamma,), None),
        ),
        NumericQuantity(
            id="N45",
            name="table-t-0.950",
            unit="Gyr",
            factor="31557600000000000",
            dimension="T",
            closed_form=(
                "(Gamma*sinh(UniqueRoot(19/20 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)) - "
                "Gamma*UniqueRoot(19/20 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7))/(6*c)"
            ),
            printed="22.5",
            formula=Formula(table_t_0_950, (INPUT_c,), (INPUT_Gamma,), None),
        ),
        NumericQuantity(
            id="scale-factor-model",
            name="scale-factor-model",
            unit="m",
            factor="1",
            dimension="L",
            closed_form=(
                "Gamma*cosh(UniqueRoot(7/10 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7))/6 - Gamma/6"
            ),
            printed="",
            formula=Formula(scale_factor_model, (), (INPUT_Gamma,), None),
        ),
        NumericQuantity(
            id="N36",
            name="table-T-0.700",
            unit="K",
            factor="1",
            dimension="Θ",
            closed_form="T_now",
            printed="2.73",
            formula=Formula(table_T_0_700, (), (INPUT_T_now,), 1),
        ),
        NumericQuantity(
            id="N38",
            name="table-T-0.800",
            unit="K",
            factor="1",
            dimension="Θ",
            closed_form=(
                "(T_now*cosh(UniqueRoot(7/10 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)) - "
                "T_now)/(cosh(UniqueRoot(4/5 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)) - 1)"
            ),
            printed="2.22",
            formula=Formula(table_T_0_800, (), (INPUT_T_now,), None),
        ),
        NumericQuantity(
            id="N40",
            name="table-T-0.900",
            unit="K",
            factor="1",
            dimension="Θ",
            closed_form=(
                "(T_now*cosh(UniqueRoot(7/10 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)) - "
                "T_now)/(cosh(UniqueRoot(9/10 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)) - 1)"
            ),
            printed="1.86",
            formula=Formula(table_T_0_900, (), (INPUT_T_now,), None),
        ),
        NumericQuantity(
            id="N42",
            name="table-T-0.925",
            unit="K",
            factor="1",
            dimension="Θ",
            closed_form=(
                "(T_now*cosh(UniqueRoot(7/10 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)) - "
                "T_now)/(cosh(UniqueRoot(37/40 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)) - 1)"
            ),
            printed="1.78",
            formula=Formula(table_T_0_925, (), (INPUT_T_now,), None),
        ),
        NumericQuantity(
            id="N44",
            name="table-T-0.950",
            unit="K",
            factor="1",
            dimension="Θ",
            closed_form=(
                "(T_now*cosh(UniqueRoot(7/10 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)) - "
                "T_now)/(cosh(UniqueRoot(19/20 - (cosh(eta_bound) - 1)/(6*eta_bound**2), eta_bound, 5, 7)) - 1)"
            ),
            printed="1.71",
            formula=Formula(table_T_0_950, (), (INPUT_T_now,), None),
        ),
        NumericQuantity(
            id="N18",
            name="volume-change",
            unit="m^3",
            factor="1",
            dimension="L^3",
            closed_form="a_scale**3",
            printed="2.57e78",
            formula=Formula(volume_change, (), (INPUT_a_scale,), 3),
        ),
        NumericQuantity(
            id="nitrogen-states-per-molecule",
            name="nitrogen-states-per-molecule",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="4*sqrt(3)*pi*T**(5/2)*k_B**(5/2)*m**(3/2)/(h**3*p)",
            printed="",
            formula=Formula(nitrogen_states_per_molecule, (INPUT_h, INPUT_k_B), (INPUT_T_3, INPUT_m, INPUT_p), None),
        ),
        NumericQuantity(
            id="N26",
            name="helium-wavelength",
            unit="nm",
            factor="1/1000000000",
            dimension="L",
            closed_form="sqrt(2)*h/(2*sqrt(pi)*sqrt(T)*sqrt(k_B)*sqrt(m))",
            printed="0.592",
            formula=Formula(helium_wavelength, (INPUT_h, INPUT_k_B), (INPUT_T_4, INPUT_m_2), None),
        ),
        NumericQuantity(
            id="N27",
            name="helium-degeneracy",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="sqrt(2)*h/(2*sqrt(pi)*sqrt(T)*distance*sqrt(k_B)*sqrt(m))",
            printed="2.23",
            formula=Formula(helium_degeneracy, (INPUT_h, INPUT_k_B), (INPUT_T_4, INPUT_distance, INPUT_m_2), None),
        ),
        NumericQuantity(
            id="N08",
            name="mass-now",
            unit="kg",
            factor="1",
            dimension="M",
            closed_form="T*k_B*exp(-1)/c**2",
            printed="1.54e-40",
            formula=Formula(mass_now, (INPUT_c, INPUT_k_B), (INPUT_T,), None),
        ),
        NumericQuantity(
            id="N09",
            name="rest-energy-now",
            unit="J",
            factor="1",
            dimension="L^2 M T^-2",
            closed_form="T*k_B*exp(-1)",
            printed="1.38e-23",
            formula=Formula(rest_energy_now, (INPUT_k_B,), (INPUT_T,), None),
        ),
        NumericQuantity(
            id="N10",
            name="fugacity-now",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="exp(-exp(-1))",
            printed="0.693",
            formula=Formula(fugacity_now, (), (), None),
        ),
        NumericQuantity(
            id="N11",
            name="critical-temperature",
            unit="K",
            factor="1",
            dimension="Θ",
            closed_form="pi**(1/3)*T*exp(-1/3)",
            printed="2.86",
            formula=Formula(critical_temperature, (), (INPUT_T,), None),
        ),
        NumericQuantity(
            id="N12",
            name="number-density",
            unit="m^-3",
            factor="1",
            dimension="L^-3",
            closed_form="2*sqrt(2)*pi**2*T**3*k_B**3*exp(-2)/(c**3*h**3)",
            printed="2.56e7",
            formula=Formula(number_density, (INPUT_c, INPUT_h, INPUT_k_B), (INPUT_T,), None),
        ),
        NumericQuantity(
            id="N30",
            name="wavelength-now",
            unit="mm",
            factor="1/1000",
            dimension="L",
            closed_form="sqrt(2)*c*h*exp(1/2)/(2*sqrt(pi)*T*k_B)",
            printed="3.47",
            formula=Formula(wavelength_now, (INPUT_c, INPUT_h, INPUT_k_B), (INPUT_T,), None),
        ),
        NumericQuantity(
            id="N13",
            name="thermal-volume",
            unit="m^3",
            factor="1",
            dimension="L^3",
            closed_form="sqrt(2)*c**3*h**3*exp(3/2)/(4*pi**(3/2)*T**3*k_B**3)",
            printed="4.19e-8",
            formula=Formula(thermal_volume, (INPUT_c, INPUT_h, INPUT_k_B), (INPUT_T,), None),
        ),
        NumericQuantity(
            id="N29",
            name="neighbour-distance",
            unit="mm",
            factor="1/1000",
            dimension="L",
            closed_form="2**(5/6)*3**(1/3)*c*h*exp(2/3)*gamma(1/3)/(12*pi*T*k_B)",
            printed="1.87",
            formula=Formula(neighbour_distance, (INPUT_c, INPUT_h, INPUT_k_B), (INPUT_T,), None),
        ),
        NumericQuantity(
            id="N28",
            name="neighbour-coefficient",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="6**(1/3)*gamma(1/3)/(6*pi**(1/3))",
            printed="0.552",
            formula=Formula(neighbour_coefficient, (), (), None),
        ),
        NumericQuantity(
            id="N14",
            name="pressure-ratio",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="2*exp(-1/2)",
            printed="1.21",
            formula=Formula(pressure_ratio, (), (), None),
        ),
        NumericQuantity(
            id="exact-pressure-ratio",
            name="exact-pressure-ratio",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="polylog(5/2, exp(-exp(-1)))/polylog(3/2, exp(-exp(-1)))",
            printed="",
            formula=Formula(exact_pressure_ratio, (), (), None),
        ),
        NumericQuantity(
            id="N15",
            name="pressure-factor",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="2*sqrt(pi)*exp(-1)",
            printed="1.30",
            formula=Formula(pressure_factor, (), (), None),
        ),
        NumericQuantity(
            id="N16",
            name="pressure",
            unit="Pa",
            factor="1",
            dimension="L^-1 M T^-2",
            closed_form="4*sqrt(2)*pi**2*T**4*k_B**4*exp(-5/2)/(c**3*h**3)",
            printed="1.17e-15",
            formula=Formula(pressure, (INPUT_c, INPUT_h, INPUT_k_B), (INPUT_T,), None),
        ),
        NumericQuantity(
            id="N17",
            name="clapeyron-slope",
            unit="Pa/K",
            factor="1",
            dimension="L^-1 M T^-2 Θ^-1",
            closed_form="4*sqrt(2)*pi**2*T**3*k_B**4*exp(-5/2)/(c**3*h**3)",
            printed="4.28e-16",
            formula=Formula(clapeyron_slope, (INPUT_c, INPUT_h, INPUT_k_B), (INPUT_T,), None),
        ),
        NumericQuantity(
            id="N19",
            name="transition-entropy",
            unit="J/K",
            factor="1",
            dimension="L^2 M T^-2 Θ^-1",
            closed_form="4*sqrt(2)*pi**2*T**3*a_scale**3*k_B**4*exp(-5/2)/(c**3*h**3)",
            printed="1.10e63",
            formula=Formula(transition_entropy, (INPUT_c, INPUT_h, INPUT_k_B), (INPUT_T, INPUT_a_scale), None),
        ),
        NumericQuantity(
            id="N20",
            name="number-of-quanta",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="2*sqrt(2)*pi**2*T**3*a_scale**3*k_B**3*exp(-2)/(c**3*h**3)",
            printed="6.58e85",
            formula=Formula(number_of_quanta, (INPUT_c, INPUT_h, INPUT_k_B), (INPUT_T, INPUT_a_scale), None),
        ),
        NumericQuantity(
            id="N21",
            name="free-energy-bose",
            unit="J",
            factor="1",
            dimension="L^2 M T^-2",
            closed_form="2*sqrt(2)*pi**2*T**4*a_scale**3*k_B**4*exp(-3)/(c**3*h**3)",
            printed="9.12e62",
            formula=Formula(free_energy_bose, (INPUT_c, INPUT_h, INPUT_k_B), (INPUT_T, INPUT_a_scale), None),
        ),
        NumericQuantity(
            id="N22",
            name="free-energy-total",
            unit="J",
            factor="1",
            dimension="L^2 M T^-2",
            closed_form="Gamma*c**4/(32*pi*G)",
            printed="7.59e66",
            formula=Formula(free_energy_total, (INPUT_G, INPUT_c), (INPUT_Gamma,), None),
        ),
        NumericQuantity(
            id="N23",
            name="quanta-from-total-mass",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="E*Gamma*c**4/(32*pi*G*T*k_B)",
            printed="5.51e89",
            formula=Formula(quanta_from_total_mass, (INPUT_G, INPUT_c, INPUT_k_B), (INPUT_Gamma, INPUT_T), None),
        ),
        NumericQuantity(
            id="N24",
            name="states-density",
            unit="states m^-3",
            factor="1",
            dimension="L^-3",
            closed_form="4*sqrt(3)*pi*T**3*k_B**3*exp(-3/2)/(c**3*h**3)",
            printed="3.30e7",
            formula=Formula(states_density, (INPUT_c, INPUT_h, INPUT_k_B), (INPUT_T,), None),
        ),
        NumericQuantity(
            id="N25",
            name="states-per-boson",
            unit="states/boson",
            factor="1",
            dimension="1",
            closed_form="sqrt(6)*exp(1/2)/pi",
            printed="1.29",
            formula=Formula(states_per_boson, (), (), None),
        ),
        NumericQuantity(
            id="N31",
            name="degeneracy-now",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="6**(2/3)*sqrt(pi)*exp(-1/6)/gamma(1/3)",
            printed="1.86",
            formula=Formula(degeneracy_now, (), (), None),
        ),
        NumericQuantity(
            id="N32",
            name="compton-wavelength",
            unit="mm",
            factor="1/1000",
            dimension="L",
            closed_form="E*c*h/(2*pi*T*k_B)",
            printed="2.29",
            formula=Formula(compton_wavelength, (INPUT_c, INPUT_h, INPUT_k_B), (INPUT_T,), None),
        ),
        NumericQuantity(
            id="N33",
            name="virial-term",
            unit="1",
            factor="1",
            dimension="1",
            closed_form="sqrt(2)*sqrt(pi)*exp(-1/2)/8",
            printed="0.189",
            formula=Formula(virial_term, (), (), None),
        ),
    )
}
