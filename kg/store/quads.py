"""Turns rows of the tables into quads; every quad comes of exactly one kind of row.

An article's own graph holds what the article alone says: the article, its mentions, the evidence
in it and the plain form of what it asserts. The default graph holds what all articles say
together: entities and the heads of statements. No node is blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from kg.rdf import (
    NS,
    Iris,
    dated,
    decimal,
    integer,
    iri,
    labelled,
    literal,
    segment,
    term,
)
from kg.schema import Schema
from kg.tables import AliasRow, ArticleRow, EntityRow, EvidenceRow, MentionRow, StatementRow

# Raised when the form of the quads changes: an earlier build is then not updated but written anew.
FORM = 2

# Only what is said as a fact becomes a plain triple: whoever reads the graph without looking at
# statement nodes must never take a plan, a forecast, a denial or hearsay for a fact.
PLAIN = frozenset({"asserted"})


class Quad(NamedTuple):
    """Four terms in N-Quads form; `graph` is "" for the default graph."""

    subject: str
    predicate: str
    object: str
    graph: str

    def line(self) -> bytes:
        """The quad as a line of canonical N-Quads."""
        graph = f"{self.graph} " if self.graph else ""
        return f"{self.subject} {self.predicate} {self.object} {graph}.\n".encode()


_TYPE = term("rdf:type")
_ARTICLE, _CONTEXT = term("schema:NewsArticle"), term("nif:Context")
_TITLE, _DATE = term("schema:headline"), term("schema:datePublished")
_SOURCE, _URL = term("schema:publisher"), term("schema:url")
_IDENTIFIER, _TEXT, _SHA256 = term("schema:identifier"), term("nif:isString"), term("kg:sha256")
_STRING, _IN = term("nif:OffsetBasedString"), term("nif:referenceContext")
_BEGIN, _END, _ANCHOR = term("nif:beginIndex"), term("nif:endIndex"), term("nif:anchorOf")
_IDENT, _CLASS = term("itsrdf:taIdentRef"), term("itsrdf:taClassRef")
_SCORE, _DETECTOR = term("itsrdf:taConfidence"), term("kg:detector")
_ENTITY, _PREF, _ALT = term("kg:Entity"), term("skos:prefLabel"), term("skos:altLabel")
_NAME, _CODE, _SAME = term("kg:name"), term("kg:code"), term("owl:sameAs")
_ARTICLES, _MENTIONS = term("kg:articleCount"), term("kg:mentionCount")
_XL_ALT, _XL_LABEL = term("skosxl:altLabel"), term("skosxl:Label")
_XL_FORM, _KIND = term("skosxl:literalForm"), term("kg:aliasKind")
_STATEMENT, _RDF_STATEMENT = term("kg:Statement"), term("rdf:Statement")
_SUBJECT, _PREDICATE, _OBJECT = term("rdf:subject"), term("rdf:predicate"), term("rdf:object")
_CONFIDENCE, _MODALITY, _STATUS = term("kg:confidence"), term("kg:modality"), term("kg:status")
_TIME, _ROLE, _AMOUNT = term("kg:time"), term("kg:role"), term("kg:amount")
_SPEAKER, _FIRST, _LAST = term("kg:attributedTo"), term("kg:firstSeen"), term("kg:lastSeen")
_HAS_EVIDENCE, _EVIDENCE = term("kg:evidence"), term("kg:Evidence")
_DERIVED, _QUOTE, _RULE = term("prov:wasDerivedFrom"), term("kg:quote"), term("kg:rule")
_AT = {"subject": term("kg:subjectAt"), "object": term("kg:objectAt")}
_ANY_URI = term("xsd:anyURI")


@lru_cache(maxsize=1 << 10)
def _own(name: str) -> str:
    """A term of the ontology: `develops`, `Company`, `asserted`."""
    return iri(f"{NS}{name}")


def article_quads(row: ArticleRow) -> Iterator[Quad]:
    """An article with its text, in its own graph."""
    node = iri(row["id"])
    yield from headline_quads(row)
    yield Quad(node, _TYPE, _CONTEXT, node)
    yield Quad(node, _TEXT, literal(row["text"]), node)
    yield Quad(node, _SHA256, literal(row["sha256"]), node)


def headline_quads(row: ArticleRow) -> Iterator[Quad]:
    """What an article is called and where it is from, without its text."""
    node = iri(row["id"])
    yield Quad(node, _TYPE, _ARTICLE, node)
    yield Quad(node, _IDENTIFIER, literal(row["source_id"]), node)
    yield Quad(node, _TITLE, literal(row["title"]), node)
    if row["date"]:
        yield Quad(node, _DATE, dated(row["date"]), node)
    if row["source"]:
        yield Quad(node, _SOURCE, literal(row["source"]), node)
    if row["url"]:
        yield Quad(node, _URL, f"{literal(row['url'])}^^{_ANY_URI}", node)


def mention_quads(row: MentionRow) -> Iterator[Quad]:
    """A mention at `…#char=b,e`, in its article's graph."""
    article = iri(row["article"])
    node = f"{article[:-1]}#char={row['start']},{row['end']}>"
    yield Quad(node, _TYPE, _STRING, article)
    yield Quad(node, _IN, article, article)
    yield Quad(node, _BEGIN, integer(row["start"]), article)
    yield Quad(node, _END, integer(row["end"]), article)
    yield Quad(node, _ANCHOR, literal(row["surface"]), article)
    yield Quad(node, _IDENT, iri(row["entity"]), article)
    yield Quad(node, _CLASS, _own(row["type"]), article)
    yield Quad(node, _SCORE, decimal(row["score"]), article)
    yield Quad(node, _DETECTOR, literal(row["detector"]), article)


def entity_quads(row: EntityRow, schema: Schema) -> Iterator[Quad]:
    """An entity with its classes (its own and those above), names, codes and counts."""
    node = iri(row["id"])
    for name in schema.ancestors(row["type"]):
        yield Quad(node, _TYPE, _own(name), "")
    yield Quad(node, _TYPE, _ENTITY, "")
    yield Quad(node, _PREF, labelled(row["name"]), "")
    for name in dict.fromkeys((row["name"], *(alias["name"] for alias in row["aliases"]))):
        yield Quad(node, _NAME, literal(name), "")
        if name != row["name"]:
            yield Quad(node, _ALT, labelled(name), "")
    for same in row["same_as"]:
        yield Quad(node, *_same(same), "")
    yield Quad(node, _ARTICLES, integer(row["articles"]), "")
    yield Quad(node, _MENTIONS, integer(row["mentions"]), "")
    for alias in row["aliases"]:
        yield from _alias_quads(node, f"{node[:-1]}#alias={segment(alias['name'])}>", alias)


def _same(value: str) -> tuple[str, str]:
    """`https://…` is the same thing elsewhere; `code:SZ000001` and the like are identifiers."""
    if value.startswith(("http://", "https://", "urn:")):
        return _SAME, iri(value)
    return _CODE, literal(value.removeprefix("code:"))


def _alias_quads(entity: str, node: str, alias: AliasRow) -> Iterator[Quad]:
    yield Quad(entity, _XL_ALT, node, "")
    yield Quad(node, _TYPE, _XL_LABEL, "")
    yield Quad(node, _XL_FORM, labelled(alias["name"]), "")
    yield Quad(node, _KIND, literal(alias["kind"]), "")
    if alias["article"]:
        article = iri(alias["article"])
        yield Quad(node, _DERIVED, article, article)
        yield Quad(node, _QUOTE, literal(alias["quote"]), article)


def statement_quads(row: StatementRow) -> Iterator[Quad]:
    """The head of a statement in the default graph, each evidence in its article's graph."""
    node = iri(row["id"])
    yield Quad(node, _TYPE, _STATEMENT, "")
    yield Quad(node, _TYPE, _RDF_STATEMENT, "")
    yield Quad(node, _SUBJECT, iri(row["subject"]), "")
    yield Quad(node, _PREDICATE, _own(row["predicate"]), "")
    yield Quad(node, _OBJECT, iri(row["object"]), "")
    yield Quad(node, _CONFIDENCE, decimal(row["confidence"]), "")
    yield Quad(node, _MODALITY, _own(row["modality"]), "")
    yield Quad(node, _STATUS, _own(row["status"]), "")
    for predicate, value in _details(row):
        yield Quad(node, predicate, value, "")
    for place in row["evidence"]:
        yield from _evidence_quads(node, row["id"], place)
    yield from plain_quads(row)


def _details(row: StatementRow) -> Iterator[tuple[str, str]]:
    """What a statement may have besides; tables of other hands may lack the last three keys."""
    for predicate, date in ((_TIME, row["time"]), (_FIRST, row.get("first_seen", ""))):
        if date:
            yield predicate, dated(date)
    if row.get("last_seen"):
        yield _LAST, dated(row["last_seen"])
    if row["role"]:
        yield _ROLE, literal(row["role"])
    if row["attributed_to"]:
        yield _SPEAKER, iri(row["attributed_to"])
    for amount in row.get("amounts", ()):
        yield _AMOUNT, literal(amount)


def _evidence_quads(statement: str, id_: str, place: EvidenceRow) -> Iterator[Quad]:
    article = iri(place["article"])
    local = id_.rpartition("/")[2]
    node = iri(f"{place['article']}#evidence={local},{place['start']},{place['end']}")
    yield Quad(statement, _HAS_EVIDENCE, node, article)
    yield Quad(node, _TYPE, _EVIDENCE, article)
    yield Quad(node, _DERIVED, article, article)
    yield Quad(node, _BEGIN, integer(place["start"]), article)
    yield Quad(node, _END, integer(place["end"]), article)
    yield Quad(node, _QUOTE, literal(place["quote"]), article)
    yield Quad(node, _RULE, literal(place["rule"]), article)
    # A mention where the sentence has the name; 该产品 is no mention, and its place has no node.
    for mark in place.get("marks", ()):
        span = f"{article[:-1]}#char={mark['start']},{mark['end']}>"
        yield Quad(node, _AT[mark["role"]], span, article)


def plain_quads(row: StatementRow) -> Iterator[Quad]:
    """The plain triple of an asserted statement in the graph of each article that asserts it.

    The only quads that two rows may share: the same fact with another time or role.
    """
    if row["modality"] in PLAIN:
        fact = iri(row["subject"]), _own(row["predicate"]), iri(row["object"])
        for article in dict.fromkeys(place["article"] for place in row["evidence"]):
            yield Quad(*fact, iri(article))


def dataset_quads(iris: Iris, schema: Schema, made_with: Mapping[str, str]) -> Iterator[Quad]:
    """The data as a whole and the build that made it, after PROV-O; no clock values.

    Args:
        made_with: what the build used, by a short name: `model` -> name or digest.
    """
    data, build = iri(iris.dataset), iri(iris.build)
    ontology = iri(f"{NS.rstrip('#')}/{schema.version}")
    agent = f"{build[:-1]}#kg>"
    yield Quad(data, _TYPE, term("void:Dataset"), "")
    yield Quad(data, _TYPE, term("prov:Entity"), "")
    yield Quad(data, term("dcterms:conformsTo"), ontology, "")
    yield Quad(data, term("prov:wasGeneratedBy"), build, "")
    yield Quad(build, _TYPE, term("prov:Activity"), "")
    yield Quad(build, term("prov:wasAssociatedWith"), agent, "")
    yield Quad(build, term("prov:used"), ontology, "")
    yield Quad(agent, _TYPE, term("prov:SoftwareAgent"), "")
    yield Quad(agent, term("rdfs:label"), literal("kg"), "")
    used = {**made_with, "form": str(FORM), "ontology": schema.digest}
    for name, digest in sorted(used.items()):
        node = iri(f"{iris.build}#{name}")
        yield Quad(build, term("prov:used"), node, "")
        yield Quad(node, _TYPE, term("prov:Entity"), "")
        yield Quad(node, term("rdfs:label"), literal(name), "")
        yield Quad(node, term("kg:digest"), literal(digest), "")


def lines(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Quads as lines of canonical N-Quads."""
    return (quad.line() for quad in quads)


__all__ = [
    "FORM",
    "PLAIN",
    "Quad",
    "article_quads",
    "dataset_quads",
    "entity_quads",
    "headline_quads",
    "lines",
    "mention_quads",
    "plain_quads",
    "statement_quads",
]
