"""A build is made beside its folder and swapped in whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import BuildError
from kg.workspace import workspace


def make(output: Path, text: str) -> None:
    with workspace(output) as work:
        (work / "build.json").write_text(text)


def test_the_new_build_replaces_the_old_one(tmp_path: Path) -> None:
    make(tmp_path / "out", "one")
    make(tmp_path / "out", "two")

    assert "two" == (tmp_path / "out" / "build.json").read_text()
    assert [".out.kg-lock", "out"] == sorted(p.name for p in tmp_path.iterdir())


def test_a_fault_leaves_the_old_build_whole(tmp_path: Path) -> None:
    make(tmp_path / "out", "one")

    with pytest.raises(ZeroDivisionError), workspace(tmp_path / "out") as work:
        (work / "build.json").write_text("two")
        raise ZeroDivisionError

    assert "one" == (tmp_path / "out" / "build.json").read_text()


def test_a_second_build_says_that_the_folder_is_busy(tmp_path: Path) -> None:
    with (
        workspace(tmp_path / "out"),
        pytest.raises(BuildError, match="another build is writing here"),
        workspace(tmp_path / "out"),
    ):
        pass


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.doc").write_text("years of work")

    with pytest.raises(BuildError, match=r"holds other files \(thesis.doc\)"):
        make(tmp_path / "out", "x")

    assert "years of work" == (tmp_path / "out" / "thesis.doc").read_text()


def test_a_note_beside_the_build_is_kept(tmp_path: Path) -> None:
    make(tmp_path / "out", "one")
    (tmp_path / "out" / "README.md").write_text("mine")
    make(tmp_path / "out", "two")

    assert "mine" == (tmp_path / "out" / "README.md").read_text()


def test_a_reader_that_has_the_old_build_open_goes_on(tmp_path: Path) -> None:
    make(tmp_path / "out", "one")

    with (tmp_path / "out" / "build.json").open() as reader:
        make(tmp_path / "out", "two")
        assert "one" == reader.read()


def test_a_killed_build_leaves_the_old_one_and_its_leftovers_are_cleaned(tmp_path: Path) -> None:
    make(tmp_path / "out", "one")
    code = (
        "import sys, time; from pathlib import Path; from kg.workspace import workspace\n"
        "with workspace(Path(sys.argv[1])) as work:\n"
        "    (work / 'build.json').write_text('two'); print('ready', flush=True); time.sleep(60)"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "out")], stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    child.stdout.readline()
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    time.sleep(0.05)

    assert "one" == (tmp_path / "out" / "build.json").read_text()
    make(tmp_path / "out", "three")
    assert "three" == (tmp_path / "out" / "build.json").read_text()
    assert [".out.kg-lock", "out"] == sorted(p.name for p in tmp_path.iterdir())
