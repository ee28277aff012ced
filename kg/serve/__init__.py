"""Serves a build on the web: explorer, pages, SPARQL 1.1 Protocol; read-only."""

from __future__ import annotations

from kg.serve.app import make_app
from kg.serve.run import serve
from kg.serve.settings import Settings

__all__ = ["Settings", "make_app", "serve"]
