"""How names are compared: cores, company names taken apart, abbreviations, codes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import TYPES
from kg.naming import code_of, core, kind_of, likeness, shipped, version
from kg.naming.abbreviation import alignments
from kg.naming.company import parts, short_names

PLACES = {"深圳", "深圳市", "河南", "美国", "中国"}


def is_place(word: str) -> bool:
    return word in PLACES


@pytest.mark.parametrize(
    ("name", "top", "expected"),
    [
        ("联想集团有限公司", "Organization", "联想集团"),
        ("Acme Robotics Inc.", "Organization", "acmerobotics"),
        ("俄外交部", "Organization", "俄罗斯外交部"),
        ("新疆维吾尔自治区", "Place", "新疆"),
        ("第五届云谷论坛", "Event", "云谷论坛#第5届"),
        ("《数据流通法》", "Policy", "数据流通法"),
        ("5G通信技术", "Technology", "5g"),
        ("机器人概念板块", "Industry", "机器人"),
        ("Nova 3.5-Max", "Product", "nova3.5max"),
    ],
)
def test_the_core_drops_form_and_spelling(name: str, top: str, expected: str) -> None:
    assert expected == core(name, top)


def test_a_company_name_comes_apart() -> None:
    whole = parts("深圳市晨岭科技股份有限公司", shipped(), is_place)

    assert ("深圳市", "晨岭", ("科技",), "股份有限公司") == (
        whole.place,
        whole.brand,
        whole.trades,
        whole.legal,
    )
    assert {"晨岭", "晨岭科技", "晨岭股份", "深圳晨岭"} <= short_names(whole)


def test_a_bracketed_place_marks_a_company_of_its_own() -> None:
    whole = parts("晨岭磁材（深圳）有限公司", shipped(), is_place)

    assert "深圳" == whole.branch
    assert "晨岭磁材" not in short_names(whole)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("00992.HK", "HK00992"),
        ("002594.SZ", "SZ002594"),
        ("600519", "SH600519"),
        ("NASDAQ: NVDA", "NASDAQ:NVDA"),
        ("AAPL.US", "NASDAQ:AAPL"),
        ("20260515", ""),
        ("增长20%", ""),
    ],
)
def test_stock_codes_are_read_as_the_lexicon_writes_them(text: str, expected: str) -> None:
    assert expected == code_of(text)


def test_abbreviations_by_first_characters_are_likelier_than_by_chance() -> None:
    model = shipped().abbreviations

    assert model.probability("工信部", "工业和信息化部") > 0.6
    assert model.probability("工信部", "农业农村部") == 0.0
    assert model.probability("世卫组织", "世界卫生组织") > model.probability(
        "世卫组织", "世界银行保卫下属民间组织联合会"
    )


def test_versions_are_what_follows_the_name() -> None:
    assert {"4o", "mini"} == version("GPT-4o mini")
    assert version("GPT-4") != version("GPT-4 Turbo")


@pytest.mark.parametrize(
    ("alias", "name", "top", "expected"),
    [
        ("NVIDIA", "英伟达", "Organization", "english"),
        ("IDC", "国际数据公司", "Organization", "abbreviation"),
        ("工信部", "工业和信息化部", "Organization", "abbreviation"),
        ("晨岭科技有限公司", "晨岭科技", "Organization", "full"),
        ("晨岭", "晨岭科技", "Organization", "short"),
    ],
)
def test_the_kind_of_an_alias(alias: str, name: str, top: str, expected: str) -> None:
    assert expected == kind_of(alias, name, top, shipped())


@given(st.text("工业和信息化部国家", min_size=2, max_size=4), st.text("工业和信息化部国家"))
def test_alignments_spell_the_short_name(short: str, full: str) -> None:
    for places in alignments(short, full):
        assert short == "".join(full[place] for place in places)
        assert list(places) == sorted(set(places))


@given(st.text(max_size=12), st.sampled_from(["Organization", "Place", "Event", "Policy"]))
def test_a_core_is_never_empty_and_likeness_never_fails(name: str, top: str) -> None:
    if name.strip():
        assert core(name, top)
        assert 0.0 <= likeness(name, f"{name}公司", top, shipped(), is_place).degree <= 1.0


# Pieces that rules of comparing look at: places, trades, forms, marks, brackets, countries, Latin.
_AWKWARD = """
深圳 深圳市 河南 美 俄 中国 晨岭 远山 晨 新 老 嘉定 科技 能源 银行 集团 股份 有限公司 网
(有限合伙) 分公司 公司 基金会 秘书处 警方 外交部 研发 第五届 2018年 论坛 会议 号
《 》 “ ” （ ） · - *ST -W N.V. Inc. A Acme 3.5
"""
_PIECES = st.sampled_from(_AWKWARD.split())
_NAMES = st.lists(_PIECES, min_size=1, max_size=6).map("".join)


@given(_NAMES, _NAMES, st.sampled_from(TYPES))
@settings(max_examples=1500, deadline=None)
def test_no_two_names_make_comparing_fail(one: str, other: str, top: str) -> None:
    for short, full in ((one, other), (other, one), (one, one + other), (other, one + other)):
        if core(short, top) and core(full, top):
            found = likeness(short, full, top, shipped(), is_place)

            assert 0.0 <= found.degree <= 1.0
