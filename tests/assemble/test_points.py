"""The worked examples of docs/linking.md come out as the page says."""

from __future__ import annotations

from kg.assemble import _place_test
from kg.assemble.candidates import candidates
from kg.assemble.context import Company
from kg.assemble.gather import gather
from kg.lexicon import Lexicon
from kg.naming import shipped
from tests.conftest import ROOT
from tests.marked import EMPTY, LEXICON, extraction

PAGE = (ROOT / "docs" / "linking.md").read_text(encoding="utf-8")


def points(texts: list[str], lexicon: Lexicon) -> dict[tuple[str, str], float]:
    """Points by (core of the shorter name, core or entry of the longer)."""
    known = shipped()
    made = [extraction(text, f"a{n}", lexicon) for n, text in enumerate(texts, 1)]
    gathered = gather(made, lexicon, known)
    is_place = _place_test(lexicon, known)
    proposed = candidates(gathered, lexicon, Company(gathered), known, is_place, lambda _: "")
    return {(one.short[1], one.full[1]): one.points for one in proposed}


def test_a_short_name_learned() -> None:
    found = points(
        [
            "[深圳市晨岭科技股份有限公司|Company]（以下简称“[晨岭|Company]”）与[远山|Company]签约",
            "[晨岭|Company]今日公告，[远山|Company]参与",
            "[晨岭科技|Company]中标",
        ],
        LEXICON,
    )

    assert (1.45, 1.05) == (found["晨岭", "深圳市晨岭科技"], found["晨岭科技", "深圳市晨岭科技"])
    assert "**1.45**" in PAGE and "**1.05**" in PAGE


def test_a_name_of_two_companies() -> None:
    found = points(
        [
            "[长城汽车|Company]与[魏牌|Product]亮相[云谷车展|Event]。",
            "[长城证券|Company]保荐[远山|Company]。",
            "[长城|Company]携[魏牌|Product]参加[云谷车展|Event]。",
            "[长城|Company]上涨。",
        ],
        LEXICON,
    )

    assert (0.9, 0.6) == (found["长城", "长城汽车"], found["长城", "长城证券"])
    assert "two owners with 0.9 and 0.6 points" in PAGE


def test_likely_but_not_proved() -> None:
    apart = points(["[晨岭汽车|Company]公告。", "[晨岭|Company]访问[远山|Place]。"], EMPTY)
    together = points(
        ["[晨岭汽车|Company]在[远山|Place]建厂。", "[晨岭|Company]的[远山|Place]工厂投产。"], EMPTY
    )

    assert (0.95, 1.25) == (apart["晨岭", "晨岭汽车"], together["晨岭", "晨岭汽车"])
    assert "**0.95**" in PAGE and "1.25 points" in PAGE
