"""Proposes nodes whose names alone may be one: short names, rounds of a series, equal sound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from pypinyin import lazy_pinyin

from kg.assemble.gather import Gathered, Key, Node
from kg.fold import fold_name
from kg.lexicon import Lexicon
from kg.naming import Knowledge, core, han, likeness
from kg.naming.company import parts, short_names
from kg.naming.halves import company_halves
from kg.naming.rounds import rounds_of

__all__ = ["Reasons", "by_events", "by_short_name", "by_sound", "spellings"]

# Names that sound alike are compared from this many characters on.
LEAST_SOUND = 4

Reasons = dict[tuple[Key, Key], dict[str, float]]
"""Points by reason, of a pair of nodes: the one that goes by the shorter name first."""


def spellings(node: Node, known: Knowledge) -> list[str]:
    """The names that stand for the node's own: those of its anchor core, else all it has."""
    surfaces = sorted(node.surfaces)
    own = [s for s in surfaces if node.entry or core(s, node.top, known) == node.key[1]]
    return own[:4] or surfaces[:4]


def by_short_name(
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
                for a in spellings(one, known)
                for b in spellings(other, known)
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
        for name in spellings(node, known):
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
        yield from (core(half, top, known) for half in company_halves(fold_name(name), known.trade))
    elif top == "Place":
        # 熊本 may be 熊本县 or 熊本市: their cores differ, and nothing joins the two.
        yield from (
            n[: -len(e)]
            for n in [core(name, top, known)]
            for e in known.place_endings
            if n.endswith(e) and len(n) - len(e) >= 2
        )
    elif top == "Person":
        pieces = name.replace("・", "·").split("·") if "·" in name or "・" in name else name.split()
        if len(pieces) > 1:
            yield core(pieces[-1], top, known)


def by_events(
    gathered: Gathered,
    lexicon: Lexicon,
    reasons: Reasons,
    known: Knowledge,
    year_of: Callable[[str], str],
) -> None:
    """Rounds under several names, and a series that is the one round of it all articles speak of.

    第九届链博会 is 第九届供应链博览会, and the lexicon may say in which year that was. 链博会 in an
    article of another year is another round.

    Args:
        year_of: the year of an article, "" where it has no date.
    """
    series: defaultdict[str, list[tuple[Key, frozenset[str]]]] = defaultdict(list)
    names: defaultdict[str, set[Key]] = defaultdict(set)
    for key in sorted(key for key in gathered.nodes if key[0] == "Event" and "#" in key[1]):
        name, *marks = key[1].split("#")
        entries = [e for e in lexicon.lookup(name) if known.top(e.type) == "Event"]
        entry = entries[0] if len(entries) == 1 else None
        group = entry.id if entry else name
        names[group].update({("Event", name), *(("=", one.id) for one in entries)})
        series[group].append((key, rounds_of(" ".join(marks), entry, known)))
    for group, keys in sorted(series.items()):
        first, rounds = keys[0]
        for number, (key, its) in enumerate(keys):
            if same := [other for other, theirs in keys[:number] if its & theirs]:
                reasons[key, same[0]]["lexicon"] = known.weights["lexicon"]
        for short in sorted(names[group] & gathered.nodes.keys()):
            one = all(its & rounds for _, its in keys)
            held = {e for e in rounds if e.isdigit()} or _years(gathered, first, year_of)
            one = one and _years(gathered, short, year_of) <= held
            if one and gathered.nodes[short].top == "Event":
                reasons[short, first]["short_name"] = round(known.weights["short_name"] * 0.9, 4)


def _years(gathered: Gathered, key: Key, year_of: Callable[[str], str]) -> set[str]:
    """The years of the articles that name something."""
    return {year_of(article) for article in gathered.nodes[key].articles} - {""}


def by_sound(gathered: Gathered, reasons: Reasons, known: Knowledge) -> None:
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
