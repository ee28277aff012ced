"""Checks a build or an RDF file against every promise in `schemas/shapes.ttl`."""

from __future__ import annotations

from pathlib import Path

from kg.schema import load_schema, schemas_folder
from kg.validate.report import SHOWN, Report, Violation, told
from kg.validate.source import load_file, load_source

__all__ = ["ENGINES", "Report", "Violation", "load_file", "told", "validate"]

ENGINES = ("sparql", "pyshacl")


def validate(
    source: Path, schemas: Path | None = None, engine: str = "sparql", shown: int = SHOWN
) -> Report:
    """Check a build folder or an RDF file.

    The engine `sparql` asks each promise as queries over all graphs taken as one: a million quads
    take seconds. `pyshacl` understands the whole of SHACL, in memory, and serves for small files.

    Args:
        shown: how many violations of each promise are kept.

    Raises:
        KgError: no such build or file, an RDF file that cannot be read, or a fault in the shapes.
    """
    folder = schemas_folder(schemas)
    store = load_source(source, load_schema(folder))
    if engine == "pyshacl":
        from kg.validate.pyshacl import check
    else:
        from kg.validate.sparql import check
    return check(store, folder, shown)
