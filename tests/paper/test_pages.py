"""The pages of the real papers: nothing that is printed is missing, nothing is left in the writing of a program."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from dehsym.render.explorer import explorer_html
from dehsym.render.explorer.markup import anchor
from dehsym.report import Report
from tests.explorer.test_in_browser import BROWSER, looked_at, width_unfolded
from tests.explorer.test_page import Page

_LARGEST = 3_000_000  # bytes
_CODE = re.compile(r'<code class="untypeset">(.*?)</code>', re.DOTALL)
_TYPED = re.compile(r'<code class="typed">(.*?)</code>', re.DOTALL)
_NO_WORDS = re.compile(r"<(script|style|svg|math|code)\b.*?</\1>|<[^>]*>", re.DOTALL)


@pytest.fixture(scope="module", params=["deh4", "bose_gas"])
def report(request: pytest.FixtureRequest, run_of: Callable[[str], Report]) -> Report:
    return run_of(request.param)


@pytest.fixture(scope="module")
def text(report: Report) -> str:
    return explorer_html(report)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_it_is_small_enough_to_be_sent(text: str) -> None:
    assert len(text.encode()) < _LARGEST


def test_whatever_the_paper_prints_has_its_place(report: Report, page: Page) -> None:
    paper = report.definition
    printed = [*(result.id for result in report.results), *paper.numbers, *paper.orders, *report.remarks]
    assert len(printed) > 10
    assert not [id for id in printed if page.ids[anchor(id)] != 1]


def test_every_line_of_every_derivation_has_its_place(report: Report, text: str) -> None:
    assert text.count('class="line"') == sum(len(each.steps) for each in report.definition.derivations)


def test_links_lead_to_what_is_on_the_page(page: Page) -> None:
    assert not [link for link in page.links if link.startswith("#") and not page.ids[unquote(link[1:])]]


def test_every_formula_is_typeset(text: str) -> None:
    assert not [unescape(found) for found in _CODE.findall(text)]


def test_typed_notation_is_set_in_the_letters_of_the_paper(report: Report, text: str) -> None:
    inventory = {number.symbol for number in report.definition.numbers.values()}
    orders = {order.printed for order in report.definition.orders.values()}
    assert not {unescape(found) for found in _TYPED.findall(text)} - inventory - orders


def test_nothing_is_left_in_the_writing_of_a_program(text: str) -> None:
    words = unescape(_NO_WORDS.sub(" ", text))
    assert not re.findall(r".{0,40}(?:\*\*|`|\\text|\\times|sqrt\(|log\().{0,40}", words)


def test_no_word_is_left_in_latex(text: str) -> None:
    visible = re.sub(r"<(style|script|math|annotation)\b.*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL)
    assert not re.findall(r"\\[A-Za-z]{2,}[^ ]*", unescape(visible))


@pytest.mark.skipif(BROWSER is None, reason="a browser is wanted")
def test_a_browser_has_nothing_to_complain_of(report: Report, text: str, tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text(text, encoding="utf-8")
    id = report.results[-1].id
    dom, console = looked_at(file, f"#{anchor(id)}")
    assert console == []
    opening = re.search(rf'<details[^>]*id="{re.escape(anchor(id))}"[^>]*>', dom)
    assert opening
    assert " open" in opening[0]


@pytest.mark.skipif(BROWSER is None, reason="a browser is wanted")
def test_nobody_scrolls_sideways_on_a_telephone(text: str, tmp_path: Path) -> None:
    """Whatever is wide, as a witness that is a polynomial, is scrolled by itself."""
    assert width_unfolded(text, tmp_path / "telephone.html", 390) <= 390
