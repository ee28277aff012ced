"""A sentence in, the places of subject and object in it out."""

from __future__ import annotations

import json
from dataclasses import astuple

import pytest

from kg.cache import extraction_of
from kg.model import NOWHERE, Extraction
from kg.relate import load_relator
from kg.schema import schemas_folder
from tests.relate.marked import marked, named

RULES_ALONE = load_relator(schemas_folder(), None)


def places(text: str, claim: str, title: str = "") -> set[tuple[str, str]]:
    """The words of subject and object where a marked text states a claim."""
    document = marked(text, title)
    said = document[0].text
    return {
        (said[slice(*one.subject_at)], said[slice(*one.object_at)])
        for one in RULES_ALONE.relate(*document)
        if claim in named(document, [one])
    }


@pytest.mark.parametrize(
    ("text", "claim", "expected"),
    [
        pytest.param(
            "[甲公司|Organization]收购[乙公司|Organization]。",
            "甲公司 acquires 乙公司",
            ("甲公司", "乙公司"),
            id="names",
        ),
        pytest.param(
            "[甲股份|Organization]公告称,公司拟收购[乙公司|Organization]。",
            "甲股份 acquires 乙公司",
            ("公司", "乙公司"),
            id="公司",
        ),
        pytest.param(
            "[海岳|Organization]今日开会。该公司发布了[青鸟|Product]。",
            "海岳 develops 青鸟",
            ("该公司", "青鸟"),
            id="该公司 of the sentence before",
        ),
        pytest.param(
            "[海岳|Organization]发布[青鸟|Product]。该产品搭载[火种|Technology]。",
            "青鸟 uses 火种",
            ("该产品", "火种"),
            id="该产品",
        ),
        pytest.param(
            "[甲公司|Organization]今日召开大会,正式发布[青鸟|Product]。",
            "甲公司 develops 青鸟",
            ("甲公司", "青鸟"),
            id="a left-out subject is marked where the sentence has it",
        ),
        pytest.param(
            "😀[海岳|Organization]今日开会。该公司召开大会,正式发布[青鸟|Product]。",
            "海岳 develops 青鸟",
            ("该公司", "青鸟"),
            id="a left-out subject whose antecedent is a word",
        ),
    ],
)
def test_subject_and_object_are_marked_as_they_stand_in_the_sentence(
    text: str, claim: str, expected: tuple[str, str]
) -> None:
    assert places(text, claim) == {expected}


def test_what_the_sentence_leaves_out_has_no_place() -> None:
    text = "今日，[海岳|Organization]开会。已采用[火种|Technology]。"

    assert places(text, "青鸟 uses 火种", "[青鸟|Product]来了") == {("", "火种")}


def test_a_bracket_is_no_word_for_a_newspaper() -> None:
    text = "[远方社|Organization]5月20日电（记者[李远|Person]）天气晴朗。"
    found = places(text, "李远 worksFor 远方社")

    assert found == {("李远", "")}


def test_places_survive_the_cache() -> None:
    document = marked("[甲公司|Organization]收购[乙公司|Organization]。")
    relations = RULES_ALONE.relate(*document)
    one = Extraction("a", "", document[2], document[3], (), relations)

    again = extraction_of(json.loads(json.dumps(astuple(one))))

    assert one == again
    assert NOWHERE not in (again.relations[0].subject_at, again.relations[0].object_at)
