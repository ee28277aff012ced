"""The large net that teaches the relation classifier: e5 over a sentence whose mentions are marked.

Every mention stands between a mark that tells its type and kind and an end mark (typed entity
markers, Zhou and Chen 2021); a pair is judged from the states of its two opening marks and the
means of what stands between, before and behind them. One pass reads all pairs of a sentence.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from kg.relate.skeleton import TYPES
from training.e5 import E5
from training.fit import has_bfloat16
from training.nets import Encoder
from training.pieces import END
from training.relations_fit import Table
from training.relations_sheets import EDGES, KINDS, MARKS, Sheet

# How many places before the first and behind the second mention are averaged.
BEFORE, BEHIND = 12, 16


class Teacher(nn.Module):
    """Log-odds of every label for the pairs of marked sentences."""

    def __init__(
        self, e5: E5, rows: list[int], layers: int, labels: int, hidden: int = 256
    ) -> None:
        super().__init__()
        # No dropout: on a CPU its random numbers take as long as the layers.
        self.encoder = Encoder(e5, rows, layers, 0.0)
        self.marks = nn.Embedding(MARKS, e5.width)
        nn.init.normal_(self.marks.weight, std=float(self.encoder.word.weight.std()))
        self.codes = nn.ModuleList(
            nn.Embedding(size, 32) for size in (len(TYPES) ** 2, len(KINDS) ** 2, len(EDGES) + 3)
        )
        self.hidden = nn.Linear(6 * e5.width + 3 * 32, hidden)
        self.out = nn.Linear(hidden, labels)
        nn.init.constant_(self.out.bias, -3.0)
        self.drop = nn.Dropout(0.2)

    def forward(self, ids: Tensor, lengths: Tensor, pairs: Tensor) -> Tensor:
        """`pairs` has the sentence in the batch, two places and three codes a pair."""
        mark = (-1 - ids).clamp(min=0)
        words = torch.where(
            (ids < 0)[..., None], self.marks(mark), self.encoder.word(ids.clamp(min=0))
        )
        return self.judged(self.encoder(words, lengths), lengths, pairs)

    def judged(self, x: Tensor, lengths: Tensor, pairs: Tensor) -> Tensor:
        """The head over the encoder's states."""
        line, a, b = pairs[:, 0], pairs[:, 1], pairs[:, 2]
        last = lengths[line]
        sums = nn.functional.pad(x.float().cumsum(1), (0, 0, 1, 0))
        first, second = _rows(x, line, a).float(), _rows(x, line, b).float()
        views = [
            first,
            second,
            first * second,
            _mean(sums, line, a + 1, b),
            _mean(sums, line, (a - BEFORE).clamp(min=0), a),
            _mean(sums, line, torch.minimum(b + 1, last), torch.minimum(b + 1 + BEHIND, last)),
            *(table(pairs[:, 3 + n]) for n, table in enumerate(self.codes)),
        ]
        inner = nn.functional.gelu(self.hidden(self.drop(torch.cat(views, dim=-1))))
        found: Tensor = self.out(self.drop(inner))
        return found

    def groups(self, rate: float) -> list[dict[str, object]]:
        """Parameter groups: the head learns ten times as fast as the encoder."""
        head = [self.marks, self.codes, self.hidden, self.out]
        mine = {"params": [p for m in head for p in m.parameters()], "lr": 10 * rate}
        return [*self.encoder.groups(rate), mine]


def _mean(sums: Tensor, line: Tensor, start: Tensor, end: Tensor) -> Tensor:
    """The mean state of the places from `start` to before `end`, zero where there is none."""
    count = (end - start).clamp(min=1)[:, None]
    return (_rows(sums, line, end) - _rows(sums, line, start)) / count


def _rows(states: Tensor, line: Tensor, place: Tensor) -> Tensor:
    """`states[line, place]`, whose gradient an embedding sums many times as fast as an index."""
    flat = states.reshape(-1, states.shape[-1])
    return nn.functional.embedding(line * states.shape[1] + place, flat)


def batches(
    pages: Sequence[Sheet], size: int, rng: random.Random | None
) -> Iterator[tuple[Tensor, Tensor, Tensor, list[int]]]:
    """Ids, lengths, pairs and row numbers of some sentences of about one length."""
    order = [n for n, page in enumerate(pages) if page.pairs and _taken(page, rng)]
    if rng:
        rng.shuffle(order)
    order.sort(key=lambda n: len(pages[n].ids) // (8 if rng else 1))
    groups: list[list[int]] = [[]]
    for n in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(pages[n].ids) > size:
            groups.append([])
        groups[-1].append(n)
    if rng:
        rng.shuffle(groups)
    for group in groups:
        if group:
            yield _collated([pages[n] for n in group])


def _taken(page: Sheet, rng: random.Random | None) -> bool:
    """In training half of the sentences that state nothing are left out, anew in each epoch."""
    return rng is None or not page.bare or rng.random() < 0.5


def _collated(pages: Sequence[Sheet]) -> tuple[Tensor, Tensor, Tensor, list[int]]:
    lengths = torch.tensor([len(page.ids) for page in pages])
    ids = torch.full((len(pages), int(lengths.max())), END)
    for line, page in enumerate(pages):
        ids[line, : len(page.ids)] = torch.tensor(page.ids)
    pairs = [(line, *pair[1:]) for line, page in enumerate(pages) for pair in page.pairs]
    rows = [pair[0] for page in pages for pair in page.pairs]
    return ids, lengths, torch.tensor(pairs), rows


def teach(
    net: Teacher, pages: Sequence[Sheet], data: Table, epochs: int, rate: float, size: int = 2400
) -> None:
    """Train on all pairs of the pages; the same data give the same net."""
    rng, half = random.Random(7), has_bfloat16()
    right, usable = torch.from_numpy(data.y.astype(np.float32)), torch.from_numpy(data.usable)
    optimizer = torch.optim.AdamW(net.groups(rate), weight_decay=0.01, fused=True)
    total = epochs * sum(1 for _ in batches(pages, size, random.Random(1)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / 60, max(0.02, (total - step) / total))
    )
    for epoch in range(epochs):
        start, summed, steps = time.time(), 0.0, 0
        net.train()
        for ids, lengths, pairs, rows in batches(pages, size, rng):
            with torch.autocast("cpu", torch.bfloat16, enabled=half):
                logits = net(ids, lengths, pairs)
            loss = nn.functional.binary_cross_entropy_with_logits(
                logits.float(), right[rows], reduction="none"
            )
            loss = (loss * usable[rows]).sum() / len(rows)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            summed, steps = summed + loss.item(), steps + 1
        mean, spent = summed / steps, time.time() - start
        print(f"epoch {epoch + 1} loss {mean:.4f} {spent:.0f} s", flush=True)


@torch.inference_mode()
def logits_of(net: Teacher, pages: Sequence[Sheet], count: int, labels: int) -> np.ndarray:
    """Log-odds (row, label); -8 for pairs that the net does not see."""
    net.eval()
    found = np.full((count, labels), -8.0, np.float32)
    for ids, lengths, pairs, rows in batches(pages, 6000, None):
        with torch.autocast("cpu", torch.bfloat16, enabled=has_bfloat16()):
            found[rows] = net(ids, lengths, pairs).float().numpy()
    return found
