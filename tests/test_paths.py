"""Ways between two entities, with what is said on each step."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.paths import Step, find_ways
from kg.subgraph import read_rows
from tests.page.corpus import write_build


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return write_build(tmp_path / "build")


def names(way: tuple[Step, ...]) -> list[str]:
    return [way[0].start.name, *(step.end.name for step in way)]


def test_the_shortest_way_has_the_fewest_steps(build: Path) -> None:
    ways = find_ways(read_rows(build), "中国移动", "上海")

    assert names(ways.shortest[0]) in (
        ["中国移动", "百度", "华为", "世界人工智能大会", "上海"],
        ["中国移动", "百度", "王海峰", "世界人工智能大会", "上海"],
    )


def test_the_strongest_way_prefers_what_is_better_supported(build: Path) -> None:
    ways = find_ways(read_rows(build), "中国移动", "上海")

    assert names(ways.strongest[0]) == ["中国移动", "百度", "王海峰", "世界人工智能大会", "上海"]
    assert [step.statements[0].predicate for step in ways.strongest[0]] == [
        "cooperatesWith",
        "worksFor",
        "participatesIn",
        "locatedIn",
    ]


def test_what_nobody_says_connects_nothing(build: Path) -> None:
    ways = find_ways(read_rows(build), "百度", "国务院")

    assert ways.shortest == ways.strongest == ()


def test_the_command_prints_each_step_with_its_sentence(build: Path) -> None:
    done = CliRunner().invoke(main, ["path", "IDC", "百度", "-o", str(build)])

    assert done.exit_code == 0
    assert "IDC — 飞桨 — 百度" in done.output
    assert "“IDC报告显示，飞桨在中国位居前列。”  2026-05-04  百度发布飞桨新版本" in done.output


def test_the_command_fails_where_there_is_no_way(build: Path) -> None:
    done = CliRunner().invoke(main, ["path", "百度", "国务院", "-o", str(build)])

    assert done.exit_code == 1
    assert "no way leads from 百度 to 国务院" in done.output
