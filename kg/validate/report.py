"""What a validation came to, as records and as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["SHOWN", "Report", "Violation", "told"]

# Violations of a promise that are kept to be shown; all are counted.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that breaks a promise.

    Args:
        focus: the node.
        path: the property, or "" when the promise is about the node.
        value: the offending value as a term, or "".
        constraint: local name of the SHACL component.
    """

    focus: str
    path: str
    value: str
    constraint: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a check came to.

    Args:
        triples: how many quads were looked at.
        promises: how many promises were asked.
        counts: violations by message, most first.
        violations: the first of each promise.
    """

    triples: int
    promises: int
    counts: dict[str, int]
    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing is violated."""
        return not self.counts


def reported(triples: int, promises: int, violations: Iterable[Violation], shown: int) -> Report:
    """A report that counts all violations and keeps the first of each promise."""
    counts: Counter[str] = Counter()
    kept: list[Violation] = []
    for violation in violations:
        counts[violation.message] += 1
        if counts[violation.message] <= shown:
            kept.append(violation)
    return Report(triples, promises, dict(counts.most_common()), tuple(kept))


def told(report: Report) -> str:
    """A report for people: each broken promise, how often, and where."""
    head = f"{report.triples} quads, {report.promises} promises: "
    if report.conforms:
        return f"{head}all kept"
    parts = [f"{head}{sum(report.counts.values())} violations"]
    for message, count in report.counts.items():
        parts.append(f"\nbroken {count} times: {message}")
        mine = [one for one in report.violations if one.message == message]
        parts += [f"  {_place(one)}" for one in mine]
        if count > len(mine):
            parts.append(f"  … and {count - len(mine)} more")
    return "\n".join(parts)


def _place(one: Violation) -> str:
    details: Sequence[str] = (one.path, one.value if len(one.value) < 200 else "")
    return " ".join((one.focus, *filter(None, details)))
