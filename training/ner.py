"""Trains the taggers that kg ships and scores them: `python -m training.ner --model fast`."""

from __future__ import annotations

import argparse
import random
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from kg.lexicon import Lexicon, load_lexicon
from training import data
from training.batches import Row, rows_of
from training.data import TYPES, Sample
from training.fit import Plan, fit, tag_rows
from training.lac import alphabet, start_from_lac
from training.nets import Fast
from training.score import score_articles

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
LABELS = 2 * len(TYPES) + 1


def lexicon() -> Lexicon:
    """The shipped lexicon."""
    return load_lexicon(sorted((ROOT / "schemas" / "lexicon").glob("*.tsv")))


def held_out(record: dict[str, Any]) -> bool:
    """Whether an annotated article is in the fifth that tuning is measured on."""
    return zlib.crc32(record["id"].encode()) % 5 == 0


def samples_of(records: Sequence[dict[str, Any]]) -> list[Sample]:
    return [s for record in records for s in data.article_samples(record, "gold")]


def mix(
    gold: Sequence[Row], others: Sequence[Row], epochs: int, share: float, seed: int
) -> list[list[Row]]:
    """Epochs of all gold rows and a fresh `share` of the others."""
    rng = random.Random(seed)
    count = int(len(others) * share)
    return [[*gold, *rng.sample(list(others), count)] for _ in range(epochs)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="fast")
    parser.add_argument("--all", action="store_true", help="train on the held-out fifth too")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--gold-times", type=int, default=2)
    parser.add_argument("--share", type=float, default=0.3)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--hide", type=float, default=0.4)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(1)
    records = data.gold_records(SHARED / "gold" / "train")
    kept = [r for r in records if args.all or not held_out(r)]
    tuning = [r for r in records if held_out(r)]
    words = lexicon()
    ids, lac_rows = alphabet()
    gold = rows_of(samples_of(kept), ids, words)
    others = rows_of(
        [*data.cluener(SHARED / "data/ner/cluener-train.jsonl.gz"),
         *data.msra(SHARED / "data/ner/msra-train.bio.gz")[::5]], ids, words)
    print(len(gold), len(others), flush=True)
    net = Fast(len(lac_rows), LABELS)
    start_from_lac(net, lac_rows)
    plan = Plan(args.epochs, args.rate, hide=args.hide)
    fit(net, mix([*gold] * args.gold_times, others, args.epochs, args.share, plan.seed), plan, LABELS)
    if args.out:
        torch.save({"state": net.state_dict(), "ids": ids, "rows": len(lac_rows)}, args.out)

    def tag(texts: Sequence[str]) -> list[list[data.Span]]:
        blank = rows_of([data.sample(t, (), "") for t in texts], ids, words)
        return tag_rows(net, blank, TYPES)

    for name, part in (("tuning", tuning), ("dev", data.gold_records(SHARED / "gold" / "dev"))):
        print(name)
        for key, score in score_articles(part, tag).items():
            print(f"  {key:13} {score}")


if __name__ == "__main__":
    main()
