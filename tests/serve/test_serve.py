"""The server from outside: pages, formats, limits, refusals."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from tests.page.corpus import Said, write_build
from tests.serve.conftest import Server, serving

CARTESIAN = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c = ?z) }"
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def asked(query: str) -> str:
    return f"/sparql?{urlencode({'query': query})}"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("application/sparql-results+xml, text/csv;q=0.5", "application/sparql-results+xml"),
        ("text/tab-separated-values", "text/tab-separated-values"),
    ],
)
def test_rows_come_in_the_format_asked_for(accept: str, media: str, server: Server) -> None:
    reply = server.ask(asked("SELECT * { ?s a kg:Company }"), headers={"Accept": accept})

    assert (200, media) == (reply.status, reply.media)


@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json", "application/rdf+xml"])
def test_a_graph_comes_in_the_format_asked_for(accept: str, server: Server) -> None:
    query = "CONSTRUCT { ?a kg:develops ?b } WHERE { ?a kg:develops ?b }"

    reply = server.ask(asked(query), headers={"Accept": accept})

    format_ = ox.RdfFormat.from_media_type(accept)
    assert accept == reply.media
    assert format_ is not None and 2 == len(list(ox.parse(reply.body, format=format_)))


@pytest.mark.parametrize(
    ("path", "method", "headers", "body", "status"),
    [
        (asked("SELECT {"), "GET", {}, None, 400),
        ("/sparql?query=%FF", "GET", {}, None, 400),
        (asked("ASK {}"), "GET", {"Accept": "image/png"}, None, 406),
        (asked("ASK {}"), "GET", {"Accept": "text/turtle"}, None, 406),
        (asked("ASK {}"), "DELETE", {}, None, 405),
        ("/sparql", "POST", {"Content-Type": "application/sparql-update"}, b"DROP ALL", 403),
        ("/sparql", "POST", {"Content-Type": "application/json"}, b"{}", 415),
        ("/sparql", "POST", {"Content-Type": "application/sparql-query"}, b"\xff", 400),
        ("/sparql", "POST", {"Content-Type": "application/sparql-query"}, b" " * 2_000_000, 413),
        (asked("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }"), "GET", {}, None, 403),
        (asked("ASK {}") + "&default-graph-uri=not%20an%20iri", "GET", {}, None, 400),
        ("/entity/没有".encode().decode("latin-1"), "GET", {}, None, 404),
        ("/entity/..%2F..%2Fbuild.json", "GET", {}, None, 404),
        ("/../graph.nq", "GET", {}, None, 404),
        ("/tables/articles.jsonl", "GET", {}, None, 404),
    ],
    ids=[
        "syntax", "no-utf8", "no-format", "no-format-for-kind", "method", "update", "media-type",
        "body-no-utf8", "body-too-large", "service", "no-iri", "unknown", "escaped-dots", "dots",
        "other-file",
    ],
)  # fmt: skip
def test_what_is_wrong_has_its_status(
    path: str,
    method: str,
    headers: dict[str, str],
    body: bytes | None,
    status: int,
    server: Server,
) -> None:
    path = quote(path.encode("latin-1"), safe="/%?&=+.*{}")

    assert status == server.ask(path, method, headers, body).status


def test_the_service_describes_itself(server: Server) -> None:
    turtle = server.ask("/sparql", headers={"Accept": "text/turtle"}).text
    void = server.ask("/.well-known/void", headers={"Accept": "text/turtle"}).text

    assert "sd:SPARQL11Query" in turtle and "sd:UnionDefaultGraph" in turtle
    assert f"http://{server.host}:{server.port}/sparql" in turtle
    assert "void:sparqlEndpoint" in void and "<https://kg.example/dataset>" in void


def test_an_entity_is_html_for_people_and_rdf_by_accept(server: Server) -> None:
    path = f"/entity/{quote('飞桨')}"

    page = server.ask(path, headers=HTML)
    turtle = server.ask(path, headers={"Accept": "text/turtle"})

    assert "text/html" == page.media and "<bdi>飞桨</bdi>" in page.text
    assert f'href="/entity/{quote("百度")}"' in page.text
    assert "text/turtle" == turtle.media and 'skos:prefLabel "飞桨"@zh' in turtle.text
    assert "rdf:object <https://kg.example/entity/飞桨>" in turtle.text


def test_articles_and_statements_have_pages_that_lead_on(server: Server) -> None:
    article = server.ask("/article/a1", headers=HTML).text
    statement = server.ask("/statement/0000", headers=HTML).text
    graph = server.ask("/article/a1", headers={"Accept": "application/n-triples"}).text

    assert f'<a href="/entity/{quote("百度")}"' in article and 'href="/statement/0000"' in article
    assert "百度发布了深度学习平台飞桨的新版本。" in statement and 'href="/article/a1"' in statement
    assert "nif-core#isString" in graph


def test_the_query_page_runs_shipped_queries_without_scripts(server: Server) -> None:
    path = f"/query?{urlencode({'shipped': 'co-mentions', 'p.name': '百度'})}"

    page = server.ask(path)

    assert 200 == page.status and "<script" not in page.text
    assert f'<a href="/entity/{quote("飞桨")}"' in page.text
    assert "script-src ;" in page.headers["content-security-policy"]
    assert "form-action 'self'" in page.headers["content-security-policy"]


def test_a_hostile_query_text_is_shown_inert(server: Server) -> None:
    evil = "</textarea><script>alert(1)</script>"

    page = server.ask(f"/query?{urlencode({'query': evil, 'shipped': evil, 'p.name': evil})}")

    assert 400 == page.status
    assert "<script" not in page.text


def test_hostile_names_and_addresses_are_inert(tmp_path: Path) -> None:
    from kg.rdf import Iris
    from kg.schema import load_schema, schemas_folder
    from kg.store import write_rdf

    name = "<img src=x onerror=alert(1)>\"'"
    articles = {"a1": (name, "2026-05-04", name, f"{name}与甲公司合作。")}
    said = Said(name, "cooperatesWith", "甲公司", (("a1", f"{name}与甲公司合作。"),))
    entities = {name: ("Company", ()), "甲公司": ("Company", ())}
    output = write_build(tmp_path / "output", articles, entities, [said])
    write_rdf(output, load_schema(schemas_folder()), Iris())

    with serving(output, "--workers", "1") as server:
        paths = ("/article/a1", "/statement/0000", f"/entity/{quote('甲公司')}")
        pages = [server.ask(path, headers=HTML) for path in paths]
        pages.append(server.ask(f"/query?{urlencode({'query': 'SELECT * { ?s kg:name ?o }'})}"))

    assert [200] * 4 == [page.status for page in pages]
    assert not [page.text for page in pages if "<img" in page.text]


def test_a_cartesian_product_dies_on_time_and_the_server_goes_on(server: Server) -> None:
    started = time.monotonic()

    reply = server.ask(asked(CARTESIAN))

    assert 504 == reply.status
    assert "longer than 3 s" in reply.text
    assert time.monotonic() - started < 20
    assert 200 == server.ask(asked("ASK {}")).status


def test_an_answer_of_too_many_rows_is_refused(server: Server) -> None:
    reply = server.ask(asked("SELECT * { ?a ?b ?c . ?d ?e ?f }"))

    assert 500 == reply.status
    assert "more than 5000 rows" in reply.text


def test_a_query_that_takes_too_much_memory_hurts_nobody(server: Server) -> None:
    reply = server.ask(asked("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f"))

    assert reply.status in (500, 502, 504)
    assert 200 == server.ask(asked("ASK {}")).status


def test_beyond_what_may_wait_the_answer_is_503_with_retry_after(output: Path) -> None:
    with serving(output, "--workers", "1", "--waiting", "0", "--timeout", "12") as server:
        # The first long query is put aside, the second holds the only worker.
        slow = [threading.Thread(target=server.ask, args=(asked(CARTESIAN),)) for _ in range(2)]
        for thread in slow:
            thread.start()
            time.sleep(3)
        reply = server.ask(asked("ASK {}"))
        for thread in slow:
            thread.join()
        after = server.ask(asked("ASK {}"))

    assert (503, "2") == (reply.status, reply.headers.get("retry-after"))
    assert 200 == after.status


def test_a_short_query_does_not_wait_for_a_long_one(output: Path) -> None:
    with serving(output, "--workers", "1", "--timeout", "12") as server:
        slow = threading.Thread(target=server.ask, args=(asked(CARTESIAN),))
        slow.start()
        time.sleep(2)
        replies = [server.ask(asked("ASK {}")).status for _ in range(3)]
        still = slow.is_alive()
        slow.join()

    assert [200] * 3 == replies
    assert still


def test_only_named_sites_may_ask_from_a_browser(server: Server) -> None:
    friend = server.ask(asked("ASK {}"), headers={"Origin": "https://friend.example"})
    stranger = server.ask(asked("ASK {}"), headers={"Origin": "https://stranger.example"})

    assert "https://friend.example" == friend.headers.get("access-control-allow-origin")
    assert "access-control-allow-origin" not in stranger.headers


def test_a_foreign_host_name_is_refused(server: Server) -> None:
    assert 400 == server.ask(asked("ASK {}"), headers={"Host": "evil.example"}).status


def test_a_new_build_in_the_place_of_the_old_is_served(tmp_path: Path) -> None:
    from kg.rdf import Iris
    from kg.schema import load_schema, schemas_folder
    from kg.store import write_rdf

    def build(name: str, folder: str) -> Path:
        articles = {"a1": ("标题", "2026-05-04", "测试报", f"{name}发布消息。")}
        output = write_build(tmp_path / folder, articles, {name: ("Company", ())}, ())
        write_rdf(output, load_schema(schemas_folder()), Iris())
        return output

    names = asked("SELECT ?n { ?s skos:prefLabel ?n ; a kg:Company }")
    output = build("甲公司", "output")
    with serving(output, "--workers", "1") as server:
        before = json.loads(server.ask(names).body)
        output.rename(tmp_path / "old")
        build("乙公司", "output")
        after = json.loads(server.ask(names).body)

    assert ["甲公司", "乙公司"] == [
        one["results"]["bindings"][0]["n"]["value"] for one in (before, after)
    ]
