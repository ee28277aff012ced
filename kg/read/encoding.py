"""Turns bytes into text: byte order marks, UTF-8, UTF-16, GB18030, Big5 and the rarer ones."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]{2,20})""")
# How many bytes are looked at to choose among encodings other than UTF-8.
_SAMPLE = 200_000
# Share of common characters from which Chinese is believed; real text has more than 0.9.
_BELIEVABLE = 0.7
# Share of damaged characters up to which a text is UTF-8 with faults rather than another encoding.
_FEW = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the name of its encoding, and what was wrong with it ("" when nothing was)."""

    text: str
    encoding: str
    fault: str = ""


def decode(data: bytes) -> Decoded:
    """Decode a whole file; bytes that cannot be read become U+FFFD and are told in `fault`."""
    encoding = detect(data)
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeError, LookupError):
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, f"{text.count(chr(0xFFFD))} places are not {encoding}")


def detect(data: bytes) -> str:
    """Name of the encoding that reads `data` best; a sample may end inside a character."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    if wide := _utf16(data):
        return wide
    text = data.decode("utf-8", "replace")
    damaged = text.rstrip("\ufffd").count("\ufffd")
    foreign = sum(char > "\x7f" for char in text)
    if not damaged or damaged <= foreign * _FEW:
        return "utf-8"
    return _legacy(data[:_SAMPLE])


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark: one of each two bytes is zero in mark-up, digits and line ends."""
    head = data[:4096]
    if len(head) < 4 or b"\0" not in head:
        return ""
    zeros = head.count(b"\0")
    for name, side in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[side::2].count(b"\0") < zeros * 0.95:
            continue
        text = head[: len(head) // 2 * 2].decode(name, "replace")
        good = sum(char.isprintable() or char in "\r\n\t" for char in text)
        likely = sum(char < "\x80" or "\u3000" <= char <= "\u9fff" for char in text)
        if good >= len(text) * 0.98 and likely >= len(text) * _BELIEVABLE:
            return name
    return ""


def _legacy(sample: bytes) -> str:
    declared = _DECLARED.search(sample[:2048])
    if declared and (name := _known(declared[1].decode("ascii"))) and _fits(sample, name) > 0.5:
        return name
    gb, big5 = _fits(sample, "gb18030"), _fits(sample, "big5")
    if max(gb, big5) >= _BELIEVABLE:
        return "gb18030" if gb >= big5 else "big5"
    return _guess(sample)


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return ""
    return "gb18030" if found in {"gbk", "gb2312"} else found


def _fits(sample: bytes, name: str) -> float:
    """Share of the non-ASCII characters that a writer of this encoding would commonly use."""
    text = sample.decode(name, "replace")
    foreign = [char for char in text if char > "\x7f"]
    return sum(_common(char, name) for char in foreign) / len(foreign) if foreign else 0.0


def _common(char: str, name: str) -> bool:
    """Is it punctuation or in the first level (the frequent half) of GB 2312 or Big5?"""
    narrow = "big5" if name.startswith("big5") else "gb2312" if name == "gb18030" else ""
    if not narrow:
        return char.isprintable() and char != "\ufffd"
    try:
        lead = char.encode(narrow)[0]
    except UnicodeEncodeError:
        return False
    return lead <= (0xC6 if narrow == "big5" else 0xD7)


def _guess(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:20_000]).best()
    return best.encoding if best is not None else "utf-8"
