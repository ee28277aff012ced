"""Pairs of a sentence with log-odds in, their rivals out."""

from __future__ import annotations

import numpy as np

from kg.relate.contest import LEAST, contest
from kg.relate.skeleton import Slot

NAMES = ("cooperatesWith", "develops<", "develops>")


def slot(place: int, chain: int, type_: str = "Organization") -> Slot:
    return Slot(place, chain, type_, place, place + 1)


def test_another_maker_of_the_same_product_is_a_rival() -> None:
    first, second, product = slot(0, 0), slot(4, 1), slot(8, 2, "Product")
    pairs = [(first, product), (second, product)]
    logits = [np.array([LEAST, LEAST, 1.0]), np.array([LEAST, LEAST, -3.0])]

    subjects, objects = contest(NAMES, pairs, logits, [(2,), (2,)])

    assert subjects[:, 2].tolist() == [-3.0, 1.0]
    assert objects[:, 2].tolist() == [LEAST, LEAST]


def test_the_order_in_the_text_does_not_matter() -> None:
    maker, product, other = slot(0, 0), slot(4, 1, "Product"), slot(8, 2)
    pairs = [(maker, product), (product, other)]
    logits = [np.array([LEAST, LEAST, 1.0]), np.array([LEAST, 2.0, LEAST])]

    subjects, _ = contest(NAMES, pairs, logits, [(2,), (1,)])

    assert (subjects[0, 2], subjects[1, 1]) == (2.0, 1.0)


def test_partners_of_one_partner_are_rivals_either_way() -> None:
    pairs = [(slot(0, 0), slot(4, 1)), (slot(4, 1), slot(8, 2))]
    logits = [np.array([1.0, LEAST, LEAST]), np.array([2.0, LEAST, LEAST])]

    subjects, objects = contest(NAMES, pairs, logits, [(0,), (0,)])

    assert (subjects[0, 0], objects[0, 0]) == (2.0, LEAST)
    assert (subjects[1, 0], objects[1, 0]) == (LEAST, 1.0)
