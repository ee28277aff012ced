"""Proposes names by their form: book-title marks, suffixes, definitions, versions.

The patterns are data, `schemas/patterns.toml`; each has examples that a test holds it to.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.detect.propose import Document
from kg.errors import SchemaError
from kg.model import Mention


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression whose group `name` is the mention.

    Args:
        score: share of its matches that were right on annotated training articles.
        examples: sentences with the expected name between ⟦ and ⟧, or without when none is.
    """

    id: str
    regex: re.Pattern[str]
    type: str
    score: float
    examples: tuple[str, ...]


def load_patterns(path: Path) -> tuple[Pattern, ...]:
    """The patterns of a TOML file; a fault raises SchemaError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        words = {key: "|".join(value) for key, value in table.get("words", {}).items()}
        return tuple(_pattern(row, words) for row in table["pattern"])
    except (OSError, ValueError, KeyError, re.error) as fault:
        raise SchemaError(f"{path}: {fault}") from fault


def _pattern(row: dict[str, object], words: dict[str, str]) -> Pattern:
    source = str(row["regex"])
    for key, value in words.items():
        source = source.replace(f"<{key}>", f"(?:{value})")
    examples = row.get("examples", [])
    assert isinstance(examples, list)
    return Pattern(
        str(row["id"]),
        re.compile(source),
        str(row["type"]),
        float(str(row["score"])),
        tuple(str(example) for example in examples),
    )


class PatternDetector:
    """Matches of the patterns as mentions."""

    def __init__(self, path: Path) -> None:
        self._patterns = load_patterns(path)

    def propose(self, documents: Sequence[Document]) -> list[list[Mention]]:
        """One list of proposals a document."""
        return [list(match_patterns(d.article.text, self._patterns)) for d in documents]


def match_patterns(text: str, patterns: Sequence[Pattern]) -> Iterator[Mention]:
    """The matches of patterns in a text, as mentions."""
    for pattern in patterns:
        for match in pattern.regex.finditer(text):
            start, end = match.span("name")
            if end > start:
                yield Mention(start, end, text[start:end], pattern.type, pattern.score, "pattern")
