"""Counts which entities are named together, apart from what is stated of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

__all__ = ["Together", "cooccurrence"]


@dataclass(frozen=True, slots=True)
class Together:
    """Two entities that articles name together; `first < second`.

    Args:
        articles, sentences: in how many both are named.
        npmi: normalised pointwise mutual information over articles, in [-1, 1]; 1 means never
            apart, 0 as often as chance (Bouma 2009).
    """

    first: str
    second: str
    articles: int
    sentences: int
    npmi: float


def cooccurrence(
    articles: Iterable[Sequence[Set[str]]], least: int = 2, around: str = ""
) -> tuple[Together, ...]:
    """Pairs of entities named together in at least `least` articles, sorted by their ids.

    Args:
        articles: of each article, the entities that each of its sentences names.
        around: only pairs with this entity, or all of them.
    """
    single: Counter[str] = Counter()
    pair: Counter[tuple[str, str]] = Counter()
    near: Counter[tuple[str, str]] = Counter()
    total = 0
    for sentences in articles:
        total += 1
        named = {entity for sentence in sentences for entity in sentence}
        single.update(named)
        pair.update(_pairs(named, around))
        for sentence in sentences:
            near.update(_pairs(sentence, around))
    return tuple(
        Together(a, b, count, near[a, b], _npmi(count, single[a], single[b], total))
        for (a, b), count in sorted(pair.items())
        if count >= least
    )


def _pairs(named: Set[str], around: str) -> Iterator[tuple[str, str]]:
    if not around:
        yield from combinations(sorted(named), 2)
    elif around in named:
        yield from ((min(around, one), max(around, one)) for one in named if one != around)


def _npmi(both: int, first: int, second: int, total: int) -> float:
    if both == total:
        return 1.0
    together = both / total
    mutual = math.log(together * total * total / (first * second))
    return round(mutual / -math.log(together), 4)
