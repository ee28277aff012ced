"""A folded copy of a text for matching names, with the way back to the text's offsets.

Folding lower-cases, narrows full-width forms, turns traditional characters into simplified ones,
and drops quotation marks and zero-width characters: `“十四五”规劃` folds to `十四五规划`.
It works character by character and never lengthens.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

# Marks that writers put inside a name without changing it; brackets and 《》 stay, they delimit.
_DROPPED = frozenset('“”‘’"「」『』\u200b\u200c\u200d\u2060\ufeff\u00ad')
_CJK = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00))
_SPACES = frozenset("\u00a0\u2002\u2003\u2009\u3000\t")
_DASHES = frozenset("‐‑‒–—―－")
_DOTS = frozenset("•‧∙・･")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the folded copy; `offsets[i]` is where its i-th character stands in the original.

    `offsets` has one more item than `text`: the end of the original.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span for a non-empty span of the folded copy."""
        return self.offsets[start], self.offsets[end - 1] + 1


@cache
def _table() -> dict[str, str]:
    """Every CJK character that folds to another one (traditional to simplified)."""
    from opencc import OpenCC

    plain = [chr(code) for code in _CJK]
    converted = OpenCC("t2s").convert("\n".join(plain)).split("\n")
    return {a: b for a, b in zip(plain, converted, strict=True) if a != b and len(b) == 1}


@cache
def _fold_char(char: str) -> str:
    if char in _DROPPED:
        return ""
    if char in _SPACES:
        return " "
    if char in _DASHES:
        return "-"
    if char in _DOTS:
        return "·"
    if char < "\u0080":
        return char.lower()
    narrow = unicodedata.normalize("NFKC", char)
    narrow = narrow if len(narrow) == 1 else char
    lowered = narrow.lower()
    lowered = lowered if len(lowered) == 1 else narrow
    return _table().get(lowered, lowered)


def fold(text: str) -> Folded:
    """Fold a text for matching: `“十四五”規劃` -> `十四五规划`, `ＧＰＴ－4` -> `gpt-4`."""
    chars: list[str] = []
    offsets: list[int] = []
    for place, char in enumerate(text):
        folded = _fold_char(char)
        if folded:
            chars.append(folded)
            offsets.append(place)
    offsets.append(len(text))
    return Folded("".join(chars), tuple(offsets))


class _Folds(dict[int, str]):
    """What each character folds to, by its code: for `str.translate`, which asks once."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_char(chr(code))
        return folded


_FOLDS = _Folds()


def fold_name(name: str) -> str:
    """The folded form of a name, the key under which equal names meet."""
    # A build folds names by the hundred thousand: without offsets that takes a fifth of the time.
    return " ".join(name.translate(_FOLDS).split())
