"""The teacher sees every mention between a mark of its type and an end mark."""

from __future__ import annotations

from kg.model import Sentence
from kg.relate.skeleton import Cell, Slot, code_of, skeleton_of
from training.pieces import BEGIN, END, Vocabulary
from training.relations_sheets import MARKS, marked

PIECES = ["▁", "晨", "星", "发", "布", "青", "鸟"]
VOCABULARY = Vocabulary.of(PIECES, [-1.0] * len(PIECES))


def test_a_mention_stands_between_its_marks() -> None:
    maker = Slot(-1, 0, "Organization", 0, 2, "named", 1.0, "晨星")
    product = Slot(-1, 1, "Product", 4, 6, "named", 1.0, "青鸟")
    cells = [
        Cell(code_of("Organization"), 0, maker),
        Cell("发", 2),
        Cell("布", 3),
        Cell(code_of("Product"), 4, product),
    ]
    ids, places = marked(skeleton_of(Sentence(0, 0, 6, 1), cells), VOCABULARY)
    shown = [PIECES[i - 3] if i > END else i for i in ids]

    organization, end, thing = shown[1], -MARKS, shown[places[3]]
    opening = [BEGIN, organization, "▁", "晨", "星", end, "▁", "发", "布"]
    assert [*opening, thing, "▁", "青", "鸟", end, END] == shown
    assert {0: 1, 3: 9} == places
    assert organization != thing
