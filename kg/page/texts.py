"""The texts a page shows when asked: titles, names and why, sentences behind statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from kg.model import Evidence, Statement, Tie
from kg.page.rank import Ranked
from kg.subgraph import Rows

Json: TypeAlias = dict[str, Any]
Named: TypeAlias = dict[str, list[tuple[str, int, int]]]

# A sentence is shown at most so far to each side of what it is quoted for.
CONTEXT = 90
_ENDS = "。！？\n"


def texts_of(rows: Rows, ranked: Ranked, known: list[Statement]) -> Json:
    """Titles, names and quotes; statements in the order of `known`, entities in their ranking."""
    named: Named = defaultdict(list)
    for article, entity, start, end in rows.named:
        named[article].append((entity, start, end))
    articles = {one.id: at for at, one in enumerate(rows.articles)}
    text = {one.id: one.text for one in rows.articles}
    return {
        "id": [one.id for one in rows.articles],
        "title": [one.title for one in rows.articles],
        "url": [one.url for one in rows.articles],
        "aliases": [
            [
                [alias.kind, articles.get(alias.article, -1), alias.quote, *_tie(alias.tie)]
                for alias in one.aliases
            ]
            for one in ranked.order
        ],
        "same": [list(one.same_as) for one in ranked.order],
        "quotes": [[_quote(said, one, text, named) for said in one.evidence] for one in known],
        "amounts": [list(one.amounts) for one in known],
        "seen": _seen(rows, ranked, known, text, articles),
    }


def _tie(tie: Tie) -> list[Any]:
    """What joined a name: kind, other name, points, reasons; nothing where a table gives it."""
    return [] if tie.kind in ("", "table") else [tie.kind, tie.to, tie.points, list(tie.reasons)]


def _quote(said: Evidence, one: Statement, text: Mapping[str, str], named: Named) -> list[Any]:
    """The sentence, the quote's place in it, then places of subject (0) and object (1).

    Places are those of their names and of words that stand for them, as 该产品; in UTF-16 units, as
    JavaScript counts.
    """
    whole = text[said.article]
    left, right = sentence_around(whole, said.start, said.end)
    marks = {
        (start, end, role)
        for role, wanted in enumerate((one.subject, one.object))
        for entity, start, end in named[said.article]
        if entity == wanted
    }
    # Of two places in one sentence the page shows one: it has the marks of both.
    marks |= {
        (mark.start, mark.end, int(mark.role == "object"))
        for place in one.evidence
        if place.article == said.article
        for mark in place.marks
    }
    flat = [
        number
        for start, end, role in sorted(marks)
        if left <= start and end <= right
        for number in (_units(whole, left, start), _units(whole, left, end), role)
    ]
    places = [_units(whole, left, said.start), _units(whole, left, said.end)]
    return [whole[left:right], *places, *flat]


def _units(text: str, start: int, end: int) -> int:
    return len(text[start:end].encode("utf-16-le", "surrogatepass")) // 2


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a span begins and ends, at most `CONTEXT` to each side."""
    left = max(max(text.rfind(mark, 0, start) for mark in _ENDS) + 1, start - CONTEXT)
    if text[end - 1 : end] in _ENDS:
        return left, end
    stops = [at + (mark != "\n") for mark in _ENDS if (at := text.find(mark, end)) >= 0]
    return left, min([end + CONTEXT, len(text), *stops])


def _seen(
    rows: Rows,
    ranked: Ranked,
    known: Iterable[Statement],
    text: Mapping[str, str],
    articles: Mapping[str, int],
) -> dict[int, list[Any]]:
    """For entities that no statement speaks of: article, first sentence that names them, place."""
    spoken = {end for one in known for end in (one.subject, one.object)}
    place = {one.id: at for at, one in enumerate(ranked.order)}
    seen: dict[int, list[Any]] = {}
    for article, entity, start, end in rows.named:
        at = place.get(entity, -1)
        if at < 0 or entity in spoken or at in seen or article not in text:
            continue
        left, right = sentence_around(text[article], start, end)
        units = [_units(text[article], left, start), _units(text[article], left, end)]
        seen[at] = [articles[article], text[article][left:right], *units]
    return dict(sorted(seen.items()))
