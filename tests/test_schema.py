"""The ontology as kg reads it, against the guidelines of annotation."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph

from kg.errors import SchemaError
from kg.ontology_page import as_html, as_json, as_text
from kg.schema import ONTOLOGY, Schema, load_schema, schemas_folder
from tests.conftest import ROOT

TOPS = {
    "Event",
    "Industry",
    "Organization",
    "Person",
    "Place",
    "Policy",
    "Product",
    "Technology",
}
PREDICATES = [
    "worksFor",
    "founded",
    "develops",
    "uses",
    "instanceOf",
    "issues",
    "approves",
    "supports",
    "regulates",
    "subsidiaryOf",
    "investsIn",
    "acquires",
    "cooperatesWith",
    "competesWith",
    "supplies",
    "locatedIn",
    "participatesIn",
    "organizes",
    "reportsOn",
    "meets",
]


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema(schemas_folder())


def test_eight_classes_stand_at_the_top_and_organizations_have_four_kinds(schema: Schema) -> None:
    assert {name for name, one in schema.classes.items() if not one.parent} == TOPS
    assert {n for n, one in schema.classes.items() if one.parent == "Organization"} == {
        "Company",
        "GovernmentBody",
        "MediaOrganization",
        "ResearchOrganization",
    }


def test_there_are_the_twenty_predicates(schema: Schema) -> None:
    assert sorted(PREDICATES) == list(schema.predicates)


def test_everything_has_labels_and_definitions_in_two_languages(schema: Schema) -> None:
    for one in (*schema.classes.values(), *schema.predicates.values()):
        assert all((one.zh, one.en, one.definition_zh, one.definition_en)), one.name
    for predicate in schema.predicates.values():
        assert predicate.inverse_zh and predicate.inverse_en, predicate.name


def test_three_predicates_are_symmetric(schema: Schema) -> None:
    symmetric = {name for name, one in schema.predicates.items() if one.symmetric}

    assert symmetric == {"cooperatesWith", "competesWith", "meets"}


def test_a_company_is_an_organization(schema: Schema) -> None:
    assert schema.top("Company") == "Organization"
    assert schema.is_a("Company", "Organization")
    assert not schema.is_a("Organization", "Company")
    assert schema.top("Nonsense") == "Nonsense"


@pytest.mark.parametrize(
    ("subject", "predicate", "object_", "fits"),
    [
        ("Company", "develops", "Product", True),
        ("Product", "develops", "Company", False),
        ("Person", "worksFor", "MediaOrganization", True),
        ("Organization", "reportsOn", "Place", True),
        ("Product", "competesWith", "Product", True),
        ("Company", "competesWith", "GovernmentBody", True),
        ("Product", "competesWith", "Organization", False),
        ("Person", "meets", "Organization", True),
        ("Place", "locatedIn", "Place", True),
        ("Person", "eats", "Place", False),
    ],
)
def test_domain_and_range_hold(
    schema: Schema, subject: str, predicate: str, object_: str, fits: bool
) -> None:
    assert schema.fits(subject, predicate, object_) is fits


def test_the_guidelines_agree(shared: Path, schema: Schema) -> None:
    """The table of the guidelines: `| develops | Organization/Person -> Product/Technology |`."""
    rows = {}
    for line in (shared / "gold/GUIDELINES.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and cells[0] in schema.predicates and "->" in cells[1]:
            left, _, right = cells[1].partition("->")
            rows[cells[0]] = set(left.strip().split("/")), set(right.strip().split("/"))

    assert len(rows) == 17
    for name, (domain, range_) in rows.items():
        assert set(schema.predicates[name].domain) == domain, name
        assert set(schema.predicates[name].range) == (TOPS if range_ == {"any"} else range_), name


def test_a_folder_without_an_ontology_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"has no ontology\.ttl"):
        schemas_folder(tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("not turtle", "ontology.ttl"),
        ("", "has no classes"),
    ],
)
def test_a_broken_ontology_is_told_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / ONTOLOGY).write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError, match=message) as told:
        load_schema(tmp_path)
    assert "\n" not in str(told.value)


def test_an_unknown_class_in_a_domain_is_told(tmp_path: Path) -> None:
    text = (schemas_folder() / ONTOLOGY).read_text(encoding="utf-8")
    wrong = text.replace("rdfs:domain kg:Person ;", "rdfs:domain kg:Persson ;", 1)
    (tmp_path / ONTOLOGY).write_text(wrong, encoding="utf-8")
    with pytest.raises(SchemaError, match="worksFor names an unknown class 'Persson'"):
        load_schema(tmp_path)


def test_rdflib_reads_the_ontology_and_its_version() -> None:
    graph = Graph().parse(schemas_folder() / ONTOLOGY)
    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    version = graph.value(ontology, OWL.versionInfo)

    assert str(graph.value(ontology, OWL.versionIRI)) == f"{ontology}/{version}"


def test_the_page_in_the_docs_is_the_one_that_is_generated(schema: Schema) -> None:
    page = (ROOT / "docs/ontology.html").read_text(encoding="utf-8")

    assert as_html(schema, schemas_folder()) == page, "run kg schema --html docs/ontology.html"


def test_text_and_json_name_every_predicate(schema: Schema) -> None:
    for name in PREDICATES:
        assert f"\n  {name}  " in as_text(schema)
        assert f'"name": "{name}"' in as_json(schema)
