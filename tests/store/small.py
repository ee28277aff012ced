"""Build folders made of a few words: articles as text, facts as `subject predicate object`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.model import (
    Alias,
    Article,
    Chain,
    Entity,
    Evidence,
    Extraction,
    Graph,
    Mention,
    Modality,
    Statement,
)
from kg.rdf import Iris
from kg.schema import Schema, load_schema, schemas_folder
from kg.store import write_rdf
from kg.tabulate import write_tables

IRIS = Iris()


@dataclass(frozen=True)
class Fact:
    """`百度 develops 飞桨` said in the first sentence of an article."""

    article: str
    subject: str
    predicate: str
    object: str
    modality: Modality = "asserted"
    role: str = ""


def schema() -> Schema:
    """The shipped schema."""
    return load_schema(schemas_folder())


def write_small(
    folder: Path,
    texts: Mapping[str, str],
    types: Mapping[str, str],
    facts: Iterable[Fact] = (),
    aliases: Mapping[str, tuple[Alias, ...]] | None = None,
    same_as: Mapping[str, tuple[str, ...]] | None = None,
) -> Path:
    """The tables of a build whose entities are the names in `types`, found where they stand."""
    folder.mkdir(parents=True, exist_ok=True)
    articles = [_article(id_, text) for id_, text in texts.items()]
    extractions = [_extraction(one, types) for one in articles]
    entity_of = {
        (one.article, index): chain.name
        for one in extractions
        for index, chain in enumerate(one.chains)
    }
    entities = _entities(extractions, types, aliases or {}, same_as or {})
    statements = _statements(facts, texts)
    graph = Graph(tuple(entities), tuple(statements), entity_of)
    write_tables(graph, articles, extractions, IRIS, folder)
    return folder


def build_small(
    folder: Path,
    texts: Mapping[str, str],
    types: Mapping[str, str],
    facts: Iterable[Fact] = (),
    previous: Path | None = None,
) -> str:
    """Tables and RDF of such a build; gives the digest."""
    return write_rdf(write_small(folder, texts, types, facts), schema(), IRIS, previous)


def _article(id_: str, text: str) -> Article:
    title = text.partition("\n")[0]
    return Article(id_, id_, title, "2026-05-15", "测试报", f"https://news.example/{id_}", text)


def _extraction(article: Article, types: Mapping[str, str]) -> Extraction:
    mentions: list[Mention] = []
    chains: list[Chain] = []
    for name, type_ in types.items():
        places = []
        start = article.text.find(name)
        while name and start >= 0:
            places.append(len(mentions))
            mentions.append(Mention(start, start + len(name), name, type_, 0.9, "lexicon"))
            start = article.text.find(name, start + len(name))
        if places:
            chains.append(Chain(name, type_, "", tuple(places)))
    return Extraction(article.id, article.sha256, tuple(mentions), tuple(chains))


def _entities(
    extractions: list[Extraction],
    types: Mapping[str, str],
    aliases: Mapping[str, tuple[Alias, ...]],
    same_as: Mapping[str, tuple[str, ...]],
) -> list[Entity]:
    counts: defaultdict[str, list[int]] = defaultdict(list)
    for extraction in extractions:
        for chain in extraction.chains:
            counts[chain.name].append(len(chain.mentions))
    return [
        Entity(
            name,
            name,
            types[name],
            aliases.get(name, ()),
            same_as.get(name, ()),
            len(found),
            sum(found),
        )
        for name, found in sorted(counts.items())
    ]


def _statements(facts: Iterable[Fact], texts: Mapping[str, str]) -> list[Statement]:
    said: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for fact in facts:
        if fact.article in texts:
            claim = (fact.subject, fact.predicate, fact.object, fact.modality, fact.role)
            said[claim].append(fact.article)
    return [
        Statement(
            "-".join(claim),
            claim[0],
            claim[1],
            claim[2],
            claim[3],  # type: ignore[arg-type]
            "",
            claim[4],
            "",
            min(1.0, 0.5 + 0.1 * len(articles)),
            "current",
            tuple(
                Evidence(id_, 0, len(texts[id_]), texts[id_], "test")
                for id_ in sorted(set(articles))
            ),
        )
        for claim, articles in sorted(said.items())
    ]
