"""B-cubed and alias pairs on clusters small enough to count by hand."""

from __future__ import annotations

import pytest

from kg.eval.clusters import alias_pairs, b_cubed

GOLD = {1: "A", 2: "A", 3: "A", 4: "B"}


def test_a_perfect_clustering_scores_one() -> None:
    score = b_cubed(GOLD, {1: "x", 2: "x", 3: "x", 4: "y"})

    assert (1.0, 1.0, 2, 2) == (score.precision, score.recall, score.found, score.gold)


def test_a_mention_that_was_not_found_stands_alone() -> None:
    score = b_cubed(GOLD, {1: "x", 2: "x", 4: "y"})

    assert 1.0 == score.precision
    assert pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4) == score.recall


def test_one_cluster_for_all_costs_precision() -> None:
    score = b_cubed(GOLD, dict.fromkeys(GOLD, "x"))

    assert pytest.approx((3 * 3 / 4 + 1 / 4) / 4) == score.precision
    assert 1.0 == score.recall


def test_alias_pairs_count_different_names_of_what_was_found() -> None:
    surface = {1: "发改委", 2: "国家发改委", 3: "发展委", 4: "商务部"}

    score = alias_pairs(GOLD, {1: "x", 2: "x", 4: "x"}, surface)

    assert (1, 3, 1) == (score.right_found, score.found, score.gold)
