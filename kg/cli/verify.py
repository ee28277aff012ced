"""`kg verify`: quotes, mentions and files of a build against each other."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import output_option
from kg.summary import counted
from kg.verify import verify as verified


@click.command()
@output_option
def verify(output: Path) -> None:
    """Check that every quote and mention equals the article's text at its offsets."""
    found = verified(output)
    for fault in found.faults:
        click.echo(f"{fault.path}:{fault.line}: {fault.article} {fault.kind}: {fault.message}")
    checked = ", ".join(f"{count} {kind}" for kind, count in found.checked.items())
    click.echo(f"{checked}: {counted(len(found.faults), 'fault')}")
    sys.exit(1 if found.faults else 0)
