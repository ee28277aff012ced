"""Writes graph.ttl row by row, and takes from an earlier build what its rows have in common."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import BuildError
from kg.rdf import Iris
from kg.schema import Schema
from kg.store.difference import aligned
from kg.store.quads import Quad, entity_quads, headline_quads, statement_quads
from kg.store.turtle import Turtle
from kg.tables import table

TURTLE = "graph.ttl"
# How many bytes of graph.ttl each row made, after a digest of all that they depend on.
LENGTHS = Path(".cache", "turtle")

_Quads = Callable[[Any], Iterator[Quad]]
_DIGEST = hashlib.sha256().digest_size
_TABLES = ("articles", "entities", "statements")


def write_readable(
    folder: Path, schema: Schema, iris: Iris, dataset: Iterable[Quad], previous: Path | None
) -> None:
    """Write `graph.ttl`: articles by title and date, entities, statements with evidence.

    Args:
        dataset: what stands before the rows.
        previous: an earlier build of the same making; the result is the same without it.
    """
    write = Turtle(iris)
    head = write.head() + write.blocks(dataset)
    lengths = array("I")
    with _earlier(previous, head) as earlier, (folder / TURTLE).open("wb") as out:
        out.write(head)
        for part in _parts(folder, schema, write, earlier):
            out.write(part)
            lengths.append(len(part))
    (folder / LENGTHS).parent.mkdir(exist_ok=True)
    noted = lengths.tobytes()
    (folder / LENGTHS).write_bytes(_digest(folder, noted) + noted)


def _kinds(schema: Schema) -> Iterator[tuple[str, _Quads]]:
    """What is written of each table, in the order of the file: no texts, no mentions."""
    quads = headline_quads, lambda row: entity_quads(row, schema), statement_quads
    return zip(_TABLES, quads, strict=True)


def _parts(
    folder: Path, schema: Schema, write: Turtle, earlier: _Earlier | None
) -> Iterator[bytes]:
    """What each row makes, in order."""
    for name, quads in _kinds(schema):
        olds = earlier.rows(name) if earlier else iter(())
        with table(folder, name).open("rb") as news:
            for old, new, line in aligned(olds, news):
                part = earlier.take() if earlier and old else b""
                if new:
                    yield part or write.blocks(quads(json.loads(line)))


class _Earlier:
    """An earlier build's rows, and what each made of its `graph.ttl`, one after the other."""

    def __init__(self, folder: Path, lengths: Iterable[int], turtle: BinaryIO) -> None:
        self._folder, self._lengths, self._turtle = folder, iter(lengths), turtle

    def rows(self, name: str) -> Iterator[bytes]:
        """The lines of a table."""
        with table(self._folder, name).open("rb") as lines:
            yield from lines

    def take(self) -> bytes:
        """What the next row made."""
        return self._turtle.read(next(self._lengths))


@contextmanager
def _earlier(folder: Path | None, head: bytes) -> Iterator[_Earlier | None]:
    """The earlier build, or None where there is none that can be relied on."""
    lengths = _lengths(folder) if folder else None
    if folder is None or lengths is None:
        yield None
        return
    with (folder / TURTLE).open("rb") as turtle:
        same = turtle.read(len(head)) == head
        yield _Earlier(folder, lengths, turtle) if same else None


def _lengths(folder: Path) -> array[int] | None:
    """What an earlier build noted, if its files are as they were then."""
    try:
        record = (folder / LENGTHS).read_bytes()
        digest, noted = record[:_DIGEST], record[_DIGEST:]
        return array("I", noted) if digest == _digest(folder, noted) else None
    except (OSError, ValueError, BuildError):
        return None


def _digest(folder: Path, noted: bytes) -> bytes:
    """Of `graph.ttl`, its tables and its lengths: edited files are not relied on."""
    found = hashlib.sha256(noted)
    for path in (folder / TURTLE, *(table(folder, name) for name in _TABLES)):
        with path.open("rb") as source:
            found.update(hashlib.file_digest(source, "sha256").digest())
    return found.digest()
