"""GraphML and GEXF as independent readers see them: names, types, numbers, weights, dates."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import igraph
import networkx
import pytest

from kg.export import EXPORTERS
from kg.schema import Schema, load_schema, schemas_folder
from kg.tables import read_entities, read_statements
from tests.page.corpus import iri, write_build

Nodes = dict[str, dict[str, Any]]
Edges = list[tuple[str, str, dict[str, Any]]]


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema(schemas_folder())


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small build, one of its statements with a time and a role."""
    folder = write_build(tmp_path_factory.mktemp("readers") / "build")
    path = folder / "tables" / "statements.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for row in rows:
        if row["predicate"] == "worksFor":
            row["time"] = "2026-05"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def by_networkx(read: Callable[[Path], networkx.Graph]) -> Callable[[Path], tuple[Nodes, Edges]]:
    def found(path: Path) -> tuple[Nodes, Edges]:
        graph = read(path)
        assert graph.is_directed()
        return dict(graph.nodes(data=True)), list(graph.edges(data=True))

    return found


def by_igraph(path: Path) -> tuple[Nodes, Edges]:
    graph = igraph.Graph.Read_GraphML(str(path))
    assert graph.is_directed()
    nodes = {one["id"]: one.attributes() for one in graph.vs}
    names = graph.vs["id"]
    return nodes, [(names[e.source], names[e.target], e.attributes()) for e in graph.es]


READERS = {
    "graphml by networkx": ("graphml", by_networkx(networkx.read_graphml)),
    "graphml by igraph": ("graphml", by_igraph),
    "gexf by networkx": ("gexf", by_networkx(networkx.read_gexf)),
}


@pytest.fixture(scope="module", params=READERS)
def seen(
    request: pytest.FixtureRequest, build: Path, schema: Schema, tmp_path_factory: Any
) -> tuple[Nodes, Edges]:
    format_, read = READERS[request.param]
    exporter = EXPORTERS.make(format_)
    target = tmp_path_factory.mktemp("network") / f"out{exporter.suffix}"
    exporter.write(build, target, schema)
    return read(target)


def test_every_entity_is_a_node_with_name_class_aliases_and_counts(
    seen: tuple[Nodes, Edges], build: Path, schema: Schema
) -> None:
    nodes, _ = seen

    assert {
        row["id"]: (
            row["name"],
            row["type"],
            schema.top(row["type"]),
            "; ".join(alias["name"] for alias in row["aliases"]),
            row["articles"],
            row["mentions"],
        )
        for row in read_entities(build)
    } == {
        key: (
            one["label"],
            one["type"],
            one["top_type"],
            one.get("aliases") or "",
            one["articles"],
            one["mentions"],
        )
        for key, one in nodes.items()
    }


def test_every_statement_is_an_edge_with_predicate_weight_confidence_and_dates(
    seen: tuple[Nodes, Edges], build: Path
) -> None:
    _, edges = seen

    assert sorted(
        (
            row["subject"],
            row["object"],
            row["predicate"],
            row["modality"],
            float(len(row["evidence"])),
            row["confidence"],
            row["time"],
            row["role"],
            row["first_seen"],
            row["last_seen"],
            row["evidence"][0]["quote"],
        )
        for row in read_statements(build)
    ) == sorted(
        (
            source,
            target,
            one["label"],
            one["modality"],
            float(one["weight"]),
            one["confidence"],
            one.get("time") or "",
            one.get("role") or "",
            one["first_seen"],
            one["last_seen"],
            one["quote"],
        )
        for source, target, one in edges
    )


def test_parallel_statements_stay_apart(seen: tuple[Nodes, Edges]) -> None:
    _, edges = seen
    pair = iri("entity", "百度"), iri("entity", "星河智能")

    assert ["negated", "reported"] == sorted(
        one["modality"] for source, target, one in edges if (source, target) == pair
    )


def test_numbers_are_numbers(seen: tuple[Nodes, Edges]) -> None:
    nodes, edges = seen

    assert all(float(one["articles"]) == one["articles"] for one in nodes.values())
    assert all(isinstance(one["confidence"], float) for _, _, one in edges)
    assert {0.0, 1.0} == {float(one["symmetric"]) for _, _, one in edges}
