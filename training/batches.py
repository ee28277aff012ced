"""Samples as padded tensors, with some of the lexicon hidden anew in every epoch."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch

from kg.detect.encode import char_ids, find_names, lexicon_codes, shape_ids
from kg.lexicon import Hit, Lexicon
from training.data import Sample
from training.nets import Batch


@dataclass(slots=True)
class Row:
    """A sample as numbers; `soft` holds a teacher's probabilities, `weight` how much it counts."""

    sample: Sample
    chars: list[int]
    shapes: list[int]
    hits: list[Hit]
    weight: float = 1.0
    soft: np.ndarray | None = None
    pieces: tuple[list[int], list[int], list[int]] = field(default=([], [], []))


def rows_of(
    samples: Sequence[Sample], alphabet: Mapping[str, int], lexicon: Lexicon | None
) -> list[Row]:
    """Encode samples once; the lexicon's hits are kept apart so that epochs can hide some."""
    rows = []
    for item in samples:
        hits, folded = find_names(item.text, lexicon)
        rows.append(Row(item, char_ids(item.text, alphabet, folded), shape_ids(item.text), hits))
    return rows


def batches(
    rows: Sequence[Row], size: int, rng: random.Random | None, labels: int, hide: float = 0.0
) -> Iterator[Batch]:
    """Batches of about `size` characters of sentences of like length, shuffled by `rng`."""
    order = list(range(len(rows)))
    if rng:
        rng.shuffle(order)
    # Lengths are compared roughly so that an epoch's batches differ from the last one's.
    order.sort(key=lambda i: len(rows[i].chars) // (8 if rng else 1))
    groups: list[list[int]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(rows[i].chars) > size:
            groups.append([])
        groups[-1].append(i)
    if rng:
        rng.shuffle(groups)
    hidden = _hidden(rows, rng, hide) if rng and hide else frozenset()
    for group in groups:
        yield collate([rows[i] for i in group], labels, hidden)


def _hidden(rows: Sequence[Row], rng: random.Random, share: float) -> frozenset[str]:
    """Lexicon entries that an epoch does without."""
    ids = sorted({entry.id for row in rows for hit in row.hits for entry in hit.entries})
    return frozenset(name for name in ids if rng.random() < share)


def collate(rows: Sequence[Row], labels: int, hidden: frozenset[str] = frozenset()) -> Batch:
    """One padded batch; `allowed` is a mask of labels, `soft` a teacher's word."""
    count, length = len(rows), max(len(row.chars) for row in rows)
    ints = {
        name: np.zeros((count, length), dtype=np.int64) for name in ("chars", "shapes", "lexicon")
    }
    allowed = np.zeros((count, length), dtype=np.int64)
    soft = np.zeros((count, length, labels), dtype=np.float32) if rows[0].soft is not None else None
    for place, row in enumerate(rows):
        n = len(row.chars)
        hits = [h for h in row.hits if h.entries[0].id not in hidden] if hidden else row.hits
        ints["chars"][place, :n] = row.chars
        ints["shapes"][place, :n] = row.shapes
        ints["lexicon"][place, :n] = lexicon_codes(n, hits)
        allowed[place, :n] = row.sample.allowed
        if soft is not None and row.soft is not None:
            soft[place, :n] = row.soft
    bits = (allowed[..., None] >> np.arange(labels)) & 1
    batch = {name: torch.from_numpy(value) for name, value in ints.items()}
    batch["allowed"] = torch.from_numpy(bits.astype(bool))
    batch["lengths"] = torch.tensor([len(row.chars) for row in rows])
    batch["weight"] = torch.tensor([row.weight for row in rows])
    if soft is not None:
        batch["soft"] = torch.from_numpy(soft)
    if rows[0].pieces[0]:
        batch |= _pieces(rows, length)
    return batch


def _pieces(rows: Sequence[Row], length: int) -> Batch:
    """Ids of the pieces, which piece every character belongs to, and its place in it."""
    count, width = len(rows), max(len(row.pieces[0]) for row in rows)
    ids, of, at = (np.zeros((count, n), dtype=np.int64) for n in (width, length, length))
    for place, row in enumerate(rows):
        for target, values in zip((ids, of, at), row.pieces, strict=True):
            target[place, : len(values)] = values
    lengths = torch.tensor([len(row.pieces[0]) for row in rows])
    return {
        "pieces": torch.from_numpy(ids),
        "piece_of": torch.from_numpy(of),
        "piece_at": torch.from_numpy(at),
        "piece_lengths": lengths,
    }
