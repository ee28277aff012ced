"""Reads plain text: a short first line is the title, hard-wrapped lines are joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.read.clean import without_junk
from kg.read.dates import date_in
from kg.read.draft import Draft

# A first line longer than this is the beginning of the text.
LONGEST_TITLE = 80
_ENDS = tuple("。！？；：…”’』」）!?;:.)\"'")
_DATE = re.compile(
    r"(?:(?:发布)?(?:日期|时间)|date)?\s*[:：]?\s*(\d{4}\s*[-/.年][\d\s:：/.T月日+-]{3,25})"
)
_SOURCE = re.compile(r"(?i)(?:来源|稿源|source)\s*[:：]\s*(\S[^。，]{1,30})")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
# A text is hard-wrapped when so many of at least so many lines break inside a sentence.
_WRAPPED_SHARE, _WRAPPED_LINES = 0.6, 4


def read_plain(text: str, name: str) -> Draft:
    """The article in a text file; a date in the file's name is taken when there is one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = without_junk("\n".join(_unwrapped(text))).split("\n")
    title, body = split_title([line for line in lines if line])
    date, source = byline(body)
    return Draft(title=title, body="\n".join(body), date=date_in(name) or date, source=source)


def byline(body: Sequence[str]) -> tuple[str, str]:
    """Date and source that short lines of their own tell at the top: `来源：新华社`."""
    date, source = "", ""
    for line in body[:3]:
        if told := _DATE.fullmatch(line):
            date = date or told[1]
        elif told := _SOURCE.fullmatch(line):
            source = source or told[1]
    return date, source


def split_title(lines: Sequence[str]) -> tuple[str, list[str]]:
    """Title and body of a text: the first line when it is short and more follows."""
    if len(lines) > 1 and len(lines[0]) <= LONGEST_TITLE and not lines[0].endswith("。"):
        return lines[0], list(lines[1:])
    return "", list(lines)


def joined(lines: Sequence[str]) -> str:
    """Lines of one paragraph as one line, with a space only where neither side is Chinese."""
    text = ""
    for line in lines:
        near = (text[-1:], line[:1])
        wide = any(_WIDE.match(char) for char in near if char)
        text += line if not text or wide else f" {line}"
    return text


def _unwrapped(text: str) -> list[str]:
    """Paragraphs: blocks between blank lines when most lines break inside sentences."""
    blocks = [block.split("\n") for block in re.split(r"\n[ \t]*\n", text)]
    inner = [line.rstrip() for block in blocks for line in block[:-1] if line.strip()]
    broken = sum(not line.endswith(_ENDS) for line in inner)
    if len(blocks) > 1 and len(inner) >= _WRAPPED_LINES and broken >= len(inner) * _WRAPPED_SHARE:
        return [joined([line.strip() for line in block]) for block in blocks]
    return [line for block in blocks for line in block]
