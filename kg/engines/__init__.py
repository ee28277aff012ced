"""Runs extraction over batches of articles: in this process or in several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from kg.engines.processes import Processes
from kg.engines.serial import Serial
from kg.model import Article, Extraction
from kg.registry import Registry
from kg.tools import Settings

__all__ = ["ENGINES", "Engine"]

Batch = tuple[Article, ...]


class Engine(Protocol):
    """Maps `extract` over batches and gives the results in the order of the batches."""

    def run(
        self, batches: Iterable[Batch], settings: Settings, jobs: int
    ) -> Iterator[list[Extraction]]: ...


ENGINES: Registry[Engine] = Registry("engine", {"serial": Serial, "processes": Processes})
