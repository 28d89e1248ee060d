"""Generated code: run in one place, once for each text, and its lines are shown where it fails."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest

from dehsym.numeric.generated_code import compiled

ROOT = Path(__file__).parents[2]
FAILING = """\
def inverse(number):
    def value(x):
        return number(1) / x

    return value
"""


def test_code_is_made_of_text_in_one_place() -> None:
    words = ("exec_module", "source_to_code", "InspectLoader", "types.CodeType", "FunctionType(")
    sources = [file for folder in ("dehsym", "derivations") for file in (ROOT / folder).rglob("*.py")]
    found = {file.name for file in sources if any(word in file.read_text(encoding="utf-8") for word in words)}
    assert found == {"generated_code.py"}


def test_the_failing_line_is_shown() -> None:
    function = compiled(FAILING, "inverse")(int)
    with pytest.raises(ZeroDivisionError) as caught:
        function(0)
    assert "return number(1) / x" in "".join(traceback.format_exception(caught.value))


def test_a_text_is_compiled_once() -> None:
    assert compiled(FAILING, "inverse") is compiled(str(FAILING), "inverse")
