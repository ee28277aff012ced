"""Loads what is known about the making of names: `schemas/linking.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import SchemaError
from kg.fold import fold_name
from kg.naming.abbreviation import Abbreviations, load_abbreviations
from kg.schema import Schema, load_schema, schemas_folder

__all__ = ["LINKING", "Knowledge", "knowledge_for", "load_knowledge", "shipped"]

LINKING = "linking.toml"
WEIGHTS = "abbreviation.json"


@dataclass(frozen=True)
class Knowledge:
    """The tables of `linking.toml`, folded, longest first where the longest must win.

    Args:
        points: `merge`, `review`, `lead`.
        context: `least`, `lead`: when the company of a name decides its sense.
        weights: points of each reason, by its name.
        kin: pairs of top classes whose names may be one entity on stated evidence.
    """

    schema: Schema
    points: Mapping[str, float]
    weights: Mapping[str, float]
    context: Mapping[str, float]
    least_articles: int
    rank: tuple[str, ...]
    kin: frozenset[tuple[str, str]]
    glossed: frozenset[str]
    legal: tuple[str, ...]
    form: tuple[str, ...]
    trade: tuple[str, ...]
    own_business: tuple[str, ...]
    registered: tuple[str, ...]
    public_ends: tuple[str, ...]
    units: tuple[str, ...]
    same_ends: Mapping[str, str]
    latin_form: frozenset[str]
    latin_links: frozenset[str]
    front: tuple[str, ...]
    nations: tuple[str, ...]
    marks: re.Pattern[str]
    marks_behind: tuple[str, ...]
    bodies: frozenset[str]
    home: tuple[str, ...]
    same_bodies: Mapping[str, str]
    place_parts: frozenset[str]
    place_endings: tuple[str, ...]
    place_dropped: tuple[str, ...]
    event_heads: tuple[str, ...]
    edition: re.Pattern[str]
    year: re.Pattern[str]
    product_dropped: tuple[str, ...]
    product_kinds: frozenset[str]
    policy_dropped: tuple[str, ...]
    draft: re.Pattern[str]
    amends: tuple[str, ...]
    policy_heads: frozenset[str]
    industry_dropped: tuple[str, ...]
    technology_dropped: tuple[str, ...]
    titles: tuple[str, ...]
    double: frozenset[str]
    familiar: str
    same_words: tuple[tuple[str, str], ...]
    countries: Mapping[str, str]
    other_countries: Mapping[str, tuple[str, ...]]
    provinces: Mapping[str, str]
    abbreviations: Abbreviations

    def top(self, type_: str) -> str:
        """The top class of a type."""
        return self.schema.top(type_)

    def are_kin(self, a: str, b: str) -> bool:
        """Whether two types may belong to one entity when a text or the lexicon says so."""
        tops = self.top(a), self.top(b)
        return tops[0] == tops[1] or tops in self.kin

    @property
    def country_names(self) -> frozenset[str]:
        """The countries that have a one-character name."""
        return frozenset(self.countries.values())

    def disjoint(self, a: str, b: str) -> bool:
        """Whether two types exclude each other: a Company is no GovernmentBody."""
        return not (self.schema.is_a(a, b) or self.schema.is_a(b, a))


@cache
def shipped() -> Knowledge:
    """The knowledge of the shipped `schemas/`, loaded once."""
    return load_knowledge(schemas_folder())


def knowledge_for(override: Path | None) -> Knowledge:
    """The knowledge of a user's folder, else the shipped one."""
    return load_knowledge(override) if override else shipped()


def load_knowledge(folder: Path) -> Knowledge:
    """Load `linking.toml`, the ontology and the abbreviation weights of a folder.

    Raises:
        SchemaError: the file is missing, no TOML, or lacks a table.
    """
    path = folder / LINKING
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return _knowledge(table, load_schema(folder), load_abbreviations(folder / WEIGHTS))
    except (OSError, tomllib.TOMLDecodeError) as fault:
        raise SchemaError(f"{path}: cannot be read: {fault}") from fault
    except KeyError as fault:
        raise SchemaError(f"{path}: has no {fault}") from fault


def _knowledge(table: Mapping[str, Any], schema: Schema, model: Abbreviations) -> Knowledge:
    organization, place, policy = table["organization"], table["place"], table["policy"]
    pairs = [tuple(pair) for pair in table["classes"]["kin"]]
    return Knowledge(
        schema=schema,
        points=dict(table["points"]),
        weights=dict(table["weights"]),
        context=dict(table["context"]),
        least_articles=int(table["terms"]["least_articles"]),
        rank=tuple(table["classes"]["rank"]),
        kin=frozenset((a, b) for x, y in pairs for a, b in ((x, y), (y, x))),
        glossed=frozenset(table["classes"]["glossed"]),
        legal=_longest(organization["legal"]),
        form=_longest(organization["form"]),
        trade=_longest(organization["trade"]),
        own_business=_longest(organization["own_business"]),
        registered=_longest(organization["registered"]),
        public_ends=_longest(organization["public_ends"]),
        units=_longest(organization["units"]),
        same_ends=dict(organization["same_ends"]),
        latin_form=frozenset(organization["latin_form"]),
        latin_links=frozenset(organization["latin_links"]),
        nations=_longest(organization["nations"]),
        front=_longest(organization["front"]),
        marks=re.compile(
            rf"^(?:{'|'.join(map(re.escape, _longest(organization['marks'])))})(?=[\u4e00-\u9fff])"
        ),
        marks_behind=_longest(organization["marks_behind"]),
        bodies=frozenset(organization["bodies"]),
        home=tuple(organization["home"]),
        same_bodies=dict(organization["same_bodies"]),
        place_parts=frozenset(place["parts"]),
        place_endings=_longest(place["endings"]),
        place_dropped=_longest(place["dropped"]),
        event_heads=_longest(table["event"]["own"]),
        edition=re.compile("|".join(table["event"]["edition"])),
        year=re.compile("|".join(table["event"]["year"])),
        product_dropped=_longest(table["product"]["dropped"]),
        product_kinds=frozenset(table["product"]["kinds"]),
        policy_dropped=_longest(policy["dropped"]),
        draft=re.compile(rf"\([^()]*(?:{'|'.join(_longest(policy['draft']))})\)"),
        amends=_longest(policy["amends"]),
        policy_heads=frozenset(policy["heads"]),
        industry_dropped=_longest(table["industry"]["dropped"]),
        technology_dropped=_longest(table["technology"]["dropped"]),
        titles=_longest(table["person"]["titles"]),
        double=frozenset(table["person"]["double"]),
        familiar=table["person"]["familiar"],
        same_words=tuple(
            (fold_name(a), fold_name(b))
            for a, b in sorted(table["same_words"].items(), key=lambda kv: (-len(kv[0]), kv[0]))
        ),
        countries=dict(table["countries"]),
        other_countries={c: tuple(names) for c, names in table["other_countries"].items()},
        provinces=dict(table["provinces"]),
        abbreviations=model,
    )


def _longest(words: list[str]) -> tuple[str, ...]:
    folded = {fold_name(word) if word.strip() == word else word for word in words}
    return tuple(sorted(folded, key=lambda word: (-len(word), word)))
