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


_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Group(click.Group):
    """Commands by name, loaded late; a KgError or a refusal of the system is one line on stderr."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kg.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, COMMANDS[cmd_name])
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands with whole sentences; click's own would cut them off."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, one.get_short_help_str(200)) for name, one in commands if one]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KgError as fault:
            click.echo(f"kg: {fault}", err=True)
            ctx.exit(fault.exit_code)
        except BrokenPipeError:
            raise  # click ends in silence when `| head` has seen enough
        except OSError as fault:
            where = f"{fault.filename}: " if fault.filename else ""
            click.echo(f"kg: {where}{fault.strerror or fault}", err=True)
            ctx.exit(1)


@click.command(cls=_Group, context_settings=_SETTINGS)
@click.version_option(kg.__version__, prog_name="kg")
def main() -> None:
    """News in, knowledge graph out: entities, relations and the sentence behind every edge."""
