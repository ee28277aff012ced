"""What the page carries: columns of numbers and names to draw from, and the texts to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any, TypeAlias

from kg.assemble.happenings import KIND_ZH, happenings
from kg.model import MODALITIES, Entity, Statement
from kg.page.layout import LANDSCAPE, PORTRAIT, full_size, lay_out, radius
from kg.page.names import spellings
from kg.page.rank import Ranked, first, rank
from kg.page.texts import texts_of
from kg.page.words import Words
from kg.subgraph import Rows

# How many entities a picture may start with; the last is the most ever drawn at once.
LEVELS = (36, 60, 120, 300, 800)

# A page stays under 15 MB: beyond these, entities and sentences are in the tables and the store.
MOST = 20_000
PLACES = 40

Json: TypeAlias = dict[str, Any]


def payload(rows: Rows, words: Words, levels: tuple[int, ...] = LEVELS) -> tuple[Json, Json]:
    """The graph to draw at once, and the texts that can come a moment later.

    Args:
        levels: sizes of the pictures laid out beforehand.
    """
    ranked = first(rank(rows.entities, rows.statements), MOST)
    place = {one.id: at for at, one in enumerate(ranked.order)}
    known = [_short(s) for s in rows.statements if s.subject in place and s.object in place]
    graph = _graph(rows, ranked, known, place, words)
    graph["levels"] = [_level(ranked, size) for size in _sizes(ranked, levels)]
    return graph, texts_of(rows, ranked, known)


def _short(one: Statement) -> Statement:
    return one if len(one.evidence) <= PLACES else replace(one, evidence=one.evidence[:PLACES])


def _graph(
    rows: Rows, ranked: Ranked, known: list[Statement], place: dict[str, int], words: Words
) -> Json:
    sources = sorted({one.source for one in rows.articles})
    articles = {one.id: at for at, one in enumerate(rows.articles)}
    return {
        "totals": [len(rows.articles), len(rows.entities), len(rows.statements)],
        "types": [[w.id, w.zh, w.en, w.top] for w in words.types],
        "predicates": [
            [w.id, w.zh, w.en, w.inverse_zh, w.inverse_en, int(w.symmetric)]
            for w in words.predicates
        ],
        "modalities": list(MODALITIES),
        "sources": sources,
        "entities": _entities(ranked, words),
        "statements": _statements(known, place, words),
        "kinds": [[kind, zh, kind] for kind, zh in KIND_ZH.items()],
        "happenings": _happenings(known),
        "said": [[articles[e.article] for e in one.evidence] for one in known],
        "dates": [one.date for one in rows.articles],
        "source": [sources.index(one.source) for one in rows.articles],
        "named": _named(rows, place, articles),
    }


def _sizes(ranked: Ranked, levels: tuple[int, ...]) -> list[int]:
    """The picture sizes that differ for this build."""
    tied = len({node for pair in ranked.ties for node in pair})
    return [size for size, before in zip(levels, (0, *levels), strict=False) if before < tied]


def _level(ranked: Ranked, size: int) -> Json:
    level = lay_out(ranked, size, PORTRAIT if size == LEVELS[0] else LANDSCAPE)
    return {"nodes": level.nodes, "x": level.x, "y": level.y}


def _entities(ranked: Ranked, words: Words) -> Json:
    order = ranked.order
    types = {word.id: at for at, word in enumerate(words.types)}
    best = full_size(ranked)
    prefix = _prefix([one.id for one in order])
    return {
        "prefix": prefix,
        "id": [one.id[len(prefix) :] for one in order],
        "name": [one.name for one in order],
        "type": [types[one.type] for one in order],
        "articles": [one.articles for one in order],
        "mentions": [one.mentions for one in order],
        "radius": [round(radius(score, best), 1) for score in ranked.scores],
        "community": list(ranked.communities),
        "aliases": [[alias.name for alias in one.aliases] for one in order],
        "keys": [keys_of(one) for one in order],
    }


def _prefix(ids: Sequence[str]) -> str:
    """What all ids begin with, up to a slash."""
    first, last = (min(ids), max(ids)) if ids else ("", "")
    same = (a == b for a, b in zip(first, last, strict=False))
    common = first[: sum(takewhile(bool, same))]
    return common[: common.rfind("/") + 1]


def keys_of(one: Entity) -> str:
    """All spellings of all names: names apart by newlines, spellings of one name by tabs."""
    names = dict.fromkeys([one.name, *(alias.name for alias in one.aliases)])
    return "\n".join("\t".join(spellings(name)) for name in names)


def _statements(known: list[Statement], place: dict[str, int], words: Words) -> Json:
    predicates = {word.id: at for at, word in enumerate(words.predicates)}
    prefix = _prefix([one.id for one in known])
    return {
        "prefix": prefix,
        "id": [one.id[len(prefix) :] for one in known],
        "s": [place[one.subject] for one in known],
        "p": [predicates[one.predicate] for one in known],
        "o": [place[one.object] for one in known],
        "m": [MODALITIES.index(one.modality) for one in known],
        "time": [one.time for one in known],
        "role": [one.role for one in known],
        "by": [place.get(one.attributed_to, -1) for one in known],
        "confidence": [round(one.confidence * 100) for one in known],
        "status": [one.status for one in known],
    }


def _happenings(known: list[Statement]) -> list[list[Any]]:
    """Kind, first and last day, and statements of each happening, in the order of time."""
    at = {one.id: number for number, one in enumerate(known)}
    kinds = list(KIND_ZH)
    return [
        [kinds.index(one.kind), one.start, one.end, [at[id_] for id_ in one.statements]]
        for one in happenings(known)
    ]


def _named(rows: Rows, place: dict[str, int], articles: dict[str, int]) -> list[list[int]]:
    """The entities each article names."""
    named: list[set[int]] = [set() for _ in rows.articles]
    for article, entity, _start, _end in rows.named:
        if article in articles and entity in place:
            named[articles[article]].add(place[entity])
    return [sorted(one) for one in named]
