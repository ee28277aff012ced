"""The names of one thing in one article are one chain; every kind by an example."""

from __future__ import annotations

import pytest

from kg.lexicon import Entry
from kg.lexicon import make_lexicon as lexicon_of
from tests.marked import EMPTY, linked, names

WIDER = lexicon_of(
    [
        *(Entry(name, "Place", name) for name in ("澳门", "澳大利亚", "巴勒斯坦", "巴基斯坦")),
        *(Entry(name, "Place", name) for name in ("哈萨克斯坦", "哈尔滨", "巴西", "江苏")),
        Entry("哈马斯", "Organization", "哈马斯"),
        Entry("英特尔", "Company", "英特尔", (("Intel", "english"),)),
        Entry("外交部", "GovernmentBody", "外交部"),
        Entry("欧洲联盟", "Organization", "欧洲联盟", (("欧盟", "short"),)),
        Entry("Chiplet", "Technology", "Chiplet", (("芯粒", "short"), ("Chiplet板", "variant"))),
        Entry("青湖湖会", "Event", "青湖湖会", (("第九届世界湖泊大会", "full"),)),
        Entry(
            "世界湖泊大会",
            "Event",
            "世界湖泊大会",
            (("湖会", "short"),),
            note=("held=2014-2019,2023-",),
        ),
    ],
    "wider",
)

ONE = [
    pytest.param(
        "[深圳市晨岭科技股份有限公司|Company]（以下简称“[晨岭|Company]”）获批。", id="definition"
    ),
    pytest.param("[国际数据公司|Organization]（[IDC|Organization]）发布报告。", id="bracket"),
    pytest.param("[国家发改委|Organization]表态。[发改委|Organization]强调。", id="lexicon"),
    pytest.param("[英伟达|Company]上涨，[NVIDIA|Company]市值创新高。", id="english twin"),
    pytest.param("[晨岭科技|Company]公告。[深圳晨岭科技有限公司|Company]中标。", id="full company"),
    pytest.param("[河南晨岭投资发展股份有限公司|Company]称，[晨岭发展|Company]", id="ends"),
    pytest.param("[世界湖泊组织|Organization]发文，[世湖组织|Organization]解读。", id="initials"),
    pytest.param("[俄罗斯外交部|Organization]回应，[俄外交部|Organization]称。", id="country"),
    pytest.param("[美国商务部|Organization]宣布。[商务部|Organization]称。", id="abroad"),
    pytest.param("[林若溪|Person]获奖。[林院士|Person]致辞。", id="surname and title"),
    pytest.param("[彼得·奥尔森|Person]到访，[奥尔森|Person]说。", id="last name"),
    pytest.param("[彼得·李-奥尔森|Person]到访，[李-奥尔森|Person]说。", id="hyphened last name"),
    pytest.param("[林若溪|Person]获奖，[老林|Person]致辞。", id="among friends"),
    pytest.param("[上海市|Place]发布，[上海|Place]将扩大。", id="kind of place"),
    pytest.param("[黎明大模型|Product]与「[黎明大模型|Product]」", id="quotes"),
    pytest.param("[ＨＢＭ|Technology]涨价，[HBM|Technology]缺货。", id="width"),
    pytest.param("[臺積電|Company]扩产，[台积电|Company]涨价。", id="traditional"),
    pytest.param("[Nova Mind 3|Product]上线，[NovaMind-3|Product]开放。", id="spaces and hyphens"),
    pytest.param("[物理AI|Technology]升温，[物理人工智能|Technology]", id="words in two languages"),
    pytest.param("[smartly智礼|Company]开店，[智礼|Company]融资。", id="half of a mixed name"),
    pytest.param("[第八届云谷论坛|Event]开幕。[云谷论坛|Event]闭幕。", id="edition"),
    pytest.param("[《数据流通法》|Policy]与[数据流通法|Policy]", id="book marks"),
    pytest.param("[汽车行业|Industry]回暖，[汽车产业|Industry]", id="sector"),
    pytest.param("[湖区自由运动|Organization]（[哈湖斯|Organization]）回应。", id="gloss"),
    pytest.param("[Nova Mind|Product]（代号 [Otter|Product]）泄露。", id="code name"),
    pytest.param("证券简称由“[晨岭|Company]”变更为“[远山|Company]”。", id="new short name"),
    pytest.param(
        "[第六代灵巧指令|Technology]（[RIX-V|Technology]）芯片", id="version in one script"
    ),
    pytest.param(
        "[云合合伙|Company]减持。[远郊云合企业管理合伙企业(有限合伙)|Company]", id="village"
    ),
    pytest.param("[深圳晨岭|Company]中标。[晨岭|Company]称，", id="town before a name"),
    pytest.param("证监会印发《[湖泊管理办法（试行）|Policy]》。《[办法|Policy]》指出", id="head"),
    pytest.param("[晨岭模型|Company]开源。[晨岭模型团队|Company]称", id="team"),
    pytest.param("[红湖城|Place]（乌称[布湖斯克|Place]）遇袭。", id="as others call it"),
    pytest.param("[*ST晨岭|Company]公告，[晨岭电子|Company]称", id="mark of trading status"),
    pytest.param("[晨岭科技-W|Company]涨，[晨岭科技|Company]称", id="mark behind"),
    pytest.param("[Chenling Group N.V.|Company]涨，[Chenling|Company]称", id="Dutch form"),
    pytest.param("[湖泊委员会（LFC）|Organization]称，[湖泊委员会|Organization]", id="own gloss"),
    pytest.param("[彼得·奥尔森（Peter Olsen）|Person]，[奥尔森|Person]说", id="person's gloss"),
    pytest.param(
        "[云谷县人民检察院|Organization]称，[云谷县检察院|Organization]", id="public body"
    ),
    pytest.param("[美最高法院|Organization]判决，[美国最高法院|Organization]", id="court"),
    pytest.param("[中缅湖泊走廊|Policy]启动。[缅中湖泊走廊|Policy]", id="two countries"),
    pytest.param("[台风“飞鹭”|Event]登陆，[飞鹭|Event]减弱", id="what is in quotes"),
    pytest.param("[飞鹭|Product]升空，[飞鹭号|Product]飞行", id="kind of product"),
    pytest.param("[Otter|Product]上线，[Otter平台|Product]开放", id="Latin name and kind"),
    pytest.param("[Chenling晨岭科技|Company]上市，[Chenling|Company]称", id="Latin half"),
]

TWO = [
    pytest.param("[GPT-4|Product]与[GPT-4o|Product]不同。", id="versions"),
    pytest.param("[Nova 3|Product]降价，[Nova 3 Pro|Product]不变。", id="grades"),
    pytest.param("[平安银行|Company]公告，[平安证券|Company]研报。", id="businesses of a group"),
    pytest.param(
        "中方表态，[商务部|Organization]回应[美国商务部|Organization]。", id="foreign body"
    ),
    pytest.param("[第七届云谷论坛|Event]和[第八届云谷论坛|Event]", id="editions"),
    pytest.param("[吉林省|Place]发文，[吉林市|Place]落实。", id="kinds of place"),
    pytest.param("[晨岭云|Company]、[晨岭|Company]入选。", id="in one enumeration"),
    pytest.param("[王浩|Person]与[王浩然|Person]出席。", id="persons"),
    pytest.param("[林若溪|Person]获奖。[王院士|Person]致辞。", id="another family"),
    pytest.param("[晨岭|Company]称，[晨岭海外部门|Company]裁员", id="a part of it"),
    pytest.param("[Chenling|Company]称，[Chenling官方博客|Company]载", id="its blog"),
    pytest.param("[Chenling|Company]称，[Lake with Chenling|Company]", id="with another"),
    pytest.param("[晨岭能源|Company]称，[晨岭新能源股份有限公司|Company]", id="two trades"),
    pytest.param("[上海警方|Organization]称，[上海深圳警方|Organization]", id="a place more"),
    pytest.param("[熊本县|Place]大雨，[熊本市|Place]大雨", id="county and city"),
    pytest.param("[湖泊法|Policy]，[湖泊法（修正草案征求意见稿）|Policy]", id="amending draft"),
    pytest.param("[Otter|Product]上线，[Otter红包|Product]开放", id="another product"),
    pytest.param("[双湖节|Event]临近，[“双湖节”行政指导座谈会|Event]", id="theme of an event"),
    pytest.param("[十五五|Policy]开局，[云谷“十五五”规划|Policy]", id="theme of a plan"),
    pytest.param("[林院士|Person]获奖。[林主任|Person]致辞。", id="two titles"),
    pytest.param("[晨岭|Company]代号为“[水獭|Product]”的新品", id="whose code name"),
    pytest.param(
        "[晨岭创投（云谷）合伙企业（有限合伙）|Company]与"
        "[晨岭云江创投（云谷）合伙企业（有限合伙）|Company]签约。",
        id="two names of a register",
    ),
    pytest.param("[云谷论坛|Event]举行，[云谷论坛专场发布会|Event]", id="event of its own"),
    pytest.param("控股股东由[晨岭|Company]变更为[远山|Company]。", id="new shareholder"),
    pytest.param("[晨岭群|Product]改名为“[远山|Product]公关群”", id="name within a quote"),
    pytest.param("[晨岭云|Technology]（[无声|Technology]）", id="gloss of a term"),
]


@pytest.mark.parametrize("text", ONE)
def test_names_of_one_thing_are_one_chain(text: str) -> None:
    assert 1 == len(names(text))


@pytest.mark.parametrize("text", TWO)
def test_names_of_two_things_are_two_chains(text: str) -> None:
    assert 2 == len(names(text))


def test_a_definition_is_kept_as_a_tie_with_its_sentence() -> None:
    text = "消息。[深圳市晨岭科技股份有限公司|Company]（以下简称“[晨岭|Company]”）获批。"

    (tie,) = linked(text).name_ties

    assert ("深圳市晨岭科技股份有限公司", "晨岭", "short") == (tie.name, tie.alias, tie.kind)
    assert "消息。" not in "消息。深圳市晨岭科技股份有限公司（以下简称“晨岭”）获批。"[tie.start :]


def test_a_defined_name_that_no_detector_found_there_still_ties_later_mentions() -> None:
    text = "[远山动力系统集成有限公司|Company]（简称“远集”）。昨日，[远集|Company]公告。"

    assert [["远山动力系统集成有限公司", "远集"]] == names(text, EMPTY)


def test_a_stock_code_beside_a_name_is_a_tie_of_kind_code() -> None:
    ties = linked("[晨岭科技|Company]（01999.HK）与[远山|Company]（股票代码：600999）。").name_ties

    assert [("晨岭科技", "HK01999"), ("远山", "SH600999")] == [(t.name, t.alias) for t in ties]


def test_a_chain_takes_name_and_type_of_its_lexicon_entry() -> None:
    (chain,) = linked("[发改委|Organization]发文。").chains

    assert ("国家发展和改革委员会", "GovernmentBody", "国家发展和改革委员会") == (
        chain.name,
        chain.type,
        chain.entry,
    )


def test_a_name_with_two_entries_stays_open_until_the_article_names_one() -> None:
    (alone,) = linked("[长城|Company]上涨。").chains
    (named,) = linked("[长城|Company]上涨，[长城汽车|Company]销量公布。").chains

    assert "" == alone.entry
    assert "长城汽车" == named.entry


def test_company_and_grain_are_two_even_in_one_article() -> None:
    chains = linked("[小米|Company]发布手机，[小米|Product]丰收。").chains

    assert ["小米", "小米_(谷物)"] == [chain.entry for chain in chains]


def test_a_round_is_not_its_series_where_the_article_names_two_rounds() -> None:
    one = "[第五届世界湖泊大会|Event]开幕，[湖会|Event]设论坛。"
    two = f"{one}[第六届世界湖泊大会|Event]筹备。"

    assert [1, 3] == [len(names(text, WIDER)) for text in (one, two)]


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        pytest.param("[第五届世界湖泊大会|Event]，[2018湖会|Event]", 1, id="its year"),
        pytest.param("[首届世界湖泊大会|Event]，[2014年湖会|Event]", 1, id="the first"),
        pytest.param("[第七届世界湖泊大会|Event]，[2023湖会|Event]", 1, id="after a gap"),
        pytest.param("[第五届世界湖泊大会|Event]，[2019湖会|Event]", 2, id="another year"),
        pytest.param("[第5届湖会|Event]，[第五届世界湖泊大会|Event]", 1, id="two names"),
        pytest.param("[第5届云谷论坛|Event]，[第五届云谷论坛|Event]", 1, id="digits"),
        pytest.param("[首届云谷论坛|Event]，[第一届云谷论坛|Event]", 1, id="first is 首"),
        pytest.param("[十一届云谷论坛|Event]，[第十一届云谷论坛|Event]", 1, id="without 第"),
        pytest.param("[十四届云谷三次会议|Event]，[十四届云谷四次会议|Event]", 2, id="sessions"),
    ],
)
def test_a_round_is_told_by_number_or_by_year(text: str, chains: int) -> None:
    assert chains == len(names(text, WIDER))


def test_a_series_is_the_round_of_its_article_though_the_lexicon_knows_both() -> None:
    (chain,) = linked("[青湖湖会|Event]（[第九届世界湖泊大会|Event]），[湖会|Event]", WIDER).chains

    assert "青湖湖会" == chain.entry


def test_a_translation_of_a_term_is_the_term_and_a_wider_word_is_not() -> None:
    text = "[Chiplet|Technology]升温。[芯粒|Technology]涨价，[Chiplet板|Technology]缺货。"

    assert [["Chiplet", "芯粒"], ["Chiplet板"]] == names(text, WIDER)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("[澳|Place]新合作。[澳门|Place]回归。", "澳门"),
        ("[澳|Place]新合作。[澳大利亚|Place]、[澳门|Place]。", "澳大利亚"),
        ("中[巴|Place]建交，[巴基斯坦|Place]总理访华。", "巴基斯坦"),
        ("以[哈|Place]停火，[哈马斯|Organization]回应。", "哈马斯"),
        ("中[哈|Place]铁路开通，[哈萨克斯坦|Place]谈[哈马斯|Organization]。", "哈萨克斯坦"),
        ("[哈|Place]大高铁停运，[哈尔滨|Place]大雪。", "哈尔滨"),
        ("[哈|Place]大高铁停运，[哈尔滨|Place]谈[哈马斯|Organization]。", ""),
        ("中[巴|Place]合作，[巴西|Place]与[巴基斯坦|Place]来访。", ""),
    ],
)
def test_one_character_means_the_country_that_the_article_names(text: str, entry: str) -> None:
    first, *_ = linked(text, WIDER).chains

    assert entry == first.entry


def test_who_calls_it_so_may_be_named_in_the_bracket() -> None:
    assert [["红湖城", "布湖斯克"], ["乌"]] == names(
        "[红湖城|Place]（[乌|Place]称[布湖斯克|Place]）"
    )


def test_who_calls_it_so_is_not_what_it_is_called() -> None:
    text = "[红湖城|Place]（即[乌|Place]称[布湖斯克|Place]）"

    assert [["红湖城", "布湖斯克"], ["乌"]] == names(text)


def test_a_character_for_a_union_of_countries_is_an_organization() -> None:
    (chain,) = linked("中[欧|Place]互信，[欧方|Place]称，[欧盟|Organization]愿合作。", WIDER).chains

    assert ("欧洲联盟", "Organization") == (chain.entry, chain.type)


def test_a_country_before_a_company_that_the_lexicon_knows_is_no_part_of_its_name() -> None:
    (chain,) = linked("[美国英特尔公司|Company]发布财报。", WIDER).chains
    (ministry,) = linked("[意大利外交部|Organization]回应。", WIDER).chains

    assert ("英特尔", "") == (chain.entry, ministry.entry)


def test_a_rare_type_of_a_name_no_list_backs_is_noise() -> None:
    text = "[晨岭|Company]、" + "。[晨岭|Company]" * 3 + "。[晨岭|Place]。"

    assert 1 == len(linked(text).chains)


def test_every_mention_is_in_exactly_one_chain() -> None:
    text = "[晨岭|Company]和[远山|Company]合作，[晨岭|Company]称[AI|Technology]重要。"

    indices = sorted(i for chain in linked(text).chains for i in chain.mentions)

    assert [0, 1, 2, 3] == indices
