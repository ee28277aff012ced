"""The training loop and the way from a net to spans."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from kg.detect.decode import best_paths, spans
from training.batches import Batch, Row, batches
from training.data import Span


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to train.

    Args:
        size: characters in a batch, padding included.
        hide: share of the lexicon hidden in each epoch.
        soften: weight of a teacher's word against the annotation, where rows carry one.
    """

    epochs: int
    rate: float
    size: int = 1600
    hide: float = 0.4
    soften: float = 1.0
    seed: int = 7
    half: bool = False


def has_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 itself; elsewhere it is slower than float32."""
    file = Path("/proc/cpuinfo")
    return file.exists() and "avx512_bf16" in file.read_text(encoding="utf-8")


def loss_of(logp: Tensor, batch: Batch, soften: float) -> Tensor:
    """Mean loss a character: the allowed labels together must be likely.

    Characters with a single allowed label give plain cross entropy; the others (sets that do
    not annotate all types) only push down what is known to be wrong.
    """
    real = batch["allowed"].any(-1)
    weight = batch["weight"][:, None] * real
    if "soft" in batch:
        loss = -(batch["soft"] * logp).sum(-1) * soften
    else:
        kept = logp.masked_fill(~batch["allowed"] & real[..., None], -1e4)
        loss = -torch.logsumexp(kept, dim=-1)
    return (loss * weight).sum() / real.sum()


def fit(
    net: nn.Module,
    epochs: Sequence[Sequence[Row]],
    plan: Plan,
    labels: int,
    after: Callable[[int], None] = lambda number: None,
) -> None:
    """Train through the given epochs (lists of rows); prints a line and calls `after` each."""
    rng = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    groups = net.groups(plan.rate)  # type: ignore[operator]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    total = sum(_steps(rows, plan) for rows in epochs)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: _slope(s, total))
    for number, rows in enumerate(epochs, 1):
        start, summed, steps = time.time(), 0.0, 0
        net.train()
        for batch in _mixed(rows, plan, rng, labels):
            with torch.autocast("cpu", torch.bfloat16, enabled=plan.half):
                logp = net(batch)
            loss = loss_of(logp.float(), batch, plan.soften)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            summed, steps = summed + loss.item(), steps + 1
        chars = sum(len(row.chars) for row in rows)
        spent = time.time() - start
        print(
            f"epoch {number} loss {summed / steps:.4f} {chars / spent:.0f} chars/s {spent:.0f} s",
            flush=True,
        )
        after(number)


def _slope(step: int, total: int) -> float:
    """Sixty steps up, then a straight line down."""
    return min((step + 1) / 60, max(0.02, (total - step) / total))


def _steps(rows: Sequence[Row], plan: Plan) -> int:
    """About as many steps as the rows will give: some places of a batch are padding."""
    return 1 + sum(len(row.chars) for row in rows) // int(plan.size * 0.93)


def _mixed(rows: Sequence[Row], plan: Plan, rng: random.Random, labels: int) -> Iterator[Batch]:
    """Batches of rows with and without a teacher's word, shuffled together."""
    plain = [row for row in rows if row.soft is None]
    soft = [row for row in rows if row.soft is not None]
    streams = [batches(part, plan.size, rng, labels, plan.hide) for part in (plain, soft) if part]
    if len(streams) == 1:
        yield from streams[0]
        return
    share = len(plain) / len(rows)
    left = [True, True]
    while any(left):
        pick = 0 if rng.random() < share else 1
        batch = next(streams[pick], None)
        if batch is None:
            left[pick] = False
            yield from streams[1 - pick]
            return
        yield batch


@torch.inference_mode()
def tag_rows(net: nn.Module, rows: Sequence[Row], types: Sequence[str]) -> list[list[Span]]:
    """The net's spans of every row."""
    return [
        [(s, e, types[k]) for s, e, k in spans(path)]
        for path in _paths(log_probs(net, rows, 2 * len(types) + 1))
    ]


def _paths(logps: list[Tensor]) -> list[list[int]]:
    return [best_paths(logp[None].numpy())[0].tolist() for logp in logps]


@torch.inference_mode()
def log_probs(net: nn.Module, rows: Sequence[Row], labels: int) -> list[Tensor]:
    """Log-probabilities of the labels of every row, in the order of the rows."""
    net.eval()
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].chars))
    found: dict[int, Tensor] = {}
    done = 0
    for batch in batches([rows[i] for i in order], 4000, None, labels):
        logp = net(batch).float()
        for place, length in enumerate(batch["lengths"].tolist()):
            found[order[done]] = logp[place, :length].clone()
            done += 1
    return [found[i] for i in range(len(rows))]
