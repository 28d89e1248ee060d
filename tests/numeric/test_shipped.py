"""The shipped modules: up to date, answering as derivations do without SymPy, and not believed when they are old."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from flint import arb

from dehsym.errors import EvaluationError
from dehsym.generate import PAPERS, generated_file, generated_text
from dehsym.numeric import shipped
from dehsym.numeric.formula import Formula
from dehsym.numeric.quantity import NumericQuantity
from dehsym.paper_definition import load_definition
from dehsym.quick_eval import quick_answer
from dehsym.workbench import load

ROOT = Path(__file__).parents[2]
WITHOUT_SYMPY = """
import sys
from dehsym.{module} import main
sys.argv = ["dehsym", *{arguments!r}]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
assert "sympy" not in sys.modules
"""
QUESTIONS = [
    ["pressure-ratio", "--digits", "50"],
    ["N14", "--json"],
    ["N38", "--digits=30", "--json"],
    ["critical-temperature", "--set", "T=2.7", "--json"],
    ["N11", "--set=T=27/10", "--set", "T = 3"],
    ["N12", "--set", "h=6.6e-34", "--digits", "20", "--json"],
    ["B02", "--paper", "bose_gas", "--digits", "40"],
    ["exact-degeneracy", "--paper=bose_gas", "--json"],
]


def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.mark.parametrize("name", PAPERS)
def test_up_to_date(name: str) -> None:
    """`python -m dehsym.generate` mends this."""
    paper = load_definition(name)
    assert generated_file(paper).read_text(encoding="utf-8") == generated_text(paper)


@pytest.mark.parametrize("arguments", QUESTIONS[:3], ids=" ".join)
@pytest.mark.parametrize("module", ["__main__", "cli"])
def test_no_sympy(module: str, arguments: list[str]) -> None:
    done = ran("-c", WITHOUT_SYMPY.format(module=module, arguments=["eval", *arguments]))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == quick_answer(["eval", *arguments])


@pytest.mark.parametrize("arguments", QUESTIONS, ids=" ".join)
def test_the_short_road_says_what_the_long_one_says(arguments: list[str]) -> None:
    settings = [one for one in arguments if one.count("=") and not one.startswith("--") and one != "--json"]
    settings += [one.removeprefix("--set=") for one in arguments if one.startswith("--set=")]
    short = quick_answer(["eval", *arguments])
    if len(settings) > 1:
        assert short is None  # one symbol twice: the whole command line says what is wrong
        return
    assert short is not None
    paper = load("bose_gas" if "bose_gas" in " ".join(arguments) else "deh4")
    digits = next(
        (int(one) for one in " ".join(arguments).replace("=", " ").split() if one in ("20", "30", "40", "50")), 15
    )
    value = paper.evaluate(arguments[0], paper.settings(settings), digits=digits)
    assert short == (str(value) if "--json" not in arguments else json.dumps(value.as_json(arguments[0]), indent=1))


def test_every_quantity_is_shipped_as_it_is_derived() -> None:
    for name in PAPERS:
        for quantity in load_definition(name).quantities.values():
            found = shipped.shipped_quantity(name, quantity.id)
            assert found is not None
            assert found.evaluate(digits=25) == quantity.evaluate(digits=25)
            assert found.formula.depends_on == quantity.numeric.formula.depends_on


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        [],
        ["eval"],
        ["eval", "1+1"],
        ["eval", "-2^2"],
        ["eval", "N14", "N15"],
        ["eval", "N14", "--digits", "x"],
        ["eval", "N14", "--digits"],
        ["eval", "N14", "--digits", "0"],
        ["eval", "N14", "--backend", "arb"],
        ["eval", "N14", "--help"],
        ["eval", "N14", "--set", "T=1"],
        ["eval", "N11", "--set", "T=-1"],
        ["eval", "N11", "--set", "T=pi"],
        ["eval", "N11", "--set", "T"],
        ["eval", "N11", "--paper", "no_such"],
        ["eval", "N11", "--paper", "../deh4"],
    ],
    ids=" ".join,
)
def test_what_the_short_road_leaves_to_the_whole_command_line(arguments: list[str]) -> None:
    assert quick_answer(arguments) is None


def test_bad_settings_and_digits_are_told() -> None:
    with pytest.raises(EvaluationError, match="0 < T is wanted, found T = -1"):
        shipped.shipped_value("deh4", "N11", ["T=-1"], digits=5)
    with pytest.raises(EvaluationError, match="from 1 to 1000000 digits are wanted"):
        shipped.shipped_value("deh4", "N11", [], digits=0)
    with pytest.raises(EvaluationError, match=r"from 1 to 1000000 digits are wanted \(with --force 10000000\)"):
        shipped.shipped_value("deh4", "N11", [], digits=2 * 10**6)


@pytest.mark.parametrize("where", ["derivations/deh4/inputs.py", "derivations/deh4/inventory.json", "dehsym/unit.py"])
def test_a_changed_source_is_noticed(where: str, tmp_path: Path) -> None:
    """In a copy of the sources a line is added to one: the number is derived anew, and that is said in one line."""
    for folder in ("dehsym", "derivations"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    script = "from dehsym.numeric.shipped import shipped_value; print(shipped_value('deh4', 'N14', [], digits=20))"
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {script}"]
    for expected, said in (("1.2130613194252668472", 0), ("None", 1)):
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=True)
        assert done.stdout.strip() == expected
        assert len(done.stderr.splitlines()) == said, done.stderr
        with (tmp_path / where).open("a", encoding="utf-8") as stream:
            stream.write("\n")
    assert "python -m dehsym.generate --paper deh4" in done.stderr


def near_a_tie(number: Callable[[int], arb]) -> Callable[[], arb]:
    return lambda: number(5) / 4 + arb(0, 1e-30)


def test_a_value_that_balls_do_not_settle_is_left_to_sympy(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("derivations.deh4.generated")
    quantity = NumericQuantity("N14", "n", "1", "1", "1", "", "", Formula(near_a_tie))
    vars(module).update(QUANTITIES={"n": quantity}, SOURCES=shipped.checksum(str(ROOT / "derivations/deh4")))
    module.__file__ = str(ROOT / "derivations/deh4/generated.py")
    monkeypatch.setitem(sys.modules, "derivations.deh4.generated", module)
    assert shipped.shipped_value("deh4", "n", [], digits=2) is None
    found = shipped.shipped_value("deh4", "n", [], digits=3)
    assert found is not None
    assert found.text == "1.25"


def test_a_paper_without_a_module() -> None:
    assert shipped.shipped_quantity("nobodys_paper", "N14") is None
    assert shipped.shipped_quantity("not a name", "N14") is None
    assert shipped.shipped_quantity("deh4", "N999") is None


def test_the_command_that_checks() -> None:
    done = ran("-m", "dehsym.generate", "--check", "--paper", "bose_gas")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    done = ran("-m", "dehsym.generate", "--paper", "nobodys_paper")
    assert done.returncode == 1
    assert "a known paper is wanted" in done.stderr
    assert "Traceback" not in done.stderr
