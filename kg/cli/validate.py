"""`kg validate`: a build or an RDF file against the shapes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import output_option, schemas_option
from kg.validate import ENGINES, told
from kg.validate import validate as validated


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@output_option
@schemas_option
@click.option(
    "--engine",
    type=click.Choice(list(ENGINES)),
    default="sparql",
    show_default=True,
    help="sparql: fast at any size; pyshacl: the whole of SHACL, for small files.",
)
def validate(file: Path | None, output: Path, schemas: Path | None, engine: str) -> None:
    """Check a build, or an RDF file, against every promise in schemas/shapes.ttl."""
    report = validated(file or output, schemas, engine)
    click.echo(told(report))
    sys.exit(0 if report.conforms else 1)
