"""What README and the pages of `docs` show is what the commands print, and every link leads somewhere."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

from dehsym.cli import main

_ROOT = Path(__file__).parents[1]
PAGES = [_ROOT / "README.md", *sorted((_ROOT / "docs").glob("*.md")), _ROOT / "notebooks" / "README.md"]
_BLOCK = re.compile(r"^```\n\$ dehsym (?P<command>.+)\n(?P<output>(?:.*\n)*?)```$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
SHOWN = [
    pytest.param(found["command"], found["output"], id=f"{page.stem}: {found['command']}")
    for page in PAGES
    for found in _BLOCK.finditer(page.read_text(encoding="utf-8"))
]


def test_commands_are_shown() -> None:
    assert len(SHOWN) >= 5


@pytest.mark.parametrize(("command", "output"), SHOWN)
def test_a_command_prints_what_is_shown(command: str, output: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Three dots on a line of their own stand for what is cut."""
    with pytest.raises(SystemExit):
        main(shlex.split(command))
    found = capsys.readouterr().out
    checker = doctest.OutputChecker()
    wanted = re.sub(r"^ *\.\.\.$", "...", output, flags=re.MULTILINE)
    example = doctest.Example("", wanted)
    options = doctest.ELLIPSIS
    assert checker.check_output(wanted, found, options), checker.output_difference(example, found, options)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(_ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert not [link for link in links if not (page.parent / link).exists()]
