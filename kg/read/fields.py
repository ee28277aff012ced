"""Finds title, text, date, source, url and id among the fields of a record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from kg.errors import UsageError
from kg.read.clean import plain
from kg.read.draft import Draft

# Usual names, the surest first, compared without case, `-`, `_`, `:` and spaces.
NAMES: dict[str, tuple[str, ...]] = {
    field: tuple(names.split())
    for field, names in {
        "title": "title headline 标题 题目",
        "text": "content text body contentencoded contenthtml contenttext articlebody articletext"
        " fulltext maintext bodytext article 正文 内容 全文 description summary abstract 摘要",
        "date": "date datetime published pubdate publishedat publishdate publishtime pubtime"
        " datepublished publicationdate time timestamp ctime createdat created 日期 时间 发布时间"
        " 发布日期 updated",
        "source": "source publisher outlet media sitename site 来源 媒体 author authors 作者",
        "url": "url link href permalink sourceurl articleurl externalurl 链接 网址",
        "id": "id guid uuid articleid newsid docid 编号",
    }.items()
}
_SAME = {"content": "text", "body": "text", "link": "url", "guid": "id", "author": "source"}
# A record that holds a list under one of these names is an envelope around records.
_LISTS = ("items", "articles", "entries", "data", "results", "news", "list", "records", "posts")
_QUOTED_TITLE = re.compile(r"\s*【([^【】\n]{2,80})】")


def check_map(field_map: Mapping[str, str]) -> dict[str, str]:
    """The column asked for each of our fields; an unknown field raises UsageError."""
    checked = {}
    for field, column in field_map.items():
        ours = _SAME.get(field, field)
        if ours not in NAMES:
            raise UsageError(f"--map {field}={column}: unknown field; known: {', '.join(NAMES)}")
        checked[ours] = column
    return checked


def knows(columns: list[str], field_map: Mapping[str, str]) -> bool:
    """Do these column names hold a text or a title?"""
    keys = {_key(column) for column in columns}
    wanted = {*NAMES["text"], *NAMES["title"]}
    return bool(keys & wanted) or bool(set(columns) & set(field_map.values()))


def records_in(value: Any) -> list[Any]:
    """The records of a JSON value: itself, its items, or the list inside its envelope."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and not any(
        isinstance(value.get(key), str) for key in ("text", "content", "body")
    ):
        for key in _LISTS:
            inner = value.get(key)
            if isinstance(inner, dict):
                inner = next((inner[name] for name in _LISTS if name in inner), None)
            if isinstance(inner, list) and all(isinstance(one, dict) for one in inner):
                return inner
    return [value]


def draft_of(record: Mapping[Any, Any], field_map: Mapping[str, str], line: int) -> Draft:
    """A record's draft; null, nested and unknown fields are empty.

    A record without a title whose text begins with `【…】` has its title there; the text keeps it.
    """
    by_key: dict[str, Any] = {}
    for name, value in record.items():
        by_key.setdefault(_key(str(name)), value)
    found = {field: _find(record, by_key, field, field_map.get(field, "")) for field in NAMES}
    body, title = plain(found["text"]), found["title"]
    if not title and (quoted := _QUOTED_TITLE.match(body)):
        title = quoted[1]
    return Draft(
        title=title,
        body=body,
        date=found["date"],
        source=found["source"],
        url=found["url"],
        source_id=found["id"],
        line=line,
    )


def _find(record: Mapping[Any, Any], by_key: Mapping[str, Any], field: str, column: str) -> str:
    if column:
        return _string(record.get(column, by_key.get(_key(column))))
    return next((text for name in NAMES[field] if (text := _string(by_key.get(name)))), "")


@lru_cache(maxsize=1 << 10)
def _key(name: str) -> str:
    return re.sub(r"[\s_:\-]", "", name).lower()


def _string(value: Any) -> str:
    """A field as text: numbers and dates written out, lists by line, objects by their name."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int | float):
        return str(value) if value == value else ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "\n".join(text for one in value[:10_000] if (text := _flat(one)))
    return _flat(value)


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        named = (value.get(key) for key in ("name", "title", "value", "text", "$oid"))
        return next((text.strip() for text in named if isinstance(text, str)), "")
    return "" if isinstance(value, list) else _string(value)
