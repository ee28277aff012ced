"""The RDF of a build: its files, and the store that queries read."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.errors import BuildError
from kg.store.readable import TURTLE
from kg.store.write import NQUADS, STORE, table_quads, write_rdf

__all__ = ["NQUADS", "STORE", "TURTLE", "open_store", "table_quads", "write_rdf"]


def open_store(folder: Path) -> ox.Store:
    """The store of a build folder, read-only; several readers may have it open.

    Raises:
        BuildError: the folder has no store, or it is damaged.
    """
    place = folder / STORE
    if not place.is_dir():
        raise BuildError(f"{folder}: has no {STORE}/; run `kg build` first")
    try:
        return ox.Store.read_only(str(place))
    except OSError as fault:
        raise BuildError(f"{place}: cannot be opened: {fault}") from fault
