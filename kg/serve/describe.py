"""What the server says of itself: SPARQL service description and VoID."""

from __future__ import annotations

import pyoxigraph as ox
from starlette.responses import PlainTextResponse, Response

from kg.query.formats import GRAPH_MEDIA, GRAPHS
from kg.rdf import NS, PREFIXES, iri
from kg.serve.accept import choose

_PREFIXES = {**PREFIXES, "sd": "http://www.w3.org/ns/sparql-service-description#"}
_HEAD = "".join(f"PREFIX {name}: <{value}>\n" for name, value in sorted(_PREFIXES.items()))
_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)


def service_turtle(endpoint: str) -> str:
    """The service description of an endpoint in Turtle."""
    formats = ", ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in _FORMATS)
    return f"""{_HEAD}
[] a sd:Service ;
  sd:endpoint {iri(endpoint)} ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat {formats} ;
  sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .
"""


def void_turtle(base: str, root: str, quads: int, entities: int) -> str:
    """The VoID description of a build in Turtle.

    Args:
        base: base of the build's IRIs.
        root: address of the server, with a slash at its end.
    """
    return f"""{_HEAD}
{iri(f"{base}dataset")} a void:Dataset ;
  dcterms:title "Knowledge graph of news"@en ;
  void:sparqlEndpoint {iri(f"{root}sparql")} ;
  void:uriSpace "{iri(base)[1:-1]}" ;
  void:vocabulary {iri(NS)}, <https://schema.org/>, <{PREFIXES["skos"]}>, <{PREFIXES["prov"]}> ;
  void:triples {quads} ;
  void:entities {entities} .
"""


def described(turtle: str, accept: str) -> Response:
    """Turtle as a response in the format that an Accept header prefers."""
    name = choose(accept, GRAPH_MEDIA, "ttl")
    if name is None:
        return PlainTextResponse("no acceptable RDF format\n", 406)
    format_ = GRAPHS[name]
    triples = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    body = ox.serialize(
        (quad.triple for quad in triples), format=format_.oxigraph, prefixes=_PREFIXES
    )
    return Response(body, media_type=format_.media, headers={"Vary": "Accept"})
