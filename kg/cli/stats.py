"""`kg stats`: counts and top entities of a build."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import output_option
from kg.summary import statistics, summary


@click.command()
@output_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def stats(output: Path, as_json: bool) -> None:
    """Counts by type and predicate, the most written about entities, problems."""
    if as_json:
        click.echo(json.dumps(statistics(output), ensure_ascii=False, indent=2))
    else:
        click.echo(summary(output))
