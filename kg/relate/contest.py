"""What else of a sentence claims the place of a subject or an object.

A thing has one maker as a rule, and a person one employer: where another name of the sentence is
the likelier subject of the same predicate and object, the first is less likely. For joint acts it
is the other way round. How much it counts is learnt for every label by the second stage.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.relate.features import Pair

__all__ = ["LEAST", "MOST", "contest"]

# Log-odds beyond these say no more.
LEAST, MOST = -8.0, 4.0
_Floats = NDArray[np.float32]
# (predicate, chain) -> log-odds of the chains at the other end, best of each.
_Best = dict[tuple[str, int], dict[int, float]]


def contest(
    names: Sequence[str],
    pairs: Sequence[Pair],
    logits: Sequence[_Floats],
    allowed: Sequence[Sequence[int]],
) -> tuple[_Floats, _Floats]:
    """The best log-odds of another subject, and of another object, of every pair and label.

    Args:
        names: the labels; `develops>` has the first mention as subject, one without a mark has
            two subjects.
        pairs: the candidate pairs of one sentence.
        logits: the first stage's log-odds of every pair (label).
        allowed: which labels the types of every pair allow.

    Returns:
        Two arrays (pair, label), `LEAST` where there is no other.
    """
    subjects_of: _Best = defaultdict(dict)
    objects_of: _Best = defaultdict(dict)
    for number, (pair, labels) in enumerate(zip(pairs, allowed, strict=True)):
        for label in labels:
            value = float(min(max(logits[number][label], LEAST), MOST))
            for subject, object_ in _ends(names[label], pair):
                _raise(subjects_of[_name(names[label]), object_], subject, value)
                _raise(objects_of[_name(names[label]), subject], object_, value)
    found = np.full((2, len(pairs), len(names)), LEAST, np.float32)
    for number, (pair, labels) in enumerate(zip(pairs, allowed, strict=True)):
        for label in labels:
            subject, object_ = next(_ends(names[label], pair))
            name = _name(names[label])
            found[0, number, label] = _other(subjects_of[name, object_], subject)
            found[1, number, label] = _other(objects_of[name, subject], object_)
    return found[0], found[1]


def _name(label: str) -> str:
    return label.rstrip("<>")


def _ends(label: str, pair: Pair) -> Iterator[tuple[int, int]]:
    """Subject and object chain of a label; a symmetric one has both orders."""
    first, second = pair[0].chain, pair[1].chain
    if not label.endswith("<"):
        yield first, second
    if not label.endswith(">"):
        yield second, first


def _raise(best: dict[int, float], chain: int, value: float) -> None:
    best[chain] = max(best.get(chain, LEAST), value)


def _other(best: dict[int, float], own: int) -> float:
    return max((value for chain, value in best.items() if chain != own), default=LEAST)
