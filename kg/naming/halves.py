"""Takes a name written in two scripts into its halves: smartmi智米."""

from __future__ import annotations

import re

__all__ = ["company_halves", "halves"]

_SCRIPTS = re.compile(r"([a-z][a-z0-9. -]+?)\s*(?=[\u4e00-\u9fff])([\u4e00-\u9fff]{2,})")


def halves(folded: str) -> tuple[str, ...]:
    """The Latin and the Chinese half of a folded name; nothing for any other name."""
    match = _SCRIPTS.fullmatch(folded)
    return match.groups() if match else ()


def company_halves(folded: str, trade: tuple[str, ...]) -> tuple[str, ...]:
    """Both names of a company with two, as Chenling晨岭科技; none of Linux基金会."""
    found = halves(folded)
    return found if found and len(found[1]) > 3 and found[1].endswith(trade) else ()
