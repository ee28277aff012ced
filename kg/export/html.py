"""The explorer of a build, or of a part of it, as one HTML file."""

from __future__ import annotations

from pathlib import Path

from kg.export import Exporter
from kg.page import write_page
from kg.schema import Schema


def write_html(build: Path, target: Path, schema: Schema) -> None:
    """Write the explorer of a build folder."""
    write_page(build, target, schema=schema)


HTML = Exporter(".html", write_html)
