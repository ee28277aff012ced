"""The plain pyvis network for those who know it: small, laid out, UTF-8, and offline."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import MissingPackage
from kg.export import Exporter
from kg.page.layout import Level, full_size, lay_out, radius
from kg.page.rank import Ranked, rank
from kg.schema import Schema
from kg.subgraph import Rows, read_rows

if TYPE_CHECKING:
    from pyvis.network import Network

# pyvis looks at all edges for each new one: more would be slow and unreadable alike.
MOST = 300

_COLOURS = {
    "Organization": "#3f5f9e",
    "Person": "#bd4b4b",
    "Place": "#2f8577",
    "Technology": "#4b7a2b",
    "Product": "#a87413",
    "Policy": "#7d3467",
    "Event": "#7453a6",
    "Industry": "#5e6670",
}
_OPTIONS = '{"physics": {"enabled": false}, "edges": {"smooth": false}}'
# Whatever mode pyvis is asked for, its template links to a CDN.
_REMOTE = re.compile(
    r"<link[^>]*href=\"https?:[^>]*>|<script[^>]*src=\"https?:[^>]*>\s*</script>", re.DOTALL
)


def write_pyvis(build: Path, target: Path, schema: Schema) -> None:
    """Write the most important entities of a build as a pyvis page with vis-network inside.

    Raises:
        MissingPackage: pyvis is not installed.
    """
    rows = read_rows(build)
    ranked = rank(rows.entities, rows.statements)
    network = _network(rows, ranked, lay_out(ranked, MOST), schema)
    network.set_options(_OPTIONS)
    page = _REMOTE.sub("", network.generate_html())
    target.write_text(page, encoding="utf-8", errors="xmlcharrefreplace", newline="\n")


def _network(rows: Rows, ranked: Ranked, level: Level, schema: Schema) -> Network:
    network = _empty()
    shown = {}
    for node, x, y in zip(level.nodes, level.x, level.y, strict=True):
        one = ranked.order[node]
        shown[one.id] = node
        network.add_node(
            node,
            label=one.name,
            title=f"{one.name}\n{one.type}",
            x=x,
            y=y,
            size=radius(ranked.scores[node], full_size(ranked)),
            color=_COLOURS.get(schema.top(one.type), "#46535f"),
            shape="dot",
        )
    for said in rows.statements:
        if said.subject in shown and said.object in shown:
            _add_edge(network, shown[said.subject], shown[said.object], said.predicate, schema)
    return network


def _add_edge(network: Network, subject: int, object_: int, predicate: str, schema: Schema) -> None:
    known = schema.predicates.get(predicate)
    network.add_edge(subject, object_, title=known.zh if known else predicate)


def _empty() -> Any:
    try:
        from pyvis.network import Network
    except ImportError as fault:
        raise MissingPackage("`kg export pyvis` needs pyvis: pip install pyvis") from fault
    return Network(height="900px", directed=True, cdn_resources="in_line", notebook=False)


PYVIS = Exporter(".html", write_pyvis)
