"""Proposes the names that the lexicon knows; a hit is evidence, not a verdict."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kg.detect.propose import Document
from kg.detect.trust import Trust
from kg.lexicon import Hit, Lexicon
from kg.model import Mention

# What stands in an address names nothing: `https://github.com/...`.
_ADDRESS = re.compile(r"https?://[\x21-\x7e]+|[\w.-]+@[\w.-]+")

# What people have titles of.
_TITLED = "Organization"


class LexiconDetector:
    """Lexicon hits as mentions; a name of several entries keeps its entry open.

    Args:
        top: the top class of a type (`Company` -> `Organization`).
        own: ids of the entries of the user's own tables.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        trust: Trust,
        top: Callable[[str], str],
        own: frozenset[str] = frozenset(),
    ) -> None:
        self._lexicon = lexicon
        self._trust = trust
        self._top = top
        self._own = own

    def propose(self, documents: Sequence[Document]) -> list[list[Mention]]:
        """One list of proposals a document."""
        return [list(self._mentions(document)) for document in documents]

    def _mentions(self, document: Document) -> Iterator[Mention]:
        text = document.article.text
        addresses = [match.span() for match in _ADDRESS.finditer(text)]
        for hit in self._lexicon.find(document.folded):
            if not any(start <= hit.start < end for start, end in addresses):
                yield self._mention(text, _opening(text, hit.start, hit.end), hit)

    def _mention(self, text: str, start: int, hit: Hit) -> Mention:
        surface, entry = text[start : hit.end], hit.entries[0]
        only = entry.id if len(hit.entries) == 1 else ""
        own = any(entry.id in self._own for entry in hit.entries)
        kind = self._top(entry.type)
        score = self._trust.lexicon(kind, len(surface), hit.ambiguous, own)
        if kind == _TITLED and not hit.ambiguous and self._trust.titles.match(text, hit.end):
            score = max(score, self._trust.titled)
        return Mention(start, hit.end, surface, entry.type, score, "lexicon", only)


def _opening(text: str, start: int, end: int) -> int:
    """The start with the quotation mark that opens inside the name: `“十四五”规划`."""
    inside = text[start:end]
    closes = inside.count("”") > inside.count("“")
    return start - 1 if closes and start > 0 and text[start - 1] == "“" else start
