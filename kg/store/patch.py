"""Copies a large sorted file with a few lines changed, without looking at the lines between."""

from __future__ import annotations

from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO

from kg.store.difference import Difference

# Bytes copied at a time.
PIECE = 4 * 1024 * 1024


def patched(source: Path, changes: Difference) -> Iterator[bytes]:
    """The bytes of a sorted file of lines with changes applied, sorted; in pieces of any size.

    A line that is there is not added twice; one that is not there is not removed.
    """
    with source.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as old:
        done = 0
        for line in sorted(changes.removed | changes.added):
            place = _place(old, line, done)
            yield from _pieces(file, done, place)
            there = old[place : place + len(line)] == line
            if line in changes.added:
                yield line
            done = place + len(line) if there else place
        yield from _pieces(file, done, len(old))


def _pieces(file: BinaryIO, start: int, stop: int) -> Iterator[bytes]:
    # Read, not sliced from the map: the pages of a map would count as memory of the build.
    file.seek(start)
    for at in range(start, stop, PIECE):
        yield file.read(min(PIECE, stop - at))


def _place(old: mmap, line: bytes, low: int) -> int:
    """Where the first line from `low` on begins that is not below `line`: by halves."""
    high = len(old)
    while low < high:
        middle = (low + high) // 2
        start = max(low, old.rfind(b"\n", low, middle) + 1)
        stop = old.find(b"\n", middle) + 1 or len(old)
        if old[start:stop] < line:
            low = stop
        else:
            high = start
    return low
