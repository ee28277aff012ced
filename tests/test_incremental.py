"""Any sequence of adding, changing, removing and killing ends in the bytes of a fresh build.

`KG_RUNS=100 pytest tests/test_incremental.py` makes as many random sequences as one likes.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.build import Options, build
from tests.test_build import RECORDS, digests

RUNS = int(os.environ.get("KG_RUNS", "2"))
STEPS = 3
# Longer than a whole build of these few articles on a slow machine.
LONGEST = 6.0
OTHER = ["比亚迪与华为签署合作协议。", "腾讯推出混元大模型。", "国务院印发《数字中国建设规划》。"]


def changed(records: list[dict[str, str]], dice: random.Random) -> list[dict[str, str]]:
    """The records with one added, changed or removed."""
    step, left = dice.choice(["add", "change", "remove"]), [dict(r) for r in records]
    if step == "add" or len(left) < 2:
        left.append(dict(dice.choice(RECORDS), id=f"x-{dice.randrange(9)}"))
        return list({r["id"]: r for r in left}.values())
    place = dice.randrange(len(left))
    if step == "change":
        left[place]["text"] = dice.choice(OTHER)
        return left
    return left[:place] + left[place + 1 :]


def write(path: Path, records: list[dict[str, str]]) -> None:
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def killed_build(news: Path, output: Path, seconds: float) -> None:
    """Start `kg build` as a process of its own and kill it after a time."""
    command = [sys.executable, "-m", "kg", "build", str(news), "-o", str(output)]
    command += ["--quiet", "--prune", "--jobs", "1"]
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
        child.wait()


@pytest.mark.parametrize("seed", range(RUNS))
def test_any_history_gives_the_bytes_of_a_fresh_build(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    news, output = tmp_path / "news.jsonl", tmp_path / "out"
    records = [dict(r) for r in RECORDS[: dice.randint(1, 3)]]
    write(news, records)
    build([str(news)], output)
    for _ in range(STEPS):
        records = changed(records, dice)
        write(news, records)
        if dice.random() < 0.5:
            before = digests(output)
            killed_build(news, output, dice.uniform(0.2, LONGEST))
            fresh_or_old = digests(output)
            assert fresh_or_old.keys() == before.keys()
        else:
            build([str(news)], output, Options(prune=True))
    build([str(news)], output, Options(prune=True))
    build([str(news)], tmp_path / "fresh", Options(fresh=True))

    assert digests(tmp_path / "fresh") == digests(output)
    left = {p.name for p in tmp_path.iterdir() if not p.name.endswith("lock")}
    assert {"news.jsonl", "out", "fresh"} == left


def test_the_old_build_is_readable_while_a_new_one_is_made(tmp_path: Path) -> None:
    news, output = tmp_path / "news.jsonl", tmp_path / "out"
    write(news, RECORDS[:2])
    build([str(news)], output)
    write(news, RECORDS)
    command = [sys.executable, "-m", "kg", "build", str(news), "-o", str(output), "--quiet"]
    child = subprocess.Popen(command)
    looks = 0
    while child.poll() is None:
        lines = (output / "tables" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
        assert len(lines) in (2, 5)
        looks += 1
        time.sleep(0.01)

    assert looks > 10
    assert 0 == child.returncode
