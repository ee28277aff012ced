"""Statements of one happening are grouped by what it is about and by time."""

from __future__ import annotations

from kg.assemble.happenings import KIND_ZH, KINDS, happenings
from kg.model import Statement


def stated(
    id_: str, subject: str, predicate: str, object_: str, time: str = "", seen: str = ""
) -> Statement:
    return Statement(
        id_,
        subject,
        predicate,
        object_,
        "asserted",
        time,
        "",
        "",
        0.9,
        "current",
        (),
        (),
        seen,
        seen,
    )


def test_the_investors_of_one_round_are_one_happening() -> None:
    found = happenings(
        [
            stated("1", "青山资本", "investsIn", "海岳智能", seen="2026-05-20"),
            stated("2", "北原创投", "investsIn", "海岳智能", seen="2026-05-22"),
        ]
    )

    assert [(h.kind, h.start, h.end, h.statements) for h in found] == [
        ("investment", "2026-05-20", "2026-05-22", ("1", "2"))
    ]
    assert found[0].actors == ("北原创投", "海岳智能", "青山资本")


def test_two_rounds_a_month_apart_are_two_happenings() -> None:
    found = happenings(
        [
            stated("1", "青山资本", "investsIn", "海岳智能", seen="2026-05-20"),
            stated("2", "北原创投", "investsIn", "海岳智能", seen="2026-06-22"),
        ]
    )

    assert [h.statements for h in found] == [("1",), ("2",)]


def test_the_stated_time_counts_before_the_day_of_the_article() -> None:
    found = happenings([stated("1", "甲", "acquires", "乙", "2025-03", "2026-05-20")])

    assert [(h.kind, h.start) for h in found] == [("acquisition", "2025-03")]


def test_a_day_says_more_than_its_year() -> None:
    found = happenings(
        [
            stated("1", "青山资本", "investsIn", "海岳智能", "2026"),
            stated("2", "北原创投", "investsIn", "海岳智能", "2026-05-22"),
        ]
    )

    assert [(h.start, h.end, h.statements) for h in found] == [
        ("2026-05-22", "2026-05-22", ("1", "2"))
    ]


def test_what_two_makers_bring_out_are_two_releases() -> None:
    found = happenings(
        [
            stated("1", "海岳智能", "develops", "机器人", seen="2026-05-20"),
            stated("2", "澄江科技", "develops", "机器人", seen="2026-05-20"),
        ]
    )

    assert {h.statements for h in found} == {("1",), ("2",)}


def test_a_title_without_a_date_is_no_appointment() -> None:
    assert happenings([stated("1", "李华", "worksFor", "甲", seen="2026-05-20")]) == ()


def test_a_lasting_relation_is_no_happening() -> None:
    assert happenings([stated("1", "甲", "subsidiaryOf", "乙", "2026", "2026-05-20")]) == ()


def test_every_kind_has_a_chinese_name() -> None:
    assert KIND_ZH.keys() == {kind for kind, _ in KINDS.values()}
