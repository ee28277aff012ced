"""Counts which entities are named together, apart from what is stated of them."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.model import Extraction, Sentence

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
    extractions: Iterable[Extraction],
    entity_of: Mapping[tuple[str, int], str],
    sentences_of: Callable[[str], Sequence[Sentence]],
    least: int = 2,
) -> tuple[Together, ...]:
    """Pairs of entities named together in at least `least` articles, sorted by their ids.

    Args:
        sentences_of: the sentences of an article by its id.
    """
    single: Counter[str] = Counter()
    pair: Counter[tuple[str, str]] = Counter()
    near: Counter[tuple[str, str]] = Counter()
    total = 0
    for extraction in extractions:
        total += 1
        groups = _by_sentence(extraction, entity_of, sentences_of(extraction.article))
        named = sorted({entity for group in groups for entity in group})
        single.update(named)
        pair.update(combinations(named, 2))
        for group in groups:
            near.update(combinations(sorted(group), 2))
    return tuple(
        Together(a, b, count, near[a, b], _npmi(count, single[a], single[b], total))
        for (a, b), count in sorted(pair.items())
        if count >= least
    )


def _by_sentence(
    extraction: Extraction, entity_of: Mapping[tuple[str, int], str], sentences: Sequence[Sentence]
) -> list[set[str]]:
    starts = [sentence.start for sentence in sentences]
    groups: list[set[str]] = [set() for _ in starts] or [set()]
    for place, chain in enumerate(extraction.chains):
        entity = entity_of.get((extraction.article, place))
        if entity is None:
            continue
        for mention in chain.mentions:
            sentence = bisect_right(starts, extraction.mentions[mention].start) - 1
            groups[max(0, sentence)].add(entity)
    return groups


def _npmi(both: int, first: int, second: int, total: int) -> float:
    if both == total:
        return 1.0
    together = both / total
    mutual = math.log(together * total * total / (first * second))
    return round(mutual / -math.log(together), 4)
