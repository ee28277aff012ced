"""Says what one name may be to another: equal in core, short form or abbreviation."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.fold import fold_name
from kg.naming.core import core, han, series, squash, version
from kg.naming.knowledge import Knowledge
from kg.naming.organizations import ABBREVIATED, half, organizations
from kg.naming.persons import person

__all__ = ["Likeness", "likeness"]

# What a name has in quotes may stand for it: 飞鹭 for 台风“飞鹭”.
_QUOTED = re.compile("[^“「『]{0,4}[“「『]([^”」』]+)[”」』].{0,3}")
_INSIDE = re.compile(r"[(（][^()（）]*[)）]")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a name relates to a longer one.

    Args:
        reason: `same_core`, `short_name`, or "" for none.
        degree: how sure, 0 to 1.
    """

    reason: str
    degree: float


NONE = Likeness("", 0.0)


def likeness(
    short: str, full: str, top: str, known: Knowledge, is_place: Callable[[str], bool]
) -> Likeness:
    """How `short` relates to `full`, both names of a thing of one top class."""
    if core(short, top, known) == core(full, top, known):
        return Likeness("same_core", 1.0)
    a, b = (squash(_unmarked(name, top, known)) for name in (short, full))
    # 马院士 is as long as 马艳军, 俄 for 俄罗斯 is one character.
    if top != "Person" and (len(a) >= len(b) or (len(a) < 2 and top != "Place")):
        return NONE
    degree = _DEGREES.get(top, _plain)(short, full, known, is_place)
    quoted = _QUOTED.fullmatch(full)
    if top != "Organization" and core(short, top, known) == core(_unbracketed(full), top, known):
        degree = max(degree, 0.85)
    # A plan has its theme in quotes: 十五五 is not 云谷“十五五”规划.
    if quoted and top != "Policy" and len(a) >= 2 and a == squash(quoted[1]):
        degree = max(degree, 0.85)
    return Likeness("short_name", degree) if degree > 0 else NONE


def _unmarked(name: str, top: str, known: Knowledge) -> str:
    """A listed company's name without its mark: 晨岭 of *ST晨岭."""
    return known.marks.sub("", fold_name(name)) if top == "Organization" else name


def _unbracketed(name: str) -> str:
    return _INSIDE.sub("", name) or name


def _place_name(short: str, full: str, known: Knowledge, is_place: Callable[[str], bool]) -> float:
    a, b = fold_name(short), fold_name(full)
    if b.endswith(a) and is_place(b[: -len(a)]) and len(a) >= 2:
        return 0.5
    if b.startswith(a) and b[len(a) :] in known.place_endings:
        return 0.9
    if known.countries.get(a) == b:
        return 0.9
    if len(a) == 1:
        return 0.8 if b.startswith(a) and is_place(b) and a not in known.countries else 0.0
    return max(_trimmed(a, b), 0.6 if known.abbreviations.probability(a, b) > 0.5 else 0.0)


def _trimmed(a: str, b: str) -> float:
    """A long name without words from its middle: 科威特机场 for 科威特国际机场."""
    if len(a) < 4 or len(b) - len(a) < 2 or not han(a):
        return 0.0
    front = next((i for i in range(len(a)) if a[i] != b[i]), len(a))
    back = next((i for i in range(len(a)) if a[-1 - i] != b[-1 - i]), len(a))
    return 0.8 if front >= 2 and back >= 2 and front + back >= len(a) else 0.0


def _product(short: str, full: str, known: Knowledge, is_place: Callable[[str], bool]) -> float:
    a, b = squash(short), squash(full)
    if version(short) != version(full) and version(full) - version(short):
        return 0.0
    if b.endswith(a) and len(a) >= 2:
        before = fold_name(full)[: -len(fold_name(short))]
        return 0.85 if before.endswith((" ", "-")) or han(before[-1:]) != han(a[:1]) else 0.6
    if b.startswith(a) and b[len(a) :] in known.product_kinds:
        return 0.85
    if half(fold_name(short), fold_name(full)) and not b.startswith(a):
        return 0.85
    return max(_trimmed(a, b), 0.6 if han(a) and b.startswith(a) and len(a) >= 2 else 0.0)


def _event(short: str, full: str, known: Knowledge, is_place: Callable[[str], bool]) -> float:
    folded = fold_name(short), fold_name(full)
    a, b = (squash(series(name, known)) for name in folded)
    if a == b:
        return 0.9
    if any(head in b and head not in a for head in known.event_heads):
        return 0.0
    if b.endswith(a) or b.startswith(a):
        return 0.8 if len(a) >= 4 else 0.6
    if trimmed := _trimmed(a, b):
        return trimmed
    return min(ABBREVIATED, known.abbreviations.probability(a, b))


def _policy(short: str, full: str, known: Knowledge, is_place: Callable[[str], bool]) -> float:
    head = squash(_unbracketed(fold_name(short)))
    if head in known.policy_heads:
        return 0.8 if squash(_unbracketed(fold_name(full))).endswith(head) else 0.0
    a, b = core(short, "Policy", known), core(_unbracketed(full), "Policy", known)
    if b.endswith(a):
        return 0.8 if len(a) >= 4 else 0.4
    return 0.6 * known.abbreviations.probability(a, b)


def _plain(short: str, full: str, known: Knowledge, is_place: Callable[[str], bool]) -> float:
    a, b = fold_name(short), fold_name(full)
    words = b.replace("-", " ").split()
    if len(words) > 1 and a == "".join(word[0] for word in words):
        return 0.9
    return 0.0


_Degree = Callable[[str, str, Knowledge, Callable[[str], bool]], float]
_DEGREES: dict[str, _Degree] = {
    "Organization": organizations,
    "Person": person,
    "Place": _place_name,
    "Product": _product,
    "Event": _event,
    "Policy": _policy,
}
