"""`kg push` to a real Oxigraph server (PyPI package `oxigraph`); skipped where it is absent."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlencode

import pytest

from kg.errors import InputError, UsageError
from kg.push import Target, push
from tests.query.conftest import small_build

BINARY = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")


def count(address: str, pattern: str) -> int:
    query = urlencode({"query": f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"})
    accept = {"Accept": "application/sparql-results+json"}
    request = urllib.request.Request(f"{address}/query?{query}", headers=accept)
    with urllib.request.urlopen(request, timeout=20) as reply:
        return int(json.load(reply)["results"]["bindings"][0]["n"]["value"])


@pytest.fixture
def remote(tmp_path: Path) -> Iterator[str]:
    """The address of an empty Oxigraph server."""
    if BINARY is None:
        pytest.skip("no oxigraph server here: pip install oxigraph")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    bind = f"127.0.0.1:{port}"
    command = [BINARY, "serve", "--location", str(tmp_path / "remote"), "--bind", bind]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(200):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield f"http://{bind}"
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_build(tmp_path_factory.mktemp("push") / "output")


def quads(folder: Path) -> int:
    return len((folder / "graph.nq").read_bytes().splitlines())


def target(remote: str) -> Target:
    return Target(f"{remote}/store", f"{remote}/query")


def test_a_push_brings_every_quad_and_a_second_one_nothing(
    built: Path, remote: str, tmp_path: Path
) -> None:
    first = push(built, target(remote), tmp_path / "notes")
    second = push(built, target(remote), tmp_path / "notes")

    assert (7, 0, 7) == (first.sent, first.kept, first.verified)
    assert (0, 7, 7) == (second.sent, second.kept, second.verified)
    arrived = count(remote, "?s ?p ?o") + count(remote, "GRAPH ?g { ?s ?p ?o }")
    assert quads(built) == arrived


def test_a_push_that_was_cut_goes_on_where_it_was(built: Path, remote: str, tmp_path: Path) -> None:
    class Cut(Exception):
        pass

    def cut(done: int, total: int) -> None:
        if done == 3:
            raise Cut

    with pytest.raises(Cut):
        push(built, target(remote), tmp_path / "notes", cut)
    rest = push(built, target(remote), tmp_path / "notes")

    assert (4, 3, 7) == (rest.sent, rest.kept, rest.verified)


def test_pushing_twice_without_notes_changes_nothing(
    built: Path, remote: str, tmp_path: Path
) -> None:
    push(built, target(remote), tmp_path / "one")
    before = count(remote, "GRAPH ?g { ?s ?p ?o }")
    push(built, target(remote), tmp_path / "two")

    assert before == count(remote, "GRAPH ?g { ?s ?p ?o }")


def test_an_article_that_is_gone_is_dropped_there(built: Path, remote: str, tmp_path: Path) -> None:
    from kg.rdf import Iris
    from kg.schema import load_schema, schemas_folder
    from kg.store import write_rdf
    from tests.page.corpus import write_build

    fewer = write_build(
        tmp_path / "fewer", {"a1": ("标题", "2026-05-04", "测试报", "甲公司发布消息。")},
        {"甲公司": ("Company", ())}, (),
    )  # fmt: skip
    write_rdf(fewer, load_schema(schemas_folder()), Iris())
    push(built, target(remote), tmp_path / "notes")

    done = push(fewer, target(remote), tmp_path / "notes")

    assert (5, 2) == (done.dropped, done.verified)
    assert 1 == count(remote, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")


def test_what_differs_in_the_end_is_said(built: Path, remote: str, tmp_path: Path) -> None:
    push(built, target(remote), tmp_path / "notes")
    address = f"{remote}/store?{urlencode({'graph': 'https://kg.example/article/a1'})}"
    urllib.request.urlopen(urllib.request.Request(address, method="DELETE"), timeout=20).close()

    with pytest.raises(InputError, match=r"article/a1 has 0 triples instead of .* --again"):
        push(built, target(remote), tmp_path / "notes")


def test_a_store_without_a_default_graph_gets_its_quads_in_a_named_one(
    built: Path, remote: str, tmp_path: Path
) -> None:
    there = Target(f"{remote}/store", f"{remote}/query", default="https://kg.example/dataset")

    first = push(built, there, tmp_path / "notes")
    second = push(built, there, tmp_path / "notes")

    assert (7, 0, 7) == (first.sent, first.kept, first.verified)
    assert (0, 7, 7) == (second.sent, second.kept, second.verified)
    assert 0 == count(remote, "?s ?p ?o")
    assert quads(built) == count(remote, "GRAPH ?g { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("default", "said"),
    [("no name", "is no name of a graph"), ("https://kg.example/article/a1", "take another")],
)
def test_the_graph_for_quads_without_one_needs_a_name_of_its_own(
    built: Path, tmp_path: Path, default: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        push(built, Target("http://127.0.0.1:9/store", default=default), tmp_path / "notes")


def test_counts_are_asked_for_with_a_form(built: Path, tmp_path: Path) -> None:
    """Virtuoso 7 never answers a query that is the body itself."""
    asked: list[tuple[str, str]] = []

    class Store(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(201)
            self.end_headers()

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            asked.append((self.headers["Content-Type"], form["query"][0]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"results": {"bindings": []}}')

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Store) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/sparql"
        there = Target(address, address, default="https://kg.example/dataset")
        with pytest.raises(InputError, match="7 graphs differ"):
            push(built, there, tmp_path / "notes")
        server.shutdown()

    assert ["application/x-www-form-urlencoded"] == [media for media, _ in asked]
    assert asked[0][1].startswith("SELECT ?g (COUNT(*) AS ?n)")


def test_nobody_there_is_a_message(built: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be reached"):
        push(built, Target("http://127.0.0.1:9/store"), tmp_path / "notes")


def test_only_web_addresses_are_pushed_to(built: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no http or https address"):
        push(built, Target("file:///tmp/store"), tmp_path / "notes")
