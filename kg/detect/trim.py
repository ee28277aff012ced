"""Mends the ends of mentions: marks that do not belong to a name, brackets that do not close."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Mention

# Marks that no name begins or ends with. An opening quotation mark stays when it closes inside.
_BEFORE = re.compile(r"[\s，。、；：:;,.!?！？）)》〉】\]”’·…—\-－~①-⑳●•◆▲/|]+")
_AFTER = re.compile(r"[\s，。、；：:;,!?！？（(《〈【\[“‘·…—\-－~/|]+\Z")
_PAIRS = (("《", "》"), ("“", "”"), ("（", "）"), ("(", ")"), ("【", "】"), ("「", "」"))
_QUOTES = (("“", "”"), ("「", "」"))
# What may stand behind the closing bracket of a company name: 中国某某保险(集团)公司.
_TAIL = re.compile(r"[）)](?:股份有限公司|有限责任公司|有限公司|集团|公司|有限合伙）?)?")
_WORD = re.compile(r"[^\W_]")
# Single characters that name something: countries and provinces in headline style.
_SINGLE = "Place"
# Of a name that was found only together with a quoted one: too little alone, enough for another
# detector to agree with.
MAKER, MAYBE = "Organization", 0.5


def trim(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions with clean ends; what has no word character, or only one, is left out."""
    for mention in [part for whole in mentions for part in _split(text, whole)]:
        start, end = _inside(text, *_closed(text, mention.start, mention.end))
        surface = text[start:end]
        if _names(surface, mention.type):
            same = (start, end) == (mention.start, mention.end)
            yield mention if same else replace(mention, start=start, end=end, surface=surface)


def _split(text: str, whole: Mention) -> Iterator[Mention]:
    """百度“飞桨 before a closing mark is two names: what is quoted, and perhaps its maker."""
    inner = text.rfind("“", whole.start + 1, whole.end)
    if inner < 0 or "”" in text[inner : whole.end] or text[whole.end : whole.end + 1] != "”":
        yield whole
        return
    yield replace(whole, start=inner + 1, surface=text[inner + 1 : whole.end])
    maker = text[whole.start : inner]
    yield Mention(whole.start, inner, maker, MAKER, MAYBE * whole.score, whole.detector)


def _names(surface: str, type_: str) -> bool:
    words = len(_WORD.findall(surface))
    return words > 1 or (words == 1 and type_ == _SINGLE)


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the mark that opens what it closes, up to the bracket that it opens itself.

    `十四五”规划` becomes `“十四五”规划`; a company's suffix stays behind its bracket.
    """
    surface = text[start:end]
    for left, right in _QUOTES:
        inner = surface.count(right) > surface.count(left) and not surface.endswith(right)
        if inner and start and text[start - 1] == left:
            start -= 1
    for left, right in (("（", "）"), ("(", ")")):
        tail = _TAIL.match(text, end) if surface.count(left) > surface.count(right) else None
        if tail:
            return start, tail.end()
    return start, end


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without marks at its ends, and without a pair of marks around all of it."""
    before = None
    while before != (start, end) and start < end:
        before = (start, end)
        head = _BEFORE.match(text, start, end)
        start = head.end() if head else start
        tail = _AFTER.search(text, start, end)
        end = tail.start() if tail else end
        start, end = _unpaired(text, start, end)
    return start, end


def _unpaired(text: str, start: int, end: int) -> tuple[int, int]:
    for left, right in _PAIRS:
        surface = text[start:end]
        opens, closes = surface.count(left), surface.count(right)
        if surface.startswith(left) and (surface.endswith(right) or opens > closes):
            return start + 1, end - (1 if surface.endswith(right) and opens == closes else 0)
        if surface.endswith(right) and closes > opens:
            return start, end - 1
    return start, end
