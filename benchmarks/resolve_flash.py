"""Times linking and assembling flash items, and compares the graph with that of a shuffled input.

    python benchmarks/resolve_flash.py FLASH.jsonl.gz [ITEMS]

Mentions come from the lexicon and from legal forms alone, so that only naming is timed.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from kg.assemble import assemble
from kg.fold import fold
from kg.lexicon import Lexicon, load_lexicon
from kg.link import link
from kg.model import Article, Extraction, Mention
from kg.segment import segment
from kg.tools import Settings, lexicon_tables

_COMPANY = re.compile(r"[\u4e00-\u9fff]{2,10}(?:股份有限公司|有限公司|公司|集团)")


def articles(path: Path) -> Iterator[Article]:
    """The items of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as source:
        for number, line in enumerate(source):
            record = json.loads(line)
            title = record.get("title") or ""
            text = f"{title}\n{record.get('content') or ''}"
            yield Article(f"f{number:06}", f"f{number}", title, record["date"], "", "", text)


def mentions(text: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Sure lexicon names and company-like strings, never overlapping."""
    hits = [
        (h.start, h.end, h.entries[0].type) for h in lexicon.find(fold(text)) if not h.ambiguous
    ]
    hits += [(*match.span(), "Company") for match in _COMPANY.finditer(text)]
    found: list[Mention] = []
    for start, end, type_ in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if not found or start >= found[-1].end:
            found.append(Mention(start, end, text[start:end], type_, 0.9, "lexicon"))
    return tuple(found)


def main(path: str, items: str = "20000") -> None:
    """Print the seconds of one core and whether the order mattered."""
    lexicon = load_lexicon(lexicon_tables(Settings()))
    known = {one.id: one for one in islice(articles(Path(path)), int(items))}
    marked = {id: mentions(one.text, lexicon) for id, one in known.items()}
    start = time.process_time()
    made = []
    for id, one in known.items():
        got = link(one, segment(one), marked[id], lexicon)
        made.append(Extraction(id, one.sha256, marked[id], got.chains, got.name_ties))
    linked = time.process_time()
    graph = assemble(made, known.__getitem__, lexicon)
    done = time.process_time()
    print(f"{len(made)} items, {sum(map(len, marked.values()))} mentions")
    print(f"link {linked - start:.1f} s, assemble {done - linked:.1f} s")
    random.Random(5).shuffle(made)
    print("same graph when shuffled:", graph == assemble(made, known.__getitem__, lexicon))


if __name__ == "__main__":
    main(*sys.argv[1:])
