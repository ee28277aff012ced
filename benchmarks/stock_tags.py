"""Silver proof of linking: do the companies that editors tagged come out of a build?

    python benchmarks/stock_tags.py NEWS_DIR DAY WORK_DIR [--lexicon TABLE] [--sample N]

NEWS_DIR holds `flash-*.jsonl.gz` of several outlets with the editors' `stocks` tags. All items of
DAY (YYYY-MM-DD) are built without their tags. Reported: how many tagged companies the build links
in the same item; a sample of linked companies the editors did not tag, to be checked by hand; and
how far near-duplicate items of two outlets get the same entities.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from kg.build import Options, build
from kg.fold import fold_name
from kg.naming import code_of
from kg.tables import read_articles, read_entities, read_mentions
from kg.tools import Settings

# Two items are one piece of news from this share of common character triples on.
DUPLICATE = 0.5
# Codes of companies; funds, indices and bonds have others.
SHARE = re.compile(r"SH6[08]|SZ[03]0|BJ|HK|US:|NASDAQ:|NYSE:")


def items(folder: Path, day: str) -> Iterator[dict[str, Any]]:
    """The items of a day, with an id that tells the outlet."""
    for path in sorted(folder.glob("flash-*.jsonl.gz")):
        outlet = path.name.removeprefix("flash-").removesuffix(".jsonl.gz")
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
            record = json.loads(line)
            if str(record.get("date", "")).startswith(day):
                yield {**record, "id": f"{outlet}-{record['id']}", "outlet": outlet}


def tag_codes(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(code as the lexicon writes it, name) of the tagged companies; funds and indices left out."""
    for tag in record.get("stocks") or ():
        raw, name = str(tag.get("code", "")), str(tag.get("name", ""))
        # -U, -W and -P mark a kind of share.
        name = re.sub(r"-[A-Z]$", "", name)
        if raw.upper().startswith("HK"):
            code = f"HK{raw[2:].zfill(5)}"
        elif raw.isascii() and raw.isalpha():
            code = f"US:{raw.upper()}"
        else:
            code = code_of(raw)
        if SHARE.match(code):
            yield code, name


def comparable(code: str) -> str:
    """US codes without their exchange."""
    exchange, _, ticker = code.partition(":")
    return f"US:{ticker}" if exchange in ("NASDAQ", "NYSE", "US") else code


def linked(
    output: Path,
) -> tuple[dict[str, dict[str, set[str]]], dict[str, dict[str, set[str]]]]:
    """By item: entity id -> its codes and folded names; folded surface -> entity ids."""
    codes: dict[str, set[str]] = {}
    for row in read_entities(output):
        names = {row["name"], *(alias["name"] for alias in row["aliases"])}
        marks = {comparable(s.removeprefix("code:")) for s in row["same_as"]}
        codes[row["id"]] = marks | {fold_name(name) for name in names}
    source_of = {row["id"]: row["source_id"] for row in read_articles(output)}
    found: dict[str, dict[str, set[str]]] = defaultdict(dict)
    surfaces: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for mention in read_mentions(output):
        entity = mention["entity"]
        item = source_of[mention["article"]]
        found[item][entity] = codes[entity]
        surfaces[item][fold_name(mention["surface"])].add(entity)
    return found, surfaces


def recall(records: Iterable[dict[str, Any]], found: dict[str, dict[str, set[str]]]) -> None:
    """Print how many tags are linked: all, and those whose name stands in the text."""
    counts: Counter[str] = Counter()
    for record in records:
        text = fold_name(f"{record.get('title', '')} {record.get('content', '')}")
        for code, name in tag_codes(record):
            marks = set().union(*found.get(record["id"], {}).values() or [set()])
            hit = comparable(code) in marks or (bool(name) and fold_name(name) in marks)
            named = bool(name) and fold_name(name) in text
            mainland = code[:2] in ("SH", "SZ", "BJ")
            kinds = ["all", *["named"] * named, *["mainland"] * mainland]
            for kind in [*kinds, *["mainland named"] * (mainland and named)]:
                counts[kind] += 1
                counts[f"{kind} linked"] += hit
    for kind in ("all", "named", "mainland", "mainland named"):
        share = counts[f"{kind} linked"] / max(1, counts[kind])
        print(f"tags ({kind}): {counts[f'{kind} linked']} of {counts[kind]} linked, {share:.3f}")


def untagged(
    records: Iterable[dict[str, Any]], found: dict[str, dict[str, set[str]]], wanted: int
) -> None:
    """Print an even sample of listed companies that were linked without a tag."""
    rows = []
    for record in records:
        tags = {comparable(code) for code, _ in tag_codes(record)}
        names = {fold_name(name) for _, name in tag_codes(record)}
        for entity, marks in sorted(found.get(record["id"], {}).items()):
            listed = any(mark[:2] in ("SH", "SZ", "HK", "BJ", "US") for mark in marks)
            if tags and listed and not marks & (tags | names):
                text = str(record.get("content", ""))
                rows.append(f"{entity.rpartition('/')[2]}\t{record['id']}\t{text[:160]}")
    step = max(1, len(rows) // wanted) if wanted else 1
    print(f"linked listed companies without a tag: {len(rows)}")
    for row in rows[::step][:wanted]:
        print(row)


def agreement(
    records: list[dict[str, Any]],
    found: dict[str, dict[str, set[str]]],
    surfaces: dict[str, dict[str, set[str]]],
) -> None:
    """Print how far near-duplicates of two outlets share their entities (Jaccard).

    Names that both items have are counted apart: do they get one entity?
    """
    pairs = []
    same_name = both_name = 0
    triples = {r["id"]: grams(str(r.get("content", ""))) for r in records}
    holding: dict[str, list[str]] = defaultdict(list)
    for record in records:
        for gram in triples[record["id"]]:
            holding[gram].append(record["id"])
    near = {
        pair
        for ids in holding.values()
        if len(ids) <= 12
        for pair in combinations(sorted(ids), 2)
        if pair[0].split("-")[0] != pair[1].split("-")[0]
    }
    for a, b in sorted(near):
        if jaccard(triples[a], triples[b]) >= DUPLICATE:
            pairs.append(jaccard(set(found.get(a, ())), set(found.get(b, ()))))
            for name in surfaces[a].keys() & surfaces[b].keys():
                both_name += 1
                same_name += bool(surfaces[a][name] & surfaces[b][name])
    mean = sum(pairs) / max(1, len(pairs))
    same = sum(value == 1 for value in pairs) / max(1, len(pairs))
    print(f"near-duplicate pairs: {len(pairs)}, mean agreement {mean:.3f}, identical {same:.3f}")
    print(f"names in both: {both_name}, one entity {same_name / max(1, both_name):.4f}")


def grams(text: str) -> set[str]:
    """Character triples."""
    return {text[i : i + 3] for i in range(len(text) - 2)}


def jaccard(a: set[str], b: set[str]) -> float:
    """Common share of two sets; two empty sets agree."""
    return len(a & b) / len(a | b) if a | b else 1.0


def main() -> None:
    """Build and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("news", type=Path)
    parser.add_argument("day")
    parser.add_argument("work", type=Path)
    parser.add_argument("--lexicon", type=Path, action="append", default=[])
    parser.add_argument("--sample", type=int, default=0)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    records = list(items(given.news, given.day))
    plain = given.work / "items.jsonl"
    with plain.open("w", encoding="utf-8") as out:
        for record in records:
            kept = {k: record.get(k) for k in ("id", "title", "content", "date", "source", "url")}
            out.write(json.dumps(kept, ensure_ascii=False) + "\n")
    output = given.work / "output"
    built = build([str(plain)], output, Options(Settings(lexicons=tuple(given.lexicon))))
    print(f"{len(records)} items, {built.counts['entities']} entities")
    found, surfaces = linked(output)
    recall(records, found)
    agreement(records, found, surfaces)
    untagged(records, found, given.sample)


if __name__ == "__main__":
    main()
