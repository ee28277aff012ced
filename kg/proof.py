"""A sentence that shows something, its article, and whom it means by 该产品 or 其."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.fold import fold_name
from kg.model import Article, Entity, Evidence, Statement

__all__ = ["Proof", "proof", "proof_of", "stand_ins"]


@dataclass(frozen=True, slots=True)
class Proof:
    """A sentence, and the article it stands in.

    Args:
        stands: (words, name) where other words stand for subject or object: (该产品, 飞桨).
    """

    quote: str
    title: str
    source: str
    date: str
    url: str
    article: str
    stands: tuple[tuple[str, str], ...] = ()


def proof(quote: str, article: Article, stands: tuple[tuple[str, str], ...] = ()) -> Proof:
    """A quote as a proof."""
    source, date, url = article.source, article.date, article.url
    return Proof(quote, article.title, source, date, url, article.id, stands)


def proof_of(
    place: Evidence, statement: Statement, article: Article, entity_of: Mapping[str, Entity]
) -> Proof:
    """A place of a statement as a proof."""
    return proof(place.quote, article, tuple(stand_ins(place, statement, entity_of)))


def stand_ins(
    place: Evidence, statement: Statement, entity_of: Mapping[str, Entity]
) -> Iterator[tuple[str, str]]:
    """What a place says instead of the names of subject and object, and whom it means."""
    for mark in place.marks:
        one = entity_of.get(statement.subject if mark.role == "subject" else statement.object)
        if one is not None and fold_name(mark.surface) not in _names(one):
            yield mark.surface, one.name


def _names(entity: Entity) -> set[str]:
    return {fold_name(name) for name in (entity.name, *(one.name for one in entity.aliases))}
