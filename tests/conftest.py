"""What all tests share: where the shared measuring data lie, articles made of a few words."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Article

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of measuring data; a test that asks for it is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared here")
    return SHARED


def article(body: str, title: str = "", date: str = "2026-05-15", id: str = "a1") -> Article:
    """An article of a title and a body."""
    return Article(id, id, title, date, "测试报", "", f"{title}\n{body}")
