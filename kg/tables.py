"""What the tables of a build hold, and how they are read: one JSON record a line, sorted by id."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypedDict, cast

from kg.errors import BuildError

__all__ = [
    "AliasRow",
    "ArticleRow",
    "EntityRow",
    "EvidenceRow",
    "MarkRow",
    "MentionRow",
    "StatementRow",
    "read_articles",
    "read_entities",
    "read_mentions",
    "read_statements",
    "table",
]

FOLDER = "tables"
# Lines parsed at a time: one by one, calling the parser costs more than parsing.
_TOGETHER = 256


class ArticleRow(TypedDict):
    """A line of `articles.jsonl`; `id` is an IRI."""

    id: str
    source_id: str
    title: str
    date: str
    source: str
    url: str
    text: str
    sha256: str


class MentionRow(TypedDict):
    """A line of `mentions.jsonl`; `article` and `entity` are IRIs."""

    article: str
    start: int
    end: int
    surface: str
    type: str
    entity: str
    score: float
    detector: str


class AliasRow(TypedDict):
    """Another name of an entity; `article` is an IRI, or "" when a lexicon knows the name.

    `tie`, `to`, `points` and `reasons` say what made it one with the name `to`, as `kg.model.Tie`.
    """

    name: str
    kind: str
    article: str
    quote: str
    tie: str
    to: str
    points: float
    reasons: list[str]


class EntityRow(TypedDict):
    """A line of `entities.jsonl`; `id` is an IRI."""

    id: str
    name: str
    type: str
    aliases: list[AliasRow]
    same_as: list[str]
    articles: int
    mentions: int


class MarkRow(TypedDict):
    """Where an article has the `role` (subject or object) of what a place states."""

    role: str
    start: int
    end: int
    surface: str


class EvidenceRow(TypedDict):
    """A place that states a statement; `article` is an IRI."""

    article: str
    start: int
    end: int
    quote: str
    rule: str
    marks: list[MarkRow]


class StatementRow(TypedDict):
    """A line of `statements.jsonl`; `id`, `subject`, `object`, `attributed_to` are IRIs."""

    id: str
    subject: str
    predicate: str
    object: str
    modality: str
    time: str
    role: str
    attributed_to: str
    confidence: float
    status: str
    evidence: list[EvidenceRow]
    amounts: list[str]
    first_seen: str
    last_seen: str


def table(folder: Path, name: str) -> Path:
    """The file of a table: `articles`, `mentions`, `entities` or `statements`.

    Raises:
        BuildError: the folder is no build, or the table is missing.
    """
    path = folder / FOLDER / f"{name}.jsonl"
    if not path.is_file():
        raise BuildError(f"{folder}: has no {FOLDER}/{name}.jsonl; run `kg build` first")
    return path


def read_articles(folder: Path) -> Iterator[ArticleRow]:
    """The articles of a build folder, sorted by id; BuildError where a line is damaged."""
    return (cast(ArticleRow, row) for row in _read(table(folder, "articles")))


def read_mentions(folder: Path) -> Iterator[MentionRow]:
    """The mentions of a build folder, sorted by article and place."""
    return (cast(MentionRow, row) for row in _read(table(folder, "mentions")))


def read_entities(folder: Path) -> Iterator[EntityRow]:
    """The entities of a build folder, sorted by id."""
    return (cast(EntityRow, row) for row in _read(table(folder, "entities")))


def read_statements(folder: Path) -> Iterator[StatementRow]:
    """The statements of a build folder, sorted by id."""
    return (cast(StatementRow, row) for row in _read(table(folder, "statements")))


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as source:
        number = 1
        while lines := list(islice(source, _TOGETHER)):
            yield from _rows(lines, path, number)
            number += len(lines)


def _rows(lines: list[bytes], path: Path, number: int) -> Iterator[dict[str, Any]]:
    """The rows of some lines, the first of them the `number`th of its file."""
    try:
        rows = json.loads(b"[%s]" % b",".join(lines))
    except ValueError:
        rows = []
    # A damaged line may join others: `{"a": 1` and `"b": 2}` are one record.
    if len(rows) == len(lines):
        yield from rows
        return
    for place, line in enumerate(lines, number):
        try:
            yield json.loads(line)
        except ValueError as fault:
            raise BuildError(f"{path}:{place}: is damaged: {fault}") from fault
