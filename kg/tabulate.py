"""Writes the tables of a build: one JSON record a line, sorted by id."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from kg.model import Article, Entity, Extraction, Graph, Mention, Statement
from kg.rdf import Iris
from kg.sorting import sort_lines
from kg.tables import FOLDER, AliasRow, ArticleRow, EntityRow, EvidenceRow, MarkRow, StatementRow

__all__ = ["write_tables"]

# How `json.dumps` writes a string with `ensure_ascii=False`.
_quoted = json.encoder.encode_basestring
# Scores repeat by the thousand; `typed`, as 1 and 1.0 are written differently.
_number = lru_cache(maxsize=1 << 14, typed=True)(json.dumps)
# Digits kept of a score: more would be noise, fewer would merge what is ranked apart.
_PLACES = 4


def write_tables(
    graph: Graph,
    articles: Iterable[Article],
    extractions: Iterable[Extraction],
    iris: Iris,
    folder: Path,
) -> None:
    """Write `tables/` of a build folder; articles and extractions are streamed, in any order.

    A mention whose chain the graph gives no entity is left out: assembly has rejected it.
    """
    (folder / FOLDER).mkdir(exist_ok=True)
    _write(folder, "articles", (_line(*_article(one, iris)) for one in articles))
    _write(folder, "mentions", _mentions(graph, extractions, iris))
    _write(folder, "entities", (_line(*_entity(one, iris)) for one in graph.entities))
    _write(folder, "statements", (_line(*_statement(one, iris)) for one in graph.statements))


_Keyed = tuple[str, Mapping[str, object]]


def _write(folder: Path, name: str, keyed: Iterable[bytes]) -> None:
    """Write rows in the order of their keys; equal rows once."""
    with (folder / FOLDER / f"{name}.jsonl").open("wb") as out:
        out.writelines(line.partition(b"\t")[2] for line in sort_lines(keyed, folder))


def _line(key: str, row: Mapping[str, object]) -> bytes:
    return _ended(f"{key}\t{json.dumps(row, ensure_ascii=False)}")


def _ended(line: str) -> bytes:
    # A lone surrogate is no UTF-8; `backslashreplace` writes it as the JSON escape of itself.
    return f"{line}\n".encode("utf-8", "backslashreplace")


def _article(article: Article, iris: Iris) -> _Keyed:
    id_ = iris.article(article.id)
    row = ArticleRow(
        id=id_,
        source_id=article.source_id,
        title=article.title,
        date=article.date,
        source=article.source,
        url=article.url,
        text=article.text,
        sha256=article.sha256,
    )
    return id_, row


def _mentions(graph: Graph, extractions: Iterable[Extraction], iris: Iris) -> Iterator[bytes]:
    quoted = cache(lambda entity: _quoted(iris.entity(entity)))
    for extraction in extractions:
        article = iris.article(extraction.article)
        start = f'{{"article": {_quoted(article)}, "start": '
        for number, chain in enumerate(extraction.chains):
            entity = graph.entity_of.get((extraction.article, number))
            if entity is not None:
                for index in chain.mentions:
                    one = extraction.mentions[index]
                    key = f"{article} {one.start:09d} {one.end:09d}"
                    yield _ended(f"{key}\t{start}{_mention(one, quoted(entity))}")


def _mention(one: Mention, entity: str) -> str:
    """A `MentionRow` after its article, as `json.dumps` writes it: by far the most rows of a build
    are mentions, and this takes a fifth of the time."""
    score = _number(round(one.score, _PLACES))
    return (
        f'{one.start}, "end": {one.end}, "surface": {_quoted(one.surface)}, '
        f'"type": {_quoted(one.type)}, "entity": {entity}, "score": {score}, '
        f'"detector": {_quoted(one.detector)}}}'
    )


def _entity(entity: Entity, iris: Iris) -> _Keyed:
    id_ = iris.entity(entity.id)
    aliases = [
        AliasRow(
            name=alias.name,
            kind=alias.kind,
            article=iris.article(alias.article) if alias.article else "",
            quote=alias.quote,
            tie=alias.tie.kind,
            to=alias.tie.to,
            points=alias.tie.points,
            reasons=list(alias.tie.reasons),
        )
        for alias in entity.aliases
    ]
    row = EntityRow(
        id=id_,
        name=entity.name,
        type=entity.type,
        aliases=aliases,
        same_as=list(entity.same_as),
        articles=entity.articles,
        mentions=entity.mentions,
    )
    return id_, row


def _statement(one: Statement, iris: Iris) -> _Keyed:
    id_ = iris.statement(one.id)
    evidence = [
        EvidenceRow(
            article=iris.article(place.article),
            start=place.start,
            end=place.end,
            quote=place.quote,
            rule=place.rule,
            marks=[
                MarkRow(role=mark.role, start=mark.start, end=mark.end, surface=mark.surface)
                for mark in place.marks
            ],
        )
        for place in one.evidence
    ]
    row = StatementRow(
        id=id_,
        subject=iris.entity(one.subject),
        predicate=one.predicate,
        object=iris.entity(one.object),
        modality=one.modality,
        time=one.time,
        role=one.role,
        attributed_to=iris.entity(one.attributed_to) if one.attributed_to else "",
        confidence=round(one.confidence, _PLACES),
        status=one.status,
        evidence=sorted(evidence, key=lambda row: (row["article"], row["start"], row["end"])),
        amounts=list(one.amounts),
        first_seen=one.first_seen,
        last_seen=one.last_seen,
    )
    return id_, row
