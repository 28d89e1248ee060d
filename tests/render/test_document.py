"""The document: lines that stay within the page, reasons that are escaped, and no warning from TeX."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dehsym import load
from dehsym.render.document import document, prose
from dehsym.render.latex_layout import broken, members, text_width, width
from dehsym.verdict import refuted

TEX = shutil.which("pdflatex")


@pytest.mark.skipif(TEX is None, reason="no pdflatex is installed (texlive-latex-base has it)")
@pytest.mark.parametrize("name", ["deh4", "bose_gas"])
def test_the_document_compiles_without_a_warning(name: str, tmp_path: Path) -> None:
    assert TEX is not None
    paper = load(name).definition
    steps = [step for derivation in paper.derivations for step in derivation.steps]
    verdicts = {id(step): (refuted("here"), refuted("there")) for step in steps}  # the longest reasons there can be
    source = document(paper.title, paper.citation, paper.derivations, paper.catalogue, verdicts)
    (tmp_path / "paper.tex").write_text(source, encoding="utf-8")
    command = [TEX, "-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    said = ran.stdout.decode("latin-1")
    assert ran.returncode == 0, said[-2000:]
    assert re.findall(r".*(?:Warning|Overfull|Underfull).*", said) == []
    assert (tmp_path / "paper.pdf").stat().st_size > 0


def test_what_stands_between_dollar_signs_stays_and_the_rest_is_escaped() -> None:
    assert prose(r"putting $T_c^2$ for T_c & more") == r"putting $T_c^2$ for T\_c \& more"
    assert prose("a price of 3$") == r"a price of 3\$"


LONG = r"= 1 - \frac{x}{2} + \left(a + b - c\right)^2 - \exp\left[-\frac{a + b}{c}\right] + x^{1 + y}"


def test_a_long_line_is_broken_outside_of_brackets_and_nothing_is_lost() -> None:
    parts = broken(LONG, 6)
    assert len(parts) > 3
    assert "".join(parts).replace(" ", "") == LONG.replace(" ", "")
    assert all(part.count("(") == part.count(")") and part.count("{") == part.count("}") for part in parts)
    assert all(part.count(r"\left") == part.count(r"\right") for part in parts)
    assert not any(part in ("=", "+", "-") for part in parts)


def test_a_sign_that_is_a_script_is_no_place_to_break() -> None:
    assert broken("C_+ + C_- - 0^+", 1) == ["C_+", "+ C_-", "- 0^+"]


def test_a_line_that_fits_stays_whole() -> None:
    assert broken(LONG, 1000) == [LONG]
    assert members(r"a = b \to c") == ["a", "= b", r"\to c"]


def test_widths_grow_with_what_is_set() -> None:
    assert width("") == 0
    assert (
        width("x") < width("x^2") < width("x^2 + 1") < width(r"\frac{x^2 + 1}{2}") < width(r"\sqrt{\frac{x^2 + 1}{2}}")
    )
    assert text_width("by $x$") > width("x")
