"""Runs the server until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from kg.errors import UsageError
from kg.schema import Schema
from kg.serve.app import make_app
from kg.serve.settings import Settings


def serve(
    output: Path,
    schemas: Path,
    schema: Schema,
    host: str,
    port: int,
    settings: Settings,
    told: Callable[[str], None],
) -> None:
    """Serve the build in a folder; `told` gets the address when it answers.

    Raises:
        UsageError: the address cannot be used.
        BuildError: there is no build.
    """
    app = make_app(output, schemas, schema, settings)
    with _bound(host, port) as listening:
        name = f"[{host}]" if ":" in host else host
        told(f"http://{name}:{listening.getsockname()[1]}/")
        config = uvicorn.Config(
            app, log_level="warning", server_header=False, timeout_keep_alive=15, access_log=False
        )
        uvicorn.Server(config).run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(128)
    except OSError as fault:
        made.close()
        raise UsageError(f"{host}:{port}: {fault.strerror or fault}; choose another") from fault
    return made
