"""Reads SHACL shapes and turns each constraint into one SPARQL query that finds violations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import SchemaError

__all__ = ["SHAPES", "Check", "Focus", "distinct_query", "load_checks", "quick_query"]

SHAPES = "shapes.ttl"
_SH = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE, _SUB_CLASS = f"<{_RDF}type>", "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"

_Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Focus:
    """Which nodes a shape speaks of: members of a class, or subjects of a property."""

    iri: str
    is_class: bool

    def pattern(self, classes: tuple[str, ...] = ()) -> str:
        """A graph pattern that binds `?this`; `classes` are classes below that count as well."""
        if not self.is_class:
            return f"?this <{self.iri}> ?_any ."
        if not classes:
            return f"?this {_TYPE} <{self.iri}> ."
        names = " ".join(f"<{one}>" for one in (self.iri, *classes))
        return f"VALUES ?_class {{ {names} }} ?this {_TYPE} ?_class ."


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint: `body` is a graph pattern that matches where it is broken.

    Args:
        path: the property it speaks of, "" when it speaks of the node.
        constraint: local name of the SHACL component, e.g. `minCount`.
        test: an expression over `?value` that is true where it holds; "" if there is none.
    """

    focus: Focus
    path: str
    constraint: str
    message: str
    body: str
    test: str = ""

    def query(self, classes: tuple[str, ...] = ()) -> str:
        """A query for `?this` and `?value` of every violation."""
        return f"SELECT DISTINCT ?this ?value WHERE {{ {self.focus.pattern(classes)} {self.body} }}"


def load_checks(folder: Path) -> list[Check]:
    """The constraints of the shapes of a folder of knowledge files, in the order of their IRIs.

    Raises:
        SchemaError: the file is missing, no Turtle, or uses SHACL that has no query here.
    """
    path = folder / SHAPES
    try:
        shapes = _Shapes(path)
        return list(shapes.checks())
    except (OSError, SyntaxError) as fault:
        raise SchemaError(f"{path}: {fault}") from fault


# What stands beside constraints and says nothing itself.
_SILENT = frozenset({"path", "message", "severity", "name", "description", "order", "group"})
_TARGETS = frozenset({"targetClass", "targetSubjectsOf"})


class _Shapes:
    """The triples of a file of shapes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store = ox.Store()
        self._store.load(path=str(path), format=ox.RdfFormat.TURTLE)

    def checks(self) -> Iterator[Check]:
        nodes = sorted(
            {
                (str(quad.subject), quad.predicate.value, str(quad.object)): quad
                for name in _TARGETS
                for quad in self._store.quads_for_pattern(None, ox.NamedNode(_SH + name), None)
            }.items()
        )
        for _, quad in nodes:
            assert isinstance(quad.object, ox.NamedNode)
            is_class = quad.predicate.value == f"{_SH}targetClass"
            yield from self._node_checks(quad.subject, Focus(quad.object.value, is_class))

    def _node_checks(self, shape: _Node, focus: Focus) -> Iterator[Check]:
        for name, value in self._facts(shape):
            if name == "property":
                yield from self._property_checks(value, focus)
            elif name == "sparql":
                yield self._sparql_check(value, focus)
            elif name == "nodeKind":
                body = f"FILTER (!({_KINDS[_local(value)]('?this')}))"
                yield Check(focus, "", name, self._message(shape, name), body)
            elif name not in _SILENT | _TARGETS:
                raise self._unknown(name)

    def _property_checks(self, shape: _Node, focus: Focus) -> Iterator[Check]:
        path = self._one(shape, "path")
        if not isinstance(path, ox.NamedNode):
            raise self._unknown("path (only a plain property is)")
        for name, value in self._facts(shape):
            if name in _SILENT:
                continue
            if name not in _TESTS:
                raise self._unknown(name)
            values = self._list(value) if name == "in" else [value]
            body, test = _body(name, f"<{path.value}>", values)
            yield Check(focus, path.value, name, self._message(shape, name), body, test)

    def _sparql_check(self, shape: _Node, focus: Focus) -> Check:
        select = self._text(shape, "select").replace("$this", "?this")
        body = select[select.index("{") + 1 : select.rindex("}")]
        for prefix, namespace in self._prefixes(shape):
            # Names are written out, so that the body can stand in any query.
            body = _expanded(body, prefix, namespace)
        return Check(focus, "", "sparql", self._message(shape, "sparql"), body)

    def _prefixes(self, shape: _Node) -> Iterator[tuple[str, str]]:
        for name, declared in self._facts(self._one(shape, "prefixes")):
            if name == "declare":
                yield self._text(declared, "prefix"), self._text(declared, "namespace")

    def _facts(self, node: _Node) -> list[tuple[str, _Node]]:
        """Local names and values of the SHACL properties of a node, sorted."""
        if isinstance(node, ox.Literal | ox.Triple):
            return []
        quads = self._store.quads_for_pattern(node, None, None)
        found = [
            (quad.predicate.value.removeprefix(_SH), quad.object)
            for quad in quads
            if quad.predicate.value.startswith(_SH)
        ]
        return sorted(found, key=lambda fact: (fact[0], str(fact[1])))

    def _one(self, node: _Node, name: str) -> _Node:
        for found, value in self._facts(node):
            if found == name:
                return value
        raise SchemaError(f"{self._path}: {node} lacks sh:{name}")

    def _text(self, node: _Node, name: str) -> str:
        value = self._one(node, name)
        return value.value if isinstance(value, ox.Literal) else str(value)

    def _message(self, shape: _Node, constraint: str) -> str:
        """What a shape says when it is broken, else the name of the constraint."""
        said = dict(self._facts(shape)).get("message")
        return said.value if isinstance(said, ox.Literal) else f"sh:{constraint} of {shape}"

    def _list(self, head: _Node) -> list[_Node]:
        items: list[_Node] = []
        first, rest = ox.NamedNode(f"{_RDF}first"), ox.NamedNode(f"{_RDF}rest")
        while isinstance(head, ox.BlankNode):
            items += [q.object for q in self._store.quads_for_pattern(head, first, None)]
            head = next(q.object for q in self._store.quads_for_pattern(head, rest, None))
        return items

    def _unknown(self, name: str) -> SchemaError:
        return SchemaError(f"{self._path}: sh:{name} is not understood here; try --engine pyshacl")


def _local(value: _Node) -> str:
    return str(value).rpartition("#")[2].rstrip(">")


def _expanded(body: str, prefix: str, namespace: str) -> str:
    return re.sub(rf"(?<![\w<:]){re.escape(prefix)}:(\w+)", rf"<{namespace}\1>", body)


def quick_query(checks: Sequence[Check], classes: tuple[str, ...] = ()) -> str:
    """One query that matches where any of several tests of one property fails."""
    tests = [check.test for check in checks if check.constraint != "minCount"]
    all_hold = " && ".join(f"({test})" for test in tests) or "true"
    value = f"?this <{checks[0].path}> ?value ."
    # With nothing needed, a node without a value must not be tested: `EXISTS { ?value … }` of an
    # unbound value would search the whole store for each node.
    if len(tests) < len(checks):
        value, all_hold = f"OPTIONAL {{ {value} }}", f"bound(?value) && {all_hold}"
    pattern = f"{_target(checks[0], classes)} {value} FILTER (!COALESCE({all_hold}, false))"
    return f"SELECT ?this WHERE {{ {pattern} }} LIMIT 1"


def distinct_query(check: Check, classes: tuple[str, ...] = ()) -> str:
    """One query that matches where a test of the value alone fails, asked once for each value."""
    values = f"SELECT DISTINCT ?value WHERE {{ {_target(check, classes)}"
    values += f" ?this <{check.path}> ?value }}"
    return f"SELECT ?value WHERE {{ {{ {values} }} FILTER (!({check.test})) }} LIMIT 1"


def _target(check: Check, classes: tuple[str, ...]) -> str:
    """The focus as a pattern; "" where having the property is what makes a node a target."""
    itself = not check.focus.is_class and check.focus.iri == check.path
    return "" if itself else check.focus.pattern(classes)


def _body(name: str, path: str, values: list[_Node]) -> tuple[str, str]:
    """The pattern that matches where a constraint is broken, and its test if it has one."""
    if name in _COUNTS and _number(values) != 1:
        return _COUNTS[name](path, _number(values)), ""
    if name == "minCount":
        return f"FILTER NOT EXISTS {{ ?this {path} ?_one }}", "bound(?value)"
    test = _TESTS[name](path, values)
    return f"?this {path} ?value . FILTER (!COALESCE({test}, false))", test


def _at_least(path: str, least: int) -> str:
    return f"OPTIONAL {{ {_counted(path)} }} FILTER (COALESCE(?_n, 0) < {least})"


def _at_most(path: str, most: int) -> str:
    return f"{{ {_counted(path)} }} FILTER (?_n > {most})"


def _counted(path: str) -> str:
    return f"SELECT ?this (COUNT(DISTINCT ?_v) AS ?_n) {{ ?this {path} ?_v }} GROUP BY ?this"


def _number(values: list[_Node]) -> int:
    (value,) = values
    return int(value.value) if isinstance(value, ox.Literal) else 0


def _class(path: str, values: list[_Node]) -> str:
    # The first is nearly always true, and the path costs ten times as much.
    named, below = f"{_TYPE} {values[0]}", f"{_TYPE}/{_SUB_CLASS}+ {values[0]}"
    return f"EXISTS {{ ?value {named} }} || EXISTS {{ ?value {below} }}"


_COUNTS = {"minCount": _at_least, "maxCount": _at_most}

_KINDS: dict[str, Callable[[str], str]] = {
    "IRI": lambda v: f"isIRI({v})",
    "Literal": lambda v: f"isLiteral({v})",
    "BlankNode": lambda v: f"isBlank({v})",
    "BlankNodeOrIRI": lambda v: f"!isLiteral({v})",
    "IRIOrLiteral": lambda v: f"!isBlank({v})",
    "BlankNodeOrLiteral": lambda v: f"!isIRI({v})",
}

_TESTS: dict[str, Callable[[str, list[_Node]], str]] = {
    "minCount": lambda path, v: "bound(?value)",
    "maxCount": lambda path, v: (
        f"NOT EXISTS {{ ?this {path} ?_one FILTER (!sameTerm(?_one, ?value)) }}"
    ),
    "class": _class,
    "datatype": lambda path, v: f"datatype(?value) = {v[0]}",
    "nodeKind": lambda path, v: _KINDS[_local(v[0])]("?value"),
    "in": lambda path, v: " || ".join(f"sameTerm(?value, {one})" for one in v),
    "minInclusive": lambda path, v: f"?value >= {v[0]}",
    "maxInclusive": lambda path, v: f"?value <= {v[0]}",
    "minLength": lambda path, v: f"STRLEN(STR(?value)) >= {_number(v)}",
    "maxLength": lambda path, v: f"STRLEN(STR(?value)) <= {_number(v)}",
    "pattern": lambda path, v: f"REGEX(STR(?value), {v[0]})",
    "lessThan": lambda path, v: (
        f"NOT EXISTS {{ ?this {v[0]} ?_more FILTER (!COALESCE(?value < ?_more, false)) }}"
    ),
}
