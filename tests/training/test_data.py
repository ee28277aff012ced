"""Training data say what is known of every character, and no more."""

from __future__ import annotations

import random
from pathlib import Path

from training.augment import swapped
from training.data import TYPES, article_samples, cluener, msra, sample
from training.pieces import BEGIN, END, UNKNOWN, Vocabulary, cut

OUTSIDE = 1
ANYTHING = (1 << (2 * len(TYPES) + 1)) - 1


def label(kind: str, inside: bool) -> int:
    return 1 << (2 * TYPES.index(kind) + 1 + inside)


def test_a_span_allows_one_label_a_character() -> None:
    made = sample("百度推出", [(0, 2, "Organization")], "test")

    begin, inside = label("Organization", False), label("Organization", True)
    assert (begin, inside, OUTSIDE, OUTSIDE) == made.allowed


def test_an_incomplete_set_knows_only_that_a_span_ends() -> None:
    made = sample("百度推出", [(0, 2, "Organization")], "test", complete=False)

    assert not made.allowed[2] & label("Organization", True)
    assert made.allowed[2] & OUTSIDE
    assert made.allowed[3] == ANYTHING


def test_an_article_gives_its_mentions_sentence_by_sentence() -> None:
    entity = {"name": "百度", "type": "Company", "surfaces": ["百度"], "except": ["百度一下"]}
    record = {"id": "a", "title": "百度扩招", "text": "百度一下。来自百度。", "entities": [entity]}

    found = [(made.text, made.spans) for made in article_samples(record, "test")]

    assert found == [
        ("百度扩招", ((0, 2, "Organization"),)),
        ("百度一下。", ()),
        ("来自百度。", ((2, 4, "Organization"),)),
    ]


def test_cluener_ends_are_inclusive_and_films_are_left_open(tmp_path: Path) -> None:
    file = tmp_path / "train.jsonl"
    file.write_text(
        '{"text": "李安拍卧虎", "label": {"name": {"李安": [[0, 1]]}, "movie": {"卧虎": [[3, 4]]}}}'
    )

    (made,) = cluener(file)

    assert made.spans == ((0, 2, "Person"),)
    assert made.allowed[3] == ANYTHING


def test_msra_tags_are_read_to_their_end(tmp_path: Path) -> None:
    file = tmp_path / "train.bio"
    file.write_text("中 B-LOC\n国 E-LOC\n的 O\n京 S-LOC\n\n沈 B-PER\n从 M-PER\n文 E-PER\n")

    first, second = msra(file)

    assert first.spans == ((0, 2, "Place"), (3, 4, "Place"))
    assert second.spans == ((0, 3, "Person"),)


def test_a_swapped_name_keeps_its_type_and_its_place() -> None:
    made = sample("昨天百度推出飞桨。", [(2, 4, "Organization"), (6, 8, "Product")], "test")
    names = {"Organization": ["长江电力"], "Product": ["混元"]}

    texts = {swapped(made, names, random.Random(seed)).text for seed in range(9)}
    both = next(
        s for s in (swapped(made, names, random.Random(n)) for n in range(9)) if "长江" in s.text
    )

    assert "昨天长江电力推出混元。" in texts
    assert all(both.text[a:b] in {"长江电力", "飞桨", "混元"} for a, b, _ in both.spans)


def test_the_likeliest_pieces_win_and_lead_back_to_their_characters() -> None:
    vocabulary = Vocabulary.of(["▁", "深", "度", "深度", "学习"], [-1.0, -5.0, -5.0, -6.0, -6.0])
    found = cut("深度 学习鑫", vocabulary)

    assert found.ids == [BEGIN, 3, 6, 3, 7, UNKNOWN, END]
    assert found.piece_of == [2, 2, 3, 4, 4, 5]
    assert found.place_in == [0, 1, 0, 0, 1, 0]
