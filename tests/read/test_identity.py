"""Ids are readable, unique, and do not depend on the order of the input."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import Problem
from kg.read import read
from kg.read.identity import slug

ROWS = [
    {"id": "n-1", "title": "甲", "text": "第一篇。", "source": "乙社"},
    {"id": "n-1", "title": "甲", "text": "第一篇。", "source": "甲社"},
    {"id": "n-1", "title": "甲", "text": "另一篇。"},
    {"id": "n-2", "title": "乙", "text": "第二篇。"},
]


@pytest.mark.parametrize(
    ("source_id", "expected"),
    [
        ("cls-2370637", "cls-2370637"),
        ("https://www.a.cn/2022/p.html?id=7", "a.cn-2022-p.html-id-7"),
        ("新闻/2022 年 报告.md", "新闻-2022-年-报告.md"),
        ("..", f"{slug('..')}"),
    ],
)
def test_ids_are_readable(source_id: str, expected: str) -> None:
    assert expected == slug(source_id)


@given(st.text())
def test_an_id_fits_an_iri(source_id: str) -> None:
    id_ = slug(source_id)

    assert 0 < len(id_) <= 100
    assert all(
        char.isalnum() or char in "._~-" or char.isidentifier() for char in id_ if char != "-"
    )
    assert id_.strip(".")


def test_ids_do_not_depend_on_the_order(tmp_path: Path) -> None:
    seen = set()
    for order in permutations(ROWS):
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in order)
        (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
        problems: list[Problem] = []
        articles = list(read([str(tmp_path)], on_problem=problems.append))
        seen.add(tuple(sorted((a.id, a.source, a.text) for a in articles)))
        assert ["duplicate", "same-id", "same-id"] == sorted(p.kind for p in problems)

    ((first, second, third),) = seen
    assert {"甲\n第一篇。", "甲\n另一篇。"} == {first[2], second[2]}
    assert first[0].startswith("n-1-") and second[0].startswith("n-1-")
    assert "n-2" == third[0]


def test_without_an_id_the_url_or_the_place_gives_one(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "a.txt").write_text("题\n正文。", encoding="utf-8")
    (folder / "b.jsonl").write_text(
        '{"title": "甲", "text": "乙。", "url": "https://a.cn/1"}\n{"title": "丙", "text": "丁。"}',
        encoding="utf-8",
    )
    articles = list(read([str(folder)], on_problem=print))

    assert [
        ("https://a.cn/1", "a.cn-1"),
        ("b.jsonl#2", "b.jsonl-2"),
        ("sub/a.txt", "sub-a.txt"),
    ] == [(a.source_id, a.id) for a in articles]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("题\n正文。", encoding="utf-8")
    problems: list[Problem] = []
    paths = [str(tmp_path), str(tmp_path / "a.txt")]

    assert 1 == len(list(read(paths, on_problem=problems.append)))
    assert [] == problems
