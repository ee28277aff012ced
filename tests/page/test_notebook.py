"""A notebook shows the explorer inline, in a frame of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.page.notebook import view
from kg.schema import Schema
from tests.page.conftest import Open


@pytest.mark.browser
def test_a_cell_shows_what_lies_around_an_entity(
    opened: Open, build: Path, schema: Schema, tmp_path: Path
) -> None:
    cell = tmp_path / "cell.html"
    shown = view(build, schema, around="PaddlePaddle", hops=1)
    # The frame's own page says when it is ready; the outer one stands in for the notebook.
    cell.write_text(f"<html data-texts>{shown._repr_html_()}", "utf-8")

    page = opened(file=cell)

    frame = page.frame_locator("iframe")
    frame.locator("html[data-texts]").wait_for(state="attached")
    assert frame.locator("#panel h2").inner_text() == "飞桨"
    assert "4" in frame.locator("#hint").inner_text()
    frame.locator("#q").fill("百度")
    frame.locator("#q").press("Enter")
    assert frame.locator("#panel h2").inner_text() == "百度"


def test_an_unknown_name_is_a_mistake_of_the_user(build: Path, schema: Schema) -> None:
    with pytest.raises(QueryError, match="no entity is called '不存在的'"):
        view(build, schema, around="不存在的")
