"""Fits the two stages of the relation classifier on annotated articles and cross-validates them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

from kg.model import Article, Chain, Mention, Sentence
from kg.relate.carry import read
from kg.relate.classifier import dense_features, way_of
from kg.relate.contest import LEAST, contest
from kg.relate.features import BUCKETS, features, hashed, pairs
from kg.relate.judge import fired_hits
from kg.relate.makers import MAKER_RULE
from kg.relate.rules import Hit, Rules
from kg.relate.skeleton import Skeleton, Slot
from training.relations_data import SYMMETRIC, Case, claim, truth

FOLDS = 3
# Rules seen seldom are believed as much as their author says, with this many imagined cases.
IMAGINED = 4.0
# The least chance of the first stage at which a label that no rule proposes is looked at again.
WORTH = 0.03


@dataclass(frozen=True)
class Row:
    """A pair of mentions with its features, what rules say, and the labels that are right.

    Args:
        weak: labels that the article states, but by its annotation in another sentence.
    """

    case: int
    a: Slot
    b: Slot
    buckets: np.ndarray
    hits: tuple[Hit, ...]
    labels: frozenset[str]
    weak: frozenset[str]
    skeleton: Skeleton


def rows_of(case: Case, number: int, rules: Rules, makers: Mapping[str, str]) -> list[Row]:
    """The candidate pairs of one annotated article with the labels that are right."""
    known, places = truth(case), _evidence(case)
    rows = []
    for row in candidates(
        case.gold.article, case.sentences, case.mentions, case.chains, number, rules, makers
    ):
        labels, weak = _labels(case, row.skeleton, row.a, row.b, known, places)
        rows.append(replace(row, labels=labels, weak=weak))
    return rows


def candidates(
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    chains: Sequence[Chain],
    number: int,
    rules: Rules,
    makers: Mapping[str, str],
) -> Iterator[Row]:
    """The pairs of mentions whose types allow a predicate, unlabelled."""
    counts = {i: len(chain.mentions) for i, chain in enumerate(chains)}
    for skeleton in read(article, sentences, mentions, chains, rules.top, rules.anaphors):
        fired = defaultdict(list)
        for hit in fired_hits(rules, makers, skeleton, chains):
            fired[tuple(sorted((hit.subject.place, hit.object.place)))].append(hit)
        for a, b in pairs(skeleton):
            if allowed(rules, a.type, b.type):
                hits = tuple(fired.get((a.place, b.place), ()))
                buckets = as_bag(features(skeleton, (a, b), hits, counts, rules.cues))
                yield Row(number, a, b, buckets, hits, frozenset(), frozenset(), skeleton)


def as_bag(names: Iterator[str]) -> np.ndarray:
    """The buckets of a pair's features."""
    return np.array(hashed(names), np.int32)


def _evidence(case: Case) -> dict[object, list[tuple[int, int]]]:
    text, places = case.gold.article.text, defaultdict(list)
    for one in case.gold.relations:
        key = claim(one.subject, one.predicate, one.object)
        place = text.find(one.evidence) if one.evidence else -1
        while place >= 0:
            places[key].append((place, place + len(one.evidence)))
            place = text.find(one.evidence, place + 1)
    return places


def _labels(
    case: Case,
    skeleton: Skeleton,
    a: Slot,
    b: Slot,
    known: Iterable[tuple[object, str, object]],
    places: Mapping[object, list[tuple[int, int]]],
) -> tuple[frozenset[str], frozenset[str]]:
    first, second = case.keys[a.chain], case.keys[b.chain]
    right, weak = set(), set()
    for subject, predicate, object_ in known:
        if {subject, object_} != {first, second}:
            continue
        label = label_of(predicate, subject == first)
        spans = places.get((subject, predicate, object_), [])
        here = not spans or any(
            left < skeleton.sentence.end and skeleton.sentence.start < right_
            for left, right_ in spans
        )
        (right if here else weak).add(label)
    return frozenset(right), frozenset(weak)


def label_of(predicate: str, forward: bool) -> str:
    """`develops` with the subject first -> `develops>`; symmetric ones have no way."""
    return predicate if predicate in SYMMETRIC else predicate + ("<>"[forward])


_ALLOWED: dict[tuple[str, str], frozenset[str]] = {}


def allowed(rules: Rules, first: str, second: str) -> frozenset[str]:
    """The labels that two types allow."""
    if (first, second) not in _ALLOWED:
        fits = rules.schema.fits
        _ALLOWED[first, second] = frozenset(
            label_of(name, forward)
            for name in rules.schema.predicates
            for forward in (True, False)
            if (fits(first, name, second) if forward else fits(second, name, first))
        )
    return _ALLOWED[first, second]


@dataclass
class Table:
    """Rows as matrices: X features, Y right labels, U usable for learning, A allowed by type."""

    rows: list[Row]
    labels: tuple[str, ...]
    x: sp.csr_matrix
    y: np.ndarray
    usable: np.ndarray
    allowed: np.ndarray


def table(rows: list[Row], rules: Rules, labels: tuple[str, ...] = ()) -> Table:
    """Matrices of rows; without `labels`, of those that the rows have."""
    labels = labels or tuple(sorted({label for row in rows for label in row.labels}))
    place = {label: i for i, label in enumerate(labels)}
    y = np.zeros((len(rows), len(labels)), np.int8)
    weak = np.zeros_like(y, dtype=bool)
    allow = np.zeros_like(weak)
    for i, row in enumerate(rows):
        for label in row.labels:
            y[i, place[label]] = 1
        for label in row.weak:
            if label in place:
                weak[i, place[label]] = True
        for label in allowed(rules, row.a.type, row.b.type):
            if label in place:
                allow[i, place[label]] = True
    pointers = np.cumsum([0, *(len(row.buckets) for row in rows)])
    indices = np.concatenate([row.buckets for row in rows])
    x = sp.csr_matrix((np.ones(len(indices), np.float32), indices, pointers), (len(rows), BUCKETS))
    usable = allow & ~(weak & (y == 0))
    return Table(rows, labels, x, y, usable, allow)


@dataclass
class Stage:
    """First-stage weights."""

    weights: np.ndarray
    bias: np.ndarray

    def logits(self, x: sp.csr_matrix) -> np.ndarray:
        return np.asarray(x @ self.weights.T + self.bias, np.float32)


def fit_first(data: Table, chosen: np.ndarray, c: float) -> Stage:
    """One logistic regression a label, over the pairs whose types allow it."""
    weights = np.zeros((len(data.labels), BUCKETS), np.float32)
    bias = np.full(len(data.labels), -6.0, np.float32)
    for i in range(len(data.labels)):
        mask = chosen & data.usable[:, i]
        if data.y[mask, i].sum() < 2 or data.y[mask, i].all():
            continue
        made = LogisticRegression(C=c, solver="liblinear", max_iter=100)
        made.fit(data.x[mask], data.y[mask, i])
        weights[i], bias[i] = made.coef_[0], made.intercept_[0]
    return Stage(weights, bias)


def trust_of(data: Table, chosen: np.ndarray, rules: Rules) -> dict[str, float]:
    """Log-odds that each rule is right, pulled towards what its author says."""
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for i in np.nonzero(chosen)[0]:
        row = data.rows[i]
        for hit in row.hits:
            label = way_of(hit, row.a, hit.predicate in SYMMETRIC)
            seen[hit.rule] += 1
            right[hit.rule] += label in row.labels or label in row.weak
    trust = {}
    said = {rule.id: rule.confidence for rule in rules.rules} | {MAKER_RULE: 0.6}
    for rule, confidence in said.items():
        share = (right[rule] + IMAGINED * confidence) / (seen[rule] + IMAGINED)
        trust[rule] = float(np.log(share / (1.0 - share + 1e-6)))
    return trust


def second_rows(
    data: Table,
    chosen: Sequence[int],
    logits: np.ndarray,
    trust: Mapping[str, float],
    others: tuple[np.ndarray, np.ndarray],
) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[tuple[int, int]]]:
    """Rows of the second stage: features, right or not, usable, and (row, label)."""
    found, right, usable, where = [], [], [], []
    count = len(data.labels)
    for i in chosen:
        row = data.rows[i]
        voted = {way_of(h, row.a, h.predicate in SYMMETRIC) for h in row.hits}
        labels = [int(j) for j in np.nonzero(data.allowed[i])[0]]
        keep = worth(data.labels, logits[i], labels, voted)
        if not keep:
            continue
        own = (others[0][i], others[1][i])
        dense = dense_features(data.labels, logits[i], labels, row.hits, (row.a, row.b), trust, own)
        for j, line in zip(labels, dense, strict=True):
            if j not in keep:
                continue
            wide = np.zeros((3, count), np.float32)
            wide[:, j] = 1.0, own[0][j], own[1][j]
            found.append(np.concatenate([line, wide.reshape(-1)]))
            right.append(int(data.y[i, j]))
            usable.append(bool(data.usable[i, j]))
            where.append((int(i), j))
    return np.array(found), np.array(right), np.array(usable), where


def contested(data: Table, logits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The best log-odds of another subject and of another object (row, label)."""
    sentences: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, row in enumerate(data.rows):
        sentences[row.case, row.skeleton.sentence.start].append(number)
    found = np.full((2, *logits.shape), LEAST, np.float32)
    for members in sentences.values():
        ends = [(data.rows[i].a, data.rows[i].b) for i in members]
        labels = [np.nonzero(data.allowed[i])[0].tolist() for i in members]
        found[:, members] = contest(data.labels, ends, list(logits[members]), labels)
    return found[0], found[1]


def worth(
    names: Sequence[str], logits: np.ndarray, labels: Sequence[int], voted: set[str]
) -> set[int]:
    """The labels of a pair that the second stage looks at."""
    least = np.log(WORTH / (1 - WORTH))
    return {j for j in labels if logits[j] > least or names[j] in voted}
