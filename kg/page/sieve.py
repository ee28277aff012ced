"""The page's filters where a server searches for it: which statements they let through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Article, Statement

__all__ = ["Sieve"]

# A year or a month stands for its first day, as on the page.
_FIRST = "0001-01-01"


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is filtered out; empty fields let everything through.

    Args:
        types: top classes, predicates, modalities, sources: names that do not pass.
        sure: least confidence in percent.
        since, until: first and last day of articles, ISO 8601; articles without a date do not pass.
    """

    types: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    modalities: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    sure: int = 0
    since: str = ""
    until: str = ""

    def passes(
        self, one: Statement, kinds: Mapping[str, set[str]], articles: Mapping[str, Article]
    ) -> bool:
        """Whether a statement passes; `kinds` are the classes by entity: its own and the top."""
        if one.predicate in self.predicates or one.modality in self.modalities:
            return False
        if round(one.confidence * 100) < self.sure:
            return False
        if self.types and any(kinds.get(e, set()) & self.types for e in (one.subject, one.object)):
            return False
        if not (self.sources or self.since or self.until):
            return True
        known = (articles[e.article] for e in one.evidence if e.article in articles)
        return any(self._tells(article) for article in known)

    def _tells(self, article: Article) -> bool:
        if article.source in self.sources:
            return False
        if not (self.since or self.until):
            return True
        day = article.date[:10] + _FIRST[len(article.date[:10]) :]
        return bool(article.date) and self.since <= day and (not self.until or day <= self.until)
