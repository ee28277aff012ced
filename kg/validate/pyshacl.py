"""Checks with pyshacl, which understands the whole of SHACL but holds all in Python's memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pyshacl
from rdflib import Graph
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.errors import SchemaError, UsageError
from kg.validate.report import Report, Violation, reported
from kg.validate.shapes import SHAPES

# pyshacl takes about a minute for this many quads and 1 GB for ten times as many.
MOST_QUADS = 300_000


def check(store: ox.Store, schemas: Path, shown: int) -> Report:
    """Check a store against the shapes of a folder of knowledge files.

    Raises:
        SchemaError: the shapes are no Turtle.
        UsageError: the store is too large for this engine.
    """
    if len(store) > MOST_QUADS:
        raise UsageError(f"{len(store)} quads are too many for pyshacl; use --engine sparql")
    data = Graph()
    triples = ox.serialize({quad.triple for quad in store}, format=ox.RdfFormat.N_TRIPLES)
    data.parse(data=triples or b"", format="nt")
    try:
        shapes = Graph().parse(schemas / SHAPES, format="turtle")
    except (OSError, SyntaxError) as fault:
        raise SchemaError(f"{schemas / SHAPES}: {fault}") from fault
    _, found, _ = pyshacl.validate(data, shacl_graph=shapes)
    promises = len(set(shapes.subjects(SH.message)))
    return reported(len(store), promises, sorted(_violations(found), key=repr), shown)


def _violations(found: Graph) -> Iterator[Violation]:
    for result in found.subjects(RDF.type, SH.ValidationResult):
        component = str(found.value(result, SH.sourceConstraintComponent)).rpartition("#")[2]
        name = component.removesuffix("ConstraintComponent")
        yield Violation(
            str(found.value(result, SH.focusNode)),
            _text(found.value(result, SH.resultPath)),
            _term(found.value(result, SH.value)),
            name[:1].lower() + name[1:] if name != "SPARQL" else "sparql",
            _text(found.value(result, SH.resultMessage)),
        )


def _text(node: Node | None) -> str:
    return "" if node is None else str(node)


def _term(node: Node | None) -> str:
    return "" if node is None else node.n3()
