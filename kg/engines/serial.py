"""Runs extraction in this process, one batch after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract import extract
from kg.model import Article, Extraction
from kg.tools import Settings, load_tools


class Serial:
    """The engine of small builds: no processes, no copies."""

    def run(
        self, batches: Iterable[tuple[Article, ...]], settings: Settings, jobs: int
    ) -> Iterator[list[Extraction]]:
        """The extractions of each batch, in order; `jobs` has no meaning here."""
        tools = None
        for batch in batches:
            # Loaded at the first batch: a build in which nothing changed needs no model.
            tools = tools or load_tools(settings)
            yield extract(batch, tools)
