"""Reads RSS and Atom feeds; entities that a feed declares are never expanded."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from kg.read.clean import plain, plain_line
from kg.read.draft import Draft, Report

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_SUBSET = re.compile(r"<!DOCTYPE[^\[<>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)


def read_feed(text: str, report: Report) -> Iterator[Draft]:
    """The items of a feed; a cut or ill-formed one is a Problem, its whole items are read."""
    if _ENTITY.search(text):
        report("entities", "the feed declares entities: they are not expanded", 1)
    text = _SUBSET.sub("", _DECLARATION.sub("", text, count=1), count=1)
    # Given as a stream: feedparser takes strings for addresses and file names, too.
    feed = feedparser.parse(
        io.BytesIO(text.strip().encode("utf-8", "replace")),
        sanitize_html=False,
        resolve_relative_uris=False,
        response_headers={"content-type": "application/xml; charset=utf-8"},
    )
    if feed.get("bozo"):
        fault = feed.get("bozo_exception")
        line = fault.getLineNumber() if hasattr(fault, "getLineNumber") else 0
        report("feed", f"ill-formed feed: {fault}", line or 0)
    outlet = plain_line(_text(feed.get("feed", {}).get("title")))
    for number, entry in enumerate(feed.get("entries", []), 1):
        yield _draft(entry, outlet, number)


def _draft(entry: Any, outlet: str, number: int) -> Draft:
    contents = [_text(one.get("value")) for one in entry.get("content", [])]
    bodies = [plain(body) for body in (*contents, _text(entry.get("summary")))]
    source = _text(entry.get("source", {}).get("title")) if entry.get("source") else ""
    return Draft(
        title=plain_line(_text(entry.get("title"))),
        body=max(bodies, key=len, default=""),
        date=_text(entry.get("published") or entry.get("updated") or entry.get("created")),
        source=source or outlet or _text(entry.get("author")),
        url=_text(entry.get("link")),
        source_id=_text(entry.get("id")),
        line=number,
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
