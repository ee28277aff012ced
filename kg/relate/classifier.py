"""The trained classifier over pairs of mentions, which weighs the rules and proposes beside them.

Two stages: a net of one hidden layer over the sum of the vectors of a pair's hashed features, with
one output a labelled direction; then a logistic regression over what the net says, what rules say
and how trusted those rules are. Vectors are eight-bit integers in an `.npz`; only NumPy is needed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import SchemaError
from kg.relate.contest import LEAST, MOST
from kg.relate.features import BUCKETS, Pair
from kg.relate.rules import Hit
from kg.relate.skeleton import Slot

__all__ = ["DENSE", "Classifier", "dense_features", "load_classifier", "way_of"]

# What the second stage sees, in this order, before one column a label, the other subject's and the
# other object's log-odds in a column a label each.
DENSE = (
    "own",
    "other",
    "fired",
    "trust",
    "count",
    "rival",
    "anaphor",
    "carried",
    "far",
    "agree",
    "other_subject",
    "other_object",
)
_Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Classifier:
    """Labels such as `develops>` (the first mention is the subject) with their weights.

    Args:
        bag: (buckets, width) vectors of the features' buckets, already scaled.
        shift: (width,) added to their sum before what is negative becomes zero.
        out: (width, labels) from the hidden layer to log-odds.
        second: weights of `DENSE` and of three columns a label: one, the log-odds of another
            subject, and those of another object.
        trust: log-odds that a rule is right, by rule id.
        threshold: the least probability of a relation; `lower` has that of predicates which
            would else hardly be found.
        digest: SHA-256 of the file.
    """

    labels: tuple[str, ...]
    bag: _Floats
    shift: _Floats
    out: _Floats
    bias: _Floats
    second: _Floats
    second_bias: float
    trust: Mapping[str, float]
    threshold: float
    lower: Mapping[str, float]
    digest: str

    def least(self, label: str) -> float:
        """The least probability at which a label is stated."""
        return self.lower.get(label.rstrip("<>"), self.threshold)

    def logits(self, buckets: Sequence[int]) -> _Floats:
        """First-stage log-odds of every label for one pair's features."""
        summed = self.bag[np.asarray(buckets, dtype=np.int64)].sum(axis=0) + self.shift
        found: _Floats = np.maximum(summed, 0.0) @ self.out + self.bias
        return found

    def probabilities(
        self,
        logits: _Floats,
        labels: Sequence[int],
        hits: Sequence[Hit],
        pair: Pair,
        others: tuple[_Floats, _Floats],
    ) -> _Floats:
        """The chance of each of some labels for a pair.

        Args:
            labels: indices of the labels that the types of the pair allow.
            others: log-odds of another subject and of another object (label).
        """
        if not labels:
            return np.zeros(0, dtype=np.float32)
        rows = dense_features(self.labels, logits, labels, hits, pair, self.trust, others)
        own = np.asarray(labels, dtype=np.int64)
        plain, subject, object_ = self.second[len(DENSE) :].reshape(3, -1)[:, own]
        z = rows @ self.second[: len(DENSE)] + plain + self.second_bias
        z += others[0][own] * subject + others[1][own] * object_
        found: _Floats = 1.0 / (1.0 + np.exp(-z))
        return found


def way_of(hit: Hit, a: Slot, symmetric: bool) -> str:
    """The label that a rule's hit on a pair votes for."""
    if symmetric:
        return hit.predicate
    return f"{hit.predicate}>" if hit.subject.place == a.place else f"{hit.predicate}<"


def dense_features(
    names: Sequence[str],
    logits: _Floats,
    labels: Sequence[int],
    hits: Sequence[Hit],
    pair: Pair,
    trust: Mapping[str, float],
    others: tuple[_Floats, _Floats],
) -> _Floats:
    """One row of `DENSE` for each allowed label of a pair."""
    a, b = pair
    known = set(names)
    votes: dict[str, list[str]] = {}
    for hit in hits:
        votes.setdefault(way_of(hit, a, hit.predicate in known), []).append(hit.rule)
    clipped = np.clip(logits, LEAST, MOST)
    rows = np.zeros((len(labels), len(DENSE)), dtype=np.float32)
    kinds = (a.kind, b.kind)
    far = min(1.0, (b.place - a.place) / 60.0)
    for row, label in enumerate(labels):
        rules = votes.get(names[label], [])
        beside = [clipped[other] for other in labels if other != label]
        rival = max(
            (trust.get(r, 0.0) for n, v in votes.items() if n != names[label] for r in v),
            default=-3.0,
        )
        best = max((trust.get(rule, 0.0) for rule in rules), default=0.0)
        rows[row] = (
            clipped[label],
            max(beside, default=LEAST),
            bool(rules),
            best,
            min(3, len(rules)),
            rival + 3.0,
            "anaphor" in kinds,
            "carried" in kinds,
            far,
            clipped[label] * bool(rules),
            others[0][label],
            others[1][label],
        )
    return rows


def load_classifier(path: Path) -> Classifier:
    """Load the weights.

    Raises:
        SchemaError: the file is missing or is not a model of this shape.
    """
    try:
        raw = path.read_bytes()
        file: Any = np.load(path, allow_pickle=False)
        stored = {name: file[name] for name in file.files}
        about = json.loads(str(stored["about"]))
        if stored["bag"].shape[0] != BUCKETS:
            raise ValueError(f"{stored['bag'].shape[0]} buckets, not {BUCKETS}")
        return Classifier(
            tuple(about["labels"]),
            stored["bag"] * stored["scale"].astype(np.float32)[:, None],
            stored["shift"],
            stored["out"],
            stored["bias"],
            stored["second"],
            float(about["second_bias"]),
            about["trust"],
            float(about["threshold"]),
            about.get("lower", {}),
            hashlib.sha256(raw).hexdigest(),
        )
    except (OSError, KeyError, ValueError) as fault:
        raise SchemaError(f"{path}: not a relation model: {fault}") from fault
