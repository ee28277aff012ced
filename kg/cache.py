"""Keeps articles and their extractions on disk between builds, keyed by what decided them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any

from kg.model import Article, Chain, Extraction, Mention, NameTie, Relation

# Raised when the layout of the records changes: an older cache is then not read.
LAYOUT = 1
# Extractions that `Extractions` keeps in memory: about 8 KB each.
KEPT = 25_000
_SCHEMA = """
create table if not exists article (
    id text primary key, digest text not null, record blob not null, seen integer not null);
create table if not exists extraction (
    key text primary key, record blob not null) without rowid;
"""


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
        self._db.executescript(_SCHEMA)
        self._db.execute("begin")

    def put_article(self, article: Article) -> None:
        """Add or replace an article and mark it as seen in this build."""
        record = _json(astuple(article))
        query = "select record from article where id = ?"
        kept = self._db.execute(query, (article.id,)).fetchone()
        if kept and zlib.decompress(kept[0]) == record:
            self._db.execute("update article set seen = 1 where id = ?", (article.id,))
            return
        row = (article.id, article_digest(article), zlib.compress(record, 1))
        self._db.execute("insert or replace into article values (?, ?, ?, 1)", row)

    def forget_seen(self) -> None:
        """Start a build: no article has been seen yet."""
        self._db.execute("update article set seen = 0")

    def unseen(self) -> list[str]:
        """Ids of the articles that this build's input did not have, sorted."""
        rows = self._db.execute("select id from article where seen = 0 order by id")
        return [row[0] for row in rows]

    def drop(self, ids: Iterable[str]) -> None:
        """Remove articles by id."""
        self._db.executemany("delete from article where id = ?", ((one,) for one in ids))

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
        rows = self._db.execute("select id, digest from article order by id").fetchall()
        for id, digest in rows:
            if not self._has(digest):
                yield self.article(id)

    def count_missing(self) -> int:
        """How many articles have no extraction by these tools."""
        rows = self._db.execute("select digest from article").fetchall()
        return sum(not self._has(digest) for (digest,) in rows)

    def count(self) -> int:
        """How many articles there are."""
        return int(self._db.execute("select count(*) from article").fetchone()[0])

    def put_extraction(self, article: Article, extraction: Extraction) -> None:
        """Keep what was extracted from an article."""
        key = self._key(article_digest(article))
        self._db.execute(
            "insert or replace into extraction values (?, ?)", (key, _pack(astuple(extraction)))
        )

    def extractions(self, first: int = 0) -> Iterator[Extraction]:
        """The extractions of all articles from the `first`th on, sorted by article id."""
        query = "select digest from article order by id limit -1 offset ?"
        rows = self._db.execute(query, (first,)).fetchall()
        for (digest,) in rows:
            query = "select record from extraction where key = ?"
            row = self._db.execute(query, (self._key(digest),)).fetchone()
            yield extraction_of(_unpack(row[0]))

    def close(self) -> None:
        """Drop extractions that no article needs, and close the file."""
        keep = {self._key(row[0]) for row in self._db.execute("select digest from article")}
        keys = [row[0] for row in self._db.execute("select key from extraction")]
        stale = [(key,) for key in keys if key not in keep]
        self._db.executemany("delete from extraction where key = ?", stale)
        self._db.execute("commit")
        self._db.close()

    def _key(self, digest: str) -> str:
        return hashlib.sha256(f"{digest}:{self._tools}".encode()).hexdigest()

    def _has(self, digest: str) -> bool:
        query = "select 1 from extraction where key = ?"
        return self._db.execute(query, (self._key(digest),)).fetchone() is not None


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
        tuple(Chain(a, b, c, tuple(members), score) for a, b, c, members, score in chains),
        tuple(NameTie(*row) for row in ties),
        tuple(_relation(row) for row in relations),
    )


def _relation(row: list[Any]) -> Relation:
    # JSON has no tuples: amounts and places come back as lists.
    amounts, confidence, *places = row[11:]
    row[11:] = [tuple(amounts), confidence, *map(tuple, places)]
    return Relation(*row)


def _pack(record: tuple[Any, ...]) -> bytes:
    return zlib.compress(_json(record), 1)


def _json(record: tuple[Any, ...]) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode()


def _unpack(blob: bytes) -> list[Any]:
    fields: list[Any] = json.loads(zlib.decompress(blob))
    return fields
