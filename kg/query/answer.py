"""Answers one query in a worker process of its own, which is killed when its time is up."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from kg.errors import BuildError
from kg.query.request import Answer, Limits, QueryTimeout, Request
from kg.query.wire import answer_of, command, line_of, lost

STORE = "store"


def query(
    build: Path,
    text: str,
    *,
    tabular: str = "json",
    graph: str = "ttl",
    timeout: float = 30.0,
) -> Answer:
    """Answer a query over the build in a folder; see `answer` for the faults."""
    limits = Limits(seconds=timeout)
    return answer(build / STORE, Request(text, tabular, graph), limits)


def answer(store: Path, request: Request, limits: Limits = Limits()) -> Answer:  # noqa: B008
    """Answer a query over a store.

    Raises:
        BuildError: there is no store.
        QueryError: the query is malformed, too slow, too large or refused.
    """
    if not store.is_dir():
        raise BuildError(f"{store.parent}: no build here; run `kg build PATH -o {store.parent}`")
    line = line_of(request, limits)
    with subprocess.Popen(
        command(store, limits.memory),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            said, _ = process.communicate(line, limits.seconds or None)
        except subprocess.TimeoutExpired:
            process.kill()
            raise QueryTimeout(timed_out(limits)) from None
    ready, _, rest = said.partition(b"\n")
    if not ready:
        raise BuildError(f"{store}: cannot be opened; build anew with `kg build`")
    head, _, body = rest.partition(b"\n")
    if not head:
        raise lost()
    return answer_of(json.loads(head), body)


def timed_out(limits: Limits) -> str:
    """What is said of a query that took too long."""
    return f"the query ran longer than {limits.seconds:g} s and was ended; narrow it or allow more"
