"""Sentences with mentions marked inline: `[百度|Organization]发布[飞桨|Product]`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Article, Chain, Mention, Relation, Sentence
from kg.relate.carry import read
from kg.relate.rules import Rules, match_rules
from kg.segment import segment

_MARK = re.compile(r"\[([^\[\]|]+)\|([A-Za-z]+)(?:\|([^\[\]]+))?\]")

Document = tuple[Article, tuple[Sentence, ...], tuple[Mention, ...], tuple[Chain, ...]]


def marked(text: str, title: str = "", date: str = "2026-05-20") -> Document:
    """The article that a marked text stands for; equal names of one type are one chain.

    A third part names the chain: `[谷歌|Organization]` and `[Google|Organization|谷歌]`.
    """
    plain, spans = "", []
    place = 0
    whole = f"{title}\n{text}"
    for match in _MARK.finditer(whole):
        plain += whole[place : match.start()]
        spans.append((len(plain), match[1], match[2], match[3] or match[1]))
        plain += match[1]
        place = match.end()
    plain += whole[place:]
    mentions = tuple(Mention(s, s + len(n), n, t, 1.0, "gold") for s, n, t, _ in spans)
    keys = sorted({(name, type_) for _, _, type_, name in spans})
    chains = tuple(
        Chain(k[0], k[1], "", tuple(i for i, s in enumerate(spans) if (s[3], s[2]) == k))
        for k in keys
    )
    bare_title = plain.partition("\n")[0]
    article = Article("a1", "a1", bare_title, date, "", "", plain)
    return article, segment(article), mentions, chains


def named(document: Document, relations: Sequence[Relation]) -> set[str]:
    """Relations as `subject predicate object`, the ends of symmetric ones as found."""
    chains = document[3]
    return {f"{chains[r.subject].name} {r.predicate} {chains[r.object].name}" for r in relations}


def found_by_rules(rules: Rules, text: str, predicate: str) -> set[str]:
    """What the rules of one predicate find in a marked text."""
    article, sentences, mentions, chains = marked(text)
    kept = [rule for rule in rules.rules if rule.predicate == predicate]
    symmetric = rules.schema.predicates[predicate].symmetric
    found = set()
    for skeleton in read(article, sentences, mentions, chains, rules.top, rules.anaphors):
        for hit in match_rules(kept, skeleton):
            ends = [chains[hit.subject.chain].name, chains[hit.object.chain].name]
            ends = sorted(ends) if symmetric else ends
            found.add(f"{ends[0]} {predicate} {ends[1]}")
    return found
