"""Every input format in, the same kind of article out."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from kg.errors import Problem, UsageError
from kg.model import Article
from kg.read import read


def reading(path: Path | str) -> tuple[list[Article], list[Problem]]:
    problems: list[Problem] = []
    return list(read([str(path)], on_problem=problems.append)), problems


def one(folder: Path, name: str, content: str | bytes) -> Article:
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    articles, problems = reading(folder)
    assert [] == problems
    (article,) = articles
    return article


POST = """
---
title: '晨星发布新芯片'
author: 测试社
date: Thu, 31 Mar 2022 11:40:33 GMT
---

<div><div class="m"><p> 晨星科技&amp;暮云今日<b>发布</b>芯片。</p><p><img src="x.png" alt="图">
<figcaption>图注</figcaption></p><script>alert(1)</script><p>第二段。<br>第三段。</p></div></div>
"""


def test_a_post_with_a_blank_line_first(tmp_path: Path) -> None:
    article = one(tmp_path, "a.md", POST)

    assert ("晨星发布新芯片", "2022-03-31T11:40:33+00:00", "测试社") == (
        article.title,
        article.date,
        article.source,
    )
    assert "晨星发布新芯片\n晨星科技&暮云今日发布芯片。\n第二段。\n第三段。" == article.text


def test_a_post_with_a_markdown_body(tmp_path: Path) -> None:
    article = one(
        tmp_path, "a.md", "---\ntitle: 题\ndate: 2024-05-01\n---\n**甲**公司[发布](http://x)乙。"
    )

    assert "题\n甲公司发布乙。" == article.text
    assert "2024-05-01" == article.date


def test_a_web_page_gives_its_main_text(tmp_path: Path) -> None:
    body = "晨星科技今日在杭州发布了新一代服务器芯片，性能比上一代提高一倍。" * 3
    page = (
        "<!doctype html><html><head><title>晨星发布芯片</title>"
        '<meta property="article:published_time" content="2024-05-01T08:00:00+08:00"></head>'
        f"<body><nav>首页 财经</nav><article><h1>晨星发布芯片</h1><p>{body}</p></article>"
        "<footer>版权所有</footer></body></html>"
    )
    article = one(tmp_path, "a.html", page)

    assert ("晨星发布芯片", "2024-05-01T08:00:00+08:00") == (article.title, article.date)
    assert f"晨星发布芯片\n{body}" == article.text


def test_a_feed_gives_its_items(tmp_path: Path) -> None:
    (tmp_path / "f.xml").write_text(
        '<?xml version="1.0"?><rss version="2.0"><channel><title>测试社</title>'
        "<item><title>甲</title><link>http://x/1</link><guid>g1</guid>"
        "<pubDate>Wed, 01 May 2024 08:00:00 GMT</pubDate>"
        "<description>&lt;p&gt;晨星发布芯片。&lt;/p&gt;</description></item>"
        "<item><title>乙</title><guid>g2</guid><description>暮云上市。</description></item>"
        "</channel></rss>",
        encoding="utf-8",
    )
    articles, problems = reading(tmp_path)

    assert [] == problems
    assert [("g1", "甲\n晨星发布芯片。"), ("g2", "乙\n暮云上市。")] == [
        (a.id, a.text) for a in articles
    ]
    assert ("2024-05-01T08:00:00+00:00", "测试社") == (articles[0].date, articles[0].source)


RECORD = {"id": "n-1", "title": "题", "content": "甲。\n乙。", "date": "20240501", "source": "社"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.jsonl", json.dumps(RECORD, ensure_ascii=False), id="json lines"),
        pytest.param("a.json", json.dumps([RECORD], indent=1), id="json list"),
        pytest.param("a.json", json.dumps({"total": 1, "data": [RECORD]}), id="json envelope"),
        pytest.param(
            "a.csv", 'id,title,content,date,source\nn-1,题,"甲。\n乙。",20240501,社\n', id="csv"
        ),
        pytest.param(
            "a.txt",
            "id\ttitle\ttext\tdate\tsource\nn-1\t题\t甲。<br>乙。\t20240501\t社\n",
            id="tsv",
        ),
    ],
)
def test_records(tmp_path: Path, name: str, content: str) -> None:
    article = one(tmp_path, name, content)

    assert (
        Article("n-1", "n-1", "题", "2024-05-01", "社", "", "题\n甲。\n乙。", article.path)
        == article
    )


def test_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.Table.from_pylist([RECORD]), tmp_path / "a.parquet")
    (article,), problems = reading(tmp_path)

    assert [] == problems
    assert ("n-1", "题\n甲。\n乙。") == (article.id, article.text)


def test_own_column_names(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("headline,正文,when\n题,甲。,2024\n", encoding="utf-8")
    fields = {"text": "正文", "date": "when"}
    (article,) = read([str(tmp_path)], field_map=fields, on_problem=print)

    assert ("题\n甲。", "2024") == (article.text, article.date)


def test_markdown_takes_its_heading_as_title(tmp_path: Path) -> None:
    assert "题目\n第一段。\n要点" == one(tmp_path, "a.md", "# 题目\n\n第一段。\n\n- 要点\n").text


def test_a_digest_gives_one_article_a_section(tmp_path: Path) -> None:
    (tmp_path / "9_2026-02-26.md").write_text(
        "# 早报 2026-02-26\n\n## 概览\n- 甲\n\n## [甲发布](http://x/1) `#1`\n> **甲**发布乙。\n\n"
        "相关链接：\n- http://x\n\n## [丙开源](http://x/2) `#2`\n丙开源丁。\n",
        encoding="utf-8",
    )
    articles, _ = reading(tmp_path)

    assert ["甲发布\n甲发布乙。", "丙开源\n丙开源丁。"] == [a.text for a in articles]
    assert {"2026-02-26"} == {a.date for a in articles}
    assert ["http://x/1", "http://x/2"] == [a.url for a in articles]


def test_plain_text_takes_a_short_first_line_as_title(tmp_path: Path) -> None:
    article = one(tmp_path, "a.txt", "题目\n\n  正文在此。 \n")

    assert ("题目", "题目\n正文在此。", "a.txt") == (article.title, article.text, article.id)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-8-sig"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "题目\n国家发展和改革委员会今日批复工程实验室，百度与华为参加 ABC 123。\n"

    assert text.strip() == one(tmp_path, "a.txt", text.encode(encoding)).text


def test_gzip_is_opened_whatever_the_name(tmp_path: Path) -> None:
    line = json.dumps(RECORD).encode()

    assert "n-1" == one(tmp_path, "a.jsonl", gzip.compress(line)).id


def test_a_missing_path_is_a_users_mistake(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        list(read([str(tmp_path / "none")], on_problem=print))
