"""Draws rows of an answer as a table for the terminal, wide characters counted as two."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from kg.rdf import PREFIXES

# A quote would push every other column off the screen.
MOST_COLUMNS = 60


def table(body: bytes, base: str, widest: int = MOST_COLUMNS) -> Iterator[str]:
    """The lines of a table of SPARQL JSON results; `true` or `false` for a truth value.

    Args:
        base: IRIs below it are shown without it.
        widest: cells longer than this are cut; 0 cuts none.
    """
    found = json.loads(body)
    if "boolean" in found:
        yield "true" if found["boolean"] else "false"
        return
    names: list[str] = found["head"]["vars"]
    rows = [
        [_cut(_shown(row.get(name), base), widest) for name in names]
        for row in found["results"]["bindings"]
    ]
    yield from _drawn(names, rows)
    yield f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}"


def _drawn(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    columns = [[name, *(row[at] for row in rows)] for at, name in enumerate(names)]
    widths = [max(map(width, column)) for column in columns]
    yield _line(names, widths)
    yield "  ".join("─" * size for size in widths)
    for row in rows:
        yield _line(row, widths)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (size - width(cell)) for cell, size in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def width(text: str) -> int:
    """Columns that a text takes in a terminal: 百度 takes four."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    marks = sum(unicodedata.combining(char) != 0 for char in text)
    return len(text) + wide - marks


def _shown(term: Mapping[str, str] | None, base: str) -> str:
    """A term as a person reads it, in one line; control characters cannot move the cursor."""
    if term is None:
        return ""
    value = shortened(term["value"], base) if term["type"] == "uri" else term["value"]
    return "".join(char if char.isprintable() else " " for char in value)


def shortened(iri: str, base: str) -> str:
    """An IRI as `kg:develops`, `entity/百度` or, where no prefix serves, as it is."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri[len(base) :] if base and iri.startswith(base) and iri != base else iri


def _cut(text: str, widest: int) -> str:
    if not widest or width(text) <= widest:
        return text
    while width(text) > widest - 1:
        text = text[:-1]
    return f"{text}…"
