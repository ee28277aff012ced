"""GEXF 1.3 for Gephi: types, labels, weights and dates as attributes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from kg.export import Exporter
from kg.export.network import Edge, Node, Value, kinds, read_network, writable
from kg.schema import Schema

_NS = "http://gexf.net/1.3"


def write_gexf(build: Path, target: Path, schema: Schema) -> None:
    """Write the network of a build folder as GEXF, UTF-8.

    An edge's `kind` is its predicate, so that Gephi keeps parallel edges apart.
    """
    network = read_network(build, schema)
    root = Element("gexf", xmlns=_NS, version="1.3")
    graph = SubElement(root, "graph", defaultedgetype="directed", mode="static")
    for node in network.nodes[:1]:
        _attributes(graph, "node", node.values)
    for edge in network.edges[:1]:
        _attributes(graph, "edge", edge.values)
    nodes = SubElement(graph, "nodes")
    for node in network.nodes:
        _put_node(nodes, node)
    edges = SubElement(graph, "edges")
    for edge in network.edges:
        _put_edge(edges, edge)
    indent(root)
    ElementTree(root).write(target, encoding="utf-8", xml_declaration=True)


def _attributes(graph: Element, part: str, values: Mapping[str, Value]) -> None:
    declared = SubElement(graph, "attributes", {"class": part})
    for name, kind in kinds(values).items():
        SubElement(declared, "attribute", id=name, title=name, type=kind)


def _put_node(nodes: Element, node: Node) -> None:
    _put(SubElement(nodes, "node", id=writable(node.id), label=writable(node.label)), node.values)


def _put_edge(edges: Element, edge: Edge) -> None:
    place = SubElement(
        edges,
        "edge",
        id=writable(edge.id),
        source=writable(edge.source),
        target=writable(edge.target),
        label=edge.label,
        kind=edge.label,
        weight=str(edge.weight),
    )
    _put(place, edge.values)


def _put(place: Element, values: Mapping[str, Value]) -> None:
    held = SubElement(place, "attvalues")
    for name, value in values.items():
        if value != "":
            SubElement(held, "attvalue", {"for": name, "value": writable(value)})


GEXF = Exporter(".gexf", write_gexf)
