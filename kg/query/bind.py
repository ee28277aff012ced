"""Puts values into a shipped query, as terms, so that no value can change the query's form."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.errors import UsageError
from kg.query.lookup import Lookup
from kg.query.shipped import Parameter, ShippedQuery
from kg.query.text import iri_term, replace_terms, string_term, without_optional

MOST_ROWS = 100_000

_MONTH = re.compile(r"\d{4}(-\d{2})?")


def bind(query: ShippedQuery, values: Mapping[str, str], lookup: Lookup) -> str:
    """The SPARQL of a shipped query with its parameters in place.

    Raises:
        UsageError: a parameter is missing, unknown or of another form.
        QueryError: the build knows no such entity, article or statement.
    """
    given = {name: value for name, value in values.items() if value != ""}
    _check(query, given)
    terms: dict[str, str] = {}
    for one in query.parameters:
        if one.name in given:
            terms[_placeholder(one)] = _terms(one, given[one.name], lookup)
    absent = {one.name for one in query.parameters} - given.keys()
    return replace_terms(without_optional(query.text, absent), terms)


def _check(query: ShippedQuery, given: Mapping[str, str]) -> None:
    known = ", ".join(one.name for one in query.parameters)
    for name in given:
        if name not in {one.name for one in query.parameters}:
            raise UsageError(f"{query.name} has no parameter {name!r}; it has {known}")
    for one in query.parameters:
        if one.required and one.name not in given:
            example = f"{one.name}={one.example}"
            raise UsageError(f"{query.name} needs {one.name}: {one.en}, e.g. {example}")


def _placeholder(one: Parameter) -> str:
    if one.kind == "limit":
        return f"LIMIT {one.example}"
    term = iri_term if one.kind in ("article", "statement") else string_term
    return term(one.example)


def _terms(one: Parameter, value: str, lookup: Lookup) -> str:
    if one.kind == "limit":
        return f"LIMIT {_count(one, value)}"
    if one.kind == "month":
        if not _MONTH.fullmatch(value):
            raise UsageError(f"{one.name}={value!r} is no month; write YYYY-MM or YYYY")
        return string_term(value)
    if one.kind == "entity":
        return " ".join(map(string_term, lookup.names(value)))
    find = lookup.article if one.kind == "article" else lookup.statement
    return iri_term(find(value))


def _count(one: Parameter, value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value[:9]) <= MOST_ROWS:
        raise UsageError(f"{one.name}={value!r} is no number from 1 to {MOST_ROWS}")
    return int(value[:9])
