"""The tables of a build: keys in order, rows by id, the same bytes, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import BuildError
from kg.sorting import sort_lines
from kg.tables import read_articles, read_entities, read_mentions, read_statements
from tests.store.small import Fact, write_small

TEXTS = {"b": "小米与百度合作", "a": "百度发布飞桨"}
TYPES = {"小米": "Company", "百度": "Company", "飞桨": "Product"}
FACTS = [Fact("b", "小米", "cooperatesWith", "百度"), Fact("a", "百度", "develops", "飞桨")]


def test_keys_stand_in_the_order_of_the_contract(tmp_path: Path) -> None:
    folder = write_small(tmp_path, TEXTS, TYPES, FACTS)

    expected = {
        "articles": "id source_id title date source url text sha256",
        "mentions": "article start end surface type entity score detector",
        "entities": "id name type aliases same_as articles mentions",
        "statements": "id subject predicate object modality time role attributed_to confidence "
        "status evidence amounts first_seen last_seen",
    }
    for name, keys in expected.items():
        for line in (folder / f"tables/{name}.jsonl").read_text("utf-8").splitlines():
            assert list(json.loads(line)) == keys.split()


def test_rows_are_sorted_by_id(tmp_path: Path) -> None:
    folder = write_small(tmp_path, TEXTS, TYPES, FACTS)
    places = [(row["article"], row["start"]) for row in read_mentions(folder)]

    for read in (read_articles, read_entities, read_statements):
        ids = [row["id"] for row in read(folder)]  # type: ignore[operator]
        assert ids == sorted(ids)
    assert places == sorted(places)


def test_a_surface_is_the_text_at_its_offsets(tmp_path: Path) -> None:
    folder = write_small(tmp_path, TEXTS, TYPES, FACTS)
    texts = {row["id"]: row["text"] for row in read_articles(folder)}

    for row in read_mentions(folder):
        assert texts[row["article"]][row["start"] : row["end"]] == row["surface"]


def test_chinese_is_written_as_it_is(tmp_path: Path) -> None:
    folder = write_small(tmp_path, TEXTS, TYPES, FACTS)

    assert '"name": "百度"' in (folder / "tables/entities.jsonl").read_text("utf-8")


def test_a_lone_surrogate_is_read_back(tmp_path: Path) -> None:
    folder = write_small(tmp_path, {"a": "坏\ud800字"}, {})

    assert next(read_articles(folder))["text"] == "坏\ud800字"


def test_a_mention_is_written_as_json_writes_it(tmp_path: Path) -> None:
    name = '引"号\\\u2028\x07\ud800😀'
    folder = write_small(tmp_path, {"a": f"看{name}了"}, {name: "Product"})
    line = (folder / "tables/mentions.jsonl").read_text("utf-8")
    (row,) = read_mentions(folder)

    assert name == row["surface"]
    told = json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace")
    assert f"{told.decode()}\n" == line


def test_a_damaged_line_is_told_with_its_number(tmp_path: Path) -> None:
    folder = write_small(tmp_path, TEXTS, TYPES)
    with (folder / "tables/entities.jsonl").open("a") as out:
        out.write('{"id": ')

    with pytest.raises(BuildError, match=r"entities\.jsonl:4: is damaged"):
        list(read_entities(folder))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.binary(max_size=6).filter(lambda b: b"\n" not in b)), st.integers(1, 40))
def test_lines_are_sorted_with_little_memory(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], run_bytes: int
) -> None:
    ended = [line + b"\n" for line in lines]
    scratch = tmp_path_factory.mktemp("sort")

    assert list(sort_lines(ended, scratch, run_bytes)) == sorted(set(ended))
    assert list(scratch.iterdir()) == []
