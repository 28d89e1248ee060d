"""A small paper about five pure numbers, x and y and what is made of them, printed as somebody rounded them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from sympy import Integer, Symbol, exp

from dehsym.catalogue import Catalogue
from dehsym.constants import Constant
from dehsym.derivation import Ledger, Script, derivation
from dehsym.dimension import ONE
from dehsym.grant import GrantKind
from dehsym.paper_definition import PaperDefinition
from dehsym.rules.algebra import Divide, Eliminate, Multiply

EQUATIONS = {
    "product": "z = xy",
    "ratio": r"\frac{z}{s} = \frac{xy}{s}",
    "twice": r"\frac{2z}{s} = \frac{2xy}{s}",
    "growth": r"u = \exp\left(\frac{x}{y}\right)",
    "sum": "s = x + y",
    "energy": "e = qz",
}


OTHER = {"x": "5.00", "y": "2.00"}


def small_paper(folder: Path, printed: Mapping[str, str], equations: Mapping[str, str] = EQUATIONS) -> PaperDefinition:
    """The paper with these numbers in print: x and y are given, z = xy, s = x + y, u = exp(x/y), e = sz.

    Where they are printed, z-again is z once more, and z-elsewhere is z for the other x and y.
    """
    inventory = folder / "inventory.json"
    rows = [{"id": id, "where": "Section 1", "order": 1, "printed_latex": text} for id, text in equations.items()]
    numbers = [
        {"id": f"N-{name}", "name": name, "where": "1", "symbol": name, "printed": text, "unit": "1"}
        for name, text in printed.items()
        if name not in ("x", "y")
    ]
    inventory.write_text(json.dumps({"equations": rows, "numbers": numbers}), encoding="utf-8")
    catalogue = Catalogue()
    symbols = {name: catalogue.symbol(name, meaning="a number") for name in "xyzsuqe"}
    inputs = {symbols[name]: _given(printed[name]) for name in "xy"}
    return PaperDefinition("small", "Small", "", catalogue, inventory, (_script(symbols, printed),), inputs=inputs)


def _given(text: str) -> Constant:
    return Constant(text, "1", ONE, "given", printed=f"{text} 1")


def _script(s: Mapping[str, Symbol], printed: Collection[str]) -> Script:
    @derivation("Section 1", "Numbers")
    def numbers(d: Ledger) -> None:
        whole = d.given("The product", s["z"], s["x"] * s["y"], kind=GrantKind.MODEL, prints="product")
        total = d.let("The sum.", s["s"], s["x"] + s["y"], prints="sum")
        growth = d.let("The growth.", s["u"], exp(s["x"] / s["y"]), prints="growth")
        ratio = d.step("Over the sum:", whole, Divide(s["s"]), prints="ratio")
        d.step("Twice that:", ratio, Multiply(Integer(2)), prints="twice")
        charge = d.given("They are one and the same", s["q"], s["s"], kind=GrantKind.IDENTIFICATION)
        facts = {"q": charge, "s": total, "z": whole}
        energy = d.let("The energy.", s["e"], s["q"] * s["z"], prints="energy")
        value = d.step("In full:", energy, *(Eliminate(s[name], fact) for name, fact in facts.items()))
        for name, step in (("z", whole), ("s", total), ("u", growth), ("e", value)):
            d.quantity(name, step)
        if "z-again" in printed:
            d.quantity("z-again", whole)
        if "z-elsewhere" in printed:
            d.quantity("z-elsewhere", whole, at={s[name]: _given(text) for name, text in OTHER.items()})

    return numbers
