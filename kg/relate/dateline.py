"""Takes datelines out of the reading: `新华社北京5月1日电` says who sent the news, nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Chain, Mention

# Before a dateline: the start of the article or of a line, or a title in brackets.
_BEFORE = re.compile(r"(?:^|[\n】])[\s　《（(]*\Z")
# Behind the outlet: places, a date, and the word for a dispatch.
_BEHIND = re.compile(
    r"[》\s]*(?:[（(][^（()）\n]{1,20}[）)]|[\u4e00-\u9fff·]{2,8})?[\s，,]*"
    r"(?:\d{4}年)?(?:(?:\d{1,2}月)?\d{1,2}日)?\s*(?:电|讯|消息|报道)(?=[，,：:（(\s]|\Z)"
)
# A dateline that names its reporter: `某社5月1日讯（记者 张三）` says for whom he works.
_REPORTER = re.compile(r"[\s，,]*[（(][^）)\n]{0,6}(?:记者|编辑|见习|实习|作者)")
# No outlet's name and place is longer than this.
_LONGEST = 40


def without_datelines(
    text: str, mentions: Sequence[Mention], chains: Sequence[Chain]
) -> tuple[Chain, ...]:
    """The chains without the mentions that stand in a dateline and name no reporter there."""
    barred = {
        number
        for number, mention in enumerate(mentions)
        if mention.type != "Place" and _is_dateline(text, mention)
    }
    if not barred:
        return tuple(chains)
    return tuple(
        replace(chain, mentions=tuple(n for n in chain.mentions if n not in barred))
        for chain in chains
    )


def _is_dateline(text: str, mention: Mention) -> bool:
    before = text[max(0, mention.start - _LONGEST) : mention.start]
    behind = _BEHIND.match(text, mention.end)
    if not behind or not _BEFORE.search(before):
        return False
    return not _REPORTER.match(text, behind.end())
