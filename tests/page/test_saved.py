"""What is saved is what is seen: the picture whole and sharp, the table's rows, our own words."""

from __future__ import annotations

import csv
import io
import struct
from xml.etree import ElementTree

import pytest
import rdflib
from playwright.sync_api import expect

from tests.page.conftest import Open
from tests.page.hands import saved

pytestmark = pytest.mark.browser
KG = rdflib.Namespace("https://kg.example/ns#")
SVG = "{http://www.w3.org/2000/svg}"


def test_the_table_saves_the_rows_it_shows_in_their_order(opened: Open) -> None:
    page = opened("#v=table")
    page.fill("#table .narrow", "baidu")

    rows = list(csv.DictReader(io.StringIO(saved(page, "csv").decode("utf-8-sig"))))

    assert [row["name"] for row in rows] == ["百度"]
    assert rows[0]["aliases"] == "Baidu; 度娘"
    page.get_by_role("tab", name="关系").click()
    rows = list(csv.DictReader(io.StringIO(saved(page, "csv").decode("utf-8-sig"))))
    assert len(rows) == page.locator("#table tbody tr").count() > 3
    assert all("百度" in (row["subject"], row["object"]) for row in rows)
    assert rows[0]["url"] == "https://news.example/a6"
    page.click(".menu summary")
    expect(page.locator("[data-save=png]")).to_be_disabled()


def test_statements_are_narrowed_by_predicate_and_lead_to_their_sentences(opened: Open) -> None:
    page = opened("#v=table&z=statements")

    page.fill("#table .narrow", "主办")
    page.locator("#table tbody .quiet").click()

    expect(page.locator("#panel .proof")).to_contain_text("工信部主办")


def test_the_drawing_holds_grounds_links_names_and_a_legend(opened: Open) -> None:
    page = opened()

    drawing = ElementTree.fromstring(saved(page, "svg"))

    words = {one.text for one in drawing.iter(f"{SVG}text")}
    assert {"百度", "华为", "组织机构", "政策"} <= words
    assert any("6 篇文章" in (word or "") for word in words)
    assert len(drawing.findall(f".//{SVG}line")) == page.evaluate("kg.scene().pairs")
    assert any("stroke-dasharray" in one.attrib for one in drawing.iter(f"{SVG}line"))


def test_a_picture_is_sharp_enough_to_print(opened: Open) -> None:
    page = opened("#f=百度")
    drawing = ElementTree.fromstring(saved(page, "svg"))

    width, height = struct.unpack(">II", saved(page, "png")[16:24])

    assert width >= 2 * int(float(drawing.attrib["width"]))
    assert height >= 2 * int(float(drawing.attrib["height"]))
    assert "研发 1" in {one.text for one in drawing.iter(f"{SVG}text")}


def test_turtle_speaks_the_ontology(opened: Open) -> None:
    page = opened("#f=百度")

    graph = rdflib.Graph().parse(data=saved(page, "turtle").decode(), format="turtle")

    denied = list(graph.subjects(KG.modality, KG.negated))
    assert len(denied) == 1
    assert (denied[0], KG.status, KG.current) in graph
    assert str(graph.value(denied[0], KG.attributedTo)).endswith("百度")
    assert str(graph.value(denied[0], KG.firstSeen)) == "2026-06-23"
    names = set(graph.objects(None, rdflib.SKOS.prefLabel))
    assert rdflib.Literal("百度", lang="zh") in names


def test_graphml_has_dates_weights_and_quotes(opened: Open) -> None:
    page = opened("#f=百度")

    graph = ElementTree.fromstring(saved(page, "graphml"))

    edges = [{one.attrib["key"]: one.text for one in edge} for edge in graph.findall(".//{*}edge")]
    develops = next(edge for edge in edges if edge["predicate"] == "develops")
    assert develops["first_seen"] == "2026-05-04"
    assert develops["weight"] == "2"
    assert develops["quote"] == "百度发布了深度学习平台飞桨的新版本。"


def test_paper_gets_the_whole_picture(opened: Open) -> None:
    page = opened("#f=百度")
    page.evaluate("window.print = () => {}")

    page.click(".menu summary")
    page.click("[data-save=print]")
    page.emulate_media(media="print")

    paper = page.locator("#paper")
    expect(paper).to_be_visible()
    assert paper.evaluate("one => one.naturalWidth") > 300
    expect(page.locator("#map")).to_be_hidden()
