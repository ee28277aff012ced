"""Finds the faults of a lexicon table: bad rows, unknown types, names that clash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.fold import fold_name
from kg.lexicon_table import Entry, Fault, scan_table
from kg.naming.rounds import HELD, held_years
from kg.schema import Schema, load_schema, schemas_folder


def check(path: Path, schema: Schema | None = None) -> tuple[int, list[Fault]]:
    """How many good entries a table has, and its faults in line order.

    Raises:
        SchemaError: the file cannot be read at all.
    """
    schema = schema or load_schema(schemas_folder())
    entries: list[Entry] = []
    faults: list[Fault] = []
    for item in scan_table(path):
        if isinstance(item, Fault):
            faults.append(item)
        else:
            entries.append(item)
            faults += [Fault(item.line, message) for message in _entry_faults(item, schema)]
    return len(entries), sorted([*faults, *_clashes(entries)], key=lambda one: one.line)


def _entry_faults(entry: Entry, schema: Schema) -> Iterator[str]:
    if entry.type not in schema.classes:
        yield f"{entry.name}: unknown type {entry.type!r}; known: {', '.join(schema.classes)}"
    for name in (entry.name, *(alias for alias, kind in entry.aliases if kind != "code")):
        if len(fold_name(name)) < 2:
            yield f"{entry.name}: {name!r} is too short to be found safely"
    for note in entry.note:
        if note.startswith(HELD) and not held_years(note):
            yield f"{entry.name}: {note} is no list of years such as held=2014-2019,2023-"
    for name in entry.ambiguous:
        if name not in {entry.name, *(alias for alias, _ in entry.aliases)}:
            yield f"{entry.name}: ambiguous={name} is none of its names"


def _clashes(entries: list[Entry]) -> Iterator[Fault]:
    owners: dict[tuple[str, str], Entry] = {}
    ids: set[str] = set()
    for entry in entries:
        if entry.id in ids:
            yield Fault(entry.line, f"{entry.id}: two entries have this id")
        ids.add(entry.id)
        for name in sorted({entry.name, *(alias for alias, _ in entry.aliases)}):
            key = (fold_name(name), entry.type)
            other = owners.setdefault(key, entry)
            if other.id != entry.id:
                yield Fault(entry.line, f"{name}: is a name of both {other.id} and {entry.id}")
