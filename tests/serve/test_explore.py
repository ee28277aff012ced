"""The explorer under `kg serve`: what the page leaves out comes when asked for, nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.page import write_page
from kg.page.around import Around
from kg.page.words import words_of
from kg.schema import load_schema, schemas_folder
from kg.subgraph import read_rows
from tests.page.hands import nodes
from tests.query.conftest import small_build
from tests.serve.conftest import Server, serving

BASE = "https://kg.example/entity/"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build whose page holds only its five most important entities."""
    output = small_build(tmp_path_factory.mktemp("large") / "output")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("kg.page.payload"), "MOST", 5)
        write_page(output, output / "graph.html", schema=load_schema(schemas_folder()))
    return output


@pytest.fixture(scope="module")
def beyond(large: Path) -> Iterator[Server]:
    with serving(large) as running:
        yield running


@pytest.fixture
def page(browser: Browser, beyond: Server) -> Iterator[Page]:
    """The served explorer; a fault or a request to anybody else fails the test."""
    root = f"http://{beyond.host}:{beyond.port}/"
    faults: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    page.on("console", lambda said: faults.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda ask: faults.extend(_foreign(ask.url, root)))
    page.goto(root)
    page.wait_for_selector("html[data-texts]", state="attached")
    yield page
    page.close()
    assert faults == []


def _foreign(url: str, root: str) -> list[str]:
    return [] if url.startswith((root, "data:", "blob:")) else [url]


@pytest.mark.browser
def test_an_entity_beyond_the_page_is_found_and_focused(page: Page) -> None:
    assert "上海" not in page.evaluate("kg.scene().nodes")

    page.fill("#q", "shanghai")
    expect(page.locator("#hits [role=option]")).to_contain_text("上海")
    page.keyboard.press("Enter")

    expect(page.locator("#panel h2")).to_have_text("上海")
    expect(page.locator("#panel")).to_contain_text("所在地有")  # all of it has arrived
    assert nodes(page) == {"上海", "世界人工智能大会"}
    page.click("text=全部原句")
    expect(page.locator("#panel")).to_contain_text("世界人工智能大会在上海举行")


@pytest.mark.browser
def test_looking_at_somebody_brings_all_that_is_said_of_it(page: Page) -> None:
    page.fill("#q", "度娘")
    page.keyboard.press("Enter")

    expect(page.locator("#panel")).to_contain_text("首席技术官")
    assert {"百度", "王海峰", "中国移动", "星河智能"} <= nodes(page)
    page.go_back()
    page.go_forward()
    page.wait_for_function("kg.scene().nodes.includes('王海峰')")


@pytest.mark.browser
def test_an_address_of_somebody_beyond_the_page_opens(page: Page, beyond: Server) -> None:
    page.goto(f"http://{beyond.host}:{beyond.port}/#f={quote(BASE + '上海', safe='')}")
    page.reload()

    expect(page.locator("#crumbs strong")).to_have_text("上海")


@pytest.mark.browser
def test_a_path_leads_over_the_whole_build_to_ends_that_the_page_lacks(page: Page) -> None:
    page.click("#path")
    page.fill("#pathfrom", "zhongguoyidong")
    expect(page.locator("#pathfromhits [role=option]")).to_contain_text("中国移动")
    page.keyboard.press("Enter")
    expect(page.locator("#pathfrom")).to_have_value("中国移动")
    page.fill("#pathto", "shanghai")
    expect(page.locator("#pathtohits [role=option]")).to_contain_text("上海")
    page.keyboard.press("Enter")

    expect(page.locator("#crumbs")).to_contain_text("中国移动→百度→王海峰→世界人工智能大会→上海")
    assert {"中国移动", "百度", "王海峰", "世界人工智能大会", "上海"} <= nodes(page)
    expect(page.locator("#panel")).to_contain_text("百度与中国移动签约合作")


@pytest.mark.browser
def test_a_path_keeps_to_the_filters_and_says_where_there_is_none(
    page: Page, beyond: Server
) -> None:
    ends = quote(f"{BASE}中国移动", safe="") + "," + quote(f"{BASE}上海", safe="")
    root = f"http://{beyond.host}:{beyond.port}/"
    page.goto(f"{root}#w={ends}&p=worksFor")
    page.reload()

    expect(page.locator("#crumbs")).to_contain_text("中国移动→百度→华为→世界人工智能大会→上海")
    page.goto(f"{root}#w={ends}&p=cooperatesWith")
    page.reload()
    expect(page.locator("#crumbs")).to_contain_text("没有路径")


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", {"中国移动", "百度", "王海峰", "世界人工智能大会", "上海"}),
        ("&t=Person", {"中国移动", "百度", "华为", "世界人工智能大会", "上海"}),
        ("&s=新华社", set()),
        ("&c=55", {"中国移动", "百度", "王海峰", "世界人工智能大会", "上海"}),
        ("&c=99", set()),
        ("&a=2026-05-01&b=2026-06-16", {"中国移动", "百度", "王海峰", "世界人工智能大会", "上海"}),
        ("&a=2026-05-20", set()),
        ("&m=asserted", set()),
    ],
)
def test_the_server_finds_ways_under_the_filters_of_the_page(
    beyond: Server, asked: str, names: set[str]
) -> None:
    ends = f"from={quote(BASE + '中国移动')}&to={quote(BASE + '上海')}"
    part = json.loads(beyond.ask(f"/explore/path?{ends}{quote(asked, safe='&=')}").body)

    assert set(part["graph"]["entities"]["name"] if part else ()) >= names
    assert bool(part) == bool(names)


def test_a_path_of_nobody_or_to_oneself_is_none(beyond: Server) -> None:
    one = quote(BASE + "百度")
    for asked in ("", f"?from={one}", f"?from={one}&to={one}", f"?from={one}&to=nobody&c=x"):
        assert beyond.ask(f"/explore/path{asked}").text == "null"


def test_names_are_found_by_the_server_and_a_hostile_question_finds_nothing(beyond: Server) -> None:
    for words in ("SHANGHAI", "sh", "上海"):
        found = json.loads(beyond.ask(f"/explore/find?q={quote(words)}").body)
        assert "上海" in [one["name"] for one in found]
    assert json.loads(beyond.ask(f"/explore/find?q={quote('<script>')}").body) == []
    assert beyond.ask("/explore/around?id=nobody").status == 404


def test_an_entity_page_leads_to_the_explorer(beyond: Server) -> None:
    said = beyond.ask(f"/entity/{quote('上海')}", headers={"Accept": "text/html"})

    assert f"/#f={quote(BASE + '上海', safe='')}" in said.text


def test_the_page_may_ask_its_server_alone(beyond: Server) -> None:
    head = beyond.ask("/").text.partition("<body>")[0]

    assert "connect-src 'self';" in head
    assert "data-serve" in head


def test_a_part_holds_the_neighbours_and_what_is_said_among_them(large: Path) -> None:
    rows = read_rows(large)
    around = Around(rows, words_of(load_schema(schemas_folder()), rows))

    part = around.part(f"{BASE}华为")

    assert part is not None
    graph, texts = part
    assert set(graph["entities"]["name"]) == {"华为", "鸿蒙系统", "百度", "世界人工智能大会"}
    assert len(graph["statements"]["id"]) == len(texts["quotes"]) == 3
    assert graph["levels"] == []
    assert around.part("https://kg.example/entity/nobody") is None
