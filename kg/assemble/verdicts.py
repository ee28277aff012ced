"""Replays a person's decisions on the nodes; one that finds nothing is reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from kg.assemble.gather import Gathered, Key
from kg.assemble.resolve import Clusters
from kg.assemble.whys import Union
from kg.decisions import Decision
from kg.errors import Problem
from kg.fold import fold_name
from kg.lexicon import Lexicon
from kg.model import Statement
from kg.naming import Knowledge, core

__all__ = ["Verdicts", "allowed", "replay"]

# In place of the second name: the first is the id of a statement.
STATEMENT = "-"
Verdicts = dict[Key, str]
"""Canonical name by node, for merges."""


def replay(
    decisions: Sequence[Decision],
    gathered: Gathered,
    clusters: Clusters,
    lexicon: Lexicon,
    known: Knowledge,
    on_problem: Callable[[Problem], None],
) -> Verdicts:
    """Bar what was rejected or split, join what was accepted or merged; the last line wins.

    A decision beats every score and every bar of ours. One whose names no article has any more
    becomes a Problem of kind `decision`.
    """
    found = _finder(gathered, lexicon, known)
    last: dict[frozenset[Key], tuple[Decision, Key, Key]] = {}
    for decision in decisions:
        if decision.b == STATEMENT:
            continue
        left, right = found(decision.a), found(decision.b)
        if not left or not right:
            missing = decision.a if not left else decision.b
            on_problem(_outdated(decision, f"no article names {missing!r} any more"))
            continue
        pairs = [(a, b) for a in left for b in right if a != b and _fit(a, b, gathered)]
        if not pairs:
            on_problem(_outdated(decision, f"{decision.a!r} and {decision.b!r} are one name"))
        for a, b in pairs:
            last[frozenset((a, b))] = (decision, a, b)
    names: Verdicts = {}
    for decision, a, b in last.values():
        if decision.action in ("reject", "split"):
            clusters.keep_apart(a, b)
    for decision, a, b in last.values():
        if decision.action in ("accept", "merge"):
            clusters.unite(Union(a, b, "decision"))
            if decision.action == "merge":
                names[a] = decision.a.partition("|")[0]
    return names


def allowed(
    statements: tuple[Statement, ...],
    decisions: Sequence[Decision],
    on_problem: Callable[[Problem], None],
) -> tuple[Statement, ...]:
    """The statements without those that a person rejected (`reject ID -`)."""
    ids = {one.id for one in statements}
    about = {d.a: d for d in decisions if d.b == STATEMENT}
    for decision in about.values():
        if decision.a not in ids:
            on_problem(_outdated(decision, "no article states it any more"))
    rejected = {id for id, decision in about.items() if decision.action == "reject"}
    return tuple(one for one in statements if one.id not in rejected)


def _fit(a: Key, b: Key, gathered: Gathered) -> bool:
    return gathered.nodes[a].top == gathered.nodes[b].top


def _outdated(decision: Decision, why: str) -> Problem:
    text = f"{decision.action} {decision.a} {decision.b}: {why}"
    return Problem(decision.path, "", decision.line, "decision", text)


def _finder(gathered: Gathered, lexicon: Lexicon, known: Knowledge) -> Callable[[str], list[Key]]:
    """Nodes by a name or id as a user writes it: `苹果`, `苹果|Product`, `GPT-4_(Product)`."""
    named: defaultdict[str, set[Key]] = defaultdict(set)
    for key, node in gathered.nodes.items():
        for name in _names(node.entry, lexicon) if node.entry else ():
            named[fold_name(name)].add(key)
        for surface in node.surfaces:
            if node.entry or core(surface, node.top, known) == key[1]:
                named[fold_name(surface)].add(key)

    def found(text: str) -> list[Key]:
        name, _, type_ = text.partition("|")
        spaced = name.replace("_(", " (")
        if not type_ and name.endswith(")") and " (" in spaced:
            name, _, type_ = spaced[:-1].partition(" (")
        keys = named.get(fold_name(name.replace("_", " ")), set()) | named.get(
            fold_name(name), set()
        )
        return sorted(
            key for key in keys if not type_ or known.top(type_) == gathered.nodes[key].top
        )

    return found


def _names(entry: str, lexicon: Lexicon) -> Iterable[str]:
    known = lexicon.entries.get(entry)
    return (entry, known.name) if known else (entry,)
