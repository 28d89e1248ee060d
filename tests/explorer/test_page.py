"""The page: what is on it, that all links lead somewhere, and that nothing foreign gets in or out."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import final
from urllib.parse import unquote

import pytest

from dehsym.render.explorer import explorer_html
from dehsym.render.explorer.markup import anchor
from tests.explorer.small_paper import small_report

_VOID = {"meta", "input", "img", "br", "hr"}


@final
class Page(HTMLParser):
    """What is asked of a page; a tag that is closed out of turn is a failure."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.handlers: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if tag not in _VOID:
            self._open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids[value or ""] += 1
            if name in ("href", "src", "action", "xlink:href"):
                self.links.append(value or "")
            if name.startswith("on"):
                self.handlers.append(name)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    return explorer_html(small_report(tmp_path_factory.mktemp("paper")))


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_every_printed_thing_has_one_anchor(page: Page) -> None:
    assert {"E.1", "E<2>", "N1", "N2", "c.same"} <= set(page.ids)
    assert max(page.ids.values()) == 1
    assert not [id for id in page.ids if re.search(r"\s", id)]


def test_every_link_leads_to_something_on_the_page(page: Page) -> None:
    inside = [link for link in page.links if link.startswith("#")]
    assert inside
    assert {unquote(link[1:]) for link in inside} <= set(page.ids)


def test_nothing_is_loaded_from_elsewhere(text: str, page: Page) -> None:
    assert all(link.startswith(("#", "data:image/svg+xml;base64,")) for link in page.links)
    assert not re.findall(r"url\((?!\"data:)", text)
    assert set(re.findall(r"https?://[\w./]+", text)) <= {"http://www.w3.org/2000/svg"}
    assert "default-src 'none'" in unescape(text)


def test_what_the_author_writes_is_text(text: str, page: Page) -> None:
    assert page.tags["script"] == 1
    assert page.tags["img"] == 0
    assert not page.handlers
    assert "&lt;script&gt;alert" in text
    assert "<script>alert" not in text


def test_one_script_is_allowed_and_it_is_the_one_that_is_there(text: str) -> None:
    found = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(found) == 1
    assert f"'sha256-{b64encode(sha256(found[0].encode()).digest()).decode()}'" in unescape(text)


def test_formulas_are_mathml_with_their_latex(text: str, page: Page) -> None:
    assert page.tags["math"] > 5
    assert page.tags["math"] == text.count("alttext=")
    assert "@font-face" in text


def test_steps_findings_and_numbers_are_shown(text: str) -> None:
    for wanted in ("three times", "Referee’s report", "from printed inputs", "A reader must grant", "What rests on it"):
        assert wanted in text, wanted
    assert "0.33333333333333333333333333333333333333333333333333" in text
    assert "not reachable" in text


def test_it_is_the_same_every_time(text: str, tmp_path: Path) -> None:
    assert explorer_html(small_report(tmp_path)) == text


def test_anchors_have_no_white_space() -> None:
    assert anchor("a b\tc") == "a_b_c"
