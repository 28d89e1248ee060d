"""The ideal Bose gas: what the paper consists of, in the order in which it is derived."""

from pathlib import Path

from dehsym.paper_definition import PaperDefinition
from derivations.bose_gas import (
    bose_functions,
    branch_point,
    condensation,
    contour_results,
    number,
    paper_point,
    thermodynamic_roles,
    thermodynamics,
    virial,
)
from derivations.bose_gas.symbols import catalogue

paper = PaperDefinition(
    name="bose_gas",
    title="The ideal Bose gas",
    citation=(
        "After R. K. Pathria and P. D. Beale, Statistical Mechanics, 3rd ed. (Elsevier 2011), Ch. 7 and Appendix D, "
        "and the Digital Library of Mathematical Functions (dlmf.nist.gov), 25.12"
    ),
    catalogue=catalogue,
    inventory=Path(__file__).with_name("inventory.json"),
    scripts=(
        *bose_functions.scripts,
        *number.scripts,
        *thermodynamics.scripts,
        *condensation.scripts,
        *virial.scripts,
        *branch_point.scripts,
        *contour_results.scripts,
        *paper_point.scripts,
    ),
    thermodynamics=thermodynamic_roles.system,
)
