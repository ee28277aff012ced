"""Reads and writes the decisions file: what a person said about doubtful merges."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import SchemaError

__all__ = ["ACTIONS", "Decision", "add_decision", "load_decisions"]

# accept and merge: a and b are one; reject: they never are; split: the name b is not a's.
ACTIONS = ("accept", "reject", "merge", "split")
HEADER = "action\ta\tb\tnote"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a decisions file.

    Args:
        a, b: names or ids of entities; `name|Type` picks one of several.
        path, line: where it stands, for messages.
    """

    action: str
    a: str
    b: str
    note: str = ""
    path: str = ""
    line: int = 0


def load_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, in its order; lines that begin with # are comments.

    Raises:
        SchemaError: the file cannot be read, or a line is no decision; with the line's number.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise SchemaError(f"{path}: cannot be read: {fault}") from fault
    return tuple(
        _decision(path, number, line)
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#") and line != HEADER
    )


def _decision(path: Path, number: int, line: str) -> Decision:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) not in (3, 4) or not all(cells[:3]):
        raise SchemaError(f"{path}:{number}: a decision is action, a, b, note between tabs")
    if cells[0] not in ACTIONS:
        known = ", ".join(ACTIONS)
        raise SchemaError(f"{path}:{number}: unknown action {cells[0]!r}; known: {known}")
    note = cells[3] if len(cells) == 4 else ""
    return Decision(cells[0], cells[1], cells[2], note, str(path), number)


def add_decision(path: Path, decision: Decision) -> None:
    """Append a decision; the file begins with a header.

    Raises:
        SchemaError: an unknown action, or a tab or newline in a cell.
    """
    cells = (decision.action, decision.a, decision.b, decision.note)
    if any(mark in cell for cell in cells for mark in "\t\r\n"):
        raise SchemaError(f"{path}: no tabs or newlines in a decision")
    line = "\t".join(cells).rstrip("\t")
    _decision(path, 0, line)
    known = path.read_text(encoding="utf-8") if path.is_file() else f"{HEADER}\n"
    known += "" if known.endswith("\n") else "\n"
    path.write_text(f"{known}{line}\n", encoding="utf-8")
