"""Keeps articles and their extractions on disk between builds, keyed by what decided them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from operator import attrgetter
from pathlib import Path
from typing import Any

from kg.model import Article, Chain, Extraction, Join, Mention, NameTie, Relation

# Raised when the layout of the records changes: an older cache is then not read.
LAYOUT = 2
# Extractions that `Extractions` keeps in memory: about 8 KB each.
KEPT = 25_000
_SCHEMA = """
create table if not exists article (
    id text primary key, digest text not null, path text not null, record text not null);
create table if not exists extraction (
    key text primary key, record text not null) without rowid;
"""
_FIELDS = attrgetter(*(one.name for one in fields(Article)))


def article_digest(article: Article) -> str:
    """Digest of everything in an article that an extraction or a table depends on."""
    parts = [
        article.id,
        article.source_id,
        article.title,
        article.date,
        article.source,
        article.url,
        article.text,
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


class Cache:
    """Articles by id and extractions by (article digest, tools digest), in one SQLite file."""

    def __init__(self, path: Path, tools_digest: str) -> None:
        self._tools = f"{LAYOUT}:{tools_digest}"
        self._db = sqlite3.connect(path, isolation_level=None)
        # The cache lives in a folder that is thrown away when a build dies: no journal needed.
        self._db.execute("pragma journal_mode = off")
        self._db.execute("pragma synchronous = off")
        self._lay_out()
        self._db.execute("begin")
        rows = self._db.execute("select id, digest, path from article")
        self._known = {id: (digest, path) for id, digest, path in rows}
        self._seen: set[str] = set()

    def _lay_out(self) -> None:
        if self._db.execute("pragma user_version").fetchone() != (LAYOUT,):
            self._db.execute("drop table if exists article")
            self._db.execute("drop table if exists extraction")
            self._db.execute(f"pragma user_version = {LAYOUT}")
        self._db.executescript(_SCHEMA)

    def put_article(self, article: Article) -> None:
        """Add or replace an article and mark it as seen in this build."""
        self._seen.add(article.id)
        known = article_digest(article), article.path
        if self._known.get(article.id) != known:
            self._known[article.id] = known
            row = (article.id, *known, _json(_FIELDS(article)))
            self._db.execute("insert or replace into article values (?, ?, ?, ?)", row)

    def forget_seen(self) -> None:
        """Start a build: no article has been seen yet."""
        self._seen.clear()

    def unseen(self) -> list[str]:
        """Ids of the articles that this build's input did not have, sorted."""
        return sorted(self._known.keys() - self._seen)

    def drop(self, ids: Iterable[str]) -> None:
        """Remove articles by id."""
        for id in ids:
            del self._known[id]
            self._db.execute("delete from article where id = ?", (id,))

    def article(self, id: str) -> Article:
        """An article by id; an unknown id raises KeyError."""
        row = self._db.execute("select record from article where id = ?", (id,)).fetchone()
        if row is None:
            raise KeyError(id)
        return Article(*_unpack(row[0]))

    def articles(self) -> Iterator[Article]:
        """All articles, sorted by id."""
        for (record,) in self._db.execute("select record from article order by id"):
            yield Article(*_unpack(record))

    def missing(self) -> Iterator[Article]:
        """Articles without an extraction by these tools, sorted by id."""
        yield from map(self.article, self._missing())

    def count_missing(self) -> int:
        """How many articles have no extraction by these tools."""
        return len(self._missing())

    def count(self) -> int:
        """How many articles there are."""
        return len(self._known)

    def put_extraction(self, article: Article, extraction: Extraction) -> None:
        """Keep what was extracted from an article."""
        key = self._key(article_digest(article))
        self._db.execute(
            "insert or replace into extraction values (?, ?)", (key, _json(astuple(extraction)))
        )

    def extractions(self, first: int = 0) -> Iterator[Extraction]:
        """The extractions of all articles from the `first`th on, sorted by article id."""
        query = "select record from extraction where key = ?"
        for id in sorted(self._known)[first:]:
            row = self._db.execute(query, (self._key(self._known[id][0]),)).fetchone()
            yield extraction_of(_unpack(row[0]))

    def close(self) -> None:
        """Drop extractions that no article needs, and close the file."""
        keep = {self._key(digest) for digest, _ in self._known.values()}
        stale = ((key,) for key in self._keys() - keep)
        self._db.executemany("delete from extraction where key = ?", stale)
        self._db.execute("commit")
        self._db.close()

    def _key(self, digest: str) -> str:
        return hashlib.sha256(f"{digest}:{self._tools}".encode()).hexdigest()

    def _keys(self) -> set[str]:
        return {key for (key,) in self._db.execute("select key from extraction")}

    def _missing(self) -> list[str]:
        keys = self._keys()
        known = sorted(self._known.items())
        return [id for id, (digest, _) in known if self._key(digest) not in keys]


class Extractions:
    """The cache's extractions as a collection that can be walked more than once.

    The first `most` are kept in memory: taking one out of the cache costs as much as using it.
    """

    def __init__(self, cache: Cache, most: int = KEPT) -> None:
        self._cache, self._most = cache, most
        self._kept: list[Extraction] = []

    def __iter__(self) -> Iterator[Extraction]:
        yield from self._kept
        start = len(self._kept)
        for place, extraction in enumerate(self._cache.extractions(start), start):
            if place == len(self._kept) < self._most:
                self._kept.append(extraction)
            yield extraction


def extraction_of(fields: list[Any]) -> Extraction:
    """An extraction from the nested lists that `astuple` and JSON make of it."""
    article, sha256, mentions, chains, ties, relations = fields
    return Extraction(
        article,
        sha256,
        tuple(Mention(*row) for row in mentions),
        tuple(_chain(row) for row in chains),
        tuple(NameTie(*row) for row in ties),
        tuple(_relation(row) for row in relations),
    )


def _chain(row: list[Any]) -> Chain:
    name, type_, entry, members, score, joins = row
    made = tuple(Join(a, b, points, tuple(why)) for a, b, points, why in joins)
    return Chain(name, type_, entry, tuple(members), score, made)


def _relation(row: list[Any]) -> Relation:
    # JSON has no tuples: amounts and places come back as lists.
    amounts, confidence, *places = row[11:]
    row[11:] = [tuple(amounts), confidence, *map(tuple, places)]
    return Relation(*row)


def _json(record: tuple[Any, ...]) -> str:
    return json.dumps(record, ensure_ascii=False)


def _unpack(record: str) -> list[Any]:
    fields: list[Any] = json.loads(record)
    return fields
