"""A real browser without a network, and the page of a small build in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page

from kg.page import write_page
from kg.schema import Schema, load_schema, schemas_folder
from tests.page.corpus import write_build

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def schema() -> Schema:
    return load_schema(schemas_folder())


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small build."""
    return write_build(tmp_path_factory.mktemp("page") / "build")


@pytest.fixture(scope="session")
def explorer(build: Path, schema: Schema) -> Path:
    """The explorer of that build."""
    write_page(build, build / "graph.html", schema=schema)
    return build / "graph.html"


def foreign(url: str, file: Path) -> list[str]:
    """The address, when it is neither the file's nor data inside it."""
    return [] if url.startswith((file.as_uri(), "data:", "blob:")) else [url]


@pytest.fixture
def opened(browser: Browser, explorer: Path) -> Iterator[Open]:
    """Opens the explorer, or another file, offline; an error, warning or request fails the test."""
    faults: list[str] = []
    contexts = []

    def refuse(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open_page(
        hash_: str = "", width: int = 1280, height: int = 800, file: Path = explorer, **more: object
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            offline=True,
            accept_downloads=True,
            **{"locale": "zh-CN", "reduced_motion": "reduce", **more},  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("console", lambda said: faults.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", refuse)
        page.on("request", lambda asked: faults.extend(foreign(asked.url, file)))
        page.goto(f"{file.as_uri()}{hash_}")
        page.wait_for_selector("html[data-texts]", state="attached")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
