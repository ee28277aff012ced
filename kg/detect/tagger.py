"""The statistical tagger: an ONNX model over sentences, batched, decoded, scored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.detect.decode import Calibration, Floats, best_paths, confidence, spans
from kg.detect.encode import encode, find_names
from kg.errors import UsageError
from kg.lexicon import Lexicon

MODELS = Path(__file__).parent / "models"
# Characters of a batch, padding included: larger ones are no faster on one core.
BATCH = 3200
# The models were trained on sentences up to this length; longer texts are read in parts.
LONGEST = 400

Row = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A span that names an entity: offsets into the sentence, type, calibrated probability."""

    start: int
    end: int
    type: str
    score: float


def model_names() -> list[str]:
    """The shipped models."""
    return sorted(path.stem for path in MODELS.glob("*.onnx"))


class Tagger:
    """A shipped model, ready to tag sentences on one thread.

    Args:
        model: name of a model in `kg/detect/models`.
        lexicon: names whose hits are shown to the model as evidence.

    Raises:
        UsageError: no such model.
    """

    def __init__(self, model: str = "fast", lexicon: Lexicon | None = None) -> None:
        known = model_names()
        if model not in known:
            raise UsageError(f"unknown model {model!r}; known: {', '.join(known)}")
        weights, sidecar = MODELS / f"{model}.onnx", MODELS / f"{model}.json"
        self._lexicon = lexicon
        self._session: Any = _session(weights)
        told = json.loads(sidecar.read_text(encoding="utf-8"))
        self._types: tuple[str, ...] = tuple(told["types"])
        self._alphabet: Mapping[str, int] = told["alphabet"]
        self._calibration = Calibration(*told["calibration"])
        self.digest = hashlib.sha256(weights.read_bytes() + sidecar.read_bytes()).hexdigest()

    def tag(self, texts: Sequence[str]) -> list[tuple[TaggedSpan, ...]]:
        """The spans of each sentence, in order, never overlapping.

        A sentence's spans do not depend on the others given with it.
        """
        parts = [
            (place, start, text[start : start + LONGEST])
            for place, text in enumerate(texts)
            for start in range(0, len(text), LONGEST)
        ]
        found: list[list[TaggedSpan]] = [[] for _ in texts]
        order = sorted(range(len(parts)), key=lambda i: (len(parts[i][2]), i))
        tagged: dict[int, list[TaggedSpan]] = {}
        for batch in _batches(order, [len(part[2]) for part in parts]):
            named = self._tag_batch([parts[i][2] for i in batch])
            tagged.update(zip(batch, named, strict=True))
        for i, (place, start, _) in enumerate(parts):
            found[place] += [
                TaggedSpan(s.start + start, s.end + start, s.type, s.score) for s in tagged[i]
            ]
        return [tuple(named) for named in found]

    def _tag_batch(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        rows = [self._row(text) for text in texts]
        lengths = [len(text) for text in texts]
        feed = {name: _padded([row[name] for row in rows]) for name in rows[0]}
        feed["lengths"] = np.array(lengths, dtype=np.int32)
        return self._spans(self._session.run(None, feed)[0], lengths)

    def _row(self, text: str) -> Row:
        hits, folded = find_names(text, self._lexicon)
        seen = encode(text, self._alphabet, hits, folded)
        return {"chars": seen.chars, "shapes": seen.shapes, "lexicon": seen.lexicon}

    def _spans(self, scores: Floats, lengths: Sequence[int]) -> list[list[TaggedSpan]]:
        for row, length in zip(scores, lengths, strict=True):
            row[length:, 1:] = -1e4
            row[length:, 0] = 0.0
        found = []
        for row, path, length in zip(scores, best_paths(scores).tolist(), lengths, strict=True):
            known = row[:length]
            found.append(
                [
                    TaggedSpan(start, end, self._types[kind], self._score(known, start, end, kind))
                    for start, end, kind in spans(path[:length])
                ]
            )
        return found

    def _score(self, scores: Floats, start: int, end: int, kind: int) -> float:
        return self._calibration.score(confidence(scores, start, end, kind))


def _session(weights: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])


def _padded(rows: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    padded = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for place, row in enumerate(rows):
        padded[place, : len(row)] = row
    return padded


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Sentences in order of length, cut where a batch would grow over its size."""
    batch: list[int] = []
    for i in order:
        if batch and (len(batch) + 1) * lengths[i] > BATCH:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
