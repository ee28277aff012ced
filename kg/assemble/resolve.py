"""Decides which nodes are one entity: best reasons first, never what is known to differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.assemble.candidates import Candidate
from kg.assemble.context import Company
from kg.assemble.gather import Gathered, Key, Local, Node
from kg.assemble.whys import Union
from kg.naming import Knowledge, barred, core

__all__ = ["Clusters", "Doubt", "decide_senses", "resolve"]

# Names found through others settle in a few rounds; a bound keeps a fault from looping.
ROUNDS = 6


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """A merge that was not made, or not for sure.

    Args:
        kind: `alias` (is `name` another name of the candidate?) or `namesake` (whose is it?).
        name: key of the doubtful node.
        candidates: (key, points) of what it may be, the best first.
        reasons: (weight, points) of the best.
        articles: articles whose use of the name stays undecided, sorted.
    """

    kind: str
    name: Key
    candidates: tuple[tuple[Key, float], ...]
    reasons: tuple[tuple[str, float], ...]
    articles: tuple[str, ...] = ()


class Clusters:
    """A partition of nodes with what must stay apart."""

    def __init__(self, gathered: Gathered, known: Knowledge) -> None:
        self._nodes = gathered.nodes
        self._known = known
        self._root = {key: key for key in gathered.nodes}
        self._members = {key: [key] for key in gathered.nodes}
        self._entry = {key: node.entry for key, node in gathered.nodes.items()}
        self._codes = {key: frozenset(node.codes) for key, node in gathered.nodes.items()}
        self._apart: set[frozenset[Key]] = set()
        self.unions: list[Union] = []

    def root(self, key: Key) -> Key:
        """The node that stands for the cluster of a node."""
        while self._root[key] != key:
            key = self._root[key]
        return key

    def members(self) -> dict[Key, list[Key]]:
        """The nodes of every cluster by the smallest of them."""
        return {min(keys): sorted(keys) for keys in self._members.values()}

    def keep_apart(self, a: Key, b: Key) -> None:
        """Never join these two."""
        self._apart.add(frozenset((a, b)))

    def unite(self, why: Union) -> bool:
        """Join two clusters; False where something keeps them apart and no person decided it."""
        a, b = sorted((self.root(why.short), self.root(why.full)))
        if a == b:
            return True
        if why.kind != "decision" and self.conflict(a, b):
            return False
        self.unions.append(why)
        self._root[b] = a
        self._members[a] += self._members.pop(b)
        self._entry[a] = self._entry[a] or self._entry[b]
        self._codes[a] |= self._codes[b]
        return True

    def conflict(self, a: Key, b: Key) -> bool:
        """Whether two clusters are known to differ."""
        a, b = self.root(a), self.root(b)
        entries = {self._entry[a], self._entry[b]} - {""}
        if len(entries) > 1 or _codes_differ(self._codes[a], self._codes[b]):
            return True
        pairs = [(x, y) for x in self._members[a] for y in self._members[b]]
        return any(frozenset(pair) in self._apart or self._differ(*pair) for pair in pairs)

    def _differ(self, a: Key, b: Key) -> bool:
        one, other = self._nodes[a], self._nodes[b]
        if not self._known.are_kin(one.top, other.top):
            return True
        if one.types and other.types and self._known.disjoint(_main(one), _main(other)):
            return True
        # Where a sentence ties the two it beats what they look like: a company was renamed.
        told = {frozenset((said.name, said.alias)) for said in one.said | other.said}
        ours, theirs = _own(one, self._known), _own(other, self._known)
        names = [(x, y) for x in ours for y in theirs if frozenset((x, y)) not in told]
        return any(barred(x, y, one.top, self._known) for x, y in names)


def _own(node: Node, known: Knowledge) -> list[str]:
    """How the node's own name is mostly written; of a place, all ways: 熊本, 熊本市."""
    if node.entry:
        return [node.entry]
    if node.top == "Place":
        return [s for s in sorted(node.surfaces) if core(s, node.top, known) == node.key[1]]
    return sorted(node.surfaces, key=lambda s: (-node.surfaces[s], s))[:1]


def _main(node: Node) -> str:
    return min(node.types, key=lambda t: (-node.types[t], t))


def _codes_differ(a: Iterable[str], b: Iterable[str]) -> bool:
    """Two codes of one exchange are two companies; one company may have one of each."""
    mine = {code[:2]: code for code in sorted(a)}
    return any(mine.get(code[:2], code) != code for code in b)


def resolve(
    clusters: Clusters, proposals: Sequence[Candidate], known: Knowledge
) -> tuple[list[Doubt], dict[Key, list[Key]]]:
    """Join what reaches `merge` points; the rest is doubt.

    Returns:
        Doubts about pairs, and for every node whose name several entities may own, those.
    """
    by_short: defaultdict[Key, list[Candidate]] = defaultdict(list)
    for proposal in proposals:
        by_short[proposal.short].append(proposal)
    for _ in range(ROUNDS):
        sure = [c for group in by_short.values() for c in _sure(group, clusters, known)]
        sure = [c for c in sure if clusters.root(c.short) != clusters.root(c.full)]
        if not sure:
            break
        joined = [
            clusters.unite(Union(c.short, c.full, "points", c.reasons))
            for c in sorted(sure, key=lambda c: (-c.points, c.short, c.full))
        ]
        if not any(joined):
            break
    return _open(by_short, clusters, known)


def _owners(group: Sequence[Candidate], clusters: Clusters) -> dict[Key, Candidate]:
    """The best proposal for each cluster that the name may belong to."""
    best: dict[Key, Candidate] = {}
    for one in group:
        root = clusters.root(one.full)
        if clusters.root(one.short) != root and clusters.conflict(one.short, one.full):
            continue
        if root not in best or (-one.points, one.full) < (-best[root].points, best[root].full):
            best[root] = one
    return best


def _sure(group: Sequence[Candidate], clusters: Clusters, known: Knowledge) -> list[Candidate]:
    """The owner of a name: it reaches `merge`, and leads every other that comes near."""
    owners = sorted(_owners(group, clusters).values(), key=lambda c: (-c.points, c.full))
    if not owners or owners[0].points < known.points["merge"]:
        return []
    leads = len(owners) == 1 or owners[0].points - owners[1].points >= known.points["lead"]
    return owners[:1] if leads or owners[1].points < known.points["review"] else []


def _open(
    by_short: dict[Key, list[Candidate]], clusters: Clusters, known: Knowledge
) -> tuple[list[Doubt], dict[Key, list[Key]]]:
    doubts: list[Doubt] = []
    shared: dict[Key, list[Key]] = {}
    for short, group in sorted(by_short.items()):
        owners = _owners(group, clusters)
        if clusters.root(short) in owners:
            continue
        near = [c for c in owners.values() if c.points >= known.points["review"]]
        near.sort(key=lambda c: (-c.points, c.full))
        if len(near) > 1:
            shared[short] = [c.full for c in near]
        if len(near) == 1:
            best = near[0]
            doubts.append(Doubt("alias", short, ((best.full, best.points),), best.reasons))
    return doubts, shared


def decide_senses(
    gathered: Gathered,
    clusters: Clusters,
    shared: dict[Key, list[Key]],
    company: Company,
    known: Knowledge,
) -> tuple[dict[Local, Key], list[Doubt]]:
    """Give each sighting of a name with several owners to the one whose company it keeps.

    Returns:
        The owner's node by sighting, for those decided; doubts about the others.
    """
    given: dict[Local, Key] = {}
    doubts: list[Doubt] = []
    groups = clusters.members()
    for short, owners in sorted(shared.items()):
        profiles = {owner: _profile(groups, clusters, owner, company) for owner in owners}
        undecided: list[str] = []
        for local in gathered.nodes[short].locals:
            here = company.of_articles([local.article], {short})
            scores = sorted(
                ((-company.cosine(here, profile), owner) for owner, profile in profiles.items())
            )
            best, second = -scores[0][0], -scores[1][0]
            if best >= known.context["least"] and best - second >= known.context["lead"]:
                given[local] = scores[0][1]
            else:
                undecided.append(local.article)
        if undecided:
            chosen = tuple((owner, 0.0) for owner in owners)
            doubts.append(Doubt("namesake", short, chosen, (), tuple(sorted(undecided))))
    return given, doubts


def _profile(
    groups: dict[Key, list[Key]], clusters: Clusters, owner: Key, company: Company
) -> dict[Key, float]:
    """The summed profile of an owner's cluster."""
    total: defaultdict[Key, float] = defaultdict(float)
    for member in groups[clusters.root(owner)]:
        for key, weight in company.profile(member).items():
            total[key] += weight
    return dict(sorted(total.items()))
