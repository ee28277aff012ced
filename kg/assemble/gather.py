"""Gathers the chains of all articles under the names they go by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.lexicon import Lexicon
from kg.model import AliasKind, Chain, Extraction, Join, Mention
from kg.naming import Knowledge, core

__all__ = ["Gathered", "Key", "Local", "Node", "Said", "gather", "key_of"]

Key = tuple[str, str]
"""Of a node: (top class, core of the name), or ("=", id) for a lexicon entry."""

TERM = "term"


@dataclass(frozen=True, slots=True, order=True)
class Local:
    """A chain of an article: one sighting of an entity.

    Args:
        surfaces: (surface, mentions), sorted.
    """

    article: str
    chain: int
    type: str
    surfaces: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """A sentence that ties two names: a NameTie with its article."""

    article: str
    start: int
    end: int
    name: str
    alias: str
    kind: AliasKind


@dataclass(slots=True)
class Node:
    """All chains that go by one name, or carry one lexicon entry.

    Args:
        surfaces: mentions by surface.
        cores: chains by the core of each of their names.
        types: mentions by type.
        codes: stock codes that stand beside it.
        sure: whether anything but a bare term proposes it.
        places: the first place of each surface, by article id then offset: (article, start, end).
        joins: the strongest join of each surface within an article, as (-points, place, join).
    """

    key: Key
    top: str
    entry: str = ""
    locals: list[Local] = field(default_factory=list)
    surfaces: Counter[str] = field(default_factory=Counter)
    cores: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    codes: set[str] = field(default_factory=set)
    said: set[Said] = field(default_factory=set)
    sure: bool = False
    places: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    joins: dict[str, tuple[float, tuple[str, int, int], Join]] = field(default_factory=dict)

    @property
    def articles(self) -> set[str]:
        """Ids of the articles that name it."""
        return {local.article for local in self.locals}


@dataclass(frozen=True, slots=True)
class Gathered:
    """Nodes by key, and the nodes of each article."""

    nodes: dict[Key, Node]
    in_article: dict[str, frozenset[Key]]


def key_of(name: str, top: str, entry: str, known: Knowledge) -> Key:
    """The key of the node that a chain belongs to."""
    return ("=", entry) if entry else (top, core(name, top, known))


def gather(extractions: Iterable[Extraction], lexicon: Lexicon, known: Knowledge) -> Gathered:
    """The nodes of all extractions; the same for any order of them."""
    nodes: dict[Key, Node] = {}
    in_article: dict[str, frozenset[Key]] = {}
    for extraction in extractions:
        keys = [_add(nodes, extraction, number, known) for number in range(len(extraction.chains))]
        _add_said(nodes, extraction, keys, known)
        in_article[extraction.article] = frozenset(keys)
    for node in nodes.values():
        node.locals.sort()
        entry = lexicon.entries.get(node.entry)
        if entry:
            node.codes |= {name for name, kind in entry.aliases if kind == "code"}
    return Gathered(nodes, in_article)


def _add(nodes: dict[Key, Node], extraction: Extraction, number: int, known: Knowledge) -> Key:
    chain = extraction.chains[number]
    top = known.top(chain.type)
    key = key_of(chain.name, top, chain.entry, known)
    node = nodes.get(key)
    if node is None:
        node = nodes[key] = Node(key, top, chain.entry)
    mentions = [extraction.mentions[index] for index in chain.mentions]
    # Counted by hand: `Counter.update` costs more than the few names of a chain.
    surfaces: dict[str, int] = {}
    for mention in mentions:
        surfaces[mention.surface] = surfaces.get(mention.surface, 0) + 1
    local = Local(extraction.article, number, chain.type, tuple(sorted(surfaces.items())))
    node.locals.append(local)
    for name in {core(surface, top, known) for surface in surfaces}:
        node.cores[name] += 1
    node.types[chain.type] += len(mentions)
    for surface, count in surfaces.items():
        node.surfaces[surface] += count
    for mention in mentions:
        place = (extraction.article, mention.start, mention.end)
        known_place = node.places.get(mention.surface)
        node.places[mention.surface] = min(known_place, place) if known_place else place
        node.sure = node.sure or mention.detector != TERM
    if chain.joins:
        _add_joins(node, extraction.article, chain, mentions)
    return key


def _add_joins(node: Node, article: str, chain: Chain, mentions: Sequence[Mention]) -> None:
    place = {one.surface: (article, one.start, one.end) for one in reversed(mentions)}
    for join in chain.joins:
        for name in {join.name, join.other} & place.keys():
            found = (-join.points, place[name], join)
            node.joins[name] = min(found, node.joins.get(name, found))


def _add_said(
    nodes: dict[Key, Node], extraction: Extraction, keys: list[Key], known: Knowledge
) -> None:
    """Put the ties of an article to the node whose chain carries the tied name."""
    if not extraction.name_ties:
        return
    owners: defaultdict[str, set[Key]] = defaultdict(set)
    for chain, key in zip(extraction.chains, keys, strict=True):
        for index in chain.mentions:
            owners[extraction.mentions[index].surface].add(key)
    for tie in extraction.name_ties:
        for key in sorted(owners[tie.name]):
            node = nodes[key]
            if tie.kind == "code":
                if node.top == "Organization":
                    node.codes.add(tie.alias)
            else:
                node.cores[core(tie.alias, node.top, known)] += 1
            node.said.add(
                Said(extraction.article, tie.start, tie.end, tie.name, tie.alias, tie.kind)
            )
