"""`kg query`: SPARQL, or a shipped query by name, over a build."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import click

from kg.cli.options import output_option, schemas_option
from kg.errors import UsageError
from kg.query import Answer, Limits, Lookup, Request, answer, bind, shipped_queries
from kg.query.answer import STORE
from kg.query.formats import GRAPHS, TABULAR
from kg.query.shipped import ShippedQuery
from kg.query.table import table
from kg.schema import schemas_folder

FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl", "nt", "jsonld")


@click.command()
@click.argument("sparql", required=False, metavar="[SPARQL | NAME]")
@click.argument("parameters", nargs=-1, metavar="[PARAMETER=VALUE]...")
@output_option
@schemas_option
@click.option("--file", "file", type=click.File(encoding="utf-8"), help="Read the query, - stdin.")
@click.option("--list", "listed", is_flag=True, help="List the shipped queries.")
@click.option("--print", "printed", is_flag=True, help="Print the SPARQL instead of running it.")
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table", help="Of results.")
@click.option("--timeout", default=30.0, show_default=True, help="Seconds; 0 for no limit.")
@click.option("--allow-service", is_flag=True, help="Let SERVICE ask other endpoints.")
def query(
    sparql: str | None,
    parameters: tuple[str, ...],
    output: Path,
    schemas: Path | None,
    file: TextIO | None,
    listed: bool,
    printed: bool,
    shape: str,
    timeout: float,
    allow_service: bool,
) -> None:
    """Answer a SPARQL query, or a shipped query by its name: kg query co-mentions name=百度.

    The default graph is the union of all graphs; GRAPH ?article says which article tells it.
    """
    shipped = shipped_queries(schemas_folder(schemas))
    if listed:
        click.echo("\n".join(listing(shipped.values())))
        return
    text = _text(file.read() if file else sparql, parameters, shipped, output)
    if printed:
        click.echo(text)
        return
    asked = Request(text, _tabular(shape), _graph(shape), service=allow_service)
    _show(answer(output / STORE, asked, Limits(seconds=timeout)), shape, output)


def listing(queries: Iterable[ShippedQuery]) -> Iterable[str]:
    """The shipped queries as lines: name, what they answer, their parameters."""
    for one in queries:
        yield one.name
        yield f"  {one.en}"
        yield f"  {one.zh}"
        for parameter in one.parameters:
            need = "" if parameter.required else ", optional"
            example = f"{parameter.name}={parameter.example}"
            if parameter.kind == "limit":
                need = f", default {parameter.example}"
                example = parameter.name
            yield f"    {example}  {parameter.en} / {parameter.zh} ({parameter.kind}{need})"
        yield ""


def _text(
    sparql: str | None,
    parameters: tuple[str, ...],
    shipped: dict[str, ShippedQuery],
    output: Path,
) -> str:
    if not sparql:
        raise UsageError("give a SPARQL query, the name of a shipped one, --file or --list")
    if sparql in shipped:
        return bind(shipped[sparql], dict(map(_pair, parameters)), Lookup(output / STORE))
    if not any(char in sparql for char in "{ \n"):
        raise UsageError(f"no shipped query is called {sparql!r}; known: {', '.join(shipped)}")
    if parameters:
        raise UsageError("only shipped queries take PARAMETER=VALUE")
    return sparql


def _pair(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals:
        raise UsageError(f"{parameter!r} is not PARAMETER=VALUE")
    return name, value


def _tabular(shape: str) -> str:
    return shape if shape in TABULAR else "json"


def _graph(shape: str) -> str:
    return {"json": "jsonld"}.get(shape, shape if shape in GRAPHS else "ttl")


def _show(found: Answer, shape: str, output: Path) -> None:
    graph = found.kind == "graph"
    if graph and shape in ("csv", "tsv"):
        raise UsageError(f"this query gives a graph, not rows: use {', '.join(GRAPHS)}")
    if not graph and shape in GRAPHS and shape not in TABULAR:
        raise UsageError(f"this query gives rows, not a graph: use table, {', '.join(TABULAR)}")
    if shape == "table" and not graph:
        widest = 60 if sys.stdout.isatty() else 0
        click.echo("\n".join(table(found.body, Lookup(output / STORE).base, widest)))
    else:
        click.echo(found.body, nl=not found.body.endswith(b"\n"))
