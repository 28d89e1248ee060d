"""The laws of thermodynamics on an invented paper: a classical ideal gas has none against it, its mutants have some."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from sympy import Expr, Integer, Rational, exp, log, pi, sqrt

from dehsym.audit.thermodynamics import thermodynamic_decisions, thermodynamic_findings
from dehsym.audit.thermodynamics.laws import LAWS
from dehsym.catalogue import Catalogue
from dehsym.claim import Reading
from dehsym.constants import K_B, H
from dehsym.derivation import Ledger, derivation
from dehsym.dimension import ENERGY, ENTROPY, LENGTH, MASS, PRESSURE, TEMPERATURE, VOLUME
from dehsym.domain import FRACTION, REAL
from dehsym.errors import DimensionError
from dehsym.findings import Finding
from dehsym.paper_definition import PaperDefinition
from dehsym.thermodynamic_system import Nature, Role, ThermodynamicSystem
from dehsym.verdict import Kind

CATALOGUE = Catalogue()
_symbol = CATALOGUE.symbol
H_ = CATALOGUE.constant("h", H, meaning="Planck constant")
K = CATALOGUE.constant("k", K_B, meaning="Boltzmann constant")
M = _symbol("m", dimension=MASS, meaning="mass of a particle")
T = _symbol("T", dimension=TEMPERATURE, meaning="temperature")
V = _symbol("V", dimension=VOLUME, meaning="volume")
N = _symbol("N", meaning="number of particles")
n = _symbol("n", dimension=VOLUME**-1, meaning="number density")
LAMBDA = _symbol("lambda", latex=r"\lambda", dimension=LENGTH, meaning="thermal wavelength")
P = _symbol("p", dimension=PRESSURE, meaning="pressure")
Z = _symbol("z", meaning="fugacity")
PHI = _symbol("phi", latex=r"\phi", domain=FRACTION, meaning="fugacity below 1")
MU = _symbol("mu", latex=r"\mu", dimension=ENERGY, domain=REAL, meaning="chemical potential")
F = _symbol("F", dimension=ENERGY, domain=REAL, meaning="free energy")
U = _symbol("U", dimension=ENERGY, meaning="internal energy")
S = _symbol("S", dimension=ENTROPY, domain=REAL, meaning="entropy")
GAMMA = _symbol("gamma", latex=r"\gamma", domain=REAL, meaning="a phase that is left open")
SHARE = _symbol("f", domain=REAL, meaning="share of the condensate")
BETA = _symbol("beta", latex=r"\beta", dimension=ENERGY**-1, meaning="inverse temperature")

ROLES = {
    Role.TEMPERATURE: T,
    Role.VOLUME: V,
    Role.NUMBER: N,
    Role.DENSITY: n,
    Role.THERMAL_WAVELENGTH: LAMBDA,
    Role.BOLTZMANN_CONSTANT: K,
    Role.INVERSE_TEMPERATURE: BETA,
    Role.PRESSURE: P,
    Role.FUGACITY: Z,
    Role.CHEMICAL_POTENTIAL: MU,
    Role.FREE_ENERGY: F,
    Role.INTERNAL_ENERGY: U,
    Role.ENTROPY: S,
}
CLASSICAL = frozenset({Nature.IDEAL, Nature.NONRELATIVISTIC, Nature.SPINLESS})
BOSE = CLASSICAL | {Nature.BOSONS}
LOGARITHM = log(N * LAMBDA**3 / V)
Lines = Mapping[str, tuple[Expr, Expr]]
IDEAL_GAS: Lines = {
    "pressure": (P * V, N * K * T),
    "fugacity": (Z, n * LAMBDA**3),
    "potential": (MU, K * T * log(n * LAMBDA**3)),
    "free-energy": (F, N * K * T * (LOGARITHM - 1)),
    "energy": (U / N, Rational(3, 2) * K * T),
    "entropy": (S / (N * K), Rational(5, 2) - LOGARITHM),
}


def paper_of(
    folder: Path,
    lines: Lines,
    natures: frozenset[Nature] = CLASSICAL,
    roles: Mapping[Role, object] | None = None,
    readings: Mapping[str, Reading] | None = None,
    left: Lines | None = None,
) -> PaperDefinition:
    """A paper that prints these lines and takes them as they are, or leaves a line of its ledger for them."""
    printed = [
        {"id": id, "where": "Section 1", "order": order, "printed_latex": f"{lhs} = {rhs}"}
        for order, (id, (lhs, rhs)) in enumerate(lines.items(), 1)
    ]
    inventory = folder / "inventory.json"
    inventory.write_text(json.dumps({"equations": printed}), encoding="utf-8")

    @derivation("Section 1", "A gas")
    def gas(d: Ledger) -> None:
        d.let("The thermal wavelength.", LAMBDA, H_ / sqrt(2 * pi * M * K * T))
        for id, (lhs, rhs) in lines.items():
            prints = (readings or {}).get(id, id)
            if left and id in left:
                d.leap("The print.", d.given("What follows", *left[id]), lhs, rhs, because="as printed", prints=prints)
            else:
                d.given(f"The {id}", lhs, rhs, prints=prints)

    system = ThermodynamicSystem({**ROLES, **(roles or {})}, natures)  # pyright: ignore[reportArgumentType]
    return PaperDefinition("gas", "A gas", "", CATALOGUE, inventory, (gas,), thermodynamics=system)


def findings(folder: Path, changed: Lines | None = None) -> dict[str, Finding]:
    """The findings on the ideal gas with some lines changed, by the name of the law."""
    found = thermodynamic_findings(paper_of(folder, {**IDEAL_GAS, **(changed or {})}))
    return {finding.id.split(".")[1]: finding for finding in found}


def test_the_ideal_gas_violates_nothing(tmp_path: Path) -> None:
    assert findings(tmp_path) == {}


def test_every_law_for_such_a_gas_was_applied_to_it(tmp_path: Path) -> None:
    rows = thermodynamic_decisions(paper_of(tmp_path, IDEAL_GAS))
    assert {row.title.name for row in rows} == {
        "homogeneity",
        "pressure-from-free-energy",
        "potential-from-free-energy",
        "entropy-from-free-energy",
        "energy-from-free-energy",
        "maxwell",
        "euler",
        "gibbs-duhem",
        "activity",
        "two-thirds",
        "compressibility",
        "fugacity-rises",
        "heat-capacity",
        "energy-sign",
        "classical-pressure",
        "classical-fugacity",
    }
    assert all(row.verdict.holds for row in rows)


@pytest.mark.parametrize(
    ("id", "line", "laws"),
    [
        ("pressure", (P * V, -N * K * T), {"compressibility", "classical-pressure", "pressure-from-free-energy"}),
        ("pressure", (P * V, 2 * N * K * T), {"classical-pressure", "gibbs-duhem", "euler", "two-thirds"}),
        ("pressure", (P, n**2 * LAMBDA**3 * K * T), {"pressure-from-free-energy", "classical-pressure"}),
        ("fugacity", (Z, 2 * n * LAMBDA**3), {"classical-fugacity", "activity"}),
        ("fugacity", (Z, 1 / (n * LAMBDA**3)), {"fugacity-rises", "activity", "gibbs-duhem"}),
        ("fugacity", (Z, n**2 * LAMBDA**6), {"classical-fugacity", "gibbs-duhem"}),
        ("potential", (MU, -K * T * log(n * LAMBDA**3)), {"activity", "potential-from-free-energy", "euler"}),
        ("potential", (MU, K * T * (log(n * LAMBDA**3) - 1)), {"potential-from-free-energy", "activity"}),
        ("free-energy", (F, -N * K * T * (LOGARITHM - 1)), {"pressure-from-free-energy", "entropy-from-free-energy"}),
        ("free-energy", (F, N * K * T * (LOGARITHM - 2)), {"potential-from-free-energy", "euler"}),
        ("free-energy", (F, N**2 * K * T * (LOGARITHM - 1)), {"homogeneity"}),
        ("energy", (U, Rational(5, 2) * N * K * T), {"two-thirds", "energy-from-free-energy"}),
        ("energy", (U, -Rational(3, 2) * N * K * T), {"energy-sign"}),
        ("entropy", (S, N * K * (Rational(3, 2) - LOGARITHM)), {"entropy-from-free-energy"}),
        ("entropy", (S, N * K * (Rational(5, 2) + LOGARITHM)), {"entropy-from-free-energy", "heat-capacity"}),
        ("entropy", (S, 2 * N * K * (Rational(5, 2) - LOGARITHM)), {"entropy-from-free-energy", "maxwell"}),
    ],
)
def test_a_mutant_is_found_by_the_right_law(tmp_path: Path, id: str, line: tuple[Expr, Expr], laws: set[str]) -> None:
    found = findings(tmp_path, {id: line})
    assert laws <= set(found)
    for finding in found.values():
        assert id in finding.claims
        assert finding.evidence.kind is Kind.REFUTED
        assert finding.evidence.witness
        assert finding.correct
        assert finding.severity == "unsupported"  # no printed line rests on it


def test_the_correct_line_and_the_witness_can_be_checked_by_hand(tmp_path: Path) -> None:
    finding = findings(tmp_path, {"pressure": (P * V, 2 * N * K * T)})["pressure-from-free-energy"]
    assert finding.id == "law.pressure-from-free-energy.pressure.free-energy"
    assert finding.correct == "$p = kTn$"
    assert str(finding.evidence.witness) == (
        "`2.00000000000` ≠ `1.00000000000` at `n = 1`, `k = 1`, `T = 1`, `lambda = 1`"
    )


def test_what_the_ledger_tells_is_not_told_twice(tmp_path: Path) -> None:
    lines = {"potential": (MU, 2 * K * T * log(n * LAMBDA**3)), "free-energy": IDEAL_GAS["free-energy"]}
    assert [found.id for found in thermodynamic_findings(paper_of(tmp_path, lines))] == [
        "law.potential-from-free-energy.potential.free-energy"
    ]
    left = {"potential": IDEAL_GAS["potential"]}  # the line that the law demands
    assert thermodynamic_findings(paper_of(tmp_path, lines, left=left)) == []
    left = {"potential": (MU, 3 * K * T * log(n * LAMBDA**3))}  # another one
    assert len(thermodynamic_findings(paper_of(tmp_path, lines, left=left))) == 1


def test_every_law_has_a_name_of_its_own_and_a_source() -> None:
    assert len({law.name for law in LAWS}) == len(LAWS)
    assert all(law.source and law.says and law.subject for law in LAWS)


def test_without_a_fugacity_the_chemical_potential_will_do(tmp_path: Path) -> None:
    lines = {id: line for id, line in IDEAL_GAS.items() if id in ("pressure", "potential")}
    rows = thermodynamic_decisions(paper_of(tmp_path, lines))
    assert [row.verdict.kind for row in rows if row.title.name == "gibbs-duhem-by-potential"] == [Kind.PROVED]
    wrong = {**lines, "potential": (MU, 2 * K * T * log(n * LAMBDA**3))}
    assert [found.id for found in thermodynamic_findings(paper_of(tmp_path, wrong))] == [
        "law.gibbs-duhem-by-potential.pressure.potential"
    ]


def test_a_series_is_held_to_its_limit_alone(tmp_path: Path) -> None:
    series = (P / (n * K * T), 1 - n * LAMBDA**3 / sqrt(32))
    lines = {"virial": series, "fugacity": IDEAL_GAS["fugacity"]}
    reading = {"virial": Reading("virial", small=n)}
    rows = thermodynamic_decisions(paper_of(tmp_path, lines, BOSE, readings=reading))
    assert {row.title.name for row in rows if row.main_ids[:1] == ("virial",)} == {"homogeneity", "classical-pressure"}


def test_free_phases_are_not_held_against_a_paper(tmp_path: Path) -> None:
    right = {
        "density": (n, PHI * exp(GAMMA * sqrt(Integer(-1))) / LAMBDA**3),
        "pressure": (P, PHI * K * T * exp(2 * GAMMA * sqrt(Integer(-1))) / LAMBDA**3),
    }
    roles = {Role.FUGACITY: PHI}
    assert thermodynamic_findings(paper_of(tmp_path, right, roles=roles)) == []
    wrong = {**right, "pressure": (P, 3 * right["pressure"][1])}
    found = thermodynamic_findings(paper_of(tmp_path, wrong, roles=roles))
    assert [each.id.split(".")[1] for each in found] == ["classical-pressure", "gibbs-duhem"]
    assert "whatever the free phases" in found[1].evidence.evidence


def test_a_relation_through_a_quantity_without_a_role(tmp_path: Path) -> None:
    lines = {"share": (SHARE, 1 - PHI), "potential": (SHARE, 1 - exp(-BETA * MU))}
    found = thermodynamic_findings(paper_of(tmp_path, lines, BOSE, {Role.FUGACITY: PHI}))
    assert [each.id for each in found] == ["law.activity.potential", "law.boson-potential.potential"]
    assert found[0].correct == r"$\mu = kT \ln(\phi)$"
    assert found[0].paper_says.startswith("(potential) $f = 1 - exp(-beta*mu)$; (share) $f = 1 - phi$")


def test_what_is_said_of_potential_and_density_goes_with_the_fugacity(tmp_path: Path) -> None:
    x = n * LAMBDA**3
    relation = (BETA * MU / (exp(BETA * MU) - 1), log(x) / (x - 1))
    assert thermodynamic_findings(paper_of(tmp_path, {"z": (Z, x), "1": relation})) == []
    (found,) = thermodynamic_findings(paper_of(tmp_path, {"z": (Z, x + x**2), "1": relation}))
    assert found.id == "law.activity-by-density.z.1"
    assert found.we_find.startswith(r"with $z = \exp(\mu/k T)$ (Pathria and Beale, § 4.1) its sides are ")
    assert found.we_find.endswith(r"; $z = n \lambda^3$ meets it")


def test_a_symbol_needs_the_dimension_of_its_role(tmp_path: Path) -> None:
    paper = paper_of(tmp_path, IDEAL_GAS, roles={Role.PRESSURE: T})
    with pytest.raises(DimensionError, match="T as pressure is wanted"):
        thermodynamic_findings(paper)


def test_nothing_is_taken_from_a_misprinted_line(tmp_path: Path) -> None:
    paper = paper_of(tmp_path, {**IDEAL_GAS, "pressure": (P * V, 2 * N * K * T)})
    assert thermodynamic_findings(paper, misprinted={"pressure"}) == []
