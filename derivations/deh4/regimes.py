"""Where the formulas hold that the paper takes from elsewhere."""

from fractions import Fraction

from dehsym.regime import MUCH_LESS, Regime
from derivations.deh4.symbols import Lambda_B, T, c, k_B, m, n, p

regimes = (
    Regime(
        "nonrelativistic",
        ("2", "a2.levels"),
        k_B * T / (m * c**2),
        MUCH_LESS,
        "quanta of the kinetic energy $p^2/2m$, which is that of slow ones",
        "the next term of the energy is $-p^4/8m^3c^2$ (Landau and Lifshitz, The Classical Theory of Fields, § 9)",
    ),
    Regime(
        "classical-gas",
        ("s3.per-quantum", "s3.number-variance", "1"),
        n * Lambda_B**3,
        MUCH_LESS,
        r"a classical ideal gas, with $pV = Nk_B T$, $\mu = k_B T\ln(n\Lambda_B^3)$ and the variance $N$ of the number",
        "Landau and Lifshitz, Statistical Physics, Part 1, § 45; Pathria and Beale, Statistical Mechanics, § 5.5",
    ),
    Regime(
        "pressure-and-energy",
        ("4a",),
        3 * p / (n * m * c**2 + 3 * p / 2),
        Fraction(1),
        "a gas of quanta of rest energy $mc^2$, whose pressure is at most a third of its density of energy, rest "
        "energy and the kinetic energy $3pV/2$ of slow quanta together",
        "Landau and Lifshitz, The Classical Theory of Fields, § 35",
    ),
)
