"""The shortest and the best supported ways between two entities, with the statements on them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from itertools import pairwise

import igraph

from kg.errors import UsageError
from kg.model import Entity, Statement
from kg.subgraph import Rows, resolve

# A way with more steps says nothing about its two ends.
FARTHEST = 8


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a way: two entities and the statements between them, the strongest first."""

    start: Entity
    end: Entity
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways from one entity to another, each a tuple of steps; none when they are not connected.

    Args:
        shortest: fewest steps first.
        strongest: best supported first.
    """

    start: Entity
    end: Entity
    shortest: tuple[tuple[Step, ...], ...]
    strongest: tuple[tuple[Step, ...], ...]


class Net:
    """What connects the entities of a build, for any number of questions.

    A step costs 1, or 1 / strength of its strongest statement. What is denied connects nothing.

    Args:
        passes: whether a way may lead over a statement.
    """

    def __init__(self, rows: Rows, passes: Callable[[Statement], bool] = lambda one: True) -> None:
        self._rows = rows
        self._place = {one.id: at for at, one in enumerate(rows.entities)}
        self._between = _between(rows, self._place.keys(), passes)
        pairs = sorted(self._between)
        edges = [(self._place[a], self._place[b]) for a, b in pairs]
        self._graph = igraph.Graph(n=len(rows.entities), edges=edges)
        self._costs = [1 / strength(self._between[pair][0]) for pair in pairs]

    def ways(self, start: Entity, end: Entity, count: int = 3) -> Ways:
        """Up to `count` shortest and `count` strongest ways between two entities of the build."""

        def found(weights: list[float] | None) -> tuple[tuple[Step, ...], ...]:
            ends = self._place[start.id], self._place[end.id]
            lines = _simple(self._graph, *ends, weights, count)
            return tuple(_steps(self._rows, self._between, nodes) for nodes in lines)

        return Ways(start, end, found(None), found(self._costs))


def find_ways(rows: Rows, start: str, end: str, count: int = 3) -> Ways:
    """Up to `count` shortest and `count` strongest ways between two entities given by name.

    Raises:
        QueryError: a name is nobody's or several entities'.
        UsageError: both names are one entity's.
    """
    first, last = resolve(rows.entities, start), resolve(rows.entities, end)
    if first == last:
        raise UsageError(f"{start!r} and {end!r} are one entity, {first.name}: name two")
    return Net(rows).ways(first, last, count)


def strength(one: Statement) -> float:
    """How well a statement is supported: its confidence, more with every place that says it."""
    return max(one.confidence, 0.01) * (1 + math.log2(max(1, len(one.evidence))))


def _between(
    rows: Rows, known: Set[str], passes: Callable[[Statement], bool]
) -> dict[tuple[str, str], list[Statement]]:
    between: dict[tuple[str, str], list[Statement]] = {}
    for one in rows.statements:
        inside = one.subject in known and one.object in known
        if inside and one.modality != "negated" and passes(one):
            pair = (min(one.subject, one.object), max(one.subject, one.object))
            between.setdefault(pair, []).append(one)
    for statements in between.values():
        if len(statements) > 1:
            statements.sort(key=lambda one: (-strength(one), one.id))
    return between


def _simple(
    graph: igraph.Graph, start: int, end: int, weights: list[float] | None, count: int
) -> list[list[int]]:
    if start == end or graph.distances(start, end)[0][0] > FARTHEST:
        return []
    found: list[list[int]] = graph.get_k_shortest_paths(start, to=end, k=count, weights=weights)
    return [nodes for nodes in found if len(nodes) <= FARTHEST + 1]


def _steps(
    rows: Rows, between: dict[tuple[str, str], list[Statement]], nodes: Iterable[int]
) -> tuple[Step, ...]:
    line = [rows.entities[node] for node in nodes]
    return tuple(
        Step(a, b, tuple(between[min(a.id, b.id), max(a.id, b.id)])) for a, b in pairwise(line)
    )
