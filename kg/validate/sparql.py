"""Asks the promises of the shapes as SPARQL queries; finds what a SHACL engine finds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, groupby
from pathlib import Path

import pyoxigraph as ox

from kg.validate.report import Report, Violation, reported
from kg.validate.shapes import Check, Focus, distinct_query, load_checks, quick_query

_SUB_CLASS = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"


def check(store: ox.Store, schemas: Path, shown: int) -> Report:
    """Check a store against the shapes of a folder of knowledge files.

    Raises:
        SchemaError: the shapes cannot be read, or use SHACL that has no query here.
    """
    checks = load_checks(schemas)
    asked = (_violations(store, one) for one in _suspicious(store, checks))
    promises = len({one.message for one in checks})
    return reported(len(store), promises, chain.from_iterable(asked), shown)


def _suspicious(store: ox.Store, checks: list[Check]) -> Iterator[Check]:
    """The checks that must be asked one by one: a quick query tells that a property is in order."""
    for _, group in groupby(checks, key=lambda one: (one.focus, one.path, one.message)):
        mine = list(group)
        yield from (one for one in mine if not one.test)
        yield from (one for one in mine if one.constraint == "class" and _any_value(store, one))
        tested = [one for one in mine if one.test and one.constraint != "class"]
        if tested and _any(store, tested):
            yield from tested


def _any(store: ox.Store, checks: list[Check]) -> bool:
    query = quick_query(checks, _below(store, checks[0].focus))
    return next(_ask(store, query), None) is not None


def _any_value(store: ox.Store, check: Check) -> bool:
    query = distinct_query(check, _below(store, check.focus))
    return next(_ask(store, query), None) is not None


def _violations(store: ox.Store, one: Check) -> Iterator[Violation]:
    for solution in _ask(store, one.query(_below(store, one.focus))):
        value = solution["value"]
        term = "" if value is None else str(value)
        yield Violation(_node(solution["this"]), one.path, term, one.constraint, one.message)


def _ask(store: ox.Store, query: str) -> Iterator[ox.QuerySolution]:
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    return iter(answer)


def _node(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def _below(store: ox.Store, focus: Focus) -> tuple[str, ...]:
    """Classes below a target class whose members are not members of it by name.

    SHACL counts them as targets; a build writes every class of an entity down.
    """
    if not focus.is_class:
        return ()
    query = f"""SELECT DISTINCT ?class WHERE {{ ?class {_SUB_CLASS}+ <{focus.iri}> .
        ?one a ?class . FILTER NOT EXISTS {{ ?one a <{focus.iri}> }} }}"""
    return tuple(sorted(_node(solution["class"]) for solution in _ask(store, query)))
