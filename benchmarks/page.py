"""Measures the explorer: seconds to write, size, first picture, search; on a generated graph or a
build.

    python benchmarks/page.py                 20,000 generated entities, 60,000 statements
    python benchmarks/page.py output          the build in a folder
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from kg.page import write_page
from kg.schema import load_schema, schemas_folder

ENTITIES, STATEMENTS, ARTICLES = 20_000, 60_000, 20_000
SYLLABLES = "华星云海天智联创科通达信和泰安宁长江河山东方南北中新光明德元"
WORDS = [
    "发布",
    "推出",
    "合作",
    "研发",
    "投资",
    "市场",
    "产品",
    "今年",
    "表示",
    "技术",
    "公司",
    "项目",
    "亿元",
    "平台",
    "增长",
    "计划",
    "全球",
    "用户",
    "服务",
]
TYPES = ("Company", "Person", "Place", "Technology", "Product", "Policy", "Event", "Industry")
PREDICATES = ("develops", "cooperatesWith", "investsIn", "locatedIn", "uses", "supports")


def generate(folder: Path) -> Path:
    """A build whose entities are as unevenly connected as those of news."""
    chance = random.Random(7)
    tables = folder / "tables"
    tables.mkdir(parents=True)
    names = sorted({"".join(chance.choices(SYLLABLES, k=4)) for _ in range(ENTITIES * 2)})
    chance.shuffle(names)
    ids = [f"https://kg.example/entity/{name}" for name in names[:ENTITIES]]
    weights = [1 / (rank + 20) for rank in range(ENTITIES)]
    ends = chance.choices(range(ENTITIES), weights, k=STATEMENTS * 2)
    articles, mentions, statements, named = [], [], [], [0] * ENTITIES
    for number in range(ARTICLES):
        key = f"https://kg.example/article/{number:05d}"
        text, spans = "标题\n", []
        for at in range(3):
            s, o = ends[6 * number + 2 * at : 6 * number + 2 * at + 2]
            start = len(text)
            for entity in (s, o):
                text += "".join(chance.choices(WORDS, k=6))
                spans.append((len(text), entity))
                text += names[entity]
                named[entity] += 1
            text += "".join(chance.choices(WORDS, k=8)) + "。"
            place = {
                "article": key,
                "start": start,
                "end": len(text),
                "quote": text[start:],
                "rule": "x",
            }
            statements.append(_statement(3 * number + at, ids[s], ids[o], place, chance))
        date = time.strftime("%Y-%m-%d", time.gmtime(1735689600 + 86400 * (number % 500)))
        articles.append(
            {
                "id": key,
                "source_id": key,
                "title": text[3:25],
                "date": date,
                "source": f"来源{number % 9}",
                "url": f"https://news.example/{number}",
                "text": text,
                "sha256": "",
            }
        )
        for start, entity in spans:
            mentions.append(
                {
                    "article": key,
                    "start": start,
                    "end": start + 4,
                    "surface": names[entity],
                    "type": "Company",
                    "entity": ids[entity],
                    "score": 0.9,
                    "detector": "x",
                }
            )
    entities = [
        {
            "id": id_,
            "name": names[at],
            "type": TYPES[at % 8],
            "aliases": [],
            "same_as": [],
            "articles": named[at],
            "mentions": named[at],
        }
        for at, id_ in enumerate(ids)
    ]
    for name, rows in (
        ("articles", articles),
        ("mentions", mentions),
        ("entities", entities),
        ("statements", statements),
    ):
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        (tables / f"{name}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def _statement(
    number: int, subject: str, object_: str, place: dict[str, object], chance: random.Random
) -> dict[str, object]:
    return {
        "id": f"https://kg.example/statement/{number:016x}",
        "subject": subject,
        "predicate": chance.choice(PREDICATES),
        "object": object_,
        "modality": "asserted",
        "time": "",
        "role": "",
        "attributed_to": "",
        "confidence": round(chance.uniform(0.4, 1), 2),
        "status": "current",
        "evidence": [place],
    }


def measure(build: Path) -> dict[str, float]:
    """Write the page of a build, open it in Chromium with software rendering, look for things."""
    target = build / "graph.html"
    begun = time.perf_counter()
    write_page(build, target, schema=load_schema(schemas_folder()))
    found = {"write_s": time.perf_counter() - begun, "size_mb": target.stat().st_size / 1e6}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(target.as_uri())
        page.wait_for_selector("html[data-texts]", state="attached", timeout=60_000)
        found["first_picture_ms"] = float(page.evaluate("document.documentElement.dataset.ready"))
        found["texts_ms"] = float(page.evaluate("document.documentElement.dataset.texts"))
        found["search_ms"] = max(_search(page, word) for word in ("华", "hua", "hxy", "不存在"))
        found["focus_ms"] = page.evaluate(
            "() => { const begun = performance.now();"
            " document.querySelector('.ranked .link').click();"
            " document.querySelector('.row .act').click(); return performance.now() - begun; }"
        )
        browser.close()
    return found


def _search(page: Page, word: str) -> float:
    page.fill("#q", word)
    return float(page.evaluate("document.documentElement.dataset.searched"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        build = Path(sys.argv[1]) if len(sys.argv) > 1 else generate(Path(scratch) / "build")
        for name, value in measure(build).items():
            print(f"{name:18}{value:10.1f}")
