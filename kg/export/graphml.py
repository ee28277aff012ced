"""GraphML for Gephi, Cytoscape, yEd and igraph: an entity is a node, a statement an edge."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from kg.export import Exporter
from kg.export.network import Edge, Node, Value, kinds, read_network, writable
from kg.schema import Schema

_NS = "http://graphml.graphdrawing.org/xmlns"
# GraphML says `int` where GEXF says `integer`.
_TYPES = {"integer": "int", "double": "double", "string": "string"}


def write_graphml(build: Path, target: Path, schema: Schema) -> None:
    """Write the network of a build folder as GraphML, UTF-8."""
    network = read_network(build, schema)
    root = Element("graphml", xmlns=_NS)
    for one in network.nodes[:1]:
        _keys(root, "node", {"label": one.label, **one.values})
    for edge in network.edges[:1]:
        _keys(root, "edge", _edge_values(edge))
    graph = SubElement(root, "graph", id="kg", edgedefault="directed")
    for node in network.nodes:
        _put_node(graph, node)
    for edge in network.edges:
        _put_edge(graph, edge)
    indent(root)
    ElementTree(root).write(target, encoding="utf-8", xml_declaration=True)


def _edge_values(edge: Edge) -> dict[str, Value]:
    return {"label": edge.label, "weight": float(edge.weight), **edge.values}


def _keys(root: Element, part: str, values: Mapping[str, Value]) -> None:
    for name, kind in kinds(values).items():
        SubElement(
            root,
            "key",
            {"id": f"{part}_{name}", "for": part, "attr.name": name, "attr.type": _TYPES[kind]},
        )


def _put_node(graph: Element, node: Node) -> None:
    place = SubElement(graph, "node", id=writable(node.id))
    _put(place, "node", {"label": node.label, **node.values})


def _put_edge(graph: Element, edge: Edge) -> None:
    place = SubElement(
        graph,
        "edge",
        id=writable(edge.id),
        source=writable(edge.source),
        target=writable(edge.target),
    )
    _put(place, "edge", _edge_values(edge))


def _put(place: Element, part: str, values: Mapping[str, Value]) -> None:
    for name, value in values.items():
        if value != "":
            SubElement(place, "data", key=f"{part}_{name}").text = writable(value)


GRAPHML = Exporter(".graphml", write_graphml)
