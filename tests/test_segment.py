"""Sentences are cut where a reader stops, and their offsets hold."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from kg.segment import MAX_LENGTH, segment
from tests.conftest import article


def cut(body: str, title: str = "") -> list[str]:
    one = article(body, title)
    return [one.text[s.start : s.end] for s in segment(one)]


def test_the_title_is_the_first_sentence() -> None:
    assert cut("正文。", "标题") == ["标题", "正文。"]


def test_marks_that_close_a_quotation_stay_with_their_sentence() -> None:
    assert cut("他说：“可以。”会议结束。") == ["他说：“可以。”", "会议结束。"]


def test_a_full_stop_inside_a_number_or_version_does_not_end_a_sentence() -> None:
    assert cut("GPT-4.1涨3.5%，见 v2.0。A new model.") == [
        "GPT-4.1涨3.5%，见 v2.0。",
        "A new model.",
    ]


def test_a_title_repeated_in_lenticular_brackets_stands_alone() -> None:
    assert ["【晨星上市】", "测试社5月1日电，晨星上市。"] == cut(
        "【晨星上市】测试社5月1日电，晨星上市。"
    )


def test_paragraphs_are_counted() -> None:
    one = article("一。\n二。", "题")

    assert [s.paragraph for s in segment(one)] == [0, 1, 2]


@given(st.text(alphabet="百度。！“”\n，a1. ", max_size=900))
def test_sentences_are_trimmed_in_order_and_short(body: str) -> None:
    one = article(body)
    sentences = segment(one)

    pieces = [one.text[s.start : s.end] for s in sentences]
    assert all(p and p == p.strip() and len(p) <= MAX_LENGTH for p in pieces)
    assert all(a.end <= b.start for a, b in itertools.pairwise(sentences))
    assert "".join(one.text.split()) == "".join("".join(pieces).split())
