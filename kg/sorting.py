"""Sorts more lines than memory holds: sorted runs on disk, merged as a stream."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

# A run's lines in memory: about 100 MB of Python objects, so that a build stays small.
RUN_BYTES = 48 * 1024 * 1024


def sort_lines(
    lines: Iterable[bytes], scratch: Path, run_bytes: int = RUN_BYTES
) -> Iterator[bytes]:
    """Lines in the order of their bytes, each once.

    Args:
        lines: lines that end in a newline and hold no other.
        scratch: a folder on the disk that shall carry the runs.
        run_bytes: how much is sorted at once.
    """
    run: list[bytes] = []
    size = 0
    with TemporaryDirectory(dir=scratch, prefix=".sort-") as folder:
        runs: list[Path] = []
        for line in lines:
            run.append(line)
            size += len(line)
            if size > run_bytes:
                runs.append(_spill(run, Path(folder, str(len(runs)))))
                run, size = [], 0
        run.sort()
        yield from _merged([_lines(path) for path in runs], run)


def _spill(run: list[bytes], path: Path) -> Path:
    run.sort()
    with path.open("wb") as out:
        out.writelines(run)
    return path


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        yield from source


def _merged(runs: list[Iterator[bytes]], last: list[bytes]) -> Iterator[bytes]:
    before = b""
    for line in heapq.merge(*runs, last) if runs else last:
        if line != before:
            yield line
            before = line
