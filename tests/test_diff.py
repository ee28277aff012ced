"""Two builds of a few sentences and what changed between them."""

from __future__ import annotations

from pathlib import Path

from kg.diff import diff
from tests.page.corpus import Said, write_build

ONE = ("标题一", "2026-05-04", "测试报", "甲公司研发星光系统。")
TWO = ("标题二", "2026-05-05", "测试报", "乙公司研发月光系统。")
ENTITIES = {
    "甲公司": ("Company", ()),
    "星光系统": ("Product", ()),
    "乙公司": ("Company", ()),
    "月光系统": ("Product", ()),
}
STAR = Said("甲公司", "develops", "星光系统", (("a1", "甲公司研发星光系统。"),))
MOON = Said("乙公司", "develops", "月光系统", (("a2", "乙公司研发月光系统。"),))


def test_equal_builds_have_no_difference(tmp_path: Path) -> None:
    folders = [
        write_build(tmp_path / name, {"a1": ONE}, ENTITIES, [STAR]) for name in ("old", "new")
    ]

    assert not diff(*folders)


def test_what_was_added_is_named(tmp_path: Path) -> None:
    old = write_build(tmp_path / "old", {"a1": ONE}, ENTITIES, [STAR])
    new = write_build(tmp_path / "new", {"a1": ONE, "a2": TWO}, ENTITIES, [STAR, MOON])

    found = diff(old, new)

    assert ("标题二",) == found.articles.added
    assert ("乙公司 develops 月光系统",) == found.statements.added
    assert ("乙公司 develops 月光系统",) == diff(new, old).statements.removed


def test_another_title_or_type_is_a_change(tmp_path: Path) -> None:
    old = write_build(tmp_path / "old", {"a1": ONE}, ENTITIES, [STAR])
    renamed = {"a1": ("新标题", *ONE[1:])}
    types = {**ENTITIES, "甲公司": ("Organization", ())}
    said = [Said("甲公司", "develops", "星光系统", (("a1", "甲公司研发星光系统。"),))]
    new = write_build(tmp_path / "new", renamed, types, said)

    found = diff(old, new)

    assert ("新标题",) == found.articles.changed
    assert ("甲公司 (Organization)",) == found.entities.changed
