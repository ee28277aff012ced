"""Candidate pairs of annotated articles with their labels; trains and cross-validates."""

from __future__ import annotations

import sys, time, collections
from collections import defaultdict
from pathlib import Path

import numpy as np
import scipy.sparse as sp

from kg.eval.gold import load_gold
from kg.relate.carry import read
from kg.relate.features import BUCKETS, features, hashed, pairs
from kg.relate.rules import load_rules, match_rules
from training.relations_data import SYMMETRIC, Case, claim, gold_case, truth


def norm(t): return ''.join(t.split())

def candidates(case, rules):
    """(skeleton idx, pair, bucket features, labels, ignore) rows of one article."""
    g = truth(case)
    ev = defaultdict(list)
    text = case.gold.article.text
    for r in case.gold.relations:
        k = claim(r.subject, r.predicate, r.object)
        p = text.find(r.evidence)
        while p >= 0:
            ev[k].append((p, p + len(r.evidence)))
            p = text.find(r.evidence, p + 1)
    sk = read(case.gold.article, case.sentences, case.mentions, case.chains, rules.top, rules.anaphors)
    count = collections.Counter()
    for i, c in enumerate(case.chains): count[i] = len(c.mentions)
    rows = []
    for s in sk:
        hits = match_rules(rules.rules, s)
        by = defaultdict(list)
        for h in hits:
            x, y = sorted((h.subject.place, h.object.place))
            by[x, y].append(h)
        for a, b in pairs(s):
            types = (a.type, b.type)
            if not fits_any(rules, *types): continue
            ka, kb = case.keys[a.chain], case.keys[b.chain]
            labels, weak = set(), set()
            for (gs, p, go) in g:
                if {gs, go} != {ka, kb}: continue
                lab = p if p in SYMMETRIC else (p + '>' if gs == ka else p + '<')
                spans = ev[gs, p, go]
                inside = any(x < s.sentence.end and s.sentence.start < y for x, y in spans) or not spans
                (labels if inside else weak).add(lab)
            f = hashed(features(s, (a, b), by.get((a.place, b.place), ()), count))
            rows.append((s, a, b, f, labels, weak))
    return rows

_F = {}
def fits_any(rules, t1, t2):
    if (t1, t2) not in _F:
        _F[t1, t2] = any(rules.schema.fits(t1, p, t2) or rules.schema.fits(t2, p, t1) for p in rules.schema.predicates)
    return _F[t1, t2]
