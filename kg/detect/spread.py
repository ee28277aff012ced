"""Carries a name found once in an article to its other places, with one type for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.model import Mention

# A name carried to a place where no detector saw it is a little less sure than where it was seen.
CARRIED = 0.9
# Short or doubtful names are not carried: `中` in 中国 and 中美 are different things.
LEAST_LENGTH = 2
# The tagger reads every sentence: where it passed a name over it mostly had a reason. On annotated
# articles one carried name in six was right at 0.5, about half at this score.
LEAST_SCORE = 0.95


def spread(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with the type their surface has most often, and its unseen places added."""
    settled = _agree(mentions)
    known = {mention.surface: mention for mention in settled}
    taken = {(mention.start, mention.end) for mention in settled}
    added = [
        carried
        for surface, mention in sorted(known.items())
        for carried in _carry(text, surface, mention)
        if (carried.start, carried.end) not in taken
    ]
    return [*settled, *added]


def _agree(mentions: Sequence[Mention]) -> list[Mention]:
    """One type a surface: the one with the highest sum of scores, then the first by name."""
    votes: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for mention in mentions:
        votes[mention.surface][mention.type] += mention.score
    chosen = {
        surface: max(sorted(types), key=lambda name: types[name])
        for surface, types in votes.items()
    }
    return [_retyped(mention, chosen[mention.surface]) for mention in mentions]


def _retyped(mention: Mention, type_: str) -> Mention:
    if mention.type == type_:
        return mention
    return Mention(
        mention.start, mention.end, mention.surface, type_, mention.score, mention.detector
    )


def _carry(text: str, surface: str, mention: Mention) -> Iterator[Mention]:
    if len(surface) < LEAST_LENGTH or mention.score < LEAST_SCORE:
        return
    place = text.find(surface)
    while place >= 0:
        end = place + len(surface)
        if not (_runs_on(text, place) or _runs_on(text, end)):
            score = round(mention.score * CARRIED, 4)
            detector = "carried"
            yield Mention(place, end, surface, mention.type, score, detector, mention.entry)
        place = text.find(surface, place + 1)


def _runs_on(text: str, place: int) -> bool:
    """Whether a Latin word or number goes on across `place`."""
    return 0 < place < len(text) and _latin(text[place - 1]) and _latin(text[place])


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
