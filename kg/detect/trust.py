"""Loads `schemas/detect.toml`: how far a detector is trusted when it is alone."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SchemaError

_LENGTHS = {1: "two", 2: "two", 3: "three"}


@dataclass(frozen=True, slots=True)
class Trust:
    """Scores of lexicon hits, and the score that a mention must reach.

    Args:
        by_length: `two`, `three`, `longer` -> top class -> score.
    """

    keep: float
    ambiguous: float
    by_length: Mapping[str, Mapping[str, float]]

    def lexicon(self, top: str, length: int, ambiguous: bool) -> float:
        """The score of a lexicon hit of a top class and a length in characters."""
        if ambiguous:
            return self.ambiguous
        return self.by_length[_LENGTHS.get(length, "longer")].get(top, self.ambiguous)


def load_trust(path: Path) -> Trust:
    """The scores of a TOML file; a fault raises SchemaError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        lexicon = table["lexicon"]
        lengths = {key: lexicon[key] for key in ("two", "three", "longer")}
        return Trust(float(table["keep"]), float(lexicon["ambiguous"]), lengths)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise SchemaError(f"{path}: {fault!r}") from fault
