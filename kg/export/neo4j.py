"""A folder for `neo4j-admin database import`: nodes and relationships with typed headers."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.export import Exporter
from kg.schema import Schema
from kg.subgraph import Rows, read_rows

Cell = str | int | float

_ENTITY = (
    "id:ID(Entity)",
    "name",
    "aliases:string[]",
    "articles:int",
    "mentions:int",
    ":LABEL",
)
_ARTICLE = ("id:ID(Article)", "title", "date", "source", "url", ":LABEL")
_STATEMENT = (
    ":START_ID(Entity)",
    ":END_ID(Entity)",
    ":TYPE",
    "id",
    "modality",
    "time",
    "role",
    "attributedTo",
    "confidence:double",
    "status",
    "places:int",
    "quotes:string[]",
    "articles:string[]",
)
_NAMED = (":START_ID(Article)", ":END_ID(Entity)", ":TYPE", "times:int")

_HOW = """\
# Into an empty database, Neo4j 5 or later, from this folder:
neo4j-admin database import full --array-delimiter='|' --multiline-fields=true \\
  --nodes=entities.csv --nodes=articles.csv \\
  --relationships=statements.csv --relationships=named.csv neo4j
"""


def write_neo4j(build: Path, target: Path, schema: Schema) -> None:
    """Write `entities.csv`, `articles.csv`, `statements.csv`, `named.csv`, `import.sh`.

    A node's labels are its class and the classes above it; a relationship's type is the predicate
    in capitals (`worksFor` -> `WORKS_FOR`).
    """
    rows = read_rows(build)
    known = {one.id for one in rows.entities}
    target.mkdir(parents=True, exist_ok=True)
    _write(target / "entities.csv", _ENTITY, _entities(rows, schema))
    _write(target / "articles.csv", _ARTICLE, _articles(rows))
    _write(target / "statements.csv", _STATEMENT, _statements(rows, known))
    _write(target / "named.csv", _NAMED, _named(rows, known))
    (target / "import.sh").write_text(_HOW, encoding="utf-8")


def _entities(rows: Rows, schema: Schema) -> Iterator[Sequence[Cell]]:
    for one in rows.entities:
        labels = _list(("Entity", *schema.ancestors(one.type)))
        aliases = _list(alias.name for alias in one.aliases)
        yield one.id, one.name, aliases, one.articles, one.mentions, labels


def _articles(rows: Rows) -> Iterator[Sequence[Cell]]:
    for one in rows.articles:
        yield one.id, one.title, one.date, one.source, one.url, "Article"


def _statements(rows: Rows, known: set[str]) -> Iterator[Sequence[Cell]]:
    for one in rows.statements:
        if {one.subject, one.object} <= known:
            yield (
                one.subject,
                one.object,
                capitals(one.predicate),
                one.id,
                one.modality,
                one.time,
                one.role,
                one.attributed_to,
                one.confidence,
                one.status,
                len(one.evidence),
                _list(place.quote for place in one.evidence),
                _list(place.article for place in one.evidence),
            )


def _named(rows: Rows, known: set[str]) -> Iterator[Sequence[Cell]]:
    times: dict[tuple[str, str], int] = {}
    articles = {one.id for one in rows.articles}
    for article, entity, _start, _end in rows.named:
        if entity in known and article in articles:
            times[article, entity] = times.get((article, entity), 0) + 1
    for (article, entity), count in sorted(times.items()):
        yield article, entity, "NAMES", count


def capitals(predicate: str) -> str:
    """A predicate as Neo4j writes types: `worksFor` -> `WORKS_FOR`."""
    return "".join(f"_{char}" if char.isupper() else char.upper() for char in predicate)


def _list(texts: Iterable[str]) -> str:
    """Several texts in one cell; a bar inside a text becomes a full-width one."""
    return "|".join(text.replace("|", "｜") for text in texts)


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


NEO4J = Exporter("", write_neo4j)
