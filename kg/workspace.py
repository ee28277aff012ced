"""Builds beside the output folder and swaps in, so that a killed build leaves the old one whole."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import BuildError

# What a build puts into its folder; anything else there belongs to the user.
OURS = frozenset(
    {"graph.html", "graph.ttl", "graph.nq", "store", "tables", "problems.jsonl", "build.json"}
    | {".cache", "review.jsonl"}
)
# What the user may keep beside a build.
_CARRIED = frozenset({"README.md", ".gitignore", ".gitkeep", "decisions.tsv"})


@contextmanager
def workspace(output: Path) -> Iterator[Path]:
    """A fresh folder beside `output` that takes its place when the block ends without a fault.

    Raises:
        BuildError: another build is at work there, the folder holds other people's files, or
            the disk is full.
    """
    output = output.absolute()
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise _told(fault, output) from fault
    with _locked(output):
        _refuse_foreign(output)
        _recover(output)
        work = _beside(output, "new")
        work.mkdir()
        try:
            yield work
            _carry(output, work)
            _swap(work, output)
        except OSError as fault:
            raise _told(fault, output) from fault
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _beside(output: Path, role: str) -> Path:
    return output.parent / f".{output.name}.kg-{role}"


@contextmanager
def _locked(output: Path) -> Iterator[None]:
    """Hold the lock of an output folder; the system frees it when the process dies."""
    try:
        lock = _beside(output, "lock").open("a")
    except OSError as fault:
        raise _told(fault, output) from fault
    with lock as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildError(f"{output}: another build is writing here; wait for it") from None
        yield


def _refuse_foreign(output: Path) -> None:
    if output.exists() and not output.is_dir():
        raise BuildError(f"{output}: is a file, not a folder")
    names = {entry.name for entry in output.iterdir()} if output.exists() else set()
    foreign = sorted(names - OURS - _CARRIED)
    if foreign:
        raise BuildError(f"{output}: holds other files ({foreign[0]}); choose an empty folder")


def _recover(output: Path) -> None:
    """Clean what a killed build left; put an old build back that was moved away."""
    old, new = _beside(output, "old"), _beside(output, "new")
    if old.exists() and not output.exists():
        old.rename(output)
    for leftover in (old, new):
        shutil.rmtree(leftover, ignore_errors=True)


def _carry(output: Path, work: Path) -> None:
    for name in sorted(_CARRIED):
        if (output / name).is_file():
            shutil.copy2(output / name, work / name)


def _swap(work: Path, output: Path) -> None:
    """Exchange the folders in one step where the system can, else in two renames."""
    if not output.exists():
        work.rename(output)
    elif not _exchange(work, output):
        old = _beside(output, "old")
        output.rename(old)
        work.rename(output)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, two: Path) -> bool:
    """Swap two folders atomically: renameat2(2) on Linux, renamex_np(2) on macOS."""
    libc = ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(one), os.fsencode(two)
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        return bool(libc.renamex_np(*paths, 2) == 0)
    if hasattr(libc, "renameat2"):
        at_cwd = -100
        return bool(libc.renameat2(at_cwd, paths[0], at_cwd, paths[1], 2) == 0)
    return False


def _told(fault: OSError, output: Path) -> BuildError:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return BuildError(f"{output}: the disk is full; the earlier build is untouched")
    return BuildError(f"{output}: {fault.strerror or fault}; the earlier build is untouched")
