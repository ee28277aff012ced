"""The tagger finds names in sentences it has never seen, the same ones whatever the batch."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from kg.detect.decode import Calibration, best_paths, confidence, spans
from kg.detect.encode import char_ids, lexicon_codes, shape_ids
from kg.detect.tagger import MODELS, Tagger, model_names
from kg.errors import UsageError
from kg.fold import fold
from kg.lexicon import Entry, Hit

SENTENCES = [
    "马化腾在深圳创办了腾讯公司，并担任董事长。",
    "法国总统马克龙抵达北京，开始对中国进行国事访问。",
    "国家统计局公布数据后，上海和广州的房价继续上涨。",
    "嗯。",
    "",
]


@cache
def tagger(name: str) -> Tagger:
    return Tagger(name)


def named(name: str, text: str) -> set[tuple[str, str]]:
    (found,) = tagger(name).tag([text])
    return {(text[span.start : span.end], span.type) for span in found}


@pytest.mark.parametrize("name", model_names())
def test_well_known_names_are_found_without_a_lexicon(name: str) -> None:
    assert ("马化腾", "Person") in named(name, SENTENCES[0])
    assert {("马克龙", "Person"), ("北京", "Place")} <= named(name, SENTENCES[1])
    assert {("国家统计局", "Organization"), ("上海", "Place")} <= named(name, SENTENCES[2])


@pytest.mark.parametrize("name", model_names())
def test_spans_do_not_depend_on_batch_mates(name: str) -> None:
    together = tagger(name).tag(SENTENCES * 3)

    assert [tagger(name).tag([text])[0] for text in SENTENCES] * 3 == together


@pytest.mark.parametrize("name", model_names())
def test_spans_are_ordered_and_apart_with_scores_between_0_and_1(name: str) -> None:
    for text, found in zip(SENTENCES, tagger(name).tag(SENTENCES), strict=True):
        places = [place for span in found for place in (span.start, span.end)]
        assert places == sorted(places)
        assert all(0 <= span.start < span.end <= len(text) for span in found)
        assert all(0 <= span.score <= 1 for span in found)


def test_a_text_longer_than_the_window_is_read_in_parts() -> None:
    text = "，" * 500 + SENTENCES[0]

    assert ("马化腾", "Person") in named("fast", text)


def test_traditional_characters_are_read_like_simplified_ones() -> None:
    text = "法國總統馬克龍抵達北京，開始對中國進行國事訪問。"

    assert ("馬克龍", "Person") in named("fast", text)


def test_an_unknown_model_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"unknown model 'slow'; known: .*fast"):
        Tagger("slow")


def test_all_models_together_stay_under_40_megabytes() -> None:
    assert sum(file.stat().st_size for file in MODELS.iterdir()) <= 40_000_000


def test_the_best_path_never_goes_inside_what_has_not_begun() -> None:
    scores = np.log(np.array([[[0.2, 0.3, 0.5, 0.0001, 0.0001], [0.1, 0.1, 0.7, 0.05, 0.05]]]))

    assert best_paths(scores.astype(np.float32)).tolist() == [[1, 2]]


def test_labels_become_spans() -> None:
    assert list(spans([1, 2, 0, 3, 3, 4])) == [(0, 2, 0), (3, 4, 1), (4, 6, 1)]


def test_a_span_that_may_go_on_is_less_sure() -> None:
    sure = np.log(np.array([[0.1, 0.8, 0.1], [0.9, 0.05, 0.05]], dtype=np.float32))
    unsure = np.log(np.array([[0.1, 0.8, 0.1], [0.5, 0.05, 0.45]], dtype=np.float32))

    assert confidence(sure, 0, 1, 0) == pytest.approx(0.8)
    assert confidence(unsure, 0, 1, 0) == pytest.approx(0.55)


def test_calibration_keeps_order_and_bounds() -> None:
    scores = [Calibration(0.8, -0.3).score(value) for value in (0.0, 0.2, 0.9, 1.0)]

    assert scores == sorted(scores)
    assert 0 <= scores[0] < scores[-1] <= 1


def test_folded_characters_share_their_ids_and_shapes_keep_the_case() -> None:
    alphabet = {"台": 1, "i": 2, "o": 3, "s": 4, "“": 5}

    assert char_ids("臺“iOS”", alphabet, fold("臺“iOS”")) == [1, 5, 2, 3, 4, 0]
    assert shape_ids("臺iOS7 “") == [1, 3, 2, 2, 4, 5, 6]


def test_a_lexicon_hit_marks_begin_inside_and_end() -> None:
    company = Entry("百度", "Company", "百度")
    begin, inside, end, _ = lexicon_codes(4, [Hit(0, 3, (company,), False)])

    assert (inside, end) == (begin + 1, begin + 2)
    assert lexicon_codes(1, [Hit(0, 1, (company,), True)]) == [begin + 4 + 3]


def test_names_of_several_types_have_a_code_of_their_own() -> None:
    both = (Entry("a", "Company", "苹果"), Entry("b", "Product", "苹果"))

    codes = [lexicon_codes(2, [Hit(0, 2, entries, False)]) for entries in (both, both[:1])]

    assert codes[0] != codes[1]
