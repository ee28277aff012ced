"""Exports a build, or a part of it, by the name of a format."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError, UsageError
from kg.export import EXPORTERS, Exporter
from kg.schema import Schema
from kg.subgraph import Cut, cut_build


def export_build(
    build: Path, format_: str, target: Path | None, schema: Schema, cut: Cut | None = None
) -> None:
    """Write a build in a format to a file or folder, or to standard output without a target.

    Raises:
        UsageError: the format is unknown, or a folder of tables has no target.
        QueryError: nobody, or several, are called `cut.around`.
        InputError: the target cannot be written.
    """
    exporter = EXPORTERS.make(format_)
    if target is None and not exporter.suffix:
        raise UsageError(f"{format_} writes a folder; name it: kg export {format_} FOLDER")
    with tempfile.TemporaryDirectory(prefix="kg-export-") as scratch:
        source = build
        if cut is not None and cut != Cut():
            source = Path(scratch) / "part"
            cut_build(build, source, cut, schema)
            _carry_settings(build, source)
        if target is not None:
            _write(exporter, source, target, schema)
        else:
            _stream(exporter, source, Path(scratch), schema, sys.stdout.buffer)


def _write(exporter: Exporter, source: Path, target: Path, schema: Schema) -> None:
    try:
        exporter.write(source, target, schema)
    except OSError as fault:
        raise InputError(f"{target}: cannot be written: {fault.strerror or fault}") from fault


def _carry_settings(build: Path, part: Path) -> None:
    """A part keeps the base IRI of its build, which RDF formats read there."""
    if (build / "build.json").is_file():
        shutil.copyfile(build / "build.json", part / "build.json")


def _stream(exporter: Exporter, source: Path, scratch: Path, schema: Schema, out: BinaryIO) -> None:
    written = scratch / f"out{exporter.suffix}"
    exporter.write(source, written, schema)
    with written.open("rb") as lines:
        shutil.copyfileobj(lines, out)
    out.flush()
