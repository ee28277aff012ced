"""`kg eval`: precision, recall and F1 against annotation."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import lexicon_option, model_option, schemas_option
from kg.eval import load_gold
from kg.eval.report import as_record, as_table
from kg.eval.run import evaluate as run
from kg.tools import Settings, load_tools


@click.command("eval")
@click.argument("gold_dir", type=click.Path(path_type=Path, exists=True, file_okay=False))
@lexicon_option
@schemas_option
@model_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def evaluate(
    gold_dir: Path, lexicons: tuple[Path, ...], schemas: Path | None, model: str, as_json: bool
) -> None:
    """Score the line on annotated articles in GOLD_DIR."""
    report = run(load_gold(gold_dir), load_tools(Settings(schemas, lexicons, model)))
    if as_json:
        click.echo(json.dumps(as_record(report), indent=2))
    else:
        click.echo(as_table(report))
