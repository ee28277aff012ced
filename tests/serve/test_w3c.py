"""The W3C's SPARQL 1.1 Protocol tests, run from their manifest against a real server."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.collection import Collection

from tests.conftest import SHARED
from tests.serve.conftest import Reply, Server, serving

pytestmark = pytest.mark.shared

FOLDER = SHARED / "data" / "w3c-sparql11-protocol"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
GRAPH = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
MEDIA = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {"application/sparql-results+json", "application/sparql-results+xml", "text/csv"},
    "RDF": {"text/turtle", "application/rdf+xml", "application/n-triples"},
}


def manifest() -> rdflib.Graph:
    graph = rdflib.Graph()
    if FOLDER.is_dir():
        graph.parse(data=(FOLDER / "manifest.ttl").read_text("utf-8"), format="turtle")
    return graph


MANIFEST = manifest()


def names() -> list[str]:
    tests = MANIFEST.subjects(rdflib.RDF.type, MF.ProtocolTest)
    return sorted(str(one).rpartition("#")[2] for one in tests)


def requests(name: str) -> Iterator[rdflib.term.Node]:
    """The requests of a test, in its order."""
    test = next(
        one
        for one in MANIFEST.subjects(rdflib.RDF.type, MF.ProtocolTest)
        if str(one).endswith(f"#{name}")
    )
    action = MANIFEST.value(test, MF.action)
    yield from Collection(MANIFEST, MANIFEST.value(action, HT.requests))


def send(server: Server, request: rdflib.term.Node) -> Reply:
    headers = {}
    listed = MANIFEST.value(request, HT.headers)
    for one in Collection(MANIFEST, listed) if listed else ():
        headers[str(MANIFEST.value(one, HT.fieldName))] = str(MANIFEST.value(one, HT.fieldValue))
    content = MANIFEST.value(request, HT.body)
    body = None
    if content is not None:
        encoding = str(MANIFEST.value(content, CNT.characterEncoding))
        body = str(MANIFEST.value(content, CNT.chars)).encode(encoding)
    path = str(MANIFEST.value(request, HT.absolutePath))
    return server.ask(path, str(MANIFEST.value(request, HT.methodName)), headers, body)


@pytest.fixture(scope="module")
def w3c(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a store that holds the tests' three graphs."""
    if not FOLDER.is_dir():
        pytest.skip("no ../shared here")
    output = tmp_path_factory.mktemp("w3c") / "output"
    output.mkdir()
    store = ox.Store(str(output / "store"))
    for number in (1, 2, 3):
        data = (FOLDER / f"data{number}.nt").read_bytes()
        graph = ox.NamedNode(GRAPH.format(number))
        store.load(data, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    store.flush()
    del store
    with serving(output) as running:
        yield running


@pytest.mark.parametrize("name", [name for name in names() if "update" not in name])
def test_query_test(name: str, w3c: Server) -> None:
    for request in requests(name):
        reply = send(w3c, request)
        expected = MANIFEST.value(request, HT.resp)
        statuses = {str(one)[-3:-2] for one in MANIFEST.objects(expected, MF.expectedStatus)}
        truth = MANIFEST.value(expected, MF.expectedBoolean)
        kind = MANIFEST.value(expected, MF.expectedFormat)

        assert str(reply.status)[0] in statuses, reply
        if kind is not None:
            assert reply.media in MEDIA[str(kind)]
        if truth is not None:
            assert json.loads(reply.body)["boolean"] is truth.toPython()


@pytest.mark.parametrize("name", [name for name in names() if "update" in name])
def test_update_test_is_refused(name: str, w3c: Server) -> None:
    """A read-only service answers an update with 4xx and nothing has changed."""
    before = w3c.ask("/.well-known/void", headers={"Accept": "application/n-triples"}).body

    updates = [one for one in requests(name) if is_update(one)]
    statuses = {send(w3c, one).status for one in updates}

    assert updates
    assert all(400 <= status < 500 for status in statuses)
    assert before == w3c.ask("/.well-known/void", headers={"Accept": "application/n-triples"}).body


def is_update(request: rdflib.term.Node) -> bool:
    """Whether a request updates: update tests also ask whether they have worked."""
    content = MANIFEST.value(request, HT.body)
    said = f"{MANIFEST.value(request, HT.absolutePath)} {MANIFEST.value(content, CNT.chars)}"
    return any(word in said for word in ("update=", "INSERT", "CLEAR", "DROP", "DELETE", "COPY"))


def test_the_manifest_is_whole(w3c: Server) -> None:
    assert len(names()) >= 30
