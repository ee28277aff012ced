"""Labels of classes and predicates for the page, out of the schema."""

from __future__ import annotations

from dataclasses import dataclass

from kg.schema import Schema
from kg.subgraph import Rows


@dataclass(frozen=True, slots=True)
class Word:
    """A class or predicate as people read it.

    Args:
        top: the top class of a class, "" for a predicate.
        inverse_zh, inverse_en: how a predicate reads from its object.
    """

    id: str
    zh: str
    en: str
    top: str = ""
    inverse_zh: str = ""
    inverse_en: str = ""
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """All classes and predicates, in the schema's order."""

    types: tuple[Word, ...]
    predicates: tuple[Word, ...]


def words_of(schema: Schema, rows: Rows) -> Words:
    """The schema's words, and whatever else the rows use under its own name."""
    types = {one.name: _class(schema, one.name) for one in schema.classes.values()}
    for name in sorted({one.type for one in rows.entities} - types.keys()):
        types[name] = Word(name, name, name, name)
    predicates = {
        one.name: Word(one.name, one.zh, one.en, "", one.inverse_zh, one.inverse_en, one.symmetric)
        for one in schema.predicates.values()
    }
    for name in sorted({one.predicate for one in rows.statements} - predicates.keys()):
        predicates[name] = Word(name, name, name, "", name, name)
    return Words(tuple(types.values()), tuple(predicates.values()))


def _class(schema: Schema, name: str) -> Word:
    known = schema.classes[name]
    return Word(name, known.zh, known.en, schema.top(name))
