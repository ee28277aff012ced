"""Reads annotated articles: the text, the mentions of every entity, the relations."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import Article

Key = tuple[str, str]
"""A gold entity: canonical name and type."""


@dataclass(frozen=True, slots=True, order=True)
class GoldMention:
    """An annotated span and the entity it names."""

    start: int
    end: int
    entity: Key


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """An annotated relation; subject and object are gold entities."""

    subject: Key
    predicate: str
    object: Key
    evidence: str
    role: str
    modality: str
    time: str


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article."""

    article: Article
    kind: str
    entities: tuple[Key, ...]
    mentions: tuple[GoldMention, ...]
    relations: tuple[GoldRelation, ...]


def load_gold(folder: Path) -> tuple[GoldArticle, ...]:
    """All `*.json` of a folder, sorted by file name; a broken file raises InputError."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise InputError(f"{folder}: no annotated articles (*.json) here")
    return tuple(_load(file) for file in files)


def _load(file: Path) -> GoldArticle:
    try:
        return parse_gold(json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError) as fault:
        raise InputError(f"{file}: not an annotated article: {fault!r}") from fault


def parse_gold(record: Mapping[str, Any]) -> GoldArticle:
    """One annotated article from its JSON record (`GUIDELINES.md`, section File)."""
    article = Article(
        id=record["id"],
        source_id=record["id"],
        title=record["title"],
        date=_iso(str(record.get("date", ""))),
        source=record.get("source", ""),
        url=record.get("url", ""),
        text=f"{record['title']}\n{record['text']}",
    )
    keys = tuple(sorted({(e["name"], e["type"]) for e in record["entities"]}))
    return GoldArticle(
        article,
        record.get("kind", ""),
        keys,
        tuple(find_mentions(article.text, record["entities"])),
        tuple(_relations(record["relations"], keys)),
    )


def _iso(date: str) -> str:
    return f"{date[:4]}-{date[4:6]}-{date[6:]}" if re.fullmatch(r"\d{8}", date) else date


def find_mentions(text: str, entities: Iterable[Mapping[str, Any]]) -> list[GoldMention]:
    """Every occurrence of the surfaces outside `except`; the longest wins, then the leftmost."""
    spans = {span for entity in entities for span in _occurrences(text, entity)}
    taken = [False] * len(text)
    kept: list[GoldMention] = []
    for span in sorted(spans, key=lambda m: (m.start - m.end, m.start, m.entity)):
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = [True] * (span.end - span.start)
            kept.append(span)
    return sorted(kept)


def _occurrences(text: str, entity: Mapping[str, Any]) -> Iterator[GoldMention]:
    barred = [span for longer in entity.get("except", ()) for span in _find(text, longer)]
    for surface in entity["surfaces"]:
        for start, end in _find(text, surface):
            if not any(left <= start and end <= right for left, right in barred):
                yield GoldMention(start, end, (entity["name"], entity["type"]))


def _find(text: str, surface: str) -> Iterator[tuple[int, int]]:
    place = text.find(surface) if surface else -1
    while place >= 0:
        yield place, place + len(surface)
        place = text.find(surface, place + 1)


def _relations(
    records: Iterable[Mapping[str, Any]], keys: tuple[Key, ...]
) -> Iterator[GoldRelation]:
    for record in records:
        subject, object_ = _key(record["s"], keys), _key(record["o"], keys)
        if subject and object_:
            yield GoldRelation(
                subject,
                record["p"],
                object_,
                record.get("evidence", ""),
                record.get("role", ""),
                record.get("modality", "asserted"),
                record.get("time", ""),
            )


def _key(name: str, keys: tuple[Key, ...]) -> Key | None:
    """`name` or `name|Type` among the article's entities; the first of several types wins."""
    bare, _, type_ = name.rpartition("|")
    if bare and (bare, type_) in keys:
        return bare, type_
    return next((key for key in keys if key[0] == name), None)
