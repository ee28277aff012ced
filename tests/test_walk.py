"""One sentence all the way: file, mentions, entities, statements, quads, query, page."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.build import build
from kg.store import open_store
from kg.tables import read_entities, read_mentions, read_statements

SENTENCE = "2021年，IDC报告显示，国内较早开源的深度学习平台百度“飞桨”，在中国市场的份额上升到首位。"
POST = f"""
---
title: '深度学习框架的竞争'
date: Thu, 31 Mar 2022 11:40:33 GMT
author: 测试社
---

<div><p>{SENTENCE}</p><p>在“十四五”规划中，深度学习框架被列为重点。</p></div>
"""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("walk")
    (folder / "news").mkdir()
    (folder / "news" / "seed.md").write_text(POST, encoding="utf-8")
    build([str(folder / "news")], folder / "out")
    return folder / "out"


def names(output: Path) -> dict[str, str]:
    return {entity["id"]: entity["name"] for entity in read_entities(output)}


def test_names_are_found_where_they_stand(output: Path) -> None:
    surfaces = {m["surface"] for m in read_mentions(output)}

    assert {"IDC", "百度", "飞桨", "“十四五”规划"} <= surfaces


def test_they_are_four_entities(output: Path) -> None:
    assert {"IDC", "百度", "飞桨", "十四五规划"} <= set(names(output).values())


@pytest.mark.parametrize(
    ("subject", "predicate", "object_"),
    [("百度", "develops", "飞桨"), ("IDC", "reportsOn", "飞桨")],
)
def test_they_become_statements_with_the_sentence(
    output: Path, subject: str, predicate: str, object_: str
) -> None:
    called = names(output)
    found = [
        s
        for s in read_statements(output)
        if (called[s["subject"]], s["predicate"], called[s["object"]])
        == (subject, predicate, object_)
    ]

    assert 1 == len(found)
    assert "飞桨" in found[0]["evidence"][0]["quote"]
    assert found[0]["evidence"][0]["quote"] in SENTENCE


def test_a_query_from_the_product_comes_back_to_the_sentence(output: Path) -> None:
    query = """
        PREFIX kg: <https://kg.example/ns#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?quote WHERE {
          ?product skos:prefLabel "飞桨"@zh .
          ?s rdf:object ?product ; rdf:predicate kg:develops .
          GRAPH ?article { ?s kg:evidence/kg:quote ?quote }
        }"""
    rows = open_store(output).query(query)

    assert isinstance(rows, ox.QuerySolutions)
    assert {True} == {row["quote"].value in SENTENCE for row in rows}


def test_the_plain_triple_stands_in_the_articles_own_graph(output: Path) -> None:
    store = open_store(output)
    develops = ox.NamedNode("https://kg.example/ns#develops")
    graphs = {str(q.graph_name.value) for q in store.quads_for_pattern(None, develops, None, None)}

    assert graphs
    assert all("/article/" in graph for graph in graphs)


def test_the_page_holds_itself_together(output: Path) -> None:
    page = (output / "graph.html").read_text(encoding="utf-8")

    assert "Content-Security-Policy" in page
    assert "http" not in page.split("<script")[0].replace("http-equiv", "")
