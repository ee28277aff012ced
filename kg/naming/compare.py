"""Says what one name may be to another: equal in core, short form or abbreviation."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.fold import fold_name
from kg.naming.company import Parts, parts, short_names
from kg.naming.core import body, core, han, organization, series, squash, unglossed, version
from kg.naming.halves import halves
from kg.naming.knowledge import Knowledge

__all__ = ["Likeness", "likeness", "only_here"]

# What a name has in quotes may stand for it: 飞鹭 for 台风“飞鹭”.
_QUOTED = re.compile("[“「『《]([^”」』》]+)[”」』》]")
_INSIDE = re.compile(r"[(（][^()（）]*[)）]")
# 蒂姆·伯纳斯-李 has a last name with a hyphen: the dot parts names before anything else does.
_PARTED = tuple(re.compile(mark) for mark in (r"[·•・‧]", r"\s+", r"-"))


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
# Letters alone never make a name as sure as a company name taken apart.
ABBREVIATED = 0.85
# A place before a name, and no legal form: the thing itself only where nothing fits better.
BRANCH = 0.8


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
    quoted = {squash(inner) for inner in _QUOTED.findall(full)}
    if top != "Organization" and core(short, top, known) == core(_unbracketed(full), top, known):
        degree = max(degree, 0.85)
    if len(a) >= 2 and a in quoted:
        degree = max(degree, 0.85)
    return Likeness("short_name", degree) if degree > 0 else NONE


def _unmarked(name: str, top: str, known: Knowledge) -> str:
    """A listed company's name without its mark: 晨岭 of *ST晨岭."""
    return known.marks.sub("", fold_name(name)) if top == "Organization" else name


def _unbracketed(name: str) -> str:
    return _INSIDE.sub("", name) or name


def _organization(
    short: str, full: str, known: Knowledge, is_place: Callable[[str], bool]
) -> float:
    a, b = (body(organization(fold_name(name), known), known) for name in (short, full))
    if _is_unit(a, b, known):
        return 0.0
    if not (han(a) and han(b)):
        return 0.85 if _half(a, b) else _latin(a, b, known)
    whole = parts(full, known, is_place)
    if squash(a) in {squash(name) for name in short_names(whole)}:
        marked = known.marks.match(fold_name(short))
        return 0.9 if marked else _taken_apart(squash(a), whole, known, is_place)
    if _two_trades(a, whole, known, is_place) or _within(squash(a), squash(b), is_place):
        return 0.0
    if _beheaded(squash(a), whole):
        return 0.8
    if _half(a, b):
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
    """Whether the longer name is a part of the shorter or beside it: SAP研发网络 is not SAP."""
    unit = next((word for word in known.units if b.endswith(word)), "")
    return bool(unit) and not a.endswith(unit) and a[-1] not in unit.strip()


def _two_trades(a: str, whole: Parts, known: Knowledge, is_place: Callable[[str], bool]) -> bool:
    """Whether both have one brand and a trade that the other has not: 晨岭能源, 晨岭新能源."""
    short = parts(a, known, is_place)
    return short.brand == whole.brand and bool(set(short.trades) - set(whole.trades))


def _within(a: str, b: str, is_place: Callable[[str], bool]) -> bool:
    """Whether the longer name has a place more: 上海警方 is not 上海嘉定警方."""
    front = next((i for i in range(len(a)) if a[i] != b[i]), len(a))
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


def _half(a: str, b: str) -> bool:
    """The Chinese or the Latin half of a name in both: 智米 and smartmi智米."""
    return len(a) >= 2 and squash(a) in {squash(half) for half in halves(b)}


def _pieces(name: str) -> list[str]:
    """The parts of a foreign name: 蒂姆·伯纳斯-李 is 蒂姆 and 伯纳斯-李."""
    mark = next((mark for mark in _PARTED if mark.search(name)), None)
    return [squash(piece) for piece in mark.split(name) if piece] if mark else [name]


def _person(short: str, full: str, known: Knowledge, is_place: Callable[[str], bool]) -> float:
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
    if _half(fold_name(short), fold_name(full)) and not b.startswith(a):
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
    if squash(short) in known.policy_heads:
        return 0.8 if squash(_unbracketed(fold_name(full))).endswith(squash(short)) else 0.0
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
    "Organization": _organization,
    "Person": _person,
    "Place": _place_name,
    "Product": _product,
    "Event": _event,
    "Policy": _policy,
}
