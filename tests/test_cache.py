"""The cache gives back what was put in, and knows what is missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.cache import Cache, Extractions
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


def test_extractions_can_be_walked_from_any_place(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c", "tools")
    ids = ["a1", "a2", "a3"]
    for id in ids:
        cache.put_article(article("百度。", id=id))
        cache.put_extraction(article("百度。", id=id), Extraction(id, "0" * 64))

    for first in range(4):
        assert ids[first:] == [one.article for one in cache.extractions(first)]


def test_an_article_from_another_path_is_kept_with_its_new_path(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c", "tools")
    cache.put_article(replace(article("百度。"), path="old.txt"))
    cache.forget_seen()
    cache.put_article(replace(article("百度。"), path="new.txt"))

    assert ["new.txt"] == [one.path for one in cache.articles()]
    assert [] == cache.unseen()


def test_extractions_are_the_same_at_every_walk_however_many_are_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c", "tools")
    ids = ["a1", "a2", "a3"]
    for id in ids:
        cache.put_article(article("百度。", id=id))
        cache.put_extraction(article("百度。", id=id), Extraction(id, "0" * 64))

    for most in range(5):
        extractions = Extractions(cache, most)
        two = [(a.article, b.article) for a, b in zip(extractions, extractions, strict=True)]
        assert list(zip(ids, ids, strict=True)) == two
        assert ids == [one.article for one in extractions]
