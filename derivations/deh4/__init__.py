"""J. Togeas, A Dark Energy Hypothesis IV, JHEPGC 11 (2025) 45-55, doi:10.4236/jhepgc.2025.111006 (CC BY 4.0)."""

from pathlib import Path

from dehsym.paper_definition import PaperDefinition
from derivations.deh4 import appendix1, appendix2, section3
from derivations.deh4.symbols import catalogue

paper = PaperDefinition(
    name="deh4",
    title="A Dark Energy Hypothesis IV",
    citation=(
        "J. Togeas, A Dark Energy Hypothesis IV, Journal of High Energy Physics, Gravitation and Cosmology 11 (2025) "
        "45-55, doi:10.4236/jhepgc.2025.111006, CC BY 4.0"
    ),
    catalogue=catalogue,
    inventory=Path(__file__).with_name("inventory.json"),
    scripts=(*section3.scripts, *appendix1.scripts, *appendix2.scripts),
)
