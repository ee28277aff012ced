"""Lines of the public sets in, pairs with our predicates out."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

pytest.importorskip("scipy")
pytest.importorskip("torch")

from kg.relate.makers import load_makers
from kg.relate.rules import load_rules
from kg.schema import schemas_folder
from training.relations_public import Said, public_lesson, public_sets

RULES, MAKERS = load_rules(schemas_folder()), load_makers(schemas_folder())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [
        "海岳\t晨星\t持股\t海岳是晨星的股东。",
        "晨星\t海岳\t被持股\t海岳是晨星的股东。",
        "海岳\t晨星\t拥有\t海岳有晨星。",
        "海岳\t晨星\tunknown\t海岳、晨星停牌。",
    ]
    event = {
        "type": "收购",
        "mentions": [
            {"word": "晨星", "span": [4, 6], "role": "obj-org"},
            {"word": "海岳", "span": [0, 2], "role": "sub-org"},
        ],
    }
    record = {"content": "海岳收购晨星。", "events": [event]}
    with gzip.open(tmp_path / "finre-train.tsv.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(lines))
    with gzip.open(tmp_path / "fewfc-train.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(record, ensure_ascii=False))
    return tmp_path


def test_what_a_set_says_in_our_words(folder: Path) -> None:
    said = [(one.text, sorted(one.stated), one.first[0]) for one in public_sets(folder)]

    assert said == [
        ("海岳是晨星的股东。", ["investsIn"], 0),
        ("海岳是晨星的股东。", [], 3),
        ("海岳、晨星停牌。", [], 0),
        ("海岳收购晨星。", ["acquires"], 0),
    ]


def test_a_pair_teaches_only_what_its_set_annotates() -> None:
    said = Said("海岳收购晨星。", (4, 6), (0, 2), frozenset({"acquires"}), frozenset({"acquires"}))
    labels = ("acquires<", "acquires>", "investsIn>")

    lesson = public_lesson([said], labels, RULES, MAKERS)

    assert lesson.target.tolist() == [[1.0, 0.0, 0.0]]
    assert lesson.usable.tolist() == [[True, True, False]]
