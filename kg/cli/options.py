"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output"),
    show_default=True,
    help="The build folder.",
)
schemas_option = click.option(
    "--schemas",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A folder used instead of the shipped schemas/.",
)
lexicon_option = click.option(
    "--lexicon",
    "lexicons",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    help="A table of your own names (repeatable).",
)
model_option = click.option(
    "--model", default="fast", show_default=True, help="The tagger: fast, or lac (an extra)."
)
