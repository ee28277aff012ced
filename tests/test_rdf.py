"""IRIs and terms: readable, legal, and back again."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf import Iris, dated, decimal, iri, labelled, literal

IRIS = Iris()
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("百度", "https://kg.example/entity/百度"),
        ("GPT-4o mini", "https://kg.example/entity/GPT-4o_mini"),
        ("snake_case", "https://kg.example/entity/snake%5Fcase"),
        ("100%", "https://kg.example/entity/100%25"),
        ("a/b?c#d", "https://kg.example/entity/a%2Fb%3Fc%23d"),
        ("..", "https://kg.example/entity/%2E%2E"),
        ("全\u3000角", "https://kg.example/entity/全%E3%80%80角"),
    ],
)
def test_an_iri_is_readable(id_: str, expected: str) -> None:
    assert IRIS.entity(id_) == expected


@given(st.text(min_size=1))
def test_an_id_comes_back_from_its_iri(id_: str) -> None:
    for kind, made in (("entity", IRIS.entity), ("article", IRIS.article)):
        assert IRIS.local(made(id_)) == (kind, id_)
        ox.NamedNode(made(id_))


def test_an_iri_of_another_base_is_left_alone() -> None:
    assert IRIS.local("https://www.wikidata.org/entity/Q1") == (
        "",
        "https://www.wikidata.org/entity/Q1",
    )


@given(st.text())
def test_a_literal_is_canonical(text: str) -> None:
    """What is written is what Oxigraph writes, and says what it said."""
    line = f"<http://a/s> <http://a/p> {literal(text)} .\n"
    (quad,) = ox.parse(line.encode(), format=ox.RdfFormat.N_TRIPLES)

    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == text
    assert str(quad.object) == literal(text)


def test_a_lone_surrogate_keeps_its_place() -> None:
    assert literal("a\ud800b") == '"a\ufffdb"'


@pytest.mark.parametrize(
    ("name", "term"),
    [
        ("百度", '"百度"@zh'),
        ("百度Apollo", '"百度Apollo"@zh'),
        ("IDC", '"IDC"@en'),
        ("ソニー", '"ソニー"'),
        ("任天堂スイッチ", '"任天堂スイッチ"'),
        ("360", '"360"'),
        ("Яндекс", '"Яндекс"'),
    ],
)
def test_a_name_has_the_language_of_its_script(name: str, term: str) -> None:
    assert labelled(name) == term


@pytest.mark.parametrize(
    ("date", "kind", "written"),
    [
        ("2018", "gYear", "2018"),
        ("2018-05", "gYearMonth", "2018-05"),
        ("2024-02-29", "date", "2024-02-29"),
        ("2026-05-15T12:35:00+08:00", "dateTime", "2026-05-15T12:35:00+08:00"),
        ("2026-05-15T12:35:00+00:00", "dateTime", "2026-05-15T12:35:00Z"),
        ("2026-05-15T12:35:00.500Z", "dateTime", "2026-05-15T12:35:00.5Z"),
        ("2026-05-15T12:35:00", "dateTime", "2026-05-15T12:35:00"),
    ],
)
def test_a_date_keeps_its_precision(date: str, kind: str, written: str) -> None:
    assert dated(date) == f'"{written}"^^<{XSD}{kind}>'


@pytest.mark.parametrize("date", ["2023-02-29", "2018-13", "0000", "昨日", "2026-05-15T99:00:00"])
def test_what_is_no_date_stays_a_string(date: str) -> None:
    assert dated(date) == f'"{date}"'


@pytest.mark.parametrize(
    ("number", "text"), [(0.9, "0.9"), (1.0, "1"), (0.0, "0"), (0.12345, "0.1235"), (-0.0, "0")]
)
def test_a_score_is_a_canonical_decimal(number: float, text: str) -> None:
    assert decimal(number) == f'"{text}"^^<{XSD}decimal>'


def test_an_illegal_iri_from_outside_is_made_legal() -> None:
    assert iri("https://x.example/a b<c>") == "<https://x.example/a%20b%3Cc%3E>"
