"""A build opened for Python: queries, a graph for rdflib or networkx, frames, a picture."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.dossier import Dossier, dossier
from kg.errors import BuildError, MissingPackage, UsageError
from kg.query import Answer, Limits, Lookup, Request, answer, bind, shipped_queries
from kg.query.answer import STORE
from kg.query.lookup import open_store
from kg.schema import Schema, load_schema, schemas_folder
from kg.store import NQUADS
from kg.tables import FOLDER, read_articles, read_entities, read_mentions, read_statements

if TYPE_CHECKING:
    import networkx
    import pandas
    import rdflib

    from kg.page.notebook import View

Value = str | int | float | bool | None
Row = dict[str, Value]

_NUMBERS = {
    **dict.fromkeys(("integer", "int", "long", "nonNegativeInteger"), int),
    **dict.fromkeys(("decimal", "double", "float"), float),
}


class Build:
    """A build folder, open for reading.

    Args:
        folder: the build, as `kg build -o` wrote it.
        schemas: a folder used instead of the shipped `schemas/`.
    """

    def __init__(self, folder: Path, schemas: Path | None = None) -> None:
        if not (folder / FOLDER).is_dir():
            raise BuildError(f"{folder}: no build here; run `kg build PATH -o {folder}` first")
        self.folder = folder
        self._schemas = schemas_folder(schemas)

    @property
    def schema(self) -> Schema:
        """The classes and predicates."""
        return load_schema(self._schemas)

    def sparql(self, query: str, /, **parameters: str | int) -> str:
        """The text of a query: of a shipped one with its parameters in place, else as it is."""
        shipped = shipped_queries(self._schemas)
        if query in shipped:
            values = {name: str(value) for name, value in parameters.items()}
            return bind(shipped[query], values, Lookup(self.folder / STORE))
        if parameters or "{" not in query:
            raise UsageError(f"no shipped query is called {query!r}; known: {', '.join(shipped)}")
        return query

    def query(self, query: str, /, timeout: float = 30.0, **parameters: str | int) -> list[Row]:
        """The rows of a query, SPARQL or the name of a shipped one with its parameters.

        A row maps variables to strings, numbers or truth values; IRIs are strings, an unbound
        variable is None. An ASK gives one row `{"": True}`; triples of CONSTRUCT and DESCRIBE are
        rows of `subject`, `predicate`, `object`.

        Raises:
            QueryError: the query is malformed, too slow or names what is not there.
        """
        found = self.answer(query, timeout, **parameters)
        if found.kind == "graph":
            return [_triple(one) for one in ox.parse(found.body, format=ox.RdfFormat.N_TRIPLES)]
        data = json.loads(found.body)
        if found.kind == "boolean":
            return [{"": data["boolean"]}]
        names = data["head"]["vars"]
        return [
            {name: _value(row.get(name)) for name in names} for row in data["results"]["bindings"]
        ]

    def answer(self, query: str, /, timeout: float = 30.0, **parameters: str | int) -> Answer:
        """The answer as SPARQL JSON, or N-Triples for a graph."""
        request = Request(self.sparql(query, **parameters), tabular="json", graph="nt")
        return answer(self.folder / STORE, request, Limits(seconds=timeout))

    def graph(self) -> rdflib.Dataset:
        """The whole graph for rdflib, its default graph the union of all graphs.

        With the package `oxrdflib` it reads the store itself and opens at once; without it
        `graph.nq` is parsed into memory, which takes a minute for a million quads.
        """
        import rdflib

        try:
            import oxrdflib
        except ModuleNotFoundError:
            dataset = rdflib.Dataset(default_union=True)
            with warnings.catch_warnings(), (self.folder / NQUADS).open("rb") as source:
                # rdflib's parser calls what rdflib has deprecated.
                warnings.simplefilter("ignore", DeprecationWarning)
                dataset.parse(source, format="nquads")
            return dataset
        store = oxrdflib.OxigraphStore(store=open_store(self.folder / STORE))
        return rdflib.Dataset(store=store, default_union=True)

    def network(self) -> networkx.MultiDiGraph:
        """Entities as nodes by IRI, statements as edges keyed by theirs, with flat attributes.

        Nodes have `label` and `type`, edges `label` (the predicate), `weight` (the places that
        say it), `quote`, `confidence` and more.
        """
        import networkx

        from kg.export.network import read_network

        made = networkx.MultiDiGraph()
        read = read_network(self.folder, self.schema)
        for node in read.nodes:
            made.add_node(node.id, label=node.label, **node.values)
        for edge in read.edges:
            said = {"label": edge.label, "weight": edge.weight, **edge.values}
            made.add_edge(edge.source, edge.target, key=edge.id, **said)
        return made

    def frames(self) -> dict[str, pandas.DataFrame]:
        """The tables as pandas frames: articles, mentions, entities, statements, evidence.

        Raises:
            MissingPackage: pandas is not installed.
        """
        try:
            import pandas
        except ModuleNotFoundError as fault:
            raise MissingPackage("frames need pandas: pip install 'news-kg[pandas]'") from fault
        tables: dict[str, list[Any]] = {
            "articles": list(read_articles(self.folder)),
            "mentions": list(read_mentions(self.folder)),
            "entities": list(read_entities(self.folder)),
            "statements": list(read_statements(self.folder)),
        }
        tables["evidence"] = [
            {"statement": one["id"], **place}
            for one in tables["statements"]
            for place in one["evidence"]
        ]
        return {name: pandas.DataFrame(rows) for name, rows in tables.items()}

    def show(self, name: str) -> Dossier:
        """All that is said about one entity, by any of its names."""
        return dossier(self.folder, name, self.schema)

    def view(self, around: str = "", hops: int = 2, height: int = 640) -> View:
        """The explorer for a notebook cell: of the build, or of what lies around one entity."""
        from kg.page.notebook import view

        return view(self.folder, self.schema, around=around, hops=hops, height=height)

    def __repr__(self) -> str:
        return f"Build({str(self.folder)!r})"


def open_build(folder: str | Path = "output", schemas: Path | None = None) -> Build:
    """Open the build in a folder; `kg.open` is this.

    Raises:
        BuildError: there is no build in the folder.
    """
    return Build(Path(folder), schemas)


def _value(term: dict[str, str] | None) -> Value:
    if term is None:
        return None
    local = term.get("datatype", "").rpartition("#")[2]
    if local == "boolean":
        return term["value"] == "true"
    value: Value = _NUMBERS.get(local, str)(term["value"])
    return value


def _triple(quad: ox.Quad) -> Row:
    return {
        "subject": _text(quad.subject),
        "predicate": _text(quad.predicate),
        "object": _text(quad.object),
    }


def _text(node: object) -> str:
    return str(getattr(node, "value", node))
