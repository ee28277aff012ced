"""Counts the kinds of error that the line makes on annotated articles.

python -m benchmarks.quality GOLD_DIR
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg.eval import GoldArticle, load_gold
from kg.eval.report import as_table
from kg.eval.run import evaluate, find, found_in
from kg.eval.score import Found, top
from kg.tools import Settings, load_tools


def faults(gold: GoldArticle, found: Found) -> Iterator[tuple[str, str]]:
    """(kind of error, type) for every annotated mention not found and every wrong one."""
    guesses = {(m.start, m.end): top(m.type) for m in found.mentions}
    truths = {(m.start, m.end): m.entity[1] for m in gold.mentions}
    for (start, end), type_ in truths.items():
        if (start, end) in guesses:
            if guesses[start, end] != type_:
                yield f"{type_} taken for {guesses[start, end]}", type_
            continue
        over = [span for span in guesses if span[0] < end and start < span[1]]
        yield _boundary((start, end), over), type_
    for (start, end), type_ in guesses.items():
        if not any(left < end and start < right for left, right in truths):
            yield "found where nothing is annotated", type_


def _boundary(span: tuple[int, int], over: list[tuple[int, int]]) -> str:
    if not over:
        return "missed"
    if len(over) > 1:
        return "one name found as several"
    (left, right), (start, end) = over[0], span
    if left <= start and right >= end:
        return "found too long"
    return "found too short" if start <= left and right <= end else "found shifted"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", default="fast")
    args = parser.parse_args()
    golds, tools = load_gold(args.gold), load_tools(Settings(model=args.model))
    extractions, graph = find(golds, tools)
    by_id = {extraction.article: extraction for extraction in extractions}
    kinds = Counter(
        fault for gold in golds for fault in faults(gold, found_in(by_id[gold.article.id], graph))
    )
    print(as_table(evaluate(golds, tools)))
    print("\n| kind of error | type | mentions |\n|---|---|---|")
    for (kind, type_), count in kinds.most_common(15):
        print(f"| {kind} | {type_} | {count} |")


if __name__ == "__main__":
    main()
