"""Joins the names of an article into chains: the strongest reasons first, never against a bar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.fold import fold_name
from kg.link.groups import Name
from kg.naming import Knowledge, barred, likeness, squash
from kg.naming.company import parts
from kg.naming.core import editions
from kg.naming.rounds import rounds_differ

__all__ = ["Joined", "Reason", "join", "reasons"]


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """Why two names (by index) are one, in points; sorted, the strongest comes first.

    Args:
        defined: the text says so in words, which beats what the names look like.
        weight: name of the weight that the points come of.
    """

    negative: float
    short: int
    full: int
    defined: bool = False
    weight: str = ""

    @property
    def points(self) -> float:
        """The points as the knowledge file counts them."""
        return -self.negative

    def parts(self, known: Knowledge) -> tuple[str, ...]:
        """The points, each as `weight points`."""
        parts = [(self.weight, self.points)]
        if self.weight == "short_name":
            beside = known.weights["one_article"]
            parts = [("one_article", beside), (self.weight, self.points - beside)]
        return tuple(f"{name} {round(points, 4):g}" for name, points in parts if points)


class Joined:
    """A partition of names that remembers who must stay apart, and what joined the others.

    Args:
        apart: pairs that stand in one enumeration.
        told: pairs that the text itself calls one, whatever their names look like.
        loose: names whose lexicon entry gives way to what they are joined with.
    """

    def __init__(
        self,
        names: Sequence[Name],
        apart: Iterable[tuple[int, int]],
        told: Iterable[frozenset[int]] = (),
        loose: Iterable[int] = (),
    ) -> None:
        self._names = names
        self._root = list(range(len(names)))
        self._members = {i: [i] for i in range(len(names))}
        self._senses = [frozenset(e.id for e in name.senses) for name in names]
        for name in loose:
            self._senses[name] = frozenset()
        self._apart = {frozenset(pair) for pair in apart}
        self._told = frozenset(told)
        self.weakest = [1.0] * len(names)
        self.reasons: list[Reason] = []

    def root(self, name: int) -> int:
        """The name that stands for the chain of a name."""
        while self._root[name] != name:
            name = self._root[name]
        return name

    def senses(self, name: int) -> frozenset[str]:
        """Entries the chain of a name may be; empty when the lexicon has none of its names."""
        return self._senses[self.root(name)]

    def chains(self) -> list[list[int]]:
        """The members of every chain."""
        return [sorted(m) for root, m in sorted(self._members.items()) if self._root[root] == root]

    def unite(self, reason: Reason, known: Knowledge) -> bool:
        """Join two chains unless the lexicon, an enumeration or a version keeps them apart."""
        a, b = self.root(reason.full), self.root(reason.short)
        if a == b:
            return True
        if self._conflict(a, b, known):
            return False
        left, right = self._senses[a], self._senses[b]
        self._root[b] = a
        self._members[a] += self._members.pop(b)
        self._senses[a] = left & right if left and right else left | right
        self.weakest[a] = min(self.weakest[a], self.weakest[b], reason.points)
        self.reasons.append(reason)
        return True

    def _conflict(self, a: int, b: int, known: Knowledge) -> bool:
        left, right = self._senses[a], self._senses[b]
        if left and right and not left & right:
            return True
        pairs = [(x, y) for x in self._members[a] for y in self._members[b]]
        return any(self._differ(x, y, known) for x, y in pairs)

    def _differ(self, a: int, b: int, known: Knowledge) -> bool:
        pair, one, other = frozenset((a, b)), self._names[a], self._names[b]
        named = pair not in self._told and (
            barred(one.surface, other.surface, one.top, known)
            or rounds_differ(one.rounds, other.rounds)
        )
        return pair in self._apart or named


def reasons(
    names: Sequence[Name], known: Knowledge, is_place: Callable[[str], bool]
) -> list[Reason]:
    """What the names themselves say: equal cores, short names that fit one longer name only."""
    found: list[Reason] = []
    for short, one in enumerate(names):
        fits: list[Reason] = []
        for full, other in enumerate(names):
            if _same_entry(one, other) and short < full:
                found.append(Reason(-known.weights["lexicon"], short, full, weight="lexicon"))
            if short != full and one.top == other.top and _may_fit(one, other, known, is_place):
                like = likeness(one.surface, other.surface, one.top, known, is_place)
                if like.reason == "same_core":
                    points = known.weights["same_core"]
                    found.append(Reason(-points, short, full, weight="same_core"))
                elif like.reason:
                    weight = (
                        known.weights["one_article"] + known.weights["short_name"] * like.degree
                    )
                    fits.append(Reason(-round(weight, 6), short, full, weight="short_name"))
        found.extend(_best(fits, names, known))
    return sorted(found)


def _rounds(names: Sequence[Name], known: Knowledge) -> Iterator[Reason]:
    """进博会 is 第五届进博会 where the article speaks of no other round.

    A round is more than its series, which is another thing as soon as there are two rounds.
    """
    for short, one in enumerate(names):
        ids = {entry.id for entry in one.senses}
        fulls = [full for full, other in enumerate(names) if ids & other.series]
        if len({_round(names[full]) for full in fulls}) == 1:
            points = known.weights["lexicon"]
            yield from (Reason(-points, short, full, weight="lexicon") for full in fulls)


def _one_round(names: Sequence[Name], known: Knowledge) -> Iterator[Reason]:
    """第五届进博会 is 第五届中国国际进口博览会, and the series may say that it is 2022年进博会."""
    for short, one in enumerate(names):
        for full, other in enumerate(names[:short]):
            if one.series & other.series and one.rounds & other.rounds:
                yield Reason(-known.weights["lexicon"], short, full, weight="lexicon")


def _round(name: Name) -> frozenset[str]:
    return frozenset(entry.id for entry in name.senses) or name.rounds


def _same_entry(one: Name, other: Name) -> bool:
    """长城 is 长城汽车 where the article names just that one of the two it may be."""
    ours, theirs = {e.id for e in one.senses}, {e.id for e in other.senses}
    return bool(ours & theirs) and min(len(ours), len(theirs)) == 1


def _may_fit(one: Name, other: Name, known: Knowledge, is_place: Callable[[str], bool]) -> bool:
    """腾讯, which the lexicon knows, is not 林芝腾讯; 双汇发展 is 河南双汇投资发展股份有限公司."""
    ours, theirs = {e.id for e in one.senses}, {e.id for e in other.senses}
    if ours and theirs:
        return bool(ours & theirs)
    if ours and one.top == "Event":
        # The lexicon knows the series; 第五届进博会 is one of its rounds.
        return not editions(fold_name(other.surface), known)
    if ours and _foreign(one, other, known, is_place):
        return False
    if ours and one.top == "Organization":
        whole = parts(other.surface, known, is_place)
        regional = whole.place or whole.branch
        return not (regional and squash(fold_name(one.surface)) in (whole.brand, whole.short))
    return True


def _foreign(one: Name, other: Name, known: Knowledge, is_place: Callable[[str], bool]) -> bool:
    """商务部, the one that the lexicon knows, is not 美国商务部."""
    a, b = fold_name(one.surface), fold_name(other.surface)
    front = b[: -len(a)] if b.endswith(a) else ""
    public = any(known.schema.is_a(e.type, "GovernmentBody") for e in one.senses)
    return public and front not in ("", "中国", "国家") and is_place(front)


def _best(fits: list[Reason], names: Sequence[Name], known: Knowledge) -> list[Reason]:
    """The full names a short one may stand for: the best, if it leads or all say the same."""
    merging = sorted(r for r in fits if r.points >= known.points["merge"])
    if len(merging) < 2:
        return merging
    best, second = merging[0], merging[1]
    one, other = (squash(names[reason.full].surface) for reason in (best, second))
    same = other in one or (other.find(one) >= 0 and best.points == second.points)
    leads = best.points - second.points >= known.points["lead"] / 5
    return [best] if leads or same else []


def join(
    names: Sequence[Name],
    stated: Iterable[Reason],
    apart: Iterable[tuple[int, int]],
    known: Knowledge,
    is_place: Callable[[str], bool],
) -> Joined:
    """The partition of an article's names.

    Args:
        stated: what the text itself says.
        apart: pairs that stand in one enumeration.
    """
    stated = list(stated)
    told = (frozenset((r.short, r.full)) for r in stated if r.defined)
    rounds = list(_rounds(names, known))
    stated += _one_round(names, known)
    joined = Joined(names, apart, told, {reason.short for reason in rounds})
    for reason in sorted([*stated, *rounds, *reasons(names, known, is_place)]):
        joined.unite(reason, known)
    return joined
