"""One entity's dossier: names, statements with sentences, companions, time."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.dossier import dossier
from kg.schema import Schema, load_schema, schemas_folder
from tests.page.corpus import Said, write_build


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return write_build(tmp_path / "build")


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema(schemas_folder())


def test_statements_are_grouped_as_they_read_from_the_entity(build: Path, schema: Schema) -> None:
    one = dossier(build, "飞桨", schema)

    read = {(group.predicate, fact.other.name) for group in one.groups for fact in group.facts}
    assert read == {("develops", "百度"), ("reportsOn", "IDC"), ("uses", "文心一言")}
    develops = next(group for group in one.groups if group.predicate == "develops")
    assert develops.en == "developed by"
    assert [proof.quote for proof in develops.facts[0].proofs] == [
        "百度发布了深度学习平台飞桨的新版本。",
        "百度发布飞桨新版本",
    ]


def test_companions_and_months_are_counted_by_article(build: Path, schema: Schema) -> None:
    one = dossier(build, "华为", schema)

    together = {(other.name, tie.articles, tie.sentences) for other, tie in one.together}
    assert ("世界人工智能大会", 1, 1) in together
    assert ("上海", 1, 0) in together
    assert one.months == (("2026-05", 1), ("2026-06", 1))
    assert [article.title for article in one.articles] == [
        "世界人工智能大会开幕",
        "华为推出鸿蒙新机",
    ]


def test_companions_of_the_same_sentences_come_before_those_of_the_same_articles(
    build: Path, schema: Schema
) -> None:
    one = dossier(build, "IDC", schema)

    assert [(other.name, tie.articles, tie.sentences) for other, tie in one.together][:3] == [
        ("中国", 1, 1),
        ("飞桨", 1, 1),
        ("王海峰", 1, 0),
    ]


def test_what_happened_is_told_in_time_order(tmp_path: Path, schema: Schema) -> None:
    articles = {
        "n1": ("海岳智能融资", "2026-05-22", "财经网", "北原创投也投了海岳智能。"),
        "n2": ("海岳智能获投", "2026-05-20", "科技日报", "青山资本投资海岳智能。"),
        "n3": ("澄江收购海岳", "2026-07-01", "财经网", "澄江科技拟收购海岳智能。"),
    }
    names = ("海岳智能", "青山资本", "北原创投", "澄江科技")
    said = [
        Said("北原创投", "investsIn", "海岳智能", (("n1", "北原创投也投了海岳智能。"),)),
        Said("青山资本", "investsIn", "海岳智能", (("n2", "青山资本投资海岳智能。"),)),
        Said("澄江科技", "acquires", "海岳智能", (("n3", "澄江科技拟收购海岳智能。"),), "planned"),
    ]
    build = write_build(tmp_path / "build", articles, dict.fromkeys(names, ("Company", ())), said)

    one = dossier(build, "北原创投", schema)
    two = dossier(build, "海岳智能", schema)

    assert [(m.day, m.last, m.zh, m.en, m.articles) for m in one.timeline] == [
        ("2026-05-20", "2026-05-22", "投融资", "investment", 2)
    ]
    assert [other.name for other in one.timeline[0].others] == ["海岳智能", "青山资本"]
    assert [proof.quote for proof in one.timeline[0].proofs] == ["北原创投也投了海岳智能。"]
    assert [(m.day, m.en, m.modalities) for m in two.timeline] == [
        ("2026-05-20", "investment", ("asserted",)),
        ("2026-07-01", "acquisition", ("planned",)),
    ]
    assert [proof.quote for proof in two.timeline[0].proofs] == ["青山资本投资海岳智能。"]


def test_a_speaker_and_a_denial_are_named(build: Path, schema: Schema) -> None:
    one = dossier(build, "星河智能", schema)

    said = [(fact.statement.modality, fact.said_by) for fact in one.groups[0].facts]
    assert said == [("reported", ""), ("negated", "百度")]


def test_the_command_prints_it(build: Path) -> None:
    done = CliRunner().invoke(main, ["show", "度娘", "-o", str(build)])

    assert done.exit_code == 0
    assert "百度  公司 Company" in done.output
    assert "  also Baidu (english, given by a table of names)" in done.output
    assert "  2026-06-23  收购 acquisition  星河智能  [negated, reported]  1 article" in done.output
    assert "  王海峰  [首席技术官]" in done.output
    assert "“百度首席技术官王海峰出席了世界人工智能大会。”  2026-05-04  科技日报" in done.output


def test_the_command_says_whom_a_word_stands_for(tmp_path: Path) -> None:
    articles = {"a1": ("题", "2026-05-04", "报", "青鸟来了。该产品搭载火种。")}
    entities = {"青鸟": ("Product", ()), "火种": ("Technology", ())}
    words = (("subject", "该产品"), ("object", "火种"))
    said = Said("青鸟", "uses", "火种", (("a1", "该产品搭载火种"),), words=words)
    build = write_build(tmp_path / "build", articles, entities, [said])

    done = CliRunner().invoke(main, ["show", "火种", "-o", str(build)])

    way = CliRunner().invoke(main, ["path", "火种", "青鸟", "-o", str(build)])

    assert "      “该产品搭载火种”  [该产品 = 青鸟]  2026-05-04  报  题\n" in done.output
    assert "      “该产品搭载火种”  [该产品 = 青鸟]  2026-05-04  题\n" in way.output


def test_the_command_lists_namesakes_and_fails(build: Path) -> None:
    done = CliRunner().invoke(main, ["show", "智能", "-o", str(build)])

    assert done.exit_code == 1
    assert "may be 3 entities" in done.output
