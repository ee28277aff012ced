"""Writes quads as readable Turtle: prefixes, relative IRIs, one block a subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from kg.rdf import PREFIXES, Iris
from kg.store.quads import Quad

_BY_NAMESPACE = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_NAMESPACED = re.compile(r"<(.+[/#])([A-Za-z][A-Za-z0-9]*)>")
_TYPED = re.compile(r'"([^"]*)"\^\^(<[^>]*>)')
_NUMBER = {"xsd:integer": re.compile(r"[+-]?\d+"), "xsd:decimal": re.compile(r"[+-]?\d*\.\d+")}
_TYPE = f"<{PREFIXES['rdf']}type>"


def turtle(quads: Iterable[Quad], iris: Iris) -> Iterator[str]:
    """Turtle of quads, graph names left out; quads of one subject should stand together."""
    write = _Terms(iris.base)
    yield from _head(write)
    yield from _blocks(write, quads)


def trig(graphs: Iterable[tuple[str, Iterable[Quad]]], iris: Iris) -> Iterator[str]:
    """TriG of the quads of each graph; "" is the default graph."""
    write = _Terms(iris.base)
    yield from _head(write)
    for graph, quads in graphs:
        if graph:
            yield f"\n{write.iri(graph)} {{"
        yield from _blocks(write, quads)
        if graph:
            yield "}\n"


class Turtle:
    """Turtle made bit by bit: a head, then the blocks of some quads at a time."""

    def __init__(self, iris: Iris) -> None:
        self._write = _Terms(iris.base)

    def head(self) -> bytes:
        """What every file begins with."""
        return "".join(_head(self._write)).encode()

    def blocks(self, quads: Iterable[Quad]) -> bytes:
        """One block for each run of quads with one subject."""
        return "".join(_blocks(self._write, quads)).encode()


def _head(write: _Terms) -> Iterator[str]:
    for prefix, namespace in PREFIXES.items():
        yield f"@prefix {prefix}: <{namespace}> .\n"
    if write.base:
        yield f"@base <{write.base}> .\n"


def _blocks(write: _Terms, quads: Iterable[Quad]) -> Iterator[str]:
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        yield _block(write, subject, dict.fromkeys((q.predicate, q.object) for q in group))


def _block(write: _Terms, subject: str, pairs: Iterable[tuple[str, str]]) -> str:
    parts = []
    for predicate, group in groupby(pairs, key=lambda pair: pair[0]):
        verb = "a" if predicate == _TYPE else write.iri(predicate)
        parts.append(f"{verb} {', '.join(write.term(value) for _, value in group)}")
    return f"\n{write.iri(subject)} " + " ;\n    ".join(parts) + " .\n"


class _Terms:
    """Shortens terms against the prefixes and a base."""

    def __init__(self, base: str) -> None:
        # Relative IRIs are only safe against a plain hierarchical base.
        plain = re.fullmatch(r"https?://[^?#<>]*/", base) and "/." not in base
        self.base = base if plain else ""
        self.iri = lru_cache(maxsize=1 << 14)(self._iri)

    def term(self, value: str) -> str:
        if value[0] == "<":
            return self.iri(value)
        typed = _TYPED.fullmatch(value)
        return self._literal(typed[1], self.iri(typed[2])) if typed else value

    def _literal(self, text: str, datatype: str) -> str:
        bare = _NUMBER.get(datatype)
        return text if bare and bare.fullmatch(text) else f'"{text}"^^{datatype}'

    def _iri(self, value: str) -> str:
        named = _NAMESPACED.fullmatch(value)
        if named and named[1] in _BY_NAMESPACE:
            return f"{_BY_NAMESPACE[named[1]]}:{named[2]}"
        if self.base and value.startswith(f"<{self.base}") and len(value) > len(self.base) + 2:
            return f"<{value[len(self.base) + 1 :]}"
        return value
