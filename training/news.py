"""Unlabelled sentences of news, for a teacher to label; annotated articles are left out."""

from __future__ import annotations

import random
from pathlib import Path

from kg.model import Article
from kg.segment import segment
from training.corpus import articles

# How many characters of each kind of news a pool of 100 holds: short flashes are what users
# read most, long technology articles and AI digests name the most products.
SHARES = {
    "flash-cls": 16,
    "flash-eastmoney": 14,
    "flash-ths": 10,
    "tech": 22,
    "xwlb": 18,
    "ai": 20,
}


def kind_of(article: Article) -> str:
    """The pool of an article, told by its id: `cls-2370637`, `xwlb-20220924-f1301a`."""
    head = article.id.partition("-")[0]
    return {"cls": "flash-cls", "eastmoney": "flash-eastmoney", "ths": "flash-ths"}.get(head, head)


def sentences(folder: Path, size: int, barred: set[str], seed: int = 11) -> list[str]:
    """Distinct sentences of about `size` characters in all, in the shares above.

    Args:
        barred: titles of annotated articles, which must not come back as unlabelled ones.
    """
    pools: dict[str, list[Article]] = {kind: [] for kind in SHARES}
    for article in articles(folder):
        if article.title not in barred:
            pools[kind_of(article)].append(article)
    rng = random.Random(seed)
    total, chosen = sum(SHARES.values()), []
    seen: set[str] = set()
    for kind, pool in pools.items():
        rng.shuffle(pool)
        chosen += _take(pool, size * SHARES[kind] // total, seen)
    rng.shuffle(chosen)
    return chosen


def _take(pool: list[Article], size: int, seen: set[str]) -> list[str]:
    taken: list[str] = []
    for article in pool:
        if size <= 0:
            break
        # Long articles say the same names again: their head is enough.
        for piece in segment(article)[:40]:
            sentence = article.text[piece.start : piece.end]
            if len(sentence) > 5 and sentence not in seen:
                seen.add(sentence)
                taken.append(sentence)
                size -= len(sentence)
    return taken
