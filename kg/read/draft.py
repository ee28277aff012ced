"""What a reader of one format gives: an article before it has its final id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.errors import Problem


@dataclass(frozen=True, slots=True)
class Draft:
    """One news item as found in a file.

    Args:
        title: plain text, or HTML when the format allows it; tidied later.
        body: plain text, one paragraph a line.
        date: as written; turned into ISO 8601 later.
        source_id: the record's own id, or "".
        key: what tells an item of a digest from the others of its file, or "".
        line: 1-based line or record number in the file, 0 for a file of one item.
    """

    title: str = ""
    body: str = ""
    date: str = ""
    source: str = ""
    url: str = ""
    source_id: str = ""
    key: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Says what is wrong with one file."""

    path: str
    on_problem: Callable[[Problem], None]

    def __call__(self, kind: str, message: str, line: int = 0, article: str = "") -> None:
        self.on_problem(Problem(self.path, article, line, kind, " ".join(message.split())))
