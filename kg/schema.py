"""Loads `schemas/ontology.ttl` into a frozen Schema of classes and predicates."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox

from kg.errors import SchemaError

__all__ = [
    "ONTOLOGY",
    "ClassDef",
    "PredicateDef",
    "Schema",
    "load_schema",
    "schemas_folder",
]

NS = "https://kg.example/ns#"
ONTOLOGY = "ontology.ttl"

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_DEFINITION = "http://www.w3.org/2004/02/skos/core#definition"
_ROOT_CLASS = f"{NS}Entity"
_ROOT_PREDICATE = f"{NS}relation"


@dataclass(frozen=True, slots=True)
class ClassDef:
    """A class of entities, e.g. `Company`, labels 公司 / Company, parent `Organization`.

    Args:
        parent: the class above it, "" for one of the eight top classes.
    """

    name: str
    zh: str
    en: str
    parent: str
    definition_zh: str
    definition_en: str


@dataclass(frozen=True, slots=True)
class PredicateDef:
    """A predicate between entities, e.g. `develops`, labels 研发 / develops.

    Args:
        domain, range: the classes that subject and object may have (or a class below one).
        inverse_zh, inverse_en: how it reads from the object, e.g. 由…研发 / developed by.
        same_class: subject and object must have the same top class.
    """

    name: str
    zh: str
    en: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    symmetric: bool
    inverse_zh: str
    inverse_en: str
    definition_zh: str
    definition_en: str
    same_class: bool = False


@dataclass(frozen=True)
class Schema:
    """The classes and predicates by name, in the order of their names.

    Args:
        digest: SHA-256 of the ontology file.
        version: its `owl:versionInfo`.
    """

    classes: Mapping[str, ClassDef]
    predicates: Mapping[str, PredicateDef]
    digest: str
    version: str
    _lines: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def top(self, type_: str) -> str:
        """The top class of a class: `Company` -> `Organization`; an unknown one is its own."""
        return self.ancestors(type_)[-1]

    def ancestors(self, type_: str) -> tuple[str, ...]:
        """A class and the classes above it, nearest first."""
        # Asked of every chain and node of a build.
        if found := self._lines.get(type_):
            return found
        line = [type_]
        while (known := self.classes.get(line[-1])) and known.parent:
            line.append(known.parent)
        return self._lines.setdefault(type_, tuple(line))

    def is_a(self, type_: str, ancestor: str) -> bool:
        """Whether a class is another one or lies below it: `Company` is a `Organization`."""
        return ancestor in self.ancestors(type_)

    def fits(self, subject_type: str, predicate: str, object_type: str) -> bool:
        """Whether the domain and range of a predicate hold; an unknown predicate never fits."""
        known = self.predicates.get(predicate)
        return (
            known is not None
            and any(self.is_a(subject_type, one) for one in known.domain)
            and any(self.is_a(object_type, one) for one in known.range)
            and not (known.same_class and self.top(subject_type) != self.top(object_type))
        )


def schemas_folder(override: Path | None = None) -> Path:
    """The folder of knowledge files: the user's, the checkout's, or the one in the wheel.

    Raises:
        SchemaError: the folder has no ontology.
    """
    package = Path(__file__).resolve().parent
    places = [override] if override else [package.parent / "schemas", package / "schemas"]
    for place in places:
        if (place / ONTOLOGY).is_file():
            return place
    raise SchemaError(f"{places[0]}: has no {ONTOLOGY}; name a folder of knowledge files")


def load_schema(folder: Path) -> Schema:
    """Load the ontology of a folder of knowledge files.

    Raises:
        SchemaError: the file cannot be read, is not Turtle, or names an unknown class.
    """
    path = folder / ONTOLOGY
    try:
        raw = path.read_bytes()
        facts = _Facts(ox.parse(raw, format=ox.RdfFormat.TURTLE))
    except (OSError, SyntaxError) as fault:
        raise SchemaError(f"{path}: {fault}") from fault
    classes = {one.name: one for one in sorted(_classes(facts), key=lambda c: c.name)}
    predicates = {one.name: one for one in sorted(_predicates(facts), key=lambda p: p.name)}
    schema = Schema(
        classes,
        _expanded(predicates, classes),
        hashlib.sha256(raw).hexdigest(),
        facts.literal(ox.NamedNode(NS.rstrip("#")), f"{_OWL}versionInfo"),
    )
    _check(schema, path)
    return schema


_Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class _Facts:
    """The triples of the ontology by subject and predicate."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._objects: dict[tuple[_Node, str], list[_Node]] = {}
        self._subjects: dict[tuple[str, _Node], list[_Node]] = {}
        for quad in quads:
            self._objects.setdefault((quad.subject, quad.predicate.value), []).append(quad.object)
            self._subjects.setdefault((quad.predicate.value, quad.object), []).append(quad.subject)

    def objects(self, subject: _Node, predicate: str) -> list[_Node]:
        return self._objects.get((subject, predicate), [])

    def subjects(self, predicate: str, value: str) -> list[_Node]:
        return self._subjects.get((predicate, ox.NamedNode(value)), [])

    def literal(self, subject: _Node, predicate: str, language: str | None = None) -> str:
        for value in self.objects(subject, predicate):
            if isinstance(value, ox.Literal) and value.language == language:
                return value.value
        return ""

    def labels(self, subject: _Node, predicate: str) -> tuple[str, str]:
        return self.literal(subject, predicate, "zh"), self.literal(subject, predicate, "en")

    def names(self, subject: _Node, predicate: str) -> tuple[str, ...]:
        """Local names of the kg terms that a property leads to, a union list in its order."""
        found: list[str] = []
        for value in self.objects(subject, predicate):
            members = self.objects(value, f"{_OWL}unionOf")
            for one in self._list(members[0]) if members else (value,):
                if isinstance(one, ox.NamedNode) and one.value.startswith(NS):
                    found.append(one.value.removeprefix(NS))
        return tuple(found)

    def _list(self, head: _Node) -> Iterator[_Node]:
        while first := self.objects(head, f"{_RDF}first"):
            yield first[0]
            head = self.objects(head, f"{_RDF}rest")[0]


def _classes(facts: _Facts) -> Iterator[ClassDef]:
    waiting, seen = [_ROOT_CLASS], {_ROOT_CLASS}
    while waiting:
        parent = waiting.pop()
        for node in facts.subjects(f"{_RDFS}subClassOf", parent):
            if not isinstance(node, ox.NamedNode) or node.value in seen:
                continue
            seen.add(node.value)
            waiting.append(node.value)
            above = "" if parent == _ROOT_CLASS else parent.removeprefix(NS)
            label = facts.labels(node, f"{_RDFS}label")
            definition = facts.labels(node, _DEFINITION)
            yield ClassDef(node.value.removeprefix(NS), *label, above, *definition)


def _predicates(facts: _Facts) -> Iterator[PredicateDef]:
    for node in facts.subjects(f"{_RDFS}subPropertyOf", _ROOT_PREDICATE):
        if not isinstance(node, ox.NamedNode):
            continue
        symmetric = ox.NamedNode(f"{_OWL}SymmetricProperty") in facts.objects(node, f"{_RDF}type")
        label = facts.labels(node, f"{_RDFS}label")
        ways_back = facts.objects(node, f"{_OWL}inverseOf")
        inverse = facts.labels(ways_back[0], f"{_RDFS}label") if ways_back else label
        yield PredicateDef(
            node.value.removeprefix(NS),
            *label,
            facts.names(node, f"{_RDFS}domain"),
            facts.names(node, f"{_RDFS}range"),
            symmetric,
            *inverse,
            *facts.labels(node, _DEFINITION),
            same_class=facts.literal(node, f"{NS}sameClass") == "true",
        )


def _expanded(
    predicates: Mapping[str, PredicateDef], classes: Mapping[str, ClassDef]
) -> dict[str, PredicateDef]:
    """`Entity` as a domain or range means every top class."""
    tops = tuple(name for name, one in classes.items() if not one.parent)

    def spread(names: tuple[str, ...]) -> tuple[str, ...]:
        return tops if "Entity" in names or not names else names

    return {
        name: replace(one, domain=spread(one.domain), range=spread(one.range))
        for name, one in predicates.items()
    }


def _check(schema: Schema, path: Path) -> None:
    for predicate in schema.predicates.values():
        for name in (*predicate.domain, *predicate.range):
            if name not in schema.classes:
                raise SchemaError(f"{path}: {predicate.name} names an unknown class {name!r}")
    if not schema.classes or not schema.predicates:
        raise SchemaError(f"{path}: has no classes below kg:Entity or no predicates")
