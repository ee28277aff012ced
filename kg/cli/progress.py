"""A line of progress on stderr: the stage, the articles done, the speed."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from kg.build import Progress

_WIDTH = 24
_LEAST_SECONDS = 0.1


@contextmanager
def bar(quiet: bool) -> Iterator[Progress]:
    """A progress callback that redraws one line; silent when quiet or not on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    drawn = _Line()
    try:
        yield drawn.show
    finally:
        drawn.clear()


class _Line:
    def __init__(self) -> None:
        self._last = 0.0
        self._stage = ""
        self._began = time.monotonic()

    def show(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._began = stage, now
        elif now - self._last < _LEAST_SECONDS and done != total:
            return
        self._last = now
        sys.stderr.write(f"\r\x1b[K{self._text(stage, done, total, now - self._began)}")
        sys.stderr.flush()

    def _text(self, stage: str, done: int, total: int, seconds: float) -> str:
        if not total:
            return f"{stage:<9} {done or '…'}"
        filled = _WIDTH * done // total
        rate = f"{done / seconds:.0f}/s" if seconds > 1 else ""
        return (
            f"{stage:<9} [{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{total} articles {rate}"
        )

    def clear(self) -> None:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
