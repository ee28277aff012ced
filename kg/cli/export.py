"""`kg export`: a build, or a part of it, in a format of other tools."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import output_option, schemas_option
from kg.errors import UsageError
from kg.export import EXPORTERS
from kg.export.part import export_build
from kg.schema import load_schema, schemas_folder
from kg.subgraph import Cut


@click.command(epilog=f"Formats: {', '.join(EXPORTERS.names())}.")
@click.argument("format_", metavar="FORMAT")
@click.argument("target", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@output_option
@schemas_option
@click.option("--top", type=click.IntRange(1), help="Only the N most important entities.")
@click.option("--type", "types", multiple=True, help="Only entities of this class (repeatable).")
@click.option("--since", default="", help="Only what articles from this day on say (ISO date).")
@click.option("--until", default="", help="Only what articles up to this day say (ISO date).")
@click.option("--around", default="", metavar="NAME", help="Only what lies around one entity.")
@click.option("--hops", type=click.IntRange(0), help="How far around it, in statements: 1.")
def export(
    format_: str,
    target: Path | None,
    output: Path,
    schemas: Path | None,
    top: int | None,
    types: tuple[str, ...],
    since: str,
    until: str,
    around: str,
    hops: int | None,
) -> None:
    """Write the build as FORMAT to FILE (a folder for csv and neo4j), or to standard output."""
    if hops is not None and not around:
        raise UsageError("--hops says how far around an entity: name it with --around")
    cut = Cut(top or 0, types, since, until, around, 1 if hops is None else hops)
    part = cut if any((top, types, since, until, around)) else None
    target = None if str(target) == "-" else target
    export_build(output, format_, target, load_schema(schemas_folder(schemas)), part)
