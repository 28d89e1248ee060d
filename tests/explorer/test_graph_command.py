"""`dehsym graph`: a file, whole or about one id, and one line for what is no id or no place for a file."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from dehsym.cli import cli
from dehsym.errors import PaperError

TEXT = "{http://www.w3.org/2000/svg}text"


def drawn(*arguments: str) -> str:
    done = CliRunner().invoke(cli, ["graph", "--no-cache", *arguments], standalone_mode=False, catch_exceptions=False)
    return done.stdout


def labels(file: Path) -> set[str]:
    return {text.text or "" for text in ElementTree.parse(file).getroot().iter(TEXT)}


def test_the_whole_paper_and_one_id(tmp_path: Path) -> None:
    whole, one = tmp_path / "whole.svg", tmp_path / "one.svg"
    assert drawn("-o", str(whole)) == f"written: {whole}\n"
    document = json.loads(drawn("a2.octant", "-o", str(one), "--json"))
    assert document["files"] == [str(one)]
    assert {node["id"] for node in document["nodes"]} == labels(one)
    assert {"a2.octant", "A.2", "number_density.5"} <= labels(one) < labels(whole)
    assert "s3.planck" not in labels(one)


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["nowhere"], "an id, a name or a place is wanted"),
        (["-o", "graph.png"], "a file that ends in .svg is wanted"),
        (["-o", "/no/such/folder/graph.svg"], "a file that can be written is wanted"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(arguments: list[str], wanted: str) -> None:
    with pytest.raises(PaperError, match=wanted):
        drawn(*arguments)
