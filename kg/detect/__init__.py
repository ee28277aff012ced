"""Finds the spans of articles that name entities: several detectors propose, one rule decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.detect.join import join_places
from kg.detect.overlap import settle
from kg.detect.propose import Detector, Document, prepare
from kg.detect.spread import spread
from kg.detect.terms import TERM
from kg.detect.trim import trim
from kg.model import Article, Mention

__all__ = ["Detector", "Document", "detect", "prepare"]


def detect(
    articles: Sequence[Article],
    detectors: Sequence[Detector],
    keep: float,
    top: Callable[[str], str] = str,
) -> list[tuple[Document, tuple[Mention, ...]]]:
    """The mentions of each article, sorted and never overlapping.

    Args:
        articles: a batch; detectors see it whole so that a model can fill its batches.
        detectors: proposers, in order of trust when scores are equal.
        keep: the least score of a mention; bare terms are kept for `kg.assemble` to judge.
        top: the top class of a type (`Company` -> `Organization`).
    """
    documents = [prepare(article) for article in articles]
    proposals = [detector.propose(documents) for detector in detectors]
    found = []
    for place, document in enumerate(documents):
        candidates = [mention for rows in proposals for mention in rows[place]]
        whole = trim(document.article.text, candidates)
        settled = [m for m in settle(whole, top) if m.score >= keep or m.detector == TERM]
        joined = list(join_places(settled))
        found.append((document, settle(spread(document.article.text, joined), top)))
    return found
