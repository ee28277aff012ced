"""Shows the ontology to people: as text, as JSON, and as one HTML page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from html import escape
from pathlib import Path

import pyoxigraph as ox

from kg.rdf import NS, PREFIXES
from kg.schema import ONTOLOGY, ClassDef, PredicateDef, Schema

__all__ = ["as_html", "as_json", "as_text"]

_STYLE = """
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 60rem;
  margin: 2rem auto; padding: 0 1rem; color: #1b1f24; background: #fff }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem;
  border-top: 1px solid #d0d7de }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere }
a { color: #0550ae }
small { color: #57606a }
@media (prefers-color-scheme: dark) {
  body { color: #e6edf3; background: #0d1117 } a { color: #79c0ff } small { color: #9198a1 }
  th, td { border-color: #3d444d } }
"""


def as_text(schema: Schema) -> str:
    """Classes and predicates as aligned lines."""
    lines = [f"{len(schema.classes)} classes"]
    for one in _tree(schema):
        depth = len(schema.ancestors(one.name)) - 1
        lines.append(f"  {'  ' * depth}{one.name}  {one.zh}  {one.definition_zh}")
    lines.append(f"\n{len(schema.predicates)} predicates")
    for predicate in schema.predicates.values():
        arrow = "<->" if predicate.symmetric else "->"
        sides = f"{'|'.join(predicate.domain)} {arrow} {_range(predicate, schema)}"
        lines.append(f"  {predicate.name}  {predicate.zh}  {sides}")
    return "\n".join(lines)


def as_json(schema: Schema) -> str:
    """Classes and predicates as JSON."""
    record = {
        "version": schema.version,
        "classes": [asdict(one) for one in schema.classes.values()],
        "predicates": [asdict(one) for one in schema.predicates.values()],
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def as_html(schema: Schema, folder: Path) -> str:
    """The documentation of the ontology in a folder of knowledge files, as one HTML page."""
    parts = [
        '<!doctype html>\n<html lang="zh"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>kg 本体 · ontology {escape(schema.version)}</title><style>{_STYLE}</style></head>",
        f"<body><h1>新闻知识图谱本体 <small>{escape(schema.version)}</small></h1>",
        f"<p>Namespace <code>{escape(NS)}</code>, prefix <code>kg:</code>. ",
        f"Source <code>schemas/{ONTOLOGY}</code>.</p>",
        "<h2>类 Classes</h2>",
        *_table(("class", "名称 label", "定义 definition"), _class_rows(schema)),
        "<h2>谓词 Predicates</h2>",
        *_table(
            ("predicate", "名称 label", "domain → range", "定义 definition"),
            _predicate_rows(schema),
        ),
        "<h2>其他术语 Other terms</h2>",
        *_table(("term", "名称 label", "定义 definition"), _other_rows(schema, folder)),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def _tree(schema: Schema, parent: str = "") -> Iterator[ClassDef]:
    """Classes, each followed by those below it."""
    for one in schema.classes.values():
        if one.parent == parent:
            yield one
            yield from _tree(schema, one.name)


def _range(predicate: PredicateDef, schema: Schema) -> str:
    tops = [name for name, one in schema.classes.items() if not one.parent]
    return "any" if sorted(predicate.range) == tops else "|".join(predicate.range)


def _class_rows(schema: Schema) -> Iterator[tuple[str, ...]]:
    for one in _tree(schema):
        depth = len(schema.ancestors(one.name)) - 1
        name = f"{'&emsp;' * depth}{_anchor(one.name)}"
        yield name, _both(one.zh, one.en), _both(one.definition_zh, one.definition_en)


def _predicate_rows(schema: Schema) -> Iterator[tuple[str, ...]]:
    for one in schema.predicates.values():
        labels = _both(one.zh, one.en)
        if one.symmetric:
            labels += "<br><small>对称 symmetric</small>"
        else:
            labels += f"<br><small>反向 inverse: {_both(one.inverse_zh, one.inverse_en)}</small>"
        sides = " → ".join(_links(names) for names in (one.domain, one.range))
        if one.same_class:
            sides += "<br><small>主客体同类 of one class</small>"
        definition = _both(one.definition_zh, one.definition_en)
        yield _anchor(one.name), labels, sides, definition


def _other_rows(schema: Schema, folder: Path) -> Iterator[tuple[str, ...]]:
    """Every labelled kg term that is neither class of entities nor predicate nor inverse."""
    store = ox.Store()
    store.load(path=str(folder / ONTOLOGY), format=ox.RdfFormat.TURTLE)
    answer = store.query(_OTHERS, prefixes=PREFIXES)
    assert isinstance(answer, ox.QuerySolutions)
    for row in answer:
        texts = ["" if cell is None else cell.value for cell in row]
        name = texts[0].removeprefix(NS)
        if name not in schema.classes and name not in schema.predicates:
            yield _anchor(name), _both(texts[1], texts[2]), _both(texts[3], texts[4])


_OTHERS = """SELECT ?term ?zh ?en ?zhText ?enText WHERE {
  ?term rdfs:label ?zh, ?en . FILTER (LANG(?zh) = "zh" && LANG(?en) = "en")
  FILTER (STRSTARTS(STR(?term), STR(kg:)))
  FILTER NOT EXISTS { ?predicate owl:inverseOf ?term }
  OPTIONAL { ?term skos:definition ?zhText FILTER (LANG(?zhText) = "zh") }
  OPTIONAL { ?term skos:definition ?enText FILTER (LANG(?enText) = "en") }
} ORDER BY ?term"""


def _anchor(name: str) -> str:
    return f'<code id="{escape(name)}">{escape(name)}</code>'


def _links(names: Iterable[str]) -> str:
    return ", ".join(f'<a href="#{escape(name)}"><code>{escape(name)}</code></a>' for name in names)


def _both(zh: str, en: str) -> str:
    return "<br>".join(
        f'<span lang="{tag}">{escape(text)}</span>'
        for tag, text in (("zh", zh), ("en", en))
        if text
    )


def _table(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "<table><thead><tr>" + "".join(f"<th>{head}</th>" for head in heads) + "</tr></thead>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
    yield "</table>"
