"""A small build with a store, shared by the tests of queries; nobody writes to it."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest
import rdflib

from kg.query import Lookup
from kg.query.answer import STORE
from kg.rdf import Iris
from kg.schema import load_schema, schemas_folder
from kg.store import NQUADS, write_rdf
from tests.page.corpus import write_build


def small_build(folder: Path) -> Path:
    """The build of `tests.page.corpus` with its RDF; what 百度 acquires is disputed."""
    write_build(folder)
    path = folder / "tables" / "statements.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        if row["predicate"] == "acquires":
            row["status"] = "disputed"
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")
    write_rdf(folder, load_schema(schemas_folder()), Iris())
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build's folder."""
    return small_build(tmp_path_factory.mktemp("query") / "output")


@pytest.fixture(scope="session")
def lookup(built: Path) -> Lookup:
    return Lookup(built / STORE)


@pytest.fixture(scope="session")
def dataset(built: Path) -> rdflib.Dataset:
    """The same build parsed by rdflib, without the store."""
    parsed = rdflib.Dataset(default_union=True)
    with warnings.catch_warnings(), (built / NQUADS).open("rb") as source:
        # rdflib's parser calls what rdflib has deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        parsed.parse(source, format="nquads")
    return parsed
