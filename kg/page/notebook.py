"""The explorer inside a notebook cell."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from kg.page import page_of
from kg.schema import Schema
from kg.subgraph import Cut, cut_build, read_rows, resolve


@dataclass(frozen=True, slots=True)
class View:
    """A page that a notebook shows as the value of a cell.

    Args:
        page: the explorer as HTML.
        height: of the frame, in pixels.
    """

    page: str
    height: int = 640

    def _repr_html_(self) -> str:
        """The page in a frame of its own, without access to the notebook."""
        return (
            f'<iframe srcdoc="{escape(self.page, quote=True)}" width="100%" '
            f'height="{self.height}" sandbox="allow-scripts allow-downloads allow-popups '
            'allow-modals" style="border:1px solid #ccc;border-radius:6px" '
            'title="knowledge graph"></iframe>'
        )


def view(
    build: Path, schema: Schema, *, around: str = "", hops: int = 2, height: int = 640
) -> View:
    """The explorer of a build, or of what lies around one entity, to show in a notebook.

    Raises:
        QueryError: nobody, or several, are called `around`.
    """
    if not around:
        return View(page_of(read_rows(build), schema), height)
    centre = resolve(read_rows(build).entities, around)
    with tempfile.TemporaryDirectory() as scratch:
        cut_build(build, Path(scratch), Cut(around=centre.id, hops=hops), schema)
        rows = read_rows(Path(scratch))
    key = quote(centre.id, safe="")
    return View(page_of(rows, schema, start=f"#f={key}&e={key}"), height)
