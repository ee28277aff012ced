"""The explorer: one HTML file that shows a build, works from disk and asks no network."""

from __future__ import annotations

from pathlib import Path

from kg.page.bundle import bundle
from kg.page.payload import payload
from kg.page.words import words_of
from kg.schema import Schema
from kg.subgraph import read_rows

__all__ = ["write_page"]


def write_page(build_folder: Path, target: Path, *, schema: Schema) -> None:
    """Write the explorer of a build to `target`; the same tables give the same bytes."""
    rows = read_rows(build_folder)
    page = bundle(*payload(rows, words_of(schema, rows)))
    target.write_text(page, encoding="utf-8", errors="surrogatepass", newline="\n")
