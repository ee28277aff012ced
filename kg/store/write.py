"""Writes graph.nq, graph.ttl and the store of a build, anew or from an earlier build."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BuildError
from kg.rdf import Iris
from kg.schema import Schema
from kg.sorting import sort_lines
from kg.store.difference import Difference, difference
from kg.store.patch import patched
from kg.store.quads import (
    Quad,
    article_quads,
    dataset_quads,
    entity_quads,
    lines,
    mention_quads,
    statement_quads,
)
from kg.store.readable import write_readable
from kg.store.vocabulary import vocabulary_quads
from kg.tables import read_articles, read_entities, read_mentions, read_statements

NQUADS, STORE = "graph.nq", "store"
# Beyond this many changed rows a store is loaded faster than it is changed quad by quad.
MOST_CHANGES = 20_000

# The loader sorts in memory all that it is given at once: 1.8 M quads in one go took 1,483 MB, in
# pieces of this many bytes 496 MB, in the same time.
PIECE = 64 * 1024 * 1024


def write_rdf(
    folder: Path,
    schema: Schema,
    iris: Iris,
    previous: Path | None = None,
    made_with: Mapping[str, str] | None = None,
) -> str:
    """Write `graph.nq`, `graph.ttl` and `store/` beside the tables of a build folder.

    Args:
        previous: an earlier build to start from; the result is the same without it.
        made_with: what the build used, by a short name, for its provenance.

    Returns:
        SHA-256 of the canonical form of the data set (RDFC-1.0), hexadecimal: without blank
        nodes that form is the sorted N-Quads, so it is the digest of `graph.nq` as well.

    Raises:
        BuildError: the tables are missing or damaged.
    """
    dataset = [*dataset_quads(iris, schema, made_with or {}), *vocabulary_quads(schema)]
    changes = _changes(folder, schema, dataset, previous) if previous else None
    if previous and changes is not None:
        digest = _write(patched(previous / NQUADS, changes), folder / NQUADS)
        _update_store(previous / STORE, folder / STORE, changes)
        write_readable(folder, schema, iris, dataset, previous)
    else:
        quads = chain(dataset, table_quads(folder, schema))
        digest = _write(sort_lines(lines(quads), folder), folder / NQUADS)
        _load_store(folder / NQUADS, folder / STORE)
        write_readable(folder, schema, iris, dataset, None)
    return digest


def table_quads(folder: Path, schema: Schema) -> Iterator[Quad]:
    """Every quad that the tables of a build folder make; some may come twice."""
    for article in read_articles(folder):
        yield from article_quads(article)
    for mention in read_mentions(folder):
        yield from mention_quads(mention)
    yield from _told_quads(folder, schema)


def _told_quads(folder: Path, schema: Schema) -> Iterator[Quad]:
    for entity in read_entities(folder):
        yield from entity_quads(entity, schema)
    for statement in read_statements(folder):
        yield from statement_quads(statement)


def _changes(
    folder: Path, schema: Schema, dataset: list[Quad], previous: Path
) -> Difference | None:
    """The way from an earlier build, or None when it is missing, damaged or of another form."""
    try:
        store = ox.Store.read_only(str(previous / STORE))
        if not _same_making(store, dataset) or not _untouched(previous):
            return None
        return difference(previous, folder, schema, MOST_CHANGES)
    except (OSError, BuildError, ValueError, KeyError, TypeError):
        # The last three: a row of the earlier tables that is no row.
        return None


def _untouched(previous: Path) -> bool:
    """Whether an earlier `graph.nq` is the one that its `build.json`, if there is one, tells of."""
    try:
        record = json.loads((previous / "build.json").read_text(encoding="utf-8"))
        expected = str(record["rdfc10_sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return (previous / NQUADS).is_file()
    with (previous / NQUADS).open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest() == expected


def _same_making(store: ox.Store, dataset: list[Quad]) -> bool:
    """Whether a store says of its making exactly what this build would say."""
    expected = set(_parsed(quad.line() for quad in dataset))
    nodes = {quad.subject for quad in expected}
    graph = ox.DefaultGraph()
    return expected == {
        quad for node in nodes for quad in store.quads_for_pattern(node, None, None, graph)
    }


def _parsed(nquads: Iterable[bytes]) -> Iterator[ox.Quad]:
    return ox.parse(b"".join(nquads), format=ox.RdfFormat.N_QUADS)


def _write(nquads: Iterable[bytes], target: Path) -> str:
    digest = hashlib.sha256()
    with target.open("wb") as out:
        for line in nquads:
            out.write(line)
            digest.update(line)
    return digest.hexdigest()


def _load_store(nquads: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    store = ox.Store(str(target))
    with nquads.open("rb") as lines_:
        while piece := lines_.read(PIECE):
            piece += lines_.readline()
            store.bulk_load(piece, format=ox.RdfFormat.N_QUADS, lenient=True)
    store.optimize()
    store.flush()


def _update_store(source: Path, target: Path, changes: Difference) -> None:
    """A changed copy of a store; unchanged data files are hard links to the old ones."""
    shutil.rmtree(target, ignore_errors=True)
    ox.Store.read_only(str(source)).backup(str(target))
    store = ox.Store(str(target))
    for quad in _parsed(sorted(changes.removed)):
        store.remove(quad)
    store.extend(_parsed(sorted(changes.added)))
    store.flush()
