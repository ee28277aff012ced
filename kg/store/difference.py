"""Which quads change between two builds, from the rows of their tables that differ."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.schema import Schema
from kg.store.quads import (
    Quad,
    article_quads,
    entity_quads,
    mention_quads,
    plain_quads,
    statement_quads,
)
from kg.tables import read_statements, table

_Key = tuple[Any, ...]
_Quads = Callable[[Any], Iterator[Quad]]
_ID = re.compile(rb'\{"id": "((?:[^"\\]|\\.)*)"')
_PLACE = re.compile(rb'\{"article": "((?:[^"\\]|\\.)*)", "start": (\d+), "end": (\d+)')


@dataclass(slots=True)
class Difference:
    """Lines of N-Quads that an earlier build has too many and too few."""

    removed: set[bytes] = field(default_factory=set)
    added: set[bytes] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.removed) + len(self.added)


def difference(before: Path, after: Path, schema: Schema, most: int) -> Difference | None:
    """What turns the quads of one build's tables into those of another's.

    Returns:
        None when more than `most` rows differ: writing anew is then cheaper.

    Raises:
        BuildError: one of the folders lacks a table.
    """
    found = Difference()
    rows = 0
    for name, quads in _kinds(schema).items():
        for old, line in _changed(table(before, name), table(after, name)):
            rows += 1
            if rows > most:
                return None
            side = found.removed if old else found.added
            side.update(quad.line() for quad in quads(json.loads(line)))
    _keep_shared(found, after)
    both = found.removed & found.added
    found.removed -= both
    found.added -= both
    return found


def _kinds(schema: Schema) -> dict[str, _Quads]:
    return {
        "articles": article_quads,
        "mentions": mention_quads,
        "entities": lambda row: entity_quads(row, schema),
        "statements": statement_quads,
    }


def _changed(before: Path, after: Path) -> Iterator[tuple[bool, bytes]]:
    """Lines that only one of two sorted tables has, and whether that is the earlier one."""
    with before.open("rb") as olds, after.open("rb") as news:
        yield from ((old, line) for old, new, line in aligned(olds, news) if old != new)


def aligned(olds: Iterator[bytes], news: Iterator[bytes]) -> Iterator[tuple[bool, bool, bytes]]:
    """The lines of two sorted tables side by side, and which of the two has each: in the order of
    either.

    Correct for any two files; only how many lines count as common depends on the order.
    """
    old, new = next(olds, b""), next(news, b"")
    while old or new:
        if old == new:
            yield True, True, old
            old, new = next(olds, b""), next(news, b"")
        elif not new or (old and _key(old) <= _key(new)):
            yield True, False, old
            old = next(olds, b"")
        else:
            yield False, True, new
            new = next(news, b"")


def _key(line: bytes) -> _Key:
    if found := _ID.match(line):
        return (json.loads(b'"' + found[1] + b'"'),)
    if found := _PLACE.match(line):
        return json.loads(b'"' + found[1] + b'"'), int(found[2]), int(found[3])
    return (line.decode("utf-8", "replace"),)


def _keep_shared(found: Difference, after: Path) -> None:
    """Plain triples that another statement of the later build still makes are not removed.

    Each statement of the later build is asked, because a changed one may share with an unchanged.
    """
    if found.removed:
        for row in read_statements(after):
            for quad in plain_quads(row):
                line = quad.line()
                if line in found.removed:
                    found.added.add(line)
