"""Entities named together are counted by article and by sentence."""

from __future__ import annotations

from kg.assemble.cooccurrence import cooccurrence


def test_articles_and_sentences_together_are_counted_apart() -> None:
    found = cooccurrence([[{"甲", "乙"}, set()], [{"甲"}, {"乙"}], [{"丙"}]])

    assert [(t.first, t.second, t.articles, t.sentences, t.npmi) for t in found] == [
        ("乙", "甲", 2, 1, 1.0)
    ]


def test_a_pair_that_meets_by_chance_weighs_nothing() -> None:
    found = cooccurrence([[{"甲", "乙"}], [{"甲"}], [{"乙"}], [set()]], least=1)

    assert [t.npmi for t in found] == [0.0]


def test_pairs_below_the_least_count_are_left_out() -> None:
    assert cooccurrence([[{"甲", "乙"}], [{"甲"}]]) == ()


def test_around_an_entity_only_its_pairs_are_counted() -> None:
    found = cooccurrence([[{"甲", "乙", "丙"}], [{"甲", "乙", "丙"}]], around="丙")

    assert [(t.first, t.second) for t in found] == [("丙", "乙"), ("丙", "甲")]
