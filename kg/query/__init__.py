"""Answers SPARQL over a build: in a process that can be killed, in every result format."""

from __future__ import annotations

from kg.query.answer import answer, query
from kg.query.bind import bind
from kg.query.lookup import Lookup
from kg.query.request import Answer, Limits, Request
from kg.query.shipped import Parameter, ShippedQuery, shipped_queries

__all__ = [
    "Answer",
    "Limits",
    "Lookup",
    "Parameter",
    "Request",
    "ShippedQuery",
    "answer",
    "bind",
    "query",
    "shipped_queries",
]
