"""The notebooks: they run, hold no logic of their own, and show what they are committed with."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest

# Jupyter's packages are only partly typed.
_nbformat: Any = nbformat
_nbclient: Any = nbclient

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


def _shown(notebook: Any) -> list[list[str]]:
    """The plain text of every output, cell by cell."""
    return [
        [output.get("text") or output["data"]["text/plain"] for output in cell["outputs"]]
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
@pytest.mark.filterwarnings("ignore")  # the Jupyter machinery warns about itself
def test_notebook_shows_what_it_was_committed_with(file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DEHSYM_CACHE", str(tmp_path))
    committed = _nbformat.read(file, as_version=4)
    executed = copy.deepcopy(committed)
    _nbclient.NotebookClient(executed, timeout=120, kernel_name="python3").execute()
    assert _shown(executed) == _shown(committed)


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_notebook_has_no_logic_of_its_own(file: Path) -> None:
    notebook = _nbformat.read(file, as_version=4)
    source = "\n".join(cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code")
    assert "def " not in source
    assert "import sympy" not in source
