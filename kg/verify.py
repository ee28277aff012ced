"""Verifies a build: every quote and mention equals its article's text at its offsets."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import Problem
from kg.store import NQUADS, open_store
from kg.tables import (
    ArticleRow,
    read_entities,
    read_mentions,
    read_statements,
    table,
)

__all__ = ["Verified", "verify"]

# Texts kept in memory while evidence jumps from article to article.
_TEXTS_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, by kind, and what was wrong, with its place."""

    checked: dict[str, int]
    faults: tuple[Problem, ...]


def verify(folder: Path) -> Verified:
    """Compare everything a build quotes with the texts, and its files with each other.

    Raises:
        BuildError: the folder is no build, or a table is damaged.
    """
    checked: Counter[str] = Counter()
    with table(folder, "articles").open("rb") as source:
        texts = _Texts(source)
        faults = [
            *texts.faults(),
            *_mentions(folder, texts, checked),
            *_quotes(folder, texts, checked),
            *_aliases(folder, texts, checked),
            *_files(folder, texts, checked),
        ]
    checked["articles"] = len(texts.places)
    return Verified(dict(sorted(checked.items())), tuple(faults))


class _Texts:
    """Texts of articles by IRI, read from the table when they are asked for."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.places: dict[str, int] = {}
        self._wrong: list[Problem] = []
        self.of = lru_cache(maxsize=_TEXTS_KEPT)(self._of)
        self._scan()

    def faults(self) -> list[Problem]:
        """Articles whose digest or title does not agree with their text."""
        return self._wrong

    def _scan(self) -> None:
        place = 0
        for number, line in enumerate(self._source, 1):
            row = cast(ArticleRow, json.loads(line))
            self.places[row["id"]] = place
            place += len(line)
            digest = hashlib.sha256(row["text"].encode("utf-8", "surrogatepass")).hexdigest()
            if digest != row["sha256"]:
                self._wrong.append(_fault("articles", row["id"], number, "digest", "text changed"))
            if not row["text"].startswith(f"{row['title']}\n"):
                message = "the text does not start with the title and a newline"
                self._wrong.append(_fault("articles", row["id"], number, "title", message))

    def _of(self, article: str) -> str | None:
        if article not in self.places:
            return None
        self._source.seek(self.places[article])
        text: str = json.loads(self._source.readline())["text"]
        return text


def _mentions(folder: Path, texts: _Texts, checked: Counter[str]) -> Iterator[Problem]:
    known = {row["id"]: (row["articles"], row["mentions"]) for row in read_entities(folder)}
    named: Counter[str] = Counter()
    within: Counter[str] = Counter()
    last: dict[str, str] = {}
    for number, row in enumerate(read_mentions(folder), 1):
        checked["mentions"] += 1
        words = texts.of(row["article"]), row["start"], row["end"], row["surface"]
        if fault := _unlike(*words):
            yield _fault("mentions", row["article"], number, "mention", fault)
        entity = row["entity"]
        named[entity] += 1
        if last.get(entity) != row["article"]:
            last[entity] = row["article"]
            within[entity] += 1
    for entity in sorted(named.keys() | known.keys()):
        if known.get(entity) != (within[entity], named[entity]):
            message = f"{entity} is in {within[entity]} articles, {named[entity]} times"
            yield _fault("entities", "", 0, "count", message)


def _quotes(folder: Path, texts: _Texts, checked: Counter[str]) -> Iterator[Problem]:
    known = {row["id"] for row in read_entities(folder)}
    for number, row in enumerate(read_statements(folder), 1):
        for place in row["evidence"]:
            checked["quotes"] += 1
            words = texts.of(place["article"]), place["start"], place["end"], place["quote"]
            if fault := _unlike(*words):
                yield _fault("statements", place["article"], number, "quote", fault)
            for mark in place.get("marks", ()):
                checked["marks"] += 1
                words = texts.of(place["article"]), mark["start"], mark["end"], mark["surface"]
                if fault := _unlike(*words):
                    yield _fault("statements", place["article"], number, mark["role"], fault)
        if not row["evidence"]:
            yield _fault("statements", "", number, "evidence", f"{row['id']} has no evidence")
        for one in filter(None, (row["subject"], row["object"], row["attributed_to"])):
            if one not in known:
                yield _fault("statements", "", number, "entity", f"{one} is no entity")


def _aliases(folder: Path, texts: _Texts, checked: Counter[str]) -> Iterator[Problem]:
    for number, row in enumerate(read_entities(folder), 1):
        for alias in row["aliases"]:
            if alias["article"]:
                checked["aliases"] += 1
                text = texts.of(alias["article"])
                if text is None or alias["quote"] not in text:
                    message = f"no such words: {alias['quote'][:60]!r}"
                    yield _fault("entities", alias["article"], number, "alias", message)


def _unlike(text: str | None, start: int, end: int, words: str) -> str:
    """How words differ from a text at their offsets, "" when they do not."""
    if text is None:
        return "no such article"
    if not 0 <= start < end <= len(text):
        return f"{start}-{end} lies outside the text of {len(text)} characters"
    found = text[start:end]
    return "" if found == words else f"{start}-{end} is {found[:40]!r}, not {words[:40]!r}"


def _files(folder: Path, texts: _Texts, checked: Counter[str]) -> Iterator[Problem]:
    """Whether N-Quads, store, tables and `build.json` tell of the same graph."""
    if not (folder / NQUADS).is_file():
        return
    digest = hashlib.sha256()
    with (folder / NQUADS).open("rb") as source:
        for line in source:
            digest.update(line)
            checked["quads"] += 1
    if _recorded(folder) not in ("", digest.hexdigest()):
        yield Problem(NQUADS, "", 0, "digest", "differs from the digest in build.json")
    store = open_store(folder)
    if len(store) != checked["quads"]:
        message = f"holds {len(store)} quads, {NQUADS} {checked['quads']}"
        yield Problem("store", "", 0, "count", message)
    graphs = {str(graph)[1:-1] for graph in store.named_graphs()}
    for name in sorted(graphs ^ texts.places.keys()):
        yield Problem("store", name, 0, "graph", "graph and article do not go together")


def _recorded(folder: Path) -> str:
    path = folder / "build.json"
    if not path.is_file():
        return ""
    return str(json.loads(path.read_text(encoding="utf-8")).get("rdfc10_sha256", ""))


def _fault(name: str, article: str, line: int, kind: str, message: str) -> Problem:
    return Problem(f"tables/{name}.jsonl", article, line, kind, message)
