"""How requests and answers cross to and from a worker process."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.query.request import (
    Answer,
    Limits,
    QueryRefused,
    QuerySyntax,
    QueryTooLarge,
    Request,
    WorkerLost,
)
from kg.query.text import asks_elsewhere


def command(store: Path, memory: int) -> list[str]:
    """The command that starts a worker; `-P` keeps the current folder off its import path."""
    return [sys.executable, "-P", "-m", "kg.query.worker", str(store), str(memory)]


def line_of(request: Request, limits: Limits) -> bytes:
    """A request as the line that a worker reads.

    Raises:
        QueryRefused: it asks other endpoints and may not.
    """
    if not request.service and asks_elsewhere(request.text):
        raise QueryRefused("SERVICE is not allowed here: the query would ask other endpoints")
    return json.dumps({**asdict(request), **asdict(limits)}).encode() + b"\n"


def answer_of(head: dict[str, Any], body: bytes) -> Answer:
    """The answer that a worker gave.

    Raises:
        QuerySyntax: the text is no query.
        QueryTooLarge: the answer passes a limit.
        WorkerLost: the store could not be read, or the worker ended.
    """
    fault, message = head.get("fault"), head.get("message", "")
    if fault == "syntax":
        raise QuerySyntax(f"not a SPARQL query: {_parsed(message)}")
    if fault == "large":
        raise QueryTooLarge(f"the answer is too large: {message}; narrow the query or add LIMIT")
    if fault:
        raise WorkerLost(f"the query failed: {_shortened(message)}")
    return Answer(head["kind"], head["format"], head["media"], body)


def lost() -> WorkerLost:
    """The fault of a worker that ended while it answered."""
    return WorkerLost("the query ended its worker: it took more memory than is allowed; narrow it")


def _parsed(message: str) -> str:
    """What the parser said; an unknown prefix stands first among all that it expected instead."""
    place, expected, rest = message.partition(": expected one of ")
    if expected and rest.startswith("Prefix not found"):
        return f"{place}: no such prefix; declare it with PREFIX"
    return _shortened(message)


def _shortened(message: str) -> str:
    """A message in one line; the parser lists all it expected, which nobody reads."""
    line = " ".join(message.split())
    return line if len(line) <= 200 else f"{line[:200]}…"
