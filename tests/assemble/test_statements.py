"""Relations of several articles become statements with all their evidence."""

from __future__ import annotations

from dataclasses import replace

from kg.assemble.statements import merge
from kg.model import Article, Extraction, Modality, Relation, Statement

TEXT = "甲公司收购乙公司。\n甲公司并未收购乙公司。"


def article(id_: str, date: str = "2026-05-01") -> Article:
    return Article(id_, id_, "", date, "", "", TEXT)


def said(
    subject: int = 0,
    object_: int = 1,
    predicate: str = "acquires",
    modality: Modality = "asserted",
    confidence: float = 0.5,
    role: str = "",
) -> Relation:
    return Relation(
        subject, predicate, object_, 0, 9, "r1", modality, confidence=confidence, role=role
    )


def merged(
    found: dict[str, list[Relation]], dates: dict[str, str] | None = None
) -> list[Statement]:
    names = ["甲公司", "乙公司", "丙"]
    entity_of = {(key, place): name for key in found for place, name in enumerate(names)}
    known = {key: article(key, (dates or {}).get(key, "2026-05-01")) for key in found}
    extractions = [Extraction(key, "", relations=tuple(found[key])) for key in found]
    return list(merge(extractions, entity_of, known.__getitem__))


def test_the_same_claim_of_two_articles_is_one_statement_with_both_quotes() -> None:
    found = merged({"b": [said()], "a": [said()]}, {"a": "2026-05-03", "b": "2026-05-01"})

    assert [(e.article, e.quote) for e in found[0].evidence] == [
        ("a", "甲公司收购乙公司。"),
        ("b", "甲公司收购乙公司。"),
    ]
    assert (found[0].first_seen, found[0].last_seen) == ("2026-05-01", "2026-05-03")
    assert len(found) == 1


def test_confidence_grows_with_articles_but_not_with_places_of_one_article() -> None:
    assert merged({"a": [said(), said()]})[0].confidence == 0.5
    assert merged({"a": [said()], "b": [said()]})[0].confidence == 0.75
    assert merged({key: [said(confidence=0.9)] for key in "abcd"})[0].confidence == 0.99


def test_a_denial_is_kept_beside_the_claim_and_both_are_disputed() -> None:
    found = merged({"a": [said()], "b": [said(modality="negated")]})

    assert {(s.modality, s.status) for s in found} == {
        ("asserted", "disputed"),
        ("negated", "disputed"),
    }


def test_a_plan_is_superseded_by_the_later_deed() -> None:
    found = merged(
        {"a": [said(modality="planned")], "b": [said()]}, {"a": "2026-05-01", "b": "2026-06-01"}
    )

    assert {(s.modality, s.status) for s in found} == {
        ("planned", "superseded"),
        ("asserted", "current"),
    }


def test_a_former_role_is_superseded() -> None:
    found = merged({"a": [said(predicate="worksFor", role="前总裁")]})

    assert [s.status for s in found] == ["superseded"]


def test_a_sole_post_goes_to_who_is_named_later() -> None:
    found = merged(
        {
            "a": [said(0, 2, "worksFor", role="CEO")],
            "b": [said(1, 2, "worksFor", role="CEO")],
        },
        {"a": "2025-01-01", "b": "2026-01-01"},
    )

    assert {(s.subject, s.status) for s in found} == {
        ("甲公司", "superseded"),
        ("乙公司", "current"),
    }


def test_ends_of_a_symmetric_predicate_have_one_order() -> None:
    found = merged({"a": [said(0, 1, "meets")], "b": [said(1, 0, "meets")]})

    assert [len(s.evidence) for s in found] == [2]


def test_marks_are_the_words_of_subject_and_object_in_this_order() -> None:
    one = replace(said(), subject_at=(0, 3), object_at=(5, 8))
    turned = replace(said(predicate="meets"), subject_at=(0, 3), object_at=(5, 8))
    left_out = replace(said(), object_at=(5, 8))

    def marks(relation: Relation) -> list[tuple[str, int, str]]:
        (place,) = merged({"a": [relation]})[0].evidence
        return [(mark.role, mark.start, mark.surface) for mark in place.marks]

    assert marks(one) == [("subject", 0, "甲公司"), ("object", 5, "乙公司")]
    # The ends of a symmetric predicate are sorted, 乙公司 first: their marks go with them.
    assert marks(turned) == [("subject", 5, "乙公司"), ("object", 0, "甲公司")]
    assert marks(left_out) == [("object", 5, "乙公司")]


def test_two_names_of_one_entity_in_a_clause_are_one_place_with_the_first_marked() -> None:
    late, early = (replace(said(), subject_at=at, object_at=(5, 8)) for at in ((1, 3), (0, 3)))

    for relations in ([late, early], [early, late]):
        (place,) = merged({"a": relations})[0].evidence
        assert place.marks[0].surface == "甲公司"


def test_a_relation_of_an_entity_with_itself_says_nothing() -> None:
    assert merged({"a": [said(0, 0)]}) == []
