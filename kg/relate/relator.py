"""The relator: rules and classifier over the sentences of one article."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.model import NOWHERE, Article, Chain, Mention, Modality, Relation, Sentence
from kg.relate.carry import read
from kg.relate.classifier import Classifier, load_classifier
from kg.relate.dateline import without_datelines
from kg.relate.judge import MODEL_RULE, Judge
from kg.relate.makers import load_makers
from kg.relate.qualify import Span, amounts, modality, sentence_times, speaker, when
from kg.relate.rules import Hit, Rules, load_rules
from kg.relate.skeleton import CLAUSE_ENDS, TYPES, Skeleton, Slot
from kg.relate.times import Time

# Predicates whose sums and shares are kept.
_PAID = frozenset({"investsIn", "acquires", "supplies"})


# Predicates whose object has one subject, or a few that one sentence names together.
_OWNED = frozenset({"develops", "issues", "organizes", "acquires"})
# A founder often works for what he founded.
_BESIDE = frozenset({"worksFor", "founded"})
MODEL = Path(__file__).parent / "models" / "pairs.npz"


@dataclass(frozen=True, slots=True)
class Relator:
    """Finds the relations of one article.

    Args:
        digest: SHA-256 of the rules and of the model.
    """

    rules: Rules
    judge: Judge
    digest: str

    def relate(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        chains: Sequence[Chain],
    ) -> tuple[Relation, ...]:
        """The relations that the sentences state, sorted by place."""
        rules = self.rules
        told = without_datelines(article.text, mentions, chains)
        read_ = read(article, sentences, mentions, told, rules.top, rules.anaphors)
        found: dict[tuple[int, str, int, int], Relation] = {}
        for skeleton in read_:
            times = sentence_times(article.text, skeleton, article.date)
            for hit in self.judge.hits(skeleton, chains):
                relation = self._relation(article.text, hit, skeleton, times)
                key = (relation.subject, relation.predicate, relation.object, relation.start)
                if key not in found or found[key].confidence < relation.confidence:
                    found[key] = relation
        kept = _shown(list(found.values()))
        if self.judge.classifier:
            kept = _one_predicate(_owned(kept))
        return tuple(sorted(kept, key=lambda r: (r.start, r.subject, r.predicate, r.object)))

    def _relation(self, text: str, hit: Hit, skeleton: Skeleton, times: Sequence[Time]) -> Relation:
        ends = sorted((hit.subject.place, hit.object.place))
        span = Span(hit.start, max(hit.end, ends[1] + 1), ends[0], ends[1])
        start, end = _evidence(skeleton, span)
        said, cue = modality(self.rules.manner, skeleton, span, hit.predicate)
        if hit.modality:
            said = _known(hit.modality)
        state = hit.predicate in self.rules.manner.states
        return Relation(
            hit.subject.chain,
            hit.predicate,
            hit.object.chain,
            start,
            end,
            hit.rule,
            said,
            cue,
            "" if state else when(skeleton, times, span),
            _role(text, skeleton, *hit.role),
            speaker(skeleton, span, frozenset((hit.subject.chain, hit.object.chain))),
            amounts(text[start:end]) if hit.predicate in _PAID else (),
            hit.confidence,
            _at(text, skeleton, hit.subject),
            _at(text, skeleton, hit.object),
        )


def _at(text: str, skeleton: Skeleton, slot: Slot) -> tuple[int, int]:
    """Where a sentence has what a slot stands for; a left-out subject where it was named last."""
    if slot.start == slot.end:
        named = (s for s in reversed(skeleton.slots) if s.place < slot.place and s.end > s.start)
        antecedent = next((s for s in named if s.chain == slot.chain), None)
        return _at(text, skeleton, antecedent) if antecedent else NOWHERE
    # The bracket of （记者张三） stands for the paper that he writes for, and is no word for it.
    says = any(char.isalnum() for char in text[slot.start : slot.end])
    return (slot.start, slot.end) if says else NOWHERE


def _role(text: str, skeleton: Skeleton, left: int, right: int) -> str:
    """The title of a person as the article writes it."""
    if right <= left:
        return ""
    return text[skeleton.offsets[left] : skeleton.offsets[right - 1] + 1].strip("：:（(、，, ")


def _shown(relations: Sequence[Relation]) -> list[Relation]:
    """Without sentences that only leave an end out, where another names both ends of the claim.

    What was carried into a sentence may be wrong, and so would be its time.
    """
    named = {_claim(r) for r in relations if NOWHERE not in (r.subject_at, r.object_at)}
    return [
        r for r in relations if NOWHERE not in (r.subject_at, r.object_at) or _claim(r) not in named
    ]


def _claim(relation: Relation) -> tuple[int, str, int]:
    return relation.subject, relation.predicate, relation.object


def _owned(relations: Sequence[Relation]) -> list[Relation]:
    """Without what the classifier alone says of a thing whose maker or issuer a rule has found.

    甲发布青鸟，乙股价下跌: a rule says that 甲 develops 青鸟, so 乙 does not.
    """
    told = {(r.predicate, r.object) for r in relations if r.rule != MODEL_RULE}
    return [
        r
        for r in relations
        if r.rule != MODEL_RULE or r.predicate not in _OWNED or (r.predicate, r.object) not in told
    ]


def _one_predicate(relations: Sequence[Relation]) -> list[Relation]:
    """Of every two chains the likeliest predicate only: 98% of annotated pairs state just one."""
    best: dict[tuple[int, int], Relation] = {}
    for one in sorted(relations, key=lambda r: (-r.confidence, r.predicate)):
        best.setdefault(_pair(one), one)
    return [
        one
        for one in relations
        if one.predicate in _BESIDE or one.predicate == best[_pair(one)].predicate
    ]


def _pair(relation: Relation) -> tuple[int, int]:
    return min(relation.subject, relation.object), max(relation.subject, relation.object)


def _known(word: str) -> Modality:
    kinds: dict[str, Modality] = {
        "planned": "planned",
        "predicted": "predicted",
        "negated": "negated",
        "reported": "reported",
    }
    return kinds.get(word, "asserted")


def _evidence(skeleton: Skeleton, span: Span) -> tuple[int, int]:
    """The clauses of the article's text that hold a match."""
    first, last = min(span.start, span.first), max(span.end - 1, span.last)
    while first > 0 and skeleton.text[first - 1] not in CLAUSE_ENDS:
        first -= 1
    while last + 1 < len(skeleton.text) and skeleton.text[last + 1] not in CLAUSE_ENDS:
        last += 1
    return skeleton.offsets[first], skeleton.offsets[last + 1]


def load_relator(schemas: Path, model: Path | None = MODEL) -> Relator:
    """Load the rules of `schemas/relations/` and the classifier; None stands for rules alone.

    Raises:
        SchemaError: a fault in a rule file or in the model.
    """
    rules = load_rules(schemas)
    classifier = load_classifier(model) if model and model.is_file() else None
    digest = hashlib.sha256(rules.digest.encode())
    digest.update(classifier.digest.encode() if classifier else b"")
    judge = Judge(rules, load_makers(schemas), classifier, _allowed(rules, classifier))
    return Relator(rules, judge, digest.hexdigest())


def _allowed(rules: Rules, classifier: Classifier | None) -> dict[tuple[str, str], tuple[int, ...]]:
    """The labels that two types allow, by the types in the order of the text."""
    if classifier is None:
        return {}
    fits = rules.schema.fits
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    for first in TYPES:
        for second in TYPES:
            kept = [
                place
                for place, label in enumerate(classifier.labels)
                if (
                    fits(second, label.rstrip("<>"), first)
                    if label.endswith("<")
                    else fits(first, label.rstrip("<>"), second)
                )
            ]
            found[first, second] = tuple(kept)
    return found
