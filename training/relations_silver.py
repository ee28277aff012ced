"""Candidate pairs of unlabelled news as the line itself finds them, for the teacher to label."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kg.detect import detect
from kg.link import link
from kg.model import Article
from kg.relate.rules import Rules
from kg.tools import Settings, Tools, load_tools
from training.corpus import articles
from training.news import SHARES, kind_of
from training.relations_fit import Row, candidates

# Long articles say the same things again: their head is enough.
HEAD = 2500


def silver_rows(
    news: Path, size: int, barred: set[str], rules: Rules, makers: Mapping[str, str], seed: int = 5
) -> list[Row]:
    """Rows of about `size` characters of news in the shares of `training.news`.

    Args:
        barred: titles of annotated articles.
    """
    tools, rows = load_tools(Settings()), []
    chosen = _chosen(news, size, barred, seed)
    for start in range(0, len(chosen), 64):
        rows += _rows(chosen[start : start + 64], tools, rules, makers, start)
    return rows


def _chosen(news: Path, size: int, barred: set[str], seed: int) -> list[Article]:
    pools: dict[str, list[Article]] = {kind: [] for kind in SHARES}
    for article in articles(news):
        if article.title not in barred:
            pools[kind_of(article)].append(article)
    rng, chosen = random.Random(seed), []
    for kind, pool in pools.items():
        rng.shuffle(pool)
        left = size * SHARES[kind] // sum(SHARES.values())
        for article in pool:
            if left <= 0:
                break
            chosen.append(replace(article, text=article.text[:HEAD]))
            left -= len(chosen[-1].text)
    return chosen


def _rows(
    some: list[Article], tools: Tools, rules: Rules, makers: Mapping[str, str], start: int
) -> list[Row]:
    rows: list[Row] = []
    found = detect(some, tools.detectors, tools.keep, tools.schema.top)
    for number, (document, mentions) in enumerate(found, start):
        article, sentences = document.article, document.sentences
        chains = link(article, sentences, mentions, tools.lexicon, tools.naming).chains
        rows += candidates(article, sentences, mentions, chains, number, rules, makers)
    return rows
