"""A build in memory, an entity of it by name, and a part of it as a smaller build."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar, cast

from kg.errors import QueryError, UsageError
from kg.fold import fold_name
from kg.model import (
    NO_TIE,
    Alias,
    AliasKind,
    Article,
    Entity,
    Evidence,
    Mark,
    Modality,
    Statement,
    Status,
    Tie,
    TieKind,
)
from kg.schema import Schema
from kg.tables import (
    FOLDER,
    AliasRow,
    EntityRow,
    EvidenceRow,
    MarkRow,
    StatementRow,
    read_articles,
    read_entities,
    read_mentions,
    read_statements,
)

# How many namesakes a message lists before it stops.
LISTED = 12
# A prefix of an ISO date, with a time where one wants it.
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T[\d:.Z+-]*)?)?)?")

Row = TypeVar("Row", bound=Mapping[str, object])


@dataclass(frozen=True, slots=True)
class Rows:
    """A build in memory; all ids are IRIs.

    Args:
        named: (article, entity, start, end) of every mention, in the table's order.
    """

    articles: tuple[Article, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    named: tuple[tuple[str, str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """Which part of a build: each field narrows further, an empty one does not.

    Args:
        top: keep so many entities, the most important by PageRank.
        types: keep entities of these classes or of classes below them.
        since, until: keep what articles of these days say; a prefix of an ISO date, inclusive.
        around: keep what lies within `hops` statements of the entity with this name.
    """

    top: int = 0
    types: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    around: str = ""
    hops: int = 1


def read_rows(build: Path) -> Rows:
    """All tables of a build folder; a missing or damaged one raises BuildError."""
    return Rows(
        tuple(
            Article(
                row["id"],
                row["source_id"],
                row["title"],
                row["date"],
                row["source"],
                row["url"],
                row["text"],
            )
            for row in read_articles(build)
        ),
        tuple(_entity(row) for row in read_entities(build)),
        tuple(_statement(row) for row in read_statements(build)),
        tuple(
            (row["article"], row["entity"], row["start"], row["end"])
            for row in read_mentions(build)
            if row["entity"]
        ),
    )


def _entity(row: EntityRow) -> Entity:
    aliases = tuple(_alias(one) for one in row["aliases"])
    same_as = tuple(row["same_as"])
    return Entity(
        row["id"], row["name"], row["type"], aliases, same_as, row["articles"], row["mentions"]
    )


def _alias(row: AliasRow) -> Alias:
    tie = NO_TIE
    if row.get("tie"):
        kind = cast(TieKind, row["tie"])
        tie = Tie(kind, row["to"], row["points"], tuple(row["reasons"]))
    return Alias(row["name"], cast(AliasKind, row["kind"]), row["article"], row["quote"], tie)


def _statement(row: StatementRow) -> Statement:
    return Statement(
        id=row["id"],
        subject=row["subject"],
        predicate=row["predicate"],
        object=row["object"],
        modality=cast(Modality, row["modality"]),
        time=row["time"],
        role=row["role"],
        attributed_to=row["attributed_to"],
        confidence=row["confidence"],
        status=cast(Status, row["status"]),
        evidence=tuple(
            Evidence(
                one["article"],
                one["start"],
                one["end"],
                one["quote"],
                one["rule"],
                tuple(_mark(mark) for mark in one.get("marks", ())),
            )
            for one in row["evidence"]
        ),
        amounts=tuple(row.get("amounts", ())),
        first_seen=row.get("first_seen", ""),
        last_seen=row.get("last_seen", ""),
    )


def _mark(row: MarkRow) -> Mark:
    role = cast(Literal["subject", "object"], row["role"])
    return Mark(role, row["start"], row["end"], row["surface"])


def resolve(entities: Iterable[Entity], name: str) -> Entity:
    """The entity a person means by `name`: its name, its alias, either folded, or a part of one.

    Raises:
        QueryError: nothing is called so, or several are; the message lists them.
    """
    listed = sorted(entities, key=lambda one: (-one.mentions, one.id))
    folded = fold_name(name)
    tests: tuple[Callable[[Entity], bool], ...] = (
        lambda one: name in (one.name, one.id),
        lambda one: any(name == alias.name for alias in one.aliases),
        lambda one: any(folded == fold_name(known) for known in _names(one)),
        lambda one: bool(folded) and any(folded in fold_name(known) for known in _names(one)),
    )
    for test in tests:
        if found := [one for one in listed if test(one)]:
            return _only(found, name)
    raise QueryError(f"no entity is called {name!r}")


def _names(one: Entity) -> Iterator[str]:
    yield one.name
    yield from (alias.name for alias in one.aliases)


def _only(found: list[Entity], name: str) -> Entity:
    if len(found) == 1:
        return found[0]
    more = f" and {len(found) - LISTED} more" if len(found) > LISTED else ""
    shown = ", ".join(f"{one.name} ({one.type}, {one.id})" for one in found[:LISTED])
    raise QueryError(f"{name!r} may be {len(found)} entities: {shown}{more}")


def cut_build(build: Path, target: Path, cut: Cut, schema: Schema) -> None:
    """Write the tables of a part of a build to `target/tables`, as a build of its own.

    A statement stays when both its ends and some evidence of it stay; an article when an entity
    or a statement of the part is in it.

    Raises:
        QueryError: nobody, or several, are called `cut.around`.
        UsageError: the schema has no class of a name in `cut.types`; a day is no ISO date.
    """
    for type_ in cut.types:
        if type_ not in schema.classes:
            known = ", ".join(schema.classes)
            raise UsageError(f"unknown type {type_!r}; known: {known}")
    _require_days(cut)
    rows = read_rows(build)
    days = {one.id for one in rows.articles if _within(one.date, cut)}
    statements = tuple(_said(rows.statements, days))
    kept = _kept(rows, statements, days, cut, schema)
    said = {one.id: {(e.article, e.start, e.end) for e in one.evidence} for one in statements}
    quoted = {
        e.article for one in statements if {one.subject, one.object} <= kept for e in one.evidence
    }
    used = {article for article, entity, _, _ in rows.named if entity in kept} | quoted
    (target / FOLDER).mkdir(parents=True, exist_ok=True)
    _write(target, "articles", (r for r in read_articles(build) if r["id"] in used & days))
    _write(target, "entities", (r for r in read_entities(build) if r["id"] in kept))
    mentions = (r for r in read_mentions(build) if r["entity"] in kept and r["article"] in days)
    _write(target, "mentions", mentions)
    both = (r for r in read_statements(build) if {r["subject"], r["object"]} <= kept)
    _write(target, "statements", (_trimmed(r, said[r["id"]]) for r in both if r["id"] in said))


def _require_days(cut: Cut) -> None:
    for day in filter(None, (cut.since, cut.until)):
        if not _DAY.fullmatch(day):
            raise UsageError(f"{day!r} is no date: write 2026, 2026-05 or 2026-05-31")
    if cut.since and cut.until and cut.since[: len(cut.until)] > cut.until:
        raise UsageError(f"no day lies between {cut.since} and {cut.until}")


def _within(date: str, cut: Cut) -> bool:
    """A date lies in a period at the precision of the period's ends; no date lies in none."""
    if not cut.since and not cut.until:
        return True
    late = not cut.until or date[: len(cut.until)] <= cut.until
    return bool(date) and date >= cut.since and late


def _said(statements: Iterable[Statement], days: set[str]) -> Iterator[Statement]:
    for one in statements:
        evidence = tuple(place for place in one.evidence if place.article in days)
        if evidence:
            yield replace(one, evidence=evidence)


def _kept(
    rows: Rows, statements: tuple[Statement, ...], days: set[str], cut: Cut, schema: Schema
) -> set[str]:
    named = {entity for article, entity, _, _ in rows.named if article in days}
    named |= {end for one in statements for end in (one.subject, one.object)}
    kept = {one.id for one in rows.entities if one.id in named}
    if cut.around:
        kept &= near(statements, resolve(rows.entities, cut.around).id, cut.hops)
    if cut.types:
        type_of = {one.id: one.type for one in rows.entities}
        kept = {id_ for id_ in kept if any(schema.is_a(type_of[id_], t) for t in cut.types)}
    return _top(rows, statements, kept, cut.top) if cut.top else kept


def near(statements: Iterable[Statement], start: str, hops: int) -> set[str]:
    """The ids within so many statements of an entity, itself among them."""
    around: dict[str, set[str]] = {}
    for one in statements:
        around.setdefault(one.subject, set()).add(one.object)
        around.setdefault(one.object, set()).add(one.subject)
    reached, edge = {start}, {start}
    for _ in range(hops):
        edge = {other for id_ in edge for other in around.get(id_, ())} - reached
        reached |= edge
    return reached


def _top(rows: Rows, statements: tuple[Statement, ...], kept: set[str], top: int) -> set[str]:
    from kg.page.rank import rank

    inside = [one for one in rows.entities if one.id in kept]
    return {one.id for one in rank(inside, statements).order[:top]}


def _trimmed(row: StatementRow, places: set[tuple[str, int, int]]) -> StatementRow:
    def stays(one: EvidenceRow) -> bool:
        return (one["article"], one["start"], one["end"]) in places

    trimmed = dict(row) | {"evidence": [one for one in row["evidence"] if stays(one)]}
    return cast(StatementRow, trimmed)


def _write(target: Path, name: str, rows: Iterable[Row]) -> None:
    with (target / FOLDER / f"{name}.jsonl").open("wb") as out:
        for row in rows:
            line = json.dumps(row, ensure_ascii=False) + "\n"
            out.write(line.encode("utf-8", "backslashreplace"))
