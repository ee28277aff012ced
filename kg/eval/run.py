"""Runs the line over annotated articles and scores what comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from kg.assemble import assemble
from kg.eval.clusters import Clustering, alias_pairs, b_cubed
from kg.eval.gold import GoldArticle, Key
from kg.eval.score import (
    Found,
    FoundMention,
    FoundRelation,
    RelationScores,
    Score,
    lenient,
    score_entities,
    score_mentions,
    score_mentions_of,
    score_relations,
    span_only,
    top,
    total,
)
from kg.extract import extract
from kg.model import TYPES, Extraction, Graph
from kg.tools import Tools


@dataclass(frozen=True, slots=True)
class Report:
    """The table of `kg eval`: rows of (measure, score), by type, by predicate, by kind."""

    measures: dict[str, Score | Clustering]
    types: dict[str, Score]
    predicates: dict[str, Score]
    kinds: dict[str, Score]


def find(golds: Sequence[GoldArticle], tools: Tools) -> tuple[list[Extraction], Graph]:
    """Extract all annotated articles and assemble them into one graph."""
    articles = {gold.article.id: gold.article for gold in golds}
    extractions = sorted(extract(list(articles.values()), tools), key=lambda e: e.article)
    graph = assemble(extractions, articles.__getitem__, tools.lexicon, (), lambda problem: None)
    return extractions, graph


def found_in(extraction: Extraction, graph: Graph) -> Found:
    """What the scorer sees of one article."""
    entity = {
        number: graph.entity_of[extraction.article, number]
        for number in range(len(extraction.chains))
        if (extraction.article, number) in graph.entity_of
    }
    mentions = tuple(
        FoundMention(m.start, m.end, m.type, entity[number])
        for number, chain in enumerate(extraction.chains)
        if number in entity
        for m in (extraction.mentions[index] for index in chain.mentions)
    )
    relations = tuple(
        FoundRelation(entity[r.subject], r.predicate, entity[r.object], r.modality)
        for r in sorted(extraction.relations, key=lambda r: -r.confidence)
        if r.subject in entity and r.object in entity
    )
    return Found(mentions, relations)


def evaluate(golds: Sequence[GoldArticle], tools: Tools) -> Report:
    """Score the line on annotated articles."""
    extractions, graph = find(golds, tools)
    by_id = {extraction.article: extraction for extraction in extractions}
    pairs = [(gold, found_in(by_id[gold.article.id], graph)) for gold in golds]
    relations = [score_relations(gold, found) for gold, found in pairs]
    return Report(
        _measures(pairs, relations),
        {type_: _sum(pairs, partial(score_mentions_of, type_=type_)) for type_ in TYPES},
        _by_predicate(relations),
        _by_kind(pairs),
    )


Pairs = Sequence[tuple[GoldArticle, Found]]


def _measures(pairs: Pairs, relations: Sequence[RelationScores]) -> dict[str, Score | Clustering]:
    gold, guess, surfaces = _clusters(pairs)
    return {
        "mention strict": _sum(pairs, lambda g, f: score_mentions(g, f, top)),
        "mention lenient": _sum(pairs, lambda g, f: score_mentions(g, f, lenient)),
        "mention span": _sum(pairs, lambda g, f: score_mentions(g, f, span_only)),
        "entity in document": _sum(pairs, score_entities),
        "link B3": b_cubed(gold, guess),
        "alias pairs": alias_pairs(gold, guess, surfaces),
        "relation": total([r.exact for r in relations]),
        "relation pair": total([r.pair for r in relations]),
        "modality": total([r.modality for r in relations]),
    }


def _sum(pairs: Pairs, score: Callable[[GoldArticle, Found], Score]) -> Score:
    return total([score(gold, found) for gold, found in pairs])


def _by_predicate(relations: Sequence[RelationScores]) -> dict[str, Score]:
    names = sorted({name for r in relations for name in r.by_predicate})
    return {name: total([r.by_predicate.get(name, Score()) for r in relations]) for name in names}


def _by_kind(pairs: Pairs) -> dict[str, Score]:
    kinds = sorted({gold.kind for gold, _ in pairs})
    return {kind: _sum([p for p in pairs if p[0].kind == kind], score_mentions) for kind in kinds}


Span = tuple[str, int, int]


def _clusters(
    pairs: Pairs,
) -> tuple[dict[Span, Key], dict[Span, str], dict[Span, str]]:
    """Gold entity, predicted entity and surface of every gold span."""
    gold_of: dict[Span, Key] = {}
    found_of: dict[Span, str] = {}
    surface_of: dict[Span, str] = {}
    for gold, found in pairs:
        id = gold.article.id
        spans = {(m.start, m.end): m.entity for m in found.mentions}
        for mention in gold.mentions:
            span = (id, mention.start, mention.end)
            gold_of[span] = mention.entity
            surface_of[span] = gold.article.text[mention.start : mention.end]
            if (mention.start, mention.end) in spans:
                found_of[span] = spans[mention.start, mention.end]
    return gold_of, found_of, surface_of
