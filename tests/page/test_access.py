"""Automated accessibility checks (axe) of every kind of view, in both themes and at two widths."""

from __future__ import annotations

from importlib.resources import files

import pytest
from playwright.sync_api import Page

from tests.page.conftest import Open

pytestmark = pytest.mark.browser
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")

VIEWS = {
    "start": "#",
    "start in English": "#l=en",
    "focus": "#f=百度&e=百度",
    "link": "#r=IDC,飞桨",
    "path": "#w=IDC,上海",
    "entities": "#v=table",
    "statements": "#v=table&z=statements",
    "filtered": "#t=Person&m=planned&a=2026-05-04&b=2026-05-31",
}


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("axe.run().then(done => done.violations)")
    return [
        f"{one['impact']} {one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_passes_axe(opened: Open, view: str, theme: str) -> None:
    page = opened(f"{VIEWS[view]}&d={theme}")

    assert violations(page) == []


def test_a_phone_with_its_panels_open_passes_axe(opened: Open) -> None:
    page = opened("#e=百度", width=390, height=844)
    page.click("text=筛选")

    assert violations(page) == []


def test_dialogs_pass_axe(opened: Open) -> None:
    page = opened()

    page.click("#path")
    page.fill("#pathfrom", "bai")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.click("#help")
    assert violations(page) == []


def test_colours_differ_in_shape_as_well(opened: Open) -> None:
    """Each type of the legend has an outline of its own."""
    page = opened()

    shapes = page.eval_on_selector_all(
        "[data-part=types] li",
        "rows => rows.map(row => row.querySelector('path').getAttribute('d'))",
    )

    assert len(shapes) == len(set(shapes)) >= 6
