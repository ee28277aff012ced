"""Decides which predicates hold between two mentions: rules and classifier together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kg.model import Chain
from kg.relate.classifier import Classifier, way_of
from kg.relate.contest import contest
from kg.relate.features import Pair, features, hashed, pairs
from kg.relate.makers import made_hits
from kg.relate.rules import Hit, Rules, match_rules
from kg.relate.skeleton import Skeleton, Slot

__all__ = ["MODEL_RULE", "Judge", "fired_hits"]

# The rule named in the evidence where the classifier proposes and every rule is silent.
MODEL_RULE = "model.pairs"
# The classifier learnt from annotated mentions; those of a build may be none. The full product of
# their scores is too harsh, for what a relation holds together is more often right than not.
_DOUBT = 0.5
_Floats = NDArray[np.float32]


def fired_hits(
    rules: Rules, makers: Mapping[str, str], skeleton: Skeleton, chains: Sequence[Chain]
) -> list[Hit]:
    """What rules and the lexicon say of a sentence, before the classifier weighs it."""
    return match_rules(rules.rules, skeleton) + made_hits(makers, skeleton, chains)


@dataclass(frozen=True, slots=True)
class _View:
    """A pair with the labels that its types allow, the rules' hits and the first stage's word."""

    pair: Pair
    labels: tuple[int, ...]
    fired: Sequence[Hit]
    logits: _Floats


@dataclass(frozen=True, slots=True)
class Judge:
    """Rules propose, the classifier weighs them and proposes besides.

    Without a classifier every hit of a rule stands with the rule's own confidence.
    """

    rules: Rules
    makers: Mapping[str, str]
    classifier: Classifier | None
    allowed: Mapping[tuple[str, str], tuple[int, ...]]

    def hits(self, skeleton: Skeleton, chains: Sequence[Chain]) -> list[Hit]:
        """What holds in a sentence; `confidence` of a hit is its calibrated chance."""
        fired = fired_hits(self.rules, self.makers, skeleton, chains)
        if self.classifier is None:
            return fired
        by_pair: dict[tuple[int, int], list[Hit]] = defaultdict(list)
        for hit in fired:
            first, last = sorted((hit.subject.place, hit.object.place))
            by_pair[first, last].append(hit)
        views = self._views(skeleton, chains, by_pair)
        others = contest(
            self.classifier.labels,
            [view.pair for view in views],
            [view.logits for view in views],
            [view.labels for view in views],
        )
        judged = [
            hit
            for view, subject, object_ in zip(views, *others, strict=True)
            for hit in self._judged(view, (subject, object_))
        ]
        # What a sure rule says of two chains, the classifier alone does not contradict.
        settled = {_ends(hit) for hit in fired if hit.sure}
        return [hit for hit in judged if hit.rule != MODEL_RULE or _ends(hit) not in settled]

    def _views(
        self,
        skeleton: Skeleton,
        chains: Sequence[Chain],
        by_pair: Mapping[tuple[int, int], Sequence[Hit]],
    ) -> list[_View]:
        """The pairs whose types allow a predicate, as the first stage sees them."""
        mentions_of = {place: len(chain.mentions) for place, chain in enumerate(chains)}
        made = []
        for pair in pairs(skeleton):
            labels = self.allowed.get((pair[0].type, pair[1].type), ())
            if self.classifier and labels:
                fired = by_pair.get((pair[0].place, pair[1].place), ())
                seen = features(skeleton, pair, fired, mentions_of, self.rules.cues)
                made.append(_View(pair, labels, fired, self.classifier.logits(hashed(seen))))
        return made

    def _judged(self, view: _View, others: tuple[_Floats, _Floats]) -> Iterator[Hit]:
        model, (a, b), fired = self.classifier, view.pair, view.fired
        if model is None:
            return
        chances = model.probabilities(view.logits, view.labels, fired, view.pair, others)
        found = (a.score * b.score) ** _DOUBT
        for place, chance in zip(view.labels, chances * found, strict=True):
            label, least = model.labels[place], max(float(chance), self._sure(place, fired, a))
            if least >= model.least(label):
                yield self._hit(label, round(least, 4), fired, a, b)

    def _sure(self, place: int, fired: Sequence[Hit], a: Slot) -> float:
        """The chance that a rule which may not be vetoed gives a label."""
        if self.classifier is None:
            return 0.0
        label, symmetric = self.classifier.labels[place], self.rules.symmetric
        return max(
            (
                hit.confidence
                for hit in fired
                if hit.sure and way_of(hit, a, hit.predicate in symmetric) == label
            ),
            default=0.0,
        )

    def _hit(self, label: str, chance: float, fired: Sequence[Hit], a: Slot, b: Slot) -> Hit:
        symmetric = self.rules.symmetric
        own = [hit for hit in fired if way_of(hit, a, hit.predicate in symmetric) == label]
        if own:
            best = max(own, key=lambda hit: (hit.confidence, hit.rule))
            return replace(best, confidence=chance)
        subject, object_ = (b, a) if label.endswith("<") else (a, b)
        predicate = label.rstrip("<>")
        return Hit(MODEL_RULE, predicate, subject, object_, chance, "", a.place, b.place + 1)


def _ends(hit: Hit) -> frozenset[int]:
    return frozenset((hit.subject.chain, hit.object.chain))
