"""Makes one graph of what the articles say: names become entities, sentences statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.assemble.candidates import Candidate, candidates
from kg.assemble.context import Company
from kg.assemble.entities import Draft, entities, identify
from kg.assemble.gather import Gathered, Key, Local, Node, gather
from kg.assemble.resolve import Clusters, Doubt, decide_senses, resolve
from kg.assemble.statements import merge
from kg.assemble.verdicts import allowed, replay
from kg.assemble.whys import Union
from kg.decisions import Decision
from kg.errors import Problem
from kg.lexicon import Lexicon
from kg.model import Article, Extraction, Graph
from kg.naming import Knowledge, shipped

__all__ = ["Question", "assemble"]


@dataclass(frozen=True, slots=True, order=True)
class Question:
    """What the build is unsure of, for a person to decide.

    Args:
        kind: `alias` (may the two be one?) or `namesake` (which of them is meant?).
        entity: id of the entity with the doubtful name.
        candidates: ids of the entities it may be, the best first.
        points: of the best.
        reasons: why, as `weight points`.
        articles: how many articles are concerned.
        statements: how many statements hang on the doubtful entity.
    """

    kind: str
    entity: str
    candidates: tuple[str, ...]
    points: float
    reasons: tuple[str, ...]
    articles: int
    statements: int


def assemble(
    extractions: Iterable[Extraction],
    article_of: Callable[[str], Article],
    lexicon: Lexicon,
    decisions: Sequence[Decision] = (),
    on_problem: Callable[[Problem], None] = lambda problem: None,
    on_question: Callable[[Question], None] = lambda question: None,
    known: Knowledge | None = None,
) -> Graph:
    """The graph of all extractions; the same for any order of them.

    Args:
        extractions: walked more than once.
        article_of: an article by id, read for quotes and dates only.
        decisions: what a person decided; beats every score.
        on_problem: told of outdated decisions.
        on_question: told of doubtful merges and namesakes, those with most statements first.
        known: how names are compared; the shipped `linking.toml` when not given.
    """
    known = known or shipped()
    gathered = gather(extractions, lexicon, known)
    company = Company(gathered)
    proposals = candidates(
        gathered,
        lexicon,
        company,
        known,
        _place_test(lexicon, known),
        lambda article: article_of(article).date[:4],
    )
    clusters = Clusters(gathered, known)
    names = replay(decisions, gathered, clusters, lexicon, known, on_problem)
    doubts, shared = resolve(clusters, proposals, known)
    given, open_senses = decide_senses(gathered, clusters, shared, company, known)
    unions = [*clusters.unions, *_by_company(shared, proposals)]
    moved = _moved(gathered, clusters, given, shared)
    drafts = identify(_drafts(moved, clusters, names, unions, known), lexicon, known)
    entity_of = {
        (local.article, local.chain): draft.id
        for draft in drafts
        for node in draft.nodes
        for local in node.locals
    }
    statements = merge(_Kept(extractions, entity_of), entity_of, article_of)
    statements = allowed(statements, decisions, on_problem)
    made = tuple(entities(drafts, article_of, known))
    graph = Graph(made, statements, entity_of)
    for question in _questions([*doubts, *open_senses], drafts, clusters, graph):
        on_question(question)
    return graph


def _place_test(lexicon: Lexicon, known: Knowledge) -> Callable[[str], bool]:
    def is_place(word: str) -> bool:
        return any(known.top(entry.type) == "Place" for entry in lexicon.lookup(word))

    return is_place


class _Kept:
    """The extractions without relations whose ends have no entity; walked more than once."""

    def __init__(
        self, extractions: Iterable[Extraction], entity_of: dict[tuple[str, int], str]
    ) -> None:
        self._extractions = extractions
        self._entity_of = entity_of

    def __iter__(self) -> Iterator[Extraction]:
        for one in self._extractions:
            kept = tuple(
                relation
                for relation in one.relations
                if (one.article, relation.subject) in self._entity_of
                and (one.article, relation.object) in self._entity_of
                and (
                    relation.attributed_to < 0
                    or (one.article, relation.attributed_to) in self._entity_of
                )
            )
            yield one if len(kept) == len(one.relations) else replace(one, relations=kept)


def _moved(
    gathered: Gathered,
    clusters: Clusters,
    given: Mapping[Local, Key],
    shared: Container[Key],
) -> dict[Key, list[Node]]:
    """The nodes of each cluster; those of a shared name with the sightings given to it."""
    moved: defaultdict[Key, list[Node]] = defaultdict(list)
    for key, node in sorted(gathered.nodes.items()):
        if key not in shared:
            moved[clusters.root(key)].append(node)
            continue
        senses: defaultdict[Key, list[Local]] = defaultdict(list)
        for local in node.locals:
            senses[clusters.root(given.get(local, key))].append(local)
        if len(senses) < 2:
            moved[next(iter(senses), clusters.root(key))].append(node)
        else:
            for root, locals in senses.items():
                moved[root].append(_part(node, locals))
    return moved


def _drafts(
    moved: Mapping[Key, list[Node]],
    clusters: Clusters,
    names: dict[Key, str],
    unions: Sequence[Union],
    known: Knowledge,
) -> Iterator[Draft]:
    """The clusters as they are named, without bare rare terms."""
    why: defaultdict[Key, list[Union]] = defaultdict(list)
    for union in unions:
        why[clusters.root(union.full)].append(union)
    for root in sorted(moved):
        nodes = moved[root]
        articles = {article for node in nodes for article in node.articles}
        sure = any(node.sure for node in nodes) or len(articles) >= known.least_articles
        if articles and sure:
            preferred = min((names[n.key] for n in nodes if n.key in names), default="")
            yield Draft(nodes, preferred, why[root])


def _by_company(
    shared: Mapping[Key, Sequence[Key]], proposals: Sequence[Candidate]
) -> Iterator[Union]:
    """Why a name is its owners': each has the sightings that keep its company."""
    reasons = {(one.short, one.full): one.reasons for one in proposals}
    for short, owners in shared.items():
        for owner in owners:
            yield Union(short, owner, "company", reasons[short, owner])


def _part(node: Node, locals: list[Local]) -> Node:
    """The node with some of its sightings."""
    part = Node(node.key, node.top, node.entry, locals, sure=node.sure)
    for local in locals:
        part.surfaces.update(dict(local.surfaces))
        part.types[local.type] += sum(count for _, count in local.surfaces)
    inside = {local.article for local in locals}
    part.places = {s: place for s, place in node.places.items() if place[0] in inside}
    part.said = {said for said in node.said if said.article in inside}
    return part


def _questions(
    doubts: Sequence[Doubt], drafts: Sequence[Draft], clusters: Clusters, graph: Graph
) -> list[Question]:
    """The doubts in terms of entities, those with most statements first."""
    id_of = {clusters.root(node.key): draft.id for draft in drafts for node in draft.nodes[:1]}
    hanging: defaultdict[str, int] = defaultdict(int)
    for statement in graph.statements:
        for id in {statement.subject, statement.object}:
            hanging[id] += 1
    articles = {entity.id: entity.articles for entity in graph.entities}
    found: set[Question] = set()
    for doubt in doubts:
        entity = id_of.get(clusters.root(doubt.name), "")
        owners = [id_of.get(clusters.root(key), "") for key, _ in doubt.candidates]
        known = tuple(dict.fromkeys(id for id in owners if id and id != entity))
        if entity and known:
            count = len(doubt.articles) or articles[entity]
            why = tuple(f"{name} {points:g}" for name, points in doubt.reasons)
            points = doubt.candidates[0][1]
            found.add(Question(doubt.kind, entity, known, points, why, count, hanging[entity]))
    return sorted(found, key=lambda q: (-q.statements, -q.articles, q))
