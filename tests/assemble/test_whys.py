"""Marked sentences in, what made the names one out."""

from __future__ import annotations

import pytest

from kg.cli.show import _naming
from kg.decisions import Decision
from kg.dossier import Naming
from kg.model import Tie
from kg.proof import Proof
from tests.conftest import ROOT
from tests.marked import EMPTY, Told

LEARNED = [
    "[深圳市晨岭科技股份有限公司|Company]（以下简称“[晨岭|Company]”）与[远山|Company]签约。",
    "[晨岭|Company]今日公告，[远山|Company]参与。",
    "[晨岭科技|Company]中标。",
]


def tie(told: Told, id_: str, name: str) -> Tie:
    return next(alias.tie for alias in told.entity(id_).aliases if alias.name == name)


def test_every_name_says_what_leads_it_to_the_canonical_one() -> None:
    told = Told(LEARNED)

    assert Tie(
        "sentence",
        "深圳市晨岭科技股份有限公司",
        1.45,
        ("defined 1.1", "neighbours 0.3", "same_class 0.05"),
    ) == tie(told, "晨岭科技", "晨岭")
    assert Tie(
        "points", "晨岭科技", 1.05, ("only_fit 0.55", "short_name 0.45", "same_class 0.05")
    ) == tie(told, "晨岭科技", "深圳市晨岭科技股份有限公司")


@pytest.mark.parametrize(
    ("texts", "id_", "name", "expected"),
    [
        pytest.param(
            ["[林若溪|Person]获奖。[林院士|Person]致辞。"],
            "林若溪",
            "林院士",
            Tie("article", "林若溪", 1.05, ("one_article 0.6", "short_name 0.45")),
            id="one article",
        ),
        pytest.param(
            ["[臺積電|Company]扩产。", "[台积电|Company]涨价。[台积电|Company]扩产。"],
            "台积电",
            "臺積電",
            Tie("spelling", "台积电", 1.1, ("same_core 1.1",)),
            id="spelling",
        ),
        pytest.param(
            ["[湖区自由运动|Organization]（[哈湖斯|Organization]）回应。"],
            "湖区自由运动",
            "哈湖斯",
            Tie("sentence", "湖区自由运动", 1.1, ("defined 1.1",)),
            id="a sentence",
        ),
    ],
)
def test_a_tie_has_kind_other_name_points_and_reasons(
    texts: list[str], id_: str, name: str, expected: Tie
) -> None:
    assert expected == tie(Told(texts, EMPTY), id_, name)


def test_a_table_gives_a_name_and_may_doubt_it() -> None:
    told = Told(["[发改委|Organization]发文。", "[长城汽车|Company]公告。"])

    assert Tie("table", "国家发展和改革委员会", 1.1, ("lexicon 1.1",)) == tie(
        told, "国家发展和改革委员会", "发改委"
    )
    assert ("lexicon_ambiguous 0.55",) == tie(told, "长城汽车", "长城").reasons


def test_a_decision_is_named() -> None:
    told = Told(
        ["[晨岭|Company]一。", "[远山|Company]二"], EMPTY, [Decision("merge", "晨岭", "远山")]
    )

    assert Tie("decision", "晨岭") == tie(told, "晨岭", "远山")


def test_the_order_of_articles_does_not_change_a_tie() -> None:
    one, other = Told(LEARNED), Told(LEARNED, order=[2, 1, 0])

    assert one.graph.entities == other.graph.entities


def test_kg_show_prints_what_the_page_on_linking_says() -> None:
    page = (ROOT / "docs" / "linking.md").read_text(encoding="utf-8")
    for alias in Told(LEARNED).entity("晨岭科技").aliases:
        shown = Naming(alias.name, alias.kind, alias.tie, (Proof(alias.quote, *[""] * 5),))
        assert "\n".join(_naming(shown)).rstrip() in page
