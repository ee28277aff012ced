"""Bad input is one Problem or is read correctly; nothing else is lost and nothing raises."""

from __future__ import annotations

import gzip
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import Problem
from kg.model import Article
from kg.read import read

GOOD = json.dumps({"id": "good", "title": "好", "text": "完好的文章。"}, ensure_ascii=False)


def reading(path: Path) -> tuple[list[Article], list[Problem]]:
    problems: list[Problem] = []
    return list(read([str(path)], on_problem=problems.append)), problems


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        pytest.param("b.md", b"---\ntitle: [\n---\n" + "正文。".encode(), "yaml", id="broken YAML"),
        pytest.param("b.gz", gzip.compress(GOOD.encode() * 99)[:60], "cut", id="cut gzip"),
        pytest.param("b.json", b'[{"title": "x", ', "json", id="cut JSON"),
        pytest.param("b.txt", b"", "empty", id="empty file"),
        pytest.param("b.jsonl", b'{"title": null, "text": null}', "empty", id="null fields"),
        pytest.param("b.jsonl", b'{"title": "x", "text": ""}', "empty", id="empty body"),
        pytest.param("b.bin", b"\x7fELF\x02\x00\x00\x01" * 99, "binary", id="binary"),
        pytest.param(
            "b.jsonl", b'{"title": "t", "text": "x", "date": "soon"}', "date", id="no date"
        ),
        pytest.param("b.parquet", b"PAR1 nothing PAR1", "parquet", id="broken Parquet"),
        pytest.param("b.jsonl", b"[1, 2]\n3", "record", id="records that are none"),
        pytest.param("b.csv", "甲,乙\n1,2\n".encode("utf-16"), "columns", id="UTF-16, no column"),
        pytest.param(
            "b.csv.gz",
            gzip.compress(("title,text\n" + "题,完好的文章。\n" * 9999).encode("utf-16"))[:-30],
            "cut",
            id="cut gzip of UTF-16",
        ),
    ],
)
def test_one_bad_file_is_reported_and_the_others_are_read(
    tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    (tmp_path / "a.jsonl").write_text(GOOD, encoding="utf-8")
    (tmp_path / name).write_bytes(content)
    articles, problems = reading(tmp_path)

    assert "good" in [a.id for a in articles]
    assert kind in {p.kind for p in problems}
    assert {str(tmp_path / name)} == {p.path for p in problems}


def test_a_bad_line_loses_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"bad\n' + GOOD, encoding="utf-8")
    articles, (problem,) = reading(tmp_path)

    assert ["good"] == [a.id for a in articles]
    assert (1, "json") == (problem.line, problem.kind)


def test_the_front_of_a_broken_post_is_still_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: 题\nx: [\n---\n正文。", encoding="utf-8")
    (article,), problems = reading(tmp_path)

    assert "题\n正文。" == article.text
    assert ["yaml"] == [p.kind for p in problems]


def test_damaged_characters_are_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    text = "题目\n" + "完好的一句话。" * 50
    (tmp_path / "a.txt").write_bytes(text.encode() + b"\xff\xfe\xfd")
    (article,), problems = reading(tmp_path)

    assert "完好的一句话。" in article.text
    assert ["encoding"] == [p.kind for p in problems]


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("秘密的一段文字。")
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.jsonl").write_text(GOOD, encoding="utf-8")
    (folder / "out.txt").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "ring").symlink_to(folder / "ring")
    articles, problems = reading(folder)

    assert ["good"] == [a.id for a in articles]
    assert ["link", "link", "link"] == [p.kind for p in problems]


def test_very_deep_html_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<div>" * 50_000 + "深处的一句话。", encoding="utf-8")
    began = time.monotonic()
    (article,), _ = reading(tmp_path)

    assert "深处的一句话。" in article.text
    assert time.monotonic() - began < 30


def test_a_very_large_document_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.lines.LARGEST", 1000)
    (tmp_path / "a.txt").write_text("长" * 2000, encoding="utf-8")
    articles, problems = reading(tmp_path)

    assert ([], ["too-large"]) == (articles, [p.kind for p in problems])


def test_entities_of_a_feed_do_not_expand(tmp_path: Path) -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
        + "".join(
            f'<!ENTITY {x} "{f"&{y};" * 10}">' for x, y in zip("bcdefghi", "abcdefgh", strict=True)
        )
        + "]><rss><channel><item><title>甲乙丙丁戊己庚辛壬癸</title>"
        "<description>&i;</description></item></channel></rss>"
    )
    (tmp_path / "a.xml").write_text(bomb, encoding="utf-8")
    articles, _ = reading(tmp_path)

    assert all(len(a.text) < 1000 for a in articles)


def test_a_script_in_a_title_is_text_or_gone(tmp_path: Path) -> None:
    record = {"id": "x", "title": "<script>alert(1)</script>晨星", "text": "a < b 且 c > d。"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    (article,), _ = reading(tmp_path)

    assert "晨星\na < b 且 c > d。" == article.text


def test_a_copy_is_reported_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(GOOD + "\n" + GOOD, encoding="utf-8")
    articles, problems = reading(tmp_path)

    assert (["good"], ["duplicate"]) == ([a.id for a in articles], [p.kind for p in problems])


def test_two_articles_of_one_id_are_both_kept(tmp_path: Path) -> None:
    other = json.dumps({"id": "good", "title": "另一篇", "text": "另一篇文章。"})
    (tmp_path / "a.jsonl").write_text(GOOD + "\n" + other, encoding="utf-8")
    articles, problems = reading(tmp_path)

    assert 2 == len({a.id for a in articles})
    assert ["same-id", "same-id"] == [p.kind for p in problems]


def test_a_cut_list_of_records_gives_the_whole_ones(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(f"[{GOOD}, {GOOD[:-9]}", encoding="utf-8")
    articles, problems = reading(tmp_path)

    assert (["good"], ["json"]) == ([a.id for a in articles], [p.kind for p in problems])


def test_a_damaged_line_in_another_encoding_is_read(tmp_path: Path) -> None:
    other = json.dumps(
        {"id": "gb", "title": "国标", "text": "这一行是国标编码。"}, ensure_ascii=False
    )
    data = GOOD.encode() + b"\n" + b"\n".join([GOOD.replace("good", "g2").encode()] * 1)
    (tmp_path / "a.jsonl").write_bytes(data * 1 + b"\n" + other.encode("gb18030"))
    articles, _ = reading(tmp_path)

    assert "国标\n这一行是国标编码。" in {a.text for a in articles}


def test_a_record_as_large_as_a_build_can_bear_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.read.lines.LARGEST", 1000)
    long = json.dumps({"id": "long", "text": "x" * 5000})
    (tmp_path / "a.jsonl").write_text(f"{long}\n{GOOD}", encoding="utf-8")
    articles, problems = reading(tmp_path)

    assert ["good"] == [a.id for a in articles]
    assert [(1, "too-large")] == [(p.line, p.kind) for p in problems]


def test_a_pipe_in_a_folder_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    _, problems = reading(tmp_path)

    assert ["special"] == [p.kind for p in problems]


def test_front_matter_full_of_references_does_not_grow(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )
    (tmp_path / "a.md").write_text(f"---\ntitle: 题\n{bomb}---\n正文。", encoding="utf-8")
    (article,), _ = reading(tmp_path)

    assert "题\n正文。" == article.text


PLACES = ["a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a.csv", "a.xml", "a.parquet", "a.gz"]
STARTS = [
    b"",
    b"---\ntitle: x\n---\n",
    b"<html>",
    b"<rss>",
    b"[{",
    b"title,text\n",
    b"PAR1",
    b"\x1f\x8b",
]


@given(st.sampled_from(STARTS), st.binary(max_size=400), st.sampled_from(PLACES))
@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_are_read_or_reported(
    tmp_path: Path, start: bytes, data: bytes, name: str
) -> None:
    for old in tmp_path.iterdir():
        old.unlink()
    (tmp_path / name).write_bytes(start + data)
    articles, problems = reading(tmp_path)

    assert articles or problems
    assert "fault" not in {p.kind for p in problems}
    assert all(a.text.startswith(f"{a.title}\n") for a in articles)
    assert all(c == "\n" or ord(c) >= 32 for a in articles for c in a.text)
