"""What is asked of a query worker and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.errors import QueryError

Kind = Literal["tabular", "boolean", "graph"]


class QuerySyntax(QueryError):
    """The text is no SPARQL query."""


class QueryRefused(QueryError):
    """The query asks for what is not allowed, such as SERVICE."""


class QueryTimeout(QueryError):
    """The query ran longer than its time limit and was ended."""


class QueryTooLarge(QueryError):
    """The answer has more rows or bytes, or its making takes more memory, than is allowed."""


class WorkerLost(QueryError):
    """The process that answered has ended by itself: out of memory, or killed from outside."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use; 0 is no limit.

    Args:
        seconds: time on the clock.
        memory: address space of the worker beyond what it starts with, MB.
        rows: rows or triples of the answer.
        megabytes: size of the answer as sent, MB.
    """

    seconds: float = 30.0
    memory: int = 0
    rows: int = 0
    megabytes: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """A query and how it is to be answered.

    Args:
        text: SPARQL 1.1 query.
        tabular, graph: names of formats of `kg.query.formats`, whichever the query needs.
        default_graphs, named_graphs: IRIs of the data set of the SPARQL protocol. When both are
            empty and the query has no FROM, the default graph is the union of all graphs.
        base: IRI that relative IRIs are resolved against, or "".
        service: whether SERVICE may ask other endpoints.
    """

    text: str
    tabular: str = "json"
    graph: str = "ttl"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str = ""
    service: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as bytes of a media type."""

    kind: Kind
    format: str
    media: str
    body: bytes
