"""Every promise of the shapes is kept by a build, and its breach is found by both engines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import InputError, SchemaError, UsageError
from kg.model import Alias
from kg.schema import schemas_folder
from kg.store import write_rdf
from kg.validate import Report, told, validate
from tests.store.small import IRIS, Fact, schema, write_small

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

TEXTS = {"a1": "百度发布飞桨", "a2": "百度否认收购小米"}
TYPES = {"百度": "Company", "飞桨": "Product", "小米": "Company"}
FACTS = [
    Fact("a1", "百度", "develops", "飞桨"),
    Fact("a2", "百度", "acquires", "小米", "negated", "某某"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("build")
    alias = Alias("Baidu", "english", "a1", "百度发布飞桨")
    same = ("https://www.wikidata.org/entity/Q14772",)
    write_small(home, TEXTS, TYPES, FACTS, {"百度": (alias,)}, {"百度": same})
    write_rdf(home, schema(), IRIS)
    return home


def found(report: Report) -> set[tuple[str, str, str]]:
    return {(one.focus, one.path, one.message) for one in report.violations}


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
def test_a_build_keeps_every_promise(folder: Path, engine: str) -> None:
    report = validate(folder, engine=engine)

    assert told(report).endswith("all kept")
    assert report.promises == len(re.findall("sh:message", SHAPES))


SHAPES = (schemas_folder() / "shapes.ttl").read_text(encoding="utf-8")
KG, XSD = "https://kg.example/ns#", "http://www.w3.org/2001/XMLSchema#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
ST = "<https://kg.example/statement/百度-develops-飞桨-asserted->"
EV = "<https://kg.example/article/a1#evidence=百度-develops-飞桨-asserted-,0,6>"
ME = "<https://kg.example/article/a1#char=4,6>"
E1, E2 = "<https://kg.example/entity/百度>", "<https://kg.example/entity/飞桨>"
G = "<https://kg.example/article/a1>"
P1 = f"{ST} <{RDF}predicate> <{KG}develops> .\n"

# What to replace in graph.nq (or "" to add), by what, and the message that must come.
BREACHES = {
    "no subject": (f"{ST} <{RDF}subject> {E1} .\n", "", "a statement has one subject, an entity"),
    "two subjects": ("", f"{ST} <{RDF}subject> {E2} .\n", "a statement has one subject, an entity"),
    "subject no entity": (
        f"{ST} <{RDF}object> {E2} .\n",
        f"{ST} <{RDF}object> <http://x.example/y> .\n",
        "a statement has one object, an entity",
    ),
    "unknown predicate": (
        P1,
        f"{ST} <{RDF}predicate> <{KG}eats> .\n",
        "the predicate is in the ontology",
    ),
    "domain": (
        P1,
        f"{ST} <{RDF}predicate> <{KG}worksFor> .\n",
        "the subject is in the domain of the predicate",
    ),
    "range": (
        P1,
        f"{ST} <{RDF}predicate> <{KG}issues> .\n",
        "the object is in the range of the predicate",
    ),
    "same class": (
        P1,
        f"{ST} <{RDF}predicate> <{KG}competesWith> .\n",
        "subject and object of this predicate are of one class",
    ),
    "no evidence": (f"{ST} <{KG}evidence> {EV} {G} .\n", "", "a statement has evidence"),
    "idle evidence": (f"{ST} <{KG}evidence> {EV} {G} .\n", "", "evidence belongs to a statement"),
    "confidence": (
        f'{ST} <{KG}confidence> "0.6"^^<{XSD}decimal> .\n',
        f'{ST} <{KG}confidence> "1.6"^^<{XSD}decimal> .\n',
        "a statement has one confidence from 0 to 1",
    ),
    "confidence of words": (
        f'{ST} <{KG}confidence> "0.6"^^<{XSD}decimal> .\n',
        f'{ST} <{KG}confidence> "high" .\n',
        "a statement has one confidence from 0 to 1",
    ),
    "modality": (
        f"{ST} <{KG}modality> <{KG}asserted> .\n",
        f"{ST} <{KG}modality> <{KG}perhaps> .\n",
        "a statement has one modality: asserted, planned, predicted, negated or reported",
    ),
    "denial as fact": (
        f"{ST} <{KG}modality> <{KG}asserted> .\n",
        f"{ST} <{KG}modality> <{KG}negated> .\n",
        "a plan, a forecast, a denial or hearsay is no plain triple",
    ),
    "status": (
        f"{ST} <{KG}status> <{KG}current> .\n",
        f'{ST} <{KG}status> "current" .\n',
        "a statement has one status: current, disputed or superseded",
    ),
    "time": ("", f'{ST} <{KG}time> "昨日" .\n', "a time is a year, a month, a day or a moment"),
    "two roles": ("", f'{ST} <{KG}role> "甲", "乙" .\n', "a role is one plain string"),
    "speaker": ("", f"{ST} <{KG}attributedTo> {ME} .\n", "who says so is an entity"),
    "quote": (
        f'{EV} <{KG}quote> "百度发布飞桨" {G} .\n',
        f'{EV} <{KG}quote> "百度发布文心" {G} .\n',
        "the quote is the article's text at its offsets",
    ),
    "evidence ends before it begins": (
        f'{EV} <{NIF}endIndex> "6"^^<{XSD}integer> {G} .\n',
        f'{EV} <{NIF}endIndex> "0"^^<{XSD}integer> {G} .\n',
        "evidence begins once, at 0 or later, before it ends",
    ),
    "evidence elsewhere": (
        f"{EV} <http://www.w3.org/ns/prov#wasDerivedFrom> {G} {G} .\n",
        f"{EV} <http://www.w3.org/ns/prov#wasDerivedFrom> <https://kg.example/article/a2> {G} .\n",
        "the IRI of evidence is that of its article and a fragment",
    ),
    "subject elsewhere": (
        "",
        f"{EV} <{KG}subjectAt> <https://kg.example/article/a2#char=0,2> {G} .\n",
        "subject and object stand in the article of the evidence",
    ),
    "no rule": (f'{EV} <{KG}rule> "test" {G} .\n', "", "evidence names the rule or model that"),
    "surface": (
        f'{ME} <{NIF}anchorOf> "飞桨" {G} .\n',
        f'{ME} <{NIF}anchorOf> "飞机" {G} .\n',
        "the words of a mention are the article's text at its offsets",
    ),
    "mention elsewhere": (
        f'{ME} <{NIF}beginIndex> "4"^^<{XSD}integer> {G} .\n',
        f'{ME} <{NIF}beginIndex> "3"^^<{XSD}integer> {G} .\n',
        "the IRI of a mention is that of its article and its offsets",
    ),
    "mention of nothing": (
        f"{ME} <http://www.w3.org/2005/11/its/rdf#taIdentRef> {E2} {G} .\n",
        f"{ME} <http://www.w3.org/2005/11/its/rdf#taIdentRef> <http://x.example/y> {G} .\n",
        "a mention names one entity",
    ),
    "two labels": (
        "",
        f'{E1} <http://www.w3.org/2004/02/skos/core#prefLabel> "Baidu"@en .\n',
        "an entity has one preferred name",
    ),
    "same as words": (
        "",
        f'{E1} <http://www.w3.org/2002/07/owl#sameAs> "百度公司" .\n',
        "what is the same elsewhere is an IRI",
    ),
    "class": (
        f"{E2} <{RDF}type> <{KG}Product> .\n",
        f"{E2} <{RDF}type> <{KG}Gadget> .\n",
        "an entity is of a class of the ontology",
    ),
    "no title": (
        f'{G} <https://schema.org/headline> "百度发布飞桨" {G} .\n',
        "",
        "an article has one title, which may be empty",
    ),
    "two texts": (
        "",
        f'{G} <{NIF}isString> "另一篇" {G} .\n',
        "an article that offsets point into has one text",
    ),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_found_by_both_engines(folder: Path, tmp_path: Path, breach: str) -> None:
    old, new, message = BREACHES[breach]
    text = (folder / "graph.nq").read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / "broken.nq"
    new = new.replace('", "', f'" .\n{ST} <{KG}role> "')
    broken.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")
    fast, reference = validate(broken), validate(broken, engine="pyshacl")

    assert any(one.message.startswith(message) for one in fast.violations), told(fast)
    assert found(fast) == found(reference)


def test_every_promise_has_a_breach_or_a_sister() -> None:
    """A new promise must come with a breach; the ones left out repeat a tested kind."""
    messages = set(re.findall(r'sh:message "([^"]+)"', SHAPES))
    tested = {m for m in messages if any(m.startswith(one) for *_, one in BREACHES.values())}

    assert len(tested) >= 25
    assert messages - tested == {
        "a mention begins once, at 0 or later, before it ends",
        "a mention ends once",
        "a mention has its words",
        "a mention has one class",
        "a mention has one score from 0 to 1",
        "a mention lies in one article",
        "a statement has at most one time",
        "a statement has one predicate",
        "a text has its SHA-256",
        "an article has at most one date",
        "an article is named by an IRI",
        "an article has the identifier of its source",
        "an entity has names to look it up by",
        "an entity is named by an IRI",
        "an entity says how often it is named",
        "an entity says in how many articles it is",
        "evidence ends once",
        "evidence lies in one article",
        "evidence quotes the article",
    }


def test_the_readable_file_keeps_every_promise(folder: Path) -> None:
    assert validate(folder / "graph.ttl").conforms


def test_all_violations_are_counted_and_some_are_shown(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.nt"
    broken.write_text(
        "".join(f"<http://x.example/{n}> <{RDF}type> <{KG}Statement> .\n" for n in range(50)),
        encoding="utf-8",
    )
    report = validate(broken, shown=3)

    assert report.counts["a statement has evidence"] == 50
    assert "broken 50 times: a statement has evidence" in told(report)
    assert "… and 47 more" in told(report)


def test_a_file_that_is_missing_or_of_no_rdf_format_is_a_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("")
    with pytest.raises(UsageError, match="no such build or file"):
        validate(tmp_path / "y.ttl")
    with pytest.raises(UsageError, match=r"not an RDF file; known: \.ttl"):
        validate(tmp_path / "x.txt")


def test_a_file_that_is_not_what_it_says_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("<a> <b> .")
    with pytest.raises(InputError, match=r"x\.ttl"):
        validate(tmp_path / "x.ttl")


def test_shacl_that_has_no_query_is_refused_with_a_way_out(folder: Path, tmp_path: Path) -> None:
    for path in schemas_folder().glob("*.ttl"):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace("sh:minLength 1", "sh:uniqueLang true"))
    with pytest.raises(SchemaError, match="sh:uniqueLang is not understood here"):
        validate(folder, tmp_path)
