"""Gives every article an id that is readable, fit for an IRI, and one article's alone."""

from __future__ import annotations

import hashlib
import marshal
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, fields, replace
from operator import attrgetter
from typing import IO

from kg.errors import Problem
from kg.model import Article

# Longer ids are cut and told apart by a digest.
_LONGEST = 100
_UNFIT = re.compile(r"[^\w.~\-]+")


def slug(source_id: str) -> str:
    """A source id as a local key: `https://a.cn/p?id=7` -> `a.cn-p-id-7`; never empty."""
    text = unicodedata.normalize("NFC", source_id)
    text = re.sub(r"^[A-Za-z][A-Za-z0-9+.\-]*://(?:www\.)?", "", text)
    text = re.sub(r"-{2,}", "-", _UNFIT.sub("-", text)).strip("-.")
    if not text or len(text) > _LONGEST:
        text = f"{text[: _LONGEST - 11].rstrip('-.')}-{digest(source_id)[:10]}".lstrip("-")
    return text


def digest(text: str) -> str:
    """Hexadecimal SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def settled(
    articles: Iterable[Article], on_problem: Callable[[Problem], None]
) -> Iterator[Article]:
    """The articles with final ids, whatever order they came in.

    Equal id and equal text is one article and a Problem `duplicate`. Equal ids with different
    texts are told apart by a digest of the text, all of them, so that none depends on which came
    first; that too is a Problem. All ids must be known before the first article can be given, so
    articles wait in a temporary file; memory holds three short digests an article.
    """
    with tempfile.TemporaryFile() as file:
        waiting = _Waiting(file)
        places = _stored(articles, waiting, on_problem)
        shared = _shared(places)
        for (_, text_key), place in places.items():
            article = waiting.get(place)
            if _key(article.id) in shared:
                yield _told_apart(article, text_key.hex()[:8], on_problem)
            else:
                yield article


_Places = dict[tuple[bytes, bytes], int]


def _stored(
    articles: Iterable[Article], waiting: _Waiting, on_problem: Callable[[Problem], None]
) -> _Places:
    """Where each article waits, by digests of its id and its text."""
    places: _Places = {}
    for article in articles:
        key = (_key(article.id), bytes.fromhex(article.sha256)[:12])
        if key in places:
            kept = waiting.get(places[key])
            better, other = sorted((kept, article), key=astuple)
            on_problem(_duplicate(other, better))
            if better is kept:
                continue
        places[key] = waiting.put(article)
    return places


def _shared(places: _Places) -> set[bytes]:
    """Ids that belong to more than one text."""
    seen: set[bytes] = set()
    return {id_key for id_key, _ in places if id_key in seen or seen.add(id_key)}  # type: ignore[func-returns-value]


def _told_apart(article: Article, mark: str, on_problem: Callable[[Problem], None]) -> Article:
    id_ = f"{article.id}-{mark}"
    message = f"other articles with another text have the id {article.id!r}: this one is {id_!r}"
    on_problem(Problem(article.path, id_, 0, "same-id", message))
    return replace(article, id=id_)


def _duplicate(other: Article, kept: Article) -> Problem:
    message = f"the same article, with the same text, as in {kept.path}: left out"
    return Problem(other.path, other.id, 0, "duplicate", message)


def _key(text: str) -> bytes:
    return bytes.fromhex(digest(text))[:12]


class _Waiting:
    """Articles in a file, in the form that is fastest to write and to read; found by place."""

    _fields = attrgetter(*(one.name for one in fields(Article)))

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._end = file, 0

    def put(self, article: Article) -> int:
        """The place of an article just written."""
        place, data = self._end, marshal.dumps(self._fields(article))
        self._go(place)
        self._file.write(len(data).to_bytes(8, "big") + data)
        self._end += 8 + len(data)
        return place

    def get(self, place: int) -> Article:
        """The article at a place."""
        self._go(place)
        size = int.from_bytes(self._file.read(8), "big")
        return Article(*marshal.loads(self._file.read(size)))

    def _go(self, place: int) -> None:
        # A seek empties the buffer: most articles lie behind the one before.
        if self._file.tell() != place:
            self._file.seek(place)
