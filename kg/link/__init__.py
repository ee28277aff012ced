"""Groups the mentions of an article into chains: the names of one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.lexicon import Entry, Lexicon
from kg.link.groups import Name, abroad, names
from kg.link.join import Joined, Reason, join
from kg.link.ties import Tie, listed_together, ties
from kg.model import Article, Chain, Join, Mention, NameTie, Sentence
from kg.naming import Knowledge, han, likeness, shipped, squash

__all__ = ["Linked", "link"]


@dataclass(frozen=True, slots=True)
class Linked:
    """The chains of an article and the sentences that tie names."""

    chains: tuple[Chain, ...]
    name_ties: tuple[NameTie, ...]


def link(
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    known: Knowledge | None = None,
) -> Linked:
    """Group the mentions of one article; every mention is in exactly one chain.

    Args:
        mentions: sorted, not overlapping.
        known: how names are compared; the shipped `linking.toml` when not given.

    Returns:
        Chains in order of first mention; the ties of names that the text states.
    """
    known = known or shipped()
    is_place = place_test(lexicon, known)
    groups = abroad(names(mentions, lexicon, known), article.text, known, is_place)
    group_of = {m: number for number, name in enumerate(groups) for m in name.mentions}
    found = list(ties(article, mentions, known))
    stated = list(_stated(found, groups, group_of, known, is_place))
    tied = {frozenset((r.short, r.full)) for r in stated}
    apart = {
        (group_of[a], group_of[b])
        for a, b in listed_together(article.text, mentions)
        if group_of[a] != group_of[b] and frozenset((group_of[a], group_of[b])) not in tied
    }
    joined = join(groups, stated, sorted(apart), known, is_place)
    joins = _joins(groups, joined, known)
    chains = sorted(
        (
            _chain(members, groups, mentions, joined, lexicon, joins[joined.root(members[0])])
            for members in joined.chains()
        ),
        key=lambda chain: chain.mentions,
    )
    return Linked(
        tuple(chains),
        tuple(_name_ties(found, sentences, mentions, group_of, joined)),
    )


def place_test(lexicon: Lexicon, known: Knowledge) -> Callable[[str], bool]:
    """Whether a word names a place in the lexicon, with or without 省 and 市."""

    def is_place(word: str) -> bool:
        return any(known.top(entry.type) == "Place" for entry in lexicon.lookup(word))

    return is_place


def _stated(
    found: Sequence[Tie],
    groups: Sequence[Name],
    group_of: dict[int, int],
    known: Knowledge,
    is_place: Callable[[str], bool],
) -> Iterator[Reason]:
    """Reasons to join that the text gives; a bracket counts only if the names can be twins."""
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(groups):
        by_name[squash(name.surface)].append(number)
    for tie in found:
        left = group_of[tie.left]
        if tie.kind == "code":
            continue
        rights = [group_of[tie.right]] if tie.right >= 0 else by_name[squash(tie.alias)]
        for right in rights:
            if right == left or not known.are_kin(groups[left].top, groups[right].top):
                continue
            named = groups[left], groups[right]
            if tie.stated or _glossed(tie, *named, known) or _twins(*named, known, is_place):
                yield Reason(-known.weights["defined"], right, left, tie.stated, "defined")


def _glossed(tie: Tie, one: Name, other: Name, known: Knowledge) -> bool:
    """Whether a bracket of one Chinese name alone explains another: 清泉运动（晨社）."""
    return tie.alone and one.top == other.top and one.top in known.glossed


def _twins(one: Name, other: Name, known: Knowledge, is_place: Callable[[str], bool]) -> bool:
    """Whether X（Y） may be two names of one thing: two scripts, or short and long."""
    if han(one.surface) != han(other.surface):
        return True
    pairs = ((one.surface, other.surface), (other.surface, one.surface))
    return any(likeness(a, b, one.top, known, is_place).degree >= 0.3 for a, b in pairs)


def _chain(
    members: Sequence[int],
    groups: Sequence[Name],
    mentions: Sequence[Mention],
    joined: Joined,
    lexicon: Lexicon,
    joins: Sequence[Join],
) -> Chain:
    senses = joined.senses(members[0])
    rounds = [member for member in members if groups[member].series]
    entry = lexicon.entries[min(senses)] if len(senses) == 1 else None
    indices = tuple(sorted(i for member in members for i in groups[member].mentions))
    return Chain(
        name=entry.name if entry else _fullest(rounds or members, groups),
        type=_type(members, groups, entry),
        entry=entry.id if entry else "",
        mentions=indices,
        score=round(min(1.0, joined.weakest[joined.root(members[0])]), 4),
        joins=tuple(joins),
    )


def _joins(groups: Sequence[Name], joined: Joined, known: Knowledge) -> dict[int, list[Join]]:
    """What made names one, by the root of their chain, the strongest first."""
    found: defaultdict[int, list[Join]] = defaultdict(list)
    for one in joined.reasons:
        name, other = groups[one.short].surface, groups[one.full].surface
        if name != other:
            join_ = Join(name, other, round(one.points, 4), one.parts(known))
            found[joined.root(one.full)].append(join_)
    return found


def _fullest(members: Sequence[int], groups: Sequence[Name]) -> str:
    """The name that says most: a Chinese one before a Latin one, then the longest."""
    surfaces = [groups[member].surface for member in members]
    return min(surfaces, key=lambda s: (not han(s), -len(squash(s)), s))


def _type(members: Sequence[int], groups: Sequence[Name], entry: Entry | None) -> str:
    if entry:
        return entry.type
    weight: defaultdict[str, float] = defaultdict(float)
    for member in members:
        for type_, score in groups[member].types:
            weight[type_] += score
    return min(weight, key=lambda type_: (-weight[type_], type_))


def _name_ties(
    found: Sequence[Tie],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    group_of: dict[int, int],
    joined: Joined,
) -> Iterator[NameTie]:
    """The ties that hold after joining, each with its sentence."""
    seen: set[tuple[str, str]] = set()
    for tie in found:
        left = mentions[tie.left]
        apart = tie.right >= 0 and (
            joined.root(group_of[tie.left]) != joined.root(group_of[tie.right])
        )
        if apart or (left.surface, tie.alias) in seen or left.surface == tie.alias:
            continue
        seen.add((left.surface, tie.alias))
        start, end = _sentence(sentences, left)
        yield NameTie(left.surface, tie.alias, tie.kind, start, end)


def _sentence(sentences: Sequence[Sentence], mention: Mention) -> tuple[int, int]:
    for sentence in sentences:
        if sentence.start <= mention.start < sentence.end:
            return sentence.start, sentence.end
    return mention.start, mention.end
