"""All that articles say one by one: the bracket of the line that an engine maps over batches."""

from __future__ import annotations

from collections.abc import Sequence

from kg.detect import Document, detect
from kg.link import link
from kg.model import Article, Extraction, Mention
from kg.tools import Tools


def extract(articles: Sequence[Article], tools: Tools) -> list[Extraction]:
    """One extraction an article; pure: the same articles and tools give the same extractions."""
    return [
        _extract(document, mentions, tools)
        for document, mentions in detect(articles, tools.detectors, tools.keep, tools.schema.top)
    ]


def _extract(document: Document, mentions: tuple[Mention, ...], tools: Tools) -> Extraction:
    article, sentences = document.article, document.sentences
    linked = link(article, sentences, mentions, tools.lexicon, tools.naming)
    relations = tools.relator.relate(article, sentences, mentions, linked.chains)
    return Extraction(
        article.id, article.sha256, mentions, linked.chains, linked.name_ties, relations
    )
