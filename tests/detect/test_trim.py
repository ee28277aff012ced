"""Marks at the ends of a name go, brackets that belong to it close."""

from __future__ import annotations

import pytest

from kg.detect.trim import trim
from kg.model import Mention


def trimmed(marked: str, type_: str = "Company") -> list[str]:
    """The surfaces left of the mention between ⟦ and ⟧."""
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    mention = Mention(start, end, text[start:end], type_, 0.9, "tagger")
    found = list(trim(text, [mention]))
    assert all(text[m.start : m.end] == m.surface for m in found)
    return [m.surface for m in found]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("买入⟦②晨星科技⟧等", ["晨星科技"]),
        ("据⟦《晨星周刊》⟧报道", ["晨星周刊"]),
        ("⟦“晨星⟧”号", ["晨星"]),
        ("实施⟦“清泉”行动⟧", ["“清泉”行动"]),
        ("实施“⟦清泉”行动⟧", ["“清泉”行动"]),
        ("⟦清泉”行动⟧“", ["清泉”行动"]),
        ("平台⟦晨星“暮云⟧”上线", ["暮云", "晨星"]),
        ("⟦晨星保险(集团⟧)公司公告", ["晨星保险(集团)公司"]),
        ("⟦晨星（上海）公司⟧", ["晨星（上海）公司"]),
        ("⟦，⟧晨星", []),
        ("⟦以⟧晨星", []),
        ("⟦Smart King Ltd.⟧", ["Smart King Ltd."]),
    ],
)
def test_ends(marked: str, expected: list[str]) -> None:
    assert expected == trimmed(marked)


def test_a_country_may_be_one_character() -> None:
    assert ["美"] == trimmed("⟦美⟧方", "Place")
