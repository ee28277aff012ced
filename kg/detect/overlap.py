"""The one rule for overlapping proposals: agreeing ones join, then the best sum of scores wins."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable

from kg.model import Mention

# A longer span must not lose to one of its own parts: `国家发展和改革委员会` over `国家`.
LENGTH_POWER = 0.35


def settle(proposals: Iterable[Mention], top: Callable[[str], str] = str) -> tuple[Mention, ...]:
    """Proposals without overlap, sorted by place.

    Equal spans join: the type with the highest score holds, agreement raises the score, and of
    a class and its subclass (`Organization`, `Company`) the subclass is kept.
    Among overlapping spans the set with the highest total weight is kept
    (weighted interval scheduling, Kleinberg & Tardos, Algorithm Design, 6.1).
    """
    joined = _joined(proposals, top)
    ends = [mention.end for mention in joined]
    best: list[float] = [0.0]
    takes: list[int] = []
    for index, mention in enumerate(joined):
        before = bisect_right(ends, mention.start, 0, index)
        weight = best[before] + _weight(mention)
        takes.append(before if weight > best[index] else -1)
        best.append(max(weight, best[index]))
    return tuple(reversed(list(_walk(joined, takes))))


def _walk(joined: list[Mention], takes: list[int]) -> Iterable[Mention]:
    index = len(joined)
    while index:
        if takes[index - 1] >= 0:
            yield joined[index - 1]
            index = takes[index - 1]
        else:
            index -= 1


def _weight(mention: Mention) -> float:
    length: int = mention.end - mention.start
    return mention.score * float(length**LENGTH_POWER)


def _joined(proposals: Iterable[Mention], top: Callable[[str], str]) -> list[Mention]:
    """One mention a span, sorted by end then start."""
    spans: dict[tuple[int, int], Mention] = {}
    for mention in proposals:
        key = (mention.end, mention.start)
        spans[key] = _join(spans[key], mention, top) if key in spans else mention
    return [spans[key] for key in sorted(spans)]


def _join(one: Mention, two: Mention, top: Callable[[str], str]) -> Mention:
    high, low = (one, two) if one.score >= two.score else (two, one)
    agree = top(high.type) == top(low.type)
    score = 1 - (1 - high.score) * (1 - low.score) if agree else high.score
    finer = low.type if agree and high.type == top(high.type) else high.type
    names = dict.fromkeys((*one.detector.split("+"), *two.detector.split("+")))
    entry = high.entry or (low.entry if agree else "")
    return Mention(
        high.start,
        high.end,
        high.surface,
        finer,
        round(min(score, 0.999), 4),
        "+".join(names),
        entry,
    )
