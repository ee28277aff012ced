"""Which entities matter and which belong together: PageRank and Leiden over the statements."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Collection, Iterable
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


def rank(entities: Iterable[Entity], statements: Collection[Statement]) -> Ranked:
    """Rank entities by PageRank over their statements, equals by how often they are named."""
    listed = sorted(entities, key=lambda one: one.id)
    place = {one.id: at for at, one in enumerate(listed)}
    ties = _ties(place, statements)
    scores = _pagerank(ties, _spoken(listed, statements))
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


def first(ranked: Ranked, size: int) -> Ranked:
    """The `size` most important, and the ties among them."""
    if len(ranked.order) <= size:
        return ranked
    ties = {pair: weight for pair, weight in ranked.ties.items() if pair[1] < size}
    return Ranked(ranked.order[:size], ranked.scores[:size], ranked.communities[:size], ties)


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


def _spoken(listed: list[Entity], statements: Iterable[Statement]) -> list[int]:
    """In how many articles something is said of each entity, at least 1."""
    articles: dict[str, set[str]] = {one.id: set() for one in listed}
    for one in statements:
        for end in (one.subject, one.object):
            articles.get(end, set()).update(place.article for place in one.evidence)
    return [max(1, len(articles[one.id])) for one in listed]


def _pagerank(ties: dict[tuple[int, int], float], articles: list[int]) -> list[float]:
    """PageRank whose chance jumps go where the news goes: to an entity by the articles that say
    something of it. Without that the subject of one long review outranks what many speak of."""
    if not articles:
        return []
    graph = graph_of(len(articles), ties)
    scores: list[float] = graph.personalized_pagerank(weights="weight", reset=articles)
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
