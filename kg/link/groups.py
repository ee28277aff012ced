"""Groups of mentions with one name, and the lexicon entries that carry it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.fold import fold_name
from kg.lexicon import Entry, Lexicon
from kg.link.senses import Senses
from kg.model import Mention
from kg.naming import Knowledge, squash
from kg.naming.core import body
from kg.naming.rounds import rounds_of

__all__ = ["Name", "abroad", "names"]

# A type is noise where another has this many times its weight for the same name.
NOISE = 3.0


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one top class in an article.

    Args:
        surface: as it is mostly written.
        types: summed scores by type.
        senses: lexicon entries of this top class that carry it.
        series: ids of the entries that an event is a round of: 第五届进博会 of 进博会.
        rounds: what tells the round, `第5届` and `2018` where the series says which year that was.
        mentions: indices, ascending.
    """

    surface: str
    top: str
    types: tuple[tuple[str, float], ...]
    senses: tuple[Entry, ...]
    mentions: tuple[int, ...]
    series: frozenset[str] = frozenset()
    rounds: frozenset[str] = frozenset()


def names(mentions: Sequence[Mention], lexicon: Lexicon, known: Knowledge) -> list[Name]:
    """The names of an article in the order of their first mention."""
    here = frozenset(fold_name(mention.surface) for mention in mentions)
    senses = Senses(lexicon, known, here)
    grouped: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, mention in enumerate(mentions):
        grouped[squash(mention.surface)][senses.top(mention)].append(index)
    found = [
        _name(mentions, top, members, senses)
        for by_top in grouped.values()
        for top, members in _settled(mentions, by_top, senses)
    ]
    return sorted(found, key=lambda name: name.mentions)


def abroad(
    names: Sequence[Name], text: str, known: Knowledge, is_place: Callable[[str], bool]
) -> list[Name]:
    """The names, with the lexicon's body dropped where another country's is meant.

    An article on 美国国防部 that says nothing of China means that one by 国防部.
    """
    if any(word in text for word in known.home):
        return list(names)
    fulls = [body(fold_name(name.surface), known) for name in names if name.top == "Organization"]
    return [
        replace(name, senses=()) if _is_foreign(name, fulls, known, is_place) else name
        for name in names
    ]


def _is_foreign(
    name: Name, fulls: Sequence[str], known: Knowledge, is_place: Callable[[str], bool]
) -> bool:
    short = fold_name(name.surface)
    public = name.senses and all(
        known.schema.is_a(entry.type, "GovernmentBody") for entry in name.senses
    )
    fronts = [full[: -len(short)] for full in fulls if full != short and full.endswith(short)]
    return bool(public) and any(is_place(front) for front in fronts)


def _settled(
    mentions: Sequence[Mention],
    by_top: dict[str, list[int]],
    senses: Senses,
) -> Iterator[tuple[str, list[int]]]:
    """Types of one name in one article; a rare one that no lexicon backs is noise."""
    weight = {top: sum(mentions[i].score for i in members) for top, members in by_top.items()}
    main = min(weight, key=lambda top: (-weight[top], top))
    kept: dict[str, list[int]] = {main: list(by_top[main])}
    for top, members in sorted(by_top.items()):
        if top == main:
            continue
        sure = senses.of(mentions[members[0]].surface, top)
        target = top if sure or weight[main] < NOISE * weight[top] else main
        kept.setdefault(target, []).extend(members)
    yield from ((top, sorted(members)) for top, members in kept.items())


def _name(mentions: Sequence[Mention], top: str, members: list[int], senses: Senses) -> Name:
    surfaces = Counter(mentions[i].surface for i in members)
    surface = min(surfaces, key=lambda s: (-surfaces[s], s))
    types: defaultdict[str, float] = defaultdict(float)
    for index in members:
        if senses.known.top(mentions[index].type) == top:
            types[mentions[index].type] += mentions[index].score
    found = {e.id: e for s in sorted(surfaces) for e in senses.of(s, top)}
    series = senses.series(surface, top)
    whole = next((e for e in series if e.id not in found), None)
    return Name(
        surface,
        top,
        tuple(sorted(types.items())) or ((top, 1.0),),
        tuple(found.values()),
        tuple(members),
        frozenset(e.id for e in series) - found.keys(),
        rounds_of(surface, whole, senses.known) if top == "Event" else frozenset(),
    )
