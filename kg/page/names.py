"""How a name may be typed: folded, in pinyin, and by its initials."""

from __future__ import annotations

from functools import cache

from pypinyin import Style, lazy_pinyin

from kg.fold import fold_name

# Longer names are sentences or noise; their pinyin would only weigh.
LONGEST = 40


def spellings(name: str) -> tuple[str, ...]:
    """What finds a name: `百度` -> `百度`, `baidu`, `bd`; a Latin name only its folded form."""
    folded = fold_name(name)
    if folded.isascii() or len(folded) > LONGEST:
        return (folded,)
    return folded, "".join(_pinyin(folded)), _initials(folded)


@cache
def _pinyin(folded: str) -> tuple[str, ...]:
    """One sound for each character; what has no sound stays as it is, character by character."""
    sounds: list[str] = []
    at = 0
    for sound in lazy_pinyin(folded, style=Style.NORMAL):
        same = folded.startswith(sound, at)
        sounds.extend(filter(str.isalnum, sound) if same else [sound])
        at += len(sound) if same else 1
    return tuple(sounds)


def _initials(folded: str) -> str:
    return "".join(sound[0] for sound in _pinyin(folded) if sound)
