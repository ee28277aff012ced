"""A name found once in an article is found wherever it stands."""

from __future__ import annotations

from kg.detect.spread import spread
from kg.model import Mention


def found(text: str, surface: str, type_: str, score: float = 0.97, nth: int = 0) -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = text.index(surface, start + 1)
    return Mention(start, start + len(surface), surface, type_, score, "tagger")


def test_a_name_is_carried_to_its_other_places() -> None:
    text = "飞桨发布。开发者用飞桨。"

    assert sorted(m.start for m in spread(text, [found(text, "飞桨", "Product")])) == [0, 9]


def test_a_latin_name_is_not_carried_into_a_longer_word() -> None:
    text = "Meta said Metal."

    assert [m.start for m in spread(text, [found(text, "Meta", "Company")])] == [0]


def test_the_type_that_most_places_say_holds_for_all() -> None:
    text = "微信微信微信"
    mentions = [
        found(text, "微信", "Product", nth=0),
        found(text, "微信", "Product", nth=1),
        found(text, "微信", "Company", nth=2),
    ]

    assert {"Product"} == {m.type for m in spread(text, mentions)}


def test_a_doubtful_name_is_not_carried() -> None:
    text = "明日明日"

    assert len(spread(text, [found(text, "明日", "Company", score=0.8)])) == 1
