"""Pairs of FinRE and FewFC whose labels say the same as some of our predicates.

Only the two annotated names of a sentence make a pair, and only the predicates that the set
annotates are learnt from it: what else the sentence states is left open.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.detect import detect
from kg.model import Article, Chain, Mention
from kg.relate.rules import Rules
from kg.tools import Settings, Tools, load_tools
from training.relations_finre import places
from training.relations_fit import Row, candidates, label_of
from training.relations_student import Lesson

# FinRE's relation -> ours; with a beginning 被 the ends change places.
FINRE = {
    "注资": "investsIn",
    "增持": "investsIn",
    "入股": "investsIn",
    "持股": "investsIn",
    "收购": "acquires",
    "拟收购": "acquires",
    "成立": "founded",
    "合作": "cooperatesWith",
    "签约": "cooperatesWith",
    "合资": "cooperatesWith",
    "竞争": "competesWith",
}
# FinRE's relations that may or may not be one of ours: nothing is learnt from their pairs.
OPEN = frozenset(
    {"拥有", "自己", "买资", "合并", "重组", "借壳", "交易", "转让", "商讨", "订单", "帮助", "减持"}
)
# FewFC's event -> our predicate and the roles of its subject and object.
FEWFC = {
    "投资": ("investsIn", ("sub", "sub-org"), ("obj", "obj-org")),
    "收购": ("acquires", ("sub-org",), ("obj-org",)),
    "起诉": ("regulates", ("sub-org",), ("obj-org",)),
    "判决": ("regulates", ("institution",), ("obj-org",)),
}
# How much such a pair counts beside one of an annotated article.
WEIGHT = 0.5
Span = tuple[int, int]


@dataclass(frozen=True)
class Said:
    """What a public set says of two spans of a sentence.

    Args:
        stated: our predicates that hold, from the first span to the second.
        known: our predicates that the set would have annotated, either way.
    """

    text: str
    first: Span
    second: Span
    stated: frozenset[str]
    known: frozenset[str]


def public_sets(folder: Path) -> list[Said]:
    """What both sets say that is ours too; none where the folder lacks them."""
    pairs = [one for path in sorted(folder.glob("finre-train*")) for one in finre(path)]
    return [*pairs, *fewfc(sorted(folder.glob("fewfc-*")))]


def finre(path: Path) -> Iterator[Said]:
    """The pairs of FinRE, each in one of its two orders."""
    stated: dict[tuple[str, str, str], set[str]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 4:
                stated.setdefault((cells[3], cells[0], cells[1]), set()).add(cells[2])
    known = frozenset(FINRE.values())
    for (text, head, tail), relations in stated.items():
        spans = places(text, head, tail)
        names = {name.removeprefix("被") for name in relations}
        if spans and not names & OPEN:
            forward = frozenset(FINRE[name] for name in relations if name in FINRE)
            if forward or not names & set(FINRE):
                yield Said(text, *spans, forward, known)


def fewfc(paths: Iterable[Path]) -> Iterator[Said]:
    """Subject and object of the events of FewFC."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                for event in record["events"]:
                    yield from _event(record["content"], event)


def _event(text: str, event: Mapping[str, object]) -> Iterator[Said]:
    if event["type"] not in FEWFC:
        return
    predicate, subjects, objects = FEWFC[str(event["type"])]
    spans: dict[str, list[Span]] = {}
    for one in event["mentions"]:  # type: ignore[attr-defined]
        spans.setdefault(one["role"], []).append(tuple(one["span"]))
    for first in (span for role in subjects for span in spans.get(role, ())):
        for second in (span for role in objects for span in spans.get(role, ())):
            if first[1] <= second[0] or second[1] <= first[0]:
                yield Said(text, first, second, frozenset({predicate}), frozenset({predicate}))


def public_lesson(
    said: Sequence[Said], labels: tuple[str, ...], rules: Rules, makers: Mapping[str, str]
) -> Lesson:
    """The pairs with their features in the company of what else the line finds beside them."""
    tools = load_tools(Settings())
    seen = [
        (one, row)
        for start in range(0, len(said), 256)
        for one, row in _rows(said[start : start + 256], tools, rules, makers)
    ]
    place = {label: i for i, label in enumerate(labels)}
    target = np.zeros((len(seen), len(labels)), np.float32)
    usable = np.zeros((len(seen), len(labels)), bool)
    for number, (one, row) in enumerate(seen):
        forward = row.a.start == one.first[0] + 1
        for name in one.known:
            usable[number, [place[label_of(name, way)] for way in (True, False)]] = True
        for name in one.stated:
            target[number, place[label_of(name, forward)]] = 1.0
    return Lesson([row.buckets for _, row in seen], target, usable, WEIGHT)


def _rows(
    part: Sequence[Said], tools: Tools, rules: Rules, makers: Mapping[str, str]
) -> Iterator[tuple[Said, Row]]:
    # The empty title takes one character, by which every span moves.
    texts = [Article(str(n), str(n), "", "", "", "", "\n" + one.text) for n, one in enumerate(part)]
    found = detect(texts, tools.detectors, tools.keep, tools.schema.top)
    for one, (document, mentions) in zip(part, found, strict=True):
        own = sorted((start + 1, end + 1) for start, end in (one.first, one.second))
        kept = _with_own(document.article.text, mentions, own)
        chains = [Chain(m.surface, m.type, "", (i,)) for i, m in enumerate(kept)]
        for row in candidates(document.article, document.sentences, kept, chains, 0, rules, makers):
            named = row.a.kind == row.b.kind == "named"
            if named and [(row.a.start, row.a.end), (row.b.start, row.b.end)] == own:
                yield one, row


def _with_own(text: str, mentions: Sequence[Mention], own: Sequence[Span]) -> list[Mention]:
    """The two annotated names, and what else is found that does not overlap them."""
    kept = [m for m in mentions if not any(m.start < e and s < m.end for s, e in own)]
    kept += [Mention(s, e, text[s:e], "Organization", 1.0, "gold") for s, e in own]
    return sorted(kept, key=lambda m: m.start)
