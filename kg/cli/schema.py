"""`kg schema`: classes and predicates."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import schemas_option
from kg.ontology_page import as_html, as_json, as_text
from kg.schema import load_schema, schemas_folder


@click.command()
@schemas_option
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write a page.")
def schema(schemas: Path | None, json_: bool, html: Path | None) -> None:
    """Classes and predicates with labels, domains and ranges."""
    folder = schemas_folder(schemas)
    loaded = load_schema(folder)
    if html:
        html.write_text(as_html(loaded, folder), encoding="utf-8", newline="\n")
    else:
        click.echo(as_json(loaded) if json_ else as_text(loaded))
