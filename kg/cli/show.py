"""`kg show`: one entity's dossier in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli.options import output_option, schemas_option
from kg.dossier import Dossier, Fact, Group, Moment, Naming, dossier
from kg.proof import Proof
from kg.schema import load_schema, schemas_folder
from kg.summary import counted

# A table's names need no reason.
_TIES = {
    "sentence": "a sentence says so",
    "spelling": "the same but for spelling and form",
    "article": "one article uses both",
    "points": "all articles together",
    "company": "it keeps the same company",
    "decision": "a person decided so",
}
# A gathering has hundreds of guests: so many are named.
GUESTS = 6


@click.command()
@click.argument("name")
@output_option
@schemas_option
@click.option("--quotes", default=2, show_default=True, help="Sentences shown for a statement.")
def show(name: str, output: Path, schemas: Path | None, quotes: int) -> None:
    """All that is said about one entity: names, statements, sentences, companions, time."""
    known = load_schema(schemas_folder(schemas))
    click.echo("\n".join(lines(dossier(output, name, known), quotes)))


def lines(one: Dossier, quotes: int) -> Iterator[str]:
    """A dossier as lines of text, at most `quotes` sentences for each statement."""
    entity = one.entity
    yield f"{entity.name}  {one.type_zh} {one.type_en}"
    counts = f"{counted(entity.articles, 'article')}, {counted(entity.mentions, 'mention')}"
    yield f"  {counts}  {entity.id}"
    if entity.same_as:
        yield f"  {'  '.join(entity.same_as)}"
    for naming in one.names:
        yield from _naming(naming)
    for group in one.groups:
        yield from _group(group, quotes)
    if one.timeline:
        yield ""
        yield "时间线 timeline"
        for moment in one.timeline:
            yield from _moment(moment, quotes)
    if one.together:
        yield ""
        yield "together with (articles / sentences / NPMI)"
        for other, tie in one.together:
            yield f"  {other.name}  {tie.articles} / {tie.sentences} / {tie.npmi:.2f}"
    if one.months:
        yield ""
        yield from _months(one.months)


def _naming(naming: Naming) -> Iterator[str]:
    # A name without a sentence is one that a table gives.
    source = "" if naming.proofs else ", given by a table of names"
    yield f"  also {naming.name} ({naming.kind}{source})"
    tie = naming.tie
    if tie.kind in _TIES:
        points = f", {tie.points:g} points ({' + '.join(tie.reasons)})" if tie.reasons else ""
        yield f"      = {tie.to}: {_TIES[tie.kind]}{points}"
    for proof in naming.proofs:
        yield f"      {proof.quote}  {_place(proof)}"


def _group(group: Group, quotes: int) -> Iterator[str]:
    yield ""
    yield f"{group.zh} {group.en}"
    for fact in group.facts:
        yield f"  {fact.other.name}{_manner(fact)}"
        for proof in fact.proofs[:quotes]:
            yield f"      “{proof.quote}”{_stands(proof)}  {_place(proof)}"
        if len(fact.proofs) > quotes:
            yield f"      and {len(fact.proofs) - quotes} more"


def _manner(fact: Fact) -> str:
    said = fact.statement
    modality = "" if said.modality == "asserted" else said.modality
    speaker = f"says {fact.said_by}" if fact.said_by else ""
    status = "" if said.status == "current" else said.status
    parts = [said.role, said.time, modality, status, speaker, *said.amounts]
    return "".join(f"  [{part}]" for part in parts if part)


def _stands(proof: Proof) -> str:
    return "".join(f"  [{words} = {name}]" for words, name in proof.stands)


def _place(proof: Proof) -> str:
    return "  ".join(part for part in (proof.date[:10], proof.source, proof.title) if part)


def _moment(one: Moment, quotes: int) -> Iterator[str]:
    days = one.day if one.last == one.day else f"{one.day} to {one.last}"
    others = "、".join(other.name for other in one.others[:GUESTS])
    more = f" and {len(one.others) - GUESTS} more" if len(one.others) > GUESTS else ""
    how = "" if one.modalities == ("asserted",) else f"  [{', '.join(one.modalities)}]"
    many = counted(one.articles, "article")
    yield f"  {days}  {one.zh} {one.en}  {others}{more}{how}  {many}"
    for proof in one.proofs[:quotes]:
        yield f"      “{proof.quote}”{_stands(proof)}  {_place(proof)}"


def _months(months: tuple[tuple[str, int], ...]) -> Iterator[str]:
    most = max(count for _, count in months)
    for month, count in months:
        yield f"{month}  {'▇' * max(1, round(24 * count / most))} {count}"
