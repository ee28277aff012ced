"""`kg push`: the build to another SPARQL store."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import output_option
from kg.errors import UsageError
from kg.push import Target
from kg.push import push as run


@click.command()
@click.argument("url")
@output_option
@click.option("--sparql", default="", help="Where to count what arrived, e.g. …/query.")
@click.option("--header", multiple=True, metavar="NAME:VALUE", help="Sent with every request.")
@click.option(
    "--default-graph",
    default="",
    metavar="IRI",
    help="The graph for quads without one, in a store that has no default graph (Virtuoso).",
)
@click.option("--again", is_flag=True, help="Send all graphs, also those that have arrived.")
def push(
    url: str,
    output: Path,
    sparql: str,
    header: tuple[str, ...],
    default_graph: str,
    again: bool,
) -> None:
    """Send the build to the Graph Store Protocol at URL, graph by graph.

    What has arrived is noted beside the build: run it again after a break and it goes on.
    """
    notes = output.absolute().parent / f".{output.absolute().name}.kg-pushed"
    if again:
        notes.unlink(missing_ok=True)
    done = run(output, Target(url, sparql, tuple(map(_header, header)), default_graph), notes)
    counted = f"; {done.verified} counted and right" if sparql else ""
    click.echo(
        f"{done.sent} graphs sent, {done.kept} as they were, {done.dropped} dropped{counted}"
    )


def _header(header: str) -> tuple[str, str]:
    name, colon, value = header.partition(":")
    if not colon or not name.strip() or "\n" in header:
        raise UsageError(f"{header!r} is not NAME:VALUE")
    return name.strip(), value.strip()
