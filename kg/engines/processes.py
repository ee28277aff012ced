"""Runs extraction in several processes of this machine, results in the order of the batches."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from kg.extract import extract
from kg.model import Article, Extraction
from kg.tools import Settings, Tools, load_tools

# Batches waiting for a worker; more would only hold articles in memory.
_AHEAD = 3

_tools: Tools | None = None


def _start(settings: Settings) -> None:
    global _tools
    _tools = load_tools(settings)


def _extract(batch: tuple[Article, ...]) -> list[Extraction]:
    assert _tools is not None, "the worker was not started"
    return extract(batch, _tools)


class Processes:
    """The engine of large builds: each worker loads its own tools."""

    def run(
        self, batches: Iterable[tuple[Article, ...]], settings: Settings, jobs: int
    ) -> Iterator[list[Extraction]]:
        """The extractions of each batch, in order.

        Args:
            jobs: number of worker processes, at least 1.
        """
        waiting: deque[Future[list[Extraction]]] = deque()
        with ProcessPoolExecutor(
            jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(settings,)
        ) as pool:
            for batch in batches:
                waiting.append(pool.submit(_extract, batch))
                if len(waiting) >= jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
