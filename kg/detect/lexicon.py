"""Proposes the names that the lexicon knows."""

from __future__ import annotations

from collections.abc import Sequence

from kg.detect.propose import Document
from kg.lexicon import Hit, Lexicon
from kg.model import Mention

# A hit is evidence, not a verdict. Measured on annotated training articles, see docs/quality.md:
# a plain hit is right about four times in five, an ambiguous one only with another detector.
PLAIN = 0.7
AMBIGUOUS = 0.2
# Names of two characters are words more often than longer ones.
SHORT = 0.6


class LexiconDetector:
    """Lexicon hits as mentions; a name of several entries keeps its entry open."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def propose(self, documents: Sequence[Document]) -> list[list[Mention]]:
        """One list of proposals a document."""
        return [self._mentions(document) for document in documents]

    def _mentions(self, document: Document) -> list[Mention]:
        text = document.article.text
        return [
            _mention(text[hit.start : hit.end], hit) for hit in self._lexicon.find(document.folded)
        ]


def _mention(surface: str, hit: Hit) -> Mention:
    entry = hit.entries[0]
    only = entry.id if len(hit.entries) == 1 else ""
    return Mention(hit.start, hit.end, surface, entry.type, _score(hit), "lexicon", only)


def _score(hit: Hit) -> float:
    if hit.ambiguous:
        return AMBIGUOUS
    return SHORT if hit.end - hit.start <= 2 else PLAIN
