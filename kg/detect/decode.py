"""From log-probabilities of begin, inside and outside to typed spans with scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Logistic map from a span's raw log-odds to the share of such spans that are right."""

    slope: float = 1.0
    intercept: float = 0.0

    def score(self, probability: float) -> float:
        """A probability in [0, 1] for a raw one, rounded so that the last bits do not show."""
        bounded = min(max(probability, 1e-6), 1 - 1e-6)
        odds = float(np.log(bounded / (1 - bounded)))
        return round(float(1 / (1 + np.exp(-self.slope * odds - self.intercept))), 3)


def best_paths(scores: Floats) -> NDArray[np.int64]:
    """The best legal label sequence of each sentence of a batch (Viterbi).

    Args:
        scores: (sentence, character, label) log-probabilities. Label 0 is outside; label
            2k+1 begins the k-th type and 2k+2 goes on with it, after that type's labels only.
            Padding must be certain of outside.
    """
    count, length, labels = scores.shape
    rows = np.arange(count)[:, None]
    begins = np.arange(1, labels, 2)
    total = scores[:, 0].copy()
    total[:, begins + 1] = -np.inf
    back = np.empty((length, count, labels), dtype=np.int64)
    for place in range(1, length):
        best = total.argmax(axis=1)
        back[place] = best[:, None]
        step = np.repeat(total[rows[:, 0], best][:, None], labels, axis=1)
        began, inside = total[:, begins], total[:, begins + 1]
        stays = inside > began
        back[place][:, begins + 1] = begins + stays
        step[:, begins + 1] = np.where(stays, inside, began)
        total = step + scores[:, place]
    paths = np.empty((count, length), dtype=np.int64)
    paths[:, -1] = total.argmax(axis=1)
    for place in range(length - 1, 0, -1):
        paths[:, place - 1] = back[place][rows[:, 0], paths[:, place]]
    return paths


def spans(path: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """The (start, end, type index) spans of one label sequence."""
    start = -1
    for place, label in enumerate((*path, 0)):
        inside = label and label % 2 == 0
        if start >= 0 and not inside:
            yield start, place, (path[start] - 1) // 2
            start = -1
        if label % 2 == 1:
            start = place


def confidence(scores: Floats, start: int, end: int, kind: int) -> float:
    """Probability that a span begins here, goes on in its type and ends where it does.

    The weakest of its places decides: neighbouring errors are not independent.
    """
    begin, inside = 2 * kind + 1, 2 * kind + 2
    weakest = float(scores[start, begin])
    if end - start > 1:
        weakest = min(weakest, float(scores[start + 1 : end, inside].min()))
    if end < len(scores):
        stops = float(np.log1p(-min(np.exp(scores[end, inside]), 1 - 1e-6)))
        weakest = min(weakest, stops)
    return float(np.exp(weakest))
