"""Merges what articles state, one by one, into statements with all their evidence."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from kg.assemble.status import settled
from kg.model import Article, Evidence, Extraction, Mark, Relation, Statement

__all__ = ["SYMMETRIC", "merge", "statement_id"]

SYMMETRIC = frozenset({"cooperatesWith", "competesWith", "meets"})
# No number of articles makes a statement certain: they copy each other.
HIGHEST = 0.99
_ROLES: tuple[Literal["subject", "object"], ...] = ("subject", "object")


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed, with entity ids; equal claims are one statement."""

    subject: str
    predicate: str
    object: str
    modality: str
    time: str
    role: str
    attributed_to: str


@dataclass(slots=True)
class _Support:
    """All that speaks for one claim while articles are read."""

    evidence: dict[tuple[str, int, int, str], Evidence] = field(default_factory=dict)
    amounts: set[str] = field(default_factory=set)
    best: dict[str, float] = field(default_factory=dict)
    dates: set[str] = field(default_factory=set)


def merge(
    extractions: Iterable[Extraction],
    entity_of: Mapping[tuple[str, int], str],
    article_of: Callable[[str], Article],
    symmetric: frozenset[str] = SYMMETRIC,
) -> tuple[Statement, ...]:
    """The statements of all articles, sorted by id.

    Args:
        entity_of: entity id by (article id, index of the chain).
        article_of: an article by its id; read for quotes and dates only.
        symmetric: predicates whose ends are put in one order.

    A relation whose two ends became one entity says nothing and is left out.
    """
    support: dict[Claim, _Support] = defaultdict(_Support)
    for extraction in extractions:
        if extraction.relations:
            _add(support, extraction, entity_of, article_of(extraction.article), symmetric)
    made = [_statement(claim, one) for claim, one in support.items()]
    return settled(sorted(made, key=lambda s: s.id))


def statement_id(claim: Sequence[str]) -> str:
    """The id of a claim: 20 hexadecimal digits of SHA-256 over its parts."""
    return hashlib.sha256("\x1f".join(claim).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _add(
    support: dict[Claim, _Support],
    extraction: Extraction,
    entity_of: Mapping[tuple[str, int], str],
    article: Article,
    symmetric: frozenset[str],
) -> None:
    for relation in extraction.relations:
        claim = _claim(relation, article.id, entity_of, symmetric)
        if claim.subject == claim.object:
            continue
        one = support[claim]
        forward = claim.subject == entity_of[article.id, relation.subject]
        said = _evidence(relation, article, forward)
        # Two names of one entity in one clause say a thing once: the first of them is marked.
        key = _place(said)
        one.evidence[key] = min(one.evidence.get(key, said), said, key=lambda e: _spans(e.marks))
        one.amounts.update(relation.amounts)
        one.best[article.id] = max(one.best.get(article.id, 0.0), relation.confidence)
        one.dates.add(article.date)


def _evidence(relation: Relation, article: Article, forward: bool) -> Evidence:
    """The place of a relation; where its ends changed places, so do their marks."""
    places = (relation.subject_at, relation.object_at)[:: 1 if forward else -1]
    marks = tuple(
        Mark(role, start, end, article.text[start:end])
        for role, (start, end) in zip(_ROLES, places, strict=True)
        if end > start
    )
    start, end = relation.start, relation.end
    return Evidence(article.id, start, end, article.text[start:end], relation.rule, marks)


def _spans(marks: Sequence[Mark]) -> list[tuple[int, int]]:
    return [(mark.start, mark.end) for mark in marks]


def _claim(
    relation: Relation,
    article: str,
    entity_of: Mapping[tuple[str, int], str],
    symmetric: frozenset[str],
) -> Claim:
    ends = (entity_of[article, relation.subject], entity_of[article, relation.object])
    if relation.predicate in symmetric:
        ends = (min(ends), max(ends))
    speaker = entity_of[article, relation.attributed_to] if relation.attributed_to >= 0 else ""
    return Claim(
        ends[0],
        relation.predicate,
        ends[1],
        relation.modality,
        relation.time,
        relation.role,
        speaker,
    )


def _statement(claim: Claim, support: _Support) -> Statement:
    dates = sorted(date for date in support.dates if date)
    values = (
        claim.subject,
        claim.predicate,
        claim.object,
        claim.modality,
        claim.time,
        claim.role,
        claim.attributed_to,
    )
    made = Statement(
        id=statement_id(values),
        subject=claim.subject,
        predicate=claim.predicate,
        object=claim.object,
        modality="asserted",
        time=claim.time,
        role=claim.role,
        attributed_to=claim.attributed_to,
        confidence=_combined(support.best),
        status="current",
        evidence=tuple(support.evidence[key] for key in sorted(support.evidence)),
        amounts=tuple(sorted(support.amounts)),
        first_seen=dates[0] if dates else "",
        last_seen=dates[-1] if dates else "",
    )
    return replace(made, modality=claim.modality)  # type: ignore[arg-type]


def _combined(best: Mapping[str, float]) -> float:
    """Noisy-or over articles (each by its best place), capped and rounded to four digits."""
    doubt = 1.0
    for article in sorted(best):
        doubt *= 1.0 - best[article]
    return round(min(HIGHEST, 1.0 - doubt), 4)


def _place(evidence: Evidence) -> tuple[str, int, int, str]:
    return evidence.article, evidence.start, evidence.end, evidence.rule
