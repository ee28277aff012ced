"""A part of a build is a build; a name means one entity or is a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.schema import Schema, load_schema, schemas_folder
from kg.subgraph import Cut, cut_build, read_rows, resolve
from tests.page.corpus import write_build


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return write_build(tmp_path / "build")


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema(schemas_folder())


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        pytest.param(Cut(around="飞桨"), {"飞桨", "百度", "IDC", "文心一言"}, id="around"),
        pytest.param(Cut(around="IDC", hops=0), {"IDC"}, id="no hops"),
        pytest.param(
            Cut(types=("Policy", "Place")), {"数据要素行动方案", "上海", "中国"}, id="types"
        ),
        pytest.param(Cut(types=("Person",), around="百度"), {"王海峰"}, id="type around"),
        pytest.param(Cut(top=1), {"百度"}, id="top"),
        pytest.param(
            Cut(since="2026-06-23", until="2026-06"), {"百度", "星河智能"}, id="since and until"
        ),
        pytest.param(Cut(until="2026-05-04", types=("Event",)), {"世界人工智能大会"}, id="until"),
    ],
)
def test_a_cut_keeps(
    build: Path, tmp_path: Path, schema: Schema, cut: Cut, expected: set[str]
) -> None:
    cut_build(build, tmp_path / "part", cut, schema)

    assert {one.name for one in read_rows(tmp_path / "part").entities} == expected


def test_nothing_of_a_part_points_outside_it(build: Path, tmp_path: Path, schema: Schema) -> None:
    cut_build(build, tmp_path / "part", Cut(around="华为", until="2026-05"), schema)

    rows = read_rows(tmp_path / "part")
    entities = {one.id for one in rows.entities}
    articles = {one.id for one in rows.articles}
    assert {end for one in rows.statements for end in (one.subject, one.object)} <= entities
    assert {place.article for one in rows.statements for place in one.evidence} <= articles
    assert {entity for _, entity, _, _ in rows.named} <= entities
    assert {article for article, _, _, _ in rows.named} <= articles
    assert [one.predicate for one in rows.statements] == ["develops", "competesWith"]


def test_no_cut_is_the_whole(build: Path, tmp_path: Path, schema: Schema) -> None:
    cut_build(build, tmp_path / "part", Cut(), schema)

    whole, part = build / "tables", tmp_path / "part" / "tables"
    for name in ("statements", "mentions"):
        assert (whole / f"{name}.jsonl").read_bytes() == (part / f"{name}.jsonl").read_bytes()


@pytest.mark.parametrize("name", ["百度", "度娘", "BAIDU", "“百度”", "Baid"])
def test_a_name_is_found_exactly_by_alias_folded_or_by_a_part(build: Path, name: str) -> None:
    assert resolve(read_rows(build).entities, name).name == "百度"


def test_a_part_of_several_names_lists_them(build: Path) -> None:
    with pytest.raises(QueryError, match="'智能' may be 3 entities: 世界人工智能大会"):
        resolve(read_rows(build).entities, "智能")
