"""Reads where an article itself says that two names are one: 以下简称“X”, X（Y）, stock codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import AliasKind, Article, Mention
from kg.naming import Knowledge, code_of, han, kind_of

__all__ = ["Tie", "listed_together", "ties"]

_KINDS: tuple[tuple[str, AliasKind], ...] = (
    ("简称", "short"),
    ("下称", "short"),
    ("统称", "short"),
    ("俗称", "other"),
    ("又称", "other"),
    ("也称", "other"),
    ("亦称", "other"),
    ("或称", "other"),
    ("又名", "other"),
    ("又叫", "other"),
    ("别称", "other"),
    ("全称", "full"),
    ("全名", "full"),
    ("原名", "former"),
    ("曾用名", "former"),
    ("前身为", "former"),
    ("更名为", "other"),
    ("现名", "other"),
    ("英文名称", "english"),
    ("英文名", "english"),
    ("英文简称", "english"),
    ("英文缩写", "abbreviation"),
    ("英文", "english"),
    ("缩写", "abbreviation"),
    ("别名", "other"),
    ("昵称", "other"),
    ("绰号", "other"),
    ("外号", "other"),
    ("代号", "other"),
    ("戏称", "other"),
    ("旧称", "former"),
    ("前称", "former"),
    ("改名为", "other"),
    ("变更为", "other"),
    ("原", "former"),
    ("称", "other"),
    ("即", "other"),
)
# Words that may stand in a bracket only: elsewhere they mean something else.
_BRACKETED = ("即", "原", "称")
# Before 变更为 one of these must stand: a shareholder may be 变更为 another.
_NAMING = re.compile(r"名称|简称|名字|更名")
_WORDS = "|".join(word for word, _ in _KINDS)
_OPEN = "[“\"‘'「《]?"
# Who calls it so: 红湖城（乌称布湖斯克）.
_BY = "业内|[\u4e00-\u9fff]方|[乌俄美英日韩印法德伊以巴](?=称)"
_DEFINES = re.compile(
    rf"[”\"’'」》]?\s*(?:[)）][又也或])?(?P<mark>[（(，,、])?\s*(?:以下|下文|内部|正式|已|即?(?:{_BY}))?(?:均)?"
    rf"(?P<word>{_WORDS})(?:为|是|作)?"
    rf"[:：]?\s*{_OPEN}"
)
# What a definition calls an entity that no detector found under this name.
_QUOTED = re.compile(_DEFINES.pattern[: -len(_OPEN)] + r"[“\"「](?P<alias>[^”\"」]{2,20})[”\"」]")
_BRACKET = re.compile(rf"[”\"’'」》]?\s*[（(【]\s*{_OPEN}")
_CLOSES = re.compile(r"[”\"’'」》]?\s*[)）】,，、;；/]")
_QUOTES = tuple("“”\"‘’'「」《》")
_SHUT = re.compile(r"[”\"’'」》]?\s*[)）】]")
_INSIDE = re.compile(r"[”\"’'」》]?\s*[（(]\s*([^（()）]{4,40}?)\s*[)）]")
_SEPARATORS = re.compile(r"[,，、/;；|]|股票代码|证券代码|股份代号|[:：](?=[0-9])")
_LIST = re.compile(r"[”\"’'」》]?(?:、|和|与|及|以及|，以及|/)[“\"‘'「《]?")


@dataclass(frozen=True, slots=True)
class Tie:
    """Two names the text ties; `left` and `right` are mentions, `right` is -1 for a bare name.

    Args:
        stated: True for a definition, False for a mere bracket.
        alone: the bracket holds nothing but the name.
    """

    left: int
    right: int
    alias: str
    kind: AliasKind
    stated: bool
    alone: bool = False


def ties(article: Article, mentions: Sequence[Mention], known: Knowledge) -> Iterator[Tie]:
    """The ties of an article, in order of place."""
    for index, left in enumerate(mentions):
        tie = _next(article.text, mentions, index, known)
        yield from [tie] if tie else _bare(article.text, index, left)
        if known.top(left.type) == "Organization":
            yield from _codes(article.text, index, left)


def _next(text: str, mentions: Sequence[Mention], index: int, known: Knowledge) -> Tie | None:
    """The tie with the mention behind, or past the one who calls it so: 红湖城（乌称…）."""
    for step in (1, 2):
        right = mentions[index + step] if index + step < len(mentions) else None
        found = _between(text, mentions[index], right, known) if right else None
        if found and right:
            alone = bool(_SHUT.match(text, right.end))
            return Tie(index, index + step, right.surface, *found, alone)
        if not right or len(right.surface) > 2:
            return None
    return None


def _between(
    text: str, left: Mention, right: Mention, known: Knowledge
) -> tuple[AliasKind, bool] | None:
    gap = text[left.end : right.start]
    if len(gap) > 16 or "\n" in gap or not known.are_kin(left.type, right.type):
        return None
    defines = _DEFINES.fullmatch(gap)
    whole = gap[-1:] not in _QUOTES or text[right.end : right.end + 1] in _QUOTES
    before, behind = text[max(0, left.start - 15) : left.start], text[right.end : right.end + 2]
    # 晨岭代号为“水獭”的新品: 水獭 is the thing, not 晨岭.
    named = not behind.startswith("的") and behind[-1:] != "的" and not behind.startswith("称")
    if defines and whole and named and _defining(defines, before):
        return dict(_KINDS)[defines["word"]], True
    same = known.top(left.type) == known.top(right.type)
    closed = _BRACKET.fullmatch(gap) and _CLOSES.match(text, right.end)
    twins = same and known.top(left.type) == "Person" and gap.strip() == "" and gap != "\n"
    if (closed and (same or "Organization" not in map(known.top, (left.type, right.type)))) or (
        twins and han(left.surface) != han(right.surface)
    ):
        return kind_of(right.surface, left.surface, known.top(left.type), known), False
    return None


def _defining(match: re.Match[str], before: str) -> bool:
    if match["word"] == "变更为":
        return bool(_NAMING.search(before))
    return match["word"] not in _BRACKETED or match["mark"] in ("（", "(")


def _bare(text: str, index: int, left: Mention) -> Iterator[Tie]:
    """`…有限公司（以下简称“盛灿”）` where nobody found 盛灿 in this place."""
    match = _QUOTED.match(text, left.end)
    sure = match and match["word"] not in _BRACKETED and match["mark"] in ("（", "(")
    if match and sure and "\n" not in match[0]:
        yield Tie(index, -1, match["alias"], dict(_KINDS)[match["word"]], True)


def _codes(text: str, index: int, left: Mention) -> Iterator[Tie]:
    inside = _INSIDE.match(text, left.end)
    for part in _SEPARATORS.split(inside[1]) if inside else ():
        if code := code_of(part):
            yield Tie(index, -1, code, "code", True)


def listed_together(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs of mentions in one enumeration: 百度、阿里和腾讯 are three."""
    run: list[int] = []
    for index, one in enumerate(mentions):
        if run and not _LIST.fullmatch(text[mentions[run[-1]].end : one.start]):
            run = []
        yield from ((earlier, index) for earlier in run)
        run.append(index)
