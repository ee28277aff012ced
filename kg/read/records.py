"""Reads files of records: JSON, JSON lines, CSV, TSV and Parquet."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from kg.read.draft import Draft, Report
from kg.read.fields import draft_of, knows, records_in
from kg.read.lines import Line
from kg.read.sniff import table_separator

_LONGEST_FIELD = 64 * 1024 * 1024


def read_json_lines(
    lines: Iterator[Line], field_map: Mapping[str, str], report: Report
) -> Iterator[Draft]:
    """One record a line; a bad line is a Problem and loses only itself."""
    for number, text in lines:
        if text.strip("\ufeff \t\r\n\x1e\x00"):
            try:
                value = json.loads(text.strip("\ufeff \t\r\n\x1e\x00"))
            except (ValueError, RecursionError) as fault:
                report("json", f"not JSON: {fault}", number)
            else:
                yield from _drafts(records_in(value), field_map, report, number)


def read_json(text: str, field_map: Mapping[str, str], report: Report) -> Iterator[Draft]:
    """The records of a JSON file: one, a list of them, or a list inside an envelope.

    Of a cut or broken list the whole records before the fault are read.
    """
    text = text.lstrip("\ufeff")
    try:
        records = records_in(json.loads(text))
    except (ValueError, RecursionError) as fault:
        report("json", f"not JSON: {fault}", getattr(fault, "lineno", 0))
        records = list(_whole_records(text))
    yield from _drafts(records, field_map, report, 0)


def _whole_records(text: str) -> Iterator[Any]:
    """Objects that stand one after another, or in a list, up to the first fault."""
    decoder = json.JSONDecoder()
    place = text.find("[") if text.lstrip()[:1] == "[" else -1
    place += 1
    while (place := _next_object(text, place)) >= 0:
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            return
        yield from records_in(value)


def _next_object(text: str, place: int) -> int:
    while place < len(text) and text[place] in " \t\r\n,":
        place += 1
    return place if place < len(text) and text[place] == "{" else -1


def _drafts(
    records: list[Any], field_map: Mapping[str, str], report: Report, line: int
) -> Iterator[Draft]:
    for number, record in enumerate(records, 1):
        place = line or number
        if isinstance(record, dict):
            yield draft_of(record, field_map, place)
        else:
            report("record", f"not an object but {type(record).__name__}", place)


def read_table(
    lines: Iterator[Line], head: str, name: str, field_map: Mapping[str, str], report: Report
) -> Iterator[Draft]:
    """The rows of CSV or TSV under a header; also `;` and `|` as separators."""
    csv.field_size_limit(_LONGEST_FIELD)
    comma = "\t" if ".tsv" in name.lower() else ","
    separator = table_separator(head, field_map) or comma
    rows = csv.reader((text.replace("\x00", "") for _, text in lines), delimiter=separator)
    columns = [column.strip().strip("\ufeff") for column in _row(rows, report) or []]
    if not knows(columns, field_map):
        report("columns", "no column is known as title or text; name one with --map text=COLUMN", 1)
        return
    while (row := _row(rows, report)) is not None:
        if len(row) > len(columns):
            report("csv", f"{len(row)} cells under {len(columns)} columns", rows.line_num)
        if any(cell.strip() for cell in row):
            yield draft_of(dict(zip(columns, row, strict=False)), field_map, rows.line_num)


def _row(rows: Any, report: Report) -> list[str] | None:
    """The next row that can be read, or None at the end."""
    while True:
        try:
            row: list[str] = next(rows)
            return row
        except StopIteration:
            return None
        except csv.Error as fault:
            report("csv", str(fault), rows.line_num)


def read_parquet(stream: BinaryIO, field_map: Mapping[str, str], report: Report) -> Iterator[Draft]:
    """The rows of a Parquet file; without the optional package pyarrow a Problem says so."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        report("missing-package", "Parquet needs pyarrow: pip install 'news-kg[parquet]'")
        return
    number = 0
    try:
        for batch in ParquetFile(stream).iter_batches(256):
            for row in batch.to_pylist():
                number += 1
                yield draft_of(_plain_values(row), field_map, number)
    except (ArrowException, OSError, ValueError) as fault:
        report("parquet", f"not readable: {fault}"[:300], number)


def _plain_values(row: Mapping[str, Any]) -> dict[str, Any]:
    """Missing numbers as None, as JSON would have them."""
    return {
        name: None if isinstance(value, float) and math.isnan(value) else value
        for name, value in row.items()
    }
