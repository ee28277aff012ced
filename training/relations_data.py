"""Annotated articles as the stages would hand them to the relator: gold mentions and chains."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.eval.gold import GoldArticle, Key, parse_gold
from kg.model import Article, Chain, Mention, Sentence
from kg.segment import segment
from training.standoff import read_notes

SYMMETRIC = frozenset({"cooperatesWith", "competesWith", "meets"})


@dataclass(frozen=True)
class Case:
    """One annotated article with gold mentions and one chain an entity."""

    gold: GoldArticle
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    chains: tuple[Chain, ...]
    keys: tuple[Key, ...]


def gold_case(gold: GoldArticle) -> Case:
    """A case whose mentions and chains are the annotated ones."""
    text = gold.article.text
    mentions = tuple(
        Mention(m.start, m.end, text[m.start : m.end], m.entity[1], 1.0, "gold")
        for m in gold.mentions
    )
    keys = tuple(sorted({m.entity for m in gold.mentions}))
    chains = tuple(
        Chain(key[0], key[1], "", tuple(i for i, m in enumerate(gold.mentions) if m.entity == key))
        for key in keys
    )
    return Case(gold, segment(gold.article), mentions, chains, keys)


def claim(subject: Key, predicate: str, object_: Key) -> tuple[Key, str, Key]:
    """The ends of a symmetric predicate in one order."""
    if predicate in SYMMETRIC and subject > object_:
        subject, object_ = object_, subject
    return subject, predicate, object_


def truth(case: Case) -> dict[tuple[Key, str, Key], str]:
    """The annotated claims with their modality."""
    return {claim(r.subject, r.predicate, r.object): r.modality for r in case.gold.relations}


def annotated_cases(annotations: Path, news: Path, barred: set[str]) -> list[Case]:
    """Cases of `annotations/*.jsonl`, whose texts are looked up by id in a folder of news.

    Args:
        barred: titles of articles that quality is measured on.
    """
    return [
        gold_case(parse_gold(record | _text(article)))
        for record, article in read_notes(annotations, news).values()
        if article.title not in barred
    ]


def _text(article: Article) -> dict[str, str]:
    return {
        "title": article.title,
        "text": article.text.partition("\n")[2],
        "date": article.date,
    }
