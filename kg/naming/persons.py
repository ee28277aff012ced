"""Compares names of persons, and says which names hold within one article alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.fold import fold_name
from kg.naming.core import han, squash, unglossed
from kg.naming.knowledge import Knowledge

__all__ = ["only_here", "person"]

# 蒂姆·伯纳斯-李 has a last name with a hyphen: the dot parts names before anything else does.
_PARTED = tuple(re.compile(mark) for mark in (r"[·•・‧]", r"\s+", r"-"))


def only_here(name: str, top: str, known: Knowledge) -> bool:
    """Whether a name means one thing within an article alone: 林院士, 老林, 《办法》."""
    folded = squash(name)
    if top == "Person":
        return _family(folded, known) != "" or (len(folded) == 1 and han(folded))
    return folded in known.policy_heads


def _family(folded: str, known: Knowledge) -> str:
    """The family name of 林院士 and of 老林; "" for any other name."""
    title = next((t for t in known.titles if folded.endswith(t) and len(folded) > len(t)), "")
    nick = folded[1:] if len(folded) == 2 and folded[0] in known.familiar else ""
    family = folded.removesuffix(title) if title else nick
    return family if len(family) == 1 or family in known.double else ""


def _titled(name: str, known: Knowledge) -> bool:
    return any(name.endswith(title) and len(name) > len(title) for title in known.titles)


def _pieces(name: str) -> list[str]:
    """The parts of a foreign name: 蒂姆·伯纳斯-李 is 蒂姆 and 伯纳斯-李."""
    mark = next((mark for mark in _PARTED if mark.search(name)), None)
    return [squash(piece) for piece in mark.split(name) if piece] if mark else [name]


def person(short: str, full: str, known: Knowledge, is_place: Callable[[str], bool]) -> float:
    a, b = fold_name(short), unglossed(fold_name(full))
    pieces = _pieces(b)
    if len(pieces) > 1 and len(a) < len(b):
        last = squash(a) == pieces[-1]
        return 0.95 if last else 0.8 if squash(a) == pieces[0] and len(a) > 1 else 0.0
    if han(a) and len(b) >= 4 and 2 <= len(a) < len(b) and b.endswith(a):
        return 0.8
    family = _family(a, known)
    if family and b.startswith(family) and len(b) > len(family) and not _titled(b, known):
        return 0.0 if _family(b, known) else 0.9
    return 0.0
