"""What a build is unsure of: possible aliases, namesakes, weak statements, to be decided."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.assemble import Question
from kg.decisions import Decision
from kg.errors import BuildError, UsageError
from kg.rdf import Iris
from kg.tables import read_articles, read_entities, read_mentions, read_statements

__all__ = ["Item", "decision_on", "review", "write_questions"]

QUESTIONS = "review.jsonl"
# A statement below this confidence is worth a look.
WEAK = 0.5
# Characters of an example before and after the name.
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to decide.

    Args:
        kind: `alias`, `namesake` or `statement`.
        a: id of the doubtful entity, or of the statement.
        b: ids of what the entity may be, the best first; empty for a statement.
        text: the question in one line.
        points: of the best candidate, or the statement's confidence.
        reasons: why, as `weight points`.
        statements: how many statements hang on it.
        example: a piece of a sentence, or "".
    """

    kind: str
    a: str
    b: tuple[str, ...]
    text: str
    points: float
    reasons: tuple[str, ...]
    articles: int
    statements: int
    example: str


def write_questions(questions: Iterable[Question], folder: Path) -> None:
    """Write `review.jsonl` of a build folder, in the order given."""
    with (folder / QUESTIONS).open("w", encoding="utf-8") as out:
        for question in questions:
            out.write(json.dumps(asdict(question), ensure_ascii=False) + "\n")


def review(build: Path, top: int = 20) -> list[Item]:
    """The open questions of a build, those that most statements hang on first.

    Args:
        build: a build folder.
        top: how many of them.

    Raises:
        BuildError: the folder is no build.
    """
    items = [*_names(build), *_weak(build)]
    items.sort(key=lambda i: (-i.statements, -i.articles, i.kind, i.a, i.b))
    return _with_examples(build, items[:top])


def decision_on(item: Item, action: str) -> Decision:
    """The decision that accepts or rejects an item; a namesake is accepted as the best candidate.

    Raises:
        UsageError: another action.
    """
    if action not in ("accept", "reject"):
        raise UsageError(f"an item is accepted or rejected, not {action!r}")
    return Decision(action, item.a, item.b[0] if item.b else "-")


def _names(build: Path) -> Iterator[Item]:
    path = build / QUESTIONS
    if not path.is_file():
        raise BuildError(f"{build}: has no {QUESTIONS}; run `kg build` first")
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        others = tuple(row["candidates"])
        yield Item(
            row["kind"],
            row["entity"],
            others,
            f"{row['entity']} = {' | '.join(others)} ?",
            row["points"],
            tuple(row["reasons"]),
            row["articles"],
            row["statements"],
            "",
        )


def _weak(build: Path) -> Iterator[Item]:
    names = {row["id"]: row["name"] for row in read_entities(build)}
    for row in read_statements(build):
        if row["confidence"] < WEAK:
            subject, object_ = (names.get(row[end], row[end]) for end in ("subject", "object"))
            evidence = row["evidence"][0]["quote"] if row["evidence"] else ""
            yield Item(
                "statement",
                row["id"].rpartition("/")[2],
                (),
                f"{subject} {row['predicate']} {object_} ?",
                row["confidence"],
                (),
                len({one["article"] for one in row["evidence"]}),
                1,
                evidence,
            )


def _with_examples(build: Path, items: list[Item]) -> list[Item]:
    """The items with the first place that names each doubtful entity."""
    iris = Iris(_base(build))
    wanted = {iris.entity(item.a): item for item in items if item.kind != "statement"}
    first: dict[str, tuple[str, int, int]] = {}
    for row in read_mentions(build):
        if row["entity"] in wanted:
            first.setdefault(row["entity"], (row["article"], row["start"], row["end"]))
    texts = {article for article, _, _ in first.values()}
    text_of = {row["id"]: row["text"] for row in read_articles(build) if row["id"] in texts}
    return [
        _shown(item, first.get(iris.entity(item.a)), text_of) if not item.example else item
        for item in items
    ]


def _shown(item: Item, place: tuple[str, int, int] | None, text_of: dict[str, str]) -> Item:
    if place is None:
        return item
    text, (_, start, end) = text_of.get(place[0], ""), place
    shown = text[max(0, start - SHOWN) : end + SHOWN].replace("\n", " ").strip()
    values = {name: getattr(item, name) for name in Item.__slots__}
    return Item(**{**values, "example": shown})


def _base(build: Path) -> str:
    try:
        record = json.loads((build / "build.json").read_text(encoding="utf-8"))
        return str(record["settings"]["base_iri"])
    except (OSError, ValueError, KeyError) as fault:
        raise BuildError(f"{build}: has no readable build.json; run `kg build` first") from fault
