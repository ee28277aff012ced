"""What all tests share: where the shared measuring data lie, articles made of a few words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from kg.model import Article

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture
def shared() -> Path:
    """The folder of measuring data; a test that asks for it is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared here")
    return SHARED


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One real browser for all tests: a second driver cannot start beside the first."""
    if CHROMIUM is None:
        pytest.skip("no chromium here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def article(body: str, title: str = "", date: str = "2026-05-15", id: str = "a1") -> Article:
    """An article of a title and a body."""
    return Article(id, id, title, date, "测试报", "", f"{title}\n{body}")
