"""Section 3. Fluctuations: variances, the Bernoulli equation of Born and Einstein, Equation (1), Planck's formula.

What the section needs, in its order: the variance of an energy is minus the slope of its mean (derived from the
canonical ensemble); the paper takes that over to the free energy; two contributions to the variance of F are found, by
temperature and by number; their sum is a Bernoulli equation. The sign of the first contribution does not follow: the
slope gives -1/beta^2, and the paper goes on with +1/beta^2. That is a leap here, and all behind it carries the mark.
The last member of (1) needs the chemical potential of a classical gas, which is derived from its free energy; the same
potential gives the Poisson variance of the number.
"""

from sympy import Expr, Integer, exp, log

from dehsym.claim import Reading
from dehsym.derivation import Ledger, Step, derivation
from dehsym.grant import GrantKind
from dehsym.proposition import Operator, Relation
from dehsym.rules.algebra import Chain, Choose, Divide, Eliminate, Extend, Members, Multiply, OnRight, SolveFor
from dehsym.rules.calculus import Differentiate, TakeLimit
from dehsym.rules.ode import ChangeUnknown, SolveODE
from dehsym.rules.statistics import VarianceOfMultiple
from derivations.deh4.symbols import (
    C_1,
    E_0,
    A,
    E_mean,
    F,
    F_classical,
    F_number,
    F_of_N,
    F_thermal,
    F_total,
    Lambda_B,
    N,
    N_mean,
    N_of_mu,
    T,
    U2_mean,
    U_mean,
    V,
    beta,
    eps_n,
    h,
    k_B,
    mu,
    n,
    nu_light,
    p,
    partition,
    reciprocal,
    variance_E,
    variance_F,
    variance_F_number,
    variance_F_thermal,
    variance_N,
    variance_U,
)

_MCQUARRIE = "McQuarrie, Statistical Mechanics, Ch. 3"
_BORN = "Born, Natural Philosophy of Cause and Chance, Ch. VIII"


@derivation("Section 3", "The variance of an energy")
def variance(d: Ledger) -> None:
    """sigma_U^2 = -d<U>/dbeta in the canonical ensemble."""
    definition = d.let(
        "The variance is the mean of the square less the square of the mean.",
        variance_U,
        U2_mean - U_mean**2,
        prints="s3.variance",
    )
    mean = d.given(
        "In the canonical ensemble the mean energy is the logarithmic slope of the partition function",
        U_mean,
        -partition.diff(beta) / partition,
        kind=GrantKind.MODEL,
        cite=_MCQUARRIE,
    )
    square = d.given(
        "The mean square comes with the second derivative",
        U2_mean,
        partition.diff((beta, 2)) / partition,
        kind=GrantKind.MODEL,
        cite=_MCQUARRIE,
    )
    slope = d.step(r"How the mean falls as $\beta$ grows:", mean, Differentiate(beta))
    d.step(
        "Put into the definition, the partition function drops out.",
        definition,
        Eliminate(U2_mean, square),
        Eliminate(partition.diff((beta, 2)), slope),
        Eliminate(partition.diff(beta), mean),
        prints="s3.variance-derivative",
    )


@derivation("Section 3", "The two contributions to the variance of F, and their sum")
def fluctuations(d: Ledger) -> None:
    """The Bernoulli equation, with the sign of the thermal part as the paper has it."""
    classical = _classical_free_energy(d)
    thermal = _thermal_variance(d, classical)
    number = _number_variance(d)
    total = _sum_of_variances(d, thermal, number)
    d.step("Both together are a Bernoulli equation.", _slope_of_mean(d), Chain(total), prints="s3.bernoulli")


def _slope_of_mean(d: Ledger) -> Step:
    """sigma_F^2 = -d<F>/dbeta, taken over from the energy."""
    return d.given("The variance of the whole as minus the slope of the whole mean", variance_F, -F.diff(beta))


def _classical_free_energy(d: Ledger) -> Step:
    """<F> = (F/N) = mu - k_B T = mu - 1/beta, of an ideal classical gas."""
    temperature = d.let("The inverse temperature.", beta, 1 / (k_B * T))
    euler = d.given(
        r"The free energy as the Gibbs energy $\mu N$ less $pV$",
        F_total,
        -p * V + mu * N,
        kind=GrantKind.CITATION,
        cite=_MCQUARRIE,
        prints="s3.helmholtz",
    )
    ideal = d.given("An ideal classical gas", p * V, N * k_B * T, kind=GrantKind.MODEL, cite="the paper's model")
    per_quantum = d.let("The mean over the quanta.", F_classical, F_total / N)
    ideal_energy = d.step("The free energy of that gas:", euler, Eliminate(p, ideal))
    return d.step(
        r"A quantum's share of it, in terms of the temperature and of $\beta$:",
        per_quantum,
        Extend(Eliminate(F_total, ideal_energy)),
        Extend(Eliminate(T, temperature)),
        prints=Reading("s3.per-quantum", {r"\langle F \rangle": F_classical}),
    )


def _thermal_variance(d: Ledger, classical: Step) -> Step:
    """sigma_F^2 = <F>^2 at a fixed number of particles: the sign is the paper's, and does not follow."""
    carried_over = d.given(
        "What holds of the variance of an energy is taken over to the free energy, of which it is not proved",
        variance_F_thermal,
        -F_classical.diff(beta),
        kind=GrantKind.POSTULATE,
    )
    thermal_part = d.let("The part of the mean that goes with the temperature.", F_thermal, -1 / beta)
    thermal = d.step(
        "The variance at a fixed number of particles:",
        carried_over,
        Eliminate(F_classical, classical),
        Extend(Eliminate(beta, thermal_part)),
        prints=Reading("s3.temperature-variance", {r"\sigma_F^2": variance_F_thermal, r"\langle F \rangle": F_thermal}),
    )
    return d.leap(
        "The paper has the opposite sign, and goes on with it.",
        thermal,
        variance_F_thermal,
        F_thermal**2,
        because="with the sign of the thermal variance reversed",
    )


def _number_variance(d: Ledger) -> Step:
    """sigma_F^2 = mu^2 sigma_N^2 = mu <F> at a fixed temperature."""
    poisson = _poisson_variance(d)
    number_part = d.given(
        r"Of $F = \mu N - pV$ only $\mu N$ is taken to change with the number, though $pV = Nk_B T$ does so too",
        F_number,
        mu * N_mean,
        kind=GrantKind.IDENTIFICATION,
    )
    scaled = d.step(
        "Its variance is that of the number, scaled:",
        number_part,
        VarianceOfMultiple(N_mean, variance_N, variance_F_number),
        prints=Reading("s3.number-variance-mu", {r"\sigma_F^2": variance_F_number}),
    )
    return d.step(
        "The variance at a fixed temperature:",
        scaled,
        Eliminate(variance_N, poisson),
        Eliminate(N_mean, number_part),
        prints=Reading("s3.number-variance", {r"\sigma_F^2": variance_F_number, r"\langle F \rangle": F_number}),
    )


def _poisson_variance(d: Ledger) -> Step:
    """sigma_N^2 = <N> in a classical ideal gas."""
    potential = _potential_at_number(d)
    explicit = d.step("The number of quanta at a given chemical potential:", potential, SolveFor(N))
    mean = d.let("That number as a function of the potential.", N_of_mu, N)
    mean = d.step("It is", mean, Eliminate(N, explicit))
    response = _response_of_number(d)
    number = d.let("The mean number.", N_mean, N_of_mu)
    poisson = d.step(
        "It grows by itself, so that the variance is the mean, as in a Poisson distribution.",
        response,
        Eliminate(N_of_mu, mean),
        Eliminate(V, mean),
        Eliminate(N_of_mu, number),
    )
    d.remark("c.varN", "so it is in a classical ideal gas; in a Bose gas each single state has $N^2 + N$", poisson)
    return poisson


def _response_of_number(d: Ledger) -> Step:
    """sigma_N^2 = k_B T d<N>/dmu in the grand canonical ensemble."""
    return d.given(
        "In the grand canonical ensemble the variance of the number is its response to the chemical potential",
        variance_N,
        k_B * T * N_of_mu.diff(mu),
        kind=GrantKind.CITATION,
        cite=_MCQUARRIE,
    )


def _potential_at_number(d: Ledger) -> Step:
    """mu = k_B T ln(N Lambda_B^3/V), the slope of the free energy of a classical ideal gas."""
    energy = d.given(
        "The free energy of $N$ quanta of an ideal classical gas, for large $N$",
        F_of_N,
        N * k_B * T * (log(N * Lambda_B**3 / V) - 1),
        kind=GrantKind.CITATION,
        cite=_MCQUARRIE,
    )
    slope = d.given("The chemical potential is its slope", mu, F_of_N.diff(N), kind=GrantKind.CITATION, cite=_MCQUARRIE)
    return d.step("In a classical gas that is", slope, Eliminate(F_of_N, energy))


def classical_chemical_potential(d: Ledger) -> Step:
    """mu = k_B T ln(n Lambda_B^3) of an ideal classical gas."""
    potential = _potential_at_number(d)
    density = d.let("The number density.", n, N / V)
    return d.step("In terms of the density:", potential, Eliminate(N, density))


def _sum_of_variances(d: Ledger, thermal: Step, number: Step) -> Step:
    """sigma_F^2 = <F>^2 + mu <F>, both parts of the mean read as the whole of it."""
    total = d.given(
        "The two fluctuations are independent of one another, so that their variances add",
        variance_F,
        variance_F_thermal + variance_F_number,
        kind=GrantKind.MODEL,
        cite="the paper's model",
    )
    whole_thermal = d.given(
        "The thermal part of the mean is read as the whole mean", F_thermal, F, kind=GrantKind.IDENTIFICATION
    )
    whole_number = d.given(
        "The number's part of the mean is read as the whole mean too", F_number, F, kind=GrantKind.IDENTIFICATION
    )
    return d.step(
        "The sum, in the whole mean:",
        total,
        Eliminate(variance_F_thermal, thermal),
        Eliminate(variance_F_number, number),
        Eliminate(F_thermal, whole_thermal),
        Eliminate(F_number, whole_number),
    )


@derivation("Section 3", "The same sum of variances in a Bose gas")
def bose_variance(d: Ledger) -> None:
    """sigma_N^2 = N^2 + N for the bosons in one state: the sum above, for <F> = mu N."""
    occupation = d.given(
        "The mean number of bosons in a state",
        N_of_mu,
        1 / (exp((eps_n - mu) / (k_B * T)) - 1),
        kind=GrantKind.CITATION,
        cite="McQuarrie, Statistical Mechanics, Ch. 4",
    )
    variance_of_number = d.step(
        "Its variance has both terms, the number and its square.",
        _response_of_number(d),
        Eliminate(N_of_mu, occupation),
        Eliminate(eps_n, occupation),
    )
    integrated = d.cite("s3.bernoulli").equation.rhs.xreplace({F: mu * N_mean})
    of_bosons = mu**2 * variance_of_number.equation.rhs.xreplace({N_of_mu: N_mean})
    d.remark(
        "c.noBE",
        r"no premise of (1) names Bose statistics; but the variance that is integrated, $\langle F \rangle^2 + "
        r"\mu\langle F \rangle$, is $\mu^2(N^2 + N)$ for $\langle F \rangle = \mu "
        "N$, the variance of bosons in one state: they are put in with the sum",
        variance_of_number,
        relation=Relation(integrated, Operator.UNEQUAL, of_bosons),
    )
    d.remark(
        "c.spin",
        "spin and statistics: a quantum without spin is a boson",
        kind=GrantKind.CITATION,
        cite="Pauli, Phys. Rev. 58 (1940) 716",
    )


def _integrate(d: Ledger, fluctuation: Step, mean: Expr, quantum: Expr, unity: str, kind: GrantKind) -> Step:
    """Solve sigma^2 = -d<X>/dbeta = ±<X>^2 + E <X> for <X>: the machinery that F and E share.

    `unity` says why the constant of integration is 1, and `kind` what that is: a choice, or demanded elsewhere.
    """
    equation = d.step("Two expressions for one variance:", fluctuation, Members(1, 2))
    linear = d.step(
        "In the reciprocal of the mean the equation is linear.",
        equation,
        ChangeUnknown(mean, 1 / reciprocal),
        Multiply(reciprocal**2),
    )
    general = d.step("Its general solution:", linear, SolveODE(reciprocal, constant=C_1))
    pure = d.let("The constant as a pure number.", A, C_1 * quantum)
    general = d.step("The solution with that constant:", general, Eliminate(C_1, pure))
    member = d.step(
        "Only a pure number can be set at unity.",
        general,
        Choose({A: Integer(1)}, unity, kind),
    )
    return d.step("Back to the mean:", member, ChangeUnknown(reciprocal, 1 / mean), SolveFor(mean))


@derivation("Section 3", "The sum of variances with the sign that follows")
def own_sign(d: Ledger) -> None:
    """<F> = mu/(exp(beta mu) + 1): minus the square of the mean leads to fermions, by the same integration."""
    thermal = d.step("The thermal variance as it follows:", d.cite("s3.temperature-variance"), Members(0, 2))
    total = _sum_of_variances(d, thermal, d.cite("s3.number-variance"))
    fluctuation = d.step("A Bernoulli equation again:", _slope_of_mean(d), Chain(total))
    _integrate(d, fluctuation, F, mu, "as the paper has it", GrantKind.CONSTANT)


@derivation("Section 3", "Equation (1)")
def equation_1(d: Ledger) -> None:
    """<F>/k_B T = mc^2/k_B T = beta mu/(exp(beta mu) - 1) = ln(n Lambda_B^3)/(n Lambda_B^3 - 1)."""
    bernoulli = d.cite("s3.bernoulli")
    temperature = d.let("The inverse temperature.", beta, 1 / (k_B * T))
    unity = r"for which $\beta$ times the mean tends to 1 as $\beta$ tends to 0"
    mean = _integrate(d, bernoulli, F, mu, unity, GrantKind.CONSTANT)
    d.step("The limit of high temperature, as a check on the constant:", mean, Multiply(beta), TakeLimit(beta))
    ratio = d.step("In units of the thermal energy:", mean, Divide(k_B * T), OnRight(Eliminate(T, temperature)))
    both = d.step("The same ratio for the rest energy:", d.cite("s1.rest-energy"), Divide(k_B * T), Chain(ratio))
    potential = d.step(r"In terms of $\beta$:", classical_chemical_potential(d), Eliminate(T, temperature))
    d.step("With the classical chemical potential:", both, Extend(Eliminate(mu, potential)), prints="1")
    _remarks_on_the_solution(d)


def _remarks_on_the_solution(d: Ledger) -> None:
    in_reciprocal = 1 / reciprocal
    bernoulli = -in_reciprocal.diff(beta) - in_reciprocal**2 - mu * in_reciprocal
    linear = reciprocal.diff(beta) - mu * reciprocal - 1
    d.remark(
        "c.bernoulli",
        r"with $\langle F \rangle = 1/z$ the equation is $z' = \mu z + 1$, linear",
        relation=Relation(bernoulli, Operator.EQUAL, linear / reciprocal**2),
    )
    d.remark(
        "c.C=1",
        r"of the constants in $z$ only the pure number $A = C_1\mu$ can be set at unity; it is a choice, for which "
        r"$\beta\langle F \rangle$ tends to 1 at high temperature",
        kind=GrantKind.CONSTANT,
    )


@derivation("Section 3", "Planck's formula by the same method")
def planck(d: Ledger) -> None:
    """<E> = h nu/(exp(beta h nu) - 1)."""
    sum_of_limits = d.given(
        "An oscillator of the radiation field has the Rayleigh-Jeans variance and Wien's, independently",
        variance_E,
        E_mean**2 + E_0 * E_mean,
        kind=GrantKind.CITATION,
        cite=_BORN,
    )
    slope = d.given(
        "The variance is minus the slope of the mean energy",
        variance_E,
        -E_mean.diff(beta),
        kind=GrantKind.CITATION,
        cite=_BORN,
    )
    fluctuation = d.step("Both together are a Bernoulli equation.", slope, Chain(sum_of_limits))
    classical = r"which Rayleigh and Jeans demand: $\beta$ times the mean tends to 1 as $\beta$ tends to 0"
    mean = _integrate(d, fluctuation, E_mean, E_0, classical, GrantKind.CITATION)
    quantum = d.given(
        r"The energy quantum of an oscillator of frequency $\nu$",
        E_0,
        h * nu_light,
        kind=GrantKind.CITATION,
        cite=_BORN,
    )
    d.step(
        "With that quantum, Planck's formula:",
        mean,
        Eliminate(E_0, quantum),
        prints=Reading("s3.planck", {r"\nu": nu_light}),
    )


scripts = (variance, fluctuations, bose_variance, own_sign, equation_1, planck)
