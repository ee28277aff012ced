"""One entity, many names; one name, two entities: across articles, explained and reversible."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.decisions import Decision, add_decision, load_decisions
from kg.errors import SchemaError
from kg.lexicon import Entry
from kg.lexicon import make_lexicon as lexicon_of
from kg.link import link
from kg.model import Extraction, Mention
from kg.segment import segment
from tests.marked import EMPTY, ENTRIES, Told, marked

DEFINES = "[深圳市晨岭科技股份有限公司|Company]（以下简称“[晨岭|Company]”）与[远山|Company]签约。"
USES = "[晨岭|Company]今日公告，[远山|Company]参与。"


def test_names_learned_in_one_article_join_those_of_others() -> None:
    told = Told([DEFINES, USES, "[晨岭科技|Company]中标。"])

    assert 2 == len(told.ids)
    (entity,) = (e for e in told.graph.entities if "晨岭" in e.id)
    assert (3, 4) == (entity.articles, entity.mentions)


def test_an_alias_carries_kind_article_and_sentence() -> None:
    told = Told([f"今日要闻\n{DEFINES}"])

    (entity,) = (e for e in told.graph.entities if "晨岭" in e.id)
    (alias,) = entity.aliases

    assert "a1" == alias.article
    assert "深圳市晨岭科技股份有限公司（以下简称“晨岭”）与远山签约。" == alias.quote


def test_an_alias_of_the_lexicon_has_no_article() -> None:
    aliases = Told(["[发改委|Organization]发文。"]).entity("国家发展和改革委员会").aliases

    assert [("发改委", "short", ""), ("国家发改委", "short", "")] == [
        (alias.name, alias.kind, alias.article) for alias in aliases
    ]


def test_same_as_comes_from_the_lexicon_only() -> None:
    told = Told(["[英伟达|Company]上涨，[远山|Company]（01999.HK）下跌。"])

    assert ("code:NASDAQ:NVDA",) == told.entity("英伟达").same_as
    assert () == told.entity("远山").same_as


def test_one_stock_code_is_one_company() -> None:
    told = Told(["[晨岭|Company]（01999.HK）上涨。", "[新晨岭控股|Company]（01999.HK）更名。"])

    assert 1 == len(told.ids)


def test_two_stock_codes_of_one_exchange_are_two_companies() -> None:
    told = Told([
        "[深圳晨岭科技有限公司|Company]（600991.SH）上涨。",
        "[晨岭科技|Company]（600992.SH）下跌。",
    ])  # fmt: skip

    assert 2 == len(told.ids)


def test_a_code_joins_a_new_name_to_the_lexicon_entry() -> None:
    assert ["平安银行"] == Told(["[平银|Company]（000001.SZ）上涨。"]).ids


def test_names_that_are_known_to_differ_stay_apart() -> None:
    told = Told([
        "[GPT-4|Product]发布。[GPT-4o|Product]发布。",
        "[GPT-4 Turbo|Product]降价。",
    ])  # fmt: skip

    assert ["GPT-4", "GPT-4 Turbo", "GPT-4o"] == told.ids


def test_a_company_is_no_government_body_whatever_its_name() -> None:
    told = Told(["[明川水务|GovernmentBody]发文。", "[明川水务集团有限公司|Company]成立。"])

    assert 2 == len(told.ids)


def test_a_namesake_of_another_class_carries_its_class() -> None:
    told = Told(["[晨岭|Product]上市。", "[晨岭|Company]公告。"], EMPTY)

    assert ["晨岭", "晨岭 (Product)"] == told.ids
    assert "Company" == told.entity("晨岭").type


def test_a_name_of_two_companies_is_decided_by_the_company_it_keeps() -> None:
    told = Told([
        "[长城汽车|Company]与[魏牌|Product]、[坦克300|Product]亮相[云谷车展|Event]。",
        "[长城证券|Company]保荐[远山|Company]，[晨岭|Company]上会。",
        "[长城|Company]携[魏牌|Product]参加[云谷车展|Event]。",
        "[长城|Company]完成[远山|Company]的保荐。",
    ])  # fmt: skip

    assert 2 == told.entity("长城汽车").articles
    assert 2 == told.entity("长城证券").articles
    assert [] == told.questions


def test_a_name_that_context_cannot_decide_stays_apart_and_is_asked() -> None:
    told = Told(["[长城汽车|Company]公告。", "[长城证券|Company]公告。", "[长城|Company]上涨。"])

    assert {"长城", "长城汽车", "长城证券"} == set(told.ids)
    (question,) = told.questions
    assert ("namesake", "长城", {"长城汽车", "长城证券"}) == (
        question.kind,
        question.entity,
        set(question.candidates),
    )


def test_a_likely_but_unproved_alias_is_asked_not_made() -> None:
    told = Told(["[晨岭汽车|Company]公告。", "[晨岭|Company]访问[远山|Place]。"], EMPTY)

    assert {"晨岭", "晨岭汽车", "远山"} == set(told.ids)
    assert [("alias", "晨岭", ("晨岭汽车",))] == [
        (q.kind, q.entity, q.candidates) for q in told.questions
    ]


@pytest.mark.parametrize(
    ("action", "expected"),
    [("accept", 1), ("merge", 1), ("reject", 2)],
)
def test_a_decision_beats_every_score(action: str, expected: int) -> None:
    texts = ["[晨岭汽车|Company]公告。", "[晨岭|Company]公告。"]

    told = Told(texts, EMPTY, [Decision(action, "晨岭汽车", "晨岭")])

    assert expected == len(told.ids)
    assert [] == told.questions


def test_a_merge_takes_the_name_of_its_first_side() -> None:
    texts = ["[远山动力|Company]公告。", "[晨岭|Company]公告。"]

    told = Told(texts, EMPTY, [Decision("merge", "晨岭", "远山动力")])

    assert ["晨岭"] == told.ids


def test_a_split_undoes_a_merge_of_names() -> None:
    told = Told(
        [DEFINES, USES], decisions=[Decision("split", "深圳市晨岭科技股份有限公司", "晨岭")]
    )

    assert {"深圳市晨岭科技股份有限公司", "晨岭", "远山"} == set(told.ids)


def test_the_last_of_two_decisions_on_a_pair_holds() -> None:
    both = [Decision("merge", "远山", "晨岭"), Decision("reject", "晨岭", "远山")]

    assert 2 == len(Told(["[远山|Company]与[晨岭|Company]"], EMPTY, both).ids)


def test_an_outdated_decision_is_reported() -> None:
    told = Told([USES], EMPTY, [Decision("merge", "晨岭", "旧名", path="d.tsv", line=7)])

    (problem,) = told.problems
    assert ("d.tsv", 7, "decision") == (problem.path, problem.line, problem.kind)
    assert "merge 晨岭 旧名: no article names '旧名' any more" == problem.message


def test_decisions_are_lines_that_can_be_read_back(tmp_path: Path) -> None:
    file = tmp_path / "decisions.tsv"
    add_decision(file, Decision("merge", "晨岭", "远山", "同一家"))
    add_decision(file, Decision("reject", "a|Product", "a"))

    assert "action\ta\tb\tnote\nmerge\t晨岭\t远山\t同一家\nreject\ta|Product\ta\n" == (
        file.read_text(encoding="utf-8")
    )
    assert [("merge", 2), ("reject", 3)] == [(d.action, d.line) for d in load_decisions(file)]


def test_a_wrong_decision_names_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "decisions.tsv"
    file.write_text("action\ta\tb\tnote\njoin\ta\tb\n", encoding="utf-8")

    with pytest.raises(SchemaError, match=r"decisions.tsv:2: unknown action 'join'"):
        load_decisions(file)


def term(id: str) -> tuple[str, list[Mention]]:
    article, _ = marked("晨光电池量产。", id)
    return article.text, [Mention(0, 4, "晨光电池", "Technology", 0.3, "term")]


@pytest.mark.parametrize(("articles", "expected"), [(2, []), (3, ["晨光电池"])])
def test_a_bare_term_counts_when_several_articles_use_it(
    articles: int, expected: list[str]
) -> None:
    from kg.assemble import assemble

    made = []
    known = {f"a{n}": marked("晨光电池量产。", f"a{n}")[0] for n in range(articles)}
    for id, article in known.items():
        mentions = term(id)[1]
        found = link(article, segment(article), mentions, EMPTY)
        made.append(Extraction(id, "", tuple(mentions), found.chains))

    graph = assemble(made, known.__getitem__, EMPTY)

    assert expected == [entity.id for entity in graph.entities]


NAMES = ["晨岭", "晨岭科技", "深圳晨岭科技有限公司", "长城", "长城汽车", "长城证券", "小米", "远山",
         "第八届云谷论坛", "云谷论坛", "GPT-4", "GPT-4o", "上海", "上海市", "奥尔森"]  # fmt: skip
TYPES = ["Company", "Product", "Place", "Event", "Person", "GovernmentBody"]
SENTENCES = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.sampled_from(TYPES), st.sampled_from(["，", "（", "、", "）。"])
    ),
    min_size=1,
    max_size=6,
).map(lambda words: "".join(f"[{name}|{type_}]{mark}" for name, type_, mark in words))


@given(
    st.lists(SENTENCES, min_size=1, max_size=6).flatmap(
        lambda texts: st.tuples(st.just(texts), st.permutations(range(len(texts))))
    )
)
@settings(max_examples=60, deadline=None)
def test_the_graph_is_the_same_for_any_order_of_articles(
    case: tuple[list[str], list[int]],
) -> None:
    texts, order = case

    plain, shuffled = Told(texts), Told(texts, order=order)

    assert plain.graph == shuffled.graph
    assert plain.questions == shuffled.questions


@given(st.lists(SENTENCES, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_entities_count_every_mention_once(texts: list[str]) -> None:
    told = Told(texts)

    mentions = sum(len(one.mentions) for one in told.extractions)
    chains = sum(len(one.chains) for one in told.extractions)
    assert mentions == sum(entity.mentions for entity in told.graph.entities)
    assert chains == len(told.graph.entity_of)
    assert set(told.ids) == set(told.graph.entity_of.values())


@given(st.permutations(ENTRIES))
@settings(max_examples=20, deadline=None)
def test_the_order_of_lexicon_entries_does_not_matter(entries: list[Entry]) -> None:
    texts = ["[长城|Company]与[小米|Company]", "[长城汽车|Company]", "[NVIDIA|Company]"]

    assert Told(texts).graph == Told(texts, lexicon_of(entries)).graph


LAKES = lexicon_of([Entry("世界湖泊大会", "Event", "世界湖泊大会", (("湖会", "short"),))], "lakes")
FIFTH, SIXTH = "[第五届世界湖泊大会|Event]开幕。", "[第六届世界湖泊大会|Event]筹备。"


def test_the_one_round_that_articles_speak_of_is_the_series() -> None:
    told = Told([FIFTH, "[湖会|Event]闭幕。"], lexicon=LAKES)

    assert ["世界湖泊大会"] == told.ids


def test_a_series_of_another_year_is_not_the_one_round_that_is_named() -> None:
    years = ["2018-11-07", "2022-11-09"]
    told = Told([FIFTH, "[湖会|Event]闭幕。"], lexicon=LAKES, dates=years)

    assert 2 == len(told.ids)


def test_two_rounds_are_two_events_and_the_series_a_third() -> None:
    told = Told([FIFTH, SIXTH, "[湖会|Event]闭幕。"], lexicon=LAKES)

    assert 3 == len(told.ids)


def test_a_round_that_its_article_calls_by_the_series_stays_that_round() -> None:
    told = Told([f"{FIFTH}[湖会|Event]设论坛。", f"{SIXTH}[湖会|Event]设展览。"], lexicon=LAKES)

    assert ["第五届世界湖泊大会", "第六届世界湖泊大会"] == told.ids


def test_a_family_name_with_a_title_means_that_person_in_its_article_only() -> None:
    told = Told(["[林若溪|Person]获奖。[林院士|Person]致辞。", "[林院士|Person]到访。"])

    assert {"林若溪", "林院士"} == told.names_of("林若溪")
    assert ["林若溪", "林院士"] == told.ids


def test_county_and_city_of_one_name_are_two_and_the_bare_name_is_the_city() -> None:
    told = Told(["[熊本县|Place]大雨。", "[熊本市|Place]大雨。", "[熊本|Place]大雨。"])
    alone = Told(["[熊本县|Place]大雨。", "[熊本|Place]大雨。"])

    assert {"熊本", "熊本市"} == told.names_of("熊本市")
    assert ["熊本县", "熊本市"] == told.ids
    assert 1 == len(alone.ids)


def test_a_draft_that_amends_a_law_is_not_the_law() -> None:
    told = Told(["[《湖泊法》|Policy]施行。", "[湖泊法（修订草案）|Policy]公布。"])

    assert 2 == len(told.ids)


def test_one_round_under_two_names_of_its_series_is_one_event() -> None:
    told = Told([FIFTH, "[第5届湖会|Event]闭幕。", SIXTH], LAKES)

    assert {"第五届世界湖泊大会", "第5届湖会"} == told.names_of("第五届世界湖泊大会")
    assert 2 == len(told.ids)


def test_a_year_is_a_round_where_the_lexicon_says_when_the_series_was_held() -> None:
    lakes = lexicon_of(
        [Entry("世界湖泊大会", "Event", "世界湖泊大会", note=("held=2014-",))], "held"
    )
    told = Told([FIFTH, "[2018年世界湖泊大会|Event]闭幕。", "[2019世界湖泊大会|Event]"], lakes)

    assert ["2018年世界湖泊大会", "2019世界湖泊大会"] == told.ids


def test_a_mere_head_word_never_joins_the_policies_of_two_articles() -> None:
    told = Told(["印发《[湖泊管理办法|Policy]》。《[办法|Policy]》指出", "《[办法|Policy]》施行。"])

    assert 2 == len(told.ids)


def test_a_renamed_company_is_one_in_articles_that_know_one_of_its_legal_names() -> None:
    told = Told([
        "[云谷晨岭有限公司|Company]（曾用名[云谷远山有限公司|Company]）公告。",
        "[云谷远山有限公司|Company]成立。",
    ])  # fmt: skip

    assert 1 == len(told.ids)
