"""Sends a build to another SPARQL store by the Graph Store Protocol, one article at a time.

Each graph is replaced as a whole (PUT), so that sending twice changes nothing. The digest of each
graph that has arrived is noted beside the build; after a break only what is missing is sent. In
the end the store is asked how many triples each graph has.
"""

from __future__ import annotations

import hashlib
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

from kg.errors import BuildError, InputError, UsageError
from kg.query.answer import STORE
from kg.query.lookup import open_store

DEFAULT = ""
_COUNTS = (
    "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a build goes.

    Args:
        store: address of the Graph Store Protocol, e.g. http://127.0.0.1:7878/store.
        sparql: address of SPARQL queries, to count what has arrived; "" does not count.
        headers: sent with every request, e.g. an Authorization.
        default: name of the graph that takes the quads without one, for a store that has no
            default graph (Virtuoso); "" is the store's default graph.
    """

    store: str
    sparql: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    default: str = DEFAULT


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push has done: graphs sent, left as they were, dropped, counted as right."""

    sent: int
    kept: int
    dropped: int
    verified: int


def push(
    build: Path, target: Target, notes: Path, progress: Progress = lambda done, total: None
) -> Pushed:
    """Send a build to another store.

    Args:
        notes: the file that remembers what has arrived; without it everything is sent.

    Raises:
        InputError: the store refuses, cannot be reached, or holds other counts in the end.
        BuildError: there is no build.
    """
    if urlsplit(target.store).scheme not in ("http", "https"):
        raise UsageError(f"{target.store}: is no http or https address")
    if not (build / STORE).is_dir():
        raise BuildError(f"{build}: no build here; run `kg build PATH -o {build}` first")
    store = open_store(build / STORE)
    names = _names(store, target)
    arrived = _noted(notes, target)
    gone = sorted(arrived.keys() - set(names))
    for name in gone:
        _drop(target, name)
    counts, sent = _send_all(store, names, target, notes, arrived, progress)
    for name in gone:
        del arrived[name]
    _note(notes, target, arrived)
    verified = _verify(target, counts) if target.sparql else 0
    return Pushed(sent, len(names) - sent, len(gone), verified)


def _names(store: ox.Store, target: Target) -> list[str]:
    """The graphs as they are called there, that of the quads without one first."""
    named = sorted(node.value for node in store.named_graphs() if _named(node))
    if target.default:
        try:
            ox.NamedNode(target.default)
        except ValueError as fault:
            raise UsageError(f"{target.default}: is no name of a graph ({fault})") from fault
        if target.default in named:
            raise UsageError(f"{target.default}: is a graph of the build already; take another")
    return [target.default, *named]


def _send_all(
    store: ox.Store,
    names: list[str],
    target: Target,
    notes: Path,
    arrived: dict[str, str],
    progress: Progress,
) -> tuple[dict[str, int], int]:
    """Send what has not arrived, and note each graph that has; gives the counts of triples."""
    counts: dict[str, int] = {}
    sent = 0
    for number, name in enumerate(names, 1):
        lines = sorted(_lines(store, DEFAULT if name == target.default else name))
        body = b"".join(lines)
        digest = hashlib.sha256(body).hexdigest()
        counts[name] = len(lines)
        if arrived.get(name) != digest:
            _put(target, name, body)
            arrived[name] = digest
            sent += 1
            _append(notes, target, name, digest)
        progress(number, len(names))
    return counts, sent


def _lines(store: ox.Store, name: str) -> Iterator[bytes]:
    graph = ox.NamedNode(name) if name else ox.DefaultGraph()
    for quad in store.quads_for_pattern(None, None, None, graph):
        yield f"{quad.triple} .\n".encode()


def _named(node: ox.NamedNode | ox.BlankNode) -> bool:
    return isinstance(node, ox.NamedNode)


def _put(target: Target, name: str, body: bytes) -> None:
    _request(target, _address(target, name), "PUT", body, "application/n-triples")


def _drop(target: Target, name: str) -> None:
    _request(target, _address(target, name), "DELETE", None, "", absent_is_fine=True)


def _address(target: Target, name: str) -> str:
    joint = "&" if urlsplit(target.store).query else "?"
    return f"{target.store}{joint}{urlencode({'graph': name}) if name else 'default'}"


def _request(
    target: Target,
    address: str,
    method: str,
    body: bytes | None,
    media: str,
    absent_is_fine: bool = False,
) -> bytes:
    headers = {**dict(target.headers), **({"Content-Type": media} if media else {})}
    if method == "POST":
        headers["Accept"] = "application/sparql-results+json"
    request = urllib.request.Request(address, body, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=120) as reply:
            found: bytes = reply.read()
            return found
    except urllib.error.HTTPError as fault:
        said = fault.read(300).decode("utf-8", "replace").strip()
        if fault.code == 404 and absent_is_fine:
            return b""
        raise InputError(f"{address}: answers {fault.code} {said}") from fault
    except OSError as fault:
        reason = getattr(fault, "reason", fault)
        raise InputError(
            f"{address}: cannot be reached ({reason}); run it again to go on"
        ) from fault


def _verify(target: Target, counts: dict[str, int]) -> int:
    """Compare the store's counts with ours; graphs of other people do not matter."""
    named = json.loads(_ask(target, _COUNTS[0]))["results"]["bindings"]
    found = {row["g"]["value"]: int(row["n"]["value"]) for row in named if "g" in row}
    if DEFAULT in counts:
        total = json.loads(_ask(target, _COUNTS[1]))["results"]["bindings"]
        found[DEFAULT] = int(total[0]["n"]["value"])
    wrong = [name for name, count in counts.items() if found.get(name, 0) != count]
    if wrong:
        name = wrong[0]
        shown = f"graph {name}" if name else "the default graph"
        raise InputError(
            f"{target.sparql}: {len(wrong)} graphs differ; {shown} has {found.get(name, 0)} "
            f"triples instead of {counts[name]}; send all with --again"
        )
    return len(counts)


def _ask(target: Target, query: str) -> bytes:
    # As a form: Virtuoso 7 never answers a body of application/sparql-query.
    form = urlencode({"query": query}).encode()
    return _request(target, target.sparql, "POST", form, "application/x-www-form-urlencoded")


def _noted(notes: Path, target: Target) -> dict[str, str]:
    """Digest by graph of what an earlier push to the same store has noted."""
    found: dict[str, str] = {}
    if not notes.is_file():
        return found
    for line in notes.read_text(encoding="utf-8").splitlines():
        try:
            store, name, digest = json.loads(line)
        except ValueError:
            # The line at which an earlier push was killed.
            continue
        if store == target.store:
            found[name] = digest
    return found


def _append(notes: Path, target: Target, name: str, digest: str) -> None:
    with notes.open("a", encoding="utf-8") as out:
        out.write(json.dumps([target.store, name, digest]) + "\n")


def _note(notes: Path, target: Target, arrived: dict[str, str]) -> None:
    """Write the notes anew, one line a graph; those of other stores stay."""
    kept = []
    if notes.is_file():
        for line in notes.read_text(encoding="utf-8").splitlines():
            if line.startswith("[") and not line.startswith(json.dumps([target.store])[:-1] + ","):
                kept.append(line)
    mine = [json.dumps([target.store, name, digest]) for name, digest in sorted(arrived.items())]
    notes.write_text("".join(f"{line}\n" for line in (*kept, *mine)), encoding="utf-8")
