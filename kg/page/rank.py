"""Which entities matter and which belong together: PageRank and Leiden over the statements."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import igraph

from kg.model import Entity, Statement

# One seed for Leiden and the layouts: the same build gives the same picture.
SEED = 20


@dataclass(frozen=True, slots=True)
class Ranked:
    """Entities by importance; all indices are places in `order`.

    Args:
        order: the entities, the most important first.
        scores: PageRank of each.
        communities: community of each, numbered by the importance of their first member; -1 alone.
        ties: weight of each pair of entities that share a statement.
    """

    order: tuple[Entity, ...]
    scores: tuple[float, ...]
    communities: tuple[int, ...]
    ties: dict[tuple[int, int], float]


def rank(entities: Iterable[Entity], statements: Iterable[Statement]) -> Ranked:
    """Rank entities by PageRank over their statements, ties by how often they are named."""
    listed = sorted(entities, key=lambda one: one.id)
    place = {one.id: at for at, one in enumerate(listed)}
    ties = _ties(place, statements)
    scores = _pagerank(len(listed), ties)
    order = sorted(
        range(len(listed)), key=lambda at: (-round(scores[at], 9), -listed[at].mentions, at)
    )
    moved = {old: new for new, old in enumerate(order)}
    ranked = {_pair(moved[a], moved[b]): weight for (a, b), weight in ties.items()}
    ranked = dict(sorted(ranked.items()))
    return Ranked(
        tuple(listed[at] for at in order),
        tuple(scores[at] for at in order),
        _communities(len(listed), ranked),
        ranked,
    )


def _ties(place: dict[str, int], statements: Iterable[Statement]) -> dict[tuple[int, int], float]:
    said: Counter[tuple[int, int]] = Counter()
    for one in statements:
        a, b = place.get(one.subject, -1), place.get(one.object, -1)
        if min(a, b) >= 0 and a != b:
            said[_pair(a, b)] += max(1, len(one.evidence))
    return {pair: 1 + math.log2(count) for pair, count in sorted(said.items())}


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def graph_of(size: int, ties: dict[tuple[int, int], float]) -> igraph.Graph:
    """The undirected weighted graph of `ties`, with igraph's randomness pinned."""
    igraph.set_random_number_generator(random.Random(SEED))
    graph = igraph.Graph(n=size, edges=list(ties))
    graph.es["weight"] = list(ties.values())
    return graph


def _pagerank(size: int, ties: dict[tuple[int, int], float]) -> list[float]:
    if not size:
        return []
    scores: list[float] = graph_of(size, ties).pagerank(weights="weight")
    return scores


def _communities(size: int, ties: dict[tuple[int, int], float]) -> tuple[int, ...]:
    if not ties:
        return (-1,) * size
    graph = graph_of(size, ties)
    found = graph.community_leiden("modularity", weights="weight", n_iterations=8)
    sizes = Counter(found.membership)
    number: dict[int, int] = {}
    return tuple(
        number.setdefault(group, len(number)) if sizes[group] > 1 else -1
        for group in found.membership
    )
