"""The quads of a build folder, sorted for the formats that group them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.rdf import DEFAULT_BASE, PREFIXES, Iris
from kg.schema import Schema
from kg.sorting import sort_lines
from kg.store import NQUADS, table_quads
from kg.store.quads import Quad, lines

# A line of canonical N-Quads: an object may hold spaces, a graph is an IRI or nothing.
_LINE = re.compile(
    r"(<[^>]*>) (<[^>]*>) "
    r'(<[^>]*>|"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^>]*>)?) '
    r"(?:(<[^>]*>) )?\.\n"
)
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?')
_ESCAPE = re.compile(r'\\(?:u([0-9A-F]{4})|([btnfr"\\]))')
_MARKS = dict(zip('btnfr"\\', '\b\t\n\f\r"\\', strict=True))


class Value(NamedTuple):
    """What a literal holds; `datatype` is an IRI, `xsd:string` unless another is named."""

    text: str
    language: str
    datatype: str


def base_of(folder: Path) -> Iris:
    """The IRIs of a build, by its `build.json`; the default base without one."""
    try:
        record = json.loads((folder / "build.json").read_text(encoding="utf-8"))
        return Iris(str(record["settings"]["base_iri"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Iris(DEFAULT_BASE)


def sorted_quads(folder: Path, schema: Schema, scratch: Path) -> Iterator[bytes]:
    """Lines of N-Quads in order: those of `graph.nq`, else of the tables."""
    if (folder / NQUADS).is_file():
        with (folder / NQUADS).open("rb") as source:
            yield from source
    else:
        yield from sort_lines(lines(table_quads(folder, schema)), scratch)


def sorted_triples(folder: Path, schema: Schema, scratch: Path) -> Iterator[bytes]:
    """Lines of N-Triples in order, each once: the quads without their graphs."""
    quads = map(parse, sorted_quads(folder, schema, scratch))
    return sort_lines((quad._replace(graph="").line() for quad in quads), scratch)


def by_graph(folder: Path, schema: Schema, scratch: Path) -> Iterator[Quad]:
    """Quads in order of graph (the default graph first), subject, predicate, object."""
    quads = sorted_quads(folder, schema, scratch)
    keyed = (parse(line).graph.encode() + b"\t" + line for line in quads)
    return (parse(line.partition(b"\t")[2]) for line in sort_lines(keyed, scratch))


def parse(line: bytes) -> Quad:
    """A line of canonical N-Quads as terms."""
    found = _LINE.fullmatch(line.decode())
    if not found:
        raise ValueError(f"not a line of N-Quads: {line[:80]!r}")
    return Quad(found[1], found[2], found[3], found[4] or "")


def value(term: str) -> Value:
    """The parts of a literal term, unescaped."""
    found = _LITERAL.fullmatch(term)
    if not found:
        raise ValueError(f"not a literal: {term[:80]!r}")
    text = found[1]
    if "\\" in text:
        text = _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else _MARKS[m[2]], text)
    return Value(text, found[2] or "", found[3] or f"{PREFIXES['xsd']}string")
