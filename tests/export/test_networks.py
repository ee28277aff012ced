"""Networks and tables for other tools: read back by them, with types, labels, weights, dates."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import networkx
import pytest

from kg.export import EXPORTERS
from kg.schema import Schema, load_schema, schemas_folder
from tests.page.corpus import Said, iri, write_build


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return write_build(tmp_path / "build")


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema(schemas_folder())


def written(format_: str, build: Path, schema: Schema) -> Path:
    exporter = EXPORTERS.make(format_)
    target = build.parent / f"out{exporter.suffix}"
    exporter.write(build, target, schema)
    return target


@pytest.mark.parametrize(
    ("format_", "read"), [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)]
)
def test_a_network_is_read_back_by_networkx(
    format_: str, read: object, build: Path, schema: Schema
) -> None:
    graph = read(written(format_, build, schema))  # type: ignore[operator]

    assert (len(graph), graph.number_of_edges()) == (17, 16)
    assert graph.nodes[iri("entity", "百度")]["label"] == "百度"
    assert graph.nodes[iri("entity", "百度")]["top_type"] == "Organization"
    (edge,) = graph.get_edge_data(iri("entity", "百度"), iri("entity", "飞桨")).values()
    assert (edge["label"], edge["weight"], edge["first_seen"]) == ("develops", 2, "2026-05-04")


@pytest.mark.parametrize("format_", ["graphml", "gexf"])
def test_characters_that_xml_cannot_hold_are_replaced(
    format_: str, tmp_path: Path, schema: Schema
) -> None:
    name = "零\x00\x1b\ufffe孤\ud800<&\"'>"
    entities = {name: ("Company", ()), "甲": ("Company", ())}
    articles = {"a1": ("题", "", "", f"{name}与甲合作。")}
    said = Said(name, "cooperatesWith", "甲", (("a1", f"{name}与甲合作。"),))
    target = written(format_, write_build(tmp_path / "b", articles, entities, [said]), schema)

    text = target.read_text("utf-8")
    assert "零\ufffd\ufffd\ufffd孤\ufffd" in text


def test_csv_keeps_what_happened_and_who_is_named_together_apart_from_statements(
    tmp_path: Path, schema: Schema
) -> None:
    articles = {
        "a": ("海岳智能获投", "2026-05-20", "", "青山资本投资海岳智能。"),
        "b": ("海岳智能融资", "2026-05-22", "", "北原创投也投了海岳智能。青山资本也在。"),
    }
    entities: dict[str, tuple[str, tuple[str, ...]]] = dict.fromkeys(
        ("海岳智能", "青山资本", "北原创投"), ("Company", ())
    )
    said = [
        Said("青山资本", "investsIn", "海岳智能", (("a", "青山资本投资海岳智能。"),)),
        Said("北原创投", "investsIn", "海岳智能", (("b", "北原创投也投了海岳智能。"),)),
    ]
    folder = written("csv", write_build(tmp_path / "b", articles, entities, said), schema)

    with (folder / "happenings.csv").open(encoding="utf-8-sig", newline="") as lines:
        (round_,) = csv.DictReader(lines)
    assert (round_["kind"], round_["start"], round_["end"]) == (
        "investment",
        "2026-05-20",
        "2026-05-22",
    )
    assert round_["actor_names"] == "北原创投; 海岳智能; 青山资本"
    with (folder / "cooccurrence.csv").open(encoding="utf-8-sig", newline="") as lines:
        (pair,) = csv.DictReader(lines)
    assert {pair["first_name"], pair["second_name"]} == {"海岳智能", "青山资本"}
    assert (pair["articles"], pair["sentences"], pair["npmi"]) == ("2", "1", "1.0")


def test_csv_opens_in_a_spreadsheet_without_running_formulas(
    tmp_path: Path, schema: Schema
) -> None:
    entities = {"=1+1": ("Company", ()), "甲": ("Company", ())}
    articles = {"a1": ("题", "2026", "", "=1+1与甲合作。")}
    said = Said("=1+1", "cooperatesWith", "甲", (("a1", "=1+1与甲合作。"),))
    folder = written("csv", write_build(tmp_path / "b", articles, entities, [said]), schema)

    with (folder / "statements.csv").open(encoding="utf-8-sig", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert (row["subject_name"], row["predicate_zh"], row["places"]) == ("'=1+1", "合作", "1")
    assert (folder / "entities.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_neo4j_gets_typed_headers_and_labels(build: Path, schema: Schema) -> None:
    folder = written("neo4j", build, schema)

    entities = (folder / "entities.csv").read_text("utf-8").splitlines()
    assert entities[0] == "id:ID(Entity),name,aliases:string[],articles:int,mentions:int,:LABEL"
    assert (
        "https://kg.example/entity/百度,百度,Baidu|度娘,4,10,Entity|Company|Organization"
        in entities
    )
    assert ",WORKS_FOR," in (folder / "statements.csv").read_text("utf-8")
    assert ",NAMES," in (folder / "named.csv").read_text("utf-8")


def test_pyvis_is_offline_utf8_and_still(build: Path, schema: Schema) -> None:
    page = written("pyvis", build, schema).read_text("utf-8")

    assert re.findall(r'<(?:script|link)[^>]*(?:src|href)="http', page) == []
    assert '"physics": {"enabled": false}' in page
    assert len(page) < 1_000_000


def test_html_is_the_explorer(build: Path, schema: Schema) -> None:
    assert 'id="graph"' in written("html", build, schema).read_text("utf-8")
