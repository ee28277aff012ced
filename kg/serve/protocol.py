"""The SPARQL 1.1 Protocol: requests into queries, faults into status codes."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request as HttpRequest
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from kg.errors import KgError
from kg.query.formats import GRAPH_MEDIA, TABULAR_MEDIA
from kg.query.request import (
    Answer,
    QueryRefused,
    QuerySyntax,
    QueryTimeout,
    QueryTooLarge,
    Request,
)
from kg.serve.accept import choose
from kg.serve.describe import described, service_turtle
from kg.serve.pool import Busy, Pool
from kg.serve.settings import Settings

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = "GET, HEAD, POST, OPTIONS"
RETRY_SECONDS = "2"

Pairs = list[tuple[str, str]]


class BadRequest(Exception):
    """A request that is not of the protocol: its status and what to say."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


async def sparql(http: HttpRequest) -> Response:
    """Answer a protocol request; without a query, describe the service."""
    settings: Settings = http.app.state.settings
    try:
        text, pairs = await _operation(http, settings.body)
        if text is None:
            return _description(http)
        return await answered(http, _request(text, pairs, http, settings))
    except BadRequest as fault:
        allow = {"Allow": METHODS} if fault.status == 405 else {}
        return PlainTextResponse(f"{fault}\n", fault.status, allow)


async def answered(http: HttpRequest, request: Request) -> Response:
    """The response to a query that is ready to be asked."""
    pool: Pool = http.app.state.pool
    try:
        found = await pool.answer(request)
    except KgError as fault:
        return failed(fault)
    if not _acceptable(http, found):
        return PlainTextResponse("no acceptable format for this kind of answer\n", 406)
    return Response(found.body, media_type=found.media, headers={"Vary": "Accept"})


def failed(fault: KgError) -> Response:
    """A fault as a response: 400 for what the query says, 5xx for what it would cost."""
    headers = {"Retry-After": RETRY_SECONDS} if isinstance(fault, Busy) else {}
    return PlainTextResponse(f"{fault}\n", status_of(fault), headers)


def status_of(fault: KgError) -> int:
    """The status code of a fault."""
    if isinstance(fault, QuerySyntax):
        return 400
    if isinstance(fault, QueryRefused):
        return 403
    if isinstance(fault, Busy):
        return 503
    if isinstance(fault, QueryTimeout):
        return 504
    # The protocol's code for a query that the service refuses to execute to its end.
    return 500 if isinstance(fault, QueryTooLarge) else 502


async def _operation(http: HttpRequest, most: int) -> tuple[str | None, Pairs]:
    """The query of a request, None for none, and the parameters beside it."""
    inline = _pairs(http.scope["query_string"])
    if http.method in ("GET", "HEAD"):
        return _query_of(inline, update=400), inline
    if http.method != "POST":
        raise BadRequest(405, f"{http.method} is not of the protocol: use GET or POST")
    media, charset = _content_type(http.headers.get("content-type", ""))
    if media == UPDATE:
        raise BadRequest(403, "this service is read-only: updates are refused")
    if media not in (FORM, DIRECT):
        raise BadRequest(415, f"a POST holds {FORM} or {DIRECT}")
    if charset not in ("", "utf-8"):
        raise BadRequest(415, "a query is sent in UTF-8")
    body = await read_body(http, most)
    if media == FORM:
        pairs = _pairs(body)
        text = _query_of(pairs, update=403)
        if text is None:
            raise BadRequest(400, "the form has no field query")
        return text, pairs
    if any(name == "query" for name, _ in inline):
        raise BadRequest(400, "a query stands in the body or in the address, not in both")
    return _decoded(body), inline


def _query_of(pairs: Pairs, update: int) -> str | None:
    if any(name == "update" for name, _ in pairs):
        raise BadRequest(update, "this service is read-only: updates are refused")
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) > 1:
        raise BadRequest(400, "a request has one query, not several")
    return queries[0] if queries else None


def _pairs(encoded: bytes) -> Pairs:
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000
        )
    except (UnicodeError, ValueError) as fault:
        raise BadRequest(400, "the parameters are not percent-encoded UTF-8") from fault


def _content_type(header: str) -> tuple[str, str]:
    media, *parameters = (piece.strip().lower() for piece in header.split(";"))
    charsets = [one[8:].strip('"') for one in parameters if one.startswith("charset=")]
    return media, charsets[0] if charsets else ""


async def read_body(http: HttpRequest, most: int) -> bytes:
    """The body of a request, at most so many bytes; 413 beyond."""
    parts: list[bytes] = []
    length = 0
    async for part in http.stream():
        length += len(part)
        if length > most:
            raise BadRequest(413, f"a request has at most {most} bytes")
        parts.append(part)
    return b"".join(parts)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise BadRequest(400, "the query is not UTF-8") from fault


def _request(text: str, pairs: Pairs, http: HttpRequest, settings: Settings) -> Request:
    header = http.headers.get("accept", "")
    tabular = choose(header, TABULAR_MEDIA, "json")
    graph = choose(header, GRAPH_MEDIA, "ttl")
    if tabular is None and graph is None:
        raise BadRequest(406, "no acceptable format: ask for SPARQL JSON, XML, CSV, TSV or RDF")
    return Request(
        text,
        tabular or "json",
        graph or "ttl",
        tuple(value for name, value in pairs if name == "default-graph-uri"),
        tuple(value for name, value in pairs if name == "named-graph-uri"),
        base=str(http.url.replace(query="")),
        service=settings.service,
    )


def _acceptable(http: HttpRequest, found: Answer) -> bool:
    header = http.headers.get("accept", "")
    if found.kind == "graph":
        return choose(header, GRAPH_MEDIA, "ttl") is not None
    return choose(header, TABULAR_MEDIA, "json") is not None


def _description(http: HttpRequest) -> Response:
    header = http.headers.get("accept", "")
    if choose(header, {"text/html": "html", **GRAPH_MEDIA}, "ttl") == "html":
        return RedirectResponse("/query", 303)
    return described(service_turtle(str(http.url.replace(query=""))), header)
