"""Runs extraction in several processes of this machine, results in the order of the batches."""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from kg.extract import extract
from kg.model import Article, Extraction
from kg.tools import Settings, Tools, load_tools

# Batches waiting for a worker; more would only hold articles in memory.
_AHEAD = 3

_tools: Tools | None = None


def _start(settings: Settings) -> None:
    global _tools
    # The parent tells of Ctrl-C; a worker just ends.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _tools = load_tools(settings)


def _extract(batch: tuple[Article, ...]) -> list[Extraction]:
    assert _tools is not None, "the worker was not started"
    return extract(batch, _tools)


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes begun in this block do not hear Ctrl-C until `_start`: no traceback of imports."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


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
            try:
                for batch in batches:
                    with _deaf():
                        waiting.append(pool.submit(_extract, batch))
                    if len(waiting) >= jobs * _AHEAD:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
