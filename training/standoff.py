"""Annotations that hold no text: clauses are offsets into an article that is looked up by its id.

`evidence` of a relation is `[start, end]`, `except` of an entity is a list of `[start, end]`, both
into title, newline, text; surfaces are the names themselves.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kg.model import Article
from training.corpus import lookup

Record = dict[str, Any]


def read_notes(folder: Path, news: Path) -> dict[str, tuple[Record, Article]]:
    """Annotations of a folder (`*.jsonl`), clauses as text, with their articles, by article id.

    Annotations whose article is not in `news` are left out.
    """
    notes: dict[str, Record] = {}
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                record = json.loads(line)
                notes[record["id"]] = record
    found = lookup(news, set(notes))
    return {id: (unpacked(notes[id], found[id].text), found[id]) for id in sorted(found)}


def packed(record: Record, text: str) -> Record:
    """A record whose clauses are offsets; a clause that is not in the text raises ValueError."""

    def place(clause: str) -> list[int]:
        start = text.index(clause)
        return [start, start + len(clause)]

    return _with_clauses(record, place)


def unpacked(record: Record, text: str) -> Record:
    """A record whose clauses are text again; text is left as it is."""
    return _with_clauses(record, lambda one: one if isinstance(one, str) else text[slice(*one)])


def _with_clauses(record: Mapping[str, Any], change: Callable[[Any], Any]) -> Record:
    entities = [
        {**entity, "except": [change(one) for one in entity.get("except", ())]}
        for entity in record["entities"]
    ]
    relations = [{**one, "evidence": change(one["evidence"])} for one in record["relations"]]
    return {**record, "entities": entities, "relations": relations}
