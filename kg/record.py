"""What a build says of itself: seconds and memory of its stages, what made it, its problems."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import kg
from kg.errors import Problem
from kg.tools import Settings, settings_digest

__all__ = ["Clock", "made_with", "record_of", "write_problems", "write_record"]


class Clock:
    """Seconds of each stage, and the peak of memory by its end."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.peaks: dict[str, int] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """The time since the last lap belongs to `stage`."""
        now = time.perf_counter()
        self.seconds[stage] = round(now - self._last, 3)
        self.peaks[stage] = peak_memory()
        self._last = now


def peak_memory() -> int:
    """Peak resident memory of this process in MiB (ru_maxrss is in KiB, in bytes on macOS)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1024 * 1024) if sys.platform == "darwin" else peak // 1024


def made_with(settings: Settings) -> dict[str, str]:
    """What a build used, for its provenance: nothing that depends on machine or time."""
    return {"model": settings.model, "tools": settings_digest(settings)}


def record_of(
    settings: Settings, others: Mapping[str, str], counts: dict[str, int], digest: str, clock: Clock
) -> dict[str, Any]:
    """The content of `build.json`.

    Args:
        others: settings that decide no extraction.
        digest: of the RDF.
    """
    return {
        "version": kg.__version__,
        "settings": {
            "model": settings.model,
            "lexicons": [str(path) for path in settings.lexicons],
            "decisions": others["decisions"],
            "schemas": str(settings.schemas or ""),
            "base_iri": others["base_iri"],
            "tools": settings_digest(settings),
        },
        "counts": counts,
        "rdfc10_sha256": digest,
        "seconds": clock.seconds,
        "peak_memory_mb": peak_memory(),
        "peak_memory_mb_by_end_of": clock.peaks,
        "built": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }


def write_problems(folder: Path, problems: Iterable[Problem]) -> None:
    """Write `problems.jsonl`, sorted."""
    with (folder / "problems.jsonl").open("w", encoding="utf-8") as out:
        for problem in sorted(problems):
            out.write(json.dumps(asdict(problem), ensure_ascii=False) + "\n")


def write_record(folder: Path, record: Mapping[str, Any]) -> None:
    """Write `build.json`."""
    text = json.dumps(record, ensure_ascii=False, indent=2)
    (folder / "build.json").write_text(text + "\n", encoding="utf-8")
