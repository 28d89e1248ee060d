"""What keeps the house in order, checked by reading it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(file for folder in ("dehsym", "derivations") for file in (ROOT / folder).rglob("*.py"))
FORBIDDEN_CALLS = {"eval", "exec", "sympify", "parse_expr", "parse_latex", "simplify", "compile"}
LONGEST_FUNCTION = 45
LONGEST_FILE = 450
GENERATED = "generated.py"  # has as many lines as the paper's quantities take
CLASSES = {"AppliedUndef", "ComplexInfinity", "ImaginaryUnit", "Infinity", "NaN", "NegativeInfinity", "LatexPrinter"}
EMPTY_NAMES = {"utils", "util", "helpers", "misc", "common", "core"}


def test_derivations_is_a_namespace() -> None:
    """A file here would hide every other distribution's papers."""
    assert not (ROOT / "derivations" / "__init__.py").exists()


@pytest.mark.parametrize("file", SOURCES, ids=lambda f: str(f.relative_to(ROOT)))
def test_source(file: Path) -> None:
    assert file.stem not in EMPTY_NAMES
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") < LONGEST_FILE or file.name == GENERATED
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module says what it is"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            owner = node.func.value if isinstance(node.func, ast.Attribute) else None
            regex = isinstance(owner, ast.Name) and owner.id == "re"
            assert name not in FORBIDDEN_CALLS or regex, f"{name} at line {node.lineno}"
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] + [getattr(node, "module", "") or ""]
            assert not {"pickle", "dill", "cloudpickle"} & set(names)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("file", SOURCES, ids=lambda f: str(f.relative_to(ROOT)))
def test_only_the_customs_house_opens_sympy(file: Path) -> None:
    """Elsewhere SymPy's submodules give classes to recognise, and nothing that computes."""
    if (ROOT / "dehsym" / "symbolic") in file.parents:
        return
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert not [alias.name for alias in node.names if alias.name.startswith("sympy.")]
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sympy."):
            assert {alias.name for alias in node.names} <= CLASSES, f"from {node.module} at line {node.lineno}"


def test_no_host_or_machine_is_named() -> None:
    for file in [*SOURCES, ROOT / "constraints.txt", ROOT / "pyproject.toml"]:
        text = file.read_text(encoding="utf-8")
        assert "index-url" not in text
        assert "/root/" not in text
