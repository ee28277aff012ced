"""HTML of the server's own pages: no scripts, every word from outside escaped."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from html import escape
from urllib.parse import quote, urlencode

from kg.page.bundle import policy
from kg.page.parts import style
from kg.query.shipped import Parameter, ShippedQuery
from kg.rdf import PREFIXES

Link = Callable[[str], str]

SHEET = """
nav{display:flex;gap:1em;margin-bottom:1.5em}
textarea{width:100%;min-height:14em;font:13px/1.5 monospace;box-sizing:border-box}
table{border-collapse:collapse;font-size:14px;display:block;overflow-x:auto}
th,td{text-align:left;padding:.3em .7em;border-bottom:1px solid #8884;vertical-align:top}
form.shipped{margin:.4em 0 1em}label{margin-right:.8em}.fault{color:#b00020}
p.text{white-space:pre-wrap;line-height:1.8}
"""


def text(value: str) -> str:
    """Escaped for HTML, as words or inside a quoted attribute; a lone surrogate as U+FFFD."""
    return escape(value.encode("utf-8", "replace").decode("utf-8"), quote=True)


def sheet() -> str:
    """The style sheet of all pages."""
    return style() + SHEET


def security() -> dict[str, str]:
    """Headers of every page: nothing is loaded or run, forms go to this server only."""
    allowed = policy([], [sheet()]).replace("form-action 'none'", "form-action 'self'")
    return {
        "Content-Security-Policy": f"{allowed}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }


def whole(title: str, body: str) -> str:
    """A page around a body that is HTML already."""
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(title)}</title><style>{sheet()}</style></head><body><main>"
        '<nav><a href="/">图谱 Explorer</a><a href="/query">查询 Query</a></nav>'
        f"{body}</main></body></html>\n"
    )


def query_page(
    shipped: Iterable[ShippedQuery],
    sparql: str,
    result: str,
    chosen: str,
    values: Mapping[str, str],
) -> str:
    """The query page: an editor, the result, a form for each shipped query."""
    prefixes = "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
    forms = "".join(_form(one, values if one.name == chosen else {}) for one in shipped)
    return whole(
        "查询 Query",
        "<h1>SPARQL</h1>"
        '<form method="get" action="/query"><label for="q">查询语句 Query</label>'
        f'<textarea id="q" name="query" spellcheck="false">{text(sparql)}</textarea>'
        '<p><button type="submit">运行 Run</button></p></form>'
        f"{result}<h2>现成查询 Shipped queries</h2>{forms}"
        f"<h2>前缀 Prefixes</h2><p>无需声明 Known without declaring</p><pre>{text(prefixes)}</pre>",
    )


def _form(one: ShippedQuery, values: Mapping[str, str]) -> str:
    fields = "".join(_field(one.name, parameter, values) for parameter in one.parameters)
    return (
        f'<form class="shipped" method="get" action="/query"><h3>{text(one.name)}</h3>'
        f'<p>{text(one.zh)}<br>{text(one.en)}</p><input type="hidden" name="shipped" '
        f'value="{text(one.name)}">{fields}<button type="submit">运行 Run</button></form>'
    )


def _field(query: str, one: Parameter, values: Mapping[str, str]) -> str:
    name, id_ = f"p.{one.name}", f"{query}-{one.name}"
    value = values.get(one.name, one.example if one.kind == "limit" else "")
    need = " required" if one.required else ""
    return (
        f'<label for="{text(id_)}" title="{text(one.en)}">{text(one.zh)}</label> '
        f'<input id="{text(id_)}" name="{text(name)}" value="{text(value)}" '
        f'placeholder="{text(one.example)}"{need}> '
    )


def results(body: bytes, link: Link) -> str:
    """SPARQL JSON results as a table; IRIs of the build link to their pages."""
    found = json.loads(body)
    if "boolean" in found:
        return f"<p><b>{'true' if found['boolean'] else 'false'}</b></p>"
    names = found["head"]["vars"]
    head = "".join(f"<th>{text(name)}</th>" for name in names)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_cell(row.get(name), link)}</td>" for name in names) + "</tr>"
        for row in found["results"]["bindings"]
    )
    count = len(found["results"]["bindings"])
    return f"<p>{count} 行 rows</p><table><tr>{head}</tr>{rows}</table>"


def _cell(term: Mapping[str, str] | None, link: Link) -> str:
    if term is None:
        return ""
    if term["type"] != "uri":
        return f"<bdi>{text(term['value'])}</bdi>"
    return anchor(link(term["value"]), term["value"])


def anchor(address: str, label: str) -> str:
    """A link, where the address is a path of this server or one of the web; else the label."""
    if not address.startswith(("/", "http://", "https://")) or address.startswith("//"):
        return f"<bdi>{text(label)}</bdi>"
    return f'<a href="{text(address)}" rel="noopener noreferrer"><bdi>{text(label)}</bdi></a>'


def shipped_address(name: str, /, **values: str) -> str:
    """The address that runs a shipped query."""
    fields = {"shipped": name, **{f"p.{key}": value for key, value in values.items()}}
    return f"/query?{urlencode(fields)}"


def page_address(base: str, iri: str) -> str:
    """The address of the page of an IRI: a path of this server below the base, else the IRI."""
    rest = iri.removeprefix(base)
    kind, slash, _ = rest.partition("/")
    if rest == iri or not slash or kind not in ("entity", "article", "statement"):
        return iri
    path, hash_, fragment = rest.partition("#")
    keep = "/!$&'()*+,;=:@-._~%"
    return f"/{quote(path, safe=keep)}" + (f"#{quote(fragment, safe=keep)}" if hash_ else "")
