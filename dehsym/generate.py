"""`python -m dehsym.generate`: the quantities of a paper as a Python module that is shipped with it.

Deriving a paper takes seconds, and SymPy half a second to import; the module holds what came of that as readable code,
so that `dehsym eval` has a number in the time that Arb takes to load. A test keeps the shipped modules up to date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import wrap

import click
from sympy import Expr

from dehsym.compile import Unsupported
from dehsym.compile.identifier import identifier
from dehsym.compile.lowering import lowered
from dehsym.compile.source import printed
from dehsym.compile.spelling_arb import ARB
from dehsym.errors import DehsymError
from dehsym.heads import UniqueRoot
from dehsym.numeric.inputs import POSITIVE, Input, Range
from dehsym.numeric.shipped import GENERATED, checksum
from dehsym.paper_definition import PaperDefinition, load_definition
from dehsym.quantity import Quantity

PAPERS = ("bose_gas", "deh4")
"""The papers that are shipped."""

_WIDTH = 120
_DOC = '''"""The quantities of {paper} as code, made from their derivations by `python -m dehsym.generate`; do not edit.

Each function takes what makes a number of an integer, and the constants of nature, and returns the function of the
inputs; all is in SI units. `dehsym.numeric` evaluates it in balls until the digits are certain.
"""'''
_MODULE_NAMES = frozenset({"Formula", "Input", "POSITIVE", "Range", "NumericQuantity", "QUANTITIES", "SOURCES"})


def generated_file(paper: PaperDefinition) -> Path:
    """Where the module is, beside the inventory."""
    return paper.inventory.with_name(f"{GENERATED}.py")


def generated_text(paper: PaperDefinition) -> str:
    """The module of a paper, the same for the same derivations. What has no program in real numbers is left out.

    >>> generated_text(load_definition("bose_gas")).splitlines()[0].split(",")[0].strip('"')
    'The quantities of bose_gas as code'
    """
    quantities = [quantity for quantity in paper.quantities.values() if _has_program(quantity)]
    inputs = _named_inputs(quantities)
    roots = _roots(quantities)
    spelling = replace(ARB, calls={**ARB.calls, **{name: f"{name}(number)()" for name in roots.values()}})
    functions = [printed(lowered([root], []), ARB, name, "A number in several.") for root, name in roots.items()]
    taken = {*_MODULE_NAMES, *ARB.imported, *inputs.values(), *roots.values()}
    rows: list[str] = []
    for quantity in quantities:
        name = identifier(quantity.name, taken)
        taken.add(name)
        program = quantity.compiled_with(roots).program
        functions.append(printed(program, spelling, name, f"{quantity.id}, in {_si(quantity)}."))
        rows.append(_row(quantity, name, inputs))
    words = sorted({word for source in functions for word in source.imports})
    declared = "\n".join(_declared(each, name) for each, name in inputs.items())
    used = ", ".join(
        word for word in ("POSITIVE", "Input", "Range") if f"{word}(" in declared or f" {word})" in declared
    )
    parts = [
        _DOC.replace("{paper}", paper.name),
        f"from {ARB.module} import {_joined(words)}\n{_imports(used)}",
        f"SOURCES = {checksum(str(paper.inventory.parent))}",
        *([declared] if declared else []),
    ]
    listed = "\n".join(f"        {row}," for row in rows)
    table = f"QUANTITIES = {{\n    quantity.name: quantity\n    for quantity in (\n{listed}\n    )\n}}\n"
    return "\n\n".join(parts) + "\n\n\n" + "\n\n".join(source.text for source in functions) + "\n\n" + table


def _imports(inputs: str) -> str:
    lines = [
        "from dehsym.numeric.formula import Formula",
        *([f"from dehsym.numeric.inputs import {inputs}"] if inputs else []),
        "from dehsym.numeric.quantity import NumericQuantity",
    ]
    return "\n".join(lines)


def _has_program(quantity: Quantity) -> bool:
    try:
        quantity.compiled.source("arb")
    except Unsupported:
        return False
    return True


def _roots(quantities: Iterable[Quantity]) -> dict[Expr, str]:
    """A name for each root that is a number and stands in a closed form."""
    found: dict[Expr, str] = {}
    for quantity in quantities:
        for root in sorted(quantity.closed_form.atoms(UniqueRoot), key=str):
            if not root.free_symbols:
                found.setdefault(root, f"root_{len(found) + 1}")
    return found


def _named_inputs(quantities: Iterable[Quantity]) -> dict[Input, str]:
    """A name in the module for each input; the second value of one symbol has another name."""
    found: dict[Input, str] = {}
    for quantity in quantities:
        for each in (*quantity.compiled.inputs, *quantity.compiled.constants):
            if each not in found:
                number = 1 + sum(other.name == each.name for other in found)
                found[each] = identifier(f"INPUT_{each.name}" + (f"_{number}" if number > 1 else ""))
    return found


def _declared(each: Input, name: str) -> str:
    limits = "POSITIVE" if each.range == POSITIVE else _range(each.range)
    arguments = [*map(_quoted, (each.name, each.value, each.source)), limits]
    return f"{name} = {_called('Input', arguments, len(name) + 3, '')}"


def _range(of: Range) -> str:
    ends = [f"{field}={_quoted(end)}" for field, end in (("low", of.low), ("high", of.high)) if end]
    flags = {"low_closed": of.low_closed, "high_closed": of.high_closed, "whole": of.whole}
    return f"Range({', '.join([*ends, *(f'{flag}=True' for flag, is_set in flags.items() if is_set)])})"


def _row(quantity: Quantity, name: str, inputs: dict[Input, str]) -> str:
    indent = 12 * " "
    numeric, formula = quantity.numeric, quantity.numeric.formula
    texts = {
        "id": numeric.id,
        "name": numeric.name,
        "unit": numeric.unit,
        "factor": numeric.factor,
        "dimension": numeric.dimension,
        "closed_form": numeric.closed_form,
        "printed": numeric.printed,
    }
    lines = [f"{field}={_text(text, indent, len(field) + 1)}," for field, text in texts.items()]
    constants, variables = (_tuple([inputs[each] for each in some]) for some in (formula.constants, formula.inputs))
    arguments = [name, constants, variables, str(formula.leaves)]
    lines.append(f"formula={_called('Formula', arguments, len(indent) + 8, indent)},")
    return "\n".join(["NumericQuantity(", *(indent + line for line in lines), 8 * " " + ")"])


def _called(name: str, arguments: Sequence[str], column: int, indent: str) -> str:
    """A call on one line if it fits, else an argument a line."""
    line = f"{name}({', '.join(arguments)})"
    if column + len(line) + 1 <= _WIDTH:
        return line
    return "\n".join([f"{name}(", *(f"{indent}    {argument}," for argument in arguments), f"{indent})"])


def _text(text: str, indent: str, column: int) -> str:
    """A text on one line if it fits, else in pieces."""
    if len(indent) + column + len(_quoted(text)) + 1 <= _WIDTH:
        return _quoted(text)
    pieces = wrap(text, _WIDTH - len(indent) - 6, break_on_hyphens=False, drop_whitespace=False)
    return "\n".join(["(", *(f"{indent}    {_quoted(piece)}" for piece in pieces), f"{indent})"])


def _tuple(names: Sequence[str]) -> str:
    return f"({', '.join(names)}{',' if len(names) == 1 else ''})"


def _joined(words: Sequence[str]) -> str:
    line = ", ".join(words)
    if len(f"from {ARB.module} import {line}") <= _WIDTH:
        return line
    return "\n".join(["(", *(f"    {word}," for word in words), ")"])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _si(quantity: Quantity) -> str:
    dimension = str(quantity.unit.dimension)
    return "pure numbers" if dimension == "1" else f"SI units of dimension {dimension}"


@click.command()
@click.option("--paper", "papers", multiple=True, metavar="NAME", help="Which paper [all that are shipped].")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a module is not up to date.")
def main(papers: tuple[str, ...], check: bool) -> None:
    """Write the generated module of each paper beside its inventory."""
    differs = False
    for name in papers or PAPERS:
        try:
            paper = load_definition(name)
            text, file = generated_text(paper), generated_file(paper)
        except DehsymError as error:
            raise click.ClickException(str(error)) from error
        if file.exists() and file.read_text(encoding="utf-8") == text:
            continue
        differs = True
        if not check:
            file.write_text(text, encoding="utf-8")
        click.echo(f"{'out of date' if check else 'written'}: {file}")
    sys.exit(1 if check and differs else 0)


if __name__ == "__main__":
    main()
