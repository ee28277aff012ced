"""The seed article gives the facts that a reader takes from it, each with its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import build
from kg.tables import read_articles, read_entities, read_statements

pytestmark = pytest.mark.shared
FACTS = [
    ("马艳军", "worksFor", "百度"),
    ("谷歌", "develops", "TensorFlow"),
    ("Meta", "develops", "PyTorch"),
    ("百度", "develops", "飞桨"),
    ("十四五规划", "supports", "深度学习框架"),
    ("国家发展和改革委员会", "approves", "深度学习技术及应用国家工程实验室"),
    ("IDC", "reportsOn", "飞桨"),
]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    seed = Path(__file__).resolve().parents[2] / "shared" / "data" / "posts" / "seed.md"
    if not seed.is_file():
        pytest.skip("no ../shared here")
    folder = tmp_path_factory.mktemp("seed")
    build([str(seed)], folder / "out")
    return folder / "out"


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact[1]}-{fact[2]}")
def test_a_fact_of_the_seed_is_found(output: Path, fact: tuple[str, str, str]) -> None:
    names = {e["id"]: e["name"] for e in read_entities(output)}
    text = next(iter(read_articles(output)))["text"]
    found = [
        s
        for s in read_statements(output)
        if (names[s["subject"]], s["predicate"], names[s["object"]]) == fact
    ]

    assert ["asserted"] == [s["modality"] for s in found]
    assert all(e["quote"] == text[e["start"] : e["end"]] for e in found[0]["evidence"])
