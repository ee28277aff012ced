"""JSON-LD of a build, compacted with `schemas/context.jsonld`, one node a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg.errors import SchemaError
from kg.export import Exporter
from kg.export.quads import by_graph, value
from kg.rdf import PREFIXES
from kg.schema import Schema, schemas_folder
from kg.store.quads import Quad

CONTEXT = "context.jsonld"
_TYPE = f"<{PREFIXES['rdf']}type>"
_STRING = f"{PREFIXES['xsd']}string"
_INTEGER = f"{PREFIXES['xsd']}integer"


def load_context(folder: Path) -> dict[str, Any]:
    """The JSON-LD context of a folder of knowledge files.

    Raises:
        SchemaError: it is missing or no JSON.
    """
    path = folder / CONTEXT
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["@context"]
    except (OSError, ValueError, KeyError) as fault:
        raise SchemaError(f"{path}: is no JSON-LD context: {fault}") from fault
    return found


def jsonld(quads: Iterable[Quad], context: Mapping[str, Any]) -> Iterator[str]:
    """JSON-LD of quads that stand in order of graph and subject."""
    terms = _terms(context)
    yield f'{{"@context": {_dump(context)},\n"@graph": ['
    lead = "\n"
    for graph, group in groupby(quads, key=lambda quad: quad.graph):
        if graph:
            yield f'{lead}{{"@id": {_dump(graph[1:-1])}, "@graph": [\n'
            yield ",\n".join(_nodes(group, terms))
            yield "]}"
        else:
            yield lead + ",\n".join(_nodes(group, terms))
        lead = ",\n"
    yield "\n]}\n"


def _terms(context: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Term and type coercion for each predicate, e.g. `begin`, `xsd:integer` in full."""
    found = {}
    for name, meaning in context.items():
        target, kind = (
            (meaning["@id"], meaning.get("@type", ""))
            if isinstance(meaning, dict)
            else (meaning, "")
        )
        prefix, colon, local = target.partition(":")
        if colon and prefix in PREFIXES and not local.startswith("//"):
            found[f"<{PREFIXES[prefix]}{local}>"] = (name, _expanded(kind))
    return found


def _expanded(kind: str) -> str:
    prefix, colon, local = kind.partition(":")
    return f"{PREFIXES[prefix]}{local}" if colon else kind


def _nodes(quads: Iterable[Quad], terms: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        node: dict[str, Any] = {"@id": subject[1:-1]}
        for predicate, same in groupby(group, key=lambda quad: quad.predicate):
            name, kind = terms.get(predicate, (predicate[1:-1], ""))
            if predicate == _TYPE:
                node["@type"] = [quad.object[1:-1] for quad in same]
                continue
            values = [_value(quad.object, kind) for quad in same]
            node[name] = values[0] if len(values) == 1 else values
        yield _dump(node)


def _value(term: str, kind: str) -> Any:
    if term[0] == "<":
        return term[1:-1] if kind == "@id" else {"@id": term[1:-1]}
    text, language, datatype = value(term)
    if language:
        return {"@value": text, "@language": language}
    if datatype == kind:
        return int(text) if kind == _INTEGER else text
    if datatype == _STRING and not kind:
        return text
    return {"@value": text, "@type": datatype}


_dump = partial(json.dumps, ensure_ascii=False)


def _write(folder: Path, target: Path, schema: Schema) -> None:
    context = load_context(schemas_folder())
    with (
        TemporaryDirectory(dir=target.parent, prefix=".export-") as scratch,
        target.open("w", encoding="utf-8", newline="\n") as out,
    ):
        out.writelines(jsonld(by_graph(folder, schema, Path(scratch)), context))


JSONLD = Exporter(".jsonld", _write)
