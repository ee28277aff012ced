"""Looks up the text of unannotated news by article id, so that annotations need not hold it."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from kg.model import Article

_SECTION = re.compile(r"^## (?:\[(?P<linked>.+?)\]\([^)]*\)|(?P<bare>.+?))\s*(?:`#\d+`)?\s*$", re.M)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def articles(news: Path) -> Iterator[Article]:
    """Every article of a folder of news: JSON lines and issues of Markdown sections."""
    for file in sorted(news.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            yield from (_record(json.loads(line)) for line in lines)
    for file in sorted((news / "ai-daily").glob("*.md")):
        yield from _sections(file.stem, file.read_text(encoding="utf-8"))


def lookup(news: Path, ids: set[str]) -> dict[str, Article]:
    """The articles of the given ids; unknown ids are left out."""
    return {article.id: article for article in articles(news) if article.id in ids}


def _record(record: dict[str, str]) -> Article:
    title, body = record["title"] or "", record["content"] or ""
    return Article(
        record["id"],
        record["id"],
        title,
        record["date"],
        record["source"],
        record.get("url", ""),
        f"{title}\n{body}",
    )


def _sections(stem: str, text: str) -> Iterator[Article]:
    date = stem.rpartition("_")[2]
    heads = list(_SECTION.finditer(text))
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        title = (head["linked"] or head["bare"]).strip()
        body = _plain(text[head.end() : after.start() if after else len(text)])
        if body and title != "概览":
            id = f"ai-{stem}-{hashlib.sha1(title.encode()).hexdigest()[:6]}"
            yield Article(id, id, title, date, "AI早报", "", f"{title}\n{body}")


def _plain(markdown: str) -> str:
    """Paragraphs without marks, pictures and the list of links at the end."""
    body = markdown.split("相关链接")[0].split("\n---")[0]
    body = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", body)
    body = re.sub(r"[*`]+|^>\s?|^#+\s*|^[-*]\s+", "", _LINK.sub(r"\1", body), flags=re.M)
    return "\n".join(line.strip() for line in body.split("\n") if line.strip())
