"""`kg export` writes a whole build or a part of it, to a file or to standard output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from tests.page.corpus import write_build


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return write_build(tmp_path / "build")


def export(build: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["export", *words, "-o", str(build)])
    return done.exit_code, done.output


def test_a_part_goes_to_a_file(build: Path, tmp_path: Path) -> None:
    target = tmp_path / "part.graphml"

    code, _ = export(build, "graphml", str(target), "--around", "飞桨")

    assert code == 0
    assert "文心一言" in target.read_text("utf-8")
    assert "华为" not in target.read_text("utf-8")


def test_without_a_file_it_goes_to_standard_output(build: Path) -> None:
    code, said = export(build, "gexf", "--type", "Policy")

    assert code == 0
    assert "数据要素行动方案" in said
    assert "百度" not in said


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        pytest.param(["csv"], 2, "csv writes a folder; name it", id="folder to stdout"),
        pytest.param(["xls"], 2, "unknown exporter 'xls'; known: csv, gexf", id="unknown format"),
        pytest.param(["gexf", "--around", "无名"], 1, "no entity is called", id="unknown name"),
        pytest.param(["gexf", "--type", "Robot"], 2, "unknown type 'Robot'", id="unknown type"),
    ],
)
def test_a_mistake_is_one_line(build: Path, words: list[str], code: int, message: str) -> None:
    got, said = export(build, *words)

    assert got == code
    assert message in said
    assert said.count("\n") == 1


def test_a_whole_build_exports_in_every_format(build: Path, tmp_path: Path) -> None:
    (build / "build.json").write_text(json.dumps({"settings": {"base_iri": "https://kg.example/"}}))
    for format_ in ("graphml", "gexf", "csv", "neo4j", "html", "pyvis"):
        code, said = export(build, format_, str(tmp_path / format_))
        assert (code, said) == (0, "")
