"""The relator: rules and classifier over the sentences of one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.model import Article, Chain, Mention, Relation, Sentence


@dataclass(frozen=True, slots=True)
class Relator:
    """Finds the relations of one article.

    Args:
        digest: SHA-256 of the rules and of the model.
    """

    digest: str = ""

    def relate(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        chains: Sequence[Chain],
    ) -> tuple[Relation, ...]:
        """The relations that the sentences state, sorted by place."""
        return ()


def load_relator(schemas: Path) -> Relator:
    """Load the rules of `schemas/relations/` and the classifier."""
    return Relator()
