"""Scores how names are joined: B-cubed over mentions, and pairs of names of one entity.

The definitions are those of the annotation guidelines, section "How it is scored".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from kg.eval.score import Score

__all__ = ["Clustering", "alias_pairs", "b_cubed"]

Span = TypeVar("Span", bound=Hashable)
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Clustering:
    """Precision and recall of a clustering.

    Args:
        found, gold: clusters that hold an annotated mention, and annotated clusters.
    """

    precision: float
    recall: float
    found: int
    gold: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(gold: Mapping[Span, Hashable], found: Mapping[Span, Hashable]) -> Clustering:
    """B-cubed over the annotated mentions (Bagga and Baldwin, 1998).

    Args:
        gold: the annotated entity of every annotated mention.
        found: the predicted entity of those that were found; the others stand alone.
    """
    if not gold:
        return Clustering(0.0, 0.0, 0, 0)
    guess = {span: ("found", found[span]) if span in found else ("alone", span) for span in gold}
    both = Counter((gold[span], guess[span]) for span in gold)
    of_gold, of_guess = Counter(gold.values()), Counter(guess.values())
    precision = sum(n * n / of_guess[key[1]] for key, n in both.items()) / len(gold)
    recall = sum(n * n / of_gold[key[0]] for key, n in both.items()) / len(gold)
    return Clustering(precision, recall, len(of_guess), len(of_gold))


def alias_pairs(
    gold: Mapping[Span, Hashable], found: Mapping[Span, Hashable], surface: Mapping[Span, str]
) -> Score:
    """Pairs of different surfaces of one entity.

    Args:
        gold, found: as for `b_cubed`.
        surface: the text of every annotated mention.

    Returns:
        Precision: of the pairs that share a predicted entity, how many share an annotated one;
        recall: of those that share an annotated one, and were found, how many a predicted one.
    """
    seen = [span for span in gold if span in found]
    truth = _pairs((gold[span], surface[span]) for span in seen)
    guess = _pairs((found[span], surface[span]) for span in seen)
    return Score(len(guess & truth), len(guess), len(truth & guess), len(truth))


def _pairs(named: Iterable[tuple[Hashable, str]]) -> set[Pair]:
    surfaces: dict[Hashable, set[str]] = defaultdict(set)
    for entity, name in named:
        surfaces[entity].add(name)
    return {pair for names in surfaces.values() for pair in combinations(sorted(names), 2)}
