"""The ontology as quads of a build, so that its graph can be read and checked by itself."""

from __future__ import annotations

from collections.abc import Iterator

from kg.rdf import NS, iri, literal, term
from kg.schema import ClassDef, PredicateDef, Schema
from kg.store.quads import Quad

_TYPE, _LABEL, _DEFINITION = term("rdf:type"), term("rdfs:label"), term("skos:definition")
_CLASS, _BELOW = term("owl:Class"), term("rdfs:subClassOf")
_PROPERTY, _SYMMETRIC = term("owl:ObjectProperty"), term("owl:SymmetricProperty")
_SUB_PROPERTY, _RELATION = term("rdfs:subPropertyOf"), term("kg:relation")
_DOMAIN, _RANGE = term("schema:domainIncludes"), term("schema:rangeIncludes")
_TRUE = f'"true"^^{term("xsd:boolean")}'


def vocabulary_quads(schema: Schema) -> Iterator[Quad]:
    """Classes and predicates with labels, in the default graph.

    Domains and ranges are `schema:domainIncludes` and `rangeIncludes`: the unions of OWL need
    blank nodes, of which a build has none.
    """
    for one in schema.classes.values():
        node = iri(f"{NS}{one.name}")
        yield Quad(node, _TYPE, _CLASS, "")
        yield Quad(node, _BELOW, iri(f"{NS}{one.parent or 'Entity'}"), "")
        yield from _words(node, one)
    for predicate in schema.predicates.values():
        yield from _predicate(iri(f"{NS}{predicate.name}"), predicate)


def _predicate(node: str, predicate: PredicateDef) -> Iterator[Quad]:
    yield Quad(node, _TYPE, _PROPERTY, "")
    yield Quad(node, _SUB_PROPERTY, _RELATION, "")
    if predicate.symmetric:
        yield Quad(node, _TYPE, _SYMMETRIC, "")
    if predicate.same_class:
        yield Quad(node, term("kg:sameClass"), _TRUE, "")
    for name in predicate.domain:
        yield Quad(node, _DOMAIN, iri(f"{NS}{name}"), "")
    for name in predicate.range:
        yield Quad(node, _RANGE, iri(f"{NS}{name}"), "")
    yield from _words(node, predicate)


def _words(node: str, one: ClassDef | PredicateDef) -> Iterator[Quad]:
    for text, tag in ((one.zh, "zh"), (one.en, "en")):
        if text:
            yield Quad(node, _LABEL, f"{literal(text)}@{tag}", "")
    for text, tag in ((one.definition_zh, "zh"), (one.definition_en, "en")):
        if text:
            yield Quad(node, _DEFINITION, f"{literal(text)}@{tag}", "")
