"""The notebooks: they run, hold no logic of their own, and show what they are committed with."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import nbclient
import nbformat
import pytest

# Jupyter's packages are only partly typed.
_nbformat: Any = nbformat
_nbclient: Any = nbclient

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
AUTHORING = "06_write_your_own_derivation"
IMPORTED = re.compile(r"^\s*(?:from|import) (dehsym\S*)", re.MULTILINE)
FROM_OUTSIDE = re.compile(r"/(?:root|home|tmp|work|usr|Users)/|\d{4}-\d\d-\d\dT\d\d:\d\d")

each_notebook = pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where verdicts are remembered: four of the notebooks are about one paper."""
    return tmp_path_factory.mktemp("verdicts")


def _source(file: Path) -> str:
    cells = _nbformat.read(file, as_version=4)["cells"]
    return "\n".join(cell["source"] for cell in cells if cell["cell_type"] == "code")


def _outputs(notebook: Any) -> list[list[Any]]:
    """The outputs, cell by cell."""
    return [cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _shown(notebook: Any) -> list[list[str]]:
    """The plain text of every output, cell by cell; what is printed as one text, for it may come in several pieces."""
    shown: list[list[str]] = []
    for cell in _outputs(notebook):
        printed = "".join(each.get("text", "") for each in cell)
        shown.append([printed, *(each["data"]["text/plain"] for each in cell if "data" in each)])
    return shown


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@each_notebook
@pytest.mark.filterwarnings("ignore")  # the Jupyter machinery warns about itself
def test_notebook_shows_what_it_was_committed_with(file: Path, monkeypatch: pytest.MonkeyPatch, verdicts: Path) -> None:
    monkeypatch.setenv("DEHSYM_CACHE", str(verdicts))
    committed = _nbformat.read(file, as_version=4)
    executed = copy.deepcopy(committed)
    _nbclient.NotebookClient(executed, timeout=300, kernel_name="python3").execute()
    assert _shown(executed) == _shown(committed)


@each_notebook
def test_notebook_has_no_logic_of_its_own(file: Path) -> None:
    source = _source(file)
    assert "def " not in source
    assert "import sympy" not in source


@each_notebook
def test_notebook_goes_in_by_the_door(file: Path) -> None:
    """A reader needs `import dehsym`; an author names what a derivation is written with."""
    imported = set(IMPORTED.findall(_source(file)))
    assert imported == {"dehsym"} or file.stem == AUTHORING
    assert not {name for name in imported if name.startswith(("dehsym.render", "dehsym.audit", "dehsym.display"))}


@each_notebook
def test_what_is_shown_is_well_formed_and_of_no_machine(file: Path) -> None:
    for output in (each for cell in _outputs(_nbformat.read(file, as_version=4)) for each in cell):
        data = output.get("data", {"text/plain": output.get("text", "")})
        assert output["output_type"] != "error"
        if "text/html" in data:
            ElementTree.fromstring(data["text/html"])
        assert not [kind for kind, text in data.items() if kind.startswith("text") and FROM_OUTSIDE.search(text)]


@each_notebook
def test_notebook_ends_with_what_to_try_next(file: Path) -> None:
    last = _nbformat.read(file, as_version=4)["cells"][-1]
    assert last["cell_type"] == "markdown"
    assert "## What to try next" in last["source"]
