"""Reads one lexicon table: our TSV, or a list of listed companies in two usual layouts."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from kg.errors import SchemaError
from kg.model import AliasKind

HEADER = ("id", "type", "name", "aliases", "note")
ALIAS_KINDS = frozenset(get_args(AliasKind))
# First digits of a mainland stock code tell its exchange.
_EXCHANGES = (("SH", ("60", "68", "90")), ("SZ", ("00", "30", "20")), ("BJ", ("4", "8", "92")))


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the lexicon knows.

    Args:
        id: the canonical name, or a readable key for namesakes.
        type: local name of an ontology class.
        aliases: (name, kind) pairs, without the canonical name.
        ambiguous: its names that context must confirm.
        note: `key=value` pairs and flags as written, e.g. `by=华为`.
        line: where it stands in its table.
    """

    id: str
    type: str
    name: str
    aliases: tuple[tuple[str, str], ...] = ()
    ambiguous: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one line of a table."""

    line: int
    message: str


def read_table(path: Path) -> Iterator[Entry]:
    """The entries of a table; the first fault raises SchemaError with file and line."""
    for item in scan_table(path):
        if isinstance(item, Fault):
            raise SchemaError(f"{path}:{item.line}: {item.message}")
        yield item


def scan_table(path: Path) -> Iterator[Entry | Fault]:
    """Entries and faults of a table in file order (what `kg lexicon check` shows)."""
    text = _text(path)
    first = next((line for line in text.splitlines() if line.strip() and line[0] != "#"), "")
    if first.startswith("{"):
        yield from _companies(text)
    elif first.startswith("stock_code,"):
        yield from _codes(text)
    else:
        yield from _tsv(text)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
        return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as fault:
        raise SchemaError(f"{path}: cannot be read: {fault}") from fault


def _tsv(text: str) -> Iterator[Entry | Fault]:
    seen_header = False
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not seen_header:
            seen_header = True
            if tuple(cells) != HEADER:
                yield Fault(number, f"the header must be {' '.join(HEADER)}, separated by tabs")
                return
        else:
            yield _row(number, cells)


def _row(number: int, cells: list[str]) -> Entry | Fault:
    cells = [cell.strip() for cell in cells] + [""] * (len(HEADER) - len(cells))
    if len(cells) > len(HEADER):
        return Fault(number, f"{len(cells)} columns, expected {len(HEADER)}")
    key, type_, name, aliases, note = cells
    if not type_ or not name:
        return Fault(number, "type and name must not be empty")
    pairs = []
    for part in filter(None, (part.strip() for part in aliases.split(";"))):
        kind, equals, value = part.partition("=")
        if not equals or not value or kind not in ALIAS_KINDS:
            return Fault(number, f"alias {part!r} is not kind=name; kinds: {_kinds()}")
        pairs.append((value.strip(), kind))
    notes = tuple(filter(None, (part.strip() for part in note.split(";"))))
    own = name if key in ("-", "") else key
    doubtful = _ambiguous(notes, (name, *(value for value, kind in pairs if kind != "code")))
    return Entry(own, type_, name, tuple(pairs), doubtful, notes, number)


def _kinds() -> str:
    return ", ".join(sorted(ALIAS_KINDS))


def _ambiguous(notes: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """`ambiguous` flags every name of up to three characters, `ambiguous=a,b` those named."""
    doubtful: list[str] = []
    for note in notes:
        flag, equals, value = note.partition("=")
        if flag == "ambiguous":
            named = [part.strip() for part in value.replace("，", ",").split(",") if part.strip()]
            doubtful += named if equals else [n for n in names if len(n) <= 3] or [names[0]]
    return tuple(doubtful)


def _companies(text: str) -> Iterator[Entry | Fault]:
    """JSON lines {name, fullname, code} of listed companies."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            record: Mapping[str, Any] = json.loads(line)
            name, full, code = record["name"], record.get("fullname") or "", record["code"]
        except (ValueError, KeyError, TypeError):
            yield Fault(number, "not a record with name, fullname and code")
            continue
        yield _listed(str(name), str(full), str(code), number)


def _codes(text: str) -> Iterator[Entry | Fault]:
    """CSV stock_code,short_name,... of listed companies."""
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
        code, name = row.get("stock_code") or "", row.get("short_name") or ""
        if code and name:
            yield _listed(name, "", code, number)
        else:
            yield Fault(number, "stock_code and short_name must not be empty")


def _listed(name: str, full: str, code: str, line: int) -> Entry:
    # Short names are padded (`万  科Ａ`) and carry marks of trading status (`*ST`, `XD`).
    short = "".join(name.split())
    for mark in ("*ST", "ST", "XD", "XR", "DR", "N "):
        short = short.removeprefix(mark)
    exchange = next((ex for ex, heads in _EXCHANGES if code.startswith(heads)), "")
    aliases = [(f"{exchange}{code}", "code")]
    if full and full != short:
        aliases.insert(0, (full, "full"))
    doubtful = (short,) if len(short) <= 2 else ()
    return Entry(short, "Company", short, tuple(aliases), doubtful, ("listed",), line)
