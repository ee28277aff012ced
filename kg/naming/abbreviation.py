"""Says how likely one Chinese name is the abbreviation of another, by a small learned model."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kg.errors import SchemaError

__all__ = ["FEATURES", "Abbreviations", "alignments", "features", "load_abbreviations"]

# The order of the weights in the file.
FEATURES = (
    "bias",
    "starts",
    "ends",
    "kept",
    "opening",
    "skipped_opening",
    "longest_gap",
    "pairs",
    "tail",
    "short",
)
# More ways than these to lay a short name into a long one need not be tried.
MOST_ALIGNMENTS = 64


@dataclass(frozen=True)
class Abbreviations:
    """Weights of a logistic model, and how readily a character opens or ends a word.

    Args:
        opening: log-odds that a character, where it stands in a name, begins a word.
    """

    weights: tuple[float, ...]
    opening: Mapping[str, float]

    def probability(self, short: str, full: str) -> float:
        """How likely `short` abbreviates `full`, both folded: 0 when its characters are not there.

        `工信部` for `工业和信息化部` is likely, for `工业和信息化研究部门` less.
        """
        best = 0.0
        for places in alignments(short, full):
            values = features(full, places, self.opening)
            total = sum(w * v for w, v in zip(self.weights, values, strict=True))
            best = max(best, 1.0 / (1.0 + math.exp(-total)))
        return best


def alignments(short: str, full: str) -> list[tuple[int, ...]]:
    """The ways to find the characters of `short` in `full`, in order."""
    if not 2 <= len(short) < len(full):
        return []
    ways: list[tuple[int, ...]] = [()]
    for char in short:
        ways = [
            (*way, place)
            for way in ways
            for place in range(way[-1] + 1 if way else 0, len(full))
            if full[place] == char
        ][:MOST_ALIGNMENTS]
    return ways


def features(full: str, places: tuple[int, ...], opening: Mapping[str, float]) -> list[float]:
    """The values of FEATURES for one way to lay the short name into the full one."""
    kept = set(places)
    gaps = [b - a - 1 for a, b in pairwise(places)]
    opens = [opening.get(full[p], 0.0) for p in places]
    left = [opening.get(c, 0.0) for p, c in enumerate(full) if p not in kept]
    return [
        1.0,
        1.0 if places[0] == 0 else 0.0,
        1.0 if places[-1] == len(full) - 1 else 0.0,
        len(places) / len(full),
        sum(opens) / len(opens),
        sum(left) / len(left) if left else 0.0,
        max(gaps, default=0) / 6.0,
        sum(gap == 0 for gap in gaps) / max(1, len(gaps)),
        (len(full) - 1 - places[-1]) / 6.0,
        1.0 if len(places) == 2 else 0.0,
    ]


def load_abbreviations(path: Path) -> Abbreviations:
    """Load the weights; SchemaError where the file is missing or damaged."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        weights = tuple(float(record["weights"][name]) for name in FEATURES)
        opening = {char: value / 10 for char, value in record["opening"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise SchemaError(f"{path}: no weights for abbreviations: {fault!r}") from fault
    return Abbreviations(weights, opening)
