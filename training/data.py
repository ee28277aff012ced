"""Sentences with what is known of the label of every character, from annotated articles and sets.

A label set is a bit mask: bit 0 is outside, bits 2k+1 and 2k+2 are begin and inside of type k.
Where a set does not annotate all our types, the characters outside its spans are left open: let
them share the blame and a tagger learns that `国` of an unmarked `中国` is a bit of everything.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.eval.gold import find_mentions
from kg.model import TYPES, Article
from kg.segment import segment
from training.standoff import read_notes

SUPER = {
    "Company": "Organization",
    "GovernmentBody": "Organization",
    "MediaOrganization": "Organization",
    "ResearchOrganization": "Organization",
}
# Where CLUENER's guidelines agree with ours; its films, books and positions stay unknown.
CLUENER = {
    "company": "Organization",
    "government": "Organization",
    "organization": "Organization",
    "name": "Person",
    "address": "Place",
    "scene": "Place",
    "game": "Product",
}
CLUENER_TYPES = (
    "address",
    "book",
    "company",
    "game",
    "government",
    "movie",
    "name",
    "organization",
    "position",
    "scene",
)
MSRA = {"PER": "Person", "LOC": "Place", "ORG": "Organization"}

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence, its known spans, and the bit mask of allowed labels of every character."""

    text: str
    spans: tuple[Span, ...]
    allowed: tuple[int, ...]
    source: str


def sample(
    text: str,
    spans: Iterable[Span],
    source: str,
    types: Sequence[str] = TYPES,
    complete: bool = True,
) -> Sample:
    """A sample of a sentence with its spans.

    Args:
        complete: all else is outside; if not, only the neighbours of a span are known not to
            go on with it.
    """
    anything = (1 << (2 * len(types) + 1)) - 1
    starts = sum(1 << (2 * place + 1) for place in range(len(types))) | 1
    allowed = [1 if complete else anything] * len(text)
    kept = tuple(sorted(spans))
    for start, end, name in kept:
        begin = 2 * types.index(name) + 1
        allowed[start:end] = [1 << (begin + 1)] * (end - start)
        allowed[start] = 1 << begin
    for _, end, _ in kept:
        if end < len(text) and allowed[end] == anything:
            allowed[end] = starts
    return Sample(text, kept, tuple(allowed), source)


def article_samples(record: Mapping[str, Any], source: str) -> Iterator[Sample]:
    """The sentences of one annotated article (`id, title, text, entities`)."""
    text = f"{record['title']}\n{record['text']}"
    article = Article(record["id"], record["id"], record["title"], "", "", "", text)
    mentions = find_mentions(text, record["entities"])
    for piece in segment(article):
        inside = [
            (m.start - piece.start, m.end - piece.start, SUPER.get(m.entity[1], m.entity[1]))
            for m in mentions
            if piece.start <= m.start and m.end <= piece.end
        ]
        yield sample(text[piece.start : piece.end], inside, source)


def gold_records(folder: Path) -> list[dict[str, Any]]:
    """The annotated articles of a folder of JSON files, by file name."""
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]


def annotated_records(folder: Path, news: Path) -> list[dict[str, Any]]:
    """Annotations without text (`*.jsonl` of id and entities), joined with the news they are of."""
    return [
        {
            "id": id,
            "title": article.title,
            "text": article.text.partition("\n")[2],
            "entities": record["entities"],
        }
        for id, (record, article) in read_notes(folder, news).items()
    ]


def cluener(
    path: Path,
    types: Sequence[str] = TYPES,
    mapping: Mapping[str, str] = CLUENER,
    complete: bool = False,
) -> list[Sample]:
    """CLUENER's sentences (inclusive ends); labels that `mapping` leaves out are left open."""
    samples = []
    for line in _lines(path):
        record = json.loads(line)
        spans = [
            (start, last + 1, mapping[label])
            for label, names in record["label"].items()
            for start, last in (place for places in names.values() for place in places)
            if label in mapping
        ]
        text = record["text"]
        samples.append(sample(text, _longest(spans), "cluener", types, complete))
    return samples


def msra(
    path: Path, types: Sequence[str] = TYPES, mapping: Mapping[str, str] = MSRA
) -> list[Sample]:
    """MSRA's sentences: old news with few things of our other types, so taken as complete."""
    samples = []
    chars: list[str] = []
    tags: list[str] = []
    for line in (*_lines(path), ""):
        if line.strip():
            char, tag = line.split()
            chars.append(char)
            tags.append(tag)
        elif chars:
            text = "".join(chars)[:400]
            spans = [(s, e, mapping[t]) for s, e, t in _tagged(tags) if e <= len(text)]
            samples.append(sample(text, spans, "msra", types))
            chars, tags = [], []
    return samples


def _tagged(tags: Sequence[str]) -> Iterator[Span]:
    """Spans of BMES or BIO tags."""
    start = -1
    for place, tag in enumerate((*tags, "O")):
        if start >= 0 and tag[0] not in "IME":
            yield start, place, tags[start][2:]
            start = -1
        if tag[0] in "BS":
            start = place


def _longest(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return kept


def _lines(path: Path) -> list[str]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return text.split("\n") if path.name.endswith((".bio", ".bio.gz")) else text.splitlines()
