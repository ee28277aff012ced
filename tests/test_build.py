"""A build is the same for the same input, however it was come to."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from kg.build import Options, build
from kg.errors import BuildError, UsageError

RECORDS = [
    {
        "id": f"n-{number}",
        "title": title,
        "date": f"2024-05-{number + 1:02d}",
        "source": "测试社",
        "text": text,
    }
    for number, (title, text) in enumerate(
        [
            ("百度发布文心一言", "百度今日发布文心一言。百度创始人李彦宏出席。"),
            ("华为与长安汽车合作", "华为技术有限公司与长安汽车签署合作协议。"),
            ("工信部印发通知", "工业和信息化部（以下简称“工信部”）印发《数据安全管理办法》。"),
            ("腾讯投资公司", "腾讯投资了智谱。"),
            ("阿里云推出通义千问", "阿里云推出大模型通义千问，与百度竞争。"),
        ]
    )
]


def write(path: Path, records: list[dict[str, str]]) -> str:
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def digests(output: Path) -> dict[str, str]:
    """Digests of all files but the clock's, the cache's and the store's own."""
    files = [p for p in sorted(output.rglob("*")) if p.is_file()]
    return {
        str(p.relative_to(output)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in files
        if p.name != "build.json" and p.relative_to(output).parts[0] not in (".cache", "store")
    }


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    news = write(tmp_path / "a.jsonl", RECORDS)
    build([news], tmp_path / "one")
    build([news], tmp_path / "two")

    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_the_order_of_the_input_does_not_matter(tmp_path: Path) -> None:
    build([write(tmp_path / "a.jsonl", RECORDS)], tmp_path / "one")
    build([write(tmp_path / "b.jsonl", RECORDS[::-1])], tmp_path / "two")

    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_processes_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    news = write(tmp_path / "a.jsonl", RECORDS)
    build([news], tmp_path / "one")
    build([news], tmp_path / "two", Options(jobs=2, engine="processes"))

    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_adding_changing_and_removing_equals_a_fresh_build(tmp_path: Path) -> None:
    changed = [dict(RECORDS[1], text="华为与比亚迪签署合作协议。"), *RECORDS[2:]]
    build([write(tmp_path / "a.jsonl", RECORDS[:3])], tmp_path / "grown")
    build([write(tmp_path / "a.jsonl", changed)], tmp_path / "grown", Options(prune=True))
    build([write(tmp_path / "a.jsonl", changed)], tmp_path / "fresh", Options(fresh=True))

    assert digests(tmp_path / "fresh") == digests(tmp_path / "grown")


def test_without_prune_what_the_input_no_longer_has_is_kept(tmp_path: Path) -> None:
    build([write(tmp_path / "a.jsonl", RECORDS[:3])], tmp_path / "out")
    built = build([write(tmp_path / "a.jsonl", RECORDS[3:])], tmp_path / "out")

    assert (5, 3) == (built.counts["articles"], built.counts["kept"])


def test_a_fault_of_the_user_leaves_the_old_build(tmp_path: Path) -> None:
    build([write(tmp_path / "a.jsonl", RECORDS)], tmp_path / "out")
    before = digests(tmp_path / "out")

    with pytest.raises(UsageError, match="no such file or folder"):
        build([str(tmp_path / "none")], tmp_path / "out")
    assert before == digests(tmp_path / "out")


def test_an_input_without_articles_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")

    with pytest.raises(BuildError, match="no articles"):
        build([str(tmp_path / "a.txt")], tmp_path / "out")
