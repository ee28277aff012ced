"""The formats of answers, by the names of the command line and by media type."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class Tabular:
    """A format of rows or of a truth value.

    Args:
        row: bytes that end or part rows, to count them as they are written.
    """

    name: str
    media: str
    oxigraph: ox.QueryResultsFormat
    row: bytes


@dataclass(frozen=True, slots=True)
class Graph:
    """A format of triples."""

    name: str
    media: str
    oxigraph: ox.RdfFormat


_RESULTS = ox.QueryResultsFormat
TABULAR: dict[str, Tabular] = {
    one.name: one
    for one in (
        Tabular("json", "application/sparql-results+json", _RESULTS.JSON, b"}},{"),
        Tabular("xml", "application/sparql-results+xml", _RESULTS.XML, b"</result>"),
        Tabular("csv", "text/csv; charset=utf-8", _RESULTS.CSV, b"\n"),
        Tabular("tsv", "text/tab-separated-values; charset=utf-8", _RESULTS.TSV, b"\n"),
    )
}
GRAPHS: dict[str, Graph] = {
    one.name: one
    for one in (
        Graph("ttl", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
        Graph("nt", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        Graph("jsonld", "application/ld+json", ox.RdfFormat.JSON_LD),
        Graph("xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
    )
}
# What people also send in Accept headers.
TABULAR_MEDIA = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPH_MEDIA = {
    "text/turtle": "ttl",
    "application/x-turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "application/rdf+xml": "xml",
    "application/xml": "xml",
    "text/plain": "nt",
}
