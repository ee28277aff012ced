"""An entity's plain page: readable without scripts, every word escaped."""

from __future__ import annotations

from pathlib import Path

from kg.dossier import dossier
from kg.page.parts import dossier_html, html_page
from kg.schema import Schema
from tests.page.corpus import Said, write_build


def test_a_dossier_page_links_entities_and_quotes_sentences(build: Path, schema: Schema) -> None:
    body = dossier_html(dossier(build, "飞桨", schema), lambda iri: f"/page?iri={iri}")

    assert "<h1><bdi>飞桨</bdi></h1>" in body
    assert '<a href="/page?iri=https://kg.example/entity/IDC"><bdi>IDC</bdi></a>' in body
    assert "IDC报告显示，飞桨在中国位居前列。" in body
    assert '<span class="badge">计划</span>' in body


def test_names_quotes_and_addresses_are_inert(tmp_path: Path, schema: Schema) -> None:
    name = "<img src=x onerror=alert(1)>\"'"
    articles = {"a1": (name, "2026-05-04", name, f"{name}与甲公司合作。")}
    entities = {name: ("Company", (f"{name}别名",)), "甲公司": ("Company", ())}
    said = Said(name, "cooperatesWith", "甲公司", (("a1", f"{name}与甲公司合作。"),))
    build = write_build(tmp_path / "build", articles, entities, [said])

    page = html_page(name, dossier_html(dossier(build, name, schema), lambda iri: f'"><{iri}'))

    assert "<img" not in page
    assert '"><http' not in page
    assert "script-src ;" in page
