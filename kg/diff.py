"""What changed between two builds: articles, entities, statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.tables import read_articles, read_entities, read_statements


@dataclass(frozen=True, slots=True)
class Change:
    """Rows of one table that were added, removed or changed, each as a line for a person."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one build to another."""

    articles: Change
    entities: Change
    statements: Change

    def __bool__(self) -> bool:
        return bool(self.articles or self.entities or self.statements)


def diff(before: Path, after: Path) -> Difference:
    """Compare two build folders by the ids of their rows.

    An entity counts as changed when its names, type or identifiers do, not when it is only
    mentioned more often; a statement when anything but its evidence's rules changes.

    Raises:
        BuildError: one of the folders is no build.
    """
    names = {one["id"]: one["name"] for folder in (before, after) for one in read_entities(folder)}
    return Difference(
        _change(_articles(before), _articles(after), lambda row: str(row["title"] or row["id"])),
        _change(_entities(before), _entities(after), lambda row: f"{row['name']} ({row['type']})"),
        _change(_statements(before), _statements(after), lambda row: _sentence(row, names)),
    )


Rows = dict[str, Mapping[str, Any]]


def _articles(folder: Path) -> Rows:
    return {
        row["id"]: {key: value for key, value in row.items() if key != "text"}
        for row in read_articles(folder)
    }


def _entities(folder: Path) -> Rows:
    counts = {"articles", "mentions"}
    return {
        row["id"]: {key: value for key, value in row.items() if key not in counts}
        for row in read_entities(folder)
    }


def _statements(folder: Path) -> Rows:
    return {row["id"]: row for row in read_statements(folder)}


def _change(before: Rows, after: Rows, said: Any) -> Change:
    def lines(ids: Iterable[str], rows: Rows) -> tuple[str, ...]:
        return tuple(sorted(said(rows[id_]) for id_ in ids))

    return Change(
        lines(after.keys() - before.keys(), after),
        lines(before.keys() - after.keys(), before),
        lines((id_ for id_ in after.keys() & before.keys() if after[id_] != before[id_]), after),
    )


def _sentence(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    subject, object_ = (names.get(row[end], row[end]) for end in ("subject", "object"))
    marks = [row["role"], row["time"]]
    marks += [row["modality"]] if row["modality"] != "asserted" else []
    marks += [row["status"]] if row["status"] != "current" else []
    return f"{subject} {row['predicate']} {object_}" + "".join(
        f" [{mark}]" for mark in marks if mark
    )
