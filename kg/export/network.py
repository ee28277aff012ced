"""A build as the nodes and edges of a network file: flat attributes, text that XML can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.schema import Schema
from kg.subgraph import Rows, read_rows

Value = str | int | float

# What XML 1.0 cannot hold, escaped or not; a lone surrogate is in no encoding at all.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Node:
    """An entity: its IRI, its name, and flat attributes."""

    id: str
    label: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Edge:
    """A statement: its IRI, its ends, its predicate, how many places say it.

    Symmetric predicates are marked in the values: readers reject mixed directions.
    """

    id: str
    source: str
    target: str
    label: str
    weight: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges in the order of the tables; every edge has both its nodes."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def read_network(build: Path, schema: Schema) -> Network:
    """The network of a build folder."""
    rows = read_rows(build)
    known = {one.id for one in rows.entities}
    edges = tuple(one for one in _edges(rows, schema) if {one.source, one.target} <= known)
    return Network(tuple(_nodes(rows, schema)), edges)


def _nodes(rows: Rows, schema: Schema) -> Iterator[Node]:
    for one in rows.entities:
        known = schema.classes.get(one.type)
        values: dict[str, Value] = {
            "type": one.type,
            "type_zh": known.zh if known else one.type,
            "top_type": schema.top(one.type),
            "aliases": "; ".join(alias.name for alias in one.aliases),
            "articles": one.articles,
            "mentions": one.mentions,
        }
        yield Node(one.id, one.name, values)


def _edges(rows: Rows, schema: Schema) -> Iterator[Edge]:
    dates = {one.id: one.date[:10] for one in rows.articles}
    for one in rows.statements:
        known = schema.predicates.get(one.predicate)
        said = sorted(date for place in one.evidence if (date := dates.get(place.article, "")))
        values: dict[str, Value] = {
            "predicate_zh": known.zh if known else one.predicate,
            "symmetric": int(bool(known and known.symmetric)),
            "modality": one.modality,
            "confidence": one.confidence,
            "status": one.status,
            "time": one.time,
            "role": one.role,
            "first_seen": said[0] if said else "",
            "last_seen": said[-1] if said else "",
            "quote": one.evidence[0].quote if one.evidence else "",
        }
        yield Edge(one.id, one.subject, one.object, one.predicate, len(one.evidence), values)


def kinds(values: Mapping[str, Value]) -> dict[str, str]:
    """The type of each attribute as GraphML and GEXF call it."""
    names = {int: "integer", float: "double", str: "string"}
    return {key: names[type(value)] for key, value in values.items()}


def writable(text: object) -> str:
    """Text with what XML 1.0 cannot hold replaced by U+FFFD."""
    return _UNWRITABLE.sub("\ufffd", str(text))
