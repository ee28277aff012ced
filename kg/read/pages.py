"""Reads web pages: title, date and outlet from what the page says of itself, and its main text."""

from __future__ import annotations

import json
import logging
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from kg.read.clean import flatten, node_paragraphs, paragraphs, parse
from kg.read.dates import date_in, iso_date
from kg.read.draft import Draft
from kg.read.tidy import tidy_line

_TITLES = ('meta[property="og:title"]', 'meta[name="twitter:title"]')
_DATES = (
    'meta[property="article:published_time"]',
    'meta[property="og:release_date"]',
    'meta[name="publishdate"]',
    'meta[name="pubdate"]',
    'meta[name="weibo: article:create_at"]',
    'meta[itemprop="datePublished"]',
    'meta[name="date"]',
    "time[datetime]",
)
_SOURCES = ('meta[property="og:site_name"]', 'meta[name="source"]', 'meta[name="mediaid"]')
_AUTHORS = ('meta[name="author"]',)
_URLS = ('link[rel="canonical"]', 'meta[property="og:url"]')
_BODIES = ('[itemprop="articleBody"]', "article", "main")
# A main part with less text than this is a teaser or a wrong guess.
_SHORTEST = 60
# trafilatura is fast, but not on pages that are no articles at all.
_LONGEST_PAGE = 1_000_000


def read_page(markup: str, name: str) -> Draft:
    """The article of a page; its text is found by trafilatura unless the page marks it plainly."""
    tree = parse(markup)
    told = _linked_data(tree)
    heading = _heading(tree)
    title = heading or _first(tree, _TITLES) or _string(told.get("headline")) or _window(tree)
    body = _main_text(tree, markup)
    if body and tidy_line(body[0]) == title:
        body = body[1:]
    dates = [_first(tree, (one,)) for one in _DATES] + [_string(told.get("datePublished"))]
    return Draft(
        title=title,
        body="\n".join(body),
        date=next((date for date in dates if iso_date(date)), "") or date_in(name),
        source=_first(tree, _SOURCES)
        or _string(told.get("publisher"))
        or _first(tree, _AUTHORS)
        or _string(told.get("author")),
        url=_first(tree, _URLS),
    )


def _main_text(tree: LexborHTMLParser, markup: str) -> list[str]:
    for selector in _BODIES:
        nodes = tree.css(selector)
        if len(nodes) == 1:
            found = node_paragraphs(nodes[0])
            if sum(map(len, found)) >= _SHORTEST:
                return found
    return _extracted(markup) or paragraphs(markup)


def _extracted(markup: str) -> list[str]:
    """What trafilatura takes for the main text, as paragraphs; empty when it finds none."""
    # It warns on stderr of every page it finds nothing in.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    from trafilatura import extract

    if len(markup) > _LONGEST_PAGE:
        return []
    try:
        found = extract(
            flatten(markup), output_format="html", include_comments=False, include_tables=False
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError):
        # It means to give nothing where it fails; odd pages make it raise instead.
        return []
    lines = paragraphs(found or "")
    return lines if sum(map(len, lines)) >= _SHORTEST else []


def _heading(tree: LexborHTMLParser) -> str:
    headings = tree.css("h1")
    return tidy_line(headings[0].text(deep=True)) if len(headings) == 1 else ""


def _window(tree: LexborHTMLParser) -> str:
    """The window's title without the site's name: `题目_新闻频道_某网` -> `题目`."""
    node = tree.css_first("title")
    title = tidy_line(node.text(deep=True)) if node is not None else ""
    for mark in ("_", " | ", " - ", " – ", "｜"):
        head = title.split(mark)[0].strip()
        if len(head) >= 6:
            title = head
    return title


def _first(tree: LexborHTMLParser, selectors: tuple[str, ...]) -> str:
    for selector in selectors:
        node = tree.css_first(selector)
        if node is not None:
            given = node.attributes
            value = given.get("content") or given.get("href") or given.get("datetime") or ""
            if value.strip():
                return tidy_line(value)
    return ""


def _linked_data(tree: LexborHTMLParser) -> dict[str, Any]:
    """The schema.org article that the page embeds as JSON-LD, or nothing."""
    for node in tree.css('script[type="application/ld+json"]')[:5]:
        try:
            value = json.loads(node.text(deep=True))
        except (ValueError, RecursionError):
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and ("datePublished" in one or "headline" in one):
                return one
    return {}


def _string(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return tidy_line(value) if isinstance(value, str) else ""
