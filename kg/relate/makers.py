"""Knows who makes a product, where the shipped lexicon says so, and lets it vote like a rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.fold import fold_name
from kg.lexicon_table import read_table
from kg.model import Chain
from kg.relate.rules import Hit
from kg.relate.skeleton import Skeleton

__all__ = ["MAKER_RULE", "load_makers", "made_hits"]

MAKER_RULE = "lexicon.maker"
_NOTE = "by="
# A maker and its product in one sentence; how far that is right is learnt, not said here.
_CONFIDENCE = 0.6
_FARTHEST = 60


def load_makers(schemas: Path) -> dict[str, str]:
    """The folded name of the maker by every folded name of a product."""
    makers: dict[str, str] = {}
    tables = sorted((schemas / "lexicon").glob("products.tsv"))
    for entry in (entry for table in tables for entry in read_table(table)):
        maker = next((n.removeprefix(_NOTE) for n in entry.note if n.startswith(_NOTE)), "")
        if maker:
            for name in (entry.name, *(alias for alias, _ in entry.aliases)):
                makers.setdefault(fold_name(name), fold_name(maker))
    return makers


def made_hits(makers: Mapping[str, str], skeleton: Skeleton, chains: Sequence[Chain]) -> list[Hit]:
    """A hit of `develops` for every organization and near product that it is known to make."""
    made = [
        (slot, makers.get(fold_name(chains[slot.chain].name), ""))
        for slot in skeleton.slots
        if slot.type == "Product" and slot.kind != "carried"
    ]
    if not any(maker for _, maker in made):
        return []
    actors = [slot for slot in skeleton.slots if slot.type == "Organization"]
    return [
        Hit(
            MAKER_RULE,
            "develops",
            actor,
            product,
            _CONFIDENCE,
            "",
            min(actor.place, product.place),
            max(actor.place, product.place) + 1,
        )
        for product, maker in made
        if maker
        for actor in actors
        if fold_name(chains[actor.chain].name) == maker
        and abs(actor.place - product.place) <= _FARTHEST
    ]
