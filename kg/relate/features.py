"""What the classifier sees of two mentions in a sentence, as hashed features."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence

from kg.relate.rules import Hit
from kg.relate.skeleton import MENTION, TYPES, Skeleton, Slot, code_of

__all__ = ["BUCKETS", "Pair", "features", "hashed", "pairs"]

# Few enough for a small file, many enough that collisions cost nothing measurable.
BUCKETS = 1 << 16
# Pairs farther apart than this are related in fewer than one of two hundred cases.
FARTHEST = 90
_CODES = frozenset(code_of(type_) for type_ in TYPES)
_LETTERS = {ord(code_of(type_)): "OPLTXYEI"[place] for place, type_ in enumerate(TYPES)}
_LETTERS |= {ord(code_of(type_, "carried")): "" for type_ in TYPES}
_JOIN = r"(?:、|,|以?及|和|与|或|/|并)+"
# Types whose names stand in one list: 芯片、青鸟3和光伏.
_ALIKE = (("Technology", "Product", "Industry"), *((type_,) for type_ in TYPES))


def _list_patterns(types: Sequence[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Other items of a list before an item and behind it; 甲主席某、乙主席某 is none of persons."""
    item = f"[{''.join(code_of(type_) for type_ in types)}]"
    before = rf"(?:{item}[^{MENTION},;。]{{0,4}}{_JOIN}[^{MENTION},;。]{{0,4}})+$"
    after = rf"^(?:[^{MENTION},;。]{{0,4}}{_JOIN}[^{MENTION},;。]{{0,4}}{item})+等?"
    return re.compile(before), re.compile(after)


_LISTS = {
    type_: _list_patterns(next(types for types in _ALIKE if type_ in types)) for type_ in TYPES
}
_DIGITS = re.compile(r"\d+(?:\.\d+)?")

Pair = tuple[Slot, Slot]


def pairs(skeleton: Skeleton) -> list[Pair]:
    """Every two slots of different chains that are near enough, in the order of the text."""
    slots = skeleton.slots
    return [
        (a, b)
        for i, a in enumerate(slots)
        for b in slots[i + 1 :]
        if a.chain != b.chain and b.place - a.place <= FARTHEST and not _abbreviated(a, b)
    ]


def _abbreviated(a: Slot, b: Slot) -> bool:
    """Two countries in one character each, as in 美伊, stand side by side, not one in the other."""
    return a.type == b.type == "Place" and len(a.name) == len(b.name) == 1


def hashed(names: Iterator[str]) -> list[int]:
    """The bucket of every feature, sorted, each once."""
    return sorted({zlib.crc32(name.encode()) % BUCKETS for name in names})


def features(
    skeleton: Skeleton,
    pair: Pair,
    hits: Sequence[Hit],
    mentions_of: Mapping[int, int],
    cues: Mapping[str, re.Pattern[str]],
) -> Iterator[str]:
    """The names of the features of a pair.

    Args:
        hits: the rules' hits on this very pair, in either direction.
        mentions_of: how many mentions each chain has in the article.
        cues: word lists by name.
    """
    a, b = pair
    text = skeleton.text
    types = f"{a.type[:3]}{b.type[:3]}"
    yield "bias"
    yield f"t={types}"
    yield f"k={a.kind[0]}{b.kind[0]}"
    yield f"kt={a.kind[0]}{b.kind[0]}{types}"
    left, between, right = _context(text, a, b)
    yield from _shape(types, text, between, a, b)
    yield from _both("m", types, _grams(between[:24], 1, 3))
    if len(between) > 24:
        yield from _both("e", types, _grams(between[-12:], 1, 3))
    if len(between) <= 14:
        yield from _both("w", types, [between])
    yield from _both("l", types, _grams(left[-8:], 1, 2))
    yield from _both("r", types, _grams(right[:14], 1, 2))
    yield from _both("l1", types, [left[-1:], left[-2:], left[-4:]])
    yield from _both("r1", types, [right[:1], right[:2], right[:3], right[:4]])
    yield from _both(
        "m1",
        types,
        [between[:1], between[:2], between[-1:], between[-2:], between[:3], between[-3:]],
    )
    yield from _cued(types, cues, left[-12:], between, right[:16])
    yield from _rivals(types, skeleton, a, b)
    yield from _named_alike(types, a, b)
    yield from _spelled("a", types, a.name)
    yield from _spelled("b", types, b.name)
    yield from _fired(hits, a)
    first = skeleton.sentence.index == 0
    yield f"title={first}{types}"
    yield f"ment={min(3, mentions_of.get(a.chain, 1))}{min(3, mentions_of.get(b.chain, 1))}{types}"
    yield f"first={a.place == skeleton.slots[0].place}{types}"


def _both(tag: str, types: str, names: Sequence[str] | Iterator[str]) -> Iterator[str]:
    for name in names:
        yield f"{tag}:{name}"
        yield f"{tag}{types}:{name}"


def _grams(text: str, shortest: int, longest: int) -> Iterator[str]:
    for size in range(shortest, longest + 1):
        for place in range(len(text) - size + 1):
            yield text[place : place + size]


def _context(text: str, a: Slot, b: Slot) -> tuple[str, str, str]:
    """The text before, between and after two slots, without the other items of their lists."""
    (first_before, first_after), (last_before, last_after) = _LISTS[a.type], _LISTS[b.type]
    left = first_before.sub("", text[max(0, a.place - 30) : a.place])
    between = last_before.sub("~", text[a.place + 1 : b.place])
    between = first_after.sub("~", between)
    right = last_after.sub("", text[b.place + 1 : b.place + 40])
    return _plain(left), _plain(between), _plain(right)


def _plain(text: str) -> str:
    return _DIGITS.sub("0", text.translate(_LETTERS))


def _shape(types: str, text: str, between: str, a: Slot, b: Slot) -> Iterator[str]:
    distance = b.place - a.place
    bucket = next((i for i, top in enumerate((1, 2, 4, 7, 12, 20, 35, 60)) if distance <= top), 8)
    yield f"d={bucket}"
    yield f"d{types}={bucket}"
    inner = [char for char in text[a.place + 1 : b.place] if char in _CODES]
    yield f"n{types}={min(4, len(inner))}"
    yield f"commas{types}={min(3, sum(between.count(mark) for mark in ',;:'))}"
    for char in set(inner):
        yield f"in{types}={_LETTERS[ord(char)]}"
    yield f"same{types}={text[a.place] in inner}{text[b.place] in inner}"


def _cued(
    types: str, cues: Mapping[str, re.Pattern[str]], left: str, between: str, right: str
) -> Iterator[str]:
    """Which word lists have a word before, between and after: 发布 and 推出 are one feature."""
    for zone, text in (("l", left), ("m", between), ("r", right)):
        for name, cue in cues.items():
            found = cue.search(text)
            if found:
                yield f"cue{zone}:{name}"
                yield f"cue{zone}{types}:{name}"
                if zone == "m":
                    tail = min(4, (len(text) - found.end()) // 3)
                    yield f"cuetail{types}:{name}{tail}"


def _named_alike(types: str, a: Slot, b: Slot) -> Iterator[str]:
    """Whether one name holds the other, or both begin alike: 海岳银行 and 海岳银行北京分行."""
    if not a.name or not b.name:
        return
    yield f"holds{types}={b.name in a.name}{a.name in b.name}"
    yield f"alike{types}={a.name[:2] == b.name[:2]}"


def _spelled(tag: str, types: str, name: str) -> Iterator[str]:
    """How a name is written: 大模型 is a kind of thing, 青鸟3.0 is one, 晨星证券 rates others."""
    for size in (1, 2, 3):
        yield f"tail{tag}{types}:{name[-size:]}"
    yield f"head{tag}{types}:{name[:2]}"
    yield f"name{tag}{types}:{name}"
    yield f"name{tag}:{name}"
    marks = "".join(sorted({_script(char) for char in name}))
    yield f"marks{tag}{types}:{marks}{min(6, len(name))}"


def _script(char: str) -> str:
    if char.isdigit():
        return "0"
    if char.isascii():
        return "A" if char.isalpha() else "-"
    return "文"


def _rivals(types: str, skeleton: Skeleton, a: Slot, b: Slot) -> Iterator[str]:
    """Whether other mentions of the same type stand nearer, before or behind."""
    inside = [s for s in skeleton.slots if a.place < s.place < b.place and s.kind != "carried"]
    nearer = (any(s.type == a.type for s in inside), any(s.type == b.type for s in inside))
    yield f"rival{types}={nearer[0]}{nearer[1]}"
    before = [s for s in skeleton.slots if s.place < a.place and s.kind == "named"]
    after = [s for s in skeleton.slots if s.place > b.place]
    yield f"before{types}={before[-1].type[:3] if before else ''}"
    yield f"after{types}={after[0].type[:3] if after else ''}"
    yield f"more{types}={min(3, sum(s.type == a.type for s in before))}"


def _fired(hits: Sequence[Hit], a: Slot) -> Iterator[str]:
    for hit in hits:
        way = ">" if hit.subject.place == a.place else "<"
        yield f"rule={hit.rule}{way}"
        yield f"says={hit.predicate}{way}"
    if not hits:
        yield "silent"
