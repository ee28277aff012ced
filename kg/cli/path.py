"""`kg path`: how two entities are connected, and where it is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli.options import output_option, schemas_option
from kg.errors import QueryError
from kg.model import Article
from kg.paths import Step, Ways, find_ways
from kg.proof import stand_ins
from kg.schema import Schema, load_schema, schemas_folder
from kg.subgraph import read_rows


@click.command()
@click.argument("start")
@click.argument("end")
@output_option
@schemas_option
@click.option("--count", default=3, show_default=True, help="Ways of each kind.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def path(
    start: str, end: str, output: Path, schemas: Path | None, count: int, as_json: bool
) -> None:
    """The shortest and the best supported ways between two entities, with evidence."""
    rows = read_rows(output)
    ways = find_ways(rows, start, end, count)
    if not ways.shortest:
        raise QueryError(f"no way leads from {ways.start.name} to {ways.end.name}")
    known = load_schema(schemas_folder(schemas))
    articles = {one.id: one for one in rows.articles}
    shown = as_data(ways) if as_json else "\n".join(lines(ways, known, articles))
    click.echo(shown)


def lines(ways: Ways, schema: Schema, articles: dict[str, Article]) -> Iterator[str]:
    """Ways as lines of text; a way that is both shortest and strongest stands once."""
    yield f"shortest, {ways.start.name} to {ways.end.name}"
    for way in ways.shortest:
        yield from _way(way, schema, articles)
    fresh = [way for way in ways.strongest if way not in ways.shortest]
    if fresh:
        yield "strongest"
    for way in fresh:
        yield from _way(way, schema, articles)


def _way(way: tuple[Step, ...], schema: Schema, articles: dict[str, Article]) -> Iterator[str]:
    yield "  " + " — ".join([way[0].start.name, *(step.end.name for step in way)])
    for step in way:
        best = step.statements[0]
        known = schema.predicates.get(best.predicate)
        entity_of = {one.id: one for one in (step.start, step.end)}
        ends = [step.start.name, step.end.name]
        subject, object_ = ends if best.subject == step.start.id else reversed(ends)
        yield f"    {subject} {known.zh if known else best.predicate} {object_}"
        for place in best.evidence[:1]:
            article = articles.get(place.article)
            said = f"  {article.date[:10]}  {article.title}" if article else ""
            stands = "".join(
                f"  [{words} = {name}]" for words, name in stand_ins(place, best, entity_of)
            )
            yield f"      “{place.quote}”{stands}{said}"


def as_data(ways: Ways) -> str:
    """Ways as JSON: lists of steps, each with its two ends and the ids of its statements."""

    def steps(way: tuple[Step, ...]) -> list[dict[str, object]]:
        return [
            {
                "start": step.start.id,
                "end": step.end.id,
                "statements": [one.id for one in step.statements],
            }
            for step in way
        ]

    data = {
        "shortest": [steps(way) for way in ways.shortest],
        "strongest": [steps(way) for way in ways.strongest],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)
