"""`kg diff`: what changed between two builds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from kg.diff import Change
from kg.diff import diff as compare

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.argument("before", type=_FOLDER, metavar="A")
@click.argument("after", type=_FOLDER, metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--limit", default=20, show_default=True, help="Lines of each kind; 0 for all.")
def diff(before: Path, after: Path, as_json: bool, limit: int) -> None:
    """What articles, entities and statements build B has that A has not, and the other way."""
    found = compare(before, after)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    for name in ("articles", "entities", "statements"):
        click.echo("\n".join(lines(name, getattr(found, name), limit)))


def lines(name: str, change: Change, limit: int) -> Iterator[str]:
    """A table's change as lines: counts, then what was added, removed and changed."""
    kinds = (("+", change.added), ("-", change.removed), ("~", change.changed))
    yield f"{name}: {len(change.added)} added, {len(change.removed)} removed, " + (
        f"{len(change.changed)} changed"
    )
    for mark, rows in kinds:
        shown = rows[:limit] if limit else rows
        yield from (f"  {mark} {row}" for row in shown)
        if len(shown) < len(rows):
            yield f"  {mark} and {len(rows) - len(shown)} more"
