"""Time expressions are resolved against the article's date, as precisely as they are said."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.relate.times import find_times, resolve

with (Path(__file__).parent / "times.tsv").open(encoding="utf-8", newline="") as table:
    CASES = [tuple(row.values()) for row in csv.DictReader(table, delimiter="\t")]


@pytest.mark.parametrize(("expression", "article_date", "value"), CASES)
def test_an_expression_has_its_value(expression: str, article_date: str, value: str) -> None:
    assert value == resolve(expression, article_date)


def test_there_are_three_hundred_cases() -> None:
    assert len(CASES) >= 300


def test_expressions_of_a_sentence_are_found_in_order_with_their_places() -> None:
    text = "截至去年底，公司于3月5日签约，当日公告。"

    found = [(text[t.start : t.end], t.value) for t in find_times(text, "2026-05-20")]

    assert found == [("去年底", "2025"), ("3月5日", "2026-03-05"), ("当日", "2026-03-05")]


@given(
    st.text(
        alphabet="零〇一二两三四五六七八九十百0129年月日号前后去今明上半旬初底至-到个天周",
        max_size=14,
    )
)
def test_no_text_is_too_odd(text: str) -> None:
    assert all(text[t.start : t.end] for t in find_times(text, "2026-05-20"))
