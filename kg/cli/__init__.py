"""The command line: every command parses, calls the library and prints."""

from __future__ import annotations

import importlib
from typing import Any

import click

import kg
from kg.errors import KgError

# Command name -> module of this package and the command in it; loaded when it is called, so that
# `kg --help` starts at once and a query never loads a model.
COMMANDS: dict[str, str] = {
    "build": "build",
    "query": "query",
    "show": "show",
    "path": "path",
    "export": "export",
    "serve": "serve",
    "push": "push",
    "validate": "validate",
    "verify": "verify",
    "eval": "evaluate",
    "review": "review",
    "stats": "stats",
    "diff": "diff",
    "lexicon": "lexicon",
    "schema": "schema",
}


class _Group(click.Group):
    """Commands by name, loaded late; a KgError becomes one line on stderr."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kg.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, COMMANDS[cmd_name])
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KgError as fault:
            click.echo(f"kg: {fault}", err=True)
            ctx.exit(fault.exit_code)


@click.command(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(kg.__version__, prog_name="kg")
def main() -> None:
    """News in, knowledge graph out: entities, relations and the sentence behind every edge."""
