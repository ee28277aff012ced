"""Proposes terms that no list has: words before a head such as 电池 or 行业.

A proposal from here alone is weak: `kg.assemble` keeps it only when it recurs across articles.
"""

from __future__ import annotations

import logging
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import jieba
import jieba.posseg

from kg.detect.propose import Document
from kg.model import Mention, Sentence

TERM = "term"
SCORE = 0.3
# Words that may stand in a term: nouns, proper names, Latin, noun-like verbs and adjectives.
_TAGS = frozenset({"n", "nz", "eng", "vn", "b", "an", "ng", "j", "l", "x"})
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+·-]+\Z")
MOST_WORDS = 3


class TermDetector:
    """Terms by their head word, on jieba's words and tags."""

    def __init__(self, path: Path) -> None:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        self._types = {head: type_ for type_, heads in table["heads"].items() for head in heads}
        self._stop = frozenset(table["stop"]["words"])
        self._heads = re.compile("|".join(sorted(self._types, key=len, reverse=True)))
        # jieba reports on stderr when it loads its dictionary.
        jieba.setLogLevel(logging.WARNING)

    def propose(self, documents: Sequence[Document]) -> list[list[Mention]]:
        """One list of proposals a document."""
        return [list(self._terms(document)) for document in documents]

    def _terms(self, document: Document) -> Iterator[Mention]:
        text = document.article.text
        for sentence in document.sentences:
            if self._heads.search(text, sentence.start, sentence.end):
                yield from self._in_sentence(text, sentence)

    def _in_sentence(self, text: str, sentence: Sentence) -> Iterator[Mention]:
        words = [
            (pair.word, pair.flag)
            for pair in jieba.posseg.cut(text[sentence.start : sentence.end], HMM=True)
        ]
        place = sentence.start
        starts = []
        for word, _ in words:
            starts.append(place)
            place += len(word)
        for index, (word, _) in enumerate(words):
            first = self._first(words, index)
            if word in self._types and first < index:
                start, end = starts[first], starts[index] + len(word)
                yield Mention(start, end, text[start:end], self._types[word], SCORE, TERM)

    def _first(self, words: Sequence[tuple[str, str]], head: int) -> int:
        """Index of the first word of the term that ends with the word at `head`."""
        first = head
        while first > max(0, head - MOST_WORDS) and self._belongs(*words[first - 1]):
            first -= 1
        return first

    def _belongs(self, word: str, tag: str) -> bool:
        return tag in _TAGS and word not in self._stop and bool(_WORD.match(word))
