"""A folder of CSV tables for spreadsheets and data frames: entities, statements, happenings."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.assemble.cooccurrence import cooccurrence
from kg.assemble.happenings import KIND_ZH, happenings
from kg.dossier import named_by_sentence
from kg.export import Exporter
from kg.schema import Schema
from kg.subgraph import Rows, read_rows

# A cell that begins so is a formula to a spreadsheet; a quote before it keeps it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | float


def write_csv(build: Path, target: Path, schema: Schema) -> None:
    """Write `articles.csv`, `entities.csv`, `statements.csv` and `evidence.csv` into a folder.

    `happenings.csv` groups the statements; `cooccurrence.csv` has who is named together in at
    least two articles, which no statement says.
    UTF-8 with a byte order mark, as spreadsheets expect; names and labels beside the IRIs.
    """
    rows = read_rows(build)
    target.mkdir(parents=True, exist_ok=True)
    _write(target / "articles.csv", ("id", "title", "date", "source", "url"), _articles(rows))
    _write(
        target / "entities.csv",
        ("id", "name", "type", "type_zh", "aliases", "same_as", "articles", "mentions"),
        _entities(rows, schema),
    )
    _write(target / "statements.csv", _STATEMENT, _statements(rows, schema))
    _write(
        target / "evidence.csv",
        ("statement", "article", "start", "end", "quote", "rule"),
        _evidence(rows),
    )
    _write(
        target / "happenings.csv",
        ("id", "kind", "kind_zh", "start", "end", "actors", "actor_names", "statements"),
        _happenings(rows),
    )
    _write(
        target / "cooccurrence.csv",
        ("first", "second", "first_name", "second_name", "articles", "sentences", "npmi"),
        _cooccurrence(rows),
    )


_STATEMENT = (
    "id",
    "subject",
    "predicate",
    "object",
    "subject_name",
    "predicate_zh",
    "object_name",
    "modality",
    "time",
    "role",
    "attributed_to",
    "confidence",
    "status",
    "places",
    "first_quote",
)


def _articles(rows: Rows) -> Iterator[Sequence[Cell]]:
    for one in rows.articles:
        yield one.id, one.title, one.date, one.source, one.url


def _entities(rows: Rows, schema: Schema) -> Iterator[Sequence[Cell]]:
    for one in rows.entities:
        known = schema.classes.get(one.type)
        yield (
            one.id,
            one.name,
            one.type,
            known.zh if known else one.type,
            "; ".join(alias.name for alias in one.aliases),
            "; ".join(one.same_as),
            one.articles,
            one.mentions,
        )


def _statements(rows: Rows, schema: Schema) -> Iterator[Sequence[Cell]]:
    names = {one.id: one.name for one in rows.entities}
    for one in rows.statements:
        known = schema.predicates.get(one.predicate)
        yield (
            one.id,
            one.subject,
            one.predicate,
            one.object,
            names.get(one.subject, one.subject),
            known.zh if known else one.predicate,
            names.get(one.object, one.object),
            one.modality,
            one.time,
            one.role,
            names.get(one.attributed_to, one.attributed_to),
            one.confidence,
            one.status,
            len(one.evidence),
            one.evidence[0].quote if one.evidence else "",
        )


def _evidence(rows: Rows) -> Iterator[Sequence[Cell]]:
    for one in rows.statements:
        for place in one.evidence:
            yield one.id, place.article, place.start, place.end, place.quote, place.rule


def _happenings(rows: Rows) -> Iterator[Sequence[Cell]]:
    names = {one.id: one.name for one in rows.entities}
    for one in happenings(rows.statements):
        yield (
            one.id,
            one.kind,
            KIND_ZH[one.kind],
            one.start,
            one.end,
            "; ".join(one.actors),
            "; ".join(names.get(actor, actor) for actor in one.actors),
            "; ".join(one.statements),
        )


def _cooccurrence(rows: Rows) -> Iterator[Sequence[Cell]]:
    names = {one.id: one.name for one in rows.entities}
    for one in cooccurrence(named_by_sentence(rows, {article.id for article in rows.articles})):
        named = names[one.first], names[one.second]
        yield one.first, one.second, *named, one.articles, one.sentences, one.npmi


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    with path.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(head)
        writer.writerows([_inert(cell) for cell in row] for row in rows)


def _inert(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


CSV = Exporter("", write_csv)
