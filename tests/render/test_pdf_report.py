"""The report in PDF: what it says, that links and bookmarks lead there, and that it is the same every time."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any, cast

import numpy
import pytest
from PIL import Image

from dehsym import report as report_module
from dehsym.errors import PaperError
from dehsym.render.pdf_report import pdf_report, report_pages
from dehsym.render.pdf_report import report as module
from dehsym.report import Report
from tests.explorer.small_paper import HOSTILE, small_report

pytest.importorskip("typst", reason="the optional extra pdf installs typst")
pypdf = pytest.importorskip("pypdf", reason="pypdf reads the PDF")

_END = '*b* _i_ @ref <label> "q" \\ // c /* d */ [e] {f} ~ --'
TYPST = f'#panic("x") $ y $ {_END} `g`'
_DOTS_PER_INCH = 50
_MARGIN = 25 / 25.4 * _DOTS_PER_INCH


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return small_report(tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="module")
def pdf(report: Report) -> bytes:
    return pdf_report(report)


@pytest.fixture(scope="module")
def text(pdf: bytes) -> str:
    return _text(pdf)


def _text(pdf: bytes) -> str:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    return _without_space("\n".join(pages))


def _without_space(text: str) -> str:
    return re.sub(r"[\s\u2010-]+", "", text)


def test_it_says_what_was_found(text: str) -> None:
    for wanted in (
        "The verdicts",
        "The printed equations",
        "Equation (E.1)",
        "three times",
        "Derivation",
        "Referee’s report",
        "What breaks a result: 1",
        "Printed numbers",
        "not reachable",
        "Said in words",
        "What rests on what",
        "to be granted",
        "first.4",
        "the line above",
    ):
        assert _without_space(wanted) in text, wanted


def test_what_looks_like_markup_is_text(text: str) -> None:
    assert text.count(_without_space(HOSTILE)) > 5
    assert "E<2>" in text


def test_what_looks_like_typst_is_text(report: Report) -> None:
    """A title, a citation, a finding, a unit: wherever a text may come from outside."""
    paper = copy(report.definition)  # with all that is derived
    for field, said in {"title": TYPST, "citation": TYPST, "name": "sm#all"}.items():
        object.__setattr__(paper, field, said)
    findings = [replace(each, we_find=TYPST, paper_says=TYPST, where=TYPST) for each in report.findings]
    remarks = {id: replace(verdict, evidence=TYPST) for id, verdict in report.remarks.items()}
    hostile = replace(report, definition=paper, findings=findings, remarks=remarks, unchecked=[TYPST])
    pdf = pdf_report(hostile)
    text = _text(pdf)
    assert text.count(_without_space(TYPST)) >= 2 + len(findings)  # formulas stand there where formulas may stand
    assert text.count(_without_space(_END)) >= 3 + 3 * len(findings)
    assert pypdf.PdfReader(io.BytesIO(pdf)).metadata.title == f"{TYPST}: derivations"


def test_bookmarks_and_links_lead_somewhere(pdf: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    titles = [str(each.title) for each in _flat(reader.outline)]
    for wanted in ("Contents", "The paper, equation by equation", "Section 1", "Equation (E.1)", "E<2>", "E.1.granted"):
        assert wanted in titles
    notes = [each.get_object() for page in reader.pages for each in page.get("/Annots", [])]
    links = [each for each in notes if each["/Subtype"] == "/Link"]
    assert len(links) > 20
    assert all("/Dest" in each or each["/A"]["/S"] == "/GoTo" for each in links)


def _flat(outline: list[Any]) -> Iterator[Any]:
    for each in outline:
        yield from _flat(cast("list[Any]", each)) if isinstance(each, list) else (each,)


def test_who_made_it_and_for_whom_it_can_be_read_aloud(pdf: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.metadata.title == f"Small {HOSTILE}: derivations"
    assert reader.metadata.author == "dehsym"
    assert "small" in reader.metadata["/Keywords"]
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"].startswith("en")
    assert "pdfuaid:part" in catalogue["/Metadata"].get_data().decode()
    assert b"CreationDate" not in pdf


def test_the_same_bytes_every_time(pdf: bytes, report: Report, tmp_path: Path) -> None:
    assert pdf_report(report) == pdf
    code = (
        "import sys\nfrom pathlib import Path\nfrom dehsym.render.pdf_report import pdf_report\n"
        "from tests.explorer.small_paper import small_report\n"
        "sys.stdout.buffer.write(pdf_report(small_report(Path(sys.argv[1]))))"
    )
    surroundings = {**os.environ, "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], env=surroundings, capture_output=True, check=True
    )
    assert done.stdout == pdf


def test_nothing_stands_beyond_the_margins(report: Report) -> None:
    *upright, _ = report_pages(report, _DOTS_PER_INCH)  # the last page is as wide as its drawing
    for number, page in enumerate(upright, 1):
        ink = numpy.asarray(Image.open(io.BytesIO(page)).convert("L")) < 160
        assert ink.any(), f"page {number} is empty"
        assert not ink[:, : int(_MARGIN) - 2].any(), f"page {number}"
        assert not ink[:, -int(_MARGIN) + 2 :].any(), f"page {number}"


def test_files_of_a_run(report: Report) -> None:
    files = report.files()
    assert isinstance(files["small.pdf"], bytes)
    assert files["small.pdf"].startswith(b"%PDF")
    assert report.not_written == []


def test_without_typst(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> ModuleSpec | None:
        del name

    monkeypatch.setattr(module, "find_spec", absent)
    with pytest.raises(PaperError, match=r"pip install 'dehsym\[pdf\]'"):
        pdf_report(report)
    afresh = replace(report)
    assert "small.pdf" not in afresh.files()
    (line,) = afresh.not_written
    assert line.startswith("without small.pdf: typst is wanted")


def test_a_report_that_cannot_be_made_loses_no_other_file(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(found: object) -> bytes:
        raise PaperError(f"the report cannot be made of {type(found).__name__}")

    monkeypatch.setattr(report_module, "pdf_report", refused)
    afresh = replace(report)
    assert "index.html" in afresh.files()
    assert afresh.not_written == ["without small.pdf: the report cannot be made of Report"]
