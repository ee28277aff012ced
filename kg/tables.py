"""Writes and reads the tables of a build: one JSON record a line, sorted by id."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypedDict, cast

from kg.errors import BuildError
from kg.model import Article, Entity, Extraction, Graph, Statement
from kg.rdf import Iris
from kg.sorting import sort_lines

__all__ = [
    "AliasRow",
    "ArticleRow",
    "EntityRow",
    "EvidenceRow",
    "MentionRow",
    "StatementRow",
    "read_articles",
    "read_entities",
    "read_mentions",
    "read_statements",
    "table",
    "write_tables",
]

FOLDER = "tables"
# Digits kept of a score: more would be noise, fewer would merge what is ranked apart.
_PLACES = 4


class ArticleRow(TypedDict):
    """A line of `articles.jsonl`; `id` is an IRI."""

    id: str
    source_id: str
    title: str
    date: str
    source: str
    url: str
    text: str
    sha256: str


class MentionRow(TypedDict):
    """A line of `mentions.jsonl`; `article` and `entity` are IRIs."""

    article: str
    start: int
    end: int
    surface: str
    type: str
    entity: str
    score: float
    detector: str


class AliasRow(TypedDict):
    """Another name of an entity; `article` is an IRI, or "" when a lexicon knows the name."""

    name: str
    kind: str
    article: str
    quote: str


class EntityRow(TypedDict):
    """A line of `entities.jsonl`; `id` is an IRI."""

    id: str
    name: str
    type: str
    aliases: list[AliasRow]
    same_as: list[str]
    articles: int
    mentions: int


class EvidenceRow(TypedDict):
    """A place that states a statement; `article` is an IRI."""

    article: str
    start: int
    end: int
    quote: str
    rule: str


class StatementRow(TypedDict):
    """A line of `statements.jsonl`; `id`, `subject`, `object`, `attributed_to` are IRIs."""

    id: str
    subject: str
    predicate: str
    object: str
    modality: str
    time: str
    role: str
    attributed_to: str
    confidence: float
    status: str
    evidence: list[EvidenceRow]
    amounts: list[str]
    first_seen: str
    last_seen: str


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
    _write(folder, "articles", (_article(one, iris) for one in articles))
    _write(folder, "mentions", _mentions(graph, extractions, iris))
    _write(folder, "entities", (_entity(one, iris) for one in graph.entities))
    _write(folder, "statements", (_statement(one, iris) for one in graph.statements))


def table(folder: Path, name: str) -> Path:
    """The file of a table: `articles`, `mentions`, `entities` or `statements`.

    Raises:
        BuildError: the folder is no build, or the table is missing.
    """
    path = folder / FOLDER / f"{name}.jsonl"
    if not path.is_file():
        raise BuildError(f"{folder}: has no {FOLDER}/{name}.jsonl; run `kg build` first")
    return path


def read_articles(folder: Path) -> Iterator[ArticleRow]:
    """The articles of a build folder, sorted by id; BuildError where a line is damaged."""
    return (cast(ArticleRow, row) for row in _read(table(folder, "articles")))


def read_mentions(folder: Path) -> Iterator[MentionRow]:
    """The mentions of a build folder, sorted by article and place."""
    return (cast(MentionRow, row) for row in _read(table(folder, "mentions")))


def read_entities(folder: Path) -> Iterator[EntityRow]:
    """The entities of a build folder, sorted by id."""
    return (cast(EntityRow, row) for row in _read(table(folder, "entities")))


def read_statements(folder: Path) -> Iterator[StatementRow]:
    """The statements of a build folder, sorted by id."""
    return (cast(StatementRow, row) for row in _read(table(folder, "statements")))


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as source:
        for number, line in enumerate(source, 1):
            try:
                yield json.loads(line)
            except ValueError as fault:
                raise BuildError(f"{path}:{number}: is damaged: {fault}") from fault


_Keyed = tuple[str, Mapping[str, object]]


def _write(folder: Path, name: str, rows: Iterable[_Keyed]) -> None:
    """Write rows in the order of their keys; equal rows once."""
    keyed = (_line(key, row) for key, row in rows)
    with (folder / FOLDER / f"{name}.jsonl").open("wb") as out:
        for line in sort_lines(keyed, folder):
            out.write(line.partition(b"\t")[2])


def _line(key: str, row: Mapping[str, object]) -> bytes:
    # A lone surrogate is no UTF-8; `backslashreplace` writes it as the JSON escape of itself.
    text = f"{key}\t{json.dumps(row, ensure_ascii=False)}\n"
    return text.encode("utf-8", "backslashreplace")


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


def _mentions(graph: Graph, extractions: Iterable[Extraction], iris: Iris) -> Iterator[_Keyed]:
    for extraction in extractions:
        article = iris.article(extraction.article)
        for number, chain in enumerate(extraction.chains):
            entity = graph.entity_of.get((extraction.article, number))
            if entity is None:
                continue
            for index in chain.mentions:
                mention = extraction.mentions[index]
                row = MentionRow(
                    article=article,
                    start=mention.start,
                    end=mention.end,
                    surface=mention.surface,
                    type=mention.type,
                    entity=iris.entity(entity),
                    score=round(mention.score, _PLACES),
                    detector=mention.detector,
                )
                yield f"{article} {mention.start:09d} {mention.end:09d}", row


def _entity(entity: Entity, iris: Iris) -> _Keyed:
    id_ = iris.entity(entity.id)
    aliases = [
        AliasRow(
            name=alias.name,
            kind=alias.kind,
            article=iris.article(alias.article) if alias.article else "",
            quote=alias.quote,
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
