"""The process that answers queries: it may be killed at any moment, and nothing else is hurt.

It reads requests from stdin, one JSON record a line, and writes for each a JSON line that says
how many bytes follow, then these bytes. `python -m kg.query.worker STORE MEGABYTES`.
"""

from __future__ import annotations

import ctypes
import json
import resource
import signal
import sys
from collections.abc import Iterator
from typing import IO, Any

import pyoxigraph as ox

from kg.query.formats import GRAPHS, TABULAR
from kg.query.text import names_dataset
from kg.rdf import PREFIXES

# Beyond its time limit a worker ends itself, should nobody be left to kill it.
_GRACE_SECONDS = 2.0
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


class _TooLarge(Exception):
    """The answer passes a limit; the message says which."""


class _Counted:
    """Bytes of an answer, counted as they come; a file for the serializer to write to."""

    def __init__(self, row: bytes, rows: int, size: int) -> None:
        self._row, self._rows, self._size = row, rows, size
        self._parts: list[bytes] = []
        self._tail = b""
        self._seen = self._length = 0

    def write(self, data: bytes) -> int:
        if self._rows:
            window = self._tail + data
            # What ended in the tail was counted with it.
            self._seen += window.count(self._row) - self._tail.count(self._row)
            self._tail = window[-(len(self._row) - 1) or len(window) :]
            if self._seen > self._rows:
                raise _TooLarge(f"more than {self._rows} rows")
        self._length += len(data)
        if self._size and self._length > self._size:
            raise _TooLarge(f"more than {self._size >> 20} MB")
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def body(self) -> bytes:
        return b"".join(self._parts)


def main(store: str, megabytes: int) -> None:
    """Answer requests until stdin ends."""
    _die_with_parent()
    opened = ox.Store.read_only(store)
    if megabytes:
        _bound_memory(megabytes)
    out = sys.stdout.buffer
    out.write(b'{"ready": true}\n')
    out.flush()
    for line in sys.stdin.buffer:
        _reply(opened, json.loads(line), out)


def _reply(store: ox.Store, asked: dict[str, Any], out: IO[bytes]) -> None:
    allowed = asked["seconds"] + _GRACE_SECONDS if asked["seconds"] else 0
    signal.setitimer(signal.ITIMER_REAL, allowed)
    head, body = _answered(store, asked)
    signal.setitimer(signal.ITIMER_REAL, 0)
    out.write(json.dumps({**head, "bytes": len(body)}).encode() + b"\n")
    out.write(body)
    out.flush()


def _answered(store: ox.Store, asked: dict[str, Any]) -> tuple[dict[str, str], bytes]:
    try:
        found = _query(store, asked)
        if isinstance(found, ox.QueryTriples):
            return _graph(found, asked)
        return _table(found, asked)
    except SyntaxError as fault:
        return {"fault": "syntax", "message": str(fault.msg)}, b""
    except _TooLarge as fault:
        return {"fault": "large", "message": str(fault)}, b""
    except MemoryError:
        return {"fault": "large", "message": "more memory than is allowed"}, b""
    except ValueError as fault:
        # A graph's IRI that is none.
        return {"fault": "syntax", "message": str(fault)}, b""
    except (OSError, RuntimeError) as fault:
        return {"fault": "failed", "message": str(fault)}, b""


def _query(
    store: ox.Store, asked: dict[str, Any]
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [
        ox.NamedNode(one) for one in asked["default_graphs"]
    ]
    named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(one) for one in asked["named_graphs"]]
    prefixes = PREFIXES
    base = asked["base"] or None
    if not default and not named:
        # The engine's union would override FROM.
        union = not names_dataset(asked["text"])
        return store.query(
            asked["text"], base_iri=base, prefixes=prefixes, use_default_graph_as_union=union
        )
    # A data set given by the protocol is all there is: what it does not name is empty.
    return store.query(
        asked["text"], base_iri=base, prefixes=prefixes, default_graph=default, named_graphs=named
    )


def _table(
    found: ox.QuerySolutions | ox.QueryBoolean, asked: dict[str, Any]
) -> tuple[dict[str, str], bytes]:
    format_ = TABULAR[asked["tabular"]]
    counted = _Counted(format_.row, asked["rows"], asked["megabytes"] << 20)
    found.serialize(counted, format=format_.oxigraph)  # type: ignore[arg-type]
    kind = "boolean" if isinstance(found, ox.QueryBoolean) else "tabular"
    return {"kind": kind, "format": format_.name, "media": format_.media}, counted.body()


def _graph(found: ox.QueryTriples, asked: dict[str, Any]) -> tuple[dict[str, str], bytes]:
    format_ = GRAPHS[asked["graph"]]
    counted = _Counted(b"", 0, asked["megabytes"] << 20)
    triples = _distinct(found, asked["rows"])
    ox.serialize(triples, counted, format=format_.oxigraph, prefixes=PREFIXES)  # type: ignore[arg-type]
    return {"kind": "graph", "format": format_.name, "media": format_.media}, counted.body()


def _distinct(triples: ox.QueryTriples, most: int) -> Iterator[ox.Triple]:
    """Triples sorted and each once: a graph is a set, and equal answers have equal bytes."""
    seen: set[ox.Triple] = set()
    for triple in triples:
        seen.add(triple)
        if most and len(seen) > most:
            raise _TooLarge(f"more than {most} triples")
    return iter(sorted(seen, key=str))


def _bound_memory(megabytes: int) -> None:
    """Let the process take so much address space beyond what it has; more ends it."""
    used = _address_space()
    if used:
        limit = used + (megabytes << 20)
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _address_space() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as source:  # noqa: PTH123
            return int(source.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _die_with_parent() -> None:
    # A request's time limit ends the process by the signal's default action, which works even
    # while the engine computes.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
