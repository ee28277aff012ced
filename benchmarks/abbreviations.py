"""Measures how well an abbreviation finds its full name among all that could be meant.

    python benchmarks/abbreviations.py DEV.txt.gz [TRAIN.txt.gz]

For every abbreviation of DEV the candidates are the full names of both files that hold its
characters in order. Baselines: the shortest candidate, and the one whose characters the
abbreviation takes most evenly. Verification: of all (abbreviation, candidate) pairs, precision and
recall of those the model gives a probability.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg.naming import shipped
from kg.naming.abbreviation import alignments
from training.abbreviation import load_pairs


def evenness(short: str, full: str) -> float:
    """Mean distance of the taken characters from an even spread; smaller is more even."""
    step = (len(full) - 1) / (len(short) - 1)
    return min(
        sum(abs(place - i * step) for i, place in enumerate(way)) / len(way)
        for way in alignments(short, full)
    )


def main(dev: str, *others: str) -> None:
    """Print the table."""
    pairs = [(s, "".join(w)) for s, w in load_pairs(Path(dev)) if s]
    more = ["".join(w) for path in others for _, w in load_pairs(Path(path))]
    fulls = sorted({full for _, full in pairs} | set(more))
    model = shipped().abbreviations
    right = dict.fromkeys(("model", "shortest", "most even"), 0)
    asked, verified = 0, []
    for short, full in pairs:
        if not alignments(short, full):
            continue
        asked += 1
        rivals = [f for f in fulls if alignments(short, f)]
        scored = {f: model.probability(short, f) for f in rivals}
        verified += [(p, f == full) for f, p in scored.items()]
        right["model"] += full == max(rivals, key=lambda f: (scored[f], f))
        right["shortest"] += full == min(rivals, key=lambda f: (len(f), f))
        right["most even"] += full == min(rivals, key=lambda f: (evenness(short, f), len(f), f))
    print(f"{len(pairs)} abbreviations, {asked} of characters of the full name in order")
    print(f"{len(verified)} pairs of abbreviation and possible full name")
    for name, count in right.items():
        print(f"right full name first, {name:<9}: {count / asked:.3f}")
    for least in (0.5, 0.8, 0.9):
        taken = [truth for p, truth in verified if p >= least]
        print(
            f"verified at {least}: precision {sum(taken) / max(1, len(taken)):.3f} "
            f"recall {sum(taken) / asked:.3f}"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
