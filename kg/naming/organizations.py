"""Compares names of organizations: a company taken apart, its parts and branches, public bodies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.fold import fold_name
from kg.naming.company import Parts, parts, short_names
from kg.naming.core import body, han, organization, squash
from kg.naming.halves import halves
from kg.naming.knowledge import Knowledge

__all__ = ["half", "organizations"]

# Letters alone never make a name as sure as a company name taken apart.
ABBREVIATED = 0.85
# A place before a name, and no legal form: the thing itself only where nothing fits better.
BRANCH = 0.8


def organizations(
    short: str, full: str, known: Knowledge, is_place: Callable[[str], bool]
) -> float:
    a, b = (body(organization(fold_name(name), known), known) for name in (short, full))
    if _is_unit(a, b, known):
        return 0.0
    if not (han(a) and han(b)):
        return 0.85 if half(a, b) else _latin(a, b, known)
    whole = parts(full, known, is_place)
    if squash(a) in {squash(name) for name in short_names(whole)}:
        marked = known.marks.match(fold_name(short))
        return 0.9 if marked else _taken_apart(squash(a), whole, known, is_place)
    if _two_trades(a, whole, known, is_place) or _within(squash(a), squash(b), is_place):
        return 0.0
    if _beheaded(squash(a), whole):
        return 0.8
    if half(a, b):
        return 0.85
    if _two_bodies(a, b, known):
        return 0.0
    a, b = squash(a), squash(b)
    if _is_business(a, b, known):
        return 0.0
    if b.startswith(a):
        return 0.6 if whole.legal else 0.0
    if a[0] in known.countries and not a.startswith(known.countries[a[0]]) and a[1:] not in b:
        return 0.0
    likely = min(ABBREVIATED, known.abbreviations.probability(a, b))
    return max(_contained(a, b, known, is_place), likely)


def _is_unit(a: str, b: str, known: Knowledge) -> bool:
    """Whether the longer name is a part of the shorter or beside it: 晨岭秘书处 is not 晨岭."""
    unit = next((word for word in known.units if b.endswith(word)), "")
    return bool(unit) and not a.endswith(unit) and a[-1] not in unit.strip()


def _two_trades(a: str, whole: Parts, known: Knowledge, is_place: Callable[[str], bool]) -> bool:
    """Whether both have one brand and a trade that the other has not: 晨岭能源, 晨岭新能源."""
    short = parts(a, known, is_place)
    return short.brand == whole.brand and bool(set(short.trades) - set(whole.trades))


def _within(a: str, b: str, is_place: Callable[[str], bool]) -> bool:
    """Whether the longer name has a place more: 上海警方 is not 上海嘉定警方."""
    same = (x == y for x, y in zip(a, b, strict=False))
    front = next((i for i, equal in enumerate(same) if not equal), min(len(a), len(b)))
    middle = b[front : len(b) - (len(a) - front)]
    return 2 <= front < len(a) and b.endswith(a[front:]) and is_place(middle)


def _taken_apart(
    short: str, whole: Parts, known: Knowledge, is_place: Callable[[str], bool]
) -> float:
    """How sure a short name is that the full one allows; 南京晨岭 is a branch, not 晨岭."""
    formal = all(word in known.form for word in whole.trades)
    if short == whole.short and _is_branch(whole, known, is_place):
        return BRANCH
    return 0.9 if whole.legal or whole.place or formal or short != whole.brand else 0.7


def _is_branch(whole: Parts, known: Knowledge, is_place: Callable[[str], bool]) -> bool:
    """Whether a name is a town's or province's and no public body's: not 英国工党, 深圳住建局."""
    near = whole.place.endswith(("省", "市")) or any(is_place(whole.place + e) for e in "省市")
    public = whole.short.endswith((*known.public_ends, *known.form))
    return bool(whole.place) and not whole.legal and near and not public


def _beheaded(short: str, whole: Parts) -> bool:
    """Whether a place no list has may stand in front: 晨岭合伙 of 远郊晨岭合伙企业(有限合伙)."""
    for length in (2, 3) if whole.legal and not whole.place and len(short) > 3 else ():
        rest = replace(whole, brand=whole.brand[length:])
        if short in short_names(rest) and short != rest.brand:
            return True
    return False


def _two_bodies(a: str, b: str, known: Knowledge) -> bool:
    """乌军 is not 乌空军: two bodies of one country."""
    for country in known.country_names:
        if a.startswith(country) and b.startswith(country):
            rests = a.removeprefix(country), b.removeprefix(country)
            return rests[0] != rests[1] and all(rest in known.bodies for rest in rests)
    return False


def _is_business(a: str, b: str, known: Knowledge) -> bool:
    """Whether the longer name adds a business of its own: 平安银行 is not 平安."""
    return any(word in b and word not in a for word in known.own_business) and b.startswith(a)


def _contained(a: str, b: str, known: Knowledge, is_place: Callable[[str], bool]) -> float:
    """A name without the country or place in front: 联邦贸易委员会 of 美国联邦贸易委员会."""
    if b.endswith(a) and len(a) >= 2 and is_place(b[: -len(a)]):
        return 0.8
    if len(b) > len(a) + 1 and b.endswith(a[1:]) and _country(a[0], b, known):
        return 0.9
    return 0.0


def _country(char: str, full: str, known: Knowledge) -> bool:
    """乌国防部 for 乌克兰国防部."""
    return char in known.countries and full.startswith(known.countries[char])


def _latin(a: str, b: str, known: Knowledge) -> float:
    """A Latin name that is the first words of another, or its initials."""
    words = b.split()
    if len(words) > 1 and a == "".join(word[0] for word in words):
        return 0.9
    if not b.startswith(f"{a} "):
        linked = known.latin_links & set(b.removesuffix(a).split())
        return 0.8 if b.endswith(a) and len(a) >= 4 and not linked else 0.0
    return 0.9 if all(word in known.latin_form for word in words[len(a.split()) :]) else 0.6


def half(a: str, b: str) -> bool:
    """The Chinese or the Latin half of a name in both: 智米 and smartmi智米."""
    return len(a) >= 2 and squash(a) in {squash(half) for half in halves(b)}
