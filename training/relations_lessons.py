"""What the student learns from: annotated pairs, and pairs of news with the teacher's word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch

from kg.relate.rules import Rules
from training.corpora import NEWS, Kit, annotated, barred_titles, full_kit
from training.pieces import Vocabulary
from training.recipes import WORK
from training.relations_fit import Table, table
from training.relations_sheets import sheets
from training.relations_silver import silver_rows
from training.relations_student import Lesson
from training.relations_teacher import Teacher, logits_of, teach

LAYERS, EPOCHS, RATE = 12, 5, 1e-4
# Characters of unlabelled news that the teacher reads.
SIZE = 1_400_000


def lesson_of(data: Table, chosen: np.ndarray) -> Lesson:
    """The annotated pairs of a mask."""
    places = np.nonzero(chosen)[0]
    return Lesson([data.rows[i].buckets for i in places], data.y[places], data.usable[places])


def news_lesson(
    data: Table, rules: Rules, makers: Mapping[str, str], wheel: Path, fresh: bool
) -> Lesson:
    """Pairs of news; made once and kept in the work folder."""
    kept = WORK / "pairs-news.npz"
    if fresh or not kept.exists():
        _make_news(data, rules, makers, wheel, fresh, kept)
    file = np.load(kept)
    bags = np.split(file["flat"].astype(np.int32), file["ends"][:-1])
    return Lesson(bags, file["target"], file["usable"])


def _make_news(
    data: Table, rules: Rules, makers: Mapping[str, str], wheel: Path, fresh: bool, kept: Path
) -> None:
    kit = full_kit(wheel)
    net = _teacher(data, kit, fresh)
    barred = barred_titles() | {record["title"] for record in annotated()}
    rows = silver_rows(NEWS, SIZE, barred, rules, makers)
    pages = sheets(rows, _vocabulary(kit))
    logits = logits_of(net, pages, len(rows), len(data.labels))
    np.savez(
        kept,
        flat=np.concatenate([row.buckets for row in rows]).astype(np.uint16),
        ends=np.cumsum([len(row.buckets) for row in rows]),
        target=(1.0 / (1.0 + np.exp(-logits))).astype(np.float16),
        usable=table(rows, rules, data.labels).allowed,
    )


def _teacher(data: Table, kit: Kit, fresh: bool) -> Teacher:
    assert kit.e5 is not None
    torch.manual_seed(7)
    net = Teacher(kit.e5, list(kit.piece_rows), LAYERS, len(data.labels))
    kept = WORK / "pairs-teacher.pt"
    if fresh or not kept.exists():
        WORK.mkdir(parents=True, exist_ok=True)
        teach(net, sheets(data.rows, _vocabulary(kit)), data, EPOCHS, RATE)
        torch.save(net.state_dict(), kept)
    net.load_state_dict(torch.load(kept))
    return net.eval()


def _vocabulary(kit: Kit) -> Vocabulary:
    assert kit.vocabulary is not None
    return kit.vocabulary
