"""What the page is made of: one file, the same bytes each time, nothing from outside."""

from __future__ import annotations

import base64
import itertools
import json
import re
import zlib
from collections import Counter
from pathlib import Path

import pytest

from kg.page import write_page
from kg.page.bundle import ASSETS
from kg.page.layout import lay_out
from kg.page.names import spellings
from kg.page.payload import payload
from kg.page.rank import rank
from kg.page.texts import sentence_around
from kg.page.words import words_of
from kg.schema import Schema
from kg.subgraph import read_rows

_TOP_NAME = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


def test_the_same_build_gives_the_same_bytes(build: Path, tmp_path: Path, schema: Schema) -> None:
    for name in ("one.html", "two.html"):
        write_page(build, tmp_path / name, schema=schema)

    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_modules_share_no_top_level_name() -> None:
    """They are joined in one scope: a second function of a name would replace the first."""
    names = Counter(
        name for path in ASSETS.glob("*.js") for name in _TOP_NAME.findall(path.read_text("utf-8"))
    )

    assert [name for name, count in names.items() if count > 1] == []


def test_data_never_becomes_markup() -> None:
    """Elements are made in dom.js alone, and text goes in as text."""
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\("
    )
    found = [path.name for path in ASSETS.glob("*.js") if forbidden.search(path.read_text("utf-8"))]

    assert found == []


def test_every_phrase_is_said_in_both_languages() -> None:
    phrases = (ASSETS / "i18n.js").read_text("utf-8")
    known = set(re.findall(r"^  (\w+): \[", phrases, re.MULTILINE))
    used = {
        key
        for path in ASSETS.glob("*.js")
        for key in re.findall(r'\bt\("(\w+)"', path.read_text("utf-8"))
    }

    assert used - known == set()


def test_the_page_loads_nothing(explorer: Path) -> None:
    page = explorer.read_text("utf-8")
    head = page[: page.index("<style>")]

    assert "default-src 'none'" in head
    assert "unsafe" not in head
    assert re.findall(r'(?:src|href)="(?!data:)[^"]*"', head) == []


def test_data_are_letters_that_mean_nothing_to_html(explorer: Path) -> None:
    page = explorer.read_text("utf-8")
    match = re.search(r'id="graph">([A-Za-z0-9+/=]+)</script>', page)

    assert match
    graph = json.loads(zlib.decompress(base64.b64decode(match[1])))
    assert graph["entities"]["name"][0] == "百度"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("百度", ("百度", "baidu", "bd")),
        ("“十四五”规划", ("十四五规划", "shisiwuguihua", "sswgh")),
        ("GPT-4", ("gpt-4",)),
        ("鸿蒙OS", ("鸿蒙os", "hongmengos", "hmos")),
    ],
)
def test_a_name_is_spelt_in_pinyin_and_initials(name: str, expected: tuple[str, ...]) -> None:
    assert spellings(name) == expected


def test_the_most_connected_ranks_first_and_neighbours_share_a_community(build: Path) -> None:
    rows = read_rows(build)
    ranked = rank(rows.entities, rows.statements)
    community = {one.name: ranked.communities[at] for at, one in enumerate(ranked.order)}

    assert ranked.order[0].name == "百度"
    assert community["国务院"] == community["数据要素行动方案"] == community["人工智能"]
    assert community["中国"] == -1


def test_places_of_a_picture_lie_apart(build: Path) -> None:
    rows = read_rows(build)
    level = lay_out(rank(rows.entities, rows.statements), 80)
    points = list(zip(level.x, level.y, strict=True))

    assert len(points) == 16
    assert all(
        abs(a[0] - b[0]) >= 20 or abs(a[1] - b[1]) >= 20
        for a, b in itertools.combinations(points, 2)
    )


def test_a_word_that_stands_for_an_entity_is_marked(tmp_path: Path, schema: Schema) -> None:
    from tests.page.corpus import Said, write_build

    articles = {"a1": ("题", "2026-05-04", "报", "😀青鸟来了。该产品搭载火种。")}
    entities = {"青鸟": ("Product", ()), "火种": ("Technology", ())}
    words = (("subject", "该产品"), ("object", "火种"))
    said = Said("青鸟", "uses", "火种", (("a1", "该产品搭载火种"),), words=words)
    rows = read_rows(write_build(tmp_path / "build", articles, entities, [said]))

    _, texts = payload(rows, words_of(schema, rows))

    assert texts["quotes"][0][0] == ["该产品搭载火种。", 0, 7, 0, 3, 0, 5, 7, 1]


def test_marks_count_as_javascript_counts(tmp_path: Path, schema: Schema) -> None:
    """An emoji is one code point in Python and two units in JavaScript."""
    from tests.page.corpus import Said, write_build

    articles = {"a1": ("题", "2026-05-04", "报", "😀甲公司投资了乙公司。")}
    entities = {"甲公司": ("Company", ()), "乙公司": ("Company", ())}
    said = Said("甲公司", "investsIn", "乙公司", (("a1", "😀甲公司投资了乙公司。"),))
    rows = read_rows(write_build(tmp_path / "build", articles, entities, [said]))

    _, texts = payload(rows, words_of(schema, rows))

    assert texts["quotes"][0][0] == ["😀甲公司投资了乙公司。", 0, 12, 2, 5, 0, 8, 11, 1]


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        pytest.param("题\n前句。甲说，乙来了。后句。", "乙来了", "甲说，乙来了。", id="clause"),
        pytest.param("题\n前句。乙来了。后句。", "乙来了。", "乙来了。", id="sentence"),
        pytest.param("乙来了\n正文", "乙来了", "乙来了", id="title"),
        pytest.param("题\n乙" + "长" * 500, "乙", "乙" + "长" * 90, id="endless"),
    ],
)
def test_a_quote_is_shown_in_its_sentence(text: str, quote: str, expected: str) -> None:
    start = text.index(quote)

    left, right = sentence_around(text, start, start + len(quote))

    assert text[left:right] == expected
