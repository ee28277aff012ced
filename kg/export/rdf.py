"""Turtle, N-Triples, N-Quads, TriG and RDF/XML of a build, whole and streamed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.export import Exporter
from kg.export.quads import base_of, by_graph, parse, sorted_quads, sorted_triples
from kg.export.rdfxml import rdfxml
from kg.schema import Schema
from kg.store.turtle import trig, turtle

_Lines = Iterable[bytes]
_Source = Callable[[Path, Schema, Path], _Lines]


def _exporter(suffix: str, source: _Source) -> Exporter:
    """An exporter that writes what `source(folder, schema, scratch)` gives."""

    def write(folder: Path, target: Path, schema: Schema) -> None:
        with (
            TemporaryDirectory(dir=target.parent, prefix=".export-") as scratch,
            target.open("wb") as out,
        ):
            out.writelines(source(folder, schema, Path(scratch)))

    return Exporter(suffix, write)


def _ttl(folder: Path, schema: Schema, scratch: Path) -> Iterator[bytes]:
    triples = map(parse, sorted_triples(folder, schema, scratch))
    return (part.encode() for part in turtle(triples, base_of(folder)))


def _trig(folder: Path, schema: Schema, scratch: Path) -> Iterator[bytes]:
    groups = groupby(by_graph(folder, schema, scratch), key=lambda quad: quad.graph)
    return (part.encode() for part in trig(groups, base_of(folder)))


def _rdfxml(folder: Path, schema: Schema, scratch: Path) -> Iterator[bytes]:
    triples = map(parse, sorted_triples(folder, schema, scratch))
    return (part.encode() for part in rdfxml(triples))


TTL = _exporter(".ttl", _ttl)
NT = _exporter(".nt", sorted_triples)
NQ = _exporter(".nq", sorted_quads)
TRIG = _exporter(".trig", _trig)
RDFXML = _exporter(".rdf", _rdfxml)
