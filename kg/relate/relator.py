"""The relator: rules and classifier over the sentences of one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.model import Article, Chain, Mention, Relation, Sentence
from kg.relate.carry import read
from kg.relate.rules import Hit, Rules, load_rules, match_rules
from kg.relate.skeleton import CLAUSE_ENDS, Skeleton


@dataclass(frozen=True, slots=True)
class Relator:
    """Finds the relations of one article."""

    rules: Rules

    @property
    def digest(self) -> str:
        """SHA-256 of the rules and of the model."""
        return self.rules.digest

    def relate(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        chains: Sequence[Chain],
    ) -> tuple[Relation, ...]:
        """The relations that the sentences state, sorted by place."""
        rules = self.rules
        read_ = read(article, sentences, mentions, chains, rules.top, rules.anaphors)
        found: dict[tuple[int, str, int, int], Relation] = {}
        for skeleton in read_:
            for hit in match_rules(rules.rules, skeleton):
                relation = _relation(hit, skeleton)
                key = (relation.subject, relation.predicate, relation.object, relation.start)
                if key not in found or found[key].confidence < relation.confidence:
                    found[key] = relation
        return tuple(found[key] for key in sorted(found, key=lambda k: (k[3], k)))


def _relation(hit: Hit, skeleton: Skeleton) -> Relation:
    first = min(hit.start, hit.subject.place, hit.object.place)
    last = max(hit.end - 1, hit.subject.place, hit.object.place)
    while first > 0 and skeleton.text[first - 1] not in CLAUSE_ENDS:
        first -= 1
    while last + 1 < len(skeleton.text) and skeleton.text[last + 1] not in CLAUSE_ENDS:
        last += 1
    start, end = skeleton.offsets[first], skeleton.offsets[last + 1]
    return Relation(
        hit.subject.chain,
        hit.predicate,
        hit.object.chain,
        start,
        end,
        hit.rule,
        role=hit.role,
        confidence=hit.confidence,
    )


def load_relator(schemas: Path) -> Relator:
    """Load the rules of `schemas/relations/` and the classifier."""
    return Relator(load_rules(schemas))
