"""Cuts an article into sentences whose offsets point into the article's text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Article, Sentence

# A sentence ends at 。！？!?；… with the closing marks behind it, or at the end of a line.
# A full stop ends one only before white space and a capital or CJK character: `3.5` goes on.
_END = re.compile(
    r"[。！？!?；…]+[”’」』）)】》\"']*|\.(?=\s+[A-Z\u4e00-\u9fff“])|\n+"
    # A flash repeats its title in 【】 before the dateline: a sentence of its own.
    r"|(?<![^\n])【[^】\n]{4,160}】"
)
# Longer pieces are cut at a comma so that a tagger's window holds them.
MAX_LENGTH = 400


def segment(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article in order; a non-empty title is the first."""
    sentences: list[Sentence] = []
    for paragraph, (start, end) in enumerate(_lines(article.text)):
        for left, right in _pieces(article.text, start, end):
            sentences.append(Sentence(len(sentences), left, right, paragraph))
    return tuple(sentences)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for left, right in _split(text, start, end):
        while right - left > MAX_LENGTH:
            cut = _cut(text, left)
            yield from _trim(text, left, cut)
            left = cut
        yield from _trim(text, left, right)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    for match in _END.finditer(text, start, end):
        yield left, match.end()
        left = match.end()
    yield left, end


def _cut(text: str, left: int) -> int:
    window = text[left : left + MAX_LENGTH]
    comma = max(window.rfind(mark) for mark in "，,、； ")
    return left + (comma + 1 if comma > MAX_LENGTH // 2 else MAX_LENGTH)


def _trim(text: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    piece = text[left:right]
    bare = piece.strip()
    if bare:
        start = left + piece.index(bare)
        yield start, start + len(bare)
