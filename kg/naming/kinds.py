"""Says what an alias is to a name, and reads stock codes."""

from __future__ import annotations

import re

from kg.model import AliasKind
from kg.naming.core import core, han, squash
from kg.naming.knowledge import Knowledge

__all__ = ["code_of", "kind_of"]

_CODE = re.compile(
    r"(?P<a>[0-9]{5,6})\.(?P<x>sz|sh|bj|hk|ss)|(?P<y>sz|sh|bj|hk)[:\s]?(?P<b>[0-9]{5,6})"
    r"|(?P<z>nasdaq|nyse|us)[:：\s]+(?P<c>[a-z]{1,5})|(?P<d>[a-z]{1,5})\.(?P<u>us|o|n)"
    r"|(?P<e>[036489][0-9]{5})|(?P<f>0[0-9]{4})"
)
_HEADS = (("SH", ("60", "68", "90")), ("SZ", ("00", "30", "20")), ("BJ", ("4", "8", "92")))


def kind_of(alias: str, name: str, top: str, known: Knowledge) -> AliasKind:
    """What an alias is to a name: english, full, short, abbreviation, variant or other."""
    a, b = squash(alias), squash(name)
    if a == b or core(alias, top, known) == core(name, top, known):
        return "full" if len(a) > len(b) else "short" if len(a) < len(b) else "variant"
    if han(b) and not han(a):
        return "abbreviation" if alias.isupper() and len(alias) <= 5 else "english"
    if len(a) > len(b):
        return "full" if han(a) else "other"
    if len(a) < len(b):
        return "short" if a in b else "abbreviation"
    return "variant" if top == "Person" else "other"


def code_of(text: str) -> str:
    """The stock code a text holds, as the lexicon writes it, or "": `00992.HK` -> `HK00992`."""
    match = _CODE.fullmatch(text.strip().lower())
    if not match:
        return ""
    got = match.groupdict()
    if got["a"]:
        return ("SH" if got["x"] == "ss" else got["x"].upper()) + got["a"]
    if got["b"]:
        return f"{got['y'].upper()}{got['b']}"
    if got["c"]:
        return f"{'NASDAQ' if got['z'] == 'us' else got['z'].upper()}:{got['c'].upper()}"
    if got["d"]:
        return f"{'NYSE' if got['u'] == 'n' else 'NASDAQ'}:{got['d'].upper()}"
    if got["f"]:
        return f"HK{got['f']}"
    return next((ex + got["e"] for ex, heads in _HEADS if got["e"].startswith(heads)), "")
