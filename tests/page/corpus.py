"""A small build of our own, written as tables, for what draws and exports."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

BASE = "https://kg.example/"


@dataclass(frozen=True)
class Said:
    """A statement and the places that say it, as (article, quote).

    Args:
        words: (role, words) that stand in these places for subject or object.
    """

    subject: str
    predicate: str
    object: str
    places: tuple[tuple[str, str], ...]
    modality: str = "asserted"
    role: str = ""
    by: str = ""
    confidence: float = 0.9
    words: tuple[tuple[str, str], ...] = ()


# id: title, date, source, body
ARTICLES = {
    "a1": (
        "百度发布飞桨新版本",
        "2026-05-04",
        "科技日报",
        "百度发布了深度学习平台飞桨的新版本。IDC报告显示，飞桨在中国位居前列。\n"
        "百度首席技术官王海峰出席了世界人工智能大会。",
    ),
    "a2": (
        "百度智能云与中国移动合作",
        "2026-05-12",
        "科技日报",
        "百度与中国移动签约合作。文心一言将接入飞桨。",
    ),
    "a3": (
        "华为推出鸿蒙新机",
        "2026-05-20",
        "财经网",
        "华为推出搭载鸿蒙系统的新手机。鸿蒙系统是华为研发的操作系统。华为与百度在自动驾驶上竞争。",
    ),
    "a4": (
        "国务院印发数据行动方案",
        "2026-06-02",
        "新华社",
        "国务院印发《数据要素行动方案》，支持人工智能。工信部规范自动驾驶。",
    ),
    "a5": (
        "世界人工智能大会开幕",
        "2026-06-16",
        "新华社",
        "世界人工智能大会在上海举行，工信部主办。华为参加了世界人工智能大会。",
    ),
    "a6": (
        "传百度拟收购某公司，百度否认",
        "2026-06-23",
        "财经网",
        "据报道，百度收购星河智能。百度否认收购星河智能。",
    ),
}
# name: type, other names
ENTITIES = {
    "百度": ("Company", ("Baidu", "度娘")),
    "飞桨": ("Product", ("PaddlePaddle",)),
    "IDC": ("Organization", ()),
    "王海峰": ("Person", ()),
    "世界人工智能大会": ("Event", ("WAIC",)),
    "中国移动": ("Company", ()),
    "文心一言": ("Product", ()),
    "华为": ("Company", ("Huawei",)),
    "鸿蒙系统": ("Product", ("鸿蒙",)),
    "自动驾驶": ("Technology", ()),
    "国务院": ("GovernmentBody", ()),
    "数据要素行动方案": ("Policy", ()),
    "人工智能": ("Technology", ()),
    "工信部": ("GovernmentBody", ("工业和信息化部",)),
    "上海": ("Place", ()),
    "中国": ("Place", ()),
    "星河智能": ("Company", ()),
}
STATEMENTS = (
    Said(
        "百度",
        "develops",
        "飞桨",
        (("a1", "百度发布了深度学习平台飞桨的新版本。"), ("a1", "百度发布飞桨新版本")),
    ),
    Said("IDC", "reportsOn", "飞桨", (("a1", "IDC报告显示，飞桨在中国位居前列。"),)),
    Said(
        "王海峰",
        "worksFor",
        "百度",
        (("a1", "百度首席技术官王海峰出席了世界人工智能大会。"),),
        role="首席技术官",
    ),
    Said(
        "王海峰",
        "participatesIn",
        "世界人工智能大会",
        (("a1", "百度首席技术官王海峰出席了世界人工智能大会。"),),
    ),
    Said("百度", "cooperatesWith", "中国移动", (("a2", "百度与中国移动签约合作。"),)),
    Said("文心一言", "uses", "飞桨", (("a2", "文心一言将接入飞桨。"),), "planned", confidence=0.6),
    Said("华为", "develops", "鸿蒙系统", (("a3", "鸿蒙系统是华为研发的操作系统。"),)),
    Said("华为", "competesWith", "百度", (("a3", "华为与百度在自动驾驶上竞争。"),), confidence=0.5),
    Said(
        "国务院",
        "issues",
        "数据要素行动方案",
        (("a4", "国务院印发《数据要素行动方案》，支持人工智能。"),),
    ),
    Said(
        "数据要素行动方案",
        "supports",
        "人工智能",
        (("a4", "国务院印发《数据要素行动方案》，支持人工智能。"),),
    ),
    Said("工信部", "regulates", "自动驾驶", (("a4", "工信部规范自动驾驶。"),)),
    Said(
        "工信部",
        "organizes",
        "世界人工智能大会",
        (("a5", "世界人工智能大会在上海举行，工信部主办。"),),
    ),
    Said(
        "世界人工智能大会",
        "locatedIn",
        "上海",
        (("a5", "世界人工智能大会在上海举行，工信部主办。"),),
    ),
    Said("华为", "participatesIn", "世界人工智能大会", (("a5", "华为参加了世界人工智能大会。"),)),
    Said("百度", "acquires", "星河智能", (("a6", "据报道，百度收购星河智能。"),), "reported"),
    Said("百度", "acquires", "星河智能", (("a6", "百度否认收购星河智能。"),), "negated", by="百度"),
)


def write_build(
    folder: Path,
    articles: Mapping[str, tuple[str, str, str, str]] = ARTICLES,
    entities: Mapping[str, tuple[str, tuple[str, ...]]] = ENTITIES,
    statements: Iterable[Said] = STATEMENTS,
) -> Path:
    """Write the tables of a build; mentions are all places of all names, the longest first."""
    tables = folder / "tables"
    tables.mkdir(parents=True)
    texts = {key: f"{title}\n{body}" for key, (title, _, _, body) in articles.items()}
    named = [row for key, text in texts.items() for row in _mentions(key, text, entities)]
    _write(tables / "articles.jsonl", [_article(key, *articles[key]) for key in articles])
    _write(tables / "mentions.jsonl", named)
    _write(tables / "entities.jsonl", [_entity(name, *entities[name], named) for name in entities])
    days = {key: date for key, (_, date, _, _) in articles.items()}
    rows = [_statement(n, said, texts, days) for n, said in enumerate(statements)]
    _write(tables / "statements.jsonl", rows)
    return folder


def iri(kind: str, key: str) -> str:
    return f"{BASE}{kind}/{key}"


def _article(key: str, title: str, date: str, source: str, body: str) -> dict[str, object]:
    return {
        "id": iri("article", key),
        "source_id": key,
        "title": title,
        "date": date,
        "source": source,
        "url": f"https://news.example/{key}",
        "text": f"{title}\n{body}",
        "sha256": "",
    }


def _mentions(
    key: str, text: str, entities: Mapping[str, tuple[str, tuple[str, ...]]]
) -> list[dict[str, object]]:
    owner = {alias: name for name, (_, more) in entities.items() for alias in (name, *more)}
    taken: set[int] = set()
    rows: list[dict[str, object]] = []
    for surface in sorted(owner, key=len, reverse=True):
        at = text.find(surface)
        while at >= 0:
            span = range(at, at + len(surface))
            if not taken.intersection(span):
                taken.update(span)
                rows.append(
                    {
                        "article": iri("article", key),
                        "start": at,
                        "end": at + len(surface),
                        "surface": surface,
                        "type": entities[owner[surface]][0],
                        "entity": iri("entity", owner[surface]),
                        "score": 0.9,
                        "detector": "lexicon",
                    }
                )
            at = text.find(surface, at + 1)
    return sorted(rows, key=lambda row: str(row["start"]).zfill(6))


def _entity(
    name: str, type_: str, more: tuple[str, ...], named: list[dict[str, object]]
) -> dict[str, object]:
    mine = [row for row in named if row["entity"] == iri("entity", name)]
    return {
        "id": iri("entity", name),
        "name": name,
        "type": type_,
        "aliases": [
            {
                "name": alias,
                "kind": "english" if alias.isascii() else "other",
                "article": "",
                "quote": "",
            }
            for alias in more
        ],
        "same_as": [],
        "articles": len(Counter(str(row["article"]) for row in mine)),
        "mentions": len(mine),
    }


def _statement(
    number: int, said: Said, texts: Mapping[str, str], days: Mapping[str, str]
) -> dict[str, object]:
    dates = sorted({days[key] for key, _ in said.places} - {""}) or [""]
    return {
        "id": iri("statement", f"{number:04d}"),
        "subject": iri("entity", said.subject),
        "predicate": said.predicate,
        "object": iri("entity", said.object),
        "modality": said.modality,
        "time": "",
        "role": said.role,
        "attributed_to": iri("entity", said.by) if said.by else "",
        "confidence": said.confidence,
        "status": "current",
        "evidence": [
            {
                "article": iri("article", key),
                "start": texts[key].index(quote),
                "end": texts[key].index(quote) + len(quote),
                "quote": quote,
                "rule": "test",
                "marks": [_mark(role, words, quote, texts[key]) for role, words in said.words],
            }
            for key, quote in said.places
        ],
        "amounts": [],
        "first_seen": dates[0],
        "last_seen": dates[-1],
    }


def _mark(role: str, words: str, quote: str, text: str) -> dict[str, object]:
    start = text.index(quote) + quote.index(words)
    return {"role": role, "start": start, "end": start + len(words), "surface": words}


def _write(path: Path, rows: list[dict[str, object]]) -> None:
    rows = sorted(rows, key=lambda row: str(row.get("id", "")))
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_bytes("".join(lines).encode("utf-8", "backslashreplace"))
