"""The cache gives back what was put in, and knows what is missing."""

from __future__ import annotations

from pathlib import Path

from kg.cache import Cache
from kg.model import Chain, Extraction, Mention, NameTie, Relation
from tests.conftest import article

ONE = Extraction(
    "a1",
    "0" * 64,
    (Mention(0, 2, "百度", "Company", 0.9, "tagger", "百度"),),
    (Chain("百度", "Company", "百度", (0,)),),
    (NameTie("百度公司", "百度", "short", 0, 5),),
    (Relation(0, "develops", 0, 0, 5, "rule", amounts=("51%",)),),
)


def test_an_extraction_comes_back_as_it_was(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c", "tools")
    cache.put_article(article("百度。"))
    cache.put_extraction(article("百度。"), ONE)

    assert [ONE] == list(cache.extractions())
    assert [] == list(cache.missing())


def test_other_tools_make_an_extraction_missing(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c", "tools")
    cache.put_article(article("百度。"))
    cache.put_extraction(article("百度。"), ONE)
    cache.close()

    assert ["a1"] == [a.id for a in Cache(tmp_path / "c", "newer tools").missing()]


def test_a_changed_article_is_missing(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c", "tools")
    cache.put_article(article("百度。"))
    cache.put_extraction(article("百度。"), ONE)
    cache.put_article(article("百度和飞桨。"))

    assert 1 == cache.count_missing()
    assert "百度和飞桨。" in cache.article("a1").text


def test_articles_not_seen_again_are_known_and_can_be_dropped(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c", "tools")
    cache.put_article(article("一。", id="a1"))
    cache.put_article(article("二。", id="a2"))
    cache.forget_seen()
    cache.put_article(article("二。", id="a2"))

    assert ["a1"] == cache.unseen()
    cache.drop(cache.unseen())
    assert ["a2"] == [a.id for a in cache.articles()]
