"""Gives every article an id that is readable, fit for an IRI, and one article's alone."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, replace
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
    with tempfile.TemporaryFile() as store:
        places = _stored(articles, store, on_problem)
        shared = _shared(places)
        for (_, text_key), place in places.items():
            article = _fetch(store, place)
            if _key(article.id) in shared:
                yield _told_apart(article, text_key.hex()[:8], on_problem)
            else:
                yield article


_Places = dict[tuple[bytes, bytes], int]


def _stored(
    articles: Iterable[Article], store: IO[bytes], on_problem: Callable[[Problem], None]
) -> _Places:
    """Where each article lies in the store, by digests of its id and its text."""
    places: _Places = {}
    for article in articles:
        key = (_key(article.id), bytes.fromhex(article.sha256)[:12])
        if key in places:
            kept = _fetch(store, places[key])
            better, other = sorted((kept, article), key=astuple)
            on_problem(_duplicate(other, better))
            if better is kept:
                continue
        places[key] = _store(store, article)
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


def _store(store: IO[bytes], article: Article) -> int:
    store.seek(0, 2)
    place = store.tell()
    data = zlib.compress(json.dumps(astuple(article)).encode("ascii"), 1)
    store.write(len(data).to_bytes(8, "big") + data)
    return place


def _fetch(store: IO[bytes], place: int) -> Article:
    store.seek(place)
    size = int.from_bytes(store.read(8), "big")
    return Article(*json.loads(zlib.decompress(store.read(size))))
