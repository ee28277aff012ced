"""Precision, recall and F1 of found mentions, entities and relations against annotation.

The definitions are those of the annotation guidelines, section "How it is scored".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.eval.gold import GoldArticle, Key

TOP: dict[str, str] = {
    "Company": "Organization",
    "GovernmentBody": "Organization",
    "MediaOrganization": "Organization",
    "ResearchOrganization": "Organization",
}
SYMMETRIC = frozenset({"cooperatesWith", "competesWith", "meets"})


Span = TypeVar("Span")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts behind a precision and a recall; the two may count different things."""

    right_found: int = 0
    found: int = 0
    right_gold: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the found that is right."""
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated that was found."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right_found + other.right_found,
            self.found + other.found,
            self.right_gold + other.right_gold,
            self.gold + other.gold,
        )


@dataclass(frozen=True, slots=True, order=True)
class FoundMention:
    """A predicted span; `entity` is the id of the predicted entity."""

    start: int
    end: int
    type: str
    entity: str


@dataclass(frozen=True, slots=True, order=True)
class FoundRelation:
    """A predicted relation between predicted entities."""

    subject: str
    predicate: str
    object: str
    modality: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the line found in one article."""

    mentions: tuple[FoundMention, ...]
    relations: tuple[FoundRelation, ...]


def top(type_: str) -> str:
    """The top class of a type: a subclass counts as its class."""
    return TOP.get(type_, type_)


def lenient(type_: str) -> str:
    """Technology and Industry count as one type."""
    return "Technology" if top(type_) == "Industry" else top(type_)


def span_only(type_: str) -> str:
    """The type ignored."""
    return ""


def score_mentions(gold: GoldArticle, found: Found, view: Callable[[str], str] = top) -> Score:
    """Equal span and equal type under a view of types."""
    truth = Counter((m.start, m.end, view(m.entity[1])) for m in gold.mentions)
    guess = Counter((m.start, m.end, view(m.type)) for m in found.mentions)
    return _overlap(truth, guess)


def score_mentions_of(gold: GoldArticle, found: Found, type_: str) -> Score:
    """Strict score of one type."""
    truth = Counter((m.start, m.end) for m in gold.mentions if m.entity[1] == type_)
    guess = Counter((m.start, m.end) for m in found.mentions if top(m.type) == type_)
    return _overlap(truth, guess)


def _overlap(truth: Counter[Span], guess: Counter[Span]) -> Score:
    right = (truth & guess).total()
    return Score(right, guess.total(), right, truth.total())


def score_entities(gold: GoldArticle, found: Found) -> Score:
    """Entities of the article: annotated ones hit exactly, predicted ones that touch any."""
    exact = {(m.start, m.end, top(m.type)) for m in found.mentions}
    hit = {m.entity for m in gold.mentions if (m.start, m.end, m.entity[1]) in exact}
    annotated = {m.entity for m in gold.mentions}
    predicted = {m.entity for m in found.mentions}
    touching = {
        m.entity
        for m in found.mentions
        if any(g.start < m.end and m.start < g.end for g in gold.mentions)
    }
    return Score(len(touching), len(predicted), len(hit), len(annotated))


def stands_for(gold: GoldArticle, found: Found) -> dict[str, Key]:
    """The gold entity that most mentions of each predicted entity match exactly."""
    spans = {(m.start, m.end): m.entity for m in gold.mentions}
    votes: dict[str, Counter[Key]] = {}
    for mention in found.mentions:
        key = spans.get((mention.start, mention.end))
        if key:
            votes.setdefault(mention.entity, Counter())[key] += 1
    return {
        entity: min(counts, key=lambda key: (-counts[key], key)) for entity, counts in votes.items()
    }


Claim = tuple[object, str, object]


@dataclass(frozen=True, slots=True)
class RelationScores:
    """Scores of one article's relations; `modality` counts the matched ones."""

    exact: Score
    pair: Score
    modality: Score
    by_predicate: dict[str, Score]


def score_relations(gold: GoldArticle, found: Found) -> RelationScores:
    """Relations of the article, symmetric ones unordered."""
    named = stands_for(gold, found)
    truth = {claim(r.subject, r.predicate, r.object): r.modality for r in gold.relations}
    guess: dict[Claim, str] = {}
    for r in found.relations:
        subject, object_ = named.get(r.subject, r.subject), named.get(r.object, r.object)
        guess.setdefault(claim(subject, r.predicate, object_), r.modality)
    both = sorted(truth.keys() & guess.keys(), key=repr)
    right = sum(truth[key] == guess[key] for key in both)
    predicates = {key[1] for key in (*truth, *guess)}
    return RelationScores(
        _sets(truth, guess),
        _sets({_pair(key) for key in truth}, {_pair(key) for key in guess}),
        Score(right, len(both), right, len(both)),
        {p: _sets(_only(truth, p), _only(guess, p)) for p in sorted(predicates)},
    )


def claim(subject: object, predicate: str, object_: object) -> Claim:
    """A relation with the ends of a symmetric predicate in one order."""
    if predicate in SYMMETRIC and repr(subject) > repr(object_):
        subject, object_ = object_, subject
    return subject, predicate, object_


def _pair(key: Claim) -> tuple[str, ...]:
    return tuple(sorted((repr(key[0]), repr(key[2]))))


def _only(claims: Iterable[Claim], predicate: str) -> set[Claim]:
    return {key for key in claims if key[1] == predicate}


def _sets(truth: Collection[object], guess: Collection[object]) -> Score:
    right = len(set(truth) & set(guess))
    return Score(right, len(set(guess)), right, len(set(truth)))


def total(scores: Sequence[Score]) -> Score:
    """The sum of scores: micro average."""
    return sum(scores, Score())
