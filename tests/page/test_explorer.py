"""The explorer in real Chromium, the network cut: what a reader does, and what comes of it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
import rdflib
from playwright.sync_api import expect

from kg.page import write_page
from kg.schema import Schema
from tests.page.conftest import Open
from tests.page.corpus import Said, write_build
from tests.page.hands import click_between, nodes, panel, point, saved, search

pytestmark = pytest.mark.browser


def test_the_start_view_shows_the_important_entities_named_without_overlap(opened: Open) -> None:
    page = opened()

    labels = page.evaluate("kg.labels()")
    boxes = [one["box"] for one in labels]
    overlaps = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]

    assert {"百度", "华为", "世界人工智能大会"} <= nodes(page)
    assert len(labels) >= 10
    assert overlaps == []
    expect(page.locator("#panel h2")).to_have_text("这批新闻讲了什么")
    assert "百度" in panel(page)


@pytest.mark.parametrize("words", ["百度", "度娘", "baidu", "bd", "ＢＡＩＤＵ"])
def test_search_finds_by_name_alias_pinyin_and_initials(opened: Open, words: str) -> None:
    page = opened()

    page.fill("#q", words)

    expect(page.locator("#hits [role=option]").first).to_contain_text("百度")


def test_search_is_walked_by_keys_and_enter_focuses(opened: Open) -> None:
    page = opened()

    page.keyboard.press("/")
    page.keyboard.type("人工智能")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", "hits-1")
    page.keyboard.press("Enter")

    expect(page.locator("#panel h2")).to_have_text("世界人工智能大会")
    assert {"世界人工智能大会", "工信部", "上海", "华为", "王海峰"} == nodes(page)


def test_focus_shows_the_neighbourhood_and_back_returns(opened: Open) -> None:
    page = opened()
    everything = nodes(page)

    search(page, "飞桨")
    assert {"飞桨", "百度", "IDC", "文心一言"} == nodes(page)
    assert "#f=飞桨" in unquote(page.url)

    page.go_back()
    assert everything == nodes(page)
    page.go_forward()
    assert {"飞桨", "百度", "IDC", "文心一言"} == nodes(page)


def test_expanding_adds_neighbours_and_collapsing_takes_them_away(opened: Open) -> None:
    page = opened()
    search(page, "IDC")
    page.mouse.click(*point(page, "飞桨"))

    page.get_by_role("button", name="展开").click()
    assert {"IDC", "飞桨", "百度", "文心一言"} == nodes(page)

    page.get_by_role("button", name="收起").click()
    assert {"IDC", "飞桨"} == nodes(page)


def test_an_address_opens_the_same_view_again(opened: Open) -> None:
    page = opened()
    search(page, "飞桨")
    page.mouse.click(*point(page, "百度"))

    again = opened(page.evaluate("location.hash"))

    assert nodes(page) == nodes(again)
    expect(again.locator("#panel h2")).to_have_text("百度")


def test_names_say_what_made_them_one(opened: Open, tmp_path: Path, schema: Schema) -> None:
    articles = {"a1": ("题", "2026-05-04", "报", "青鸟科技（简称青鸟）搭载火种。")}
    entities = {"青鸟科技": ("Company", ("青鸟",)), "火种": ("Technology", ())}
    said = Said("青鸟科技", "uses", "火种", (("a1", "青鸟科技（简称青鸟）搭载火种"),))
    build = write_build(tmp_path / "build", articles, entities, [said])
    table = build / "tables" / "entities.jsonl"
    *more, row = map(json.loads, table.read_text("utf-8").splitlines())
    reasons = ["defined 1.1", "neighbours 0.3"]
    why = {"tie": "sentence", "to": "青鸟科技", "points": 1.4, "reasons": reasons}
    row["aliases"][0].update(why)
    table.write_text("".join(f"{json.dumps(one)}\n" for one in (*more, row)), encoding="utf-8")
    write_page(build, build / "graph.html", schema=schema)
    page = opened(file=build / "graph.html")

    search(page, "青鸟")

    expect(page.locator(".names li").first).to_contain_text(
        "= 青鸟科技 · 文中明说 · 定义 1.1 + 相近的同伴 0.3 = 1.4"
    )


def test_a_word_that_stands_for_an_entity_is_marked_and_says_for_whom(
    opened: Open, tmp_path: Path, schema: Schema
) -> None:
    articles = {"a1": ("题", "2026-05-04", "报", "😀青鸟来了。该产品搭载火种引擎。")}
    entities = {"青鸟": ("Product", ()), "火种": ("Technology", ("火种引擎",))}
    words = (("subject", "该产品"), ("object", "火种引擎"))
    said = Said("青鸟", "uses", "火种", (("a1", "该产品搭载火种引擎"),), words=words)
    build = write_build(tmp_path / "build", articles, entities, [said])
    write_page(build, build / "graph.html", schema=schema)
    page = opened(file=build / "graph.html")
    search(page, "青鸟")

    click_between(page, "青鸟", "火种")

    quote = page.locator(".proof blockquote").first
    expect(quote).to_have_text("该产品搭载火种引擎。")
    expect(quote.locator("mark.subject")).to_have_text("该产品")
    expect(quote.locator("mark.subject")).to_have_attribute("title", "该产品 = 青鸟")
    expect(quote.locator("mark.object")).to_have_attribute("title", "火种引擎 = 火种")


def test_clicking_an_edge_shows_every_sentence_with_both_ends_marked(opened: Open) -> None:
    page = opened()
    search(page, "飞桨")
    (x1, y1), (x2, y2) = point(page, "飞桨"), point(page, "百度")

    page.mouse.click(x1 + (x2 - x1) * 0.62, y1 + (y2 - y1) * 0.62)

    first = page.locator(".proof").first
    expect(first.locator("blockquote")).to_have_text("百度发布了深度学习平台飞桨的新版本。")
    assert first.locator("mark.subject").all_inner_texts() == ["百度"]
    assert first.locator("mark.object").all_inner_texts() == ["飞桨"]
    expect(first.locator("a")).to_have_attribute("href", "https://news.example/a1")
    expect(first.locator("figcaption")).to_contain_text("科技日报 · 2026-05-04")
    assert page.locator(".proof").count() == 2


def test_a_citation_is_copied_with_title_source_and_date(opened: Open) -> None:
    page = opened("#r=IDC,飞桨")

    button = page.locator(".proof button")
    button.click()

    expect(button).to_have_attribute(
        "data-copied",
        "“IDC报告显示，飞桨在中国位居前列。” ——《百度发布飞桨新版本》，科技日报，2026-05-04 "
        "https://news.example/a1",
    )


def test_the_panel_says_names_roles_statements_companions_and_time(opened: Open) -> None:
    page = opened()
    search(page, "百度")

    text = panel(page)

    for words in ("Baidu", "英文名", "首席技术官", "王海峰", "研发", "常一起出现", "时间分布"):
        assert words in text
    assert "否认" in text
    assert "百度 称" in text


def test_filtering_to_policies_hides_all_else(opened: Open) -> None:
    page = opened()

    page.locator("[data-part=types] .every button").nth(1).click()
    page.locator("[data-part=types] input[data-id=Policy]").check()
    assert {"数据要素行动方案"} == nodes(page)

    page.get_by_role("button", name="全部恢复").click()
    assert "百度" in nodes(page)


def test_filters_by_predicate_modality_confidence_and_source_thin_the_links(opened: Open) -> None:
    every = opened().evaluate("kg.scene().pairs")

    def pairs(hash_: str) -> int:
        count: int = opened(hash_).evaluate("kg.scene().pairs")
        return count

    assert every - 2 == pairs("#p=develops")
    assert every - 1 == pairs("#m=negated,reported")
    assert every - 2 == pairs("#c=70")
    assert every > pairs("#s=新华社")


def test_brushing_the_time_keeps_what_those_weeks_say(opened: Open) -> None:
    page = opened()
    box = page.locator(".plot").bounding_box()
    assert box is not None
    week = box["width"] / 8

    page.mouse.move(box["x"] + week * 4.5, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + week * 7.5, box["y"] + 20, steps=4)
    page.mouse.up()

    assert page.evaluate("kg.state().from") == "2026-06-01"
    page.click("text=表格")
    page.get_by_role("tab", name="关系").click()
    assert "印发" not in page.locator("#table tbody").inner_text()
    assert "飞桨" not in page.locator("#table tbody").inner_text()
    assert "国务院" in page.locator("#table tbody").inner_text()


def test_the_time_can_be_chosen_by_keyboard(opened: Open) -> None:
    page = opened()

    page.locator("input[data-end=from]").focus()
    page.keyboard.press("ArrowRight")

    assert page.evaluate("kg.state().from") == "2026-05-11"


def test_a_path_leads_from_one_entity_to_another(opened: Open) -> None:
    page = opened()

    page.click("#path")
    page.fill("#pathfrom", "IDC")
    page.keyboard.press("Enter")
    page.fill("#pathto", "shanghai")
    page.keyboard.press("Enter")

    assert {"IDC", "飞桨", "百度", "王海峰", "世界人工智能大会", "上海"} <= nodes(page)
    expect(page.locator("#crumbs")).to_contain_text("最短路径 (5 步)")


def test_what_is_denied_connects_nothing(opened: Open) -> None:
    page = opened("#w=星河智能,百度&m=reported")

    expect(page.locator("#crumbs")).to_contain_text("没有路径")


def test_the_table_sorts_and_narrows(opened: Open) -> None:
    page = opened("#v=table")
    rows = page.locator("#table tbody tr")

    page.get_by_role("button", name="提及").click()
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    expect(rows.first).to_contain_text("百度")

    page.fill(".narrow", "rengong")
    assert rows.count() == 2


def test_the_language_switches(opened: Open) -> None:
    page = opened()

    page.click("#language")

    expect(page.locator("#panel h2")).to_have_text("What this news is about")
    assert page.evaluate("document.documentElement.lang") == "en"
    search(page, "飞桨")
    expect(page.locator("#panel")).to_contain_text("developed by")


def test_dark_mode_is_chosen_and_kept_in_the_address(opened: Open) -> None:
    page = opened()

    page.click("#theme")

    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert "d=dark" in page.url


def test_the_view_is_saved_as_csv_graphml_turtle_svg_and_png(opened: Open) -> None:
    page = opened()
    search(page, "飞桨")

    rows = list(csv.DictReader(io.StringIO(saved(page, "csv").decode("utf-8-sig"))))
    assert ("百度", "develops", "飞桨") in {
        (r["subject"], r["predicate"], r["object"]) for r in rows
    }
    graph = ElementTree.fromstring(saved(page, "graphml"))
    assert len(graph.findall(".//{*}node")) == 4
    turtle = rdflib.Graph().parse(data=saved(page, "turtle").decode(), format="turtle")
    kg = rdflib.Namespace("https://kg.example/ns#")
    entity = rdflib.Namespace("https://kg.example/entity/")
    assert (entity["百度"], kg.develops, entity["飞桨"]) in turtle
    assert (entity["文心一言"], kg.uses, entity["飞桨"]) not in turtle  # only planned
    assert "文心一言" in saved(page, "svg").decode()
    assert saved(page, "png").startswith(b"\x89PNG")


def test_the_picture_is_walked_by_keyboard(opened: Open) -> None:
    page = opened()
    page.locator("#map").focus()

    page.keyboard.press("ArrowRight")
    chosen = page.evaluate("kg.state().entity")
    page.keyboard.press("ArrowRight")
    assert chosen and page.evaluate("kg.state().entity") != ""
    page.keyboard.press("Enter")
    assert page.evaluate("kg.scene().kind") == "focus"
    page.keyboard.press("Escape")
    assert page.evaluate("kg.scene().kind") == "overview"


def test_a_phone_reads_it_by_touch(opened: Open) -> None:
    page = opened(width=390, height=844, has_touch=True, is_mobile=True)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.touchscreen.tap(*point(page, "百度"))

    expect(page.locator("#panel h2")).to_be_visible()
    expect(page.locator("#panel h2")).to_have_text("百度")
    page.click("text=筛选")
    expect(page.locator("[data-part=types] input").first).to_be_visible()


def test_all_sentences_of_an_entity_open_at_once(opened: Open) -> None:
    page = opened("#e=百度")

    page.click("text=全部原句")

    expect(page.locator("#panel blockquote").nth(4)).to_be_visible()
    assert "百度与中国移动签约合作。" in panel(page)
