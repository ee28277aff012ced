"""Proposes which nodes may be one entity, with the reasons and their points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pypinyin import lazy_pinyin

from kg.assemble.context import Company
from kg.assemble.gather import Gathered, Key, Node
from kg.lexicon import Lexicon
from kg.naming import Knowledge, core, han, likeness, means_it
from kg.naming.company import parts, short_names

__all__ = ["Candidate", "candidates"]

# More owners of a name than these, and the name says nothing (公司, 办法).
MOST_OWNERS = 12
# Names that sound alike are compared from this many characters on.
LEAST_SOUND = 4


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


Reasons = dict[tuple[Key, Key], dict[str, float]]


def candidates(
    gathered: Gathered,
    lexicon: Lexicon,
    company: Company,
    known: Knowledge,
    is_place: Callable[[str], bool],
) -> list[Candidate]:
    """All candidates, sorted by their keys."""
    reasons: Reasons = defaultdict(dict)
    _by_alias(gathered, reasons, known, is_place)
    _by_lexicon(gathered, lexicon, reasons, known)
    _by_code(gathered, lexicon, reasons, known)
    _by_short_name(gathered, reasons, known, is_place)
    _by_sound(gathered, reasons, known)
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
            if short != key and short in gathered.nodes:
                points = _tied(node, gathered.nodes[short], alias, known, is_place)
                reasons[short, key].update(points)


def _tied(
    node: Node, short: Node, alias: str, known: Knowledge, is_place: Callable[[str], bool]
) -> dict[str, float]:
    degree = max(
        (
            likeness(a, b, node.top, known, is_place).degree
            for a in _spellings(short, known)
            for b in _spellings(node, known)
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


def _spellings(node: Node, known: Knowledge) -> list[str]:
    """The names that stand for the node's own: those of its anchor core, else all it has."""
    surfaces = sorted(node.surfaces)
    own = [s for s in surfaces if node.entry or core(s, node.top, known) == node.key[1]]
    return own[:4] or surfaces[:4]


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


def _by_short_name(
    gathered: Gathered, reasons: Reasons, known: Knowledge, is_place: Callable[[str], bool]
) -> None:
    """Blocks by the short names a longer one may have, then compares."""
    for short, full in sorted(_blocks(gathered, known, is_place)):
        one, other = gathered.nodes[short], gathered.nodes[full]
        if (one.entry and other.entry) or (short, full) in reasons:
            continue
        degree = max(
            (
                likeness(a, b, other.top, known, is_place).degree
                for a in _spellings(one, known)
                for b in _spellings(other, known)
            ),
            default=0.0,
        )
        if degree >= 0.5:
            points = round(known.weights["short_name"] * degree, 4)
            reasons[short, full]["short_name"] = points


def _blocks(
    gathered: Gathered, known: Knowledge, is_place: Callable[[str], bool]
) -> Iterator[tuple[Key, Key]]:
    """Pairs worth comparing: (short, full)."""
    for key, node in sorted(gathered.nodes.items()):
        if not node.surfaces:
            continue
        for name in _spellings(node, known):
            for short in _possible(name, node.top, known, is_place):
                found = (node.top, short)
                if found != key and found in gathered.nodes:
                    yield found, key


def _possible(
    name: str, top: str, known: Knowledge, is_place: Callable[[str], bool]
) -> Iterable[str]:
    """Cores of names that news may use for a longer one."""
    if top == "Organization":
        whole = parts(name, known, is_place)
        if whole.legal or whole.trades:
            yield from (core(n, top, known) for n in short_names(whole))
    elif top == "Person":
        pieces = name.replace("・", "·").split("·") if "·" in name or "・" in name else name.split()
        if len(pieces) > 1:
            yield core(pieces[-1], top, known)


def _by_sound(gathered: Gathered, reasons: Reasons, known: Knowledge) -> None:
    """Spellings of one foreign name: 扎哈罗娃 and 扎哈洛娃."""
    heard: defaultdict[tuple[str, str], list[Key]] = defaultdict(list)
    for key, node in sorted(gathered.nodes.items()):
        name = key[1]
        heard_alike = node.top in ("Person", "Place") and not node.entry
        if heard_alike and len(name) >= LEAST_SOUND and all(han(char) for char in name):
            heard[node.top, "".join(lazy_pinyin(name))].append(key)
    for keys in heard.values():
        for key in keys[1:]:
            reasons[key, keys[0]]["same_sound"] = known.weights["same_sound"]


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
