"""An invented paper about a cube of 1.2 m, with printed numbers of every kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from sympy import Integer, Rational, log, sqrt

from dehsym.catalogue import Catalogue
from dehsym.constants import Constant
from dehsym.derivation import Ledger, derivation
from dehsym.dimension import LENGTH
from dehsym.paper_definition import PaperDefinition
from dehsym.proposition import Operator, Relation
from dehsym.rules.algebra import Eliminate

catalogue = Catalogue()
a = catalogue.symbol("a", dimension=LENGTH, meaning="side of a cube")
side = catalogue.symbol("side", dimension=LENGTH, meaning="the same")
area = catalogue.symbol("area", dimension=LENGTH**2, meaning="area of a face")
faces = catalogue.symbol("faces", dimension=LENGTH**2, meaning="area of all faces")
volume = catalogue.symbol("volume", dimension=LENGTH**3, meaning="volume")
edges = catalogue.symbol("edges", dimension=LENGTH, meaning="length of the edges of a face")
unit_volume = catalogue.symbol("unit_volume", dimension=LENGTH**3, meaning="a unit")
count = catalogue.symbol("count", meaning="volume in units of volume")
ratio = catalogue.symbol("ratio", meaning="diagonal of a face over a side")
space_ratio = catalogue.symbol("space_ratio", meaning="diagonal of the cube over a side")

SIDE = Constant("1.2", "m", LENGTH, "a ruler", printed="1.2 m")
UNIT = Constant("1", "m^3", LENGTH**3, "a definition")


@derivation("Section 1", "A cube")
def cube(d: Ledger) -> None:
    face = d.let("A face.", area, a**2)
    d.quantity("area", face)
    whole = d.let("The cube.", volume, area * a)
    whole = d.step("By its side:", whole, Eliminate(area, face))
    d.quantity("volume", whole)
    d.quantity("edges", d.let("The edges of a face.", edges, 4 * a))
    all_faces = d.let("All faces.", faces, 6 * area)
    d.quantity("faces", d.step("By the side:", all_faces, Eliminate(area, face)))
    d.quantity("diagonal-ratio", d.let("Across a face.", ratio, sqrt(2)))
    d.quantity("space-ratio", d.let("Across the cube.", space_ratio, sqrt(3)))
    d.quantity("side", d.let("The side.", side, a))
    number = d.step("In units of volume:", d.let("How many.", count, volume / unit_volume), Eliminate(volume, whole))
    order = Relation(log(number.equation.rhs) / log(Integer(10)), Operator.LESS, Rational(1, 2))
    d.remark("O1", "about 1", number, relation=order, at={a: SIDE, unit_volume: UNIT})


def with_prints(prints: Mapping[str, str], folder: Path) -> PaperDefinition:
    """The paper with other numbers printed, its inventory in a folder."""
    inventory = json.loads(paper.inventory.read_text())
    for row in inventory["numbers"]:
        row["printed"] = prints.get(row["id"], row["printed"])
    file = folder / "inventory.json"
    file.write_text(json.dumps(inventory))
    return PaperDefinition("invented", "Invented", "nowhere", catalogue, file, (cube,), inputs={a: SIDE})


paper = PaperDefinition(
    "invented",
    "Invented",
    "nowhere",
    catalogue,
    Path(__file__).with_name("inventory.json"),
    (cube,),
    inputs={a: SIDE},
)
