"""The recipe of every shipped weight, step by step: teacher, labels, fast net."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from kg.detect.decode import Calibration
from training import corpora, data
from training.augment import names_by_type, varied
from training.batches import Row
from training.calibrate import fit_calibration, raw_confidences
from training.corpora import LABELS, ROOT, Kit, encoded, samples_of
from training.data import TYPES, Sample, Span
from training.distil import label, labelled, with_soft
from training.fit import Plan, fit, has_bfloat16, log_probs, tag_rows
from training.lac import start_from_lac
from training.nets import Fast, Pieced
from training.resume import start_from_shipped
from training.score import Score, score_articles

WORK = ROOT / "output" / "training"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How much of what a net sees in each epoch.

    Args:
        times: how often the annotated articles are seen.
        swap: share of their sentences that get other names.
        share: share of the public sets.
        soft: characters of news with a teacher's word, all epochs together.
    """

    epochs: int
    rate: float
    times: int = 1
    swap: float = 0.4
    share: float = 0.05
    soft: int = 0


def epochs_of(records: Sequence[dict[str, Any]], kit: Kit, recipe: Recipe) -> list[list[Row]]:
    """The rows of every epoch, without a teacher's."""
    rng = random.Random(11)
    annotated = samples_of(records)
    names = names_by_type(annotated, kit.lexicon)
    others = encoded(corpora.public_sets(), kit)
    return [
        [
            *_seen(annotated, names, kit, recipe, epoch),
            *rng.sample(others, int(len(others) * recipe.share)),
        ]
        for epoch in range(recipe.epochs)
    ]


def _seen(
    annotated: list[Sample], names: dict[str, list[str]], kit: Kit, recipe: Recipe, epoch: int
) -> list[Row]:
    seen = [
        item
        for time in range(recipe.times)
        for item in varied(annotated, names, recipe.swap, 100 * epoch + time)
    ]
    return encoded(seen, kit)


TEACHER = Recipe(epochs=3, rate=1e-4, share=0.05)
FAST = Recipe(epochs=5, rate=1e-3, times=2, share=0.08, soft=2_000_000)
POLISH = Recipe(epochs=3, rate=5e-4, times=2, share=0.04, soft=1_000_000)
FURTHER = Recipe(epochs=4, rate=1e-3, share=0.05, soft=2_800_000)
TEACHER_LAYERS = 12


def train_teacher(kit: Kit, out: Path, hold_out: bool) -> None:
    """All of e5's layers on everything annotated by hand."""
    assert kit.e5 is not None
    torch.manual_seed(7)
    net = Pieced(kit.e5, list(kit.piece_rows), TEACHER_LAYERS, len(kit.lac_rows), LABELS)
    half = has_bfloat16()
    plan = Plan(TEACHER.epochs, TEACHER.rate, half=half)
    fit(net, epochs_of(_records(hold_out), kit, TEACHER), plan, LABELS)
    report(net, kit, half)
    torch.save(net.state_dict(), out)


def make_labels(kit: Kit, teacher: Path, out: Path) -> None:
    """The teacher's word on unlabelled news."""
    assert kit.e5 is not None
    net = Pieced(kit.e5, list(kit.piece_rows), TEACHER_LAYERS, len(kit.lac_rows), LABELS)
    net.load_state_dict(torch.load(teacher))
    barred = corpora.barred_titles() | {record["title"] for record in corpora.annotated()}
    texts = corpora.sentences(corpora.NEWS, FAST.soft + POLISH.soft, barred)
    rows = encoded([data.sample(text, (), "soft") for text in texts if len(text) <= 250], kit)
    label([net], rows, LABELS, out)


def train_fast(kit: Kit, labels: Path, hold_out: bool) -> Fast:
    """The small net, from LAC's weights, on annotated articles and the teacher's word."""
    torch.manual_seed(7)
    net = Fast(len(kit.lac_rows), LABELS)
    start_from_lac(net, kit.lac_rows)
    teach(net, kit, FAST, labels, hold_out)
    first = {name: value.clone() for name, value in net.state_dict().items()}
    teach(net, kit, POLISH, labels, hold_out, FAST.soft)
    # The mean of both ends is better than either (Izmailov 2018: averaging weights).
    net.load_state_dict({k: (first[k] + v) / 2 for k, v in net.state_dict().items()})
    report(net, kit, False)
    return net


def train_further(kit: Kit, labels: Path, hold_out: bool) -> Fast:
    """The shipped net, taught on everything annotated by hand and on a newer teacher's word."""
    torch.manual_seed(7)
    net = Fast(len(kit.lac_rows), LABELS)
    start_from_shipped(net)
    first = {name: value.clone() for name, value in net.state_dict().items()}
    teach(net, kit, FURTHER, labels, hold_out)
    net.load_state_dict({k: (first[k] + 2 * v) / 3 for k, v in net.state_dict().items()})
    report(net, kit, False)
    return net


# Steps that make the small net: from LAC's weights, or from those that are shipped.
SMALL = {"fast": train_fast, "further": train_further}


def teach(
    net: nn.Module, kit: Kit, recipe: Recipe, labels: Path, hold_out: bool, skip: int = 0
) -> None:
    """Train on annotated articles and on labelled news behind its first `skip` characters."""
    epochs = epochs_of(_records(hold_out), kit, recipe)
    plan = Plan(recipe.epochs, recipe.rate, hide=0.15)
    fit(net, _with_news(epochs, kit, labels, recipe.soft, skip), plan, LABELS)


def _records(hold_out: bool) -> list[dict[str, Any]]:
    given = [r for r in corpora.gold() if not (hold_out and corpora.held_out(r))]
    return [*given, *corpora.annotated()]


def _with_news(
    epochs: list[list[Row]], kit: Kit, labels: Path, size: int, skip: int
) -> list[list[Row]]:
    """Each epoch gets its own part of `size` characters of the labelled news."""
    news = labelled(labels)
    ends = np.cumsum([len(item.text) for item, _ in news])
    first, last = np.searchsorted(ends, (skip, skip + size))
    some = news[first:last]
    rows = with_soft(encoded([item for item, _ in some], kit), [soft for _, soft in some])
    part = len(rows) // len(epochs)
    return [
        [*known, *rows[place * part : (place + 1) * part]] for place, known in enumerate(epochs)
    ]


def report(net: nn.Module, kit: Kit, half: bool) -> dict[str, Score]:
    """Print and give the scores on the articles that candidates are compared on."""

    def tag(texts: Sequence[str]) -> list[list[Span]]:
        rows = encoded([data.sample(text, (), "") for text in texts], kit)
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            return tag_rows(net, rows, TYPES)

    scores = score_articles(corpora.dev(), tag)
    for name, score in scores.items():
        print(f"{name:13} {score}", flush=True)
    return scores


def calibration(net: nn.Module, kit: Kit, half: bool) -> Calibration:
    """Fitted on the held-out fifth: only for nets trained without it."""
    held = [record for record in corpora.gold() if corpora.held_out(record)]
    rows = encoded(samples_of(held), kit)
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        found, right = raw_confidences(log_probs(net, rows, LABELS), rows)
    return fit_calibration(found, right)
