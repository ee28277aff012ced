"""The explorer: one HTML file that shows a build, works from disk and asks no network."""

from __future__ import annotations

from pathlib import Path

from kg.page.bundle import bundle
from kg.page.payload import payload
from kg.page.words import words_of
from kg.schema import Schema
from kg.subgraph import Rows, read_rows

__all__ = ["page_of", "write_page"]


def write_page(build_folder: Path, target: Path, *, schema: Schema) -> None:
    """Write the explorer of a build to `target`; the same tables give the same bytes."""
    page = page_of(read_rows(build_folder), schema)
    target.write_text(page, encoding="utf-8", newline="\n")


def page_of(rows: Rows, schema: Schema, start: str = "") -> str:
    """The explorer of a build in memory; `start` is the address part (`#f=…`) it opens with."""
    return bundle(*payload(rows, words_of(schema, rows)), start=start)
