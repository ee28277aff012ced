"""The core of a name: what is left when form, edition and spelling are taken off."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.fold import fold_name
from kg.naming.knowledge import Knowledge, shipped

__all__ = ["core", "han", "squash", "version"]

_JOINTS = re.compile(r"[\s\-·_《》〈〉'’,，、]+")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[\s\-](?=[0-9])")
_HAN = re.compile(r"[\u3400-\u9fff]")
_BRACKETS = re.compile(r"[()（）\[\]【】]")
_NUMBER = re.compile(
    r"[0-9]+(?:\.[0-9]+)*[a-z]*|[一二三四五六七八九十]+(?=[号代期级])"
    r"|(?<![a-z])(?:pro|max|mini|plus|ultra|lite|turbo|flash|nano|air|haiku|sonnet|opus|preview|se"
    r"|beta|coder|instruct|thinking|vl)(?![a-z])|(?<=[0-9a-z])[+]"
)


def han(name: str) -> bool:
    """Whether a name has a Chinese character."""
    return bool(_HAN.search(name))


def squash(name: str) -> str:
    """A folded name without what spelling leaves open: `Qwen3.7 Max` and `qwen3.7-max` meet.

    A gap between two digits stays: `4 5` is not `45`.
    """
    kept = _BETWEEN_DIGITS.sub("~", fold_name(name))
    return _JOINTS.sub("", kept)


def version(name: str) -> frozenset[str]:
    """What tells one version of a product from another: `GPT-4o mini` -> {4o, mini}."""
    return frozenset(_NUMBER.findall(fold_name(name)))


def core(name: str, top: str, knowledge: Knowledge | None = None) -> str:
    """The key that names of one entity share, given its top class; never empty.

    `联想集团有限公司` -> `联想集团`, `上海市` -> `上海`, `第五届进博会` -> `进博会`.
    """
    if knowledge is None or knowledge is shipped():
        return _core_shipped(name, top)
    return _core(name, top, knowledge)


@lru_cache(maxsize=200_000)
def _core_shipped(name: str, top: str) -> str:
    return _core(name, top, shipped())


def _core(name: str, top: str, known: Knowledge) -> str:
    folded = fold_name(name)
    if top == "Organization":
        folded = organization(folded, known)
    elif top == "Place":
        folded = _without_end(folded, known.place_dropped, 2)
    elif top == "Event":
        folded = _whole(known.edition.sub("", folded), folded, 2)
    elif top == "Policy":
        folded = _policy(folded, known)
    elif top in ("Industry", "Technology"):
        folded = _term(folded, top, known)
    return squash(folded) or squash(name) or name


def organization(folded: str, known: Knowledge) -> str:
    """A folded name of an organization without legal form, with its brackets opened."""
    bare = _BRACKETS.sub("", _without_front(folded, known.front))
    return _without_end(bare, known.legal, 2)


def _policy(folded: str, known: Knowledge) -> str:
    bare = _without_front(known.draft.sub("", folded), known.front)
    shorter = _without_end(bare, known.policy_dropped, 3)
    return shorter.strip()


def _term(folded: str, top: str, known: Knowledge) -> str:
    endings = known.industry_dropped if top == "Industry" else known.technology_dropped
    spelled = folded
    for word, usual in known.same_words:
        if word in spelled:
            spelled = _worded(word).sub(usual, spelled)
    return _without_end(spelled, endings, 2)


@lru_cache(maxsize=256)
def _worded(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])")


def _without_front(name: str, words: tuple[str, ...]) -> str:
    return next((name[len(w) :] for w in words if name.startswith(w) and len(name) > len(w)), name)


def _without_end(name: str, words: tuple[str, ...], least: int) -> str:
    """The name without the longest of the endings that leaves at least `least` characters."""
    for word in words:
        if name.endswith(word) and len(name) - len(word) >= least:
            return name[: -len(word)].rstrip()
    return name


def _whole(short: str, name: str, least: int) -> str:
    short = short.strip()
    return short if len(short) >= least else name
