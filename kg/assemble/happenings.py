"""Groups the statements that tell of one happening: a round, a takeover, a release, a penalty.

Statements belong together when they are of one kind, share what the happening is about, and lie
within some days of each other; a chain of such statements is one happening.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.model import Statement

__all__ = ["KINDS", "KIND_ZH", "Happening", "happenings"]

# What kind of happening a predicate tells of, and which end the statements of one must share.
KINDS: dict[str, tuple[str, str]] = {
    "acquires": ("acquisition", "object"),
    "approves": ("approval", "object"),
    "cooperatesWith": ("deal", "both"),
    # Many make robots: only what one maker brings out is one release.
    "develops": ("release", "both"),
    "founded": ("founding", "object"),
    "investsIn": ("investment", "object"),
    "issues": ("policy", "object"),
    "meets": ("meeting", "both"),
    "organizes": ("gathering", "object"),
    "participatesIn": ("gathering", "object"),
    "regulates": ("penalty", "object"),
    "supplies": ("contract", "both"),
    "worksFor": ("appointment", "both"),
}
# The kinds in Chinese; in English they are what they are called here.
KIND_ZH: dict[str, str] = {
    "acquisition": "收购",
    "appointment": "任职",
    "approval": "批准",
    "contract": "供应",
    "deal": "合作",
    "founding": "创立",
    "gathering": "会议活动",
    "investment": "投融资",
    "meeting": "会晤",
    "penalty": "监管处罚",
    "policy": "政策发布",
    "release": "研发发布",
}
# News of one happening trails off within a week: reprints, comments, denials.
NEAR_DAYS = 7
# Only statements whose own time is said can date an appointment; a title alone is no event.
_NEED_TIME = frozenset({"worksFor"})


@dataclass(frozen=True, slots=True)
class Happening:
    """Statements of one happening.

    Args:
        kind: investment, acquisition, release, policy, appointment, penalty and the like.
        start, end: first and last day, ISO 8601 to the precision known.
        actors: entity ids of all subjects and objects, sorted.
        statements: ids of the statements, in the order of time.
    """

    id: str
    kind: str
    start: str
    end: str
    actors: tuple[str, ...]
    statements: tuple[str, ...]


def happenings(statements: Iterable[Statement]) -> tuple[Happening, ...]:
    """The happenings that statements tell of, in the order of time, each statement in at most one.

    A statement's day is its own time, else the day it was first seen; without either it tells
    of no happening. Statements of several articles or of several actors make one happening.
    """
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in statements:
        if _tells(one):
            kind, anchor = KINDS[one.predicate]
            groups[kind, _about(one, anchor)].append(one)
    made = [
        _happening(kind, run)
        for (kind, _), group in sorted(groups.items())
        for run in _runs(sorted(group, key=lambda s: (_day(s), s.id)))
    ]
    return tuple(sorted(made, key=lambda h: (h.start, h.kind, h.id)))


def _tells(statement: Statement) -> bool:
    if statement.predicate not in KINDS or not _day(statement):
        return False
    return bool(statement.time) or statement.predicate not in _NEED_TIME


def _about(statement: Statement, anchor: str) -> str:
    ends = sorted((statement.subject, statement.object))
    return "\x1f".join(ends) if anchor == "both" else statement.object


def _day(statement: Statement) -> str:
    return (statement.time or statement.first_seen)[:10]


def _runs(ordered: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Cuts statements in time order where more than `NEAR_DAYS` lie between two of them."""
    run: list[Statement] = []
    for one in ordered:
        if run and not _near(_day(run[-1]), _day(one)):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _near(earlier: str, later: str) -> bool:
    """Whether two days are near; a month or a year is near to what it contains."""
    if earlier.startswith(later) or later.startswith(earlier):
        return True
    if len(earlier) < 10 or len(later) < 10:
        return False
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days <= NEAR_DAYS


def _happening(kind: str, run: Sequence[Statement]) -> Happening:
    ids = tuple(one.id for one in run)
    digest = hashlib.sha256("\x1f".join((kind, *sorted(ids))).encode()).hexdigest()[:20]
    actors = sorted({end for one in run for end in (one.subject, one.object)})
    days = _precise({_day(one) for one in run})
    return Happening(digest, kind, days[0], days[-1], tuple(actors), ids)


def _precise(days: set[str]) -> list[str]:
    """The days in order, without a month or a year that another of them says more precisely."""
    vague = {day[:cut] for day in days for cut in (4, 7) if cut < len(day)}
    return sorted(days - vague)
