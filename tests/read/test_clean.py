"""HTML, Markdown and text read as a reader sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.clean import DEEPEST, flatten, paragraphs, plain, plain_line
from kg.read.junk import is_junk
from kg.read.markdown import inline, markdown_lines
from kg.read.tidy import tidy_text


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param("<p>甲</p><p>乙<br>丙</p>", ["甲", "乙", "丙"], id="blocks and br end lines"),
        pytest.param("<p>晨<b>星</b>科技\n发布</p>", ["晨星科技发布"], id="inline marks do not"),
        pytest.param("<p>A\nB</p>", ["A B"], id="a line end in source is a space"),
        pytest.param("<p>甲&amp;乙&nbsp;丙&#12290;</p>", ["甲&乙 丙。"], id="entities"),
        pytest.param("<script>x</script><style>y</style><p>甲</p>", ["甲"], id="scripts, styles"),
        pytest.param("<p><img alt='图'>甲</p>", ["甲"], id="alt texts"),
        pytest.param("<figure><figcaption>图注</figcaption></figure>甲", ["甲"], id="captions"),
        pytest.param("<div class='share-bar'>转给朋友</div>甲", ["甲"], id="share bars"),
        pytest.param("<p>甲<a href=x>阅读全文&gt;&gt;</a></p>", ["甲"], id="read-more links"),
        pytest.param("<p>甲<a href=x>工信部通知</a></p>", ["甲工信部通知"], id="other links stay"),
        pytest.param("<p>分享到：微信 微博</p><p>甲</p>", ["甲"], id="share words"),
        pytest.param("<p style='display: none'>乙</p><p>甲</p>", ["甲"], id="hidden text"),
        pytest.param("<table><tr><td>甲<td>乙</table>", ["甲", "乙"], id="cells"),
        pytest.param("<p>甲<p>乙</div></p>", ["甲", "乙"], id="broken nesting"),
    ],
)
def test_html_reads_as_on_the_screen(markup: str, expected: list[str]) -> None:
    assert expected == paragraphs(markup)


@pytest.mark.parametrize(
    "line",
    [
        ".tech p a:visited{color: #4b729f !important;}",
        "(function(){",
        "})();",
        "var adScript = document.createElement('script');",
        "adScript.src = '//a.example/b.js';",
        "---",
        "https://a.example/b",
        "图片来源：视觉中国",
        "相关链接：",
    ],
)
def test_left_overs_of_pages_are_junk(line: str) -> None:
    assert is_junk(line)


@pytest.mark.parametrize(
    "line",
    [
        "百度",
        "微博发布财报",
        "AMD",
        "x = 5",
        "数据来源：IDC",
        "更多企业加入",
        "GPT-4 vs. GPT-5",
        "2026",
    ],
)
def test_short_lines_of_news_are_not_junk(line: str) -> None:
    assert not is_junk(line)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<b>甲</b>&amp;乙", "甲&乙"),
        ("<script>alert(1)</script>晨星", "晨星"),
        ("a < b 且 c > d", "a < b 且 c > d"),
        ("List<String> 与 AT&T", "List<String> 与 AT&T"),
        ("甲\n乙", "甲 乙"),
    ],
)
def test_titles_lose_mark_up_only(written: str, expected: str) -> None:
    assert expected == plain_line(written)


def test_markdown_links_in_records_are_read_as_words() -> None:
    written = "见[通知](https://a.example/1)。\n[查看原文](https://a.example/2)"

    assert "见通知。" == plain(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("**甲**发布[乙](http://x)", "甲发布乙"),
        ("![图](x.png)甲 `v1_2_3` 与 *乙*", "甲 v1_2_3 与 乙"),
        ("snake_case_name 不变", "snake_case_name 不变"),
        (r"\*甲\*", "*甲*"),
        ("<https://a.example>", "https://a.example"),
    ],
)
def test_markdown_marks_go(written: str, expected: str) -> None:
    assert expected == inline(written)


def test_markdown_paragraphs_are_joined_over_soft_line_ends() -> None:
    lines = [
        "晨星科技今日在杭州发布了新一代服务器芯片，",
        "性能提高一倍。",
        "",
        "- 甲",
        "- 乙",
        "> 引文",
        "",
        "| 甲 | 乙 |",
        "|---|---|",
        "```",
        "code",
        "```",
    ]

    assert [
        "晨星科技今日在杭州发布了新一代服务器芯片，性能提高一倍。",
        "甲",
        "乙",
        "引文",
        "甲 乙",
        "code",
    ] == markdown_lines(lines)


def test_deep_nesting_is_flattened_and_its_text_kept() -> None:
    for tag in ("div", "b", "blockquote", "p"):
        deep = f"<{tag}>" * 50_000 + "深处" + f"</{tag}>" * 50_000
        assert ["深处"] == paragraphs(deep)


@pytest.mark.parametrize("mark", ["![", "[a](", "**a ", "`` ` ", "#"])
def test_an_endless_line_of_marks_is_read_as_it_is(mark: str) -> None:
    line = "# " + mark * 100_000 + "甲"

    assert markdown_lines([line])[0].endswith("甲")


def test_ordinary_pages_are_not_flattened() -> None:
    page = "<div><p>甲<p>乙</div>" * DEEPEST

    assert page == flatten(page)


@given(st.text())
def test_tidy_text_is_free_of_what_breaks_files(text: str) -> None:
    tidy = tidy_text(text)

    assert all(char == "\n" or (char.isprintable() or ord(char) >= 0xA0) for char in tidy)
    assert "\n\n" not in tidy
    assert tidy == tidy_text(tidy)
    tidy.encode("utf-8")


@given(st.text(alphabet="<>/=\"'& ;abdipr甲\n", max_size=200))
def test_any_mark_up_is_read(text: str) -> None:
    assert all(line and "\n" not in line for line in paragraphs(text))
