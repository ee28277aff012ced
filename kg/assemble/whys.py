"""Says of every other name of an entity which tie made it one with the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.assemble.gather import Key, Node
from kg.lexicon import Entry
from kg.model import Tie, TieKind
from kg.naming import Knowledge, core

__all__ = ["Names", "Union", "of_table"]

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Union:
    """Two nodes that became one, or of which one got sightings of the other.

    Args:
        kind: `points`, `company` (which the sightings keep) or `decision`.
        reasons: (name of the weight, points), sorted.
    """

    short: Key
    full: Key
    kind: TieKind
    reasons: tuple[tuple[str, float], ...] = ()


def of_table(name: str, entry: Entry, known: Knowledge) -> Tie:
    """The tie of a name that a table gives to an entry."""
    weight = "lexicon_ambiguous" if name in entry.ambiguous else "lexicon"
    return _weighed("table", entry.name, weight, known)


class Names:
    """The names of one entity and what joined each, step by step, to the canonical one.

    Args:
        chief: the canonical name.
        nodes: the nodes the entity is made of, sorted.
        unions: what made them one: a tree, for what is one already is not joined again.
    """

    def __init__(
        self, chief: str, nodes: Sequence[Node], unions: Sequence[Union], known: Knowledge
    ) -> None:
        self.chief, self.nodes, self.known = chief, nodes, known
        self._step = self._steps(unions) if len(nodes) > 1 else {}

    def of_sentence(self, name: str, other: str) -> Tie:
        """The tie of a name that a sentence gives to another."""
        own = self._own(name)
        step = self._step_of(own)
        if step is None:
            return _weighed("sentence", other, "defined", self.known)
        stated = any(weight == "defined" for weight, _ in step.reasons)
        to = self._across(step, own, name, other if stated else self.chief)
        return _tie("sentence" if stated else step.kind, to, step.reasons)

    def of_use(self, name: str) -> tuple[Tie, Place | None]:
        """The tie of a name that articles use, and the place where one article shows it."""
        own = self._own(name)
        if step := self._step_of(own):
            to = self._across(step, own, name, self.chief)
            return _tie(step.kind, to, step.reasons), None
        if any(node in own for node in self._own(self.chief)):
            return _weighed("spelling", self.chief, "same_core", self.known), None
        joins = sorted(node.joins[name] for node in self.nodes if name in node.joins)
        for _, place, join in joins[:1]:
            other = join.other if name == join.name else join.name
            return Tie("article", other, join.points, join.reasons), place
        if not own:
            return _weighed("table", self.chief, "lexicon", self.known), None
        to = min({s for node in own for s in node.surfaces} - {name}, default=self.chief)
        return _weighed("spelling", to, "same_core", self.known), None

    def _own(self, name: str) -> list[Node]:
        """The nodes that have the name as their own, but for form and spelling."""
        return [node for node in self.nodes if name in node.surfaces and self._is_own(name, node)]

    def _is_own(self, name: str, node: Node) -> bool:
        anchor = core(self.chief, node.top, self.known) if node.entry else node.key[1]
        return core(name, node.top, self.known) == anchor

    def _steps(self, unions: Sequence[Union]) -> dict[Key, Union]:
        """The union that joins each node to the next on the way to the canonical name's."""
        entries = [node for node in self.nodes if node.entry]
        start = (self._own(self.chief) or entries or list(self.nodes))[0].key
        inside = {node.key for node in self.nodes}
        reached, steps = [start], {}
        for key in reached:
            for union in unions:
                ends = {union.short, union.full}
                for other in sorted(ends - {key}) if key in ends else ():
                    if other in inside and other != start and other not in steps:
                        steps[other] = union
                        reached.append(other)
        return steps

    def _step_of(self, own: Sequence[Node]) -> Union | None:
        """What joins a name's own nodes; None where one of them has the canonical name."""
        steps = [self._step.get(node.key) for node in own]
        return steps[0] if steps and all(steps) else None

    def _across(self, step: Union, own: Sequence[Node], name: str, wanted: str) -> str:
        """A name of the node at the other end of a step: the one wanted, else the main one."""
        mine = own[0].key
        ends = [n for n in self.nodes if n.key != mine and n.key in (step.short, step.full)]
        counts = {s: count for node in ends for s, count in node.surfaces.items() if s != name}
        return min(counts, key=lambda s: (s != wanted, -counts[s], s), default=self.chief)


def _weighed(kind: TieKind, to: str, weight: str, known: Knowledge) -> Tie:
    return _tie(kind, to, ((weight, known.weights[weight]),))


def _tie(kind: TieKind, to: str, reasons: Sequence[tuple[str, float]]) -> Tie:
    points = round(sum(points for _, points in reasons), 4)
    listed = sorted(reasons, key=lambda one: (-one[1], one[0]))
    return Tie(kind, to, points, tuple(f"{weight} {points:g}" for weight, points in listed))
