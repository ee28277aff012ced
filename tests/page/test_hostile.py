"""A corpus that tries to break the page: what it says is shown as text and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from kg.page import write_page
from kg.schema import Schema
from tests.page.conftest import Open
from tests.page.corpus import Said, write_build

pytestmark = pytest.mark.browser

SCRIPT = "<script>window.hacked=1</script>"
IMAGE = '"><img src=x onerror="window.hacked=1">'
CLOSING = "</script><script>window.hacked=1</script><!--"
LONG = "长" * 10_000
RIGHT = "\u202eشركة عربية\u202d"
EMOJI = "👩‍👩‍👧‍👦公司🏳️‍🌈"
HIDDEN = "零\u200b宽\u200d公\ufeff司"
TEMPLATE = "${window.hacked=1}{{constructor}}%s"
LONE = "孤\ud800立"
NAMES = (
    SCRIPT,
    IMAGE,
    CLOSING,
    LONG,
    RIGHT,
    EMOJI,
    HIDDEN,
    TEMPLATE,
    LONE,
    "__proto__",
    "constructor",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, schema: Schema) -> Path:
    """The explorer of a build in which every field is an attack."""
    body = "".join(f"{name}与{SCRIPT}合作。" for name in NAMES[1:])
    articles = {
        "a1": (IMAGE, "2026-05-04", SCRIPT, body),
        "a2": (CLOSING, "<b>2026</b>", IMAGE, f"{SCRIPT}说{SCRIPT}。"),
    }
    entities: dict[str, tuple[str, tuple[str, ...]]] = {
        name: ("Company", (f"{name}别名", "javascript:alert(1)")) for name in NAMES
    }
    entities["自成一类"] = (IMAGE, ())
    statements = [
        Said(SCRIPT, "cooperatesWith", name, (("a1", f"{name}与{SCRIPT}合作。"),), role=IMAGE)
        for name in NAMES[1:]
    ]
    statements.append(Said(SCRIPT, CLOSING, SCRIPT, (("a2", f"{SCRIPT}说{SCRIPT}。"),), by=IMAGE))
    build = write_build(
        tmp_path_factory.mktemp("hostile") / "build", articles, entities, statements
    )
    table = build / "tables" / "articles.jsonl"
    table.write_text(
        table.read_text("utf-8").replace("https://news.example/a1", "javascript:hacked=1")
    )
    write_page(build, build / "graph.html", schema=schema)
    return build / "graph.html"


def test_nothing_runs_and_nothing_breaks(opened: Open, hostile: Path) -> None:
    page = opened(file=hostile)

    for view in ("#", "#v=table", "#v=table&z=statements"):
        page.evaluate("hash => { location.hash = hash }", view)
        page.wait_for_timeout(50)
    page.fill("#q", "script")
    page.keyboard.press("Enter")
    page.locator(".facts summary").first.click()

    assert page.evaluate("window.hacked") is None
    assert page.locator("#panel img, #table img, #side img, #panel script").count() == 0
    expect(page.locator("#panel h2")).to_have_text(SCRIPT)
    assert page.locator("a[href^=javascript]").count() == 0
    assert len(page.evaluate("kg.scene().nodes")) == len(NAMES)


@pytest.mark.parametrize("width", [1280, 390])
def test_long_names_stay_inside_their_boxes(opened: Open, hostile: Path, width: int) -> None:
    page = opened(file=hostile, width=width, height=800)
    page.fill("#q", "长长")
    page.keyboard.press("Enter")

    panel = page.locator("#panel").evaluate("box => [box.scrollWidth, box.clientWidth]")
    assert panel[0] <= panel[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_saved_is_well_formed_all_the_same(opened: Open, hostile: Path) -> None:
    from xml.etree import ElementTree

    import rdflib

    page = opened(file=hostile)
    for kind in ("svg", "graphml", "turtle", "csv"):
        page.click(".menu summary")
        with page.expect_download() as waiting:
            page.click(f"[data-save={kind}]")
        content = waiting.value.path().read_bytes()
        if kind in ("svg", "graphml"):
            ElementTree.fromstring(content)
        elif kind == "turtle":
            assert len(rdflib.Graph().parse(data=content, format="turtle")) > 20


def test_a_hash_of_nonsense_opens_the_start_view(opened: Open, hostile: Path) -> None:
    page = opened("#f=%E0%A4%A&x=,,&c=zz&e=__proto__&r=a,b&w=x,y&n=99&junk&=", file=hostile)

    assert page.locator("#panel").inner_text() != ""
    assert page.evaluate("kg.scene().nodes.length") > 0


def test_an_empty_build_opens(opened: Open, tmp_path: Path, schema: Schema) -> None:
    build = write_build(tmp_path / "build", {}, {}, ())
    write_page(build, tmp_path / "graph.html", schema=schema)

    page = opened(file=tmp_path / "graph.html")

    expect(page.locator("#hint")).to_contain_text("没有符合条件的内容")
