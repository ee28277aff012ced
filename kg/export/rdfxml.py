"""RDF/XML of triples that stand in order of their subjects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import quoteattr

from kg.errors import InputError
from kg.export.quads import value
from kg.rdf import PREFIXES
from kg.store.quads import Quad

_XSD_STRING = f"{PREFIXES['xsd']}string"
_BY_NAMESPACE = {namespace: prefix for prefix, namespace in PREFIXES.items()}
# Namespace and local name; the local name must be an XML name.
_SPLIT = re.compile(r"<(.*?)([^\W\d][\w.-]*)>")
# XML 1.0 can hold no such character, not even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


def rdfxml(triples: Iterable[Quad]) -> Iterator[str]:
    """RDF/XML, one description a subject.

    Characters that XML cannot hold (most control characters) become U+FFFD.

    Raises:
        InputError: a predicate whose IRI does not end in an XML name.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    for prefix, namespace in PREFIXES.items():
        yield f'\n    xmlns:{prefix}="{namespace}"'
    yield ">\n"
    for subject, group in groupby(triples, key=lambda quad: quad.subject):
        yield f"<rdf:Description rdf:about={_attribute(subject)}>\n"
        for quad in group:
            yield f"  {_property(quad.predicate, quad.object)}\n"
        yield "</rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _property(predicate: str, object_: str) -> str:
    name, declared = _name(predicate)
    if object_[0] == "<":
        return f"<{name}{declared} rdf:resource={_attribute(object_)}/>"
    text, language, datatype = value(object_)
    kind = f' xml:lang="{language}"' if language else ""
    if not language and datatype != _XSD_STRING:
        kind = f" rdf:datatype={_attribute(f'<{datatype}>')}"
    return f"<{name}{declared}{kind}>{_text(text)}</{name}>"


def _name(predicate: str) -> tuple[str, str]:
    """The name of an element and, where no shared prefix serves, its own declaration."""
    found = _SPLIT.fullmatch(predicate)
    if not found:
        raise InputError(f"{predicate}: RDF/XML cannot write this predicate; use Turtle")
    prefix = _BY_NAMESPACE.get(found[1])
    return (
        (f"{prefix}:{found[2]}", "")
        if prefix
        else (f"ns:{found[2]}", f" xmlns:ns={_attribute(f'<{found[1]}>')}")
    )


def _attribute(term: str) -> str:
    return quoteattr(term[1:-1])


def _text(text: str) -> str:
    safe = _FORBIDDEN.sub("\ufffd", text)
    return re.sub(r"[&<>\r]", lambda m: _MARKUP[m[0]], safe)
