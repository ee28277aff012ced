"""Names that people have written down: loads lexicon tables and finds their names in a text."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.fold import Folded, fold_name
from kg.lexicon_table import Entry, read_table

__all__ = ["Entry", "Hit", "Lexicon", "load_lexicon"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A lexicon name in a text: offsets in the original text, and the entries that carry it.

    Args:
        ambiguous: the name is also a common word or something else, so context must confirm it.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    ambiguous: bool


@dataclass(frozen=True)
class Lexicon:
    """Entries by id and an automaton over their folded names."""

    entries: Mapping[str, Entry]
    names: Mapping[str, tuple[Entry, ...]]
    doubtful: frozenset[str]
    digest: str
    _keys: tuple[str, ...] = field(repr=False, default=())
    _automaton: AhoCorasick | None = field(repr=False, default=None)

    def find(self, folded: Folded) -> list[Hit]:
        """The names in a folded text, leftmost then longest, never overlapping."""
        if self._automaton is None:
            return []
        text = folded.text
        hits = []
        for key, start, end in self._automaton.find_matches_as_indexes(text):
            if _bounded(text, start, end):
                name = self._keys[key]
                left, right = folded.span(start, end)
                hits.append(Hit(left, right, self.names[name], name in self.doubtful))
        return hits

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """The entries that carry a name, folded; sorted by id."""
        return self.names.get(fold_name(name), ())


def load_lexicon(tables: Sequence[Path]) -> Lexicon:
    """Load lexicon tables; entries of equal id in several tables are one, the later type holds.

    Raises:
        SchemaError: a table that cannot be read, with file and line.
    """
    return _loaded(tuple((table, table.read_bytes()) for table in tables))


# Extracting and assembling use the same; the bytes tell a table that was edited meanwhile.
@lru_cache(maxsize=1)
def _loaded(tables: tuple[tuple[Path, bytes], ...]) -> Lexicon:
    entries: dict[str, Entry] = {}
    digest = hashlib.sha256()
    for table, data in tables:
        digest.update(data)
        for entry in read_table(table):
            entries[entry.id] = _joined_entry(entries.get(entry.id), entry)
    return make_lexicon(entries.values(), digest.hexdigest())


def _joined_entry(old: Entry | None, new: Entry) -> Entry:
    if old is None:
        return new
    return Entry(
        new.id,
        new.type,
        new.name,
        tuple(dict.fromkeys((*old.aliases, *new.aliases))),
        tuple(dict.fromkeys((*old.ambiguous, *new.ambiguous))),
        tuple(dict.fromkeys((*old.note, *new.note))),
    )


def make_lexicon(entries: Iterable[Entry], digest: str = "") -> Lexicon:
    """A lexicon of given entries."""
    by_id = {entry.id: entry for entry in sorted(entries, key=lambda e: e.id)}
    carried: defaultdict[str, list[Entry]] = defaultdict(list)
    doubtful: set[str] = set()
    for entry in by_id.values():
        for surface in _surfaces(entry):
            carried[surface].append(entry)
        doubtful.update(fold_name(name) for name in entry.ambiguous)
    names = {name: tuple(owners) for name, owners in sorted(carried.items())}
    keys = tuple(names)
    automaton = AhoCorasick(keys, matchkind=MatchKind.LeftmostLongest) if keys else None
    return Lexicon(by_id, names, frozenset(doubtful), digest, keys, automaton)


def _surfaces(entry: Entry) -> Iterator[str]:
    names = {
        fold_name(name)
        for name in (entry.name, *(a for a, kind in entry.aliases if kind != "code"))
    }
    yield from sorted(name for name in names if len(name) > 1)


def _bounded(text: str, start: int, end: int) -> bool:
    """A Latin name must not run on: `ai` is not in `openai`, `5g` not in `15g`."""
    return not (_joined(text, start) or _joined(text, end))


def _joined(text: str, place: int) -> bool:
    return 0 < place < len(text) and _latin(text[place - 1]) and _latin(text[place])


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
