"""Writes one section of docs/benchmarks.md, leaving the others as they are."""

from __future__ import annotations

import platform
import re
import time
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
HEAD = (
    "# Benchmarks\n\nEach section is written by the command it names; times drift, ratios matter.\n"
)


def machine() -> str:
    """Processor, cores and date of this run."""
    cpu = platform.processor() or platform.machine()
    try:
        info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        found = re.search(r"model name\s*: (.+)", info)
        cpu, cores = (found[1] if found else cpu), info.count("processor\t")
    except OSError:
        cores = 0
    return f"{cpu}, {cores} cores, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}"


def write_section(title: str, command: str, body: str) -> None:
    """Put a section into docs/benchmarks.md in place of an older one of the same title."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
    section = f"\n## {title}\n\n`{command}` on {machine()}\n\n{body.strip()}\n"
    parts = re.split(r"(?=\n## )", page)
    kept = [part for part in parts if not part.startswith(f"\n## {title}\n")]
    PAGE.write_text("".join(kept).rstrip("\n") + "\n" + section, encoding="utf-8")
