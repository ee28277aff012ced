"""Says of each statement whether it stands, is contradicted, or was overtaken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.model import Statement, Status

__all__ = ["settled"]

# Posts that an organization fills with one person at a time.
SOLE_ROLES = frozenset(
    (
        "董事长",
        "首席执行官",
        "CEO",
        "总裁",
        "行长",
        "部长",
        "主任",
        "校长",
        "院长",
        "总理",
        "总统",
        "首相",
        "主席",
        "省长",
        "市长",
        "局长",
    )
)
# A role that begins so is over; the statement stays, as history.
FORMER = ("原", "前", "former", "时任", "曾任")
# What was only foreseen is overtaken once it is asserted.
FORESEEN = frozenset({"planned", "predicted"})


def settled(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The same statements in the same order, each with its status.

    disputed: one article asserts and another (or the same) denies the same thing.
    superseded: a plan that was carried out, a former role, a sole post that someone else
    is later said to hold.
    """
    status: dict[str, Status] = {}
    for group in _by_fact(statements):
        status |= {one.id: "superseded" for one in _overtaken(group)}
        status |= {one.id: "disputed" for one in _disputed(group)}
    status |= {one.id: "superseded" for one in _changed_hands(statements)}
    return tuple(replace(one, status=status.get(one.id, "current")) for one in statements)


def _by_fact(statements: Iterable[Statement]) -> list[list[Statement]]:
    groups: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for one in statements:
        groups[one.subject, one.predicate, one.object].append(one)
    return [group for group in groups.values() if len(group) > 1]


def _disputed(group: Sequence[Statement]) -> list[Statement]:
    denied = [one for one in group if one.modality == "negated"]
    claimed = [one for one in group if one.modality in ("asserted", "reported")]
    return [*denied, *claimed] if denied and claimed else []


def _overtaken(group: Sequence[Statement]) -> list[Statement]:
    asserted = [one.last_seen for one in group if one.modality == "asserted"]
    if not asserted:
        return []
    return [
        one for one in group if one.modality in FORESEEN and one.last_seen[:10] < max(asserted)[:10]
    ]


def _changed_hands(statements: Iterable[Statement]) -> list[Statement]:
    over: list[Statement] = []
    posts: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in statements:
        if one.predicate != "worksFor" or one.modality != "asserted":
            continue
        if one.role.startswith(FORMER):
            over.append(one)
        elif one.role in SOLE_ROLES:
            posts[one.object, one.role].append(one)
    for holders in posts.values():
        over.extend(_earlier(holders))
    return over


def _earlier(holders: Sequence[Statement]) -> list[Statement]:
    """Those whose last naming lies before another person's first."""
    return [
        one
        for one in holders
        if any(
            one.subject != other.subject and one.last_seen[:10] < other.first_seen[:10]
            for other in holders
        )
    ]
