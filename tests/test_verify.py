"""`kg verify` finds every quote, mention, count and file that does not agree."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.model import Alias
from kg.store import write_rdf
from kg.verify import verify
from tests.store.small import IRIS, Fact, schema, write_small

TEXTS = {"a1": "百度发布飞桨\n正文", "a2": "百度的飞桨开源\n"}
TYPES = {"百度": "Company", "飞桨": "Product"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    alias = Alias("Baidu", "english", "a1", "百度发布")
    facts = [Fact("a1", "百度", "develops", "飞桨")]
    write_small(tmp_path, TEXTS, TYPES, facts, {"百度": (alias,)})
    digest = write_rdf(tmp_path, schema(), IRIS)
    (tmp_path / "build.json").write_text(json.dumps({"rdfc10_sha256": digest}))
    return tmp_path


def change(folder: Path, name: str, edit: Callable[[dict[str, Any]], object]) -> None:
    """Edit the first row of a table."""
    path = folder / f"tables/{name}.jsonl"
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    row = json.loads(first)
    edit(row)
    path.write_text("\n".join([json.dumps(row), *rest]) + "\n", encoding="utf-8")


def test_a_build_agrees_with_itself(folder: Path) -> None:
    found = verify(folder)

    assert found.faults == ()
    assert found.checked["articles"] == 2
    assert found.checked["mentions"] == 4
    assert found.checked["quotes"] == 1
    assert found.checked["aliases"] == 1


@pytest.mark.parametrize(
    ("name", "edit", "kind", "message"),
    [
        ("articles", {"text": "百度发布飞桨\n别的"}, "digest", "text changed"),
        ("articles", {"title": "别的"}, "title", "does not start with the title"),
        ("mentions", {"surface": "小度"}, "mention", "0-2 is '百度', not '小度'"),
        ("mentions", {"end": 99}, "mention", "0-99 lies outside the text of 9 characters"),
        ("mentions", {"article": "https://kg.example/x"}, "mention", "no such article"),
        ("mentions", {"entity": "https://kg.example/entity/x"}, "count", "is in 1 articles"),
        ("entities", {"mentions": 9}, "count", "entity/百度 is in 2 articles, 2 times"),
        ("statements", {"evidence": []}, "evidence", "has no evidence"),
        ("statements", {"object": "https://kg.example/entity/x"}, "entity", "is no entity"),
    ],
)
def test_a_row_that_does_not_agree_is_found(
    folder: Path, name: str, edit: dict[str, object], kind: str, message: str
) -> None:
    change(folder, name, lambda row: row.update(edit))

    told = [(fault.kind, fault.message) for fault in verify(folder).faults]
    assert any(one == kind and message in text for one, text in told), told


def test_a_wrong_quote_is_found_in_evidence_and_in_aliases(folder: Path) -> None:
    change(folder, "statements", lambda row: row["evidence"][0].update(quote="百度发布文心"))
    change(folder, "entities", lambda row: row["aliases"][0].update(quote="百度又称"))

    assert {"quote", "alias"} == {fault.kind for fault in verify(folder).faults}


def test_a_mark_that_is_not_in_the_text_is_found(folder: Path) -> None:
    mark = {"role": "subject", "start": 0, "end": 2, "surface": "小度"}
    change(folder, "statements", lambda row: row["evidence"][0].update(marks=[mark]))

    faults = [(fault.kind, fault.message) for fault in verify(folder).faults]
    assert faults == [("subject", "0-2 is '百度', not '小度'")]


def test_a_changed_file_is_found(folder: Path) -> None:
    lines = (folder / "graph.nq").read_bytes().splitlines(keepends=True)
    (folder / "graph.nq").write_bytes(b"".join(lines[1:]))

    kinds = {(fault.path, fault.kind) for fault in verify(folder).faults}
    assert kinds == {("graph.nq", "digest"), ("store", "count")}
