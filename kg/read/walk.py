"""Finds the files to read: folders recursive and sorted, hidden files and odd links left out."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import Problem, UsageError

# Files that speak about the articles beside them; named on the command line they are read.
_ABOUT = re.compile(r"(?i)(readme|licen[cs]e)(\.\w+)*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read.

    Args:
        path: as the user named it, joined with the way down from there; `-` is stdin.
        name: its place below the folder the user named, with `/`; ids are made from it.
    """

    path: str
    name: str


def walk(paths: Sequence[str], on_problem: Callable[[Problem], None]) -> Iterator[Found]:
    """The files of `paths`, each once, in a fixed order.

    Paths keep the user's order, folders are walked in the order of code points. Links to what
    the folder holds anyway are passed over; links out of it, loops and dangling ones are Problems.

    Raises:
        UsageError: a path that does not exist.
    """
    for path in paths:
        if path != "-" and not Path(path).exists():
            raise UsageError(f"{path}: no such file or folder")
    seen: set[str] = set()
    for path in paths:
        for found in _below(path, on_problem):
            real = os.path.realpath(found.path) if found.path != "-" else "-"
            if real not in seen:
                seen.add(real)
                yield found


def shown(path: str) -> str:
    """A path as it can be printed; bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _below(path: str, on_problem: Callable[[Problem], None]) -> Iterator[Found]:
    if path == "-" or not Path(path).is_dir():
        yield Found(path, Path(path).name)
        return
    yield from _folder(Path(path), "", os.path.realpath(path), on_problem)


def _folder(
    root: Path, inside: str, real_root: str, on_problem: Callable[[Problem], None]
) -> Iterator[Found]:
    """Depth first; a stack of our own, as folders may lie deeper than calls may."""
    waiting = [inside]
    while waiting:
        place = waiting.pop()
        path = root / place if place else root
        if not path.is_symlink() or not place:
            mode = _mode(path, on_problem)
            if stat.S_ISDIR(mode):
                waiting.extend(reversed(_inside(path, place, on_problem)))
            elif stat.S_ISREG(mode):
                yield Found(str(path), place)
            elif mode:
                on_problem(Problem(shown(str(path)), "", 0, "special", "not a plain file: skipped"))
        elif fault := _link_fault(path, real_root):
            on_problem(Problem(shown(str(path)), "", 0, "link", fault))


def _mode(path: Path, on_problem: Callable[[Problem], None]) -> int:
    try:
        return path.stat().st_mode
    except OSError as fault:
        on_problem(
            Problem(shown(str(path)), "", 0, "unreadable", fault.strerror or "cannot be read")
        )
        return 0


def _inside(path: Path, place: str, on_problem: Callable[[Problem], None]) -> list[str]:
    try:
        names = sorted(child.name for child in path.iterdir())
    except OSError as fault:
        on_problem(
            Problem(shown(str(path)), "", 0, "unreadable", fault.strerror or "cannot be read")
        )
        return []
    wanted = [n for n in names if not n.startswith(".") and not _ABOUT.match(n)]
    return [f"{place}/{name}" if place else name for name in wanted]


def _link_fault(path: Path, real_root: str) -> str:
    """Why a link inside a folder is not followed, or "" when its target is read anyway."""
    real = os.path.realpath(path)
    if not Path(real).exists():
        return "a link to nothing, or to itself: skipped"
    if real != real_root and not real.startswith(real_root + os.sep):
        return "a link out of the folder: skipped"
    if (os.path.realpath(path.parent) + os.sep).startswith(real + os.sep):
        return "a link to a folder that holds it: skipped"
    return ""
