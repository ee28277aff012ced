"""Reads one file: opens it, finds its format by what is in it, hands it to that format's reader."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from kg.errors import KgError
from kg.read.draft import Draft, Report
from kg.read.encoding import decode, detect
from kg.read.feeds import read_feed
from kg.read.lines import head_of, opened, text_lines, whole
from kg.read.markdown import read_markdown
from kg.read.pages import read_page
from kg.read.plain import read_plain
from kg.read.posts import read_post
from kg.read.records import read_json, read_json_lines, read_parquet, read_table
from kg.read.sniff import is_binary, sniff
from kg.read.walk import Found


def read_file(found: Found, field_map: Mapping[str, str], report: Report) -> Iterator[Draft]:
    """The drafts of one file; whatever is wrong with it is reported and ends at most this file."""
    try:
        with opened(found.path) as stream:
            yield from _read(found, stream, field_map, report)
    except KgError:
        raise
    except OSError as fault:
        report("unreadable", fault.strerror or str(fault))
    except Exception as fault:
        # The last net under the parsers of others: one hostile file must not end a build.
        report("fault", f"{type(fault).__name__}: {fault}"[:300])


def _read(
    found: Found, stream: io.BufferedReader, field_map: Mapping[str, str], report: Report
) -> Iterator[Draft]:
    head = head_of(stream, report)
    if head.startswith(b"PAR1"):
        yield from _parquet(stream, field_map, report)
        return
    encoding = detect(head)
    text = head.decode(encoding, "replace")
    if not text.strip("\ufeff \t\r\n\x00"):
        report("empty", "nothing in the file")
    elif is_binary(head, text):
        report("binary", "not a text: an image, an archive or a program")
    else:
        format_ = "jsonl" if found.path == "-" else sniff(text, found.name, field_map)
        if format_ == "jsonl":
            yield from read_json_lines(text_lines(stream, encoding, report), field_map, report)
        elif format_ == "csv":
            lines = text_lines(stream, encoding, report)
            yield from read_table(lines, text, found.name, field_map, report)
        else:
            yield from _document(format_, found, stream, field_map, report)


def _parquet(
    stream: io.BufferedReader, field_map: Mapping[str, str], report: Report
) -> Iterator[Draft]:
    """Parquet is read from its end: from the file itself, or from memory when it was packed."""
    if isinstance(stream.raw, io.FileIO):
        stream.seek(0)
        yield from read_parquet(stream, field_map, report)
    elif (data := whole(stream, report)) is not None:
        yield from read_parquet(io.BytesIO(data), field_map, report)


def _document(
    format_: str,
    found: Found,
    stream: io.BufferedReader,
    field_map: Mapping[str, str],
    report: Report,
) -> Iterator[Draft]:
    data = whole(stream, report)
    if data is None:
        return
    decoded = decode(data)
    if decoded.fault:
        report("encoding", decoded.fault)
    text = decoded.text
    if format_ == "post":
        yield from read_post(text, found.name, field_map, report)
    elif format_ == "html":
        yield read_page(text, found.name)
    elif format_ == "feed":
        yield from read_feed(text, report)
    elif format_ == "json":
        yield from read_json(text, field_map, report)
    elif format_ == "markdown":
        yield from read_markdown(text, found.name)
    elif format_ == "xml":
        report("format", "XML that is no feed and no page: cannot be read")
    else:
        yield read_plain(text, found.name)
