"""Entities named together are counted by article and by sentence."""

from __future__ import annotations

from kg.assemble.cooccurrence import cooccurrence
from kg.model import Chain, Extraction, Mention, Sentence


def naming(article: str, *places: tuple[str, int]) -> Extraction:
    """An article that names each entity once, at the given offset."""
    mentions = tuple(
        Mention(place, place + 1, name, "Company", 1.0, "gold") for name, place in places
    )
    chains = tuple(Chain(name, "Company", "", (i,)) for i, (name, _) in enumerate(places))
    return Extraction(article, "", mentions, chains)


SENTENCES = (Sentence(0, 0, 10, 0), Sentence(1, 10, 20, 0))


def test_articles_and_sentences_together_are_counted_apart() -> None:
    extractions = [
        naming("a", ("甲", 1), ("乙", 5)),
        naming("b", ("甲", 1), ("乙", 15)),
        naming("c", ("丙", 1)),
    ]
    entity_of = {(e.article, i): c.name for e in extractions for i, c in enumerate(e.chains)}

    found = cooccurrence(extractions, entity_of, lambda _: SENTENCES)

    assert [(t.first, t.second, t.articles, t.sentences, t.npmi) for t in found] == [
        ("乙", "甲", 2, 1, 1.0)
    ]


def test_pairs_below_the_least_count_are_left_out() -> None:
    extractions = [naming("a", ("甲", 1), ("乙", 5)), naming("b", ("甲", 1))]
    entity_of = {(e.article, i): c.name for e in extractions for i, c in enumerate(e.chains)}

    assert cooccurrence(extractions, entity_of, lambda _: SENTENCES) == ()
