"""What a build is unsure of can be listed and decided."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from kg.cli import main
from kg.decisions import load_decisions
from kg.model import Article
from kg.rdf import Iris
from kg.review import review, write_questions
from kg.tabulate import write_tables
from tests.marked import Told, marked

TEXTS = ["[长城汽车|Company]公告。", "[长城证券|Company]公告。", "[长城|Company]上涨。"]


def built(folder: Path) -> Path:
    told = Told(TEXTS)
    articles: list[Article] = [marked(text, f"a{n}")[0] for n, text in enumerate(TEXTS, 1)]
    iris = Iris("https://kg.example/")
    write_tables(told.graph, articles, told.extractions, iris, folder)
    write_questions(told.questions, folder)
    record = {"settings": {"base_iri": "https://kg.example/"}}
    (folder / "build.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


def test_a_namesake_is_a_question_with_an_example(tmp_path: Path) -> None:
    (item,) = review(built(tmp_path))

    assert ("namesake", "长城 = 长城汽车 | 长城证券 ?", "长城上涨。") == (
        item.kind,
        item.text,
        item.example,
    )


def test_accepting_a_question_adds_a_decision(tmp_path: Path) -> None:
    file = tmp_path / "decisions.tsv"
    output = str(built(tmp_path))

    result = CliRunner().invoke(
        main, ["review", "-o", output, "--accept", "1", "--decisions", str(file)]
    )

    assert 0 == result.exit_code, result.output
    assert [("accept", "长城", "长城汽车")] == [(d.action, d.a, d.b) for d in load_decisions(file)]


def test_a_question_that_is_not_there_is_a_wrong_use(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["review", "-o", str(built(tmp_path)), "--accept", "9"])

    assert 2 == result.exit_code
    assert "kg: no question 9; there are 1" in result.output


def test_a_decided_question_is_not_asked_again(tmp_path: Path) -> None:
    file = tmp_path / "decisions.tsv"
    output = str(built(tmp_path))
    CliRunner().invoke(main, ["review", "-o", output, "--accept", "1", "--decisions", str(file)])

    told = Told(TEXTS, decisions=load_decisions(file))

    assert [] == told.questions
    assert ["长城汽车", "长城证券"] == told.ids
