"""Loads `schemas/detect.toml`: how far a detector is trusted when it is alone."""

from __future__ import annotations

import re
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
        own: a name of the user's own table.
        ambiguous: a name that is also a common word.
        seen: a hit that the tagger was shown, or 0 when the tagger is shown none.
        titled: an organization before a person's title.
        titles: what may stand between an organization and the end of a title.
        by_length: `two`, `three`, `longer` -> top class -> score.
    """

    keep: float
    own: float
    ambiguous: float
    seen: float
    titled: float
    titles: re.Pattern[str]
    by_length: Mapping[str, Mapping[str, float]]

    def lexicon(self, top: str, length: int, ambiguous: bool, own: bool = False) -> float:
        """The score of a lexicon hit of a top class and a length in characters.

        Args:
            own: whether the name is of the user's own table.
        """
        if ambiguous:
            return self.ambiguous
        if own:
            return self.own
        if self.seen:
            return self.seen
        return self.by_length[_LENGTHS.get(length, "longer")].get(top, self.ambiguous)


def load_trust(path: Path, shown: bool = True) -> Trust:
    """The scores of a TOML file; a fault raises SchemaError.

    Args:
        shown: whether the tagger is shown the lexicon's hits.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        lexicon = table["lexicon"]
        lengths = {key: lexicon[key] for key in ("two", "three", "longer")}
        own, ambiguous, titled = (float(lexicon[key]) for key in ("own", "ambiguous", "titled"))
        seen, titles = float(lexicon["seen"]) if shown else 0.0, re.compile(lexicon["titles"])
        return Trust(float(table["keep"]), own, ambiguous, seen, titled, titles, lengths)
    except (OSError, ValueError, KeyError, TypeError, re.error) as fault:
        raise SchemaError(f"{path}: {fault!r}") from fault
