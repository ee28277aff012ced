"""`kg build`: articles in, graph out."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from kg.build import Options
from kg.build import build as run
from kg.cli.options import lexicon_option, model_option, output_option, schemas_option
from kg.cli.progress import bar
from kg.rdf import DEFAULT_BASE
from kg.summary import summary
from kg.tools import Settings


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@output_option
@lexicon_option
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Decisions of `kg review`.",
)
@schemas_option
@model_option
@click.option(
    "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Worker processes."
)
@click.option("--engine", default="", help="How workers run: serial or processes.")
@click.option("--strict", is_flag=True, help="Exit 1 when there was any problem.")
@click.option("--prune", is_flag=True, help="Drop articles that the input no longer has.")
@click.option("--fresh", is_flag=True, help="Use nothing of the earlier build.")
@click.option("--base-iri", default=DEFAULT_BASE, show_default=True, help="Start of the IRIs.")
@click.option("--map", "fields", multiple=True, metavar="FIELD=COLUMN", help="Name of a column.")
@click.option("--quiet", is_flag=True, help="Print nothing but faults.")
def build(
    paths: tuple[str, ...],
    output: Path,
    lexicons: tuple[Path, ...],
    decisions: Path | None,
    schemas: Path | None,
    model: str,
    jobs: int,
    engine: str,
    strict: bool,
    prune: bool,
    fresh: bool,
    base_iri: str,
    fields: tuple[str, ...],
    quiet: bool,
) -> None:
    """Read articles from files, folders or - (JSON lines from stdin) and build the graph.

    Reads Hexo/Jekyll posts, HTML, RSS/Atom, JSON, JSON lines, CSV, TSV, Parquet, Markdown and
    plain text, also gzipped. What cannot be read is listed in problems.jsonl.
    """
    options = Options(
        settings=Settings(schemas, lexicons, model),
        decisions=decisions,
        jobs=jobs,
        engine=engine,
        prune=prune,
        fresh=fresh,
        base_iri=base_iri,
        field_map=_field_map(fields),
    )
    with bar(quiet) as progress:
        built = run(paths, output, options, progress)
    if not quiet:
        click.echo(summary(output))
    if strict and built.problems:
        sys.exit(1)


def _field_map(fields: tuple[str, ...]) -> dict[str, str]:
    for item in fields:
        if "=" not in item:
            raise click.BadParameter(f"{item!r} is not FIELD=COLUMN", param_hint="--map")
    return dict(item.split("=", 1) for item in fields)
