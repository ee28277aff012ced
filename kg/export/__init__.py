"""Writes a build in the formats of other tools; one file a family of formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from kg.registry import Registry
from kg.schema import Schema

__all__ = ["EXPORTERS", "Exporter"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format.

    Args:
        suffix: of the file that is written, with its dot; "" when it is a folder.
        write: takes a folder with the tables of a build (whole, or cut to a subgraph), the
            target and the schema. It reads nothing but the tables, and `graph.nq` and
            `build.json` where they are there.
    """

    suffix: str
    write: Callable[[Path, Path, Schema], None]


def _late(module: str, name: str) -> Callable[[], Exporter]:
    """A built-in that is imported when it is asked for: pyvis must not slow Turtle down."""

    def make() -> Exporter:
        found: Exporter = getattr(import_module(f"kg.export.{module}"), name)
        return found

    return make


# Format name -> module of this package and the Exporter in it.
_BUILT_IN = {
    "ttl": ("rdf", "TTL"),
    "nt": ("rdf", "NT"),
    "nq": ("rdf", "NQ"),
    "trig": ("rdf", "TRIG"),
    "jsonld": ("jsonld", "JSONLD"),
    "rdfxml": ("rdf", "RDFXML"),
    "graphml": ("graphml", "GRAPHML"),
    "gexf": ("gexf", "GEXF"),
    "csv": ("csv", "CSV"),
    "neo4j": ("neo4j", "NEO4J"),
    "html": ("html", "HTML"),
    "pyvis": ("pyvis", "PYVIS"),
}

EXPORTERS: Registry[Exporter] = Registry(
    "exporter", {name: _late(*place) for name, place in _BUILT_IN.items()}
)
