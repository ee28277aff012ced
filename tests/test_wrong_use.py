"""A wrong use is one line on stderr with exit code 2, a refusal of the system one with 1."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from tests.page.corpus import write_build


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return write_build(tmp_path / "build")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(("--model", "foo"), "kg: unknown model 'foo'; known: ", id="model"),
        pytest.param(
            ("--base-iri", "foo"),
            "kg: --base-iri foo: give an absolute IRI that ends in / or #",
            id="base",
        ),
        pytest.param(("--lexicon", "nofile"), "File 'nofile' does not exist", id="lexicon"),
        pytest.param(("--decisions", "nofile"), "File 'nofile' does not exist", id="decisions"),
    ],
)
def test_a_build_says_what_is_wrong_before_it_works(
    tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    note = tmp_path / "a.txt"
    note.write_text("晨岭科技发布新品。", encoding="utf-8")
    done = CliRunner().invoke(main, ["build", str(note), "-o", str(tmp_path / "out"), *words])

    assert 2 == done.exit_code
    assert message in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(("export", "nt", "--since", "foo"), "'foo' is no date", id="date"),
        pytest.param(
            ("export", "nt", "--since", "2026-05-31", "--until", "2026-04"),
            "no day lies between 2026-05-31 and 2026-04",
            id="period",
        ),
        pytest.param(("export", "nt", "--hops", "2"), "name it with --around", id="hops"),
        pytest.param(("path", "百度", "Baidu"), "are one entity, 百度: name two", id="path"),
        pytest.param(("serve", "--port", "99999"), "99999 is not in the range", id="port"),
    ],
)
def test_a_wrong_option_is_named(build: Path, words: tuple[str, ...], message: str) -> None:
    done = CliRunner().invoke(main, [*words, "-o", str(build)])

    assert 2 == done.exit_code
    assert message in done.stderr


def test_a_period_may_begin_and_end_in_one_month(build: Path) -> None:
    words = ["export", "nt", "--since", "2026-05-02", "--until", "2026-05", "-o", str(build)]

    assert 0 == CliRunner().invoke(main, words).exit_code


def test_what_cannot_be_written_is_one_line(build: Path) -> None:
    target = build / "nowhere" / "x.nt"
    done = CliRunner().invoke(main, ["export", "nt", str(target), "-o", str(build)])

    assert 1 == done.exit_code
    assert f"kg: {target}: cannot be written: No such file or directory\n" == done.stderr


def test_an_output_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    note = tmp_path / "a.txt"
    note.write_text("晨岭科技发布新品。", encoding="utf-8")
    done = CliRunner().invoke(main, ["build", str(note), "-o", str(note / "out")])

    assert 1 == done.exit_code
    assert done.stderr.startswith(f"kg: {note / 'out'}: ")
    assert 1 == done.stderr.count("\n")
