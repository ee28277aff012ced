"""Fits the weights of kg.naming.abbreviation on pairs of abbreviations and full names.

python -m training.abbreviation TRAIN.txt.gz schemas/abbreviation.json
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from kg.fold import fold_name
from kg.naming.abbreviation import FEATURES, alignments, features

# Characters rarer than this keep no log-odds of their own.
LEAST_SEEN = 4
# Full names that hold the characters of an abbreviation but are not its own, a pair each.
NEGATIVES = 6
STEPS, RATE, DECAY = 400, 0.5, 1e-4


def load_pairs(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    """(abbreviation, words of the full name); `n` marks a full name that has none ("")."""
    pairs = []
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        short, _, full = line.strip().partition(":")
        words = tuple(fold_name(part.rpartition("/")[0]) for part in full.split())
        if words:
            pairs.append(("" if short == "n" else fold_name(short), words))
    return pairs


def opening_odds(names: list[tuple[str, ...]]) -> dict[str, float]:
    """Log-odds that a character opens a word of a full name."""
    opens: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for words in names:
        for word in words:
            opens[word[0]] += 1
            seen.update(word)
    return {
        char: float(np.log((opens[char] + 0.5) / (seen[char] - opens[char] + 0.5)))
        for char in sorted(seen)
        if seen[char] >= LEAST_SEEN
    }


def rivals(pairs: list[tuple[str, tuple[str, ...]]]) -> dict[str, list[str]]:
    """Full names by each character they hold, to find wrong owners of an abbreviation."""
    holding: dict[str, list[str]] = defaultdict(list)
    for _, words in pairs:
        full = "".join(words)
        for char in sorted(set(full)):
            holding[char].append(full)
    return holding


def fit(pairs: list[tuple[str, tuple[str, ...]]]) -> tuple[dict[str, float], dict[str, float]]:
    """Weights by feature, and the opening log-odds they go with."""
    opening = opening_odds([words for _, words in pairs])
    holding = rivals(pairs)
    rows: list[list[float]] = []
    truth: list[float] = []
    weights = np.zeros(len(FEATURES))
    for _ in range(3):  # the best way to lay a name depends on the weights: refit
        rows, truth = [], []
        for short, words in pairs:
            full = "".join(words)
            if not short:
                continue
            add(rows, truth, short, full, 1.0, opening, weights)
            rarest = min(short, key=lambda c: (len(holding[c]), c))
            wrong = [f for f in holding[rarest] if f != full and alignments(short, f)]
            for other in wrong[:NEGATIVES]:
                add(rows, truth, short, other, 0.0, opening, weights)
        weights = descend(np.array(rows), np.array(truth), weights)
    return dict(zip(FEATURES, weights.tolist(), strict=True)), opening


def add(
    rows: list[list[float]],
    truth: list[float],
    short: str,
    full: str,
    label: float,
    opening: dict[str, float],
    weights: np.ndarray,
) -> None:
    """Add the best way to lay the short name into the full one, if there is one."""
    ways = [features(full, way, opening) for way in alignments(short, full)]
    if ways:
        rows.append(max(ways, key=lambda way: (float(np.dot(weights, way)), way)))
        truth.append(label)


def descend(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Logistic regression by plain gradient descent."""
    for _ in range(STEPS * 5):
        guess = 1 / (1 + np.exp(-x @ weights))
        weights = weights - RATE * (x.T @ (guess - y) / len(y) + DECAY * weights)
    return weights


def main(source: str, target: str) -> None:
    """Fit and write."""
    weights, opening = fit(load_pairs(Path(source)))
    record = {
        "weights": {name: round(value, 4) for name, value in weights.items()},
        "opening": {char: round(value * 10) for char, value in opening.items()},
    }
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    Path(target).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
