"""Finds what a person means by a name, a title or an id, in the store of a build."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BuildError, QueryError
from kg.rdf import NS, PREFIXES, iri

_NAME = ox.NamedNode(f"{NS}name")
_IDENTIFIER = ox.NamedNode(f"{PREFIXES['schema']}identifier")
_HEADLINE = ox.NamedNode(f"{PREFIXES['schema']}headline")
_PREDICATE = ox.NamedNode(f"{PREFIXES['rdf']}predicate")
_TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")
_DATASET = ox.NamedNode(f"{PREFIXES['void']}Dataset")


class Lookup:
    """Names, articles and statements of one store."""

    def __init__(self, store: Path) -> None:
        self._store = open_store(store)

    def names(self, name: str) -> tuple[str, ...]:
        """The exact names of the build that a name stands for: itself, or those of equal folding.

        Raises:
            QueryError: nothing is called so.
        """
        if self._first(None, _NAME, ox.Literal(name)):
            return (name,)
        known = self._first(_node(name), _NAME, None) if "://" in name else None
        if known is not None and isinstance(known.object, ox.Literal):
            return (known.object.value,)
        # Loaded late: its tables of characters take longer than most queries.
        from kg.fold import fold_name

        found = self._folded.get(fold_name(name), ())
        if not found:
            raise QueryError(f"no entity is called {name!r}")
        return tuple(found)

    def article(self, key: str) -> str:
        """The IRI of an article, of its IRI, its source's id, its local id or its title."""
        for node in (_node(key), _node(f"{self.base}article/{key}")):
            if node and any(self._store.quads_for_pattern(node, _HEADLINE, None, node)):
                return str(node.value)
        for predicate in (_IDENTIFIER, _HEADLINE):
            found = self._first(None, predicate, ox.Literal(key))
            if found and isinstance(found.subject, ox.NamedNode):
                return found.subject.value
        raise QueryError(f"no article is called {key!r}; give its IRI, its source's id or title")

    def statement(self, key: str) -> str:
        """The IRI of a statement, of its IRI or the end of it."""
        for node in (_node(key), _node(f"{self.base}statement/{key}")):
            if node and self._first(node, _PREDICATE, None):
                return str(node.value)
        raise QueryError(f"no statement is called {key!r}; give its IRI")

    def size(self) -> int:
        """How many quads the store has."""
        return len(self._store)

    def entities(self) -> int:
        """How many entities the store has."""
        kind = ox.NamedNode(f"{NS}Entity")
        return sum(1 for _ in self._store.quads_for_pattern(None, _TYPE, kind, None))

    @cached_property
    def base(self) -> str:
        """The base of the build's IRIs, of the name of its data set."""
        found = self._first(None, _TYPE, _DATASET)
        known = found is not None and isinstance(found.subject, ox.NamedNode)
        return found.subject.value.removesuffix("dataset") if found and known else ""  # type: ignore[union-attr]

    @cached_property
    def _folded(self) -> dict[str, list[str]]:
        from kg.fold import fold_name

        table: dict[str, set[str]] = {}
        for quad in self._store.quads_for_pattern(None, _NAME, None, ox.DefaultGraph()):
            if isinstance(quad.object, ox.Literal):
                table.setdefault(fold_name(quad.object.value), set()).add(quad.object.value)
        return {folded: sorted(names) for folded, names in table.items()}

    def _first(
        self,
        subject: ox.NamedNode | None,
        predicate: ox.NamedNode,
        value: ox.NamedNode | ox.Literal | None,
    ) -> ox.Quad | None:
        return next(iter(self._store.quads_for_pattern(subject, predicate, value, None)), None)


def open_store(store: Path) -> ox.Store:
    """A store opened for reading.

    Raises:
        BuildError: it is missing or damaged.
    """
    if not store.is_dir():
        raise BuildError(f"{store.parent}: no build here; run `kg build PATH -o {store.parent}`")
    try:
        return ox.Store.read_only(str(store))
    except OSError as fault:
        message = f"{store}: cannot be opened; build anew with `kg build` ({fault})"
        raise BuildError(message) from fault


def _node(value: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri(value)[1:-1])
    except ValueError:
        return None
