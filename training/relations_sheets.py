"""Sentences as the relation teacher reads them: mentions between marks of type and kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.relate.features import Pair
from kg.relate.skeleton import TYPES, Skeleton
from training.pieces import BEGIN, END, Vocabulary, cut

if TYPE_CHECKING:
    from training.relations_fit import Row

KINDS = ("named", "anaphor", "carried")
# Where one class of distance between two mentions ends and the next begins, in characters.
EDGES = (1, 2, 3, 4, 6, 8, 11, 15, 20, 26, 33, 41, 50)
# Pieces of a sentence that are read.
LONGEST = 400
MARKS = len(TYPES) * len(KINDS) + 1
"""One opening mark a type and kind, and the end mark."""


@dataclass(frozen=True)
class Sheet:
    """A sentence as ids of pieces and marks, with its candidate pairs.

    Args:
        ids: ids of pieces; mark m is `-1 - m`.
        pairs: (row of the table, place of the first mark, of the second, three pair codes).
        bare: nothing is stated of any pair.
    """

    ids: tuple[int, ...]
    pairs: tuple[tuple[int, ...], ...]
    bare: bool


def sheets(rows: Sequence[Row], vocabulary: Vocabulary) -> list[Sheet]:
    """One sheet a sentence; a pair that stands too far back for the net is left out."""
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        groups[row.case, row.skeleton.sentence.start].append(number)
    return [_sheet(rows, members, vocabulary) for members in groups.values()]


def _sheet(rows: Sequence[Row], members: Sequence[int], vocabulary: Vocabulary) -> Sheet:
    ids, places = marked(rows[members[0]].skeleton, vocabulary)
    pairs = [
        (number, places[row.a.place], places[row.b.place], *pair_codes((row.a, row.b)))
        for number, row in ((number, rows[number]) for number in members)
        if places[row.b.place] < LONGEST
    ]
    bare = not any(rows[number].labels or rows[number].weak for number in members)
    return Sheet(tuple(ids[:LONGEST]), tuple(pairs), bare)


def marked(skeleton: Skeleton, vocabulary: Vocabulary) -> tuple[list[int], dict[int, int]]:
    """The ids of a sentence with marks, and where the opening mark of every slot stands."""
    ids, places, start = [BEGIN], {}, 0
    for slot in skeleton.slots:
        ids += _pieces(skeleton.text[start : slot.place], vocabulary)
        places[slot.place] = len(ids)
        ids.append(-1 - (TYPES.index(slot.type) * len(KINDS) + KINDS.index(slot.kind)))
        ids += _pieces(slot.name, vocabulary)
        ids.append(-MARKS)
        start = slot.place + 1
    ids += _pieces(skeleton.text[start:], vocabulary)
    return [*ids, END], places


def _pieces(text: str, vocabulary: Vocabulary) -> list[int]:
    return cut(text, vocabulary).ids[1:-1] if text else []


def pair_codes(pair: Pair) -> tuple[int, int, int]:
    """The numbers of a pair's types, of its kinds of mention, and of its distance."""
    a, b = pair
    types = TYPES.index(a.type) * len(TYPES) + TYPES.index(b.type)
    kinds = KINDS.index(a.kind) * len(KINDS) + KINDS.index(b.kind)
    return types, kinds, int(np.searchsorted(EDGES, min(60, b.place - a.place)))
