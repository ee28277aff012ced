"""What the recipes train on, encoded: annotated articles, public sets, unlabelled news."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.lexicon import Lexicon, load_lexicon
from training import data
from training.batches import Row, rows_of
from training.data import TYPES, Sample
from training.e5 import E5, prune, pruned_vocabulary, read_e5
from training.lac import alphabet
from training.news import sentences
from training.pieces import Vocabulary, cut

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
NEWS = SHARED / "data" / "news"
NER = SHARED / "data" / "ner"
ANNOTATIONS = ROOT / "training" / "annotations"
LABELS = 2 * len(TYPES) + 1
# 16,000 pieces cover 99.5% of the pieces of news; every single character is kept besides.
PIECES = 16_000


@dataclass(frozen=True)
class Kit:
    """All that turns sentences into numbers: lexicon, alphabet, e5's pieces."""

    lexicon: Lexicon
    ids: dict[str, int]
    lac_rows: list[int]
    e5: E5 | None = None
    piece_rows: tuple[int, ...] = ()
    vocabulary: Vocabulary | None = None


def light_kit() -> Kit:
    """What the fast net needs."""
    tables = sorted((ROOT / "schemas" / "lexicon").glob("*.tsv"))
    return Kit(load_lexicon(tables), *alphabet())


def full_kit(wheel: Path) -> Kit:
    """The light kit and e5 with the pieces that news is made of."""
    light, e5 = light_kit(), read_e5(wheel)
    rows = tuple(prune(e5, sentences(NEWS, 4_000_000, barred_titles()), PIECES, sorted(light.ids)))
    return Kit(light.lexicon, light.ids, light.lac_rows, e5, rows, pruned_vocabulary(e5, rows))


def encoded(samples: Sequence[Sample], kit: Kit) -> list[Row]:
    """Rows of samples, with pieces where the kit has them."""
    rows = rows_of(samples, kit.ids, kit.lexicon)
    if kit.vocabulary is not None:
        for row in rows:
            found = cut(row.sample.text, kit.vocabulary)
            row.pieces = (found.ids, found.piece_of, found.place_in)
    return rows


def held_out(record: dict[str, Any]) -> bool:
    """Whether an annotated article is in the fifth that tuning is measured on."""
    return zlib.crc32(record["id"].encode()) % 5 == 0


@cache
def gold() -> tuple[dict[str, Any], ...]:
    """The annotated articles given for training."""
    return tuple(data.gold_records(SHARED / "gold" / "train"))


@cache
def annotated() -> tuple[dict[str, Any], ...]:
    """The articles that this project annotated."""
    return tuple(data.annotated_records(ANNOTATIONS, NEWS))


@cache
def dev() -> tuple[dict[str, Any], ...]:
    """The articles that candidates are compared on; never trained on."""
    return tuple(data.gold_records(SHARED / "gold" / "dev"))


def samples_of(records: Sequence[dict[str, Any]]) -> list[Sample]:
    """Sentences of annotated articles."""
    return [s for record in records for s in data.article_samples(record, "gold")]


def public_sets() -> list[Sample]:
    """CLUENER's and a fifth of MSRA's sentences."""
    return [
        *data.cluener(NER / "cluener-train.jsonl.gz"),
        *data.msra(NER / "msra-train.bio.gz")[::5],
    ]


def barred_titles() -> set[str]:
    """Titles of articles that must not come back as unlabelled news."""
    return {record["title"] for record in (*gold(), *dev())}
