"""Loads the relation rules of `schemas/relations/` and matches them on skeletons."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import SchemaError
from kg.relate.carry import Anaphors
from kg.relate.pattern import compile_pattern, word_regex
from kg.relate.qualify import Manner, manner
from kg.relate.skeleton import MASKED, Skeleton, Slot
from kg.schema import Schema, load_schema

__all__ = ["Example", "Hit", "Rule", "Rules", "load_rules", "match_rules"]

WORDS = "words.toml"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with marked mentions and the statements that a rule file must give for it."""

    text: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying a predicate.

    Args:
        confidence: how often the rule alone is right on annotated training articles.
        modality: what the wording itself implies, or "" to read it from the sentence.
        pairs: the items of the subject's enumeration are the two ends (双方合作).
        carried: whether a subject carried over from the clause before may fill a slot.
        each: after a match the same beginning is tried again with the next subject.
        sure: the classifier cannot veto it: rare, and right whenever it was seen.
        names: what the surface of every subject must look like, or None.
    """

    id: str
    predicate: str
    pattern: re.Pattern[str]
    confidence: float
    modality: str
    pairs: bool
    carried: bool
    each: bool
    sure: bool
    names: re.Pattern[str] | None
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule matched: subject and object of a predicate in a sentence.

    Args:
        start, end: the match in the skeleton.
        sure: whether the classifier must let it stand.
        role: where the skeleton has the person's title; empty when it has none.
    """

    rule: str
    predicate: str
    subject: Slot
    object: Slot
    confidence: float
    modality: str
    start: int
    end: int
    role: tuple[int, int] = (0, 0)
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules with the word lists they share.

    Args:
        cues: the word lists as patterns, for the classifier.
        digest: SHA-256 of the files.
    """

    rules: tuple[Rule, ...]
    anaphors: Anaphors
    manner: Manner
    schema: Schema
    top: Mapping[str, str]
    cues: Mapping[str, re.Pattern[str]]
    digest: str

    @property
    def symmetric(self) -> frozenset[str]:
        """The predicates whose two ends may change places."""
        return frozenset(p.name for p in self.schema.predicates.values() if p.symmetric)


def load_rules(schemas: Path) -> Rules:
    """Load `relations/*.toml` of a folder of knowledge files.

    Raises:
        SchemaError: a file is not TOML, names an unknown predicate, or a rule is at fault.
    """
    folder, schema = schemas / "relations", load_schema(schemas)
    tables = {path: _table(path) for path in sorted(folder.glob("*.toml"))}
    shared = tables.pop(folder / WORDS, None)
    if shared is None:
        raise SchemaError(f"{folder}: has no {WORDS}")
    words = {name: tuple(listed) for name, listed in shared["words"].items()}
    rules = [rule for path, table in tables.items() for rule in _rules(path, table, schema, words)]
    digest = hashlib.sha256(schema.digest.encode())
    for path in sorted(folder.glob("*.toml")):
        digest.update(path.read_bytes())
    top = {name: schema.top(name) for name in schema.classes}
    cues = shared["modality"]
    said = manner(cues, cues["states"])
    listed = {name: re.compile(word_regex(words[name])) for name in sorted(words)}
    return Rules(tuple(rules), _anaphors(shared), said, schema, top, listed, digest.hexdigest())


def match_rules(rules: Sequence[Rule], skeleton: Skeleton) -> list[Hit]:
    """Everything that rules find in a sentence; the same pair may be found by several."""
    if len({slot.chain for slot in skeleton.slots}) < 2:
        return []
    slots = {slot.place: slot for slot in skeleton.slots}
    return [hit for rule in rules for hit in _hits(rule, skeleton.text, slots)]


def _hits(rule: Rule, text: str, slots: Mapping[int, Slot]) -> Iterator[Hit]:
    for match in _matches(rule, text):
        for subject, object_ in _ends(rule, match, slots):
            if subject.chain == object_.chain or not _allowed(rule, subject, object_):
                continue
            yield Hit(
                rule.id,
                rule.predicate,
                subject,
                object_,
                rule.confidence,
                rule.modality,
                match.start(),
                match.end(),
                match.span("role") if "role" in rule.pattern.groupindex else (0, 0),
                rule.sure,
            )


def _matches(rule: Rule, text: str) -> Iterator[re.Match[str]]:
    place = 0
    while match := rule.pattern.search(text, place):
        yield match
        if rule.each:
            left, right = match.span("s")
            text = text[:left] + MASKED * (right - left) + text[right:]
            place = match.start()
        else:
            place = match.start() + 1


def _allowed(rule: Rule, subject: Slot, object_: Slot) -> bool:
    if object_.kind == "carried" or (subject.kind == "carried" and not rule.carried):
        return False
    if rule.names is None:
        return True
    return all(rule.names.search(slot.name) for slot in (subject, object_)[: 1 + rule.pairs])


def _ends(
    rule: Rule, match: re.Match[str], slots: Mapping[int, Slot]
) -> Iterator[tuple[Slot, Slot]]:
    subjects = _listed(match.span("s"), slots)
    objects = _listed(match.span("o"), slots) if "o" in rule.pattern.groupindex else []
    yield from ((s, o) for s in subjects for o in objects)
    if rule.pairs:
        for items in (subjects, objects):
            yield from ((a, b) for i, a in enumerate(items) for b in items[i + 1 :])


def _listed(span: tuple[int, int], slots: Mapping[int, Slot]) -> list[Slot]:
    return [slots[place] for place in range(*span) if place in slots]


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise SchemaError(f"{path}: {fault}") from fault


def _rules(
    path: Path, table: Mapping[str, Any], schema: Schema, words: Mapping[str, Sequence[str]]
) -> Iterator[Rule]:
    predicate = schema.predicates.get(table.get("predicate", ""))
    if predicate is None:
        raise SchemaError(f"{path}: names no known predicate")
    domain = sorted({schema.top(name) for name in predicate.domain})
    range_ = sorted({schema.top(name) for name in predicate.range})
    for row in table.get("rule", ()):
        if not {"id", "pattern"} <= row.keys():
            raise SchemaError(f"{path}: a rule needs an id and a pattern")
        place = f"{path}: rule {row['id']}"
        yield Rule(
            f"{predicate.name}.{row['id']}",
            predicate.name,
            compile_pattern(row["pattern"], domain, range_, words, place, bool(row.get("pairs"))),
            float(row.get("confidence", 0.7)),
            row.get("modality", ""),
            bool(row.get("pairs", False)),
            bool(row.get("carried", True)),
            bool(row.get("each", False)),
            bool(row.get("sure", False)),
            re.compile(row["names"]) if "names" in row else None,
            tuple(Example(e["text"], tuple(e["states"])) for e in row.get("examples", ())),
        )


def _anaphors(shared: Mapping[str, Any]) -> Anaphors:
    try:
        patterns = tuple((re.compile(a["regex"]), a["target"]) for a in shared["anaphor"])
    except re.error as fault:
        raise SchemaError(f"{WORDS}: an anaphor is no pattern: {fault}") from fault
    return Anaphors(patterns, re.compile(word_regex(shared["words"]["connective"])))
