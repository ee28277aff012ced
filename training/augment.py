"""Puts other names of the same type into annotated sentences, so that context is what is learnt."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.lexicon import Lexicon
from training.data import SUPER, TYPES, Sample, Span, sample

# Share of the mentions of a chosen sentence that get another name.
SWAP = 0.5
# Countries and cities are few and well known; made-up places would teach nothing.
KEPT = frozenset({"Place"})


def names_by_type(samples: Sequence[Sample], lexicon: Lexicon) -> dict[str, list[str]]:
    """Names to put in: each type's annotated surfaces, and as many of the lexicon's names."""
    annotated: defaultdict[str, set[str]] = defaultdict(set)
    for item in samples:
        for start, end, kind in item.spans:
            annotated[kind].add(item.text[start:end])
    known: defaultdict[str, list[str]] = defaultdict(list)
    for entry in lexicon.entries.values():
        if not entry.ambiguous:
            known[SUPER.get(entry.type, entry.type)].append(entry.name)
    rng = random.Random(5)
    return {
        kind: [
            *sorted(annotated[kind]),
            *rng.sample(known[kind], min(len(known[kind]), 2 * len(annotated[kind]))),
        ]
        for kind in TYPES
    }


def swapped(item: Sample, names: Mapping[str, Sequence[str]], rng: random.Random) -> Sample:
    """The sentence with some of its names replaced."""
    text, spans, done = "", list[Span](), 0
    for start, end, kind in item.spans:
        text += item.text[done:start]
        old = item.text[start:end]
        swap = kind not in KEPT and len(old) > 1 and names[kind] and rng.random() < SWAP
        name = rng.choice(names[kind]) if swap else old
        spans.append((len(text), len(text) + len(name), kind))
        text += name
        done = end
    text += item.text[done:]
    return sample(text, spans, item.source) if len(text) <= 400 else item


def varied(
    samples: Sequence[Sample], names: Mapping[str, Sequence[str]], share: float, seed: int
) -> list[Sample]:
    """The samples, a `share` of them with other names."""
    rng = random.Random(seed)
    return [swapped(s, names, rng) if s.spans and rng.random() < share else s for s in samples]
