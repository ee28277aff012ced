"""Measures the classifier's architecture on FinRE: 44 relations between two names of a sentence."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import scipy.sparse as sp

from kg.model import Article, Chain, Mention, Sentence
from kg.relate.carry import Anaphors, read
from kg.relate.features import BUCKETS, features
from kg.relate.rules import Rules
from training.relations_fit import Row, Table, as_bag, fit_first
from training.relations_net import Batches, character_rows, predict, train

UNKNOWN = "unknown"
# A tenth of the training sentences chooses the threshold below which a pair is unknown.
HELD_OUT = 10


def benchmark(rules: Rules, learn: Path, test: Path) -> tuple[float, float, float]:
    """Micro precision, recall and F1 without `unknown` on the test file."""
    rows, gold = _rows(learn, rules, 0)
    more, truth = _rows(test, rules, len(rows))
    data = _table(rows + more)
    number = np.arange(len(data.rows))
    held = (number < len(rows)) & (number % HELD_OUT == 0)
    learnt = (number < len(rows)) & ~held
    first = fit_first(data, learnt, 0.5).logits(data.x)
    names, vectors = character_rows()
    batches = Batches(data, names)
    votes = np.zeros((len(data.rows), len(data.labels)), np.float32)
    net = train(batches, vectors, learnt, votes)
    scores = first + predict(batches, net, held | (number >= len(rows)), votes)
    right = gold + truth
    floor = max(
        np.arange(-10.0, 2.0, 0.25),
        key=lambda t: _f1(data, scores, right, np.nonzero(held)[0], t)[2],
    )
    return _f1(data, scores, right, np.arange(len(rows), len(data.rows)), floor)


def _rows(path: Path, rules: Rules, start: int) -> tuple[list[Row], list[frozenset[str]]]:
    """One row a sentence and ordered pair of names; the relations stated of it."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        cells = [line.rstrip("\n").split("\t") for line in lines if line.strip()]
    stated: dict[tuple[str, str, str], set[str]] = {}
    for head, tail, relation, sentence in cells:
        stated.setdefault((sentence, head, tail), set()).add(relation)
    rows, gold = [], []
    for (sentence, head, tail), relations in stated.items():
        row = _row(sentence, head, tail, relations - {UNKNOWN}, rules, start + len(rows))
        if row:
            rows.append(row)
            gold.append(frozenset(relations - {UNKNOWN}))
    return rows, gold


def _row(
    text: str, head: str, tail: str, relations: set[str], rules: Rules, number: int
) -> Row | None:
    spans = places(text, head, tail)
    if spans is None:
        return None
    ordered = sorted(spans)
    mentions = [Mention(s, e, text[s:e], "Organization", 1.0, "gold") for s, e in ordered]
    chains = [Chain(str(i), "Organization", "", (i,)) for i in range(2)]
    article = Article("f", "f", "", "", "", "", text)
    whole = (Sentence(0, 0, len(text), 1),)
    plain = Anaphors((), rules.anaphors.connectives)
    skeleton = read(article, whole, mentions, chains, rules.top, plain)[0]
    slots = [slot for slot in skeleton.slots if slot.kind == "named"]
    if len(slots) != 2:
        return None
    way = ">" if spans[0] == ordered[0] else "<"
    names = features(skeleton, (slots[0], slots[1]), (), {0: 1, 1: 1}, rules.cues)
    labels = frozenset(relation + way for relation in relations)
    buckets = as_bag(f"{way}{name}" for name in names)
    return Row(number, slots[0], slots[1], buckets, (), labels, frozenset(), skeleton)


def places(text: str, head: str, tail: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The first places of both names that do not overlap."""
    for start in _starts(text, head):
        for other in _starts(text, tail):
            if start + len(head) <= other or other + len(tail) <= start:
                return (start, start + len(head)), (other, other + len(tail))
    return None


def _starts(text: str, name: str) -> list[int]:
    return [i for i in range(len(text) - len(name) + 1) if text.startswith(name, i)]


def _table(rows: Sequence[Row]) -> Table:
    labels = tuple(sorted({label for row in rows for label in row.labels}))
    place = {label: i for i, label in enumerate(labels)}
    y = np.zeros((len(rows), len(labels)), np.int8)
    for i, row in enumerate(rows):
        for label in row.labels:
            y[i, place[label]] = 1
    pointers = np.cumsum([0, *(len(row.buckets) for row in rows)])
    indices = np.concatenate([row.buckets for row in rows])
    x = sp.csr_matrix((np.ones(len(indices), np.float32), indices, pointers), (len(rows), BUCKETS))
    everything = np.ones_like(y, dtype=bool)
    return Table(list(rows), labels, x, y, everything, everything)


def _f1(
    data: Table,
    scores: np.ndarray,
    gold: Sequence[frozenset[str]],
    chosen: np.ndarray,
    floor: float,
) -> tuple[float, float, float]:
    found = right = stated = 0
    for i in chosen:
        best = int(scores[i].argmax())
        stated += len(gold[i])
        if scores[i, best] >= floor:
            found += 1
            right += data.labels[best].rstrip("<>") in gold[i]
    precision, recall = right / max(1, found), right / max(1, stated)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
