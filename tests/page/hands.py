"""What a reader does to the page and sees on it, for the tests."""

from __future__ import annotations

from playwright.sync_api import Page


def nodes(page: Page) -> set[str]:
    """The names of the entities in the picture."""
    return set(page.evaluate("kg.scene().nodes"))


def search(page: Page, words: str) -> None:
    """Types words into the search box and takes the first hit."""
    page.fill("#q", words)
    page.keyboard.press("Enter")


def point(page: Page, name: str) -> tuple[float, float]:
    """Where an entity stands on the screen."""
    at = page.evaluate("name => kg.pointOf(name)", name)
    box = page.locator("#map").bounding_box()
    assert box is not None
    return box["x"] + at["x"], box["y"] + at["y"]


def click_between(page: Page, one: str, other: str) -> None:
    """Clicks the line from one entity to another, away from the middle, where a label may be."""
    (x1, y1), (x2, y2) = point(page, one), point(page, other)
    page.mouse.click(x1 + (x2 - x1) * 0.62, y1 + (y2 - y1) * 0.62)


def panel(page: Page) -> str:
    """The text of the panel."""
    return page.locator("#panel").inner_text()


def saved(page: Page, kind: str) -> bytes:
    """The file that the export menu gives."""
    page.click(".menu summary")
    with page.expect_download() as waiting:
        page.click(f"[data-save={kind}]")
    return waiting.value.path().read_bytes()
