"""Queries in a worker: formats, limits, what SERVICE and FROM mean."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

import kg
from kg.cli import main
from kg.errors import BuildError, QueryError, UsageError
from kg.query import Limits, Request, answer, query
from kg.query.answer import STORE
from kg.query.request import QueryRefused, QuerySyntax, QueryTimeout, QueryTooLarge
from kg.query.text import asks_elsewhere, names_dataset

ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c = ?z) }"


def ask(built: Path, text: str, limits: Limits) -> bytes:
    return answer(built / STORE, Request(text, tabular="csv"), limits).body


def test_a_query_that_does_not_end_is_ended(built: Path) -> None:
    started = time.monotonic()

    with pytest.raises(QueryTimeout, match="longer than 1 s"):
        ask(built, ENDLESS, Limits(seconds=1))

    assert time.monotonic() - started < 15


def test_a_query_that_takes_too_much_memory_ends_its_worker_only(built: Path) -> None:
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f"

    with pytest.raises(QueryError, match="memory"):
        ask(built, greedy, Limits(seconds=60, memory=100))


@pytest.mark.parametrize("shape", ["json", "xml", "csv", "tsv"])
def test_rows_are_counted_in_every_format(shape: str, built: Path) -> None:
    request = Request("SELECT * { ?a ?b ?c } LIMIT 300", tabular=shape)

    assert answer(built / STORE, request, Limits(rows=301)).body
    with pytest.raises(QueryTooLarge, match="more than 200 rows"):
        answer(built / STORE, request, Limits(rows=200))


def test_what_is_no_query_is_said_in_one_line(built: Path) -> None:
    with pytest.raises(QuerySyntax) as fault:
        query(built, "SELECT * WHERE { ?a ?b }")

    assert str(fault.value).startswith("not a SPARQL query: error at 1:")
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { <u:\\u0061#>SERVICE <http://a.example/> {} }",
        'SELECT * { ?s ?p "#" . SERVICE<http://a.example/>{} }',
        "SELECT * { ?s ?p '''a'b''' SERVICE <http://a.example/> {} }",
    ],
)
def test_service_is_refused_wherever_it_hides(text: str, built: Path) -> None:
    with pytest.raises(QueryRefused, match="SERVICE is not allowed"):
        query(built, text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?service ?p "SERVICE <http://a.example/>" }',
        "SELECT * { ?s <http://a.example/SERVICE> ?o } # SERVICE",
        "PREFIX service: <u:> SELECT * { ?s service:service ?o }",
        "SELECT * { ?s ?p '''it's SERVICE''' }",
    ],
)
def test_the_word_service_elsewhere_is_no_matter(text: str) -> None:
    assert not asks_elsewhere(text)


def test_the_default_graph_is_the_union_unless_the_query_names_its_own(built: Path) -> None:
    fact = "kg:develops kg:x ; rdf:type ?t"
    assert not names_dataset(f"SELECT * {{ ?from {fact} }}")
    everywhere = json.loads(query(built, "ASK { ?a kg:develops ?b }").body)
    one = "ASK FROM <https://kg.example/article/a2> { ?a kg:develops ?b }"

    assert everywhere["boolean"] is True
    assert json.loads(query(built, one).body)["boolean"] is False


def test_a_folder_without_a_build_is_a_message(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no build here; run `kg build PATH -o"):
        query(tmp_path, "ASK {}")


def run(built: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["query", "-o", str(built), *arguments])
    return done.exit_code, done.output


def test_the_command_prints_a_table_in_which_chinese_lines_up(built: Path) -> None:
    code, shown = run(built, "co-mentions", "name=百度", "limit=2")

    assert 0 == code
    assert shown.splitlines()[2:] == [
        "entity/飞桨  飞桨       2",
        "entity/IDC   IDC        1",
        "2 rows",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("nonsense",), 2, "kg: no shipped query is called 'nonsense'; known: article,"),
        (("co-mentions", "百度"), 2, "kg: '百度' is not PARAMETER=VALUE"),
        (("co-mentions", "name=没有"), 1, "kg: no entity is called '没有'"),
        (("SELECT {",), 1, "kg: not a SPARQL query"),
        (("CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"), 2, "kg: this query gives a graph"),
        (("ASK { }", "--format", "ttl"), 2, "kg: this query gives rows, not a graph"),
        (("DROP ALL {}",), 1, "kg: not a SPARQL query"),
    ],
)
def test_what_is_wrong_is_one_line(
    arguments: tuple[str, ...], code: int, message: str, built: Path
) -> None:
    exit_code, shown = run(built, *arguments)

    assert (code, True) == (exit_code, shown.startswith(message)), shown


def test_the_list_names_every_shipped_query_in_two_languages(built: Path) -> None:
    _, shown = run(built, "--list")

    assert "who-develops-what\n  Who develops which" in shown
    assert "谁研发什么产品或技术" in shown
    assert "limit  rows at most / 最多行数 (limit, default 100)" in shown


@pytest.mark.parametrize("shape", ["csv", "tsv", "json", "xml"])
def test_rows_are_printed_in_every_format(shape: str, built: Path) -> None:
    code, shown = run(built, "SELECT ?n { ?s kg:name ?n }", "--format", shape)

    assert 0 == code
    assert "度娘" in shown


@pytest.mark.parametrize("shape", ["ttl", "nt", "jsonld", "xml"])
def test_graphs_are_printed_in_every_format(shape: str, built: Path) -> None:
    code, shown = run(built, "DESCRIBE <https://kg.example/entity/百度>", "--format", shape)

    assert 0 == code
    assert "度娘" in shown


def test_python_has_rows_as_values(built: Path) -> None:
    rows = kg.open(built).query("co-mentions", name="百度", limit=1)

    expected = {"other": "https://kg.example/entity/飞桨", "otherName": "飞桨", "articles": 2}
    assert [expected] == rows
    assert [{"": True}] == kg.open(built).query("ASK { ?a kg:develops ?b }")


def test_python_has_the_graph_the_network_and_the_frames(built: Path) -> None:
    build = kg.open(built)

    network = build.network()
    frames = build.frames()

    assert (17, 16) == (network.number_of_nodes(), network.number_of_edges())
    assert "飞桨" in {data["label"] for _, data in network.nodes(data=True)}
    assert 6 == len(frames["articles"])
    assert set(frames["evidence"].columns) > {"statement", "quote"}
    assert "百度" == build.show("Baidu").entity.name
    assert "<iframe" in build.view(around="百度")._repr_html_()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_python_has_the_graph_for_rdflib(built: Path) -> None:
    graph = kg.open(built).graph()

    asked = graph.query("ASK { ?a <https://kg.example/ns#develops> ?b }")

    assert asked.askAnswer


def test_python_says_what_is_wrong(built: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no shipped query is called 'nonsense'"):
        kg.open(built).query("nonsense")
    with pytest.raises(BuildError, match="no build here"):
        kg.open(tmp_path)
