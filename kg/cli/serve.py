"""`kg serve`: explorer, pages and SPARQL endpoint of a build, read-only."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import output_option, schemas_option
from kg.query.request import Limits
from kg.schema import load_schema, schemas_folder
from kg.serve import Settings
from kg.serve import serve as run

LOCAL = ("127.0.0.1", "localhost", "::1")


@click.command()
@output_option
@schemas_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port; 0 takes a free one.",
)
@click.option("--timeout", default=10.0, show_default=True, help="Seconds a query may take.")
@click.option("--memory", default=2048, show_default=True, help="MB a query may take.")
@click.option("--rows", default=100_000, show_default=True, help="Rows an answer may have.")
@click.option("--workers", default=Settings().workers, help="Queries answered at once.")
@click.option("--waiting", default=100, show_default=True, help="Queries that may wait, then 503.")
@click.option("--cors", multiple=True, metavar="ORIGIN", help="A site that may ask; * for all.")
@click.option("--name", multiple=True, metavar="HOST", help="Another name of this server.")
@click.option("--allow-service", is_flag=True, help="Let SERVICE ask other endpoints.")
def serve(
    output: Path,
    schemas: Path | None,
    host: str,
    port: int,
    timeout: float,
    memory: int,
    rows: int,
    workers: int,
    waiting: int,
    cors: tuple[str, ...],
    name: tuple[str, ...],
    allow_service: bool,
) -> None:
    """Serve the build: explorer at /, entity pages, SPARQL 1.1 Protocol at /sparql."""
    settings = Settings(
        limits=Limits(timeout, memory, rows, Settings().limits.megabytes),
        workers=workers,
        waiting=waiting,
        origins=cors,
        hosts=("127.0.0.1", "localhost", *name) if host in LOCAL else (name or ("*",)),
        service=allow_service,
    )
    folder = schemas_folder(schemas)
    schema = load_schema(folder)
    run(
        output,
        folder,
        schema,
        host,
        port,
        settings,
        lambda at: click.echo(f"serving {output} at {at}"),
    )
