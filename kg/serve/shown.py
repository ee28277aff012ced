"""The build as the pages need it, read once and again when a new build has taken its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.page.around import Around
from kg.page.words import words_of
from kg.query import Lookup
from kg.query.answer import STORE
from kg.rdf import Iris
from kg.schema import Schema
from kg.subgraph import Rows, read_rows


@dataclass
class Shown:
    """A build at one moment.

    Args:
        identity: of its store's folder; another one is another build.
    """

    output: Path
    identity: int
    _around: Around | None = field(default=None, init=False)

    @cached_property
    def lookup(self) -> Lookup:
        """Names in the store."""
        return Lookup(self.output / STORE)

    @cached_property
    def rows(self) -> Rows:
        """The tables in memory."""
        return read_rows(self.output)

    def around(self, schema: Schema) -> Around:
        """The build looked at from its entities."""
        if self._around is None:
            self._around = Around(self.rows, words_of(schema, self.rows))
        return self._around

    @cached_property
    def iris(self) -> Iris:
        """The build's IRIs."""
        return Iris(self.lookup.base or Iris().base)

    @cached_property
    def counts(self) -> tuple[int, int]:
        """How many quads and how many entities the store has."""
        return self.lookup.size(), self.lookup.entities()


def shown(output: Path, before: Shown | None) -> Shown:
    """The build in a folder: the one known before as long as it is the same."""
    identity = (output / STORE).stat().st_ino
    if before is not None and before.identity == identity:
        return before
    return Shown(output, identity)
