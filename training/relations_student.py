"""The small net of the first stage: hashed features summed into a hidden layer.

Learns from annotated pairs and from the teacher's probabilities on unlabelled news (distillation,
Hinton 2015); the sum of feature vectors as the input of a net follows fastText (Joulin 2016).
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from kg.relate.features import BUCKETS

WIDTH = 96
# Share of a pair's features that each step hides, so that none is leaned on alone.
HIDDEN = 0.15


@dataclass(frozen=True)
class Lesson:
    """Pairs to learn from.

    Args:
        bags: the buckets of each pair.
        target: probability of every label (pair, label).
        usable: which of them may be learnt from.
        weight: how much a pair counts.
    """

    bags: Sequence[np.ndarray]
    target: np.ndarray
    usable: np.ndarray
    weight: float = 1.0


class Student(nn.Module):
    """Log-odds of every label from the buckets of a pair's features."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.bag = nn.EmbeddingBag(BUCKETS, WIDTH, mode="sum", sparse=True)
        nn.init.normal_(self.bag.weight, std=0.02)
        self.shift = nn.Parameter(torch.zeros(WIDTH))
        self.drop = nn.Dropout(0.2)
        self.out = nn.Linear(WIDTH, labels)
        nn.init.constant_(self.out.bias, -3.0)

    def forward(self, buckets: Tensor, starts: Tensor) -> Tensor:
        """Pairs end to end, and where each begins."""
        hidden = torch.relu(self.bag(buckets, starts) + self.shift)
        found: Tensor = self.out(self.drop(hidden))
        return found


def learn(
    labels: int, lessons: Sequence[Lesson], epochs: int = 5, rate: float = 4e-3, size: int = 512
) -> Student:
    """Train on all lessons together; the same lessons give the same net."""
    torch.manual_seed(3)
    rng, noise, net = random.Random(3), np.random.RandomState(3), Student(labels)
    rest = [p for name, p in net.named_parameters() if name != "bag.weight"]
    optimizers = [
        torch.optim.SparseAdam([net.bag.weight], lr=rate),
        torch.optim.Adam(rest, lr=rate),
    ]
    places = [(n, i) for n, lesson in enumerate(lessons) for i in range(len(lesson.bags))]
    total, step = epochs * (len(places) // size + 1), 0
    for epoch in range(epochs):
        begun, summed = time.time(), 0.0
        net.train()
        rng.shuffle(places)
        for start in range(0, len(places), size):
            for group in (group for one in optimizers for group in one.param_groups):
                group["lr"] = rate * max(0.02, 1 - step / total)
            loss = _loss(net, lessons, places[start : start + size], noise)
            for one in optimizers:
                one.zero_grad()
            loss.backward()
            for one in optimizers:
                one.step()
            summed, step = summed + loss.item(), step + 1
        spent = time.time() - begun
        print(
            f"student {epoch + 1} loss {summed * size / len(places):.4f} {spent:.0f} s", flush=True
        )
    return net


def _loss(
    net: Student,
    lessons: Sequence[Lesson],
    some: Sequence[tuple[int, int]],
    noise: np.random.RandomState,
) -> Tensor:
    bags = [lessons[n].bags[i] for n, i in some]
    logits = net(*_thinned(bags, noise))
    target = torch.from_numpy(np.stack([lessons[n].target[i] for n, i in some])).float()
    usable = torch.from_numpy(np.stack([lessons[n].usable[i] for n, i in some]))
    weight = torch.tensor([lessons[n].weight for n, _ in some])[:, None]
    loss = nn.functional.binary_cross_entropy_with_logits(logits, target, reduction="none")
    return (loss * usable * weight).sum() / len(some)


def _thinned(bags: Sequence[np.ndarray], noise: np.random.RandomState) -> tuple[Tensor, Tensor]:
    """Bags end to end without the features that this step hides."""
    flat = np.concatenate(bags).astype(np.int64)
    kept = noise.rand(len(flat)) >= HIDDEN
    ends = np.cumsum([len(bag) for bag in bags])
    before = np.concatenate([[0], np.cumsum(kept)])
    starts = before[np.concatenate([[0], ends[:-1]])]
    return torch.from_numpy(flat[kept]), torch.from_numpy(starts)


def _joined(bags: Sequence[np.ndarray]) -> tuple[Tensor, Tensor]:
    starts = np.cumsum([0, *(len(bag) for bag in bags[:-1])])
    return torch.from_numpy(np.concatenate(bags).astype(np.int64)), torch.from_numpy(starts)


@torch.inference_mode()
def judged(net: Student, bags: Sequence[np.ndarray]) -> np.ndarray:
    """Log-odds (pair, label)."""
    net.eval()
    found = [
        net(*_joined(bags[start : start + 1024])).numpy() for start in range(0, len(bags), 1024)
    ]
    return np.concatenate(found)
