"""Says how a relation is stated: its modality, when, who says so, with which amounts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Modality
from kg.relate.pattern import word_regex
from kg.relate.skeleton import CLAUSE_ENDS, MENTION, Skeleton, code_of
from kg.relate.times import Time, find_times

__all__ = ["Manner", "Span", "amounts", "manner", "modality", "speaker", "when"]

_KINDS: tuple[Modality, ...] = ("negated", "reported", "planned", "predicted")
_SPEAKERS = code_of("Organization") + code_of("Person")
_SPEAKER = re.compile(
    rf"(?:据|根据|援引)?([{_SPEAKERS}])[^{MENTION},;:。]{{0,14}}?"
    rf"(?:表示|称|指出|透露|认为|宣布|强调|介绍|显示|报道|披露|预计|获悉|消息|统计|说)[,:]?"
)
_DATELINE = re.compile(r"(?:电|讯|消息)[,，]?")
_MONEY = re.compile(
    r"(?P<value>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>万亿|千亿|百亿|亿|千万|百万|万)?(?:多|余)?"
    r"(?P<unit>美元|欧元|港元|港币|日元|韩元|英镑|元人民币|人民币|元)(?!/)"
)
_SHARE = re.compile(r"(?P<value>\d+(?:\.\d+)?)\s*[%％](?=[^，。；]{0,6}(?:股|权益|出资))")


@dataclass(frozen=True, slots=True)
class Manner:
    """The cues of modality, compiled, and the predicates that hold rather than happen.

    Args:
        states: predicates whose clause may plan or deny something else; a rule says so itself.
    """

    cues: Mapping[Modality, re.Pattern[str]]
    states: frozenset[str]


@dataclass(frozen=True, slots=True)
class Span:
    """Where in a skeleton something is stated: the match, and its two ends inside or beside it."""

    start: int
    end: int
    first: int
    last: int


def manner(cues: Mapping[str, Sequence[str]], states: Sequence[str]) -> Manner:
    """Compile the cue words of every modality."""
    return Manner({kind: re.compile(word_regex(cues[kind])) for kind in _KINDS}, frozenset(states))


def modality(known: Manner, skeleton: Skeleton, span: Span, predicate: str) -> tuple[Modality, str]:
    """How something is said and the word that shows it: `拟收购` -> planned, 拟."""
    if predicate in known.states:
        return "asserted", ""
    zone = skeleton.text[_clause_start(skeleton.text, span.start) : span.end]
    before = skeleton.text[: span.end]
    for kind in _KINDS:
        found = known.cues[kind].search(before if kind == "reported" else zone)
        if found:
            return kind, found[0]
    return "asserted", ""


def speaker(skeleton: Skeleton, span: Span, ends: frozenset[int]) -> int:
    """The chain that says so, or -1: `马艳军表示，…`, `IDC报告显示，…`; never one of the ends."""
    said = -1
    for match in _SPEAKER.finditer(skeleton.text, 0, max(span.start, 1)):
        slot = skeleton.at(match.start(1))
        if slot and slot.chain not in ends:
            said = slot.chain
    return said


def when(skeleton: Skeleton, times: Sequence[Time], span: Span) -> str:
    """The time of the clause, else the last one named before it in the sentence."""
    offsets = skeleton.offsets
    left = offsets[_clause_start(skeleton.text, span.start)]
    right = offsets[min(span.end, len(offsets) - 1)]
    dated = [one for one in times if one.value]
    inside = [one for one in dated if left <= one.start < right]
    before = [one for one in dated if one.end <= left]
    if inside:
        return max(inside, key=lambda one: (len(one.value), -one.start)).value
    return before[-1].value if before else ""


def sentence_times(text: str, skeleton: Skeleton, article_date: str) -> list[Time]:
    """The times of a sentence as offsets into the article, without that of the dateline."""
    start, end = skeleton.sentence.start, skeleton.sentence.end
    found = []
    for one in find_times(text[start:end], article_date):
        if not _DATELINE.match(text, start + one.end):
            found.append(Time(start + one.start, start + one.end, one.value))
    return found


def amounts(text: str) -> tuple[str, ...]:
    """Sums and shares as `value unit`: `20.04亿元` -> `20.04 亿元`, `51%股权` -> `51 %`."""
    found = [(match.start(), _sum(match)) for match in _MONEY.finditer(text)]
    found += [(match.start(), f"{match['value']} %") for match in _SHARE.finditer(text)]
    return tuple(dict.fromkeys(value for _, value in sorted(found)))


def _sum(match: re.Match[str]) -> str:
    unit = match["unit"].replace("港币", "港元").replace("元人民币", "元").replace("人民币", "元")
    return f"{match['value'].replace(',', '')} {match['scale'] or ''}{unit}"


def _clause_start(text: str, place: int) -> int:
    while place > 0 and text[place - 1] not in CLAUSE_ENDS:
        place -= 1
    return place
