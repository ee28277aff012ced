"""Articles with their mentions written into the text: `[百度|Company]发布[飞桨|Product]`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.assemble import Question, assemble
from kg.decisions import Decision
from kg.errors import Problem
from kg.lexicon import Entry, Lexicon
from kg.lexicon import make_lexicon as lexicon_of
from kg.link import Linked, link
from kg.model import Article, Entity, Extraction, Graph, Mention
from kg.segment import segment

_MARK = re.compile(r"\[([^|\[\]]+)\|(\w+)\]")

ENTRIES = (
    Entry("国家发展和改革委员会", "GovernmentBody", "国家发展和改革委员会",
          (("国家发改委", "short"), ("发改委", "short"))),
    Entry("商务部", "GovernmentBody", "商务部"),
    Entry("小米", "Company", "小米", (("小米集团", "full"), ("HK01810", "code")), ("小米",)),
    Entry("小米_(谷物)", "Product", "小米", (), ("小米",)),
    Entry("平安银行", "Company", "平安银行", (("SZ000001", "code"),)),
    Entry("英伟达", "Company", "英伟达", (("NVIDIA", "english"), ("NASDAQ:NVDA", "code"))),
    Entry("长城汽车", "Company", "长城汽车", (("长城", "short"), ("SH601633", "code")), ("长城",)),
    Entry("长城证券", "Company", "长城证券", (("长城", "short"), ("SZ002939", "code")), ("长城",)),
    Entry("GPT-4", "Product", "GPT-4"),
    Entry("人工智能", "Technology", "人工智能", (("AI", "abbreviation"),)),
    Entry("俄罗斯", "Place", "俄罗斯"),
    Entry("美国", "Place", "美国"),
    Entry("中国", "Place", "中国"),
    Entry("上海市", "Place", "上海市", (("上海", "short"),)),
    Entry("深圳市", "Place", "深圳市", (("深圳", "short"),)),
    Entry("河南省", "Place", "河南省", (("河南", "short"),)),
)  # fmt: skip
LEXICON = lexicon_of(ENTRIES, "test")
EMPTY = lexicon_of((), "empty")


def marked(text: str, id: str = "a1", date: str = "2026-05-15") -> tuple[Article, list[Mention]]:
    """The article and its mentions; the first line is the title when there are two."""
    plain, mentions, last = "", [], 0
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        name = mark[1]
        mentions.append(Mention(len(plain), len(plain) + len(name), name, mark[2], 0.9, "tagger"))
        plain += name
        last = mark.end()
    plain += text[last:]
    title, newline, _ = plain.partition("\n")
    return Article(id, id, title if newline else "", date, "", "", plain), mentions


def linked(text: str, lexicon: Lexicon = LEXICON) -> Linked:
    """The chains of one marked text."""
    article, mentions = marked(text)
    return link(article, segment(article), mentions, lexicon)


def names(text: str, lexicon: Lexicon = LEXICON) -> list[list[str]]:
    """The surfaces of every chain of a marked text, each once, in order."""
    _, mentions = marked(text)
    return [
        list(dict.fromkeys(mentions[i].surface for i in chain.mentions))
        for chain in linked(text, lexicon).chains
    ]


def extraction(text: str, id: str = "a1", lexicon: Lexicon = LEXICON) -> Extraction:
    """What linking makes of a marked text."""
    article, mentions = marked(text, id)
    found = link(article, segment(article), mentions, lexicon)
    return Extraction(id, "", tuple(mentions), found.chains, found.name_ties)


class Told:
    """A graph of marked texts with all that assembling told about it."""

    def __init__(
        self,
        texts: Sequence[str],
        lexicon: Lexicon = LEXICON,
        decisions: Sequence[Decision] = (),
        order: Iterable[int] | None = None,
        dates: Sequence[str] = (),
    ) -> None:
        ids = [f"a{number + 1}" for number in range(len(texts))]
        days = dates or ["2026-05-15"] * len(texts)
        articles = {
            id: marked(text, id, day)[0] for id, text, day in zip(ids, texts, days, strict=True)
        }
        made = [extraction(text, id, lexicon) for id, text in zip(ids, texts, strict=True)]
        self.extractions = [made[i] for i in order] if order is not None else made
        self.problems: list[Problem] = []
        self.questions: list[Question] = []
        self.graph: Graph = assemble(
            self.extractions,
            articles.__getitem__,
            lexicon,
            decisions,
            self.problems.append,
            self.questions.append,
        )

    def entity(self, id: str) -> Entity:
        """The entity with this id."""
        return next(entity for entity in self.graph.entities if entity.id == id)

    @property
    def ids(self) -> list[str]:
        """Ids of all entities, sorted."""
        return [entity.id for entity in self.graph.entities]

    def names_of(self, id: str) -> set[str]:
        """Its name and the aliases that an article taught."""
        one = self.entity(id)
        return {one.name, *(alias.name for alias in one.aliases if alias.article)}
