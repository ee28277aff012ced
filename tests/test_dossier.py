"""One entity's dossier: names, statements with sentences, companions, time."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.dossier import dossier
from kg.schema import Schema, load_schema, schemas_folder
from tests.page.corpus import write_build


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

    assert ("世界人工智能大会", 1) in {(other.name, count) for other, count in one.together}
    assert one.months == (("2026-05", 1), ("2026-06", 1))
    assert [article.title for article in one.articles] == [
        "世界人工智能大会开幕",
        "华为推出鸿蒙新机",
    ]


def test_a_speaker_and_a_denial_are_named(build: Path, schema: Schema) -> None:
    one = dossier(build, "星河智能", schema)

    said = [(fact.statement.modality, fact.said_by) for fact in one.groups[0].facts]
    assert said == [("reported", ""), ("negated", "百度")]


def test_the_command_prints_it(build: Path) -> None:
    done = CliRunner().invoke(main, ["show", "度娘", "-o", str(build)])

    assert done.exit_code == 0
    assert "百度  公司 Company" in done.output
    assert "  also Baidu (english)" in done.output
    assert "  王海峰  [首席技术官]" in done.output
    assert "“百度首席技术官王海峰出席了世界人工智能大会。”  2026-05-04  科技日报" in done.output


def test_the_command_lists_namesakes_and_fails(build: Path) -> None:
    done = CliRunner().invoke(main, ["show", "智能", "-o", str(build)])

    assert done.exit_code == 1
    assert "may be 3 entities" in done.output
