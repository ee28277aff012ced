"""A large sorted file is changed in places, and readable rows that did not change are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.difference import Difference
from kg.store.patch import patched
from kg.store.turtle import Turtle
from tests.store.small import Fact, build_small

LINE = st.text("abc", max_size=3).map(lambda text: f"{text}\n".encode())
Lines = set[bytes]
LINES = st.sets(LINE)


@given(LINES.filter(bool), LINES, LINES)
def test_a_patched_file_has_what_the_changes_say(
    tmp_path_factory: pytest.TempPathFactory,
    old: set[bytes],
    removed: set[bytes],
    added: set[bytes],
) -> None:
    source = tmp_path_factory.mktemp("patch") / "lines"
    source.write_bytes(b"".join(sorted(old)))
    changes = Difference(removed - added, added - removed)
    expected = old - changes.removed | changes.added

    assert b"".join(sorted(expected)) == b"".join(patched(source, changes))


TEXTS = {"a1": "百度发布飞桨", "a2": "百度的飞桨开源"}
TYPES = {"百度": "Company", "飞桨": "Product"}
FACTS = [Fact("a1", "百度", "develops", "飞桨")]


def made(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Collects what is written anew, the head's blocks included."""
    blocks: list[bytes] = []
    make = Turtle.blocks

    def noted(self: Turtle, quads: object) -> bytes:
        blocks.append(make(self, quads))  # type: ignore[arg-type]
        return blocks[-1]

    monkeypatch.setattr(Turtle, "blocks", noted)
    return blocks


def test_only_rows_that_changed_are_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_small(tmp_path / "b", TEXTS, TYPES, FACTS)
    blocks = made(monkeypatch)
    build_small(tmp_path / "c", {**TEXTS, "a3": "天气晴"}, TYPES, FACTS, tmp_path / "b")

    assert 2 == len(blocks)
    assert "天气晴" in blocks[1].decode()


@pytest.mark.parametrize("name", ["graph.ttl", "tables/entities.jsonl", ".cache/turtle"])
def test_readable_rows_of_an_edited_build_are_not_kept(tmp_path: Path, name: str) -> None:
    build_small(tmp_path / "b", TEXTS, TYPES, FACTS)
    with (tmp_path / "b" / name).open("ab") as out:
        out.write(b"\n")
    texts = {**TEXTS, "a3": "天气晴"}
    build_small(tmp_path / "c", texts, TYPES, FACTS, tmp_path / "b")
    build_small(tmp_path / "d", texts, TYPES, FACTS)

    assert (tmp_path / "d/graph.ttl").read_bytes() == (tmp_path / "c/graph.ttl").read_bytes()
