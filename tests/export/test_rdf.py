"""Every RDF format is read back by other programs to the same graph."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from kg.export import EXPORTERS
from kg.model import Alias
from kg.rdf import PREFIXES
from kg.schema import schemas_folder
from kg.store import open_store, write_rdf
from tests.store.small import IRIS, Fact, schema, write_small

NAMES = {
    "百度": "Company",
    "飞桨": "Product",
    'a"b\\c\td\ne\rf': "Product",
    "<b>&amp;]]></b>": "Product",
    "e\u0301\u2028😀": "Product",
    "{{x}} # ? / _ %20": "Policy",
}
TEXT = "，".join(NAMES)
# rdflib calls its own deprecated names.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")
TRIPLES = {"ttl": "turtle", "nt": "nt", "rdfxml": "xml"}
QUADS = {"nq": "nquads", "trig": "trig", "jsonld": "json-ld"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of two articles with hostile names, an alias and a stock code."""
    home = tmp_path_factory.mktemp("build")
    alias = Alias("Baidu, Inc.", "english", "a1", "百度（Baidu, Inc.）")
    facts = [
        Fact("a1", "百度", "develops", "飞桨"),
        Fact("a2", "百度", "acquires", "飞桨", "negated", '董事长"\n'),
    ]
    texts = {"a1": TEXT, "a2": f"再说{TEXT}"}
    write_small(home, texts, NAMES, facts, {"百度": (alias,)}, {"百度": ("code:BIDU",)})
    write_rdf(home, schema(), IRIS)
    return home


def exported(folder: Path, name: str, tmp_path: Path) -> Path:
    exporter = EXPORTERS.make(name)
    target = tmp_path / f"graph{exporter.suffix}"
    exporter.write(folder, target, schema())
    return target


@pytest.mark.parametrize("name", TRIPLES)
def test_rdflib_reads_the_triples_back(folder: Path, name: str, tmp_path: Path) -> None:
    expected = Graph()
    for subject, predicate, object_, _ in Dataset().parse(
        data=(folder / "graph.nq").read_bytes(), format="nquads"
    ):
        expected.add((subject, predicate, object_))

    found = Graph().parse(exported(folder, name, tmp_path), format=TRIPLES[name])
    assert set(expected) == set(found)
    assert isomorphic(expected, found)


@pytest.mark.parametrize("name", QUADS)
def test_rdflib_reads_the_quads_back(folder: Path, name: str, tmp_path: Path) -> None:
    expected = Dataset().parse(data=(folder / "graph.nq").read_bytes(), format="nquads")
    found = Dataset().parse(exported(folder, name, tmp_path), format=QUADS[name])

    assert set(expected.quads()) == set(found.quads())


@pytest.mark.parametrize("name", [*TRIPLES, *QUADS])
def test_oxigraph_reads_it_back(folder: Path, name: str, tmp_path: Path) -> None:
    store = open_store(folder)
    path = exported(folder, name, tmp_path)
    found = set(ox.parse(path=str(path)))

    if name in QUADS:
        assert set(store) == found
    else:
        assert {quad.triple for quad in store} == {quad.triple for quad in found}


@pytest.mark.parametrize("name", [*TRIPLES, *QUADS])
def test_the_tables_alone_are_enough(folder: Path, name: str, tmp_path: Path) -> None:
    """A cut graph has no graph.nq: its file lacks build and ontology, nothing else."""
    bare = tmp_path / "bare"
    shutil.copytree(folder / "tables", bare / "tables")
    found = set(ox.parse(path=str(exported(bare, name, tmp_path))))
    whole = set(ox.parse(path=str(exported(folder, name, tmp_path))))

    about = (IRIS.dataset, IRIS.build, PREFIXES["kg"])
    assert found == {quad for quad in whole if not quad.subject.value.startswith(about)}


def test_what_xml_cannot_hold_becomes_a_replacement_character(tmp_path: Path) -> None:
    home = write_small(tmp_path / "b", {"a1": "bell\a\0来了"}, {"bell\a\0": "Product"})
    write_rdf(home, schema(), IRIS)
    found = Graph().parse(exported(home, "rdfxml", tmp_path), format="xml")

    labels = found.query("SELECT ?l { ?e skos:prefLabel ?l }", initNs=PREFIXES)
    assert [str(row[0]) for row in labels] == ["bell\ufffd\ufffd"]  # type: ignore[index]


def test_json_ld_reads_well(folder: Path, tmp_path: Path) -> None:
    data = json.loads(exported(folder, "jsonld", tmp_path).read_text(encoding="utf-8"))
    entity = next(one for one in data["@graph"] if one["@id"] == IRIS.entity("百度"))

    assert entity["prefLabel"] == {"@value": "百度", "@language": "zh"}
    assert entity["code"] == "BIDU"
    assert entity["mentionCount"] == 2


def test_the_context_names_every_property_that_the_ontology_has() -> None:
    context = json.loads((schemas_folder() / "context.jsonld").read_text(encoding="utf-8"))
    named = {one["@id"] if isinstance(one, dict) else one for one in context["@context"].values()}
    ontology = Graph().parse(schemas_folder() / "ontology.ttl")
    written = ontology.query(
        """SELECT ?p { { ?p a owl:DatatypeProperty } UNION { ?p a owl:ObjectProperty }
           FILTER NOT EXISTS { ?other owl:inverseOf ?p } FILTER (?p != kg:relation) }""",
        initNs=PREFIXES,
    )

    missing = {str(row[0]).replace(PREFIXES["kg"], "kg:") for row in written} - named  # type: ignore[index]
    assert set() == missing
