"""What a served explorer asks for: what lies around an entity or between two, and names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

from kg.fold import fold_name
from kg.model import Article, Entity, Statement
from kg.page.payload import Json, keys_of, payload
from kg.page.sieve import Sieve
from kg.page.words import Words
from kg.paths import Net
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
        return self._payload({id_, *self._neighbours(id_)}, self._latest(id_))

    def between(self, start: str, end: str, sieve: Sieve) -> tuple[Json, Json] | None:
        """The payload of the shortest and the strongest way between two entities; None if none.

        Args:
            start, end: IRIs.
            sieve: what the ways may lead over.
        """
        if start == end or not {start, end} <= self._entities.keys():
            return None
        ways = self._net(sieve).ways(self._entities[start], self._entities[end], 1)
        steps = [step for way in (*ways.shortest, *ways.strongest) for step in way]
        kept = {one.id for step in steps for one in (step.start, step.end)}
        return self._payload(kept, set()) if kept else None

    def _net(self, sieve: Sieve) -> Net:
        if sieve == Sieve():
            return self._whole
        return Net(self._rows, lambda one: sieve.passes(one, self._kinds, self._articles))

    @cached_property
    def _whole(self) -> Net:
        return Net(self._rows)

    def _payload(self, kept: set[str], articles: set[str]) -> tuple[Json, Json]:
        """The payload of some entities, what is said among them, and some articles."""
        said = {one.id: one for key in kept for one in self._said[key] if _within(one, kept)}
        quoted = {place.article for one in said.values() for place in one.evidence}
        wanted = quoted | articles
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
        articles = sorted(self._where[id_], key=lambda one: (self._articles[one].date, one))
        return set(articles[-ARTICLES:])

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {one.id: one for one in self._rows.entities}

    @cached_property
    def _kinds(self) -> dict[str, set[str]]:
        top = {word.id: word.top for word in self._words.types}
        return {one.id: {one.type, top[one.type]} for one in self._rows.entities}

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {one.id: one for one in self._rows.articles}

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
            if article in self._articles:
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
