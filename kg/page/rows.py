"""The tables of a finished build as the page reads them: plain records with IRIs as ids."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import BuildError
from kg.model import Alias, Article, Entity, Evidence, Statement


@dataclass(frozen=True, slots=True)
class Rows:
    """One build in memory; ids are IRIs.

    Args:
        named: (article, entity, start, end) of every linked mention, in the table's order.
    """

    articles: tuple[Article, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    named: tuple[tuple[str, str, int, int], ...]


def read_rows(tables: Path) -> Rows:
    """All rows of a `tables/` folder; a missing table raises BuildError."""
    return Rows(
        tuple(_article(row) for row in read_table(tables / "articles.jsonl")),
        tuple(_entity(row) for row in read_table(tables / "entities.jsonl")),
        tuple(_statement(row) for row in read_table(tables / "statements.jsonl")),
        tuple(
            (row["article"], row["entity"], row["start"], row["end"])
            for row in read_table(tables / "mentions.jsonl")
            if row["entity"]
        ),
    )


def read_table(path: Path) -> Iterator[dict[str, Any]]:
    """The records of one JSON lines file."""
    if not path.is_file():
        raise BuildError(f"{path} is missing: is {path.parent.parent} a finished build?")
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _article(row: dict[str, Any]) -> Article:
    return Article(*(row[key] for key in _ARTICLE))


_ARTICLE = ("id", "source_id", "title", "date", "source", "url", "text")


def _entity(row: dict[str, Any]) -> Entity:
    aliases = tuple(
        Alias(one["name"], one["kind"], one["article"], one["quote"]) for one in row["aliases"]
    )
    same_as = tuple(row["same_as"])
    return Entity(
        row["id"], row["name"], row["type"], aliases, same_as, row["articles"], row["mentions"]
    )


def _statement(row: dict[str, Any]) -> Statement:
    said = tuple(
        Evidence(one["article"], one["start"], one["end"], one["quote"], one["rule"])
        for one in row["evidence"]
    )
    return Statement(
        *(row[key] for key in _STATEMENT), evidence=said, amounts=tuple(row.get("amounts", ()))
    )


_STATEMENT = (
    "id",
    "subject",
    "predicate",
    "object",
    "modality",
    "time",
    "role",
    "attributed_to",
    "confidence",
    "status",
)
