"""Reads Markdown: a page is one article, a digest of headlines is one article a section."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.read.clean import is_html, paragraphs, plain_line, unescape
from kg.read.dates import date_in
from kg.read.draft import Draft
from kg.read.junk import is_junk, is_junk_link
from kg.read.plain import byline, joined, split_title
from kg.read.tidy import tidy_line

_HEADING = re.compile(r"#{1,6}[ \t]+(.*)$")
_FENCE = re.compile(r"\s*(```|~~~)")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}$|\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_BULLET = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\]\s+)?")
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])")
_LINK = re.compile(
    r"\[([^\[\]]*)\](?:\(\s*<?([^()\s>]*(?:\([^()]*\)[^()\s>]*)*)>?[^()]*\)|\[[^\]]*\])"
)
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]+)>")
_DEFINITION = re.compile(r"\s*\[[^\]]+\]:\s*\S+.*$")
_CODE = re.compile(r"(`+)(.+?)\1")
_STRONG = re.compile(r"(\*{1,3})(?=\S)(.+?)(?<=\S)\1")
_UNDER = re.compile(r"(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_MARK = re.compile(r"`#\d{1,3}`|(?<!\S)#\d{1,3}(?!\S)")
_WRAPPED = 20
# Unclosed marks cost quadratic time; real lines are far shorter.
_LONGEST_LINE = 10_000
# Fewer headlines than this are the parts of one article.
_DIGEST = 2


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading of the second level, as written, with its line and the lines below it."""

    heading: str
    line: int
    lines: tuple[str, ...]

    def is_item(self) -> bool:
        """Does the heading stand for a news item: is it a link, or numbered like `#7`?"""
        return bool(_LINK.search(self.heading) or _MARK.search(self.heading))


def read_markdown(text: str, name: str) -> Iterator[Draft]:
    """The articles of a Markdown file.

    A file with two or more `## ` headings that are links or numbered (`## [标题](url) `#3``) is
    an issue of a digest: each such section is an article of its own, as it has its own subject,
    title and link, and statements of one must not touch the names of another. Other sections, such
    as the overview that repeats the headlines, are left out. Any other file is one article.

    Args:
        name: the file's name; an issue without a date in its heading may have it there.
    """
    top, sections = _sections(text.split("\n"))
    items = [section for section in sections if section.is_item()]
    if len(items) < _DIGEST:
        yield _page(text, name)
        return
    source, date = _issue(top, name)
    for section in items:
        yield _item(section, source, date)


def markdown_lines(lines: list[str] | tuple[str, ...]) -> list[str]:
    """The paragraphs of Markdown as a reader sees them; headings and list items are paragraphs."""
    page = _Blocks()
    for line in lines:
        page.add(line)
    page.close()
    return [block for block in page.blocks if block and not is_junk(block)]


class _Blocks:
    """Gathers lines into paragraphs."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self._open: list[str] = []
        self._fenced = False

    def close(self) -> None:
        if self._open:
            self.blocks.append(joined(self._open))
            self._open = []

    def add(self, line: str) -> None:
        breaks = line.endswith(("\\", "  "))
        line = line.rstrip()
        if _FENCE.match(line):
            self._fenced = not self._fenced
            self.close()
        elif self._fenced:
            self.blocks.append(tidy_line(line))
        elif _DEFINITION.match(line):
            self.close()
        else:
            self._words(re.sub(r"^(?:\s*>)+\s?", "", line), breaks)

    def _words(self, line: str, breaks: bool) -> None:
        heading = _HEADING.match(line)
        if not line.strip() or _RULE.match(line):
            self.close()
        elif heading:
            self.close()
            self.blocks.append(inline(heading[1].rstrip(" \t#")))
        elif line.lstrip().startswith("|"):
            self.close()
            cells = (cell.strip() for cell in line.strip(" |").split("|"))
            self.blocks.append(inline(" ".join(cells)))
        else:
            if _BULLET.match(line):
                self.close()
                line = _BULLET.sub("", line, count=1)
            words = inline(line)
            if words:
                self._open.append(words)
            # Nobody wraps a paragraph by hand after so few characters or at the end of a sentence.
            if breaks or len(words) < _WRAPPED or words.endswith(("。", "！", "？")):
                self.close()


def inline(text: str) -> str:
    """One line without its marks: `**甲**发布[乙](http://x)` -> `甲发布乙`."""
    if len(text) > _LONGEST_LINE:
        return tidy_line(text)
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[found.lastindex or 0].strip())
        return f"\x00{len(kept) - 1}\x00"

    # Code and escaped signs are put aside while the marks go.
    text = _ESCAPE.sub(keep, _CODE.sub(keep, text.replace("\x00", "")))
    text = _IMAGE.sub("", text)
    for _ in range(2):
        text = _LINK.sub(lambda m: "" if is_junk_link(m[1].strip()) else m[1], text)
    text = _AUTOLINK.sub(r"\1", text)
    for _ in range(3):
        text = _UNDER.sub(r"\2", _STRONG.sub(r"\2", text)).replace("~~", "")
    text = text.removesuffix("\\")
    text = plain_line(text) if is_html(text) else unescape(text)
    return tidy_line(re.sub("\x00(\\d+)\x00", lambda m: kept[int(m[1])], text))


def _sections(lines: list[str]) -> tuple[list[str], list[_Section]]:
    """What stands before the first `## `, and the sections."""
    starts = [n for n, line in enumerate(lines) if line.startswith("## ")]
    if not starts:
        return lines, []
    ends = [*starts[1:], len(lines)]
    sections = [
        _Section(lines[start][3:], start + 1, tuple(lines[start + 1 : end]))
        for start, end in zip(starts, ends, strict=True)
    ]
    return lines[: starts[0]], sections


def _issue(top: list[str], name: str) -> tuple[str, str]:
    """Name and date of a digest, from a heading such as `# AI 早报 2026-02-27` or the file name."""
    date, source = "", ""
    for line in top:
        if line.startswith("# "):
            title = inline(line[2:])
            date = date or date_in(title)
            source = tidy_line(title.replace(date, "")) if date and date in title else source
    return source, date or date_in(name)


def _item(section: _Section, source: str, date: str) -> Draft:
    links = [link[2] or "" for link in _LINK.finditer(section.heading)]
    title = inline(_MARK.sub("", section.heading))
    key = hashlib.sha256(title.encode("utf-8", "replace")).hexdigest()[:6]
    return Draft(
        title=title,
        body="\n".join(markdown_lines(section.lines)),
        date=date,
        source=source,
        url=next((link for link in links if link.startswith("http")), ""),
        key=key,
        line=section.line,
    )


def _page(text: str, name: str) -> Draft:
    if text.count("</p>") + text.count("</div>") > 2 and "\n#" not in text:
        title, body = split_title(paragraphs(text))
    else:
        title, body = split_title(_with_heading(text))
    date, source = byline(body)
    return Draft(title=title, body="\n".join(body), date=date_in(name) or date, source=source)


def _with_heading(text: str) -> list[str]:
    """Paragraphs, the first heading of the first level moved to the front when it comes early."""
    found = markdown_lines(text.split("\n"))
    heading = re.search(r"(?m)^#[ \t]+(.+)$", text)
    if heading and (title := inline(heading[1])) in found[:4]:
        found.remove(title)
        found.insert(0, title)
    return found
