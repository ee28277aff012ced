"""The explorer over a whole build: the page, and what lies beyond it when it asks."""

from __future__ import annotations

from anyio.to_thread import run_sync
from starlette.datastructures import QueryParams
from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from kg.page.bundle import served
from kg.page.sieve import Sieve
from kg.serve.pages import current

PAGE = "graph.html"
MOST = 12
_SECURE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


async def explorer(http: HttpRequest) -> Response:
    """The explorer of the build, which brings its own security policy and may ask this server."""
    page = http.app.state.output / PAGE
    if not page.is_file():
        return RedirectResponse("/query", 303)
    return HTMLResponse(served(await run_sync(page.read_bytes)), headers=_SECURE)


async def around(http: HttpRequest) -> Response:
    """An entity and its neighbours in the page's own form."""
    build, schema = current(http), http.app.state.schema
    id_ = http.query_params.get("id", "")
    part = await run_sync(lambda: build.around(schema).part(id_))
    if part is None:
        return JSONResponse({"error": "no entity has this IRI"}, 404, _SECURE)
    graph, texts = part
    return JSONResponse({"graph": graph, "texts": texts}, headers=_SECURE)


async def path(http: HttpRequest) -> Response:
    """The shortest and the strongest way between two entities, over what the page's filters let
    through, in the page's own form; null where none leads."""
    build, schema, asked = current(http), http.app.state.schema, http.query_params
    start, end, sieve = asked.get("from", ""), asked.get("to", ""), _sieve(asked)
    part = await run_sync(lambda: build.around(schema).between(start, end, sieve))
    graph, texts = part or (None, None)
    return JSONResponse(part and {"graph": graph, "texts": texts}, headers=_SECURE)


def _sieve(asked: QueryParams) -> Sieve:
    """Filters under the letters that the page's address has for them."""
    types, predicates, modalities, sources = (frozenset(asked.getlist(one)) for one in "tpms")
    sure = asked.get("c", "")
    return Sieve(
        types,
        predicates,
        modalities,
        sources,
        int(sure) if sure.isascii() and sure.isdigit() and len(sure) < 4 else 0,
        asked.get("a", ""),
        asked.get("b", ""),
    )


async def find(http: HttpRequest) -> Response:
    """Entities by name, alias, pinyin or initials."""
    build, schema = current(http), http.app.state.schema
    words = http.query_params.get("q", "")[:100]
    found = await run_sync(lambda: build.around(schema).find(words, MOST))
    return JSONResponse(
        [
            {"id": one.id, "name": one.name, "type": one.type, "articles": one.articles}
            for one in found
        ],
        headers=_SECURE,
    )
