"""Each shipped query: what it answers, and that rdflib answers the same."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
import rdflib

from kg.errors import QueryError, SchemaError, UsageError
from kg.query import Lookup, bind, query, shipped_queries
from kg.schema import schemas_folder

SHIPPED = shipped_queries(schemas_folder())
# Values for every query, so that each has rows.
ASKED = {
    "article": {"article": "a1"},
    "co-mentions": {"name": "百度"},
    "disputed": {},
    "newly-connected": {"month": "2026-06"},
    "paths": {"from": "IDC", "to": "中国移动"},
    "policies-supporting": {"name": "人工智能"},
    "provenance": {"statement": "0000"},
    "roles": {"name": "王海峰"},
    "timeline": {"name": "飞桨"},
    "who-develops-what": {},
}


def ask(built: Path, lookup: Lookup, name: str, /, **values: str) -> list[dict[str, str]]:
    """The rows of a shipped query as strings."""
    found = query(built, bind(SHIPPED[name], values, lookup))
    bindings = json.loads(found.body)["results"]["bindings"]
    return [{key: term["value"] for key, term in row.items()} for row in bindings]


def columns(rows: list[dict[str, str]], *names: str) -> list[tuple[str, ...]]:
    return [tuple(row.get(name, "") for name in names) for row in rows]


def test_every_shipped_query_has_a_case_here() -> None:
    assert ASKED.keys() == SHIPPED.keys()


# rdflib answers by what rdflib has deprecated.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_rdflib_and_the_store_give_the_same_rows(
    name: str, built: Path, lookup: Lookup, dataset: rdflib.Dataset
) -> None:
    expected = ask(built, lookup, name, **ASKED[name])

    found = dataset.query(bind(SHIPPED[name], ASKED[name], lookup))

    rows = [{key: str(value) for key, value in row.asdict().items()} for row in found]
    assert expected
    assert expected == rows


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_shipped_query_is_valid_sparql_as_it_stands(name: str, built: Path) -> None:
    assert query(built, SHIPPED[name].text).kind == "tabular"


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_each_example_stands_in_the_text_of_its_query(name: str) -> None:
    body = "\n".join(line for line in SHIPPED[name].text.splitlines() if not line.startswith("#"))

    for one in SHIPPED[name].parameters:
        assert one.example in body, one.name
        assert one.required or one.kind == "limit" or f"# if {one.name}" in body


def test_co_mentions_counts_articles_not_mentions(built: Path, lookup: Lookup) -> None:
    rows = ask(built, lookup, "co-mentions", name="百度", limit="2")

    assert [("飞桨", "2"), ("IDC", "1")] == columns(rows, "otherName", "articles")


def test_an_alias_in_other_letters_finds_the_entity(built: Path, lookup: Lookup) -> None:
    by_alias = ask(built, lookup, "co-mentions", name="baidu")

    assert ask(built, lookup, "co-mentions", name="百度") == by_alias


def test_who_develops_what(built: Path, lookup: Lookup) -> None:
    everyone = ask(built, lookup, "who-develops-what")
    one = ask(built, lookup, "who-develops-what", name="飞桨")

    names = "developerName", "thingName"
    assert {("百度", "飞桨"), ("华为", "鸿蒙系统")} == set(columns(everyone, *names))
    assert [("百度", "飞桨")] == columns(one, *names)


def test_policies_that_support_a_technology(built: Path, lookup: Lookup) -> None:
    rows = ask(built, lookup, "policies-supporting", name="人工智能")

    expected = ("2026-06-02", "数据要素行动方案", "国务院印发《数据要素行动方案》，支持人工智能。")
    assert [expected] == columns(rows, "date", "supporterName", "quote")


def test_roles_of_a_person(built: Path, lookup: Lookup) -> None:
    rows = ask(built, lookup, "roles", name="王海峰")

    assert [("百度", "首席技术官")] == columns(rows, "organizationName", "role")


def test_a_timeline_is_in_the_order_of_time(built: Path, lookup: Lookup) -> None:
    rows = ask(built, lookup, "timeline", name="百度")

    dates = [row["date"] for row in rows]
    assert sorted(dates) == dates
    assert ("2026-06-23", "百度", "星河智能") in columns(rows, "date", "subjectName", "objectName")


@pytest.mark.parametrize(
    "key", ["a1", "百度发布飞桨新版本", "https://kg.example/article/a1"], ids=["id", "title", "iri"]
)
def test_the_statements_of_one_article(key: str, built: Path, lookup: Lookup) -> None:
    rows = ask(built, lookup, "article", article=key)

    assert Counter({"飞桨": 3, "百度": 1, "世界人工智能大会": 1}) == Counter(
        row["objectName"] for row in rows
    )


def test_disputed_statements_with_who_says_so(built: Path, lookup: Lookup) -> None:
    rows = ask(built, lookup, "disputed", name="星河智能")

    assert {"据报道，百度收购星河智能。", "百度否认收购星河智能。"} == {
        row["quote"] for row in rows
    }
    assert "https://kg.example/entity/百度" in {row.get("speaker") for row in rows}


def test_provenance_leads_to_every_sentence(built: Path, lookup: Lookup) -> None:
    rows = ask(built, lookup, "provenance", statement="0000")

    quotes = [
        ("0", "9", "百度发布飞桨新版本"),
        ("10", "28", "百度发布了深度学习平台飞桨的新版本。"),
    ]
    assert quotes == columns(rows, "begin", "end", "quote")


def test_only_entities_new_in_the_month_are_newly_connected(built: Path, lookup: Lookup) -> None:
    names = {row["entityName"] for row in ask(built, lookup, "newly-connected", month="2026-06")}

    assert "工信部" in names
    assert not names & {"世界人工智能大会", "百度"}


def test_newly_connected_counts_what_the_articles_of_the_month_state(
    built: Path, lookup: Lookup
) -> None:
    """The query asks when statements were first seen; of new entities that is the same."""
    by_article = """
        SELECT ?entity (COUNT(DISTINCT ?statement) AS ?statements) {
          GRAPH ?article {
            ?article schema:datePublished ?date . ?statement kg:evidence ?evidence
            FILTER(STRSTARTS(STR(?date), "2026-06"))
          }
          ?statement rdf:subject|rdf:object ?entity
        } GROUP BY ?entity
    """
    counted = json.loads(query(built, by_article).body)["results"]["bindings"]
    expected = {(row["entity"]["value"], row["statements"]["value"]) for row in counted}

    rows = ask(built, lookup, "newly-connected", month="2026-06")

    assert rows
    assert set(columns(rows, "entity", "statements")) <= expected


def test_paths_of_two_and_three_statements(built: Path, lookup: Lookup) -> None:
    two = ask(built, lookup, "paths", **{"from": "飞桨", "to": "中国移动"})
    three = ask(built, lookup, "paths", **{"from": "IDC", "to": "中国移动"})

    assert ("2", "百度", "") == columns(two, "hops", "name1", "name2")[0]
    assert ("3", "飞桨", "百度") == columns(three, "hops", "name1", "name2")[0]


@pytest.mark.parametrize(
    "value",
    ['"} DROP ALL #', "\\u0022 } #", "\\", "a\nb", '百度" "华为', "'''"],
    ids=["quote", "escape", "backslash", "newline", "two", "apostrophes"],
)
def test_no_value_changes_the_form_of_a_query(value: str, built: Path, lookup: Lookup) -> None:
    """A title is looked up as it is; the query that holds it has the same patterns."""
    with pytest.raises(QueryError, match="no entity is called"):
        bind(SHIPPED["co-mentions"], {"name": value}, lookup)


def test_a_name_full_of_syntax_is_one_literal(tmp_path: Path) -> None:
    from kg.rdf import Iris
    from kg.schema import load_schema
    from kg.store import write_rdf
    from tests.page.corpus import write_build

    name = '甲"} UNION { ?s ?p ?o } #\\u0022'
    articles = {"a1": ("标题", "2026-05-04", "测试报", f"{name}与乙公司合作。")}
    folder = write_build(
        tmp_path / "output", articles, {name: ("Company", ()), "乙公司": ("Company", ())}, ()
    )
    write_rdf(folder, load_schema(schemas_folder()), Iris())

    rows = ask(folder, Lookup(folder / "store"), "co-mentions", name=name)

    assert [("乙公司", "1")] == columns(rows, "otherName", "articles")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "co-mentions needs name: the entity, by any of its names, e.g. name=百度"),
        ({"name": "百度", "nmae": "x"}, "co-mentions has no parameter 'nmae'; it has name, limit"),
        ({"name": "百度", "limit": "0"}, "limit='0' is no number from 1 to 100000"),
        ({"name": "百度", "limit": "3 OFFSET 1"}, "limit='3 OFFSET 1' is no number"),
    ],
    ids=["missing", "unknown", "zero", "text"],
)
def test_a_wrong_parameter_is_a_message(
    values: dict[str, str], message: str, lookup: Lookup
) -> None:
    with pytest.raises(UsageError) as fault:
        bind(SHIPPED["co-mentions"], values, lookup)

    assert str(fault.value).startswith(message)


def test_a_query_without_description_is_a_fault_of_the_schemas(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "mine.rq").write_text("SELECT * {}", encoding="utf-8")

    with pytest.raises(SchemaError, match="needs a comment `# en: …`"):
        shipped_queries(tmp_path)
