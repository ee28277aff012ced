"""Takes a company's full name apart: place, brand, trade, legal form."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.fold import fold_name
from kg.naming.knowledge import Knowledge

__all__ = ["Parts", "parts", "short_names"]

_BRACKETED = re.compile(r"[(（]([^()（）]*)[)）]")
LONGEST_PLACE = 8


@dataclass(frozen=True, slots=True)
class Parts:
    """A company name taken apart; `深圳盛灿科技股份有限公司` -> 深圳, 盛灿, (科技,), 股份有限公司.

    Args:
        branch: what stands in brackets, a place that marks a subsidiary: 天和磁材(广东)有限公司.
        trades: words of form and trade after the brand, in order.
    """

    place: str
    brand: str
    trades: tuple[str, ...]
    legal: str
    branch: str = ""

    @property
    def short(self) -> str:
        """Brand and trades."""
        return self.brand + "".join(self.trades)


def parts(name: str, known: Knowledge, is_place: Callable[[str], bool]) -> Parts:
    """Take a name apart; the brand keeps at least two characters.

    Args:
        is_place: whether a folded word is the name of a place.
    """
    folded = fold_name(name)
    inside = _BRACKETED.findall(folded)
    branch = "".join(word for word in inside if word not in known.legal)
    rest = _BRACKETED.sub("", folded).replace(" ", "")
    legal = _ending(rest, known.legal) or "".join(word for word in inside if word in known.legal)
    rest = rest.removesuffix(legal)
    place = _place(rest, known, is_place)
    rest = rest[len(place) :]
    words: list[str] = []
    while word := _ending(rest, known.trade) or _ending(rest, known.form):
        words.insert(0, word)
        rest = rest[: -len(word)]
    return Parts(place, rest, tuple(words), legal, branch)


def _ending(rest: str, words: tuple[str, ...]) -> str:
    return next((w for w in words if rest.endswith(w) and len(rest) - len(w) >= 2), "")


def _place(rest: str, known: Knowledge, is_place: Callable[[str], bool]) -> str:
    """The place in front, with its 省 or 市; what follows it must still hold a brand."""
    for length in range(min(LONGEST_PLACE, len(rest) - 2), 1, -1):
        if is_place(rest[:length]) and len(rest) - length >= 2:
            return rest[:length]
    return ""


def short_names(one: Parts) -> frozenset[str]:
    """The short names Chinese news makes of a full one.

    `河南双汇投资发展股份有限公司` gives 双汇, 双汇投资, 双汇发展, 双汇投资发展, 双汇股份, each
    also with 河南 in front.
    """
    if len(one.brand) < 2:
        return frozenset()
    tails = {"", "".join(one.trades), *one.trades[:1], *one.trades[-1:]}
    tails |= {"集团"} if "集团" in one.legal else set()
    tails |= {"股份"} if "股份" in one.legal else set()
    tails |= {"合伙"} if any(word.startswith("合伙") for word in one.trades) else set()
    names = {one.brand + tail for tail in tails}
    if one.branch:
        names = {one.branch + name for name in names} | {name + one.branch for name in names}
    fronts = {"", one.place, one.place.removesuffix("市").removesuffix("省")}
    return frozenset(front + name for name in names for front in fronts)
