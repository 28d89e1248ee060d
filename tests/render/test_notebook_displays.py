"""What a notebook shows: every display is well-formed, says the verdict, and lets no markup in from outside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from sympy import I, Symbol, exp, log, pi, sqrt

import dehsym
from dehsym.audit.rounding.audit import AuditRow
from dehsym.audit.rounding.examined_route import AuditVerdict
from dehsym.catalogue import Catalogue
from dehsym.claim import Claim, Claims
from dehsym.cli import main
from dehsym.dependence import DependenceGraph, Edge, Node, NodeKind
from dehsym.derivation import Ledger
from dehsym.display.audit import AuditTable
from dehsym.display.badges import badge
from dehsym.display.findings import Findings
from dehsym.display.graph import GraphDrawing
from dehsym.display.rests_on import RestsOn
from dehsym.display.tables import facts, table
from dehsym.domain import FRACTION
from dehsym.equation import Equation
from dehsym.errors import PaperError
from dehsym.findings import Finding
from dehsym.heads import ContourIntegral, Differential, StateSum
from dehsym.phases import examine
from dehsym.phases.problem import Choice, Condition, PhaseProblem
from dehsym.proving.decision import Decision
from dehsym.unit import Unit
from dehsym.verdict import Kind, Verdict, Witness
from dehsym.verdict_store import FolderStore
from dehsym.workbench import Paper, load

NAME = "tests.audit.changing_paper"
HOSTILE = "<script>alert('$1$')</script> & \x00 \"x\" $y$ `<b>`"
WHITE = 1.0
TAGS = {"div", "table", "tr", "th", "td", "b", "code", "span", "sup", "small", "details", "summary"}


@pytest.fixture(scope="module", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEHSYM_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    return load(NAME, store=FolderStore(tmp_path_factory.mktemp("verdicts")))


def html(shown: Any) -> str:
    """The HTML of a thing, which is well-formed and runs nothing."""
    text = shown._repr_html_()
    root = ElementTree.fromstring(text)
    assert {each.tag for each in root.iter()} <= TAGS
    assert {name for each in root.iter() for name in each.attrib} <= {"style", "scope"}
    return text


# --- Every display


def test_a_result(paper: Paper) -> None:
    text = html(paper["2"])
    for part in ("(2)", "$\\displaystyle p = ", "✓ proved", "✗ refuted", "follows", "matches", "standing", "leap"):
        assert part in text
    assert "printed" in html(paper["1"]) or paper["1"].matches is not None
    assert "standing: refuted" in repr(paper["2"])
    assert paper["2"]._repr_latex_().startswith("$\\displaystyle")  # pyright: ignore[reportPrivateUsage]


def test_steps(paper: Paper) -> None:
    steps = paper["2"].steps()
    text = html(steps)
    assert text.count("<tr>") == len(steps) + 1
    assert "<b>Multiply</b>" in text
    assert [node.follows.kind.word for node in steps.that("refuted")] == ["refuted"]
    assert ">3</td>" in html(steps[2:3]), "a part has the numbers of the whole"
    assert "✗ refuted" in html(steps.that("refuted")[0])
    assert "with 3 for 2" in html(steps.that("refuted")[0].step)
    assert repr(steps.that("refuted")[0]).endswith("follows refuted>")


def test_what_it_rests_on(paper: Paper) -> None:
    rows = paper["2"].rests_on
    assert html(rows).count("<tr>") == len(rows) + 1
    assert json.loads(json.dumps(rows)) == list(rows)
    assert html(rows[:1]).count("<tr>") == 2


def test_numbers(paper: Paper) -> None:
    text = html(paper.quantity("critical-temperature"))
    assert "N3" in text
    assert "printed" in text
    assert "✓" in text or "✗" in text
    value = paper.evaluate("critical-temperature", digits=20)
    assert "✓ certified" in html(value)
    assert "not certified" in str(value._replace(certified=False))
    assert "✓" not in html(value._replace(certified=False))
    assert html(paper.sweep("critical-temperature", "T=1:3:40")).count("<tr>") == 13
    assert paper.sweep("2*T", "T=1:3:3").floats() == {"T": [1.0, 2.0, 3.0], "2*T": [2.0, 4.0, 6.0]}


def test_verdicts_and_decisions() -> None:
    for kind in Kind:
        assert kind.word in html(Verdict(kind, "so"))
    refuted = Verdict(Kind.REFUTED, "apart: `1` ≠ `2` at `x = 1/2`", witness=Witness((("x", "1/2"),), "1", "2"))
    assert html(refuted).count("1/2") == 1
    decision = dehsym.prove("sqrt(x**2) = x", where="x real")
    for part in ("sqrt(x**2) = x", "x real", "✗ refuted"):
        assert part in html(decision)


def test_an_equation_has_the_letters_of_sympy() -> None:
    beta = Symbol("beta")
    shown = Equation(beta, exp(beta))._repr_latex_()  # pyright: ignore[reportPrivateUsage]
    assert shown == r"$\displaystyle \beta = e^{\beta}$"
    heads = (Differential(beta), ContourIntegral(beta, beta), StateSum(beta, beta))
    chain = Equation.chain(*heads)._repr_latex_()  # pyright: ignore[reportPrivateUsage]
    assert chain.startswith(r"$\displaystyle d\beta = \operatorname{ContourIntegral}")


def test_lists(paper: Paper) -> None:
    rows = paper.audit()
    assert "<details>" in html(rows) or len(rows) < 3
    assert {row.id for row in rows} == {row["id"] for row in (row.as_json() for row in rows)}
    for row in rows:
        assert row.id in html(rows)
        assert row.verdict.value.replace("-", " ") in html(paper.audit(row.id))
    assert html(paper.findings).count("<tr>") == len(paper.findings) + 1
    first = paper.findings[:1]
    assert "how sure" in html(first)
    assert html(paper.findings.that(first[0].severity))
    assert paper.findings.about(first[0].id)
    with pytest.raises(PaperError, match="one of breaks, unsupported, slip is wanted"):
        paper.findings.that("grave")
    with pytest.raises(PaperError, match="the id of a finding is wanted"):
        paper.findings.about("nowhere")
    with pytest.raises(PaperError, match="one of reproduced"):
        rows.that("right")


def test_a_paper_and_its_report(paper: Paper) -> None:
    assert "An invented paper" in html(paper)
    text = html(paper.reported())
    assert "href" not in text
    assert "✗ refuted" in text
    assert repr(paper).startswith("<changing: ")


def test_phases() -> None:
    phi, nu, gamma = Symbol("phi", positive=True), Symbol("nu", real=True), Symbol("gamma", real=True)
    conditions = (Condition("n", sqrt(log(phi)) * exp(I * nu)), Condition("p", exp(I * gamma)))
    problem = PhaseProblem("density", conditions, (nu, gamma), {phi: FRACTION})
    choices = [Choice("ours", "here", {nu: pi / 2}), Choice("theirs", "there", {nu: pi / 4})]
    report = examine([problem], choices)
    for shown in (report, report.problems[0]):
        text = html(shown)
        assert r"$\nu = \frac{3 \pi}{2}$" in text
        assert "✗ refuted" in text
    assert "Choices that contradict each other" in html(report)
    assert repr(report).splitlines()[0] == "<density: 2 assignments, 2 choices tested>"


def test_what_rests_on_what(paper: Paper) -> None:
    assert "✗ refuted" in html(paper.why("N1"))
    assert "postulate" in html(paper.why("N3"))
    assert "With it falls: 1 equation, 1 number" in html(paper.affects("pressure.4"))
    for drawing in (paper.graph("N3"), GraphDrawing(_chain(40))):
        root = ElementTree.fromstring(drawing._repr_svg_())  # pyright: ignore[reportPrivateUsage]
        assert root.tag.endswith("svg")
        assert int(root.attrib["width"]) <= 980


def _chain(length: int) -> DependenceGraph:
    nodes = [Node(f"line {number}", NodeKind.EQUATION, "") for number in range(length)]
    return DependenceGraph(nodes, [Edge(later.id, earlier.id) for earlier, later in pairwise(nodes)])


def test_a_changed_world(paper: Paper) -> None:
    world = paper.changed(without="2")
    assert "18.0000000000" in html(world)
    assert "12.0000000000" in html(world.values)
    assert "nothing comes out differently" in html(paper.changed(set={"T": 3}))


# --- What comes from outside


def test_nothing_hostile_comes_through() -> None:
    verdict = Verdict(Kind.REFUTED, HOSTILE, HOSTILE, witness=Witness(((HOSTILE, HOSTILE),), HOSTILE, HOSTILE))
    finding = Finding("f", HOSTILE, "breaks", ("f", HOSTILE), HOSTILE, HOSTILE, verdict, HOSTILE)
    row = AuditRow(HOSTILE, HOSTILE, HOSTILE, HOSTILE, Unit.read("1"), AuditVerdict.UNDECIDED, reason=HOSTILE)
    shown: list[Any] = [
        verdict,
        Decision(HOSTILE, HOSTILE, verdict, 0.1),
        RestsOn([{"step": 1, "prose": HOSTILE, "kind": HOSTILE}]),
        Findings([finding]),
        Findings([finding, finding]),
        AuditTable([row]),
        AuditTable([row], in_full=True),
        _hostile_result(),
        _hostile_result().checked,
        _hostile_result().checked.step,
        _hostile_result().steps(),
    ]
    for each in shown:
        assert "<script" not in html(each), type(each)


def _hostile_result() -> Any:
    catalogue = Catalogue()
    x, y = (catalogue.symbol(name, meaning=HOSTILE) for name in "xy")
    claims = Claims({"1": Claim("1", HOSTILE, 1, "y = x")})
    ledger = Ledger("hostile", catalogue, claims, {})
    ledger.let(HOSTILE, y, x, prints="1")
    return dehsym.examine(ledger.steps, catalogue, claims)["1"]


def test_text_is_no_formula() -> None:
    for text in (facts([("$a$", "$b$ and $c$")], "$d$"), table(["$a$"], [["5 $ and 6 $"]])):
        strings = [each for node in ElementTree.fromstring(text).iter("td") for each in node.itertext()]
        assert all(each.count("$") < 2 for each in strings)


def test_badges_are_legible_on_any_page() -> None:
    """White on the colour of each badge: a contrast of at least 4.5 (WCAG 2.2, 1.4.3)."""
    words = (
        [kind.word for kind in Kind] + [verdict.value for verdict in AuditVerdict] + ["breaks", "unsupported", "slip"]
    )
    for word in words:
        found = re.search(r"background:#(\w\w)(\w\w)(\w\w);color:#fff", badge(word))
        assert found, word
        assert (WHITE + 0.05) / (_luminance(*found.groups()) + 0.05) >= 4.5, word


def _luminance(*channels: str) -> float:
    parts = [int(channel, 16) / 255 for channel in channels]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


# --- The door and the commands


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    with pytest.raises(SystemExit):
        main([*arguments, "--paper", NAME, "--json"])
    return json.loads(capsys.readouterr().out)


def plainly(document: Any) -> Any:
    return json.loads(json.dumps(document))


def test_the_door_says_what_the_commands_say(paper: Paper, capsys: pytest.CaptureFixture[str]) -> None:
    for id in ("N3", "pressure-now", "pressure.4", "T", "c.small"):
        assert plainly(paper.why(id).as_json()) == told(capsys, "why", id)
        assert plainly(paper.affects(id).as_json()) == told(capsys, "affects", id)
    assert [each.as_json() for each in paper.audit("N1", "critical-temperature")] == told(
        capsys, "audit", "N1", "critical-temperature"
    )
    assert plainly([each.as_json() for each in paper.findings]) == told(capsys, "findings")
    changed = paper.changed(set="mu=0", without=["2"])
    assert plainly(changed.as_json()) == told(capsys, "audit", "--set", "mu=0", "--without", "2")
    assert plainly(changed.paper.why("N2").as_json()) == told(capsys, "why", "N2", "--set", "mu=0", "--without", "2")


def test_the_graph_is_that_of_the_command(paper: Paper, capsys: pytest.CaptureFixture[str], tmp_path: Any) -> None:
    file = tmp_path / "graph.svg"
    document = told(capsys, "graph", "N3", "-o", str(file))
    picture = paper.graph("N3")
    assert plainly(picture.as_json()) == {key: document[key] for key in ("nodes", "edges")}
    assert file.read_text(encoding="utf-8") == picture.svg
    assert picture.save(tmp_path / "again.svg").read_text(encoding="utf-8") == picture.svg
    with pytest.raises(PaperError, match="a file that ends in"):
        picture.save(tmp_path / "graph.png")


def test_why_a_finding(paper: Paper) -> None:
    generated = next(each for each in paper.findings if "." in each.id)
    assert paper.why(generated.id).ids
    assert paper.affects(generated.id).ids
    with pytest.raises(PaperError, match="an id, a name or a place is wanted"):
        paper.why("no.such-finding")
