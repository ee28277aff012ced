"""Folding makes equal names equal and keeps the way back to the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.fold import fold, fold_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("“十四五”規劃", "十四五规划", id="quotes and traditional"),
        pytest.param("ＧＰＴ－４", "gpt-4", id="full width"),
        pytest.param("NVIDIA\u200b", "nvidia", id="case and zero width"),
        pytest.param("约翰•史密斯", "约翰·史密斯", id="dots"),
        pytest.param("Hugging\u00a0 Face", "hugging face", id="spaces"),
    ],
)
def test_spellings_of_a_name_fold_to_one(name: str, expected: str) -> None:
    assert expected == fold_name(name)


def test_a_folded_span_leads_back_to_the_text() -> None:
    text = "在“十四五”规划中"
    folded = fold(text)
    place = folded.text.index("十四五规划")

    start, end = folded.span(place, place + 5)

    assert text[start:end] == "十四五”规划"


@given(st.text())
def test_folding_never_lengthens_and_offsets_ascend(text: str) -> None:
    folded = fold(text)

    assert len(folded.text) <= len(text)
    assert len(folded.text) + 1 == len(folded.offsets)
    assert list(folded.offsets) == sorted(set(folded.offsets)) or not folded.text


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold_name(text)

    assert once == fold_name(once)
