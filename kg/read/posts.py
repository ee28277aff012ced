"""Reads Hexo and Jekyll posts: YAML front matter, then a body in HTML or Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import yaml

from kg.read.clean import is_html, paragraphs
from kg.read.dates import date_in
from kg.read.draft import Draft, Report
from kg.read.fields import draft_of
from kg.read.markdown import markdown_lines, read_markdown

_FRONT = re.compile(r"\s*-{3}[ \t]*\r?\n(.*?)(?:^|\n)(?:-{3}|\.{3})[ \t]*(?:\r?\n|$)", re.DOTALL)
_SIMPLE = re.compile(r"([A-Za-z_一-鿿][\w\- ]*?)\s*:[ \t]+(\S.*)$")
_BLOCK = re.compile(r"(?i)</?(?:p|div|br|section|article|table|ul|ol|h[1-6])\b[^<>]*>")
# YAML of a real post is short; a long one is an attack on the parser.
_LONGEST_FRONT = 100_000


def read_post(
    text: str, name: str, field_map: Mapping[str, str], report: Report
) -> Iterator[Draft]:
    """The article of a post; broken front matter is a Problem and read line by line.

    A text without the closing `---`, or whose front matter has no field, is read as Markdown.
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    found = _FRONT.match(text)
    if not found:
        if re.match(r"\s*---\s*\n[A-Za-z]+:", text):
            report("yaml", "front matter without an end: read as text", 1)
        yield from read_markdown(text, name)
        return
    fields = _fields(found[1], report)
    draft = draft_of(fields, field_map, 0)
    body = "\n".join(_body(text[found.end() :]))
    date = draft.date or date_in(name)
    yield replace(draft, body=body or draft.body, date=date, line=0)


def _fields(front: str, report: Report) -> Mapping[str, Any]:
    if len(front) <= _LONGEST_FRONT:
        try:
            # Every scalar stays a string, so that ids keep zeros and dates their zone.
            fields = yaml.load(front, Loader=yaml.BaseLoader)
        except (yaml.YAMLError, RecursionError, ValueError) as fault:
            report("yaml", f"front matter: {_first_line(fault)}", _line(fault))
        else:
            if isinstance(fields, dict):
                return fields
            if fields:
                report("yaml", "front matter holds no fields", 1)
            return {}
    else:
        report("yaml", f"front matter longer than {_LONGEST_FRONT} characters", 1)
    return _salvaged(front)


def _salvaged(front: str) -> dict[str, str]:
    """What lines of the form `name: value` say."""
    fields: dict[str, str] = {}
    for line in front[:_LONGEST_FRONT].split("\n"):
        if found := _SIMPLE.match(line):
            fields.setdefault(found[1], found[2].strip().strip("'\""))
    return fields


def _first_line(fault: Exception) -> str:
    return getattr(fault, "problem", None) or str(fault).split("\n")[0]


def _line(fault: Exception) -> int:
    mark = getattr(fault, "problem_mark", None)
    return mark.line + 2 if mark is not None else 1


def _body(text: str) -> list[str]:
    if is_html(text) and _BLOCK.search(text):
        return paragraphs(text)
    return markdown_lines(text.split("\n"))
