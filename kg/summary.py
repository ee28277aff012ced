"""What a build holds, in words: counts, top entities, problems, where to look next."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from kg.errors import BuildError
from kg.tables import read_articles, read_entities, read_statements

TOP_ENTITIES = 12


def statistics(output: Path) -> dict[str, Any]:
    """Counts of a build: articles, entities by type, statements by predicate, top entities.

    Raises:
        BuildError: there is no build in the folder.
    """
    if not (output / "build.json").is_file():
        raise BuildError(f"{output}: no build here; run `kg build PATH -o {output}` first")
    entities = list(read_entities(output))
    statements = list(read_statements(output))
    ranked = sorted(entities, key=lambda e: (-e["articles"], -e["mentions"], e["id"]))
    dates = sorted(filter(None, (a["date"][:10] for a in read_articles(output))))
    record = json.loads((output / "build.json").read_text(encoding="utf-8"))
    return {
        "articles": record["counts"]["articles"],
        "from": dates[0] if dates else "",
        "until": dates[-1] if dates else "",
        "mentions": sum(e["mentions"] for e in entities),
        "entities": len(entities),
        "entities_by_type": _counts(e["type"] for e in entities),
        "statements": len(statements),
        "statements_by_predicate": _counts(s["predicate"] for s in statements),
        "statements_by_modality": _counts(s["modality"] for s in statements),
        "top_entities": [
            {key: e[key] for key in ("name", "type", "articles", "mentions")}
            for e in ranked[:TOP_ENTITIES]
        ],
        "problems": _counts(p["kind"] for p in _problems(output)),
        "seconds": record["seconds"],
        "peak_memory_mb": record["peak_memory_mb"],
    }


def _problems(output: Path) -> list[dict[str, Any]]:
    text = (output / "problems.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def _counts(values: Any) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def summary(output: Path) -> str:
    """The statistics as a text for a person."""
    stats = statistics(output)
    span = f" ({stats['from']} to {stats['until']})" if stats["from"] else ""
    seconds = sum(stats["seconds"].values())
    parts = [
        f"{counted(stats['articles'], 'article')}{span} in {seconds:.1f} s, "
        f"{stats['peak_memory_mb']} MB peak memory",
        "",
        f"{counted(stats['entities'], 'entity', 'entities')} in "
        f"{counted(stats['mentions'], 'mention')}",
        _columns(stats["entities_by_type"]),
        counted(stats["statements"], "statement"),
        _columns(stats["statements_by_predicate"]),
        "Most written about",
        *(
            f"  {e['name']} ({e['type']}): {counted(e['articles'], 'article')}, "
            f"{counted(e['mentions'], 'mention')}"
            for e in stats["top_entities"]
        ),
        "",
        _problem_line(stats["problems"], output),
        *_next_steps(output, stats),
    ]
    return "\n".join(parts)


def counted(number: int, one: str, many: str = "") -> str:
    """A number and its noun: `1 article`, `2,000 articles`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _columns(counts: dict[str, int]) -> str:
    cells = [f"{name} {count:,}" for name, count in counts.items()]
    rows = ["  " + "   ".join(cells[i : i + 5]) for i in range(0, len(cells), 5)]
    return "\n".join([*rows, ""])


def _problem_line(problems: dict[str, int], output: Path) -> str:
    if not problems:
        return "No problems."
    kinds = ", ".join(f"{kind} {count}" for kind, count in problems.items())
    return f"{sum(problems.values())} problems ({kinds}): see {output / 'problems.jsonl'}"


def _next_steps(output: Path, stats: dict[str, Any]) -> list[str]:
    name = stats["top_entities"][0]["name"] if stats["top_entities"] else "NAME"
    option = "" if output == Path("output") else f" -o {output}"
    return [
        "",
        "Next",
        f"  open {output / 'graph.html'}",
        f"  kg show {name}{option}",
        f"  kg query --list{option}",
    ]
