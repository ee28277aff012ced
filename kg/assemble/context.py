"""Compares the company that names keep: which others the same articles name."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from kg.assemble.gather import Gathered, Key

__all__ = ["Company"]

# An article that names more than this says little about who belongs together.
CROWD = 60
# Profiles of names in very many articles are drawn from the first of them, in order of id.
ENOUGH = 200


class Company:
    """Profiles of nodes: weights of the nodes named in the same articles, rare ones count more."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._seen: Counter[Key] = Counter()
        for keys in gathered.in_article.values():
            self._seen.update(keys)
        self._articles = max(1, len(gathered.in_article))
        self._profiles: dict[Key, dict[Key, float]] = {}

    def profile(self, key: Key) -> Mapping[Key, float]:
        """The profile of a node."""
        if key not in self._profiles:
            node = self._gathered.nodes.get(key)
            articles = sorted(node.articles)[:ENOUGH] if node else []
            self._profiles[key] = self.of_articles(articles, {key})
        return self._profiles[key]

    def of_articles(self, articles: Iterable[str], without: set[Key]) -> dict[Key, float]:
        """The profile of some articles."""
        counts: Counter[Key] = Counter()
        for article in articles:
            keys = self._gathered.in_article[article]
            if len(keys) <= CROWD:
                counts.update(keys - without)
        return {
            key: (1 + math.log(counts[key])) * math.log(1 + self._articles / self._seen[key])
            for key in sorted(counts)
        }

    def cosine(self, a: Mapping[Key, float], b: Mapping[Key, float]) -> float:
        """Cosine of two profiles, 0 to 1."""
        if len(a) > len(b):
            a, b = b, a
        product = sum(weight * b[key] for key, weight in a.items() if key in b)
        if not product:
            return 0.0
        return product / math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
