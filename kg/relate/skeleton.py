"""A sentence as rules see it: folded text in which every mention is one typed character.

`百度 发布“飞桨”。` becomes `○发布△。`: one character for an Organization, one for a Product.
White space, quotation marks and asides in brackets are gone, so a rule need not foresee them.
Words that stand for something named before (公司, 该模型, 其) and the left-out subject of a later
clause are filled in as characters too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kg.fold import fold
from kg.model import TYPES, Sentence

__all__ = [
    "MASKED",
    "MENTION",
    "TYPES",
    "Cell",
    "Skeleton",
    "Slot",
    "bare_cells",
    "code_of",
    "skeleton_of",
]

Kind = Literal["named", "anaphor", "carried"]
# Private-use characters: no text that survives folding has them.
_CODES = {type_: chr(0xE000 + place) for place, type_ in enumerate(TYPES)}
MENTION = "\ue000-\ue008"
"""The characters of mentions, for use inside a regular expression's brackets."""
MASKED = "\ue008"
"""Stands for a mention that a rule has used up."""
# A subject that is only carried over has a character of its own, which gaps may cross.
CARRIED = "\ue010-\ue017"
_CARRIED = {type_: chr(0xE010 + place) for place, type_ in enumerate(TYPES)}
_DROPPED = frozenset(" 《》〈〉\n\r")
CLAUSE_ENDS = ",;:。!?"
# An aside is dropped when it holds no mention, or only another name of what stands before it.
_ASIDE = re.compile(r"\(([^()]{0,60})\)|\[([^\[\]]{0,30})\]")


def code_of(type_: str, kind: str = "named") -> str:
    """The character of a top class, "" for an unknown one."""
    return (_CARRIED if kind == "carried" else _CODES).get(type_, "")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a character of the skeleton stands for a chain.

    Args:
        place: index in the skeleton's text.
        start, end: span in the article's text; empty for a subject that is carried over.
        kind: named, a word that stands for it (公司), or carried from the clause before.
        name: the surface of the mention it goes back to.
    """

    place: int
    chain: int
    type: str
    start: int
    end: int
    kind: Kind = "named"
    score: float = 1.0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """One sentence.

    Args:
        text: the folded copy with mentions as characters.
        offsets: where each character begins in the article; one more item for the end.
        slots: by place, ascending.
    """

    sentence: Sentence
    text: str
    offsets: tuple[int, ...]
    slots: tuple[Slot, ...]

    def at(self, place: int) -> Slot | None:
        """The slot at a place of the text."""
        return next((slot for slot in self.slots if slot.place == place), None)


@dataclass(frozen=True, slots=True)
class Cell:
    """A character on its way into the skeleton."""

    char: str
    offset: int
    slot: Slot | None = None


def bare_cells(text: str, sentence: Sentence, slots: Sequence[Slot]) -> list[Cell]:
    """The cells of a sentence whose mentions are given, without asides."""
    cells: list[Cell] = []
    place, headline = sentence.start, sentence.paragraph == 0
    for slot in slots:
        cells.extend(_plain(text, place, slot.start, headline))
        cells.append(Cell(code_of(slot.type), slot.start, slot))
        place = slot.end
    cells.extend(_plain(text, place, sentence.end, headline))
    return _without_asides(cells)


def skeleton_of(sentence: Sentence, cells: Sequence[Cell]) -> Skeleton:
    """The skeleton that cells spell."""
    slots = tuple(replace(cell.slot, place=place) for place, cell in enumerate(cells) if cell.slot)
    offsets = (*(cell.offset for cell in cells), sentence.end)
    return Skeleton(sentence, "".join(cell.char for cell in cells), offsets, slots)


def _plain(text: str, start: int, end: int, headline: bool) -> list[Cell]:
    piece = fold(text[start:end])
    cells = []
    for char, offset in zip(piece.text, piece.offsets, strict=False):
        place = start + offset
        if headline and char == " " and _joins(text, place, _is_cjk):
            char = ","  # headlines part their clauses by a space
        if char in _DROPPED or (char == "," and _joins(text, place, str.isdigit)):
            continue
        cells.append(Cell(char, place))
    return cells


def _joins(text: str, place: int, test: Callable[[str], bool]) -> bool:
    """Whether the characters on both sides of a place pass a test."""
    return 0 < place < len(text) - 1 and test(text[place - 1]) and test(text[place + 1])


def _is_cjk(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char in "”》％%"


def _without_asides(cells: list[Cell]) -> list[Cell]:
    text = "".join(cell.char for cell in cells)
    barred: set[int] = set()
    for match in _ASIDE.finditer(text):
        before = cells[match.start() - 1].slot if match.start() else None
        inside = [c.slot for c in cells[match.start() : match.end()] if c.slot]
        same = before is not None and all(slot.chain == before.chain for slot in inside)
        if not inside or same:
            barred.update(range(match.start(), match.end()))
    return [cell for place, cell in enumerate(cells) if place not in barred]
