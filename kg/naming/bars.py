"""Says which two names cannot be one thing: versions, rounds, kinds of place, full legal names."""

from __future__ import annotations

from kg.fold import fold_name
from kg.naming.core import BRACKETS, editions, squash, translated, version
from kg.naming.knowledge import Knowledge
from kg.naming.rounds import rounds_differ

__all__ = ["barred"]


def barred(a: str, b: str, top: str, known: Knowledge) -> bool:
    """Whether two names are known to differ by what they say: versions, kinds of place."""
    if top == "Product":
        return version(a) != version(b) and bool(version(a)) and bool(version(b))
    if top == "Place":
        endings = (_ending(fold_name(a), known), _ending(fold_name(b), known))
        return endings[0] != endings[1] and all(endings)
    if top == "Technology":
        return version(a) != version(b) and not translated(a, b)
    if top == "Organization":
        return _legal_names_differ(fold_name(a), fold_name(b), known)
    if top == "Policy":
        return _amends(a, known) != _amends(b, known) and not {squash(a), squash(b)} & (
            known.policy_heads | set(known.amends)
        )
    if top == "Event":
        return rounds_differ(*(editions(fold_name(name), known) for name in (a, b)))
    return False


def _amends(name: str, known: Knowledge) -> bool:
    return any(word in squash(name) for word in known.amends)


def _legal_names_differ(a: str, b: str, known: Knowledge) -> bool:
    """Two full legal names are two bodies, but for a place in front and its 省 or 市."""
    one, other = (_registered(name, known) for name in (a, b))
    return bool(one and other) and not (one.endswith(other) or other.endswith(one))


def _registered(name: str, known: Knowledge) -> str:
    """What a full legal name says besides its form; "" for any other name."""
    opened = squash(BRACKETS.sub("", name))
    bare = opened
    while ending := next((e for e in known.registered if bare.endswith(e)), ""):
        bare = bare.removesuffix(ending)
    return bare.replace("省", "").replace("市", "") if bare != opened else ""


def _ending(name: str, known: Knowledge) -> str:
    return next((e for e in known.place_endings if name.endswith(e) and len(name) > len(e)), "")
