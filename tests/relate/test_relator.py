"""An article in, relations with their qualifiers out."""

from __future__ import annotations

import pytest

from kg.model import Relation
from kg.relate import load_relator
from kg.relate.relator import _owned
from kg.schema import schemas_folder
from tests.relate.marked import marked, named

RULES_ALONE = load_relator(schemas_folder(), None)
RELATOR = load_relator(schemas_folder())


def related(text: str, title: str = "", date: str = "2026-05-20") -> dict[str, Relation]:
    """The best relation of every claim, by `subject predicate object`, from rules alone."""
    document = marked(text, title, date)
    found: dict[str, Relation] = {}
    for one in RULES_ALONE.relate(*document):
        for claim in named(document, [one]):
            if claim not in found or found[claim].confidence < one.confidence:
                found[claim] = one
    return found


def test_a_person_has_the_role_as_written() -> None:
    found = related("[海岳科技|Organization]首席科学家[李远|Person]博士出席。")

    assert found["李远 worksFor 海岳科技"].role == "首席科学家"


@pytest.mark.parametrize(
    ("text", "modality", "cue"),
    [
        ("[甲公司|Organization]收购[乙公司|Organization]。", "asserted", ""),
        ("[甲公司|Organization]拟收购[乙公司|Organization]。", "planned", "拟"),
        ("[甲公司|Organization]有望收购[乙公司|Organization]。", "predicted", "有望"),
        ("[甲公司|Organization]否认收购[乙公司|Organization]。", "negated", "否认"),
        ("知情人士透露,[甲公司|Organization]收购[乙公司|Organization]。", "reported", "知情人士"),
    ],
)
def test_modality_comes_with_the_word_that_shows_it(text: str, modality: str, cue: str) -> None:
    found = related(text)["甲公司 acquires 乙公司"]

    assert (found.modality, found.cue) == (modality, cue)


def test_a_plan_does_not_make_a_subsidiary_planned() -> None:
    found = related("[甲公司|Organization]拟将全资子公司[乙公司|Organization]迁址。")

    assert found["乙公司 subsidiaryOf 甲公司"].modality == "asserted"


def test_the_time_is_that_of_the_event_and_not_of_the_article() -> None:
    text = "去年9月,[甲公司|Organization]收购[乙公司|Organization]。"

    assert related(text)["甲公司 acquires 乙公司"].time == "2025-09"


def test_the_day_of_a_dateline_is_no_time_of_an_event() -> None:
    text = "[远方社|Organization]5月20日电,[甲公司|Organization]收购[乙公司|Organization]。"

    assert related(text)["甲公司 acquires 乙公司"].time == ""


def test_who_says_so_is_kept() -> None:
    text = "[李远|Person]表示,[甲公司|Organization]已收购[乙公司|Organization]。"
    document = marked(text)

    found = [r for r in RULES_ALONE.relate(*document) if r.predicate == "acquires"]

    assert [document[3][r.attributed_to].name for r in found] == ["李远"]


def test_sums_and_shares_are_kept() -> None:
    text = "[甲公司|Organization]以20.04亿元收购[乙公司|Organization]51%股权。"

    assert related(text)["甲公司 acquires 乙公司"].amounts == ("20.04 亿元", "51 %")


def test_the_company_of_a_notice_is_the_one_named_before() -> None:
    text = "[甲股份|Organization]公告称,公司拟收购[乙公司|Organization]。"

    assert "甲股份 acquires 乙公司" in related(text)


def test_a_later_clause_keeps_the_subject() -> None:
    text = "[甲公司|Organization]今日召开大会,正式发布[青鸟|Product]。"

    assert "甲公司 develops 青鸟" in related(text)


def test_every_item_of_a_list_is_related() -> None:
    text = "[甲公司|Organization]与[乙大学|Organization]、[丙研究院|Organization]签署合作协议。"

    assert {"甲公司 cooperatesWith 乙大学", "甲公司 cooperatesWith 丙研究院"} <= related(
        text
    ).keys()


def test_evidence_is_the_clause_in_the_article() -> None:
    document = marked("天气晴朗,[甲公司|Organization]收购[乙公司|Organization],市场平静。")

    quotes = {document[0].text[r.start : r.end] for r in RULES_ALONE.relate(*document)}

    assert quotes == {"甲公司收购乙公司"}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "[海岳|Organization]AI生态总经理[马远|Person]博士畅谈了看法。",
            "马远 worksFor 海岳",
        ),
        (
            "以[谷歌|Organization]的[TensorFlow|Product]、[Meta|Organization]的[PyTorch|Product]"
            "两款[深度学习框架|Technology]为代表。",
            "Meta develops PyTorch",
        ),
        (
            "[星海咨询|Organization]报告显示,[海岳|Organization]“[青鸟|Product]”份额超过对手。",
            "星海咨询 reportsOn 青鸟",
        ),
        (
            "[星海咨询|Organization]报告显示,[海岳|Organization]“[青鸟|Product]”份额超过对手。",
            "海岳 develops 青鸟",
        ),
        (
            "在“[十二五规划|Policy]”中,“[物联网|Technology]”被列入重点领域。",
            "十二五规划 supports 物联网",
        ),
        (
            "[科技部|Organization]正式批复,筹建[深海技术国家实验室|Organization]。",
            "科技部 approves 深海技术国家实验室",
        ),
    ],
)
def test_facts_of_the_kind_that_people_ask_for_come_out(text: str, claim: str) -> None:
    document = marked(text)

    assert claim in named(document, RELATOR.relate(*document))


def test_the_same_article_gives_the_same_relations() -> None:
    document = marked("[甲公司|Organization]发布[青鸟|Product],搭载[火种|Product]。")

    assert RELATOR.relate(*document) == RELATOR.relate(*document)


def test_an_article_without_mentions_has_no_relations() -> None:
    assert RELATOR.relate(*marked("今天天气很好。")) == ()


def test_what_a_rule_gives_a_maker_the_classifier_gives_no_other() -> None:
    maker, other = (
        Relation(subject, "develops", 2, 0, 9, rule)
        for subject, rule in ((0, "develops.verb"), (1, "model.pairs"))
    )
    user = Relation(1, "uses", 2, 0, 9, "model.pairs")

    assert [maker, user] == _owned([maker, other, user])
    assert [other] == _owned([other])


def test_a_part_named_once_is_not_what_the_article_is_about() -> None:
    text = (
        "[青鸟|Product]很轻。[火种|Product]芯片很快。支持[快充|Technology]。"
        "[青鸟|Product]还很便宜。"
    )

    assert "青鸟 uses 快充" in related(text, "[青鸟|Product]上市")
    assert "火种 uses 快充" not in related(text, "[青鸟|Product]上市")


def test_a_claim_with_both_ends_named_needs_no_sentence_that_leaves_one_out() -> None:
    text = (
        "[湖泊规划|Policy]支持[青鸟技术|Technology]。2013年起,加快发展[青鸟技术|Technology]。"
        "加快发展[苍鹰技术|Technology]。"
    )
    document = marked(text)
    found = [
        (named(document, [one]), one.time)
        for one in RULES_ALONE.relate(*document)
        if one.predicate == "supports"
    ]

    assert ({"湖泊规划 supports 青鸟技术"}, "2013") not in found
    assert ({"湖泊规划 supports 苍鹰技术"}, "") in found
