"""What the classifier sees of a pair: lists are cut out, names are spelled."""

from __future__ import annotations

from kg.relate import load_relator
from kg.relate.carry import read
from kg.relate.features import features, pairs
from kg.schema import schemas_folder
from tests.relate.marked import marked

RULES = load_relator(schemas_folder(), None).rules


def seen(text: str, first: str, second: str) -> set[str]:
    """The features of two mentions of a marked sentence."""
    article, sentences, mentions, chains = marked(text)
    found: set[str] = set()
    for skeleton in read(article, sentences, mentions, chains, RULES.top, RULES.anaphors):
        for pair in pairs(skeleton):
            if (pair[0].name, pair[1].name) == (first, second):
                found |= set(features(skeleton, pair, (), {}, RULES.cues))
    return found


def test_other_items_of_a_list_are_cut_out() -> None:
    text = "[海岳|Organization]发布[青鸟|Product]、[白鹭|Product]和[苍鹰|Product]。"

    assert "w:发布~" in seen(text, "海岳", "苍鹰")


def test_a_person_is_no_item_of_a_list_of_products() -> None:
    text = "[海岳|Organization]邀请[李远|Person]、[青鸟|Product]亮相。"

    assert "w:邀请P、" in seen(text, "海岳", "青鸟")


def test_a_name_is_seen_by_its_end_and_its_script() -> None:
    found = seen("[海岳证券|Organization]称[XR7|Product]好。", "海岳证券", "XR7")

    assert {"tailaOrgPro:证券", "marksaOrgPro:文4", "marksbOrgPro:0A3"} <= found
