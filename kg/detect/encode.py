"""Turns a sentence into the numbers a tagger reads: characters, their shapes, lexicon hits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.fold import Folded, fold
from kg.lexicon import Hit, Lexicon

# What a lexicon can say of a name; the last stands for names that several types carry.
LEXICON_TYPES = (
    "Organization",
    "Company",
    "GovernmentBody",
    "MediaOrganization",
    "ResearchOrganization",
    "Person",
    "Place",
    "Technology",
    "Product",
    "Policy",
    "Event",
    "Industry",
    "",
)
# 0 says no hit; then type x (certain, ambiguous) x (begin, inside, end, single).
LEXICON_CODES = 1 + len(LEXICON_TYPES) * 8
_TYPE_CODE = {name: 1 + 8 * place for place, name in enumerate(LEXICON_TYPES)}
_BEGIN, _INSIDE, _END, _SINGLE = range(4)

SHAPES = 7
_OTHER, _HAN, _UPPER, _LOWER, _DIGIT, _SPACE, _MARK = range(SHAPES)


@dataclass(frozen=True, slots=True)
class Encoded:
    """One sentence as numbers, one a character: alphabet id, shape and lexicon code."""

    chars: list[int]
    shapes: list[int]
    lexicon: list[int]


def encode(text: str, alphabet: Mapping[str, int], hits: Sequence[Hit], folded: Folded) -> Encoded:
    """Encode a sentence; `alphabet` maps characters to ids from 1 on, 0 stands for all others."""
    return Encoded(
        char_ids(text, alphabet, folded), shape_ids(text), lexicon_codes(len(text), hits)
    )


def char_ids(text: str, alphabet: Mapping[str, int], folded: Folded) -> list[int]:
    """Ids of the folded characters (`臺` as `台`); dropped ones (`“`) keep their own id."""
    chars = list(text)
    for char, place in zip(folded.text, folded.offsets, strict=False):
        chars[place] = char
    return [alphabet.get(char, 0) for char in chars]


_SHAPE_CACHE: dict[str, int] = {}


def shape_ids(text: str) -> list[int]:
    """What kind of character each one is; folding has lost the case that `iOS` needs."""
    known = _SHAPE_CACHE
    return [known[c] if c in known else known.setdefault(c, _shape(c)) for c in text]


def _shape(char: str) -> int:
    if "\u3400" <= char <= "\u9fff":
        return _HAN
    if char.isdigit():
        return _DIGIT
    if char.isalpha():
        return _UPPER if char.isupper() else _LOWER
    if char.isspace():
        return _SPACE
    return _MARK if char in "“”‘’《》「」『』\"'" else _OTHER


def lexicon_codes(length: int, hits: Sequence[Hit]) -> list[int]:
    """The lexicon's hits written over the characters of a sentence of `length`."""
    codes = [0] * length
    for hit in hits:
        code = _code(hit)
        if hit.end - hit.start == 1:
            codes[hit.start] = code + _SINGLE
            continue
        codes[hit.start : hit.end] = [code + _INSIDE] * (hit.end - hit.start)
        codes[hit.start] = code + _BEGIN
        codes[hit.end - 1] = code + _END
    return codes


def _code(hit: Hit) -> int:
    types = {entry.type for entry in hit.entries}
    only = types.pop() if len(types) == 1 else ""
    return _TYPE_CODE.get(only, _TYPE_CODE[""]) + 4 * hit.ambiguous


def find_names(text: str, lexicon: Lexicon | None) -> tuple[list[Hit], Folded]:
    """The lexicon's hits in a sentence, and its folded copy."""
    folded = fold(text)
    return (lexicon.find(folded) if lexicon is not None else []), folded
