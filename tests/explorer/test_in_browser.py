"""The page in a real browser without a window: a silent console, what is asked for unfolds, and it may be narrow.

The browser is the system's Chromium. The page under test is as it is written: a frame holds it, and a script outside of
that frame, in place of a reader, types and looks.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from dehsym.render.explorer import explorer_html
from tests.explorer.small_paper import small_report

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER = next(filter(None, map(shutil.which, _NAMES)), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason=f"a browser is wanted, there is none of {', '.join(_NAMES)}")

_READER = """
const frame = document.querySelector("iframe");
const pause = (time) => new Promise((done) => setTimeout(done, time));
frame.addEventListener("load", async () => {
  const page = frame.contentDocument, view = frame.contentWindow, told = {};
  const card = (id) => page.getElementById(id);
  told.script = page.documentElement.classList.contains("script");
  told.folded = !card("E.1").open;
  card("E.1").querySelector("summary").click();
  told.unfolds = card("E.1").open;
  view.location.hash = "#N1";
  await pause(300);
  told.opensDeepLink = card("N1").open;
  const search = page.getElementById("search");
  search.value = "E.1 frac{x}{3}";
  search.dispatchEvent(new view.Event("input"));
  await pause(400);
  told.found = page.getElementById("found").value;
  told.hides = card("N2").hidden;
  told.shows = !card("E.1").hidden;
  search.value = "no such thing";
  search.dispatchEvent(new view.Event("input"));
  await pause(400);
  told.saysNothing = !page.getElementById("nothing").hidden;
  search.value = "";
  search.dispatchEvent(new view.Event("input"));
  await pause(400);
  told.showsAgain = !card("N2").hidden;
  for (const each of page.querySelectorAll("details")) each.open = true;
  await pause(300);
  told.width = view.innerWidth;
  told.scrolled = page.documentElement.scrollWidth;
  document.getElementById("told").textContent = JSON.stringify(told);
});
frame.srcdoc = document.getElementById("page").textContent;
"""
_UNFOLDER = """
const frame = document.querySelector("iframe");
frame.addEventListener("load", () => {
  const page = frame.contentDocument;
  for (const each of page.querySelectorAll("details")) each.open = true;
  setTimeout(() => {
    document.getElementById("told").textContent = JSON.stringify(page.documentElement.scrollWidth);
  }, 1000);
});
frame.srcdoc = document.getElementById("page").textContent;
"""
_CHECK = """
axe.run().then((found) => {
  const grave = found.violations.filter((each) => ["serious", "critical"].includes(each.impact));
  const told = grave.map((each) => [each.id, each.nodes.map((node) => node.html.slice(0, 200))]);
  document.body.insertAdjacentHTML("beforeend", "<pre id=told></pre>");
  document.getElementById("told").textContent = JSON.stringify(told);
});
"""


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    return explorer_html(small_report(tmp_path_factory.mktemp("paper")))


def _unbounded() -> None:
    """A browser reserves more addresses than a test run may have."""
    import resource  # not on every system, as there is a browser of these names not on every system

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def looked_at(file: Path, address: str = "") -> tuple[str, list[str]]:
    """The page as it is in the end, and what the console says."""
    assert BROWSER
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom"]
    command = [BROWSER, *options, "--virtual-time-budget=20000", f"--user-data-dir={file.parent / 'profile'}"]
    done = subprocess.run(
        [*command, file.as_uri() + address],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        preexec_fn=_unbounded,
    )
    return done.stdout, re.findall(r"CONSOLE:?\S* (.*)", done.stderr)


def framed(text: str, file: Path, width: int, script: str) -> tuple[Any, list[str]]:
    """What a script outside of the page tells of it in a frame of that width, and what the console says."""
    frame = f'<iframe width="{width}" height="800" style="border:0"></iframe>'
    page = f'{frame}<textarea id="page">{html.escape(text)}</textarea>'
    file.write_text(f'<!DOCTYPE html><meta charset="utf-8">{page}<pre id="told"></pre><script>{script}</script>')
    dom, console = looked_at(file)
    return told(dom), console


def width_unfolded(text: str, file: Path, width: int) -> int:
    """How wide the page is with all of it unfolded, where it has that width."""
    found, _ = framed(text, file, width, _UNFOLDER)
    return int(found)


def told(dom: str) -> Any:
    found = re.search(r'<pre id="told">(.+?)</pre>', dom, re.DOTALL)
    assert found, "the reader did not come to the end"
    return json.loads(html.unescape(found[1]))


def test_a_deep_link_opens_its_card_and_the_console_is_silent(text: str, tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text(text, encoding="utf-8")
    dom, console = looked_at(file, f"#{quote('E.1')}")
    assert console == []
    opening = re.search(r'<details id="E.1"[^>]*>|<details[^>]* id="E.1"[^>]*>', dom)
    assert opening
    assert " open" in opening[0]
    assert '<html lang="en" class="script">' in dom


def test_a_reader_unfolds_searches_and_need_not_scroll_sideways(text: str, tmp_path: Path) -> None:
    found, console = framed(text, tmp_path / "reader.html", 360, _READER)
    assert console == []
    assert found.pop("found") == "2 found", "the equation, and what is found of it"
    assert found.pop("width") == 360
    assert found.pop("scrolled") <= 360
    assert all(found.values()), found


@pytest.mark.skipif(find_spec("axe_core_python") is None, reason="axe_core_python is wanted, it is not installed")
def test_nothing_serious_stands_in_the_way_of_anybody(text: str, tmp_path: Path) -> None:
    axe = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    open_to_scripts = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    unfolded = open_to_scripts.replace("<details ", "<details open ")
    file = tmp_path / "checked.html"
    file.write_text(unfolded.replace("</body>", f"<script>{axe}</script><script>{_CHECK}</script></body>"))
    dom, _ = looked_at(file)
    assert told(dom) == []
