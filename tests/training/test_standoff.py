"""Annotations hold offsets, not text, and come back as they were."""

from __future__ import annotations

import json

import pytest

from tests.conftest import ROOT
from training.standoff import packed, unpacked

TEXT = "晨星上市\n晨星科技今日上市，晨星科技园不在其中。"
RECORD = {
    "id": "x",
    "entities": [{"name": "晨星科技", "surfaces": ["晨星科技"], "except": ["晨星科技园"]}],
    "relations": [{"s": "晨星科技", "p": "issues", "o": "y", "evidence": "晨星科技今日上市"}],
}


def test_clauses_become_offsets_and_come_back() -> None:
    without = packed(RECORD, TEXT)

    assert [[14, 19]] == without["entities"][0]["except"]
    assert [5, 13] == without["relations"][0]["evidence"]
    assert RECORD == unpacked(without, TEXT)


def test_a_clause_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(ValueError, match="substring"):
        packed(RECORD, "别的文章")


def test_the_kept_annotations_hold_no_clauses() -> None:
    for file in sorted((ROOT / "training" / "annotations").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            assert all(isinstance(one["evidence"], list) for one in record["relations"])
            assert all(isinstance(x, list) for e in record["entities"] for x in e["except"])
