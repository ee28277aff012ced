"""Opens files, packed or not, and gives their bytes whole or their lines one by one."""

from __future__ import annotations

import codecs
import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import cast

from kg.read.draft import Report
from kg.read.encoding import decode

Line = tuple[int, str]
"""Its 1-based number and its text, line end included."""

# A file that is one document, or one record of a stream, is not larger than this many bytes.
LARGEST = 64 * 1024 * 1024
# Enough to tell format and encoding.
HEAD = 64 * 1024
_CUT = (EOFError, gzip.BadGzipFile, zlib.error)


@contextmanager
def opened(path: str) -> Iterator[io.BufferedReader]:
    """A file, or stdin for `-`, to peek into and read; gzip data are unpacked on the way."""
    with ExitStack() as stack:
        if path == "-":
            raw: io.BufferedReader = io.BufferedReader(cast(io.RawIOBase, sys.stdin.buffer), HEAD)
            stack.callback(raw.detach)
        else:
            file = stack.enter_context(Path(path).open("rb", 0))
            raw = stack.enter_context(io.BufferedReader(cast(io.RawIOBase, file), HEAD))
        if raw.peek(2)[:2] == b"\x1f\x8b":
            packed = stack.enter_context(gzip.GzipFile(fileobj=raw))
            yield stack.enter_context(io.BufferedReader(cast(io.RawIOBase, packed), HEAD))
        else:
            yield raw


def head_of(stream: io.BufferedReader, report: Report) -> bytes:
    """The first bytes without taking them; damaged gzip data are a Problem."""
    try:
        return stream.peek(HEAD)[:HEAD]
    except _CUT as fault:
        report("cut", f"damaged gzip data: {fault}")
        return b""


def whole(stream: io.BufferedReader, report: Report) -> bytes | None:
    """All bytes of a document; None when there are too many, what there is when it was cut."""
    parts: list[bytes] = []
    size = 0
    for part in _parts(stream, report):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            report("too-large", f"larger than {LARGEST // 2**20} MiB; give it as records instead")
            return None
    return b"".join(parts)


def _parts(stream: io.BufferedReader, report: Report) -> Iterator[bytes]:
    while True:
        try:
            part = stream.read1(1 << 20)
        except _CUT as fault:
            report("cut", f"damaged gzip data: {fault}; what came before is read")
            return
        if not part:
            return
        yield part


def text_lines(stream: io.BufferedReader, encoding: str, report: Report) -> Iterator[Line]:
    """The lines of a stream of any length, decoded one by one.

    A line that is not in `encoding` is decoded by itself; what stays unreadable is a Problem.
    """
    if encoding.startswith(("utf-16", "utf-32")):
        yield from _wide_lines(stream, encoding, report)
        return
    for number, line in enumerate(_byte_lines(stream, report), 1):
        if len(line) > LARGEST:
            report("too-large", f"a record larger than {LARGEST // 2**20} MiB", number)
        else:
            yield number, _decoded(line, encoding, report, number)


def _wide_lines(stream: io.BufferedReader, encoding: str, report: Report) -> Iterator[Line]:
    """Lines of an encoding whose line end is no single byte, so that decoding comes first."""
    number, rest = 1, ""
    for text in codecs.iterdecode(_parts(stream, report), encoding, "replace"):
        *lines, last = text.split("\n")
        for line in lines:
            yield from _wide_line(number, rest + line + "\n", report)
            number, rest = number + 1, ""
        rest = (rest + last)[: LARGEST + 1]
    if rest:
        yield from _wide_line(number, rest, report)


def _wide_line(number: int, line: str, report: Report) -> Iterator[Line]:
    if len(line) > LARGEST:
        report("too-large", f"a record larger than {LARGEST // 2**20} MiB", number)
    else:
        yield number, line


def _byte_lines(stream: io.BufferedReader, report: Report) -> Iterator[bytes]:
    """Lines; of one longer than `LARGEST` only so much that it is seen to be too long."""
    while True:
        try:
            line = stream.readline(LARGEST + 1)
            rest = line
            while len(rest) > LARGEST and not rest.endswith(b"\n"):
                rest = stream.readline(LARGEST + 1)
        except _CUT as fault:
            report("cut", f"damaged gzip data: {fault}; what came before is read")
            return
        if not line:
            return
        yield line


def _decoded(line: bytes, encoding: str, report: Report, number: int) -> str:
    if line.startswith(codecs.BOM_UTF8):
        line = line[3:]
    try:
        return line.decode(encoding)
    except (UnicodeError, LookupError):
        found = decode(line)
        if found.fault:
            report("encoding", found.fault, number)
        return found.text
