"""Proposes what the trained tagger finds, sentence by sentence, batched over articles."""

from __future__ import annotations

from collections.abc import Sequence

from kg.detect.propose import Document
from kg.detect.tagger import Tagger
from kg.model import Mention


class TaggerDetector:
    """The tagger's spans as mentions."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def propose(self, documents: Sequence[Document]) -> list[list[Mention]]:
        """One list of proposals a document."""
        places = [(d, s) for d in documents for s in d.sentences]
        texts = [d.article.text[s.start : s.end] for d, s in places]
        found: dict[int, list[Mention]] = {id(document): [] for document in documents}
        for (document, sentence), spans in zip(places, self._tagger.tag(texts), strict=True):
            text = document.article.text
            for span in spans:
                start, end = sentence.start + span.start, sentence.start + span.end
                found[id(document)].append(
                    Mention(start, end, text[start:end], span.type, span.score, "tagger")
                )
        return [found[id(document)] for document in documents]
