"""Opens what is to be validated: a build's store, or an RDF file in memory."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError, UsageError
from kg.schema import Schema
from kg.store import open_store
from kg.store.quads import lines
from kg.store.vocabulary import vocabulary_quads


def load_source(path: Path, schema: Schema) -> ox.Store:
    """The quads of a build folder or an RDF file; see `open_store` and `load_file`."""
    return open_store(path) if path.is_dir() else load_file(path, schema)


def load_file(path: Path, schema: Schema) -> ox.Store:
    """An RDF file in memory, with the ontology beside it; the format is told by the suffix.

    Raises:
        UsageError: no such file, or a suffix of no RDF format.
        InputError: the file is not what its suffix says.
    """
    if not path.is_file():
        raise UsageError(f"{path}: no such build or file")
    format = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if format is None or path.suffix == ".txt":
        raise UsageError(f"{path}: not an RDF file; known: .ttl .nt .nq .trig .jsonld .rdf")
    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=format)
    except (OSError, SyntaxError, ValueError) as fault:
        raise InputError(f"{path}: {fault}") from fault
    store.load(b"".join(lines(vocabulary_quads(schema))), format=ox.RdfFormat.N_QUADS)
    return store
