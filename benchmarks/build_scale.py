"""Seconds and memory of a build as articles grow, and of adding one article.

python -m benchmarks.build_scale NEWS.jsonl.gz 1000 5000 20000
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.report import write_section


def build(news: Path, output: Path) -> tuple[float, dict[str, object]]:
    """Run `kg build` as a user does; wall seconds and what build.json says."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "kg", "build", str(news), "-o", str(output), "--quiet"]
    subprocess.run(command, check=True)
    seconds = time.perf_counter() - began
    return seconds, json.loads((output / "build.json").read_text(encoding="utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("sizes", type=int, nargs="+")
    args = parser.parse_args()
    with gzip.open(args.news, "rt", encoding="utf-8") as lines:
        records = lines.readlines()
    rows = [
        "| articles | seconds | of them extracting | peak memory, MB | one more article, seconds |",
        "|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for size in args.sizes:
            news, output = Path(folder, f"{size}.jsonl"), Path(folder, f"out{size}")
            news.write_text("".join(records[:size]), encoding="utf-8")
            seconds, record = build(news, output)
            news.write_text("".join(records[: size + 1]), encoding="utf-8")
            again, _ = build(news, output)
            stages = record["seconds"]
            assert isinstance(stages, dict)
            figures = f"{seconds:.0f} | {stages['extract']:.0f} | {record['peak_memory_mb']}"
            rows.append(f"| {size} | {figures} | {again:.1f} |")
            print(rows[-1], json.dumps(stages), flush=True)
    sizes = " ".join(map(str, args.sizes))
    write_section(
        "Building", f"python -m benchmarks.build_scale NEWS.jsonl.gz {sizes}", "\n".join(rows)
    )


if __name__ == "__main__":
    main()
