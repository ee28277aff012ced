"""Proposes which nodes may be one entity, with the reasons and their points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.assemble.context import Company
from kg.assemble.gather import Gathered, Key, Node
from kg.assemble.similar import Reasons, by_events, by_short_name, by_sound, spellings
from kg.lexicon import Lexicon
from kg.naming import Knowledge, core, han, likeness, means_it, only_here

__all__ = ["Candidate", "candidates"]

# More owners of a name than these, and the name says nothing (公司, 办法).
MOST_OWNERS = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two nodes that may be one, `short` by a name that `full` may go by.

    Args:
        reasons: (name of the weight, points), sorted.
    """

    short: Key
    full: Key
    reasons: tuple[tuple[str, float], ...]

    @property
    def points(self) -> float:
        """The sum of the points."""
        return round(sum(points for _, points in self.reasons), 4)


def candidates(
    gathered: Gathered,
    lexicon: Lexicon,
    company: Company,
    known: Knowledge,
    is_place: Callable[[str], bool],
    year_of: Callable[[str], str],
) -> list[Candidate]:
    """All candidates, sorted by their keys.

    Args:
        year_of: the year of an article, "" where it has no date.
    """
    reasons: Reasons = defaultdict(dict)
    _by_alias(gathered, reasons, known, is_place)
    _by_lexicon(gathered, lexicon, reasons, known)
    _by_code(gathered, lexicon, reasons, known)
    by_short_name(gathered, reasons, known, is_place)
    by_events(gathered, lexicon, reasons, known, year_of)
    by_sound(gathered, reasons, known)
    _only_fits(reasons, known)
    return [
        Candidate(short, full, tuple(sorted(_weighed(gathered, short, full, why, company, known))))
        for (short, full), why in sorted(reasons.items())
    ]


def _by_alias(
    gathered: Gathered, reasons: Reasons, known: Knowledge, is_place: Callable[[str], bool]
) -> None:
    """A chain of one article used both names, or a sentence tied them."""
    for key, node in sorted(gathered.nodes.items()):
        for alias in sorted(node.cores):
            short = (node.top, alias)
            if short != key and short in gathered.nodes and not only_here(alias, node.top, known):
                points = _tied(node, gathered.nodes[short], alias, known, is_place)
                reasons[short, key].update(points)


def _tied(
    node: Node, short: Node, alias: str, known: Knowledge, is_place: Callable[[str], bool]
) -> dict[str, float]:
    degree = max(
        (
            likeness(a, b, node.top, known, is_place).degree
            for a in spellings(short, known)
            for b in spellings(node, known)
        ),
        default=0.0,
    )
    said = [s for s in node.said if core(s.alias, node.top, known) == alias and s.kind != "code"]
    if said:
        # 办法 and 公司 are defined anew in every article: a bare pair of characters is no name.
        telling = degree >= 0.5 or len(alias) >= 3 or not han(alias)
        return {"defined": known.weights["defined"] * (1.0 if telling else 0.5)}
    return {
        "one_article": known.weights["one_article"],
        "short_name": round(known.weights["short_name"] * degree, 4),
    }


def _by_lexicon(gathered: Gathered, lexicon: Lexicon, reasons: Reasons, known: Knowledge) -> None:
    """A node without an entry goes by a name that the lexicon gives to one or more entries."""
    owners: defaultdict[Key, set[str]] = defaultdict(set)
    doubtful: set[tuple[Key, str]] = set()
    for entry in lexicon.entries.values():
        top = known.top(entry.type)
        for name in (entry.name, *(a for a, kind in entry.aliases if kind != "code")):
            key = (top, core(name, top, known))
            if key in gathered.nodes and means_it(name, entry, known):
                owners[key].add(entry.id)
                if name in entry.ambiguous:
                    doubtful.add((key, entry.id))
    for key, ids in sorted(owners.items()):
        if len(ids) > MOST_OWNERS:
            continue
        for id in sorted(ids):
            flagged = (key, id) in doubtful
            name = "lexicon_ambiguous" if flagged else "lexicon"
            reasons[key, ("=", id)][name] = known.weights[name]
            if ("=", id) not in gathered.nodes:
                gathered.nodes[("=", id)] = _unseen(lexicon, id, known)


def _unseen(lexicon: Lexicon, id: str, known: Knowledge) -> Node:
    """A node for an entry that no chain was linked to yet."""
    entry = lexicon.entries[id]
    codes = {name for name, kind in entry.aliases if kind == "code"}
    return Node(("=", id), known.top(entry.type), id, codes=codes)


def _by_code(gathered: Gathered, lexicon: Lexicon, reasons: Reasons, known: Knowledge) -> None:
    holders: defaultdict[str, list[Key]] = defaultdict(list)
    seen = {code for node in gathered.nodes.values() for code in node.codes}
    for entry in lexicon.entries.values():
        codes = seen.intersection(name for name, kind in entry.aliases if kind == "code")
        if codes and ("=", entry.id) not in gathered.nodes:
            gathered.nodes[("=", entry.id)] = _unseen(lexicon, entry.id, known)
    for key, node in sorted(gathered.nodes.items()):
        for code in node.codes:
            holders[code].append(key)
    for keys in holders.values():
        for key in keys[1:]:
            short, full = sorted((keys[0], key), key=lambda k: (k[0] == "=", k))
            reasons[short, full]["same_code"] = known.weights["same_code"]


def _only_fits(reasons: Reasons, known: Knowledge) -> None:
    fits: defaultdict[Key, list[Key]] = defaultdict(list)
    for short, full in reasons:
        fits[short].append(full)
    for short, fulls in fits.items():
        if len(fulls) == 1:
            reasons[short, fulls[0]]["only_fit"] = known.weights["only_fit"]


def _weighed(
    gathered: Gathered,
    short: Key,
    full: Key,
    why: dict[str, float],
    company: Company,
    known: Knowledge,
) -> Iterator[tuple[str, float]]:
    one, other = gathered.nodes[short], gathered.nodes[full]
    yield from ((name, round(points, 4)) for name, points in why.items() if points)
    together = one.articles & other.articles
    if together:
        yield "named_apart", known.weights["named_apart"]
    cosine = company.cosine(company.profile(short), company.profile(full))
    if cosine:
        yield "neighbours", round(known.weights["neighbours"] * cosine, 4)
    classes = {_main(one), _main(other)}
    if len(classes) == 1 and one.types and classes != {one.top}:
        yield "same_class", known.weights["same_class"]


def _main(node: Node) -> str:
    return min(node.types, key=lambda t: (-node.types[t], t)) if node.types else ""
