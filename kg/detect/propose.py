"""The contract of a detector: what it is shown and what it proposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.fold import Folded, fold
from kg.model import Article, Mention, Sentence
from kg.segment import segment


@dataclass(frozen=True, slots=True)
class Document:
    """An article made ready for detectors: its sentences and its folded text."""

    article: Article
    sentences: tuple[Sentence, ...]
    folded: Folded


def prepare(article: Article) -> Document:
    """Segment and fold an article."""
    return Document(article, segment(article), fold(article.text))


class Detector(Protocol):
    """Proposes mentions; proposals may overlap, `kg.detect.overlap` decides."""

    def propose(self, documents: Sequence[Document]) -> list[list[Mention]]: ...
