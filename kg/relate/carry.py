"""Reads an article's sentences in order and fills in what 公司, 该模型 and 其 stand for.

A later clause that begins without a subject gets the one of the clause before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Article, Chain, Mention, Sentence
from kg.relate.skeleton import MENTION, Cell, Skeleton, Slot, bare_cells, code_of, skeleton_of

__all__ = ["Anaphors", "read"]

_ACTORS = frozenset({"Organization", "Person", "Product", "Technology", "Policy"})
_DATELINE = re.compile(rf"^([{MENTION}])(?:\d+月)?\d*日?(?:电|讯|消息)")
# A mention behind one of these is no subject: 据…, 在…上, 与….
_NO_SUBJECT = frozenset("据在与和对向由从被为给跟同、")
# A product that was not named for so many sentences is no longer what clauses are about.
_TOPIC_LASTS = 4
# How far from its beginning a clause may name its own subject, in characters.
_NEAR = 10


@dataclass(frozen=True, slots=True)
class Anaphors:
    """Patterns of words that stand for something named before, and what they stand for.

    Args:
        patterns: each with a group `word`; the target is organization, product or subject.
        connectives: a sentence that begins so goes on with the subject of the one before.
    """

    patterns: tuple[tuple[re.Pattern[str], str], ...]
    connectives: re.Pattern[str]


@dataclass(slots=True)
class _Focus:
    """Who and what was spoken of last.

    Args:
        counts: how often each chain is named in the article.
        topic: the product of the headline, then of each sentence that begins with one, unless
            it is named less often: a part of what the article is about.
        age: how many sentences ago the topic was named.
        policy, event: the one that was named last.
        outlet: the medium of the dateline.
    """

    counts: Mapping[int, int]
    organization: Slot | None = None
    product: Slot | None = None
    subject: Slot | None = None
    topic: Slot | None = None
    policy: Slot | None = None
    outlet: Slot | None = None
    event: Slot | None = None
    age: int = 0

    def follow(self, slot: Slot) -> None:
        """Make a product the topic."""
        if not self.topic or self.counts[slot.chain] >= self.counts[self.topic.chain]:
            self.topic, self.age = slot, 0

    def named(self, target: str) -> Slot | None:
        """What an anaphor with this target stands for."""
        known: Slot | None = getattr(self, target)
        return known


def read(
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    chains: Sequence[Chain],
    top: Mapping[str, str],
    anaphors: Anaphors,
) -> tuple[Skeleton, ...]:
    """The skeletons of an article's sentences, in order; `top` maps a class to its top class."""
    named = _slots(mentions, chains, top)
    focus, made, first = _Focus(Counter(slot.chain for slot in named)), [], 0
    for sentence in sentences:
        while first < len(named) and named[first].start < sentence.start:
            first += 1
        last = first
        while last < len(named) and named[last].end <= sentence.end:
            last += 1
        cells = bare_cells(article.text, sentence, named[first:last])
        made.append(
            skeleton_of(sentence, _Filler(cells, focus, anaphors, not sentence.paragraph).filled())
        )
        first = last
    return tuple(made)


def _slots(
    mentions: Sequence[Mention], chains: Sequence[Chain], top: Mapping[str, str]
) -> list[Slot]:
    chain_of = {m: place for place, chain in enumerate(chains) for m in chain.mentions}
    slots = [
        Slot(-1, chain_of[i], top.get(m.type, m.type), m.start, m.end, "named", m.score, m.surface)
        for i, m in enumerate(mentions)
        if i in chain_of
    ]
    return [slot for slot in slots if code_of(slot.type)]


class _Filler:
    """Walks through the cells of one sentence and keeps the focus up to date."""

    def __init__(self, cells: list[Cell], focus: _Focus, anaphors: Anaphors, title: bool) -> None:
        self.cells = cells
        self.title = title
        self.focus = focus
        self.text = "".join(cell.char for cell in cells)
        self.words = _words(self.text, anaphors)
        dateline = _DATELINE.match(self.text)
        if dateline:
            focus.outlet = cells[0].slot
        self.outlet = 0 if dateline else -1
        focus.age += 1
        if focus.age > _TOPIC_LASTS:
            focus.topic = None
        if not anaphors.connectives.match(self.text):
            focus.subject = None
        self.before = focus.subject

    def filled(self) -> list[Cell]:
        """The cells with anaphors resolved and left-out subjects put in."""
        made: list[Cell] = []
        place, start = 0, 0
        while place < len(self.cells):
            if place == start:
                made.extend(self._carried(place))
            cell, taken = self._step(place, start)
            made.append(cell)
            place += taken
            if cell.char in ",;:":
                start = place
        return made

    def _step(self, place: int, start: int) -> tuple[Cell, int]:
        """The next cell and how many cells it stands for."""
        cell = self.cells[place]
        end, target = self.words.get(place, (place + 1, ""))
        known = self.focus.named(target) if target else None
        if known:
            last = self.cells[end - 1].offset + 1
            slot = replace(known, start=cell.offset, end=last, kind="anaphor")
            self._move(slot, place - start <= _NEAR)
            return Cell(code_of(slot.type), cell.offset, slot), end - place
        if cell.slot and place != self.outlet:
            before = self.text[place - 1] if place else ""
            self._move(cell.slot, before not in _NO_SUBJECT and place - start <= _NEAR * 3)
        return cell, 1

    def _move(self, slot: Slot, leads: bool) -> None:
        """Remember a mention: the first that leads a clause is its subject."""
        focus = self.focus
        if slot.type in ("Product", "Technology"):
            focus.product = slot
        if slot.type == "Product" and (self.title or (leads and focus.subject is None)):
            focus.follow(slot)
        if slot.type == "Event":
            focus.event = slot
        if slot.type == "Policy":
            focus.policy = slot
        if slot.type == "Organization" and (leads or focus.organization is None):
            focus.organization = slot
        # 今年7月，国务院印发…: a subject kept from the sentence before gives way to this one's own.
        own = focus.subject is self.before and slot.type == "Organization"
        if leads and slot.type in _ACTORS and (own or focus.subject is None):
            focus.subject = slot

    def _carried(self, place: int) -> list[Cell]:
        """What this clause may leave out: its subject, the product or policy it is about."""
        near = self._clause(place)
        own = {cell.slot.type for cell in near[:_NEAR] if cell.slot}
        if any(place <= word <= place + 2 for word in self.words):
            return []
        left_out = []
        actors = {"Organization", "Person"} | {c.slot.type for c in near[:3] if c.slot}
        if self.focus.subject and place and not own & actors & _ACTORS:
            left_out.append(self.focus.subject)
        if self.focus.topic and "Product" not in {c.slot.type for c in near[:4] if c.slot}:
            left_out.append(self.focus.topic)
        if self.focus.policy and not own & {"Policy", "Person"}:
            left_out.append(self.focus.policy)
        chains = {cell.slot.chain for cell in near if cell.slot}
        offset = self.cells[place].offset
        made: list[Cell] = []
        for slot in left_out:
            if slot.chain not in chains:
                chains.add(slot.chain)
                put = replace(slot, start=offset, end=offset, kind="carried")
                made.append(Cell(code_of(slot.type, "carried"), offset, put))
        return made

    def _clause(self, place: int) -> list[Cell]:
        found = []
        for cell in self.cells[place:]:
            if cell.char in ",;:。":
                break
            found.append(cell)
        return found


def _words(text: str, anaphors: Anaphors) -> dict[int, tuple[int, str]]:
    found: dict[int, tuple[int, str]] = {}
    for pattern, target in anaphors.patterns:
        for match in pattern.finditer(text):
            found.setdefault(match.start("word"), (match.end("word"), target))
    return found
