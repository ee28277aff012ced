"""The docs say what the commands say: `make golden` rewrites docs/commands.md."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli import COMMANDS, main
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "commands.md"
PROSE = [ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "CONTRIBUTING.md"]
PROSE += sorted((ROOT / "docs").glob("*.md"))


def help_of(*words: str) -> str:
    result = CliRunner().invoke(main, [*words, "--help"], prog_name="kg", terminal_width=100)
    assert 0 == result.exit_code, result.output
    # The number of processors is this machine's.
    return re.sub(r"\[default: \d+; x>=1\]", "[default: all cores; x>=1]", result.output)


def rendered() -> str:
    parts = ["# Commands\n\nMade from `kg COMMAND --help`; exit codes: 0 done, 1 the data or the "]
    parts.append("check failed, 2 wrong use.\n")
    for words in spelled():
        parts.append(f"\n## kg {' '.join(words)}\n\n```\n{help_of(*words).rstrip()}\n```\n")
    return "".join(parts)


def spelled() -> list[tuple[str, ...]]:
    """Every command and command of a group, as one types it."""
    found: list[tuple[str, ...]] = []
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)  # type: ignore[attr-defined]
        inner = list(command.commands) if isinstance(command, click.Group) else []
        found += [(name,), *((name, one) for one in inner)]
    return found


def test_the_page_of_commands_is_what_help_says() -> None:
    if os.environ.get("KG_GOLDEN"):
        PAGE.write_text(rendered(), encoding="utf-8")

    assert rendered() == PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_and_option_says_what_it_does(name: str) -> None:
    command = main.get_command(click.Context(main), name)  # type: ignore[attr-defined]

    assert command.help
    options = [p for p in command.params if isinstance(p, click.Option)]
    assert [] == [option.name for option in options if not option.help]


@pytest.mark.parametrize("page", PROSE, ids=lambda page: page.name)
def test_commands_that_the_docs_name_exist(page: Path) -> None:
    named = set(re.findall(r"(?:`|^)kg ([a-z]+)", page.read_text(encoding="utf-8"), re.M))

    assert named <= set(COMMANDS)


@pytest.mark.parametrize("page", PROSE, ids=lambda page: page.name)
def test_links_between_the_docs_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))

    assert [] == [link for link in links if not (page.parent / link).exists()]
