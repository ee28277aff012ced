r"""The language of relation rules, compiled to regular expressions over a skeleton.

{s}            the subject, of any type that the predicate's domain allows
{o:Product}    the object, of this type only (`Product|Technology` for several)
{o+}           an enumeration: 甲、乙和丙等; every item is an object
{:Place}       another mention, not kept
<8>            a gap of up to 8 characters without a mention and within the clause
<8*>           the same, mentions may stand in it
<8,>           the gap may cross commas; <20*,> both
@release       a word of the list `release` in words.toml
~              the beginning of a clause
anything else  a regular expression over folded text; it cannot match a mention by `.`
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.errors import SchemaError
from kg.relate.skeleton import CARRIED, MENTION, TYPES, code_of

__all__ = ["compile_pattern", "word_regex"]

_TOKEN = re.compile(
    r"\{(?P<name>[so]?)(?::(?P<types>[A-Za-z|]+))?(?P<many>\+?)\}"
    r"|<(?P<gap>\d+)(?P<over>\*?)(?P<comma>,?)>"
    r"|@(?P<word>[a-z_]+)"
    r"|(?P<clause>~)"
    r"|(?P<dot>(?<!\\)\.)"
    r"|(?P<keep>\[[^\]]*\]|\{\d*,\d*\})"
    r"|(?P<mark>,)"
)
_STOPS = ",;:。!?"
# 在北京会见: where something happens may stand in any gap, who does it may not.
_NO_GAP = "".join(code_of(type_) for type_ in TYPES if type_ != "Place")
# Between the items of an enumeration: 、 和 以及, and up to six characters that say what comes.
_BETWEEN = rf"(?:(?:、|,|以?及|和|与|或|/|联合|携手|并|暨)+[^{MENTION},;:。、!?]{{0,6}})"


def word_regex(words: Sequence[str]) -> str:
    """An alternation of words, the longest first, so that 联合发布 wins over 联合."""
    return "(?:" + "|".join(sorted(words, key=lambda w: (-len(w), w))) + ")"


def compile_pattern(
    pattern: str,
    domain: Sequence[str],
    range_: Sequence[str],
    words: Mapping[str, Sequence[str]],
    place: str,
    pairs: bool = False,
) -> re.Pattern[str]:
    """The regular expression of a rule's pattern, with groups `s` and `o`.

    Args:
        domain, range_: top classes that `{s}` and `{o}` stand for when they name none.
        pairs: both ends may come from the one enumeration `{s+}`, so `{o}` may be missing.
        place: the file and rule, for messages.

    Raises:
        SchemaError: an unknown word list or type, a missing slot, or a fault in the expression.
    """
    defaults = {"s": domain, "o": range_, "": TYPES}

    def write(match: re.Match[str]) -> str:
        if match["gap"]:
            return _gap(int(match["gap"]), bool(match["over"]), bool(match["comma"]))
        if match["word"]:
            if match["word"] not in words:
                raise SchemaError(f"{place}: no word list {match['word']!r} in words.toml")
            return word_regex(words[match["word"]])
        if match["clause"]:
            return rf"(?:^|(?<=[{_STOPS}]))"
        if match["dot"]:
            return f"[^{MENTION}]"
        if match["keep"]:
            return match["keep"]
        if match["mark"]:
            return f"(?:,[{CARRIED}]*)"
        types = match["types"].split("|") if match["types"] else defaults[match["name"]]
        return _slot(match["name"], types, bool(match["many"]), place)

    try:
        made = re.compile(_TOKEN.sub(write, pattern))
    except re.error as fault:
        raise SchemaError(f"{place}: {pattern!r} is no pattern: {fault}") from fault
    if not ({"s"} if pairs else {"s", "o"}) <= made.groupindex.keys():
        raise SchemaError(f"{place}: a pattern needs both {{s}} and {{o}}")
    return made


def _gap(length: int, over: bool, comma: bool) -> str:
    barred = "" if over else _NO_GAP
    barred += ";。!?" if comma else _STOPS
    return f"[^{barred}]{{0,{length}}}?"


def _slot(name: str, types: Sequence[str], many: bool, place: str) -> str:
    codes = "".join(code_of(type_) for type_ in types)
    if len(codes) != len(types):
        raise SchemaError(f"{place}: unknown type in {'|'.join(types)!r}")
    codes += "".join(code_of(type_, "carried") for type_ in types)
    one = f"[{codes}]"
    body = f"{one}(?:{_BETWEEN}{one})*" if many else one
    return f"(?P<{name}>{body})" if name else f"(?:{body})"
