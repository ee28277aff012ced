"""The scores of `kg eval` as a table for people and as a record for programs."""

from __future__ import annotations

from typing import Any

from kg.eval.clusters import Clustering
from kg.eval.run import Report
from kg.eval.score import Score

_TITLES = {
    "measures": "Measure",
    "types": "Mention strict, by type",
    "kinds": "Mention strict, by kind of article",
    "predicates": "Relation, by predicate",
}


def as_table(report: Report) -> str:
    """Markdown tables, one a section."""
    return "\n\n".join(_table(title, getattr(report, key)) for key, title in _TITLES.items())


def _table(title: str, scores: dict[str, Score | Clustering]) -> str:
    width = max([len(title), *map(len, scores)])
    rows = [
        f"| {title:<{width}} | P     | R     | F1    | found | gold |",
        f"|{'-' * (width + 2)}|-------|-------|-------|-------|------|",
    ]
    for name, s in scores.items():
        numbers = f"{s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f} | {s.found:>5} | {s.gold:>4}"
        rows.append(f"| {name:<{width}} | {numbers} |")
    return "\n".join(rows)


def as_record(report: Report) -> dict[str, Any]:
    """Nested dictionaries of numbers rounded to four places."""
    return {
        key: {name: _record(score) for name, score in getattr(report, key).items()}
        for key in _TITLES
    }


def _record(score: Score | Clustering) -> dict[str, float]:
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
        "found": score.found,
        "gold": score.gold,
    }
