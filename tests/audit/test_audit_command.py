"""`dehsym audit`: the table, the routes in full, the JSON of the contract, the record, and bad input."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dehsym.cli import main
from dehsym.record import differences, recorded_form

NAME = "tests.audit.invented_rounding"


@pytest.fixture(scope="module", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEHSYM_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        main(["audit", *arguments, "--paper", NAME])
    out, err = capsys.readouterr()
    assert isinstance(stopped.value.code, int)
    return stopped.value.code, out, err


def test_the_table_has_what_is_wrong_first(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = ran(capsys)
    assert (status, err) == (0, "")
    assert max(len(line) for line in out.splitlines()) <= 80
    titles = ["2 not reachable", "1 undecided", "1 reachable", "3 reproduced", "2 an order"]
    places = [out.index(title) for title in titles]
    assert places == sorted(places)
    assert "N3   edges                   5.6 m               4.800          4.800" in out
    assert "4N₈; from 4.6000000 to 5.0000000" in out
    assert "N₁N₈; reached with N₈ = 1.24 m, N₁ = 1.44 m²" in out


def test_routes_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ran(capsys, "volume", "N1")
    assert status == 0
    assert out.startswith("N2  volume (Section 1): printed 1.8 m^3, reachable")
    for part in ("* N₁N₈ = 1.6800000, from 1.5525000 to 1.8125000: reachable", "with N₁ = 1.4 m², N₈ = 1.2 m"):
        assert part in out
    assert "from what is printed later" in out  # N2/N8 for N1
    assert max(len(line) for line in out.splitlines()) <= 80


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = ran(capsys, "--json")
    rows: list[dict[str, Any]] = json.loads(out)
    assert (status, err) == (0, "")
    keys = {"id", "name", "printed", "unit", "verdict", "from_printed_inputs", "unrounded", "unrounded_rounds_to"}
    for row in rows:
        assert keys | {"explanation", "where", "routes"} <= set(row)
        assert set(row["from_printed_inputs"]) == {"value", "low", "high"}
        for route in row["routes"]:
            assert {"expression", "inputs", "value", "low", "high", "verdict", "witness"} <= set(route)
            assert all({"id", "printed"} <= set(one) for one in route["inputs"])
    assert [row["id"] for row in rows] == [*(f"N{k}" for k in range(1, 9)), "O1"]
    one = json.loads(ran(capsys, "O1", "--json")[1])
    assert [row["id"] for row in one] == ["O1"]


def test_the_answer_is_remembered(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first = ran(capsys, "N2")
    monkeypatch.setattr("dehsym.workbench.Paper.audit", None)
    assert ran(capsys, "N2") == first


def test_an_unknown_number_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = ran(capsys, "volumes")
    assert (status, out) == (2, "")
    assert err == "dehsym: a printed number of invented is wanted, found 'volumes'; did you mean 'volume'?\n"


def test_a_verdict_that_is_not_as_recorded_is_status_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    record = tmp_path / "recorded.json"
    monkeypatch.setattr("dehsym.paper_definition.PaperDefinition.record", record)
    recorded = {"equations": {}, "findings": {}, "audit": {"N1": "reachable"}}
    record.write_text(json.dumps(recorded))
    assert ran(capsys, "--no-cache")[0] == 1


def test_the_record_of_an_audit(tmp_path: Path) -> None:
    record = tmp_path / "recorded.json"
    whole = recorded_form([], {}, [], {"N1": "reproduced", "N2": "reachable"})
    record.write_text(json.dumps(whole))
    assert differences(whole, record) == []
    assert differences(recorded_form([], {}, []), record) == []
    assert differences({"audit": {"N1": "reproduced", "N2": "not-reachable"}}, record) == [
        "N2 audit: recorded reachable, found not-reachable"
    ]
    assert differences({"audit": {"N1": "reproduced"}}, record) == ["N2 audit: recorded reachable, found nothing"]
    record.write_text(json.dumps({"equations": {}, "findings": {}}))
    assert differences({"audit": {"N1": "reproduced"}}, record) == ["N1 audit: recorded nothing, found reproduced"]
