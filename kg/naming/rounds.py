"""Says which round of an event a name means: 第五届, 2018年, and which year was which round."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.fold import fold_name
from kg.lexicon import Entry
from kg.naming.core import editions
from kg.naming.knowledge import Knowledge

__all__ = ["HELD", "held_years", "rounds_differ", "rounds_of"]

HELD = "held="
# Schedules that go on are counted up to here.
LAST_YEAR = 2100
_SPAN = re.compile(r"(\d{4})(?:(-)(\d{4})?(?:/(\d))?)?")


@lru_cache(maxsize=4096)
def held_years(value: str) -> tuple[int, ...]:
    """The years of a note such as `held=2014-2019,2023-` or `1996-2018/2`; none if it is not one.

    `/2` is every other year; a span without end goes on.
    """
    years: list[int] = []
    for part in value.removeprefix(HELD).split(","):
        match = _SPAN.fullmatch(part.strip())
        if not match:
            return ()
        first = int(match[1])
        last = int(match[3] or LAST_YEAR) if match[2] else first
        years += range(first, last + 1, int(match[4] or 1))
    return tuple(sorted(set(years)))


def rounds_of(surface: str, entry: Entry | None, known: Knowledge) -> frozenset[str]:
    """What tells the round, and what the years of its series add: 第5届 is its 2018."""
    found = editions(fold_name(surface), known)
    years = next((held_years(n) for n in entry.note if n.startswith(HELD)), ()) if entry else ()
    added = {_other(one, years) for one in found} if years else set()
    return found | added - {""}


def _other(edition: str, years: tuple[int, ...]) -> str:
    if edition.isdigit():
        return f"第{years.index(int(edition)) + 1}届" if int(edition) in years else ""
    number = re.fullmatch(r"第(\d+)届", edition)
    place = int(number[1]) - 1 if number else -1
    return str(years[place]) if 0 <= place < len(years) else ""


def rounds_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """第5届 is not 第6届, 2018 not 2026; 第5届 may be 2018."""
    for numeric in (True, False):
        left, right = ({e for e in rounds if e.isdigit() == numeric} for rounds in (one, other))
        if left and right and left != right:
            return True
    return False
