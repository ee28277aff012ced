"""Reads an article's sentences in order and fills in what 公司, 该模型 and 其 stand for.

A later clause that begins without a subject gets the one of the clause before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Article, Chain, Mention, Sentence
from kg.relate.skeleton import MENTION, Cell, Skeleton, Slot, bare_cells, code_of, skeleton_of

__all__ = ["Anaphors", "read"]

_ACTORS = frozenset({"Organization", "Person", "Product", "Technology", "Policy"})
_DATELINE = re.compile(rf"^([{MENTION}])(?:\d+月)?\d*日?(?:电|讯|消息)")
# A mention behind one of these is no subject: 据…, 在…上, 与….
_NO_SUBJECT = frozenset("据在与和对向由从被为给跟同、")
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
    """Who was spoken of last."""

    organization: Slot | None = None
    product: Slot | None = None
    subject: Slot | None = None

    def named(self, target: str) -> Slot | None:
        return {"organization": self.organization, "product": self.product}.get(
            target, self.subject
        )


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
    focus, made, first = _Focus(), [], 0
    for sentence in sentences:
        while first < len(named) and named[first].start < sentence.start:
            first += 1
        last = first
        while last < len(named) and named[last].end <= sentence.end:
            last += 1
        cells = bare_cells(article.text, sentence, named[first:last])
        made.append(skeleton_of(sentence, _filled(cells, focus, anaphors)))
        first = last
    return tuple(made)


def _slots(
    mentions: Sequence[Mention], chains: Sequence[Chain], top: Mapping[str, str]
) -> list[Slot]:
    chain_of = {m: place for place, chain in enumerate(chains) for m in chain.mentions}
    slots = [
        Slot(-1, chain_of[i], top.get(m.type, m.type), m.start, m.end, "named", m.score)
        for i, m in enumerate(mentions)
        if i in chain_of
    ]
    return [slot for slot in slots if code_of(slot.type)]


def _filled(cells: list[Cell], focus: _Focus, anaphors: Anaphors) -> list[Cell]:
    text = "".join(cell.char for cell in cells)
    words = _words(text, anaphors)
    dateline = _DATELINE.match(text)
    outlet = 0 if dateline else -1
    if not anaphors.connectives.match(text):
        focus.subject = None
    made: list[Cell] = []
    place, start = 0, 0
    while place < len(cells):
        if place == start and place > 0:
            made.extend(_carried(cells, text, place, focus, words))
        cell = cells[place]
        end, target = words.get(place, (place + 1, ""))
        known = focus.named(target) if target else None
        if known:
            slot = replace(known, start=cell.offset, end=cells[end - 1].offset + 1, kind="anaphor")
            made.append(Cell(code_of(slot.type), cell.offset, slot))
            _move(focus, slot, place - start <= _NEAR)
            place = end
            continue
        if cell.slot and place != outlet:
            before = text[place - 1] if place else ""
            _move(focus, cell.slot, before not in _NO_SUBJECT and place - start <= _NEAR * 3)
        made.append(cell)
        place += 1
        if cell.char in ",;:":
            start = place
            if cell.char == ";":
                focus.subject = focus.subject
    return made


def _words(text: str, anaphors: Anaphors) -> dict[int, tuple[int, str]]:
    found: dict[int, tuple[int, str]] = {}
    for pattern, target in anaphors.patterns:
        for match in pattern.finditer(text):
            found.setdefault(match.start("word"), (match.end("word"), target))
    return found


def _move(focus: _Focus, slot: Slot, leads: bool) -> None:
    """Remember a mention: the first that leads a clause is its subject."""
    if slot.type in ("Product", "Technology"):
        focus.product = slot
    if slot.type == "Organization" and (leads or focus.organization is None):
        focus.organization = slot
    if leads and slot.type in _ACTORS and (focus.subject is None or slot.kind == "named"):
        focus.subject = focus.subject or slot


def _carried(
    cells: Sequence[Cell],
    text: str,
    place: int,
    focus: _Focus,
    words: Mapping[int, tuple[int, str]],
) -> list[Cell]:
    """The subject of the clause before, when this one does not begin with its own."""
    near = cells[place : place + _NEAR]
    own = any(c.slot and c.slot.type in _ACTORS for c in _clause(near)) or any(
        place <= word <= place + 2 for word in words
    )
    if own or focus.subject is None:
        return []
    offset = cells[place].offset
    slot = replace(focus.subject, start=offset, end=offset, kind="carried")
    return [Cell(code_of(slot.type), offset, slot)]


def _clause(cells: Sequence[Cell]) -> list[Cell]:
    found = []
    for cell in cells:
        if cell.char in ",;:。":
            break
        found.append(cell)
    return found
