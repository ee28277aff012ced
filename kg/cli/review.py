"""`kg review`: what the build is unsure of, and a person's decisions on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.options import output_option
from kg.decisions import Decision, add_decision
from kg.errors import UsageError
from kg.review import Item, decision_on
from kg.review import review as questions
from kg.summary import counted


@click.command()
@output_option
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("decisions.tsv"),
    show_default=True,
    help="The file that decisions go to.",
)
@click.option("--top", default=20, show_default=True, help="Questions shown.")
@click.option("--accept", type=int, multiple=True, metavar="N", help="Question N: yes.")
@click.option("--reject", type=int, multiple=True, metavar="N", help="Question N: no.")
@click.option("--merge", nargs=2, multiple=True, metavar="A B", help="B is another name of A.")
@click.option("--split", nargs=2, multiple=True, metavar="A B", help="B is not a name of A.")
@click.option("--json", "as_json", is_flag=True, help="One JSON record a line.")
def review(
    output: Path,
    decisions: Path,
    top: int,
    accept: tuple[int, ...],
    reject: tuple[int, ...],
    merge: tuple[tuple[str, str], ...],
    split: tuple[tuple[str, str], ...],
    as_json: bool,
) -> None:
    """List doubtful merges, namesakes and weak statements; write down what you decide.

    `kg build --decisions FILE` replays the decisions.
    """
    items = questions(output, top)
    made = [decision_on(_item(items, n), "accept") for n in accept]
    made += [decision_on(_item(items, n), "reject") for n in reject]
    made += [Decision("merge", a, b) for a, b in merge]
    made += [Decision("split", a, b) for a, b in split]
    for decision in made:
        add_decision(decisions, decision)
        other = "" if decision.b == "-" else f" {decision.b}"
        click.echo(f"{decision.action} {decision.a}{other}, written to {decisions}")
    if not made:
        click.echo("\n".join(_lines(items, as_json)))


def _item(items: list[Item], number: int) -> Item:
    if not 1 <= number <= len(items):
        raise UsageError(f"no question {number}; there are {len(items)}")
    return items[number - 1]


def _lines(items: list[Item], as_json: bool) -> Iterator[str]:
    for number, item in enumerate(items, 1):
        if as_json:
            yield json.dumps({"number": number, **asdict(item)}, ensure_ascii=False)
            continue
        yield f"{number:>3}  {item.kind:<9}  {item.text}"
        why = ", ".join(item.reasons) or "undecided by context"
        if item.kind == "statement":
            why = f"confidence {item.points:g}"
        found = f"{counted(item.statements, 'statement')}, {counted(item.articles, 'article')}"
        yield f"     {found}; {why}"
        if item.example:
            yield f"     “{item.example}”"
    if not items and not as_json:
        yield "nothing to decide"
