"""Checks a build or an RDF file against every promise in `schemas/shapes.ttl`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError, UsageError
from kg.schema import Schema, load_schema, schemas_folder
from kg.store import open_store
from kg.store.quads import lines
from kg.store.vocabulary import vocabulary_quads
from kg.validate.shapes import Check, Focus, load_checks, quick_query

__all__ = ["Report", "Violation", "load_file", "validate"]

# Violations kept to be shown; all are counted.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that breaks a promise.

    Args:
        focus: the node.
        path: the property, or "" when the promise is about the node.
        value: the offending value as a term, or "".
        constraint: local name of the SHACL component.
    """

    focus: str
    path: str
    value: str
    constraint: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a check came to.

    Args:
        triples: how many quads were looked at.
        checks: how many constraints were asked.
        counts: violations by message, most first.
        violations: the first of each constraint.
    """

    triples: int
    checks: int
    counts: dict[str, int]
    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing is violated."""
        return not self.counts


def validate(source: Path, schemas: Path | None = None, shown: int = SHOWN) -> Report:
    """Check a build folder or an RDF file.

    Each constraint of the shapes is one SPARQL query over all graphs taken as one, so that a
    million quads take seconds; the answer is that of a SHACL engine.

    Args:
        shown: how many violations of each constraint are kept.

    Raises:
        KgError: no such build or file, an RDF file that cannot be read, or a fault in the shapes.
    """
    folder = schemas_folder(schemas)
    checks = load_checks(folder)
    store = open_store(source) if source.is_dir() else load_file(source, load_schema(folder))
    counts: Counter[str] = Counter()
    kept: list[Violation] = []
    for check in _suspicious(store, checks):
        for number, violation in enumerate(_violations(store, check)):
            counts[check.message] += 1
            if number < shown:
                kept.append(violation)
    return Report(len(store), len(checks), dict(counts.most_common()), tuple(kept))


def load_file(path: Path, schema: Schema) -> ox.Store:
    """An RDF file in memory, with the ontology beside it; the format is told by the suffix.

    Raises:
        UsageError: no such file, or a suffix of no RDF format.
        InputError: the file is not what its suffix says.
    """
    if not path.is_file():
        raise UsageError(f"{path}: no such build or file")
    format = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if format is None:
        raise UsageError(f"{path}: not an RDF file; known: .ttl .nt .nq .trig .jsonld .rdf")
    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=format)
    except (OSError, SyntaxError, ValueError) as fault:
        raise InputError(f"{path}: {fault}") from fault
    vocabulary = b"".join(lines(vocabulary_quads(schema)))
    store.load(vocabulary, format=ox.RdfFormat.N_QUADS)
    return store


def _suspicious(store: ox.Store, checks: list[Check]) -> Iterator[Check]:
    """The checks that must be asked one by one: one query tells that a property is in order."""
    for _, group in groupby(checks, key=lambda check: (check.focus, check.path, check.message)):
        tested: list[Check] = []
        for check in group:
            if check.test:
                tested.append(check)
            else:
                yield check
        if len(tested) == 1 or (tested and _any(store, tested)):
            yield from tested


def _any(store: ox.Store, checks: list[Check]) -> bool:
    query = quick_query(checks, _below(store, checks[0].focus))
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    return next(iter(answer), None) is not None


def _violations(store: ox.Store, check: Check) -> Iterator[Violation]:
    answer = store.query(check.query(_below(store, check.focus)), use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    for solution in answer:
        value = solution["value"]
        yield Violation(
            _shown(solution["this"]),
            check.path,
            "" if value is None else str(value),
            check.constraint,
            check.message,
        )


def _shown(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def _below(store: ox.Store, focus: Focus) -> tuple[str, ...]:
    """Classes below a target class whose members are not members of it by name.

    SHACL counts them as targets; a build writes every class of an entity down.
    """
    if not focus.is_class:
        return ()
    type_, sub = "a", "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
    query = f"""SELECT DISTINCT ?class WHERE {{ ?class {sub}+ <{focus.iri}> .
        ?one {type_} ?class . FILTER NOT EXISTS {{ ?one {type_} <{focus.iri}> }} }}"""
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    return tuple(sorted(_shown(solution["class"]) for solution in answer))
