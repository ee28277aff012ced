"""Says which names of a lexicon entry are names of the thing itself."""

from __future__ import annotations

from functools import lru_cache

from kg.fold import fold_name
from kg.lexicon import Entry
from kg.naming.core import core, translated
from kg.naming.knowledge import Knowledge, shipped

__all__ = ["means_it"]

# Loose kinds of alias: for a term they often give a wider or narrower term.
LOOSE = frozenset({"short", "variant", "other", "former"})
TERMS = ("Technology", "Industry")


def means_it(name: str, entry: Entry, known: Knowledge) -> bool:
    """Whether a name of an entry names just it.

    人工智能板块 and 人工智能产业 are one; a mere variant of a term with a core of its own, such as
    移动互联网 for 互联网, helps to find mentions but is a term of its own; 锂电池 is 锂离子电池,
    and a translation is no narrower than what it translates: 芯粒 for Chiplet.
    """
    top = known.top(entry.type)
    if top not in TERMS:
        return True
    if known is shipped():
        return _means_it(fold_name(name), entry)
    return _check(fold_name(name), entry, top, known)


@lru_cache(maxsize=50_000)
def _means_it(folded: str, entry: Entry) -> bool:
    known = shipped()
    return _check(folded, entry, known.top(entry.type), known)


def _check(folded: str, entry: Entry, top: str, known: Knowledge) -> bool:
    kinds = {kind for alias, kind in entry.aliases if fold_name(alias) == folded}
    names = core(folded, top, known), core(entry.name, top, known)
    alike = names[0] == names[1] or _contracted(*names) or translated(folded, entry.name)
    return not kinds & LOOSE or alike


def _contracted(one: str, other: str) -> bool:
    """锂电池 for 锂离子电池: the same first and last character, nothing that the name lacks.

    Or the first characters of two words: 电商 for 电子商务.
    """
    short, name = sorted((one, other), key=len)
    rest = iter(name)
    ends = short[:1] == name[:1] and short[-1:] == name[-1:]
    initials = len(name) == 2 * len(short) and name[::2] == short
    return initials or (ends and len(short) < len(name) and all(char in rest for char in short))
