"""Tells the format of a file by what is in it; the suffix decides only between look-alikes."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping

from kg.read.clean import is_html
from kg.read.fields import knows

_MAGIC = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"PK\x05\x06", b"\x7fELF",
    b"SQLite format 3", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\xd0\xcf\x11\xe0", b"RIFF",
    b"\x28\xb5\x2f\xfd", b"OggS", b"ID3", b"\x00\x00\x01\x00", b"\xca\xfe\xba\xbe", b"MZ\x90",
)  # fmt: skip
_POST = re.compile(r"-{3}[ \t]*\r?\n")
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_PAGE = re.compile(r"(?i)<(?:!doctype\s+html|html|head|body)\b")
_MARKDOWN = re.compile(r"(?m)^#{1,6} \S|^\s*[-*] \S|\]\(https?://|\*\*\S|^```")
_JSON_LIST = re.compile(r"\[\s*[\[{\"\]\d]")


def is_binary(head: bytes, text: str) -> bool:
    """Is this no text at all: an image, an archive, a program?

    Args:
        head: the first bytes.
        text: the same, decoded.
    """
    if head.startswith(_MAGIC) or head[257:262] == b"ustar":
        return True
    odd = sum((char < " " and char not in "\t\n\r\f\v\x1a\x1b") or char == "\x7f" for char in text)
    lost = text[:-4].count("\ufffd")
    return odd > len(text) * 0.05 or lost > len(text) * 0.3


def sniff(head: str, name: str, field_map: Mapping[str, str]) -> str:
    """One of post, feed, html, xml, json, jsonl, csv, markdown, plain.

    Args:
        head: the start of the file, decoded.
        name: the file's name; a suffix `.gz` is passed over.
    """
    text = head.lstrip("\ufeff \t\r\n")
    suffix = name.lower().removesuffix(".gz").rpartition(".")[2]
    if _POST.match(text):
        return "post"
    if text.startswith("<"):
        return _angled(text)
    if text.startswith("{") or _JSON_LIST.match(text):
        return _json(text, suffix)
    if suffix in ("jsonl", "ndjson", "json"):
        return "jsonl" if suffix != "json" else "json"
    if suffix in ("csv", "tsv") or table_separator(text, field_map):
        return "csv"
    if suffix in ("md", "markdown", "mdown"):
        return "markdown"
    if suffix in ("html", "htm", "xhtml") or text.count("</p>") + text.count("<br") > 1:
        return "html"
    return "markdown" if suffix != "txt" and _MARKDOWN.search(text) else _plain(text)


def table_separator(text: str, field_map: Mapping[str, str]) -> str:
    """What parts the columns if the first line is a header with names that we know, else ""."""
    first = text.lstrip("\ufeff\r\n").split("\n", 1)[0].rstrip("\r")
    for separator in "\t,;|":
        if separator in first and len(first) < 10_000:
            cells = [cell.strip() for cell in next(csv.reader([first], delimiter=separator), [])]
            if knows(cells, field_map) and all(len(cell) < 60 for cell in cells):
                return separator
    return ""


def _angled(text: str) -> str:
    if _PAGE.search(text[:4096]):
        return "html"
    if _FEED.search(text):
        return "feed"
    if is_html(text):
        return "html"
    return "xml" if text.startswith(("<?xml", "<!DOCTYPE")) else "plain"


def _json(text: str, suffix: str) -> str:
    if suffix in ("jsonl", "ndjson"):
        return "jsonl"
    first, _, rest = text.partition("\n")
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        # A first line longer than what we see here: one big record or one line of many.
        return "jsonl" if text.startswith("{") and not rest and suffix != "json" else "json"
    return "jsonl" if isinstance(value, dict) and rest.strip() else "json"


def _plain(text: str) -> str:
    return "markdown" if re.match(r"#{1,6} \S", text) else "plain"
