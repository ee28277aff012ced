"""The articles of `examples/` read without a problem."""

from __future__ import annotations

from pathlib import Path

from kg.errors import Problem
from kg.read import read

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_examples_read_without_a_problem() -> None:
    problems: list[Problem] = []
    articles = list(read([str(EXAMPLES)], on_problem=problems.append))

    assert [] == problems
    assert 35 == len(articles)
    assert "国产深度学习框架加速追赶：从国家工程实验室到产业落地" == articles[0].title
    assert all(article.date for article in articles)
    assert all(200 < len(article.text) < 800 for article in articles)
    assert not [a.id for a in articles if "分享" in a.text or "阅读全文" in a.text]
