"""A small convolutional net over a skeleton, in NumPy: it reads the sentence once for all pairs.

Characters come from LAC's published embedding (frozen and projected); three dilated convolutions
see seven characters to each side; a pair is its two ends, the largest values before, between and
behind them, its types, its distance and what the rules say. Trained by `training.relations_net`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.relate.features import Pair
from kg.relate.skeleton import TYPES

__all__ = ["BEFORE", "BEHIND", "DILATIONS", "EDGES", "KINDS", "Net", "pair_codes"]

_Floats = NDArray[np.float32]
DILATIONS = (1, 2, 4)
# How many characters before the first and behind the second mention are looked at.
BEFORE, BEHIND = 10, 14
EDGES = (1, 2, 3, 4, 6, 8, 11, 15, 20, 26, 33, 41, 50)
KINDS = ("named", "anaphor", "carried")


def pair_codes(pair: Pair) -> tuple[int, int, int]:
    """The numbers of a pair's types, of its kinds of mention, and of its distance."""
    a, b = pair
    types = TYPES.index(a.type) * len(TYPES) + TYPES.index(b.type)
    kinds = KINDS.index(a.kind) * len(KINDS) + KINDS.index(b.kind)
    return types, kinds, int(np.searchsorted(EDGES, min(60, b.place - a.place)))


@dataclass(frozen=True)
class Net:
    """Weights by name, and the row of every character; unknown ones have row 0."""

    rows: Mapping[str, int]
    weights: Mapping[str, _Floats]

    def logits(self, text: str, pairs: Sequence[Pair], votes: _Floats) -> _Floats:
        """Log-odds of every label for the pairs of one sentence.

        Args:
            votes: one row a pair, one column a label: how far rules vote for it.
        """
        if not pairs:
            return np.zeros((0, self.weights["out_bias"].shape[0]), dtype=np.float32)
        inner = np.concatenate([self._pairs(self._read(text), pairs), votes], axis=1)
        hidden = np.maximum(inner @ self.weights["hid"] + self.weights["hid_bias"], 0.0)
        found: _Floats = (
            hidden @ self.weights["out"]
            + self.weights["out_bias"]
            + votes @ self.weights["skip"]
            + self.weights["skip_bias"]
        )
        return found

    def _read(self, text: str) -> _Floats:
        places = np.fromiter((self.rows.get(char, 0) for char in text), np.int64, len(text))
        state: _Floats = self.weights["char"][places]
        for number, step in enumerate(DILATIONS):
            padded = np.pad(state, ((step, step), (0, 0)))
            seen = np.concatenate([padded[: -2 * step], state, padded[2 * step :]], axis=1)
            kernel, bias = self.weights[f"conv{number}"], self.weights[f"conv{number}_bias"]
            state = state + np.maximum(seen @ kernel + bias, 0.0)
        return state

    def _pairs(self, state: _Floats, pairs: Sequence[Pair]) -> _Floats:
        weights, lines = self.weights, []
        for a, b in pairs:
            types, kinds, distance = pair_codes((a, b))
            lines.append(
                np.concatenate(
                    [
                        state[a.place],
                        state[b.place],
                        _largest(state[a.place + 1 : b.place]),
                        _largest(state[max(0, a.place - BEFORE) : a.place]),
                        _largest(state[b.place + 1 : b.place + 1 + BEHIND]),
                        weights["types"][types],
                        weights["kinds"][kinds],
                        weights["distances"][distance],
                    ]
                )
            )
        return np.stack(lines)


def _largest(state: _Floats) -> _Floats:
    """The largest value of every channel, at least 0; zeros for no characters."""
    if not len(state):
        return np.zeros(state.shape[1], dtype=np.float32)
    found: _Floats = np.maximum(state.max(axis=0), 0.0)
    return found
