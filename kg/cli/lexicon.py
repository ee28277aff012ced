"""`kg lexicon check`: the faults of a lexicon table."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.lexicon_check import check as faults_of
from kg.summary import counted


@click.group()
def lexicon() -> None:
    """Tables of names: check your own before a build uses it."""


@lexicon.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def check(file: Path) -> None:
    """List the faults of a lexicon table with their lines; exit 1 when there are any."""
    entries, faults = faults_of(file)
    for fault in faults:
        click.echo(f"{file}:{fault.line}: {fault.message}")
    click.echo(f"{counted(entries, 'entry', 'entries')}, {counted(len(faults), 'fault')}")
    sys.exit(1 if faults else 0)
