"""The core of a name: what is left when form, edition and spelling are taken off."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.fold import fold_name
from kg.naming.knowledge import Knowledge, shipped

__all__ = ["core", "han", "squash", "translated", "version"]

_JOINTS = re.compile(r"[\s\-·_《》〈〉'’,，、]+")
_EDITION = re.compile(r"第?([0-9]+|[首一二三四五六七八九十百]+)([届次轮期])")
_DIGITS = "零一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "首": 1}
_GLOSSED = re.compile(r"([\u4e00-\u9fff·•]{2,})\s*[(（][a-z][a-z0-9 .&'-]*[)）]")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[\s\-](?=[0-9])")
_LATIN = re.compile(r"[a-z]")
_HAN = re.compile(r"[\u3400-\u9fff]")
BRACKETS = re.compile(r"[()（）\[\]【】]")
# 人工智能(人工智能)工厂, once AI is spelled out.
_TWICE = re.compile(r"(.{2,})[(（]\1[)）]")
_NUMBER = re.compile(
    r"[0-9]+(?:\.[0-9]+)*[a-z]*|[一二三四五六七八九十]+(?=[号代期级])"
    r"|(?<![a-z])(?:pro|max|mini|plus|ultra|lite|turbo|flash|nano|air|haiku|sonnet|opus|preview|se"
    r"|beta|coder|instruct|thinking|vl)(?![a-z])|(?<=[0-9a-z])[+]"
)


def han(name: str) -> bool:
    """Whether a name has a Chinese character."""
    return bool(_HAN.search(name))


def translated(one: str, other: str) -> bool:
    """Whether one name is Chinese alone and the other has no Chinese: Chiplet and 芯粒."""
    latin = [bool(_LATIN.search(fold_name(name))) for name in (one, other)]
    return han(one) != han(other) and latin[0] != latin[1]


def squash(name: str) -> str:
    """A folded name without what spelling leaves open: `Qwen3.7 Max` and `qwen3.7-max` meet.

    A gap between two digits stays: `4 5` is not `45`.
    """
    kept = _BETWEEN_DIGITS.sub("~", fold_name(name))
    return _JOINTS.sub("", kept)


def version(name: str) -> frozenset[str]:
    """What tells one version of a product from another: `GPT-4o mini` -> {4o, mini}."""
    return frozenset(_NUMBER.findall(fold_name(name)))


def core(name: str, top: str, knowledge: Knowledge | None = None) -> str:
    """The key that names of one entity share, given its top class; never empty.

    `联想集团有限公司` -> `联想集团`, `上海市` -> `上海`, `第五届进博会` -> `进博会`.
    """
    if knowledge is None or knowledge is shipped():
        return _core_shipped(name, top)
    return _core(name, top, knowledge)


@lru_cache(maxsize=200_000)
def _core_shipped(name: str, top: str) -> str:
    return _core(name, top, shipped())


def _core(name: str, top: str, known: Knowledge) -> str:
    folded = _countries(unglossed(fold_name(name)), known)
    if top == "Organization":
        folded = _public(body(organization(folded, known), known), known)
    elif top == "Place":
        folded = _without_end(_part(folded, known), known.place_dropped, 2)
    elif top == "Event":
        folded = "#".join((series(folded, known), *sorted(editions(folded, known))))
    elif top == "Product":
        folded = _without_end(_spelled(folded, known), known.product_dropped, 2)
    elif top == "Policy":
        folded = _policy(folded, known)
    elif top in ("Industry", "Technology"):
        folded = _term(folded, top, known)
    return BRACKETS.sub("", squash(folded)) or squash(name) or name


def unglossed(folded: str) -> str:
    """A Chinese name without its Latin one behind in brackets: 湖泊委员会(LFC)."""
    match = _GLOSSED.fullmatch(folded)
    return match[1].rstrip() if match else folded


def _countries(folded: str, known: Knowledge) -> str:
    """A name with two countries in front in one order: 缅中走廊 is 中缅走廊."""
    pair = folded[:2]
    # 黎巴嫩 begins with 黎 and 巴, and is one country.
    whole = folded.startswith(tuple(known.country_names))
    two = not whole and len({known.countries.get(char, "") for char in pair} - {""}) == 2
    return "".join(sorted(pair)) + folded[2:] if two and len(folded) > 3 else folded


def _public(folded: str, known: Knowledge) -> str:
    for long, short in known.same_ends.items():
        if folded.endswith(long) and len(folded) > len(long):
            return folded[: -len(long)] + short
    return folded


def organization(folded: str, known: Knowledge) -> str:
    """A folded name of an organization without legal form, with its brackets opened."""
    folded = _without_end(folded, known.marks_behind, 2)
    bare = BRACKETS.sub("", _without_front(known.marks.sub("", folded), known.front))
    return _without_end(bare, known.legal, 2)


def _policy(folded: str, known: Knowledge) -> str:
    amending = any(word in folded for word in known.amends)
    named = folded if amending else known.draft.sub("", folded)
    bare = _without_front(named, known.front)
    shorter = _without_end(bare, known.policy_dropped, 3)
    return shorter.strip()


def _term(folded: str, top: str, known: Knowledge) -> str:
    spelled = _spelled(folded, known)
    if top == "Technology":
        return _without_end(spelled, known.technology_dropped, 2)
    # 机器人概念板块 has two endings.
    once = _without_end(spelled, known.industry_dropped, 2)
    return _without_end(once, known.industry_dropped, 2)


def _spelled(folded: str, known: Knowledge) -> str:
    """A name with its words as the tables usually write them: `ai芯片` -> `人工智能芯片`."""
    spelled = folded
    for word, usual in known.same_words:
        if word in spelled:
            spelled = _worded(word).sub(usual, spelled)
    return _TWICE.sub(r"\1", spelled)


def body(folded: str, known: Knowledge) -> str:
    """A country's body written out: 俄外交部 -> 俄罗斯外交部, 乌克兰武装部队 -> 乌克兰军."""
    country = known.countries.get(folded[:1], "")
    if country and folded[1:] in known.bodies:
        folded = country + folded[1:]
    for word, usual in known.same_bodies.items():
        if folded.endswith(word) and folded[: -len(word)] in known.country_names:
            return folded[: -len(word)] + usual
    return folded


def _part(folded: str, known: Knowledge) -> str:
    country = known.countries.get(folded[:1], "")
    return country + folded[1:] if country and folded[1:] in known.place_parts else folded


def series(folded: str, known: Knowledge) -> str:
    """A folded name of an event without edition and year: `第五届进博会` -> `进博会`."""
    bare = known.year.sub("", known.edition.sub("", folded)).removeprefix("年").strip()
    return bare if len(bare) >= 2 else folded


def editions(folded: str, known: Knowledge) -> frozenset[str]:
    """What tells one round of an event from another: `第5届`, also for 第五届, and `2026`."""
    return frozenset(
        _numbered(squash(match))
        for table in (known.edition, known.year)
        for match in table.findall(folded)
    )


def _numbered(edition: str) -> str:
    """第五届, 第5届 and 五届 are 第5届, 首届 is 第1届; a year is left."""
    match = _EDITION.fullmatch(edition)
    if not match:
        return edition
    digits = match[1]
    number = int(digits) if digits.isdecimal() else _number(digits)
    return f"第{number}{match[2]}"


def _number(digits: str) -> int:
    """A Chinese number below a thousand: 二十一 is 21."""
    total, last = 0, 0
    for char in digits:
        if char in _UNITS:
            total += (last or 1) * _UNITS[char]
            last = 0
        else:
            last = _DIGITS.index(char)
    return total + last


@lru_cache(maxsize=256)
def _worded(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])")


def _without_front(name: str, words: tuple[str, ...]) -> str:
    return next((name[len(w) :] for w in words if name.startswith(w) and len(name) > len(w)), name)


def _without_end(name: str, words: tuple[str, ...], least: int) -> str:
    """The name without the longest of the endings that leaves at least `least` characters."""
    for word in words:
        if name.endswith(word) and len(name) - len(word) >= least:
            return name[: -len(word)].rstrip()
    return name
