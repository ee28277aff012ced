"""Cuts a sentence into the pieces of a unigram vocabulary, with the way back to its characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

SPACE = "▁"
BEGIN, UNKNOWN, END = 0, 1, 2
"""Ids of the sentence's begin, of characters that no piece holds, and of its end."""
FIRST_PIECE = 3
LONGEST_PLACE = 7
"""Places inside a piece are counted up to this one."""


@dataclass(frozen=True)
class Vocabulary:
    """Pieces with their log-probabilities (Kudo 2018, unigram language model)."""

    ids: Mapping[str, int]
    scores: Sequence[float]
    prefixes: frozenset[str]
    unknown: float

    @classmethod
    def of(cls, pieces: Sequence[str], scores: Sequence[float]) -> Vocabulary:
        """A vocabulary whose i-th piece has id `FIRST_PIECE + i`."""
        prefixes = {piece[:n] for piece in pieces for n in range(1, len(piece) + 1)}
        ids = {piece: FIRST_PIECE + place for place, piece in enumerate(pieces)}
        padded = [0.0] * FIRST_PIECE + list(scores)
        return cls(ids, padded, frozenset(prefixes), min(scores) - 10.0)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a sentence, from begin to end mark.

    Args:
        ids: ids of the pieces.
        piece_of: for every character the place of its piece in `ids` (0, the begin mark, for
            characters that normalising drops).
        place_in: for every character its place in its piece, from 0.
    """

    ids: list[int]
    piece_of: list[int]
    place_in: list[int]


@cache
def _normal(char: str) -> str:
    if char.isspace():
        return SPACE
    return "".join(c for c in unicodedata.normalize("NFKC", char) if not c.isspace()) or SPACE


def cut(text: str, vocabulary: Vocabulary) -> Pieces:
    """The likeliest cut of a sentence into pieces."""
    normal, origin = [SPACE], [-1]
    for place, char in enumerate(text):
        for plain in _normal(char):
            if plain != SPACE or normal[-1] != SPACE:
                normal.append(plain)
                origin.append(place)
    ends, chosen = _best_cut("".join(normal), vocabulary)
    ids, piece_of, place_in = [BEGIN], [0] * len(text), [0] * len(text)
    start = 0
    for end, piece in zip(ends, chosen, strict=True):
        for place in range(end - 1, start - 1, -1):
            if origin[place] >= 0:
                piece_of[origin[place]] = len(ids)
                place_in[origin[place]] = min(place - start, LONGEST_PLACE)
        ids.append(piece)
        start = end
    ids.append(END)
    return Pieces(ids, piece_of, place_in)


def _best_cut(text: str, vocabulary: Vocabulary) -> tuple[list[int], list[int]]:
    """Ends and ids of the pieces of a normalised text (Viterbi)."""
    length = len(text)
    best = [0.0] + [-1e30] * length
    back = [(0, UNKNOWN)] * (length + 1)
    ids, scores, prefixes = vocabulary.ids, vocabulary.scores, vocabulary.prefixes
    for start in range(length):
        base = best[start]
        if base + vocabulary.unknown > best[start + 1]:
            best[start + 1], back[start + 1] = base + vocabulary.unknown, (start, UNKNOWN)
        for end in range(start + 1, length + 1):
            piece = text[start:end]
            if piece not in prefixes:
                break
            known = ids.get(piece)
            if known is not None and base + scores[known] > best[end]:
                best[end], back[end] = base + scores[known], (start, known)
    ends, chosen, place = [], [], length
    while place > 0:
        ends.append(place)
        place, piece_id = back[place]
        chosen.append(piece_id)
    return ends[::-1], chosen[::-1]
