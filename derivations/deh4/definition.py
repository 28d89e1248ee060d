"""A Dark Energy Hypothesis IV: what the paper consists of, in the order in which it is derived."""

from pathlib import Path

from dehsym.paper_definition import PaperDefinition
from derivations.deh4 import (
    appendix1,
    appendix2,
    appendix3,
    appendix4,
    appendix5,
    comparisons,
    figure1,
    phases,
    present_epoch,
    regimes,
    section1,
    section2,
    section3,
    section4,
    table1,
    thermodynamic_roles,
    virial,
)
from derivations.deh4.inputs import A_NOW, GAMMA, T_NOW
from derivations.deh4.symbols import Gamma, T, a_scale, catalogue

paper = PaperDefinition(
    name="deh4",
    title="A Dark Energy Hypothesis IV",
    citation=(
        "J. Togeas, A Dark Energy Hypothesis IV, Journal of High Energy Physics, Gravitation and Cosmology 11 (2025) "
        "45-55, doi:10.4236/jhepgc.2025.111006, CC BY 4.0"
    ),
    catalogue=catalogue,
    inventory=Path(__file__).with_name("inventory.json"),
    scripts=(
        *section1.scripts,
        *section3.scripts,
        *section2.scripts,
        *table1.scripts,
        *appendix1.scripts,
        *appendix2.scripts,
        *appendix3.scripts,
        *appendix4.scripts,
        *appendix5.scripts,
        *section4.scripts,
        *comparisons.scripts,
        *present_epoch.scripts,
        *comparisons.scripts_after_the_density,
        *virial.scripts,
        *present_epoch.scripts_after_the_neighbours,
        *figure1.scripts,
    ),
    phases=phases.report,
    inputs={T: T_NOW, a_scale: A_NOW, Gamma: GAMMA},
    figures=(figure1.figure1,),
    thermodynamics=thermodynamic_roles.system,
    regimes=regimes.regimes,
)
