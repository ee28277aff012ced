"""One rule decides between overlapping proposals."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from kg.detect.overlap import settle
from kg.model import Mention


def proposal(start: int, end: int, score: float, type_: str = "Place", by: str = "a") -> Mention:
    return Mention(start, end, "x" * (end - start), type_, score, by)


def test_a_longer_name_beats_its_own_part() -> None:
    whole, part = proposal(0, 11, 0.7), proposal(0, 2, 0.8)

    assert (whole,) == settle([part, whole])


def test_two_sure_names_beat_a_doubtful_one_across_them() -> None:
    left, right, across = proposal(0, 2, 0.9), proposal(2, 4, 0.9), proposal(1, 3, 0.3)

    assert (left, right) == settle([across, right, left])


def test_agreeing_proposals_join_and_are_surer() -> None:
    (joined,) = settle([proposal(0, 2, 0.6, by="lexicon"), proposal(0, 2, 0.7, by="tagger")])

    assert joined.score == 0.88
    assert {"lexicon", "tagger"} == set(joined.detector.split("+"))


def test_the_surer_type_holds() -> None:
    (joined,) = settle([proposal(0, 2, 0.6, "Product"), proposal(0, 2, 0.7, "Company")])

    assert joined.type == "Company"


spans = st.tuples(st.integers(0, 30), st.integers(1, 9), st.floats(0.05, 0.95))


@given(st.lists(spans, max_size=25), st.randoms())
def test_the_result_never_overlaps_and_order_does_not_matter(rows, random) -> None:  # type: ignore[no-untyped-def]
    proposals = [proposal(s, s + n, round(score, 3)) for s, n, score in rows]
    settled = settle(proposals)
    random.shuffle(proposals)

    assert all(a.end <= b.start for a, b in itertools.pairwise(settled))
    assert [(m.start, m.end) for m in settled] == [(m.start, m.end) for m in settle(proposals)]
