"""Pages and RDF of entities, articles and statements, at the paths of their IRIs."""

from __future__ import annotations

from urllib.parse import quote, unquote

from anyio.to_thread import run_sync
from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from kg.dossier import dossier_of
from kg.errors import KgError
from kg.model import Article, Entity, Statement
from kg.page.parts import dossier_html
from kg.proof import stand_ins
from kg.query import bind
from kg.query.formats import GRAPH_MEDIA
from kg.query.request import Request
from kg.query.text import iri_term
from kg.schema import Schema
from kg.serve.accept import choose
from kg.serve.describe import described, void_turtle
from kg.serve.html import (
    anchor,
    page_address,
    query_page,
    results,
    security,
    shipped_address,
    text,
    whole,
)
from kg.serve.pool import Pool
from kg.serve.protocol import answered, failed, status_of
from kg.serve.shown import Shown, shown

_OFFERS = {"text/html": "html", **GRAPH_MEDIA}
# What an IRI's RDF holds: for an article its graph, for others their triples and what says them.
_RDF = {
    "entity": "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?x {{ {0} }} {{ ?x ?p ?o BIND(?x AS ?s) }} "
    "UNION {{ ?s rdf:subject|rdf:object ?x ; ?p ?o }} }}",
    "statement": "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ {0} ?p ?o BIND({0} AS ?s) }} "
    "UNION {{ {0} kg:evidence ?s . ?s ?p ?o }} }}",
    "article": "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {0} {{ ?s ?p ?o }} }}",
}


def current(http: HttpRequest) -> Shown:
    """The build as it is now."""
    state = http.app.state
    state.shown = shown(state.output, getattr(state, "shown", None))
    found: Shown = state.shown
    return found


async def resource(http: HttpRequest) -> Response:
    """An entity, article or statement: HTML for people, RDF by Accept."""
    build = current(http)
    iri = await run_sync(_iri, build, http.scope["raw_path"].decode("ascii", "replace"))
    kind, _ = build.iris.local(iri)
    wanted = choose(http.headers.get("accept", ""), _OFFERS, "html")
    if wanted is None:
        return PlainTextResponse("no acceptable format: ask for HTML or RDF\n", 406)
    page = await run_sync(_page, build, kind, iri, http.app.state.schema)
    if page is None:
        return PlainTextResponse(f"no {kind} has this address\n", 404)
    if wanted == "html":
        return HTMLResponse(page, headers={**security(), "Vary": "Accept"})
    return await answered(http, Request(_RDF[kind].format(iri_term(iri)), graph=wanted))


def _iri(build: Shown, raw_path: str) -> str:
    """The IRI that a path stands for, however a browser has escaped it."""
    kind, _, rest = raw_path.partition("?")[0].lstrip("/").partition("/")
    id_ = unquote(rest.replace("_", " "), errors="surrogatepass")
    return str(getattr(build.iris, kind)(id_))


def _page(build: Shown, kind: str, iri: str, schema: Schema) -> str | None:
    rows = build.rows
    if kind == "entity":
        entity = next((one for one in rows.entities if one.id == iri), None)
        return _entity(build, entity, schema) if entity else None
    if kind == "article":
        article = next((one for one in rows.articles if one.id == iri), None)
        return _article(build, article) if article else None
    statement = next((one for one in rows.statements if one.id == iri), None)
    return _statement(build, statement) if statement else None


def _entity(build: Shown, entity: Entity, schema: Schema) -> str:
    def link(iri: str) -> str:
        return page_address(build.iris.base, iri)

    more = "".join(
        f"<li>{anchor(shipped_address(name, name=entity.name), name)}</li>"
        for name in ("timeline", "co-mentions", "disputed")
    )
    body = dossier_html(dossier_of(build.rows, entity, schema), link)
    return whole(
        entity.name, f'{_seen_from(entity)}{body}<h2>查询 Queries</h2><ul class="plain">{more}</ul>'
    )


def _seen_from(entity: Entity) -> str:
    """The way to the entity in the explorer."""
    key = quote(entity.id, safe="")
    return f"<p>{anchor(f'/#f={key}&e={key}', '在图谱中看 Show in the explorer')}</p>"


def _article(build: Shown, article: Article) -> str:
    where = " · ".join(part for part in (article.source, article.date[:10]) if part)
    said = [
        (place.start, one, place.quote)
        for one in build.rows.statements
        for place in one.evidence
        if place.article == article.id
    ]
    items = "".join(
        f"<li>{_sentence(build, one)}<blockquote>{text(quote)}</blockquote></li>"
        for _, one, quote in sorted(said, key=lambda item: (item[0], item[1].id))
    )
    return whole(
        article.title,
        f"<h1><bdi>{text(article.title)}</bdi></h1><p>{text(where)} "
        f"{anchor(article.url, article.url)}</p>"
        f'<h2>陈述 Statements</h2><ul class="plain">{items}</ul>'
        f'<h2>正文 Text</h2><p class="text">{_linked(build, article)}</p>',
    )


def _linked(build: Shown, article: Article) -> str:
    """The article's text with its mentions as links."""
    parts, at = [], 0
    named = sorted((s, e, who) for where, who, s, e in build.rows.named if where == article.id)
    for start, end, who in named:
        if start < at:
            continue
        parts.append(text(article.text[at:start]))
        parts.append(anchor(page_address(build.iris.base, who), article.text[start:end]))
        at = end
    return "".join([*parts, text(article.text[at:])])


def _statement(build: Shown, one: Statement) -> str:
    titles = {article.id: article for article in build.rows.articles}
    entity_of = {entity.id: entity for entity in build.rows.entities}
    proofs = []
    for place in one.evidence:
        article = titles.get(place.article)
        label = f"{article.title} {article.date[:10]}" if article else place.article
        where = anchor(page_address(build.iris.base, place.article), label)
        rule = f'<span class="muted">{text(place.rule)} {place.start}-{place.end}</span>'
        said = "，".join(f"{words} = {name}" for words, name in stand_ins(place, one, entity_of))
        meant = f'<p class="muted">{text(said)}</p>' if said else ""
        proofs.append(f"<li><blockquote>{text(place.quote)}</blockquote>{meant}{where} {rule}</li>")
    marks = [one.modality, one.status, one.role, one.time, f"{one.confidence:.2f}", *one.amounts]
    badges = " ".join(f'<span class="badge">{text(mark)}</span>' for mark in marks if mark)
    return whole(
        one.id,
        f"<h1>{_sentence(build, one)}</h1><p>{badges}</p><p><code>{text(one.id)}</code></p>"
        f'<h2>出处 Evidence</h2><ul class="plain">{"".join(proofs)}</ul>',
    )


def _sentence(build: Shown, one: Statement) -> str:
    base = build.iris.base
    name = {entity.id: entity.name for entity in build.rows.entities}
    ends = [
        anchor(page_address(base, id_), name.get(id_, id_)) for id_ in (one.subject, one.object)
    ]
    return f"{ends[0]} {anchor(page_address(base, one.id), one.predicate)} {ends[1]}"


async def ask_page(http: HttpRequest) -> Response:
    """The query page; with `query`, or `shipped` and its parameters, also the answer."""
    build, state = current(http), http.app.state
    fields = dict(http.query_params)
    chosen = fields.get("shipped", "")
    values = {key[2:]: value for key, value in fields.items() if key.startswith("p.")}
    sparql, result, status = fields.get("query", ""), "", 200
    try:
        if chosen in state.shipped:
            sparql = await run_sync(bind, state.shipped[chosen], values, build.lookup)
        if sparql:
            result = await _result(state.pool, build, sparql)
    except KgError as fault:
        result, status = f'<p class="fault" role="alert">{text(str(fault))}</p>', status_of(fault)
        status = 400 if status == 502 else status
    page = query_page(state.shipped.values(), sparql, result, chosen, values)
    return HTMLResponse(page, status, security())


async def _result(pool: Pool, build: Shown, sparql: str) -> str:
    found = await pool.answer(Request(sparql, "json", "ttl"))
    if found.kind == "graph":
        return f"<pre>{text(found.body.decode('utf-8'))}</pre>"
    return results(found.body, lambda iri: page_address(build.iris.base, iri))


async def void(http: HttpRequest) -> Response:
    """VoID of the build."""
    build = current(http)
    try:
        quads, entities = await run_sync(lambda: build.counts)
        turtle = void_turtle(build.iris.base, str(http.base_url), quads, entities)
    except KgError as fault:
        return failed(fault)
    return described(turtle, http.headers.get("accept", ""))
