"""The web application: which address leads where."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.errors import BuildError
from kg.query import shipped_queries
from kg.query.answer import STORE
from kg.schema import Schema
from kg.serve.explore import around, explorer, find, path
from kg.serve.pages import ask_page, resource, void
from kg.serve.pool import Pool
from kg.serve.protocol import sparql
from kg.serve.settings import Settings

_ANY = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]


def make_app(output: Path, schemas: Path, schema: Schema, settings: Settings) -> Starlette:
    """The application over the build in a folder.

    Raises:
        BuildError: there is no build.
    """
    if not (output / STORE).is_dir():
        raise BuildError(f"{output}: no build here; run `kg build PATH -o {output}` first")

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        pool = Pool(output / STORE, settings)
        app.state.pool = pool
        await pool.start()
        try:
            yield
        finally:
            await pool.stop()

    app = Starlette(routes=_routes(), middleware=_middleware(settings), lifespan=life)
    app.state.output, app.state.settings, app.state.schema = output, settings, schema
    app.state.shipped = shipped_queries(schemas)
    return app


def _routes() -> list[Route]:
    return [
        Route("/", explorer),
        Route("/explore/around", around),
        Route("/explore/find", find),
        Route("/explore/path", path),
        Route("/sparql", sparql, methods=_ANY),
        Route("/sparql/", sparql, methods=_ANY),
        Route("/query", ask_page),
        Route("/queries", queries),
        Route("/.well-known/void", void),
        Route("/entity/{rest:path}", resource),
        Route("/article/{rest:path}", resource),
        Route("/statement/{rest:path}", resource),
    ]


def _middleware(settings: Settings) -> list[Middleware]:
    found = [Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts))]
    if settings.origins:
        found.append(
            Middleware(
                CORSMiddleware,
                allow_origins=list(settings.origins),
                allow_methods=["GET", "POST"],
                allow_headers=["Accept", "Content-Type"],
            )
        )
    return found


async def queries(http: HttpRequest) -> Response:
    """The shipped queries as JSON."""
    found = [
        {
            "name": one.name,
            "en": one.en,
            "zh": one.zh,
            "parameters": [
                {"name": p.name, "kind": p.kind, "example": p.example, "required": p.required}
                for p in one.parameters
            ],
        }
        for one in http.app.state.shipped.values()
    ]
    return JSONResponse(found)
