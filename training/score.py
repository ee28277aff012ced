"""Mention F1 as the guidelines define it, on annotated articles or on single sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.eval.gold import find_mentions
from kg.model import Article
from kg.segment import segment
from training.data import SUPER, Span

Tag = Callable[[Sequence[str]], list[list[Span]]]


@dataclass(frozen=True, slots=True)
class Score:
    """Right, predicted and annotated spans."""

    right: int
    predicted: int
    annotated: int

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.predicted + self.annotated)

    def __str__(self) -> str:
        p, r = self.right / max(1, self.predicted), self.right / max(1, self.annotated)
        return f"P {p:.3f} R {r:.3f} F {self.f1:.3f} ({self.annotated})"


def compare(gold: Iterable[set[Span]], found: Iterable[set[Span]]) -> Score:
    """Exact agreement of two lists of span sets."""
    right = predicted = annotated = 0
    for truth, guess in zip(gold, found, strict=True):
        right += len(truth & guess)
        predicted += len(guess)
        annotated += len(truth)
    return Score(right, predicted, annotated)


def score_articles(records: Sequence[Mapping[str, Any]], tag: Tag) -> dict[str, Score]:
    """Strict, lenient, span and per type scores of a tagger over annotated articles."""
    gold, found = [], []
    texts, places = [], []
    for number, record in enumerate(records):
        text = f"{record['title']}\n{record['text']}"
        gold.append(
            {(m.start, m.end, m.entity[1]) for m in find_mentions(text, record["entities"])}
        )
        found.append(set())
        article = Article(record["id"], "", record["title"], "", "", "", text)
        for piece in segment(article):
            texts.append(text[piece.start : piece.end])
            places.append((number, piece.start))
    for (number, offset), spans in zip(places, tag(texts), strict=True):
        found[number] |= {(s + offset, e + offset, SUPER.get(t, t)) for s, e, t in spans}
    return score_sets(gold, found)


def score_sets(gold: list[set[Span]], found: list[set[Span]]) -> dict[str, Score]:
    """Strict, lenient, span and per type scores of span sets."""
    types = sorted(Counter(t for spans in gold for _, _, t in spans))
    scores = {"strict": compare(gold, found)}
    for name, relabel in (("lenient", _lenient), ("span", _bare)):
        scores[name] = compare(map(relabel, gold), map(relabel, found))
    for kind in types:
        scores[kind] = compare(
            *([{s for s in spans if s[2] == kind} for spans in x] for x in (gold, found))
        )
    return scores


def _lenient(spans: set[Span]) -> set[Span]:
    return {(s, e, "Technology" if t == "Industry" else t) for s, e, t in spans}


def _bare(spans: set[Span]) -> set[Span]:
    return {(s, e, "") for s, e, _ in spans}
