"""All that a build says about one entity, ready to be read."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from kg.assemble.cooccurrence import Together, cooccurrence
from kg.assemble.happenings import KIND_ZH, Happening, happenings
from kg.model import MODALITIES, Article, Entity, Statement, Tie
from kg.proof import Proof, proof, proof_of
from kg.schema import PredicateDef, Schema
from kg.segment import segment
from kg.subgraph import Rows, read_rows, resolve

# Beyond these, co-mentions are chance.
COMPANIONS = 12


@dataclass(frozen=True, slots=True)
class Naming:
    """Another name, what it is to the entity, what joined it, and the sentence that taught it."""

    name: str
    kind: str
    tie: Tie
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement seen from the entity: who is at its other end, and every place that says it."""

    other: Entity
    statement: Statement
    said_by: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of one predicate in one direction, the best supported first.

    Args:
        zh, en: how the predicate reads from the entity: 研发, or 由…研发 from the product.
    """

    predicate: str
    zh: str
    en: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A happening seen from the entity.

    Args:
        day, last: first and last day of it, ISO 8601 to the precision known.
        others: who else is in it, those first that a statement ties to the entity.
        modalities: how it is said, in all its statements.
        articles: how many tell of it.
        proofs: the earliest sentence about the entity, if one has an article.
    """

    day: str
    last: str
    zh: str
    en: str
    others: tuple[Entity, ...]
    modalities: tuple[str, ...]
    articles: int
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """One entity with everything said about it.

    Args:
        timeline: the happenings it takes part in, in the order of time.
        together: entities named in the same articles, the weightiest first.
        months: (YYYY-MM, articles) ascending; without the undated.
        articles: where it is named, the newest first.
    """

    entity: Entity
    type_zh: str
    type_en: str
    names: tuple[Naming, ...]
    groups: tuple[Group, ...]
    timeline: tuple[Moment, ...]
    together: tuple[tuple[Entity, Together], ...]
    months: tuple[tuple[str, int], ...]
    articles: tuple[Article, ...]


def dossier(build: Path, name: str, schema: Schema) -> Dossier:
    """The dossier of the entity with this name, alias, IRI, or unique part of a name.

    Raises:
        QueryError: nobody is called so, or several are; the message lists them.
        BuildError: the build is missing or damaged.
    """
    rows = read_rows(build)
    return dossier_of(rows, resolve(rows.entities, name), schema)


def dossier_of(rows: Rows, entity: Entity, schema: Schema) -> Dossier:
    """The dossier of an entity of a build in memory."""
    inside = {article for article, named, _, _ in rows.named if named == entity.id}
    articles = [one for one in rows.articles if one.id in inside]
    kind = schema.classes.get(entity.type)
    return Dossier(
        entity,
        kind.zh if kind else entity.type,
        kind.en if kind else entity.type,
        tuple(_names(rows, entity)),
        tuple(_groups(rows, entity, schema)),
        tuple(_timeline(rows, entity)),
        tuple(_together(rows, entity, inside)),
        tuple(sorted(Counter(one.date[:7] for one in articles if len(one.date) >= 7).items())),
        tuple(sorted(articles, key=lambda one: (one.date, one.id), reverse=True)),
    )


def _names(rows: Rows, entity: Entity) -> Iterator[Naming]:
    article_of = {one.id: one for one in rows.articles}
    for alias in entity.aliases:
        known = article_of.get(alias.article)
        shown = (proof(alias.quote, known),) if known else ()
        yield Naming(alias.name, alias.kind, alias.tie, shown)


def _groups(rows: Rows, entity: Entity, schema: Schema) -> list[Group]:
    entity_of = {one.id: one for one in rows.entities}
    article_of = {one.id: one for one in rows.articles}
    grouped: dict[tuple[str, bool], list[Fact]] = {}
    for one in rows.statements:
        if entity.id not in (one.subject, one.object):
            continue
        other = entity_of.get(one.object if one.subject == entity.id else one.subject)
        if other is None:
            continue
        symmetric = (
            one.predicate in schema.predicates and schema.predicates[one.predicate].symmetric
        )
        speaker = entity_of.get(one.attributed_to)
        proofs = tuple(
            proof_of(place, one, article_of[place.article], entity_of)
            for place in one.evidence
            if place.article in article_of
        )
        fact = Fact(other, one, speaker.name if speaker else "", proofs)
        grouped.setdefault((one.predicate, symmetric or one.subject == entity.id), []).append(fact)
    groups = [_group(key, facts, schema) for key, facts in grouped.items()]
    return sorted(groups, key=lambda group: (-len(group.facts), group.predicate, group.zh))


def _group(key: tuple[str, bool], facts: list[Fact], schema: Schema) -> Group:
    predicate, forward = key
    zh, en = _reading(schema.predicates.get(predicate), predicate, forward)
    ordered = sorted(
        facts, key=lambda fact: (-len(fact.proofs), fact.other.name, fact.statement.id)
    )
    return Group(predicate, zh, en, tuple(ordered))


def _reading(known: PredicateDef | None, predicate: str, forward: bool) -> tuple[str, str]:
    if known is None:
        return predicate, predicate
    return (known.zh, known.en) if forward else (known.inverse_zh, known.inverse_en)


def _timeline(rows: Rows, entity: Entity) -> Iterator[Moment]:
    said = {one.id: one for one in rows.statements}
    entity_of = {one.id: one for one in rows.entities}
    article_of = {one.id: one for one in rows.articles}
    for one in happenings(rows.statements):
        if entity.id in one.actors:
            yield _moment(one, [said[id_] for id_ in one.statements], entity, entity_of, article_of)


def _moment(
    one: Happening,
    said: list[Statement],
    entity: Entity,
    entity_of: dict[str, Entity],
    article_of: dict[str, Article],
) -> Moment:
    own = [s for s in said if entity.id in (s.subject, s.object)]
    near = {end for s in own for end in (s.subject, s.object)}
    others = [entity_of[id_] for id_ in one.actors if id_ != entity.id and id_ in entity_of]
    places = [(at, s) for s in own for at in s.evidence if at.article in article_of]
    places.sort(key=lambda p: (article_of[p[0].article].date, p[0].article, p[0].start))
    return Moment(
        one.start,
        one.end,
        KIND_ZH[one.kind],
        one.kind,
        tuple(sorted(others, key=lambda o: (o.id not in near, -o.articles, o.id))),
        tuple(how for how in MODALITIES if any(s.modality == how for s in said)),
        len({place.article for s in said for place in s.evidence}),
        tuple(proof_of(at, s, article_of[at.article], entity_of) for at, s in places[:1]),
    )


def _together(rows: Rows, entity: Entity, inside: set[str]) -> Iterator[tuple[Entity, Together]]:
    entity_of = {one.id: one for one in rows.entities}
    found = cooccurrence(named_by_sentence(rows, inside), least=1, around=entity.id)
    for one in sorted(found, key=_weight)[:COMPANIONS]:
        yield entity_of[one.second if one.first == entity.id else one.first], one


def _weight(one: Together) -> tuple[int, float, str, str]:
    return -one.articles - one.sentences, -one.npmi, one.first, one.second


def named_by_sentence(rows: Rows, inside: Set[str]) -> Iterator[list[set[str]]]:
    """The known entities that the sentences of each article name; outside of `inside`, as one."""
    known = {one.id for one in rows.entities}
    named: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for article, entity, start, _ in rows.named:
        if entity in known:
            named[article].append((start, entity))
    for one in rows.articles:
        starts = [sentence.start for sentence in segment(one)] if one.id in inside else []
        groups: defaultdict[int, set[str]] = defaultdict(set)
        for start, entity in named[one.id]:
            groups[bisect_right(starts, start)].add(entity)
        yield list(groups.values())
