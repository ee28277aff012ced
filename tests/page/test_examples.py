"""The page of `examples/` in real Chromium, the network cut: a reader's way through it."""

from __future__ import annotations

import csv
import io
import json
import struct
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import rdflib
from playwright.sync_api import Page, expect

from kg.build import build as build_graph
from kg.schema import Schema
from tests.page.conftest import Open
from tests.page.hands import click_between, nodes, panel, saved, search

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "examples"
ENTITY = "https://kg.example/entity/"

Row = dict[str, Any]


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build folder of `examples/`."""
    return build_graph([str(EXAMPLES)], tmp_path_factory.mktemp("examples") / "build").output


@pytest.fixture
def read(opened: Open, examples: Path) -> Open:
    """Opens the page of `examples/`; an error, warning or request fails the test."""
    return partial(opened, file=examples / "graph.html")


@pytest.fixture(scope="session")
def table(examples: Path) -> Callable[[str], list[Row]]:
    """The rows of a table of that build."""

    def rows(name: str) -> list[Row]:
        path = examples / "tables" / f"{name}.jsonl"
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]

    return rows


def only_policies(page: Page) -> None:
    page.locator("[data-part=types] .every button").nth(1).click()
    page.locator("[data-part=types] input[data-id=Policy]").check()


def brush(page: Page, month: str) -> None:
    """Drags over one bar of the strip, whose bars are months from the first article's on."""
    first, last = page.locator("#time > .ends").all_inner_texts()
    box = page.locator("#time .plot").bounding_box()
    assert box is not None
    bar = box["width"] / (_months(first, last) + 1)
    x, y = box["x"] + bar * _months(first, month), box["y"] + 20
    page.mouse.move(x + bar * 0.3, y)
    page.mouse.down()
    page.mouse.move(x + bar * 0.7, y, steps=3)
    page.mouse.up()


def _months(start: str, end: str) -> int:
    return (int(end[:4]) - int(start[:4])) * 12 + int(end[5:7]) - int(start[5:7])


def find_path(page: Page, start: str, end: str) -> None:
    page.click("#path")
    page.fill("#pathfrom", start)
    page.keyboard.press("Enter")
    page.fill("#pathto", end)
    page.keyboard.press("Enter")


def marked(page: Page) -> list[dict[str, str]]:
    """Each sentence of the panel with the names marked in it."""
    found: list[dict[str, str]] = page.locator("#panel .proof blockquote").evaluate_all(
        """all => all.map(one => ({
            text: one.innerText,
            subject: one.querySelector("mark.subject")?.innerText ?? "",
            object: one.querySelector("mark.object")?.innerText ?? "",
        }))"""
    )
    return found


def test_searching_and_choosing_baidu_shows_its_neighbourhood(
    read: Open, table: Callable[[str], list[Row]]
) -> None:
    page = read()

    page.fill("#q", "百度")
    expect(page.locator("#hits [role=option]").first).to_contain_text("百度")
    page.keyboard.press("Enter")

    ends = [(row["subject"], row["object"]) for row in table("statements")]
    baidu = f"{ENTITY}百度"
    near = {name for pair in ends if baidu in pair for name in pair}
    names = {row["id"]: row["name"] for row in table("entities")}
    expect(page.locator("#panel h2")).to_have_text("百度")
    assert page.evaluate("kg.scene().kind") == "focus"
    assert {"百度", "飞桨", "王海峰"} <= nodes(page)
    assert {names[one] for one in near} == nodes(page)


def test_the_sentence_of_a_clicked_edge_has_both_names_marked(read: Open) -> None:
    page = read("#f=百度")

    click_between(page, "百度", "王海峰")

    sentences = marked(page)
    assert sentences
    for one in sentences:
        assert {one["subject"], one["object"]} == {"百度", "王海峰"}
        assert "百度首席技术官王海峰" in one["text"]
    claim = page.locator("#panel .claim h3").first
    assert {"百度", "王海峰"} == set(claim.locator("mark").all_inner_texts())
    expect(page.locator(".proof figcaption").first).to_contain_text("晨报科技 · 2022-04-08")


def test_a_sentence_is_shown_once_however_often_it_is_quoted(read: Open) -> None:
    page = read("#e=百度")

    page.click("text=全部原句")

    facts = page.locator("#panel .facts > li")
    for fact in facts.all():
        shown = fact.locator(".proof").all_inner_texts()
        assert len(shown) == len(set(shown))
        if shown:
            expect(fact.locator("summary")).to_have_text(f"{len(shown)} 处")


def test_filtering_to_policies_leaves_only_policies(
    read: Open, schema: Schema, table: Callable[[str], list[Row]]
) -> None:
    page = read()
    policies = {row["name"] for row in table("entities") if schema.is_a(row["type"], "Policy")}
    assert not nodes(page) <= policies

    only_policies(page)

    assert nodes(page)
    assert nodes(page) <= policies
    page.click("text=表格")
    kinds = page.locator("#table tbody tr td:nth-child(2)").all_inner_texts()
    assert len(kinds) == len(policies)
    assert set(kinds) == {"政策"}


def test_a_brushed_month_restricts_articles_and_statements(read: Open) -> None:
    page = read("#e=百度")
    dates = (
        page.locator("#panel section")
        .filter(has=page.locator("h3", has_text="出处"))
        .locator(".brief .muted")
    )
    before = dates.all_inner_texts()
    assert before and not all("2023-09" in one for one in before)

    brush(page, "2023-09")

    assert page.evaluate("[kg.state().from, kg.state().to]") == ["2023-09-01", "2023-09-30"]
    assert [one for one in before if "2023-09" in one] == dates.all_inner_texts() != []
    page.click("text=表格")
    page.get_by_role("tab", name="关系").click()
    rows = page.locator("#table tbody tr").all_inner_texts()
    assert any("文心一言" in row for row in rows)
    assert not any("王海峰" in row for row in rows)


def test_the_path_from_baidu_to_deepseek_is_shown_with_its_sentences(read: Open) -> None:
    page = read()

    find_path(page, "百度", "deepseek")

    assert {"百度", "深度求索"} < nodes(page)
    expect(page.locator("#crumbs")).to_contain_text("最短路径")
    sentences = marked(page)
    assert sentences
    assert "百度" in sentences[0]["text"]
    assert "百度公司" in (sentences[0]["subject"], sentences[0]["object"])


def test_each_export_is_a_whole_file_of_the_view(read: Open) -> None:
    page = read("#f=百度")
    names = nodes(page)

    rows = list(csv.DictReader(io.StringIO(saved(page, "csv").decode("utf-8-sig"))))
    assert {row[end] for row in rows for end in ("subject", "object")} == names
    assert all(row["quote"] for row in rows)

    graph = ElementTree.fromstring(saved(page, "graphml"))
    labels = {one.text for one in graph.findall(".//{*}node/{*}data[@key='label']")}
    assert labels == names
    assert len(graph.findall(".//{*}edge")) == len(rows)

    turtle = rdflib.Graph().parse(data=saved(page, "turtle").decode(), format="turtle")
    kg = rdflib.Namespace("https://kg.example/ns#")
    assert len(set(turtle.subjects(rdflib.RDF.type, kg.Statement))) == len(rows)
    assert (rdflib.URIRef(f"{ENTITY}百度"), kg.develops, rdflib.URIRef(f"{ENTITY}飞桨")) in turtle

    drawing = ElementTree.fromstring(saved(page, "svg"))
    assert {one.text for one in drawing.findall(".//{*}title")} == names

    picture = saved(page, "png")
    assert picture.startswith(b"\x89PNG\r\n\x1a\n") and picture.endswith(b"IEND\xaeB`\x82")
    width, height = struct.unpack(">II", picture[16:24])
    assert width > 400 and height > 300


def test_switching_the_language_changes_every_label(read: Open) -> None:
    page = read("#f=百度&e=百度")
    assert "研发" in panel(page) and "develops" not in panel(page)

    page.click("#language")

    for words in ("Company", "develops", "Statements"):
        expect(page.locator("#panel")).to_contain_text(words)
    assert not any("研发" in one for one in page.locator("#panel h4").all_inner_texts())
    expect(page.locator("#side h2")).to_have_text("Filters")
    expect(page.locator("[data-part=types]")).to_contain_text("Policy")
    expect(page.locator("#hint")).to_contain_text("entities")
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(page.locator("#panel h2")).to_have_text("百度")  # a name is not translated


def test_back_returns_through_all_that_was_done(read: Open) -> None:
    page = read()
    steps: list[Callable[[], None]] = [
        lambda: search(page, "百度"),
        lambda: click_between(page, "百度", "王海峰"),
        lambda: page.click("#panel .close"),
        lambda: find_path(page, "百度", "华为"),
        lambda: page.locator("[data-part=types] input[data-id=Person]").uncheck(),
        lambda: brush(page, "2025-08"),
        lambda: page.click("text=表格"),
    ]

    def view() -> tuple[object, ...]:
        heading = page.locator("#panel h2").inner_text()
        return page.evaluate("kg.state()"), nodes(page), heading, page.url

    views = [view()]
    for step in steps:
        step()
        views.append(view())
        assert views[-1] != views[-2]

    for former in reversed(views[:-1]):
        page.go_back()
        assert former == view()
    page.go_forward()
    assert views[1] == view()
