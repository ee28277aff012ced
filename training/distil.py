"""A teacher's word on unlabelled sentences: made once, kept in a file, read as soft rows."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.batches import Row
from training.data import Sample, sample
from training.fit import log_probs


def label(nets: Sequence[nn.Module], rows: Sequence[Row], labels: int, path: Path) -> None:
    """Keep the mean of the nets' probabilities of every character of the rows."""
    parts = []
    for start in range(0, len(rows), 4000):
        some = rows[start : start + 4000]
        with torch.autocast("cpu", torch.bfloat16):
            found = [log_probs(net, some, labels) for net in nets]
        for row in zip(*found, strict=True):
            parts.append(sum(p.exp() for p in row).numpy().astype(np.float16) / len(nets))
        print(f"labelled {start + len(some)} of {len(rows)}", flush=True)
    texts = "\n".join(row.sample.text for row in rows)
    np.savez(path, soft=np.concatenate(parts), texts=np.array(texts))


def labelled(path: Path) -> list[tuple[Sample, np.ndarray]]:
    """The sentences of a file and the teacher's probabilities of their labels."""
    kept = np.load(path)
    texts, soft = str(kept["texts"]).split("\n"), kept["soft"]
    ends = np.cumsum([len(text) for text in texts])
    return [
        (sample(text, (), "soft"), soft[end - len(text) : end])
        for text, end in zip(texts, ends, strict=True)
    ]


def with_soft(rows: Sequence[Row], soft: Sequence[np.ndarray]) -> list[Row]:
    """Rows that carry a teacher's word."""
    return [dataclasses.replace(r, soft=s) for r, s in zip(rows, soft, strict=True)]
