"""The panel tells what happened to an entity in the order of time, with the sentences."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.page.conftest import Open

NAME = "百度"


def test_the_panel_tells_what_happened(opened: Open) -> None:
    page = opened(f"#e={NAME}")

    rows = page.locator("#panel .happening")
    expect(rows.first).to_contain_text("2026-05-04")
    assert [row.split()[:2] for row in rows.all_inner_texts()] == [
        ["2026-05-04", "研发发布"],
        ["2026-05-12", "合作"],
        ["2026-06-23", "收购"],
    ]
    rows.last.locator("summary").click()
    expect(rows.last.locator("blockquote")).to_have_count(2)


def test_what_filters_hide_did_not_happen(opened: Open) -> None:
    page = opened(f"#e={NAME}&p=acquires")

    expect(page.locator("#panel h2")).to_have_text(NAME)
    assert "收购" not in "".join(page.locator("#panel .happening").all_inner_texts())
