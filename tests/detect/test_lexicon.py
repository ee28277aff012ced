"""Lexicon names become mentions with the trust that their kind has earned."""

from __future__ import annotations

from kg.detect.lexicon import LexiconDetector
from kg.detect.propose import prepare
from kg.detect.trust import load_trust
from kg.lexicon import Entry, make_lexicon
from kg.model import Mention
from tests.conftest import ROOT, article

TRUST = load_trust(ROOT / "schemas" / "detect.toml")


def found(body: str, *entries: Entry) -> list[Mention]:
    detector = LexiconDetector(make_lexicon(entries), TRUST, lambda name: name)
    (mentions,) = detector.propose([prepare(article(body))])
    return mentions


def test_the_mark_that_opens_inside_a_name_belongs_to_it() -> None:
    (mention,) = found("在“十四五”规划中", Entry("十四五规划", "Policy", "十四五规划"))

    assert "“十四五”规划" == mention.surface


def test_a_name_inside_an_address_is_no_mention() -> None:
    assert [] == found("见 https://github.com/x", Entry("GitHub", "Product", "GitHub"))


def test_an_ambiguous_name_is_not_enough_alone() -> None:
    (mention,) = found("小米涨价", Entry("小米", "Company", "小米", (), ("小米",)))

    assert mention.score < TRUST.keep


def test_a_name_of_the_users_own_table_is_enough_alone() -> None:
    lexicon = make_lexicon([Entry("晨星科技", "Company", "晨星科技")])
    detector = LexiconDetector(lexicon, TRUST, lambda name: name, frozenset({"晨星科技"}))
    ((mention,),) = detector.propose([prepare(article("晨星科技上市"))])

    assert mention.score >= TRUST.keep


def test_an_organization_before_a_title_is_enough_alone() -> None:
    entry = Entry("晨星", "Organization", "晨星")
    (mention,) = found("晨星AI技术生态总经理张三表示", entry)

    assert mention.score >= TRUST.keep
    assert all(m.score < TRUST.keep for m in found("晨星闪耀，总经理张三表示", entry))
