"""A phone: what lies beside the picture on a desk opens over it, and closes again, by finger."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.page.conftest import Open
from tests.page.hands import search

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(opened: Open) -> Page:
    return opened(width=390, height=844, has_touch=True, is_mobile=True)


def test_the_panel_opens_from_a_button_that_says_what_it_holds(phone: Page) -> None:
    expect(phone.locator("#peek")).to_have_text("▴ 这批新闻讲了什么")
    phone.tap("#peek")
    expect(phone.locator("#panel h2")).to_be_visible()
    phone.tap("#panel .close")
    expect(phone.locator("#panel h2")).to_be_hidden()

    search(phone, "百度")
    expect(phone.locator("#peek")).to_have_text("▴ 百度")
    phone.tap("#peek")
    expect(phone.locator("#panel")).to_be_in_viewport()
    expect(phone.locator("#panel")).to_contain_text("首席技术官")


@pytest.mark.parametrize("way", ["cross", "beside"])
def test_filters_close_by_their_cross_and_by_a_tap_beside(phone: Page, way: str) -> None:
    phone.tap(".filterbutton")
    expect(phone.locator("#side h2")).to_be_visible()

    if way == "cross":
        phone.tap("#side .close")
    else:
        phone.touchscreen.tap(370, 600)

    expect(phone.locator("#side h2")).to_be_hidden()


def test_nothing_is_wider_than_the_screen(phone: Page) -> None:
    for view in ("#", "#v=table", "#v=table&z=statements", "#f=百度&e=百度", "#w=IDC,上海"):
        phone.evaluate("hash => { location.hash = hash }", view)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
