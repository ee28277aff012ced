"""Looks at SPARQL as a string of tokens: which keywords it says, which terms to replace."""

from __future__ import annotations

import re

from kg.rdf import iri, literal

# An IRI, a string of the four kinds, a comment, a variable or a name with a prefix; whatever
# stands inside one of these is no keyword. A `<` that opens no IRI is the operator.
_TOKEN = re.compile(
    r"""
    <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>
    | \"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
    | '''(?:(?:'|'')?(?:[^'\\]|\\.))*'''
    | "(?:[^"\\\n\r]|\\.)*"
    | '(?:[^'\\\n\r]|\\.)*'
    | \#[^\n\r]*
    | [?$]\w+
    | (?P<word>[\w.-]*:[\w.:%\\-]*|\w+)
    """,
    re.VERBOSE | re.DOTALL,
)
# Variables of the body for the row of a name such as `VALUES ?name { "百度" }  # if name`.
_OPTIONAL = re.compile(r"[ \t]*# if (\w+)$", re.MULTILINE)


def asks_elsewhere(query: str) -> bool:
    """Whether a query holds the keyword SERVICE: it would make the server send requests."""
    return _says(query, "service")


def names_dataset(query: str) -> bool:
    """Whether a query names its own data set: FROM or FROM NAMED."""
    return _says(query, "from")


def _says(query: str, keyword: str) -> bool:
    if keyword not in query.lower():
        return False
    words = (found["word"] for found in _TOKEN.finditer(query))
    return any(word is not None and word.lower() == keyword for word in words)


def string_term(value: str) -> str:
    """A string as a SPARQL literal; nothing in it can end the literal."""
    return literal(value)


def iri_term(value: str) -> str:
    """An IRI as a SPARQL term; characters that no IRI may hold are percent-encoded."""
    return iri(value)


def replace_terms(text: str, terms: dict[str, str]) -> str:
    """A text with whole terms replaced, all at once, so that none is replaced in another."""
    if not terms:
        return text
    longest_first = sorted(terms, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    return pattern.sub(lambda found: terms[found[0]], text)


def without_optional(text: str, absent: set[str]) -> str:
    """A text without the lines marked `# if NAME` whose parameter is absent."""
    kept = []
    for line in text.splitlines(keepends=True):
        marked = _OPTIONAL.search(line)
        if marked is None:
            kept.append(line)
        elif marked[1] not in absent:
            kept.append(_OPTIONAL.sub("", line))
    return "".join(kept)
