"""What a served explorer asks for: the surroundings of one entity, and names like some words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

from kg.fold import fold_name
from kg.model import Entity, Statement
from kg.page.payload import Json, keys_of, payload
from kg.page.words import Words
from kg.subgraph import Rows

# So many neighbours come with an entity, those that most is said of first.
NEIGHBOURS = 400
# Of a name that articles by the thousand hold, the latest.
ARTICLES = 400


class Around:
    """A build in memory, looked at from its entities."""

    def __init__(self, rows: Rows, words: Words) -> None:
        self._rows, self._words = rows, words

    def part(self, id_: str) -> tuple[Json, Json] | None:
        """The payload of an entity, its neighbours and what is said among them; None if unknown."""
        if id_ not in self._entities:
            return None
        kept = {id_, *self._neighbours(id_)}
        said = {one.id: one for key in kept for one in self._said[key] if _within(one, kept)}
        quoted = {place.article for one in said.values() for place in one.evidence}
        wanted = quoted | self._latest(id_)
        rows = Rows(
            tuple(one for one in self._rows.articles if one.id in wanted),
            tuple(self._entities[key] for key in sorted(kept)),
            tuple(said[key] for key in sorted(said)),
            tuple(row for key in sorted(wanted) for row in self._named[key] if row[1] in kept),
        )
        return payload(rows, self._words, levels=())

    def find(self, words: str, most: int) -> list[Entity]:
        """Entities whose name, alias, pinyin or initials hold the words: equal, then beginning
        with them, then the rest; among equals the most mentioned."""
        wanted = fold_name(words).strip()
        if not wanted:
            return []
        best: dict[str, int] = {}
        for key, id_ in self._keys:
            at = key.find(wanted)
            if at >= 0:
                rank = 2 if at else int(len(key) != len(wanted))
                best[id_] = min(rank, best.get(id_, rank))
        order = sorted(best, key=lambda one: (best[one], -self._entities[one].mentions, one))
        return [self._entities[one] for one in order[:most]]

    def _neighbours(self, id_: str) -> list[str]:
        weights: Counter[str] = Counter()
        for one in self._said[id_]:
            weights[one.object if one.subject == id_ else one.subject] += len(one.evidence)
        order = sorted(weights, key=lambda other: (-weights[other], other))
        return [other for other in order if other in self._entities][:NEIGHBOURS]

    def _latest(self, id_: str) -> set[str]:
        articles = sorted(self._where[id_], key=lambda one: (self._dates[one], one))
        return set(articles[-ARTICLES:])

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {one.id: one for one in self._rows.entities}

    @cached_property
    def _dates(self) -> dict[str, str]:
        return {one.id: one.date for one in self._rows.articles}

    @cached_property
    def _said(self) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = defaultdict(list)
        for one in self._rows.statements:
            for end in {one.subject, one.object}:
                found[end].append(one)
        return found

    @cached_property
    def _named(self) -> dict[str, list[tuple[str, str, int, int]]]:
        found: dict[str, list[tuple[str, str, int, int]]] = defaultdict(list)
        for row in self._rows.named:
            found[row[0]].append(row)
        return found

    @cached_property
    def _where(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for article, entity, _, _ in self._rows.named:
            if article in self._dates:
                found[entity].add(article)
        return found

    @cached_property
    def _keys(self) -> list[tuple[str, str]]:
        return list(self._spelt())

    def _spelt(self) -> Iterator[tuple[str, str]]:
        for one in self._rows.entities:
            for name in keys_of(one).split("\n"):
                yield from ((key, one.id) for key in name.split("\t"))


def _within(one: Statement, kept: set[str]) -> bool:
    return one.subject in kept and one.object in kept
